"""How likely a date is the day of what its article tells of: evidence, weighed in log-odds.

The weights stand in rules/dating.yml. They were fitted by logistic regression to reports whose day is known,
and rounded; each kind of evidence is a name there with its weight.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import exp
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from factcheck.extract.clusters import event_rules
from factcheck.extract.document import Document, Sentence
from factcheck.extract.events import Cluster, Events, Trigger
from factcheck.extract.syntax import governing_verb
from factcheck.rules import load
from factcheck.text.dates.intervals import relation

if TYPE_CHECKING:
    from factcheck.extract.parse import Token
    from factcheck.text.dates import DateMention

DAY = re.compile(
    r"day\b|night|morning|\d\d?(?:st|nd|rd|th)\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.I
)
# Characters from the beginning of a sentence: "Shortly after 4 a.m. on Friday, a man ..."
OPENING = 16
# In days before publication: what is fresh news, what belongs to the last weeks, and what is still followed up.
FRESH, RECENT, REMEMBERED = 4, 21, 1200
FULL = len("2025-11-09")
# Upper ends of the bands of days before publication, and of the sentences of an article.
AGES = (0, 1, 2, 6, 13, 40)
DEPTHS = (0, 1, 3, 8)


@dataclass(frozen=True)
class Dated:
    """A date with what it was taken to date. `trigger` is None where only its place in the copy speaks for it."""

    sentence: Sentence
    mention: DateMention
    head: Token
    trigger: Trigger | None
    sure: bool
    cluster: Cluster


@cache
def _rules() -> Any:
    return load("dating")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_rules()["words"][name])


def weigh(found: Sequence[Dated], document: Document, events: Events) -> list[float]:
    """The probability of each date, in order.

    Where it can be at most one of several days, each is likely by its odds among those of them all and of none.
    """
    weights = _rules()["weights"]
    odds = [exp(sum(weights[name] for name in names)) for names in evidence(found, document, events)]
    return [mine / (1 + mine + rivals) for mine, rivals in zip(odds, map(sum, _rivals(found, odds)), strict=True)]


def _rivals(found: Sequence[Dated], odds: Sequence[float]) -> Iterator[list[float]]:
    """For each date the odds of the other days of its event, each day's best; none for what may last for days."""
    best: dict[tuple[int, str], float] = {}
    for dated, mine in zip(found, odds, strict=True):
        if dated.sure and is_day(dated):
            key = id(dated.cluster), dated.mention.iso[:FULL]
            best[key] = max(mine, best.get(key, 0))
    for dated in found:
        yield [
            theirs
            for (cluster, day), theirs in best.items()
            if cluster == id(dated.cluster) and is_day(dated) and relation(day, dated.mention.iso) == "apart"
        ]


def is_day(dated: Dated) -> bool:
    """Whether a date is a day or less of an event that happens on one."""
    return dated.cluster.type not in event_rules().extended and len(dated.mention.iso) >= FULL


def evidence(found: Sequence[Dated], document: Document, events: Events) -> list[tuple[str, ...]]:
    """The names of what speaks for and against each date, in order."""
    known = _rules()["weights"]
    days = _Days.of(found, document.anchor)
    return [("bias", *(name for name in _of(d, days, events) if name in known)) for d in found]


