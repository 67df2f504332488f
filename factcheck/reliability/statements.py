"""A report's questions as cases: what each article says to each question, once for each voice in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from factcheck.model.article import Article
from factcheck.model.audit import Statement
from factcheck.model.claim import Claim, Modality
from factcheck.model.finding import Verdict
from factcheck.model.question import Question
from factcheck.model.report import Report
from factcheck.model.values import CasualtyValue, DateValue, Kind, QuantityValue, Value, VenueValue, bounds_of
from factcheck.reliability.cases import STATES, Case, make_case
from factcheck.reliability.numbers import allows, is_point
from factcheck.reliability.reviewed import Reviewed, opposed
from factcheck.text.dates.intervals import bounds as days_of
from factcheck.text.dates.intervals import relation

# Names and terms, of which the comparison knows whether two can both hold.
TERMS = frozenset({Kind.OFFICE_HOLDER, Kind.ROLE, Kind.OUTCOME, Kind.ORDINAL})
NO_ASSERTION = frozenset({Modality.DENIED, Modality.PLANNED, Modality.HYPOTHETICAL})


class Witnesses(Struct, frozen=True):
    """What statements are made of: claims and articles by id, the origin of each article, places that contain others.

    `rivals` are the claims that the comparison found to differ from a claim, by its id; `cleared` those of which a
    person said that they do not.
    """

    claims: Mapping[str, Claim]
    articles: Mapping[str, Article]
    origins: Mapping[str, str]
    containers: frozenset[str]
    rivals: Mapping[str, frozenset[str]]
    cleared: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, report: Report, reviewed: Reviewed) -> Witnesses:
        """The witnesses of a report."""
        places = (c.value for c in report.claims if isinstance(c.value, VenueValue))
        return cls(
            {c.id: c for c in report.claims},
            {a.id: a for a in report.articles},
            {article: origin.id for origin in report.origins for article in origin.articles},
            frozenset(place for value in places for place in value.within),
            opposed(f for f in reviewed.standing if f.verdict is not Verdict.UPDATE),
            reviewed.cleared,
        )

    def together(self, statement: Statement, others: Iterable[str]) -> bool:
        """Whether a person said that a statement can stand beside one of other claims."""
        return statement.claim in self.cleared and not self.cleared[statement.claim].isdisjoint(others)

    def source(self, claim: Claim) -> str:
        """The source of a claim's article, or its path where none is known."""
        article = self.articles[claim.article]
        return article.source or article.path

    def statement(self, claim: Claim, object: str, value: str) -> Statement:
        """A claim as an answer to a question."""
        article, said = self.articles[claim.article], claim.attribution
        named = said is not None and said.named
        return Statement(
            id=claim.id,
            object=object,
            source=self.source(claim),
            value=value,
            kind=claim.kind.value,
            origin=self.origins.get(claim.article, ""),
            day=article.published,
            speaker=said.speaker if said is not None and named else "",
            own=not named,
            hedged=claim.modality is Modality.HEDGED,
            precise=not coarse_value(claim.value, self.containers),
            article=claim.article,
            where=f"{article.path}:{claim.line}:{claim.column}",
            quote=" ".join(claim.quote.split()),
        )


def question_case(question: Question, witnesses: Witnesses) -> Case | None:
    """The case of a question; None where nobody asserts an answer."""
    shown = {claim: answer.value for answer in question.answers for claim in answer.claims}
    claims = [witnesses.claims[i] for i in shown]
    chosen = voices([c for c in claims if c.modality not in NO_ASSERTION])
    if not chosen:
        return None
    statements = [witnesses.statement(c, question.label, shown[c.id]) for c in chosen]
    values: dict[str, list[Claim]] = defaultdict(list)
    for c in chosen:
        values[shown[c.id]].append(c)

    def allowed(statement: Statement, value: str) -> float:
        if witnesses.together(statement, (c.id for c in values[value])):
            return STATES
        rivals = witnesses.rivals.get(statement.id, frozenset())
        if question.kind in TERMS:
            return int(not any(c.id in rivals for c in values[value]))
        return covers(witnesses.claims[statement.id].value, values[value][0].value)

    return make_case((question.id, question.label), statements, allowed, lambda s: not s.precise)


def voices(claims: Iterable[Claim]) -> list[Claim]:
    """One claim for each article and each speaker that it names: the surest, of equals the first in the text."""
    best: dict[tuple[str, str], Claim] = {}
    for claim in sorted(claims, key=rank):
        said = claim.attribution
        best.setdefault((claim.article, said.speaker if said is not None and said.named else ""), claim)
    return sorted(best.values(), key=lambda c: (c.article, c.span, c.id))


def rank(claim: Claim) -> tuple[bool, float, int, str]:
    """Captions last, then the surest, then the first in the text."""
    return (claim.place == "caption", -round(claim.confidence, 2), claim.span[0], claim.id)


def covers(outer: Value, inner: Value) -> float:
    """Whether one value contains another, as `cases.Covers` has it: a place, a span of days, a bound."""
    match outer, inner:
        case VenueValue(), VenueValue():
            return int(outer.place in inner.within)
        case DateValue(), DateValue():
            return int(_wider(outer.iso, inner.iso))
        case ((CasualtyValue() | QuantityValue()), (CasualtyValue() | QuantityValue())):
            return allows(bounds_of(outer), bounds_of(inner))
        case _:
            return 0


def coarse_value(value: Value, containers: frozenset[str]) -> bool:
    """Whether a value leaves room for a more precise one."""
    match value:
        case VenueValue():
            return value.place in containers
        case DateValue():
            span = days_of(value.iso)
            return span is None or span[0] != span[1]
        case CasualtyValue() | QuantityValue():
            return not is_point(bounds_of(value))
        case _:
            return False


def _wider(outer: str, inner: str) -> bool:
    if relation(outer, inner) != "within":
        return False
    first, second = days_of(outer), days_of(inner)
    if first is None or second is None:
        return first is None
    return first[1] - first[0] > second[1] - second[0] or (first == second and "T" in inner)


def by_article(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    """Claims by article, in the order of articles."""
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: (c.article, c.span, c.id)):
        groups[claim.article].append(claim)
    return groups
