"""Scenes: copy that goes from one happening to another, as a round-up of a night does.

A sentence that brings in somebody who came to harm ("a man was shot ...", not "the man") opens a scene where it has
an hour that no scene before it has, or a town far from theirs. Copy that names a street, a town or a person of an
earlier scene again comes back to it.
After the theory of discourse segments, each with a focus of its own (Grosz and Sidner, 1986).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from factcheck.extract.condition import Harm, tells_of_death
from factcheck.extract.document import Document, Sentence
from factcheck.extract.harm import find_harms
from factcheck.extract.naming import naming
from factcheck.extract.syntax import SUBJECTS, ancestors, children, is_noun
from factcheck.extract.victims import is_people
from factcheck.rules import load
from factcheck.text.dates.intervals import relation
from factcheck.text.folding import fold
from factcheck.text.place import Place, distance_km

if TYPE_CHECKING:
    from factcheck.extract.parse import Token
    from factcheck.extract.places import PlaceMention
    from factcheck.text.dates import DateMention

# Hours of two scenes lie further apart than these minutes; those of one, the shot and the call, do not.
APART = 30
# Towns of two scenes lie further apart: nobody is shot in one and found in the other.
FAR_KM = 150
TOWNS = ("city", "district")
NEW = frozenset({"a", "an", "another"})
# "A second man was hit": one more of the scene at hand.
MORE = frozenset("second third fourth fifth other others more additional fellow".split())
AGAIN = frozenset({"he", "she", "him", "her", "victim"})
KNOWN = frozenset("the all both these those their".split())
STAMP = re.compile(r"\b(?:updated?|posted|published)\b\W{0,4}$", re.I)
SEVERAL = re.compile(
    r"\b(?:shootings|homicides|killings|slayings|murders|stabbings|attacks|crashes|robberies|incidents|accidents)\b",
    re.I,
)
CLINIC = re.compile(r"(?:[’']s)?\s+(?:[A-Z][\w.’'-]*\s+){0,3}(?:Hospital|Medical|Clinic|Health|Trauma|Infirmary)\b")
SPREE = re.compile(r"\b(?:spree|rampage|massacre|related)\b", re.I)
LEAD = 2
# "The second incident happened at 9 p.m.", "A few minutes earlier, a shooting was reported".
HAPPENING = (
    r"(?:shootings?|incidents?|attacks?|stabbings?|homicides?|killings?|murders?|robber(?:y|ies)|crash(?:es)?)\b"
)
OPENING = re.compile(
    r"\b(?:one of the|another|an?|the (?:\w+[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|other"
    rf"|last|latest|final|recent))\s+(?:[\w-]+\s+){{0,2}}?{HAPPENING}",
    re.I,
)
# "Three more were hurt in another shooting": where several are announced, one more is no other way of telling the same.
ONE_MORE = re.compile(rf"\b(?:another|a separate|an unrelated|a different)\s+(?:[\w-]+\s+){{0,2}}?{HAPPENING}", re.I)
OPENING_REACH = 70
DAY, MINUTE = len("2025-11-09"), len("2025-11-09T10:30")


@dataclass(frozen=True)
class _Setting:
    """When, where and with whom, as a stretch of copy tells it.

    `moments` are to the minute, `days` those on which somebody came to harm, `streets` folded names, `towns` places
    smaller than a state, `people` surnames.
    """

    moments: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    streets: frozenset[str] = frozenset()
    towns: frozenset[Place] = frozenset()
    people: frozenset[str] = frozenset()

    def joined(self, other: _Setting) -> _Setting:
        """Of two stretches that tell of one scene."""
        return _Setting(
            self.moments | other.moments,
            self.days | other.days,
            self.streets | other.streets,
            self.towns | other.towns,
            self.people | other.people,
        )

    def shares(self, other: _Setting) -> bool:
        """Whether the two name a street, a town or a person in common."""
        return bool(self.streets & other.streets or self.towns & other.towns or self.people & other.people)

    def is_far(self, other: _Setting) -> bool:
        """Whether the two are in towns so far from each other that one scene cannot have both."""
        far = all(_are_far(a, b) for a in self.towns for b in other.towns)
        return far and bool(self.towns) and bool(other.towns)

    def is_on_other_day(self, other: _Setting) -> bool:
        """Whether no day of the one is a day of the other, or next to one."""
        apart = all(relation(a, b, tolerance_days=1) == "apart" for a in self.days for b in other.days)
        return apart and bool(self.days) and bool(other.days)

    def is_elsewhere(self, other: _Setting) -> bool:
        """Whether the two are in other streets, or in other towns or parts of a town; not where that is not told."""
        if self.streets and other.streets:
            return not self.streets & other.streets
        mine, theirs = _finest(self.towns, other.towns), _finest(other.towns, self.towns)
        return bool(mine) and bool(theirs) and not mine & theirs

    def is_apart(self, other: _Setting) -> bool:
        """Whether two stretches cannot tell of one scene. Streets alone do not tell: a corner has two."""
        if self.streets & other.streets:
            return False
        if self.is_far(other) or self.is_on_other_day(other):
            return True
        if not self.moments or not other.moments:
            return False
        return min(_minutes(a, b) for a in self.moments for b in other.moments) > APART


def _minutes(first: str, second: str) -> float:
    one, other = datetime.fromisoformat(first[:MINUTE]), datetime.fromisoformat(second[:MINUTE])
    return abs((one - other).total_seconds()) / 60


def _finest(towns: frozenset[Place], others: frozenset[Place]) -> frozenset[Place]:
    """The places that hold none of the others."""
    return frozenset(t for t in towns if not any(t.id in other.within for other in (*others, *towns)))


def _are_far(a: Place, b: Place) -> bool:
    apart = distance_km(a, b)
    if apart is None:
        return _state_of(a) != _state_of(b)  # where a county lies is not known
    return apart > FAR_KM


def _state_of(place: Place) -> tuple[str, ...]:
    """The ids of what a town or county lies in, from its state on."""
    return tuple(i for i in place.within if not i.startswith(f"{place.country}."))


def find_scenes(document: Document) -> tuple[int, ...]:
    """The scene of each sentence, in order; all are 0 where copy tells of one."""
    sentences = document.sentences
    many = _is_round_up(document)
    if not (many or _may_have_several(document)):
        return (0,) * len(sentences)
    harms = [find_harms(s) for s in sentences]
    new = [_brought_in(found) if s.kind == "body" else [] for s, found in zip(sentences, harms, strict=True)]
    opens = [many and OPENING.search(s.text, 0, OPENING_REACH) is not None for s in sentences]
    if not any(new) and not any(opens):
        return (0,) * len(sentences)
    scenes, of, at = [_Setting()], [], 0
    for n, (sentence, fresh) in enumerate(zip(sentences, new, strict=True)):
        told = bool(harms[n]) or (n > 0 and bool(harms[n - 1])) or opens[n]
        # What is looked up of each sentence is only looked up where it may matter.
        own = _setting(document, sentence, harms[n]) if told or len(scenes) > 1 else _Setting()
        if fresh or opens[n]:
            more = n + 1 < len(sentences) and not new[n + 1] and _goes_on(sentences[n + 1], fresh)
            one = many and (not fresh or any(children(victim, "det", "appos") for victim in fresh))
            at = _scene_of(own, _setting(document, sentences[n + 1]) if more else _Setting(), scenes, at, one)
            if many and at in of and ONE_MORE.search(sentence.text) and not own.shares(scenes[at]):
                scenes.append(_Setting())
                at = len(scenes) - 1
        elif not own.shares(scenes[at]):
            at = next((k for k, known in enumerate(scenes) if own.shares(known) and known.is_far(scenes[at])), at)
        if told:
            scenes[at] = scenes[at].joined(own)
        of.append(at)
    return tuple(of)


def _scene_of(own: _Setting, following: _Setting, scenes: list[_Setting], at: int, many: bool) -> int:
    """The scene that a sentence opens or goes on with; its hour may stand in the sentence that follows.

    `many` says that the copy announces several: then another street or part of the town is enough.
    """
    here = own if own.moments or own.towns or own.days else own.joined(following)
    back = next((n for n, known in enumerate(scenes) if known.streets & here.streets), None)
    if back is not None:
        return back
    if not all(here.is_apart(known) or (many and here.is_elsewhere(known)) for known in scenes):
        return at
    scenes.append(_Setting())
    return len(scenes) - 1


def _goes_on(following: Sentence, fresh: Sequence[Token]) -> bool:
    """Whether a sentence goes on about one who was just brought in: "The man was ...", "He was ..."."""
    words = {w.lower() for w in following.words}
    one = len(fresh) == 1 and not children(fresh[0], "nummod")
    if len(fresh) == 1 and not one and words & {"the", "both", "they"}:
        return fresh[0].lower_ in words or "they" in words
    again = {fresh[0].lower_, *AGAIN, *(t.lower_ for t in fresh[0].subtree if t.tag_ == "CD")} if one else set()
    return bool(words & again)


def _days(document: Document, sentence: Sentence, harms: Sequence[Harm]) -> frozenset[str]:
    """The days that hang on a word of harm, not on what was done about it; deaths may come later."""
    words = {harm.token.i for harm in harms if harm.form != "dying"}
    if not words:
        return frozenset()
    return frozenset(
        d.iso[:DAY]
        for d in document.dates_in(sentence)
        if len(d.iso) >= DAY
        and d.iso[:2].isdigit()
        and not set(d.iso) & {"/", "#"}
        and any(above.i in words for above in ancestors(sentence.head_of(d.start, d.end)))
    )


def _is_round_up(document: Document) -> bool:
    """Whether title or lead announce several happenings, and not one that went from place to place."""
    lead = [s.text for s in document.sentences if s.kind == "body"][:LEAD]
    words = " ".join([document.article.title, *lead])
    return SEVERAL.search(words) is not None and SPREE.search(words) is None


def _may_have_several(document: Document) -> bool:
    """Whether there are two hours in the copy, two days, or two towns far from each other."""
    if len({m.iso for m in document.dates if m.clock}) > 1 or len({m.iso[:DAY] for m in document.dates}) > 1:
        return True
    towns = {p.place.id: p.place for p in document.places if p.place.kind in TOWNS}
    return any(_are_far(a, b) for a, b in combinations(towns.values(), 2))


def _setting(document: Document, sentence: Sentence, harms: Sequence[Harm] = ()) -> _Setting:
    today = document.anchor.isoformat() if document.anchor is not None else "9999"
    moments = [
        d.iso
        for d in document.dates_in(sentence)
        if d.clock
        and d.iso[:2].isdigit()
        and d.iso[:DAY] <= today
        and not set(d.iso) & {"/", "#"}
        and not _is_stamp(sentence, d)
        and not tells_of_death(sentence.head_of(d.start, d.end))
    ]
    return _Setting(
        days=_days(document, sentence, harms),
        moments=frozenset(iso for iso in moments if len(iso) >= MINUTE),
        streets=frozenset(fold(m[1]) for m in naming().streets_in(sentence.text)),
        towns=frozenset(p.place for p in document.places_in(sentence) if _is_town(sentence, p)),
        people=frozenset(t.lower_ for t in sentence.span if _ends_name(t) and not _speaks(t)),
    )


def _is_town(sentence: Sentence, mention: PlaceMention) -> bool:
    """Whether a place is a town or county that something may have happened in, and no part of a hospital's name."""
    after = sentence.text[mention.end - sentence.start :]
    return mention.fits and mention.place.kind in TOWNS and CLINIC.match(after) is None


