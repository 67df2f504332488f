"""FC402: an office-holder against the reference table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from factcheck.compare.findings import Corpus
from factcheck.model.article import content_id
from factcheck.model.claim import Claim
from factcheck.model.finding import SEVERITY, Finding, Reason, ReferenceRow, Scope, Side, Verdict
from factcheck.model.question import Question
from factcheck.model.values import Kind, OfficeHolderValue
from factcheck.reference.tables import ReferenceTable
from factcheck.reference.tenure import Tenure
from factcheck.text.names import same_person

CODE = "FC402"
# Copy may run ahead of or behind a change of holder by this much.
GRACE = timedelta(days=3)
UNJUDGED = frozenset({"then", "designate", "deputy"})


def against_reference(question: Question, corpus: Corpus, table: ReferenceTable) -> Iterator[Finding]:
    """Findings on claims of one question that the table rules out; none where the table is silent."""
    if question.kind is not Kind.OFFICE_HOLDER:
        return
    wrong: dict[tuple[str, str], tuple[list[str], Tenure, str]] = {}
    for answer in question.answers:
        for claim in (corpus.claims[i] for i in answer.claims):
            published = corpus.articles[claim.article].published
            found = _ruled_out(claim, published, table) if published is not None else None
            if found is not None:
                row, why = found
                wrong.setdefault((answer.value, row.row), ([], row, why))[0].append(claim.id)
    for (value, _), (claims, row, why) in sorted(wrong.items()):
        yield _finding(question, value, claims, row, why)


def judged(claim: Claim, day: date | None, table: ReferenceTable) -> bool:
    """Whether the table has a say on a claim in copy of this day."""
    value = claim.value
    if not isinstance(value, OfficeHolderValue) or day is None or value.qualifier in UNJUDGED or not value.polity:
        return False
    return _judgeable(value, day, table) and bool(table.holders(value.office, value.polity, day))


def _ruled_out(claim: Claim, day: date, table: ReferenceTable) -> tuple[Tenure, str] | None:
    """The row that rules a claim out, and why; None where it may hold."""
    value = claim.value
    assert isinstance(value, OfficeHolderValue)
    if value.qualifier in UNJUDGED or not value.polity or not _judgeable(value, day, table):
        return None
    now = [t for d in (day - GRACE, day, day + GRACE) for t in table.holders(value.office, value.polity, d)]
    sitting = next((t for t in now if _is(value.name, t)), None)
    if value.qualifier == "former":
        steady = sitting is not None and all(
            any(_is(value.name, t) for t in table.holders(value.office, value.polity, d)) for d in (day - GRACE, day)
        )
        return (
            (sitting, f"{sitting.person} held the office on {day}, and was not a former holder")
            if sitting is not None and steady
            else None
        )
    if sitting is not None or not now:
        return None
    past = [t for t in table.tenures(value.office, value.polity) if _is(value.name, t)]
    holder = next(iter(table.holders(value.office, value.polity, day)), now[0])
    if past:
        last = max(past, key=lambda t: t.start)
        until = f" until {last.end}" if last.end is not None else ""
        return (
            holder,
            f"{last.person} held the office from {last.start}{until}; on {day} it was held by {holder.person}",
        )
    if len(value.name.split()) < 2 or any(same_person(value.name, n).level != "apart" for t in now for n in t.names):
        return None
    return holder, f"on {day} the office was held by {holder.person}"


def _judgeable(value: OfficeHolderValue, day: date, table: ReferenceTable) -> bool:
    return all(table.covers(value.office, value.polity, d) for d in (day - GRACE, day))


def _is(name: str, tenure: Tenure) -> bool:
    return any(same_person(name, known).level in ("same", "compatible") for known in tenure.names)


def _finding(question: Question, value: str, claims: list[str], row: Tenure, why: str) -> Finding:
    return Finding(
        id=content_id("f", CODE, row.row, *sorted(claims)[:1]),
        code=CODE,
        verdict=Verdict.CONTRADICTION,
        severity=SEVERITY[Verdict.CONTRADICTION],
        scope=Scope.REFERENCE,
        question=question.id,
        confidence=0.85,
        a=Side(value=value, claims=tuple(sorted(claims))),
        b=Side(value=f"{row.qualifier} {row.person}".strip(), claims=(), reference=ReferenceRow(row.table, row.row)),
        reasons=(
            Reason("question", question.label),
            Reason("reference", why),
            Reason("source", row.source),
            Reason("judge-reference", "the reference table rules the answer out"),
        ),
        explanation=f"{why} ({row.source}).",
    )
