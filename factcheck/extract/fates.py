"""Deaths told apart from the wound: "Two men were shot. Both died", "the fatal shooting of Ann Lee"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import TYPE_CHECKING

from factcheck.extract.document import Sentence
from factcheck.extract.harm import find_harms
from factcheck.extract.persons import is_single
from factcheck.extract.syntax import children
from factcheck.extract.toll import Toll

if TYPE_CHECKING:
    from factcheck.extract.parse import Token

BOTH, THEY = "both", "they"
DEATH_OF = re.compile(
    r"(?<!ttempted )\b(?:fatal shooting|shooting death|killing|murder|slaying|death|body|funeral) of "
    r"((?:[A-Z][\w.’'-]+ )*[A-Z][\w’'-]*\w)"
)
# Sentences before in which two people may be told of one by one.
BACK = 2
WOUNDED = frozenset({"injured", "shot", "hospitalised"})


def with_fates(tolls: Sequence[Toll], sentences: Sequence[Sentence]) -> Iterator[Toll]:
    """The tolls of an article; those are among the dead who died by the sentence after, or by the name of a death."""
    if not tolls:
        return
    dead = {id(toll) for sentence in sentences for toll in _who_died(sentence, tolls)}
    named = [set(name.split()) for sentence in sentences for name in DEATH_OF.findall(sentence.text)]
    dead |= {id(toll) for toll in tolls if _may_have_died(toll) and _is_named(toll, named)}
    for toll in tolls:
        yield replace(toll, harm="killed", form="verbs") if id(toll) in dead else toll


def _who_died(sentence: Sentence, tolls: Sequence[Toll]) -> Sequence[Toll]:
    """The people of the sentences before whom "both" or "they" of this one stands for, where they died."""
    pronouns = {
        pronoun
        for harm in find_harms(sentence)
        if harm.harm == "killed" and not harm.negated
        for victim in harm.victims
        if (pronoun := _pronoun(victim))
    }
    for reach in range(1, BACK + 1) if BOTH in pronouns else range(1, 1 + len(pronouns)):
        hurt = [t for t in tolls if 0 < sentence.index - t.sentence.index <= reach and _may_have_died(t)]
        whole = [t for t in hurt if not any(_is_within(t, other) for other in hurt)]
        number = sum(t.victims.bounds.min or 0 for t in whole)
        if number == 2 or (number > 2 and BOTH not in pronouns and (len(whole) == 1 or all(map(is_single, whole)))):
            return hurt
    return ()


def _pronoun(victim: Token) -> str:
    """The pronoun that stands for people told of before; "" for words of their own."""
    if victim.lower_ in (BOTH, THEY):
        return victim.lower_
    return BOTH if any(word.lower_ == BOTH for word in children(victim, "det", "predet")) else ""


def _is_named(toll: Toll, dead: Sequence[AbstractSet[str]]) -> bool:
    """Whether the one person of a toll is named as one of the dead, in full or by a part of the name."""
    if not is_single(toll) or not toll.victims.names:
        return False
    return any(set(toll.victims.names[0].split()) <= name for name in dead)


def _may_have_died(toll: Toll) -> bool:
    bounds = toll.victims.bounds
    return toll.harm in WOUNDED and bool(bounds.min) and bounds.min == bounds.max


def _is_within(toll: Toll, other: Toll) -> bool:
    """Whether one toll is counted in another's words: "a woman" in "a man and a woman"."""
    a, b = toll.victims, other.victims
    return (a.start, a.end) != (b.start, b.end) and b.start <= a.start and a.end <= b.end
