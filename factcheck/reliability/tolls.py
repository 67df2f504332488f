"""Tolls of an event as cases: who counts, who names one of the dead, who counts the attacker, and who died later.

What an article says of a toll is more than one number. Its total is the surest count of everyone; "her
brother was killed" counts nobody else and bounds the total from below, as do counts of groups. A count that
contains another one's words ("four people before turning the gun on himself") is the whole of it. And a
report of deaths that knows of no wounded says that there are none left: the hurt of an earlier report have died.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.audit import Statement
from factcheck.model.claim import Claim
from factcheck.model.question import Question
from factcheck.model.values import Bounds, CasualtyValue, Kind, Number, bounds_of
from factcheck.reliability.cases import STATES, Case, make_case, never
from factcheck.reliability.numbers import allows, later_totals, small_first
from factcheck.reliability.statements import NO_ASSERTION, Witnesses, by_article, rank
from factcheck.text.numbers import find_numbers
from factcheck.text.phrasing import digits

HARMS = ("killed", "injured")
EVERYONE = "all"
# How much a statement counts: one that is not its article's total, one that only tells of a person, a bound that
# counts some, one that stands further down than an article announces its event, and a silence.
ASIDE = 0.3
UNCOUNTED = 0.8
BOUND = 0.6
PASSING = 0.5
# An article announces its own event in so many characters from its first claim on.
LEAD = 800
SILENT = 0.9
# Before the ids of what claims say of a question that is not their own, and of what they do not say.
PART = "part:"
NONE_HURT = "none:"


class Toll(Struct, frozen=True):
    """The case of a toll, how much each of its statements says, and those that are not their source's answer."""

    case: Case
    weights: Mapping[str, float]
    asides: frozenset[str]


class _Told(Struct, frozen=True):
    """A statement of a toll: its number as it is meant, its weight, and whether it is the article's answer."""

    statement: Statement
    bounds: Bounds
    weight: float
    answer: bool


def toll_question(question: Question) -> bool:
    """Whether a question asks for everyone killed or injured in an event."""
    return question.kind is Kind.CASUALTY and question.attribute in {f"{harm}: {EVERYONE}" for harm in HARMS}


