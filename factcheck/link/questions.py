"""Claims to questions: claims that answer the same thing about the same event or office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import msgspec
from msgspec import Struct
from rapidfuzz import fuzz

from factcheck.link.labels import Keepers, Kept, keepers, kept, label
from factcheck.model.article import content_id
from factcheck.model.claim import Claim, Modality
from factcheck.model.event import Event
from factcheck.model.question import Answer, Question
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
from factcheck.rules import load
from factcheck.text.names import skeleton
from factcheck.text.phrasing import show
from factcheck.text.stems import stem
from factcheck.text.units import base_unit

SIMILAR = 88


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("quantities")[name])


Polities = Mapping[str, str]
"""The one polity in which somebody is said to hold an office, by `holder_of`; none where there are several."""

QuestionKey = tuple[str, str, str]


class Elsewhere(Struct, frozen=True):
    """What questions need to know of claims that answer others: of holders' polities, of who mediates and hosts."""

    polities: Polities
    kept: tuple[Kept, ...]

    @classmethod
    def of(cls, claims: Sequence[Claim], events: Mapping[str, Event]) -> Elsewhere:
        """What a whole corpus tells."""
        return cls(polities_of(filter(None, map(holder_of, claims))), tuple(kept(claims, events)))


def link_questions(
    claims: Sequence[Claim], events: Mapping[str, Event], elsewhere: Elsewhere | None = None
) -> tuple[Question, ...]:
    """Questions with their answers, in a stable order. Claims without an event or office answer none.

    Claims may be those of some events and offices alone, where `elsewhere` says what all tell.
    """
    known = elsewhere or Elsewhere.of(claims, events)
    groups: dict[QuestionKey, list[Claim]] = defaultdict(list)
    for claim in claims:
        key = question_key(claim, known.polities)
        if key is not None:
            groups[key].append(claim)
    merged = _merge_quantities(_merge_sides(groups))
    out = keepers(known.kept, events)
    questions = [_question(key, members, events, out) for key, members in merged.items()]
    return tuple(sorted(questions, key=place_of))


def place_of(question: Question) -> tuple[str, str, str, str]:
    """Where a question stands among the others."""
    return (question.kind, question.event or "", question.attribute, question.id)


def polities_of(holders: Iterable[tuple[str, str]]) -> Polities:
    """The polity of each holder of an office for whom just one is told, from `holder_of` claims."""
    found: dict[str, set[str]] = defaultdict(set)
    for holder, polity in holders:
        if polity:
            found[holder].add(polity)
    return {holder: next(iter(codes)) for holder, codes in found.items() if len(codes) == 1}


def holder_of(claim: Claim) -> tuple[str, str] | None:
    """An office with its holder, whatever the spelling, and the polity, "" where the copy leaves it out."""
    value = claim.value
    if not isinstance(value, OfficeHolderValue):
        return None
    return f"{value.office}|{skeleton(value.name)}", value.polity


def question_key(claim: Claim, polities: Polities) -> QuestionKey | None:
    """(kind, event or office, attribute) of the question that a claim answers.

    An office whose polity the copy leaves out is that of the one polity where others name this person.
    """
    value = claim.value
    if isinstance(value, OfficeHolderValue):
        holds = value.qualifier if value.qualifier in ("former", "designate", "deputy") else ""
        polity = value.polity or polities.get(f"{value.office}|{skeleton(value.name)}", "")
        return (claim.kind, "", f"{holds} {value.office}".strip() + f"|{polity}")
    if claim.event is None:
        return None
    if isinstance(value, QuantityValue):
        if value.unit in _words("general") and not value.of:
            return None
        return (claim.kind, claim.event, f"{base_unit(_stems(value.unit))[0]}|{_stems(value.of)}")
    if isinstance(value, CasualtyValue):
        scope = "" if value.scope == "event" else f" ({value.scope})"
        side = f" [{value.side}]" if value.side else ""
        return (claim.kind, claim.event, f"{value.harm}: {value.group}{side}{scope}")
    if isinstance(value, DateValue):
        return (claim.kind, claim.event, "date")
    if isinstance(value, RoleValue):
        return (claim.kind, claim.event, claim.attribute)
    return (claim.kind, claim.event, claim.attribute)


