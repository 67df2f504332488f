"""What people made of findings, as it counts for sources: a dismissed one for nobody, a confirmed one for who lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from factcheck.model.audit import Rate
from factcheck.model.claim import Claim
from factcheck.model.finding import Finding, Scope, Side, Verdict
from factcheck.model.report import Report
from factcheck.model.review import Ruling, rulings
from factcheck.reliability.answers import Answered
from factcheck.reliability.cases import Relation
from factcheck.reliability.intervals import rate

RATE = "contradicted by reviewers"


class Reviewed(Struct, frozen=True):
    """The findings of a report with the last word on each: `standing` are those that nobody dismissed.

    `cleared` are the claims that a dismissed finding set against a claim, by its id: they do not contradict it.
    """

    words: Mapping[str, Ruling]
    standing: tuple[Finding, ...]
    cleared: Mapping[str, frozenset[str]]
    contradictions: tuple[Finding, ...]

    @classmethod
    def of(cls, report: Report) -> Reviewed:
        """What reviewers said of a report's findings."""
        told = {finding.id for finding in report.findings}
        words = {finding: word for finding, word in rulings(report.reviews).items() if finding in told}
        dismissed = [f for f in report.findings if words.get(f.id) is Ruling.DISMISS]
        return cls(
            words,
            tuple(f for f in report.findings if words.get(f.id) is not Ruling.DISMISS),
            opposed(dismissed),
            tuple(f for f in report.findings if f.id in words and f.verdict is Verdict.CONTRADICTION),
        )


def opposed(findings: Iterable[Finding]) -> dict[str, frozenset[str]]:
    """The claims that stand on the other side from each claim, in some of the findings."""
    found: dict[str, set[str]] = defaultdict(set)
    for finding in findings:
        for a in finding.a.claims:
            for b in finding.b.claims:
                found[a].add(b)
                found[b].add(a)
    return {claim: frozenset(others) for claim, others in found.items()}


def reviewed_rates(
    reviewed: Reviewed, answered: Sequence[Answered], by_source: Mapping[str, Sequence[Claim]]
) -> dict[str, Rate]:
    """How many of a source's own claims in judged contradictions lost, by source.

    A confirmed contradiction says that one side is wrong. Inside one source, and against the reference table, it
    is the source; between two, it is the side against the best supported answer. Where that is neither, the finding
    is left out, as are those of which reviewers were unsure. What a source quotes is the speaker's.
    """
    relations = {
        s.id: row[one.chosen]
        for one in answered
        for s, row in zip(one.case.statements, one.case.relations, strict=True)
    }
    lost: dict[str, bool] = {}
    for finding in reviewed.contradictions:
        for side, wrong in _outcome(finding, reviewed.words[finding.id], relations):
            for claim in side.claims:
                lost[claim] = lost.get(claim, False) or wrong
    found = {}
    for source, claims in by_source.items():
        judged = [c.id for c in claims if c.id in lost and not (c.attribution is not None and c.attribution.named)]
        hits = [claim for claim in judged if lost[claim]]
        found[source] = rate(RATE, len(hits), len(judged), hits)
    return found


def _outcome(finding: Finding, word: Ruling, relations: Mapping[str, Relation]) -> list[tuple[Side, bool]]:
    """Each side with whether it lost; nothing where that is not known."""
    sides = (finding.a, finding.b)
    if word is Ruling.UNSURE:
        return []
    if word is Ruling.DISMISS:
        return [(side, False) for side in sides]
    if finding.scope is not Scope.CROSS_SOURCE:
        return [(side, True) for side in sides]
    against = [any(relations.get(claim) is Relation.AGAINST for claim in side.claims) for side in sides]
    return list(zip(sides, against, strict=True)) if any(against) else []