class Tolls:
    """The tolls of a corpus, by event and harm."""

    def __init__(self, witnesses: Witnesses) -> None:
        self._witnesses = witnesses
        self._claims: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        self._starts: dict[str, int] = {}
        for claim in witnesses.claims.values():
            self._starts[claim.article] = min(self._starts.get(claim.article, claim.quote_start), claim.quote_start)
            value = claim.value
            if isinstance(value, CasualtyValue) and claim.event is not None and _usable(claim, value):
                self._claims[claim.event, value.harm].append(claim)

    def toll(self, question: Question) -> Toll | None:
        """The case of a toll question; None where nobody asserts an answer."""
        harm = question.attribute.partition(":")[0]
        claims = by_article(self._claims.get((question.event or "", harm), ()))
        told = [t for group in claims.values() for t in self._told(question.label, group)]
        told += self._silent(question, claims) if harm == "injured" else []
        if not any(t.answer for t in told):
            return None
        meant = {t.statement.id: t.bounds for t in told}
        numbers = {t.statement.value: _read(t) for t in told}
        statements = [t.statement for t in told]
        givers: dict[str, list[str]] = defaultdict(list)
        for s in statements:
            givers[s.value].append(s.claim)

        def allowed(statement: Statement, value: str) -> float:
            if self._witnesses.together(statement, givers[value]):
                return STATES
            return allows(meant[statement.id], numbers[value])

        return Toll(
            make_case(
                (question.id, question.label),
                statements,
                allowed,
                lambda s: not s.precise,
                later_totals(statements, numbers) if harm == "killed" else never,
                lambda value: small_first(numbers[value]),
            ),
            {t.statement.id: t.weight for t in told},
            frozenset(t.statement.id for t in told if not t.answer),
        )

    def _told(self, label: str, claims: Sequence[Claim]) -> Iterable[_Told]:
        """What one article says of a toll."""
        totals = _totals(claims)
        if not totals:
            bound = max(claims, key=lambda c: (_least(c), -c.span[0]))
            weight = BOUND if _counts(bound) else ASIDE
            yield self._made(label, bound, Bounds(_least(bound), None, qualifier="at least"), weight, answer=True)
            return
        told: set[Number] = set()
        for claim in sorted(totals, key=self._place):
            least = _least(claim)
            if least in told:
                continue
            counted = _counts(claim)
            weight = (1.0 if counted else UNCOUNTED) * (ASIDE if told else 1.0)
            weight *= PASSING if self._passing(claim) else 1.0
            yield self._made(label, claim, _meant(claim, counted=counted), weight, answer=not told)
            told.add(least)

    def _place(self, claim: Claim) -> tuple[bool, tuple[bool, float, int, str]]:
        """What an article announces comes before what it says in passing."""
        return self._passing(claim), rank(claim)

    def _passing(self, claim: Claim) -> bool:
        return claim.place != "headline" and claim.quote_start - self._starts[claim.article] >= LEAD

    def _made(self, label: str, claim: Claim, bounds: Bounds, weight: float, *, answer: bool) -> _Told:
        least = digits(bounds.first)
        value = least if bounds.max is not None else f"at least {least}"
        statement = self._witnesses.statement(claim, label, value)
        own = isinstance(claim.value, CasualtyValue) and claim.value.group == EVERYONE
        return _Told(statement if own else replace(statement, id=PART + statement.id), bounds, weight, answer)

    def _silent(self, question: Question, told: Mapping[str, list[Claim]]) -> list[_Told]:
        """Reports of deaths that tell of no wounded, no earlier than those that tell of some without a count."""
        hurt = [c for group in told.values() for c in _totals(group)]
        if any(_counts(c) for c in hurt):
            return []
        latest = max((str(self._witnesses.articles[a].published or "") for a in told), default="")
        found = []
        for article, claims in by_article(self._claims.get((question.event or "", "killed"), ())).items():
            totals = _totals(claims)
            if article in told or max(map(_least, totals), default=0) < max(map(_least, hurt), default=0) or not totals:
                continue
            if str(self._witnesses.articles[article].published or "") < latest:
                continue
            first = min(totals, key=rank)
            statement = self._witnesses.statement(first, question.label, "0")
            found.append(_Told(replace(statement, id=NONE_HURT + first.id), Bounds(0, 0), SILENT, answer=False))
        return found


def _usable(claim: Claim, value: CasualtyValue) -> bool:
    return (
        value.scope == "event"
        and claim.place != "caption"
        and claim.modality not in NO_ASSERTION
        and (value.min is not None or value.max is not None)
    )


def _totals(claims: Sequence[Claim]) -> list[Claim]:
    """The claims that count everyone, without those whose words stand inside a larger one's."""
    whole = [c for c in claims if _of_everyone(c)]
    inside = {
        _least(c)
        for c in whole
        for d in whole
        if d.span[0] <= c.span[0] and c.span[1] <= d.span[1] and _least(d) > _least(c)
    }
    return [c for c in whole if _least(c) not in inside]


def _of_everyone(claim: Claim) -> bool:
    value = claim.value
    assert isinstance(value, CasualtyValue)
    return not value.part and value.group == EVERYONE and value.max != 0


def _least(claim: Claim) -> Number:
    value = claim.value
    assert isinstance(value, CasualtyValue)
    return bounds_of(value).first


def _counts(claim: Claim) -> bool:
    """Whether the words give a number; "a man" and "his sister" tell of people and leave others untold."""
    return any(n.role == "count" for n in find_numbers(claim.value_text))


def _meant(claim: Claim, *, counted: bool) -> Bounds:
    value = claim.value
    assert isinstance(value, CasualtyValue)
    if not counted:
        return Bounds(value.min, value.min)
    return bounds_of(value)


def _read(told: _Told) -> Bounds:
    """What a value means as a candidate: the number itself, though its source may only have named a person."""
    if told.statement.value.startswith("at least"):
        return told.bounds
    return Bounds(told.bounds.first, told.bounds.first)