def _merge_sides(groups: Mapping[tuple[str, str, str], list[Claim]]) -> dict[tuple[str, str, str], list[Claim]]:
    """A toll of a group whose side the copy leaves out is that of the one side others give for the group."""
    sides: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for kind, event, attribute in groups:
        bare, bracket, side = attribute.partition(" [")
        if kind == Kind.CASUALTY and bracket:
            sides[kind, event, bare].add(side)
    merged: dict[tuple[str, str, str], list[Claim]] = {}
    for key in sorted(groups):
        known = sides.get(key, set())
        target = (key[0], key[1], f"{key[2]} [{next(iter(known))}") if len(known) == 1 else key
        merged.setdefault(target, []).extend(groups[key])
    return merged


def _stems(words: str) -> str:
    return " ".join(stem(word) for word in words.split())


def _merge_quantities(groups: Mapping[tuple[str, str, str], list[Claim]]) -> dict[tuple[str, str, str], list[Claim]]:
    """Joins quantity questions of one event and unit whose objects are the same words, or nearly."""
    merged: dict[tuple[str, str, str], list[Claim]] = {}
    # Objects kept so far, by kind, event and unit: no others can be the same.
    kept: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for key in sorted(groups):
        target = key
        if key[0] == Kind.QUANTITY:
            unit, _, of = key[2].partition("|")
            near = kept[key[0], key[1], unit]
            alike = next((other for other in near if _same_object(of, other, unit)), None)
            if alike is None:
                near.append(of)
            else:
                target = (key[0], key[1], f"{unit}|{alike}")
        merged.setdefault(target, []).extend(groups[key])
    return merged


def _same_object(a: str, b: str, unit: str) -> bool:
    if not a or not b:
        return unit not in _words("general") and unit not in _words("measures") and not (a and b) and a == b
    return fuzz.token_sort_ratio(a, b) >= SIMILAR


def _usual(spellings: Sequence[str]) -> str:
    """The spelling that most claims give; of equals the first."""
    return max(spellings, key=spellings.count)


def _question(
    key: tuple[str, str, str], claims: Sequence[Claim], events: Mapping[str, Event], out: Keepers
) -> Question:
    kind, event_id, attribute = key
    answers: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: (c.article, c.span, c.id)):
        answers[answer_key(claim)].append(claim)
    listed = sorted(
        (Answer(_usual([_shown(c) for c in group]), tuple(c.id for c in group)) for group in answers.values()),
        key=lambda a: (-len(a.claims), a.value, a.claims),
    )
    event = events.get(event_id)
    said = claims[0].attribute if kind == Kind.QUANTITY else attribute.replace("|", " of ").removesuffix(" of ")
    return Question(
        id=content_id("q", kind, event_id, attribute),
        kind=Kind(kind),
        label=label(Kind(kind), said if kind == Kind.QUANTITY else attribute, event, out.get(event_id, frozenset())),
        event=event_id or None,
        attribute=said,
        answers=tuple(listed),
    )


def _shown(claim: Claim) -> str:
    denied = "not " if claim.modality is Modality.DENIED else ""
    return denied + show(claim.value)


def answer_key(claim: Claim) -> str:
    """What makes two claims the same answer: equal values, whatever the spelling, said or denied alike."""
    denied = "denied|" if claim.modality is Modality.DENIED else ""
    return denied + _value_key(claim)


def _value_key(claim: Claim) -> str:
    value: msgspec.Struct = claim.value
    if isinstance(value, OfficeHolderValue):
        return skeleton(value.name).split()[-1] if skeleton(value.name) else value.name
    if isinstance(value, VenueValue):
        return value.place + "|" + value.offset
    if isinstance(value, DateValue):
        return f"{value.iso}|{claim.attribute}|{value.tolerance}"
    if isinstance(value, CasualtyValue | QuantityValue):
        about = value.qualifier if value.min == value.max else ""
        part = getattr(value, "part", False)
        return f"{value.min}|{value.max}|{value.min_exclusive}|{value.max_exclusive}|{about}|{part}"
    if isinstance(value, OrdinalValue):
        return str(value.value)
    if isinstance(value, OutcomeValue):
        return value.term
    if isinstance(value, RoleValue):
        return value.party
    return msgspec.json.encode(value, order="sorted").decode()
