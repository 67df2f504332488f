"""Which tolls of an article are parts of others: some of the victims, told apart by where, how, or who they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations

from factcheck.extract.persons import are_two, is_single, persons_of
from factcheck.extract.toll import Toll
from factcheck.extract.victims import DEMOGRAPHIC
from factcheck.model.values import Bounds
from factcheck.rules import load

# Between two counts of one sentence these tell of two reports, or of a part and its whole.
APART = re.compile(
    r"\b(?:said|says|told|reported|according|but|or|than|from|with|whom|including|earlier|initially|previously|later"
    r"|revised)\b",
    re.I,
)
JOINED = re.compile(r"\band\b|;|\bwhile\b|,\s*(?:another|the other)\b", re.I)
POINTS_BACK = re.compile(r"\b(?:the|these|those|his|her|their|its|other|remaining)\s+$", re.I)
# "All five", "the four who were hurt": everybody that a harm came to.
EVERYBODY = re.compile(r"\b(?:all|both)(?:\s+of)?(?:\s+the)?\s+$", re.I)
DEFINED = re.compile(r"\s*(?:who|that|injured|wounded|hurt|shot|killed)\b", re.I)
ALSO = re.compile(r"\balso\b", re.I)
# Characters around a count in which a word for where people were tells of these.
NEAR_BEFORE, NEAR_AFTER = 45, 70
# Sentences between a person and the next of a list.
IN_LIST = 1


def mark_parts(tolls: Sequence[Toll]) -> Iterator[Toll]:
    """The tolls of one event, those that count some of its victims marked.

    A smaller count of a demographic group, or a person told of singly, is part of the larger count. With no
    larger count it is the whole: "a woman was killed" is a toll of one, unless the copy tells of others too.
    """
    tops: dict[str, float] = {}
    for harm in dict.fromkeys(outcome(t) for t in tolls):
        same = _side_by_side([t for t in tolls if outcome(t) == harm])
        same += _later_ones(same)
        tops[harm] = _largest(same)
        if harm == "casualties":
            tops[harm] = max(tops[harm], tops.get("killed", 0) + tops.get("injured", 0))
        company = _in_company(same)
        for toll in same:
            yield _marked(toll, tops[harm], tolls, one_of_several=id(toll) in company)


def outcome(toll: Toll) -> str:
    """What became of people: those in hospital are among the injured."""
    return "injured" if toll.harm == "hospitalised" else toll.harm


def _largest(tolls: Iterable[Toll]) -> float:
    wholes = [
        t.victims.bounds.min
        for t in tolls
        if not t.victims.part and t.victims.group in DEMOGRAPHIC and t.victims.bounds.min is not None
    ]
    return max(wholes, default=0)


def _marked(toll: Toll, top: float, tolls: Sequence[Toll], *, one_of_several: bool) -> Toll:
    victims, low = toll.victims, toll.victims.bounds.min
    if victims.group not in DEMOGRAPHIC or victims.part or low is None:
        return toll
    some = _is_single_out(toll) or _is_view(toll) or (victims.more and not _beside_another_harm(toll, tolls))
    if (low < top and some) or one_of_several:
        return replace(toll, victims=replace(victims, part=True))
    if low == top and victims.group != "generic":
        return replace(toll, victims=replace(victims, group="generic"))
    return toll


def _is_single_out(toll: Toll) -> bool:
    """Whether people are told of by name, by kind, or one at a time."""
    victims = toll.victims
    return bool(victims.names) or victims.definite or victims.bounds.min == 1 or victims.group != "generic"


def _is_view(toll: Toll) -> bool:
    """Whether people are counted by how they do, where they were found or taken, or as told of before."""
    text = toll.sentence.text
    start, end = toll.victims.start - toll.sentence.start, toll.victims.end - toll.sentence.start
    if EVERYBODY.search(text[:start]) or (POINTS_BACK.search(text[:start]) and DEFINED.match(text, end)):
        return False
    if toll.form == "signs" or toll.harm == "hospitalised":
        return True
    return bool(
        _views().search(text[max(0, start - NEAR_BEFORE) : end + NEAR_AFTER]) or POINTS_BACK.search(text[:start])
    )


@cache
def _views() -> re.Pattern[str]:
    words = "|".join(sorted((re.escape(w) for w in load("casualties")["views"]), key=lambda w: (-len(w), w)))
    return re.compile(rf"\b(?:{words})\b", re.I)


def _in_company(tolls: Sequence[Toll]) -> frozenset[int]:
    """Who is told of singly where there are others: of another age, sex or name, or one more ("another man")."""
    open_to_all = [t for t in tolls if t.victims.group in DEMOGRAPHIC]
    if any(t.victims.counted and not t.victims.part for t in open_to_all):
        return frozenset()
    persons = persons_of([t for t in open_to_all if is_single(t) and not t.derived])
    found: set[int] = {
        id(toll) for a, b in combinations(persons, 2) if are_two(a, b) for toll in (*a.mentions, *b.mentions)
    }
    for at, person in enumerate(persons):
        for toll in person.mentions:
            if not (_is_one_more(toll) and at):
                continue
            beside = (
                t
                for other in persons[:at]
                for t in other.mentions
                if 0 <= toll.sentence.index - t.sentence.index <= IN_LIST
            )
            found.update(id(t) for t in (toll, *beside))
    return frozenset(found)


def _is_one_more(toll: Toll) -> bool:
    after = toll.sentence.text[toll.victims.end - toll.sentence.start : toll.cue[1] - toll.sentence.start]
    return (toll.victims.other and not toll.victims.definite) or bool(ALSO.search(after))


def _side_by_side(tolls: Sequence[Toll]) -> list[Toll]:
    """ "Three people have light wounds and one is in serious condition": parts, and their sum where none is given."""
    by_sentence: dict[int, list[Toll]] = {}
    for toll in tolls:
        if _may_be_addend(toll):
            by_sentence.setdefault(toll.sentence.index, []).append(toll)
    found = list(tolls)
    for here in by_sentence.values():
        if not _adds_up(here):
            continue
        total = sum(t.victims.bounds.min or 0 for t in here)
        parts = {id(t) for t in here}
        found = [replace(t, victims=replace(t.victims, part=True)) if id(t) in parts else t for t in found]
        if _largest(found) < total:
            found.append(_total(here, total))
    return found


def _may_be_addend(toll: Toll) -> bool:
    victims = toll.victims
    plain = not (victims.part or victims.definite or victims.pronoun or toll.derived or victims.names)
    exact = victims.bounds.min == victims.bounds.max and (victims.bounds.min or 0) > 0
    return plain and exact and victims.group in DEMOGRAPHIC and toll.form not in ("tolls", "subset", "nouns")


def _adds_up(tolls: Sequence[Toll]) -> bool:
    """Whether counts of one sentence are of different people of one event: one of them by how they do, or "another"."""
    ordered = sorted(tolls, key=lambda t: t.victims.start)
    if len({t.victims.start for t in ordered}) < 2 or not any(t.victims.counted for t in ordered):
        return False
    if not any(_by_sign(t) or t.victims.other or t.victims.more for t in ordered[1:]):
        return False
    for a, b in zip(ordered, ordered[1:], strict=False):
        between = a.sentence.text[a.victims.end - a.sentence.start : b.victims.start - a.sentence.start]
        if a.victims.end > b.victims.start or APART.search(between) or not JOINED.search(between):
            return False
    return True


def _by_sign(toll: Toll) -> bool:
    return toll.form == "signs" or toll.harm == "hospitalised"


def _total(addends: Sequence[Toll], total: float) -> Toll:
    ordered = sorted(addends, key=lambda t: t.victims.start)
    first, last = ordered[0].victims, ordered[-1].victims
    harm = outcome(ordered[0])
    victims = replace(first, end=last.end, bounds=Bounds(total, total), group="generic", counted=True, more=False)
    return replace(ordered[0], harm=harm, victims=victims, form="states", derived=True)


def _later_ones(tolls: Sequence[Toll]) -> list[Toll]:
    """ "A third victim has died": the toll is three where two were told of before."""
    found: list[Toll] = []
    top = _largest(tolls)
    for toll in tolls:
        number = toll.victims.ordinal
        if toll.harm != "killed" or not number or top != number - 1 or toll.victims.bounds.min != 1 or found:
            continue
        before = [t for t in tolls if t.victims.bounds.min == top and t.victims.start < toll.victims.start]
        if before and not any(t.sentence.index == toll.sentence.index for t in tolls if t.form == "tolls"):
            victims = replace(toll.victims, bounds=Bounds(number, number), group="generic", counted=True, other=False)
            end = max(victims.end, toll.cue[1])  # "a third victim died" gives the number, "a third victim" one person
            found.append(replace(toll, victims=replace(victims, end=end, names=(), ordinal=0), derived=True))
    return found


def _beside_another_harm(toll: Toll, tolls: Sequence[Toll]) -> bool:
    """Whether "others" are those besides the dead: of "one died and three others were hurt" three are all the hurt."""
    before = [t for t in tolls if t.sentence.index == toll.sentence.index and t.victims.end <= toll.victims.start]
    return bool(before) and all(outcome(t) != outcome(toll) for t in before)
