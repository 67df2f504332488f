"""An article's tolls set against one another: parts and wholes, the shot who died, those told of twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from factcheck.extract.parts import mark_parts
from factcheck.extract.persons import Person, is_single, persons_of
from factcheck.extract.toll import Toll
from factcheck.extract.victims import Victims
from factcheck.model.values import Bounds


def settle(tolls: Sequence[Toll], *, suicide: bool) -> Iterator[Toll]:
    """The tolls of one article with `shot` resolved, the dead no longer among the hurt, and parts marked.

    `suicide` says whether the copy tells of one: who shot himself is dead then, and otherwise hurt.
    """
    groups: dict[int, list[Toll]] = {}
    told = list(_told_once(list(_own_hand(tolls, suicide=suicide))))
    for toll in [*told, *_sums(told)]:
        groups.setdefault(id(toll.cluster), []).append(toll)
    for group in groups.values():
        yield from mark_parts(_resolve_shot(group))


def _own_hand(tolls: Sequence[Toll], *, suicide: bool) -> Iterator[Toll]:
    """Who shot himself is dead where the copy speaks of suicide and nothing shows that he lives."""
    living = {
        id(toll)
        for person in persons_of(tolls)
        if person.hurt or any(m.form == "signs" for m in person.mentions)
        for toll in person.mentions
    }
    for toll in tolls:
        if toll.harm == "shot_self":
            toll = replace(toll, harm="killed" if suicide and id(toll) not in living else "shot")
        yield toll


def _told_once(tolls: Sequence[Toll]) -> Iterator[Toll]:
    """Without the wounds of those who died, and without what only refers back to somebody told of already."""
    person_of = {id(toll): person for person in persons_of(tolls) for toll in person.mentions}
    for toll in tolls:
        person = person_of.get(id(toll))
        if person is not None:
            if person.dead and toll.harm != "killed":
                continue
            if _refers_back(toll) and _told_otherwise(person, toll):
                continue
            if toll.harm == "shot":
                toll = replace(toll, harm="injured")
        yield toll


def _sums(tolls: Sequence[Toll]) -> Iterator[Toll]:
    """Totals that a sentence gives piecemeal: "killed his wife before turning the gun on himself" tells of two dead."""
    by_sentence: dict[int, list[Toll]] = {}
    for toll in tolls:
        if toll.harm == "killed" and not toll.victims.part and toll.form not in ("tolls", "subset", "nouns"):
            by_sentence.setdefault(toll.sentence.index, []).append(toll)
    person_of = {id(toll): id(person) for person in persons_of(tolls) for toll in person.mentions}
    for here in by_sentence.values():
        distinct: dict[int, Toll] = {}
        for toll in here:
            distinct.setdefault(person_of.get(id(toll), id(toll)), toll)
        whole = [t for t in distinct.values() if not is_single(t)]
        own = [t for t in distinct.values() if t.own_hand]
        addends = [*whole, *own] if whole else list(distinct.values())
        if len(addends) > 1 and len(whole) < 2 and all(t.victims.bounds.min == t.victims.bounds.max for t in addends):
            yield _sum(addends)


def _sum(addends: Sequence[Toll]) -> Toll:
    others = [t for t in addends if not t.own_hand] or list(addends)
    start = min(t.victims.start for t in others)
    end = max(max(t.victims.end, t.cue[1]) if t.own_hand else t.victims.end for t in addends)
    number = sum(t.victims.bounds.min or 0 for t in addends)
    first = others[0]
    victims = Victims(start, end, Bounds(number, number), "generic")
    return replace(first, victims=victims, cue=(start, end), form="states", derived=True)


def _refers_back(toll: Toll) -> bool:
    """Whether a mention only points to somebody told of already: "he", "the victim"."""
    victims = toll.victims
    return victims.pronoun or (victims.definite and not victims.owned and not victims.other)


def _told_otherwise(person: Person, toll: Toll) -> bool:
    """Whether another mention tells as much of the person in better words."""
    others = [t for t in person.mentions if not _refers_back(t)]
    return any(t.harm == toll.harm or "killed" not in (t.harm, toll.harm) for t in others)


def _resolve_shot(tolls: Sequence[Toll]) -> list[Toll]:
    """The shot are the injured where nobody died, and otherwise those left when the dead are taken off."""
    killed = _whole(t for t in tolls if t.harm == "killed")
    injured = _whole(t for t in tolls if t.harm == "injured")
    known = [t.victims for t in tolls if t.harm in ("killed", "injured")]
    names, numbers = {n for v in known for n in v.names}, {v.bounds.min for v in known}
    settled: list[Toll] = []
    for toll in tolls:
        if toll.harm != "shot":
            settled.append(toll)
        elif toll.victims.bounds.max == 0 or (killed is None and injured is None):
            settled.append(replace(toll, harm="injured"))
        elif killed is None:
            # Nobody died: all who were shot are hurt, and the copy may give the hurt in parts as well.
            fewer = (toll.victims.bounds.min or 0) < (injured or 0)
            settled.append(replace(toll, harm="injured", derived=fewer))
        elif toll.victims.bounds.min not in numbers and not names & set(toll.victims.names):
            # Not the very people that another sentence says were killed or hurt.
            settled.append(replace(toll, harm="casualties", derived=True))
    return settled


def _whole(tolls: Iterable[Toll]) -> float | None:
    numbers = [t.victims.bounds.min for t in tolls if t.victims.bounds.min is not None]
    return max(numbers) if numbers else None