class _Days(Struct, frozen=True):
    """The days that an article gives: how often each, which first, those of the last weeks in order.

    `earlier` says that one of what happened lies further back, so that the article follows up on it.
    """

    published: date | None
    counts: Counter[str]
    first: str
    news: Sequence[str]
    earlier: bool

    @classmethod
    def of(cls, found: Sequence[Dated], published: date | None) -> _Days:
        """The days of what was found."""
        counts = Counter(d.mention.iso[:FULL] for d in found)
        ages = {day: _age_of(day, published) for day in counts}
        done = {d.mention.iso[:FULL] for d in found if d.sure and d.cluster.family not in _words("following")}
        return cls(
            published,
            counts,
            found[0].mention.iso[:FULL] if found else "",
            sorted(day for day, age in ages.items() if age is not None and 0 <= age <= RECENT),
            any(FRESH < (ages[day] or 0) <= REMEMBERED for day in done),
        )

    def place(self, iso: str) -> Iterator[str]:
        """Where a day stands among the others: what is done comes before what is done about it."""
        day = iso[:FULL]
        age = _age_of(day, self.published)
        if age is not None and 0 <= age <= FRESH and self.earlier:
            yield "day of the follow-up"
        if day in self.news:
            if len(self.news) == 1:
                yield "only day"
            elif day == self.news[0]:
                yield "first of the days"
            else:
                yield "last of the days" if day == self.news[-1] else "between the days"


def _age_of(iso: str, published: date | None) -> int | None:
    """Days from a day to publication; None for what is no day."""
    if published is None or len(iso) < FULL or not iso[:4].isdigit():
        return None
    try:
        return (published - date.fromisoformat(iso[:FULL])).days
    except ValueError:
        return None


def _of(dated: Dated, days: _Days, events: Events) -> Iterator[str]:
    iso = dated.mention.iso
    yield "tied" if dated.sure else "near" if dated.trigger is not None else "placed"
    yield _event(dated, events)
    yield f"depth {_band(dated.sentence.index, DEPTHS)}"
    if dated.cluster.type in event_rules().extended and dated.cluster.family not in _words("following"):
        yield "lasting" if dated.sure else "lasting, loosely"  # talks are dated by intervals, and told of long after
    else:
        age = _age_of(iso, days.published)
        if age is not None:
            yield "ahead" if age < 0 else f"age {_band(age, AGES)}"
        yield from _phrase(dated)
        yield from days.place(iso)
    yield from _clause(dated.head)
    if dated.sure and dated.trigger is not None:
        yield f"tied to {dated.trigger.family}"
    if days.counts[iso[:FULL]] > 1:
        yield "told again"
    if iso[:FULL] == days.first:
        yield "told first"


def _event(dated: Dated, events: Events) -> str:
    cluster = dated.cluster
    if cluster is events.main:
        return "main event"
    return "follows" if cluster.family in _words("following") else "other event"


def _band(number: int, ends: Sequence[int]) -> str:
    return next((f"to {end}" for end in ends if number <= end), f"over {ends[-1]}")


def _phrase(dated: Dated) -> Iterator[str]:
    mention = dated.mention
    words = dated.sentence.text[mention.start - dated.sentence.start : mention.end - dated.sentence.start]
    if mention.clock:
        yield "clock" if DAY.search(words) or not mention.relative else "hour alone"
        if mention.start - dated.sentence.start <= OPENING:
            yield "opens with an hour"
    if "/" in mention.iso:
        yield "interval"
    if len(mention.iso) < FULL or "#" in mention.iso:
        yield "coarse"
    if re.search(r"\d", words) and not mention.clock:
        yield "in figures"
    if re.search(r"\b(?:today|yesterday|overnight|tonight|ago|earlier|this|last)\b", words, re.I):
        yield "relative"


def tells_of(head: Token, *names: str) -> bool:
    """Whether what a date hangs on, or the verb above it, is a word of one of these lists of rules/dating.yml."""
    near = {above.lower_ for above in (head.head, head.head.head)}
    verb = governing_verb(head)
    if verb is not None:
        near.add(verb.lower_)
    return any(near & _words(name) for name in names)


def _clause(head: Token) -> Iterator[str]:
    """What the verb that governs the date tells of."""
    verb = governing_verb(head)
    if verb is not None and verb.tag_ in ("VBZ", "VBP"):
        yield "present"  # what a picture shows, or what is still to come
    if tells_of(head, "aftermath", "proceedings"):
        yield "aftermath"
    elif tells_of(head, "response"):
        yield "response"
    elif tells_of(head, "saying"):
        yield "saying"
