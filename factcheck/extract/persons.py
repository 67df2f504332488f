"""Who is who among persons told of singly: "a man", "Smith", "the victim" and "he" may be one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.extract.toll import Toll

VAGUE = frozenset({"victim", "person"})
# A mention is looked for among so many persons, and set against so many mentions of each: copy that tells of
# more in one breath is a list of other cases.
PERSONS_BACK = 40
MENTIONS_BACK = 12
# Years by which reports of one person's age differ.
SAME_AGE = 1
# Groups that say too little to tell one victim from another.
OPEN_GROUPS = frozenset({"generic", "men", "women", "children", "teenagers", "adults"})


@dataclass(eq=False)
class Person:
    """One person harmed, with every place where the copy tells of it.

    `words` are those the person is called by; `dead` and `hurt` say what the mentions tell.
    """

    mentions: list[Toll] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)
    gender: str = ""
    age: int | None = None
    other: bool = False
    words: set[str] = field(default_factory=set)
    dead: bool = False
    hurt: bool = False

    def add(self, toll: Toll) -> None:
        """Takes a mention in, with what it tells of the person."""
        victims = toll.victims
        self.mentions.append(toll)
        self.names.update(victims.names)
        self.groups |= {victims.group} - OPEN_GROUPS
        self.gender = self.gender or victims.gender
        self.age = self.age if self.age is not None else victims.age
        self.other = self.other or victims.other
        self.words |= {toll.word} - VAGUE
        self.dead = self.dead or toll.harm == "killed"
        self.hurt = self.hurt or toll.firm


def is_single(toll: Toll) -> bool:
    """Whether a toll tells of one person, not of a number of people."""
    victims = toll.victims
    one = victims.bounds.min == 1 and victims.bounds.max == 1
    return one and toll.form not in ("tolls", "subset") and len(victims.names) < 2


def persons_of(tolls: Sequence[Toll]) -> list[Person]:
    """The persons that single tolls tell of, each with its mentions, in the order of the copy."""
    found: list[Person] = []
    for toll in sorted((t for t in tolls if is_single(t)), key=lambda t: t.victims.start):
        fitting = [p for p in found[-PERSONS_BACK:] if _may_be(p, toll)]
        named = [p for p in fitting if p.names and toll.victims.names and _same_name(p, toll)]
        person = next(iter(named[-1:] or _preferred(fitting, toll)), None)
        if person is None:
            person = Person()
            found.append(person)
        person.add(toll)
    return found


def are_two(one: Person, other: Person) -> bool:
    """Whether two persons are certainly not one told of twice: of two ages, of both sexes, or with two full names."""
    if one.age is not None and other.age is not None and abs(one.age - other.age) > SAME_AGE:
        return True
    if one.gender and other.gender and one.gender != other.gender:
        return True
    mine, theirs = _full_names(one), _full_names(other)
    return bool(mine and theirs) and not {word for name in mine for word in name} & {w for n in theirs for w in n}


def _full_names(person: Person) -> list[list[str]]:
    return [words for name in person.names if len(words := _words_of(name)) > 1]


def _words_of(name: str) -> list[str]:
    return name.lower().replace(".", "").split()


def _preferred(fitting: Sequence[Person], toll: Toll) -> list[Person]:
    """Of the persons a mention may mean: called by the same word, of the same fate, told of last."""
    if toll.victims.other and not toll.victims.definite:
        return []
    marked = [p for p in fitting if p.other] if toll.victims.other else []
    candidates = marked or list(fitting)
    return sorted(candidates, key=lambda p: (_calls(p, toll), _fate(p, toll), p.mentions[-1].victims.start))[-1:]


def _calls(person: Person, toll: Toll) -> bool:
    """Whether a mention calls a person by a word used before: "a juvenile", "the juvenile"."""
    return toll.word in person.words


def _fate(person: Person, toll: Toll) -> bool:
    """Whether a mention that tells who died or lives agrees with what is known of a person."""
    if toll.harm == "killed":
        return person.dead or not person.hurt
    return not (toll.firm and person.dead)


def _may_be(person: Person, toll: Toll) -> bool:
    victims = toll.victims
    recent = person.mentions[-MENTIONS_BACK:]
    if any(t.victims.start == victims.start for t in recent):
        return True
    if person.names and victims.names:
        return _same_name(person, toll)
    if person.gender and victims.gender and person.gender != victims.gender:
        return False
    if person.age is not None and victims.age is not None and person.age != victims.age:
        return False
    if victims.group not in OPEN_GROUPS and person.groups and victims.group not in person.groups:
        return False
    return not any(_set_apart(mention, toll) for mention in recent)


def _set_apart(earlier: Toll, toll: Toll) -> bool:
    """Whether the copy tells two mentions apart: members of one list, or the dead and the wounded of one sentence."""
    a, b = earlier.victims, toll.victims
    new = not (b.pronoun or b.names) and (b.owned or not b.definite)
    if earlier.sentence.index == toll.sentence.index and new and (a.part or b.part or earlier.harm != toll.harm):
        return True
    if a.part and b.part and earlier.cue == toll.cue:
        return True
    if (new or b.part) and toll.harm == "killed" and earlier.firm and not a.definite:
        return True
    return new and toll.firm and earlier.harm == "killed" and not a.definite


def _same_name(person: Person, toll: Toll) -> bool:
    """Whether two names may be one person's: the same surname, and no two different given names."""
    for name in toll.victims.names:
        words = _words_of(name)
        for known in person.names:
            theirs = _words_of(known)
            if words[-1] == theirs[-1] and (len(words) == 1 or len(theirs) == 1 or words[0] == theirs[0]):
                return True
            if (len(words) == 1 and words[0] in theirs) or (len(theirs) == 1 and theirs[0] in words):
                return True
    return False