def _is_introduced(name: Token) -> bool:
    """Whether somebody is named with his age, as copy does once: "Ade Bello, 51, was shot"."""
    after = [t.text for t in name.doc[name.i + 1 : name.i + 3]]
    return len(after) == 2 and after[0] == "," and after[1].isdigit()


def _ends_name(token: Token) -> bool:
    """Whether a word is the last of somebody's name."""
    if token.ent_type_ != "PERSON" or token.tag_ != "NNP":
        return False
    after = token.i + 1
    return after == len(token.doc) or token.doc[after].ent_type_ != "PERSON" or token.doc[after].ent_iob_ == "B"


def _speaks(name: Token) -> bool:
    """Whether somebody only says something: the police chief speaks of every scene."""
    return name.dep_ in SUBJECTS and name.head.lower_ in _saying_verbs()


@cache
def _saying_verbs() -> frozenset[str]:
    return frozenset(load("context")["saying_verbs"])


def _is_stamp(sentence: Sentence, date: DateMention) -> bool:
    """Whether a date is that of the copy: "UPDATE @ 5:30 p.m."."""
    return STAMP.search(sentence.text[: date.start - sentence.start]) is not None


def _brought_in(harms: Sequence[Harm]) -> list[Token]:
    """Those of whom the copy has not told before, and who came to harm."""
    return [victim for harm in harms if not harm.negated for victim in harm.victims if _is_new(victim)]


def _is_new(noun: Token) -> bool:
    if noun.ent_type_ == "PERSON":
        return _is_introduced(noun)
    words = {noun.lower_, *(c.lower_ for c in noun.children if c.i < noun.i)}
    if not (is_noun(noun) and is_people(noun)) or words & MORE:
        return False
    return bool(words & NEW) or (bool(children(noun, "nummod")) and not words & KNOWN)
