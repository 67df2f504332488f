"""Findings on drafts as a desk is told of them: the draft's side first, with waivers and the baseline applied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from factcheck.check.baseline import Baseline, accepted, fingerprint
from factcheck.check.selection import Selection
from factcheck.check.waivers import Waiver, Waivers, find_waivers, unused
from factcheck.model.article import Article
from factcheck.model.check import Notice, Result, SuppressedBy, Suppression
from factcheck.model.claim import Claim
from factcheck.model.finding import Finding, Severity

_TURNED = {"value-a": "value-b", "value-b": "value-a"}
GRAVITY = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


class Policy(Struct, frozen=True, kw_only=True):
    """What a desk has decided beforehand. `codes` are those of all rules, `as_of` the day on which it is judged."""

    codes: tuple[str, ...]
    selection: Selection = Selection()
    baseline: Baseline | None = None
    as_of: date | None = None
    threshold: str = "error"


class Told(Struct, frozen=True):
    """The results by file, line and column, and what is to be said about waivers and the baseline."""

    results: tuple[Result, ...]
    notices: tuple[Notice, ...]


class Copy(Struct, frozen=True):
    """The drafts by id, all claims by id, and the path of each article from where the command runs."""

    drafts: Mapping[str, Article]
    claims: Mapping[str, Claim]
    files: Mapping[str, str]

    def of_draft(self, claim: str) -> bool:
        """Whether a claim stands in a draft."""
        return self.claims[claim].article in self.drafts


def results(findings: Iterable[Finding], copy: Copy, policy: Policy) -> Told:
    """Every finding on a draft that the selection tells, suppressed or not."""
    waivers = {i: find_waivers(draft, policy.codes, policy.as_of) for i, draft in copy.drafts.items()}
    used: list[Waiver] = []
    notices: list[Notice] = [notice for found in waivers.values() for notice in found.notices]
    told: list[Result] = []
    for finding in findings:
        placed = _placed(finding, copy)
        draft = copy.claims[placed.a.claims[0]].article
        if not policy.selection.tells(placed.code, copy.files[draft]):
            continue
        result, waiver = _waived(placed, draft, copy, waivers)
        used += waiver
        result, said = _held_against(result, copy, policy)
        told.append(replace(result, finding=replace(placed, severity=policy.selection.severity_of(placed))))
        notices += said
    for i, article in copy.drafts.items():
        notices += unused(article, waivers[i], used)
    return Told(tuple(sorted(told, key=lambda r: _place(r, copy))), tuple(sorted(notices, key=lambda n: _at(n, copy))))


def _placed(finding: Finding, copy: Copy) -> Finding:
    """The finding with its draft's side first; where both are, the side that stands first in the copy."""
    ours, theirs = (tuple(i for i in side.claims if copy.of_draft(i)) for side in (finding.a, finding.b))
    turned = bool(theirs) and (not ours or _start(theirs, copy) < _start(ours, copy))
    first, second = (finding.b, finding.a) if turned else (finding.a, finding.b)
    in_order = sorted((i for i in first.claims if copy.of_draft(i)), key=lambda i: copy.claims[i].span)
    reasons = (
        tuple(replace(r, code=_TURNED.get(r.code, r.code)) for r in finding.reasons) if turned else finding.reasons
    )
    return replace(finding, a=replace(first, claims=tuple(in_order)), b=second, reasons=reasons)


def _start(claims: Sequence[str], copy: Copy) -> tuple[str, tuple[int, int]]:
    first = min(claims, key=lambda i: (copy.claims[i].article, copy.claims[i].span))
    return copy.claims[first].article, copy.claims[first].span


def _waived(finding: Finding, draft: str, copy: Copy, waivers: Mapping[str, Waivers]) -> tuple[Result, list[Waiver]]:
    """The finding told at its first claim that no waiver covers; suppressed where there is none.

    A finding between two claims of one draft is waived at either.
    """
    own = _covering(finding.code, finding.a.claims, copy, waivers)
    other = [i for i in finding.b.claims if copy.of_draft(i)]
    both = [own, _covering(finding.code, other, copy, waivers)] if other and not finding.b.reference else [own]
    mark = fingerprint(finding, copy.claims[finding.a.claims[0]])
    used = [waiver for side in both for waiver in side.values()]
    open_claims = [i for i in finding.a.claims if i not in own]
    sides = (finding.a.claims, tuple(other))
    if any(side and len(found) == len(side) for found, side in zip(both, sides, strict=False)):
        waiver = used[0]
        reason = Suppression(by=SuppressedBy.WAIVER, reason=waiver.reason, until=waiver.until, line=waiver.line)
        at = finding.a.claims[0]
        return Result(finding=finding, draft=draft, claim=at, fingerprint=mark, suppression=reason), used
    return Result(finding=finding, draft=draft, claim=open_claims[0], fingerprint=mark), used


def _covering(code: str, claims: Sequence[str], copy: Copy, waivers: Mapping[str, Waivers]) -> dict[str, Waiver]:
    """The waiver of each claim that has one."""
    found: dict[str, Waiver] = {}
    for i in claims:
        claim = copy.claims[i]
        for waiver in waivers[claim.article].valid:
            if waiver.covers(code, claim.span):
                found.setdefault(i, waiver)
    return found


def _held_against(result: Result, copy: Copy, policy: Policy) -> tuple[Result, list[Notice]]:
    """The result with what the baseline says of it; a notice where its entry has expired."""
    if policy.baseline is None:
        return result, []
    draft = copy.drafts[result.draft]
    entry, holds = accepted(policy.baseline, result.fingerprint, policy.as_of or draft.published)
    result = replace(result, known=entry is not None)
    if entry is None or result.suppression is not None:
        return result, []
    if holds:
        reason = Suppression(by=SuppressedBy.BASELINE, reason=entry.reason, until=entry.until)
        return replace(result, suppression=reason), []
    claim = copy.claims[result.claim]
    text = f"the baseline's entry {entry.fingerprint} expired on {entry.until}: {entry.reason or 'no reason given'}"
    notice = Notice(draft=result.draft, code="baseline-expired", text=text, line=claim.line, column=claim.column)
    return result, [notice]


def _place(result: Result, copy: Copy) -> tuple[str, int, int, int, str]:
    claim = copy.claims[result.claim]
    return (
        copy.files[result.draft],
        claim.line,
        claim.column,
        GRAVITY.index(result.finding.severity),
        result.finding.id,
    )


def _at(notice: Notice, copy: Copy) -> tuple[str, int, int, str]:
    return copy.files[notice.draft], notice.line or 0, notice.column or 0, notice.text
