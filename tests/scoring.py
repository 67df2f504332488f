"""How well a report meets a gold file: claims found, values right, conflicts met, traps flagged.

A gold claim is found by the claims of its kind whose words overlap its words in the article; of a toll the
harm must be the same too. A gold pair is met by a finding that has claims of the one on one side and of the other
on the other, with a verdict that will do. This measure is stricter on places in the text than on wording: it
never compares strings of copy.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, to_builtins

from factcheck.model.article import Article
from factcheck.model.claim import Claim
from factcheck.model.finding import Finding, Verdict
from factcheck.model.report import Report
from factcheck.model.values import (
    CasualtyValue,
    DateValue,
    Kind,
    OfficeHolderValue,
    OrdinalValue,
    OutcomeValue,
    QuantityValue,
    RoleValue,
    VenueValue,
)
from factcheck.text.dates.intervals import relation
from factcheck.text.gazetteer import gazetteer
from factcheck.text.names import same_person

Gold = Mapping[str, Any]
# Outcomes that a reader takes for one another.
ALIKE = {frozenset({"agreement", "ceasefire"})}


class Score(Struct, frozen=True):
    """Shares between 0 and 1, but for `flagged`: the gold's traps that were called contradictions."""

    recall: float
    recall_by_kind: dict[str, float]
    values: float
    conflicts: float
    references: float
    internal: float
    flagged: int
    misses: tuple[str, ...]


def score(report: Report, gold: Gold) -> Score:
    """Holds a report on the gold's articles against the gold."""
    found = {claim["id"]: _found(claim, report) for claim in gold["claims"]}
    kinds: dict[str, list[str]] = {}
    for claim in gold["claims"]:
        kinds.setdefault(claim["kind"], []).append(claim["id"])
    right = {c["id"] for c in gold["claims"] if any(_right(c, ours) for ours in found[c["id"]])}
    ids = {name: frozenset(c.id for c in claims) for name, claims in found.items()}
    asked = [pair for pair in gold["conflicts"] if not pair["optional"]]
    met = {pair["id"] for pair in asked if _met(pair, ids, report)}
    traps = {pair["id"] for pair in gold["non_conflicts"] if _flagged(pair, ids, report)}
    ruled_out = {e["id"] for e in gold["reference_errors"] if _ruled_out(e["claim"], ids, report)}
    inside = {e["id"] for e in gold["internal_errors"] if _told(e["claims"], ids, report)}
    return Score(
        recall=_share(sum(map(bool, found.values())), len(found)),
        recall_by_kind={kind: _share(sum(bool(found[i]) for i in names), len(names)) for kind, names in kinds.items()},
        values=_share(len(right), sum(map(bool, found.values()))),
        conflicts=_share(len(met), len(asked)),
        references=_share(len(ruled_out), len(gold["reference_errors"])),
        internal=_share(len(inside), len(gold["internal_errors"])),
        flagged=len(traps),
        misses=(
            *(f"claim not found: {name}" for name, claims in sorted(found.items()) if not claims),
            *(f"value wrong: {name}" for name, claims in sorted(found.items()) if claims and name not in right),
            *(f"conflict not met: {pair['id']}" for pair in asked if pair["id"] not in met),
            *(f"trap flagged: {name}" for name in sorted(traps)),
            *(f"not ruled out: {e['id']}" for e in gold["reference_errors"] if e["id"] not in ruled_out),
            *(f"not told: {e['id']}" for e in gold["internal_errors"] if e["id"] not in inside),
        ),
    )


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 1.0


def _found(gold: Gold, report: Report) -> list[Claim]:
    article = next(a for a in report.articles if a.path == gold["file"])
    start, end = place_of(gold, article)
    harm = gold["attribute"].partition(":")[0] if gold["kind"] == Kind.CASUALTY else ""
    return [
        claim
        for claim in report.claims
        if claim.article == article.id
        and claim.kind == gold["kind"]
        and claim.span[0] < end
        and start < claim.span[1]
        and (not isinstance(claim.value, CasualtyValue) or claim.value.harm == harm)
    ]


def place_of(gold: Gold, article: Article) -> tuple[int, int]:
    """The span of a gold claim's words in the article, spaces of any kind and number taken for one another."""
    snippet, words = (r"\s+".join(map(re.escape, text.split())) for text in (gold["snippet"], gold["value_text"]))
    sentence = re.search(snippet, article.text)
    assert sentence is not None, (gold["id"], article.path)
    value = re.compile(rf"(?<!\w){words}(?!\w)").search(article.text, sentence.start(), sentence.end())
    assert value is not None, gold["id"]
    return value.span()


def _right(gold: Gold, claim: Claim) -> bool:
    wanted, value = gold["value"], claim.value
    match value:
        case DateValue():
            return value.iso == wanted or relation(value.iso, wanted, tolerance_days=value.tolerance) in (
                "same",
                "within",
            )
        case VenueValue():
            place = gazetteer().lookup(wanted)
            return value.name == wanted or (place is not None and place.id == value.place)
        case CasualtyValue() | QuantityValue():
            return _same_number(wanted, to_builtins(value))
        case OfficeHolderValue():
            return same_person(value.name, wanted).level in ("same", "compatible")
        case OrdinalValue():
            return bool(value.value == wanted["value"])
        case OutcomeValue():
            return value.term == wanted or frozenset({value.term, wanted}) in ALIKE
        case RoleValue():
            return value.party in wanted


def _same_number(wanted: Gold, value: Gold) -> bool:
    low, high = (wanted.get("value", wanted.get(end)) for end in ("min", "max"))
    same = (value["min"], value["max"]) == (low, high) and value["unit"] == wanted.get("unit", value["unit"])
    return same and value["min_exclusive"] == wanted.get("min_exclusive", False)


Ids = Mapping[str, frozenset[str]]


def _between(a: str, b: str, ids: Ids, report: Report) -> list[Finding]:
    """The findings with `a` on one side and `b` on the other."""
    return [
        finding
        for finding in report.findings
        for left, right in ((set(finding.a.claims), set(finding.b.claims)),)
        if (left & ids[a] and right & ids[b]) or (left & ids[b] and right & ids[a])
    ]


def _met(pair: Gold, ids: Ids, report: Report) -> bool:
    """A contradiction must be called one; a dispute or a discrepancy may not be called a contradiction."""
    wanted = {Verdict(pair["verdict"])}
    if wanted != {Verdict.CONTRADICTION}:
        wanted |= {Verdict.DISPUTE, Verdict.DISCREPANCY}
    return any(finding.verdict in wanted for finding in _between(pair["a"], pair["b"], ids, report))


def _flagged(pair: Gold, ids: Ids, report: Report) -> bool:
    found = _between(pair["a"], pair["b"], ids, report)
    return any(finding.verdict is Verdict.CONTRADICTION for finding in found)


def _ruled_out(claim: str, ids: Ids, report: Report) -> bool:
    return any(f.b.reference is not None and set(f.a.claims) & ids[claim] for f in report.findings)


def _told(claims: list[str], ids: Ids, report: Report) -> bool:
    """Whether a finding inside one article has a claim of the error on its first side, or one on each."""
    if len(claims) == 2:
        return bool(_between(claims[0], claims[1], ids, report))
    return any(f.code.startswith("FC9") and set(f.a.claims) & ids[claims[0]] for f in report.findings)


def verdicts(report: Report) -> Counter[str]:
    """How many findings there are of each verdict."""
    return Counter(str(finding.verdict) for finding in report.findings)
