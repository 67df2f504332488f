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

from factcheck.extract.clusters import event_rules
from factcheck.extract.document import Document, Sentence
from factcheck.extract.events import Cluster, Events, Trigger
from factcheck.extract.syntax import ancestors, is_verb
from factcheck.rules import load

if TYPE_CHECKING:
    from spacy.tokens import Token

    from factcheck.text.dates import DateMention

DAY = re.compile(
    r"day\b|night|morning|\d\d?(?:st|nd|rd|th)\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.I
)
# Characters from the beginning of a sentence: "Shortly after 4 a.m. on Friday, a man ..."
OPENING = 16
RECENT = 21
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
    """The probability of each date, in order."""
    weights = _rules()["weights"]
    return [1 / (1 + exp(-sum(weights[name] for name in names))) for names in evidence(found, document, events)]


def evidence(found: Sequence[Dated], document: Document, events: Events) -> list[tuple[str, ...]]:
    """The names of what speaks for and against each date, in order."""
    days = Counter(d.mention.iso[:FULL] for d in found)
    first = found[0].mention.iso[:FULL] if found else ""
    news = sorted(day for day in days if _is_news(day, document.anchor))
    known = _rules()["weights"]
    return [("bias", *(name for name in _of(d, days, first, news, document, events) if name in known)) for d in found]


def _is_news(day: str, published: date | None) -> bool:
    """Whether a day lies in the weeks before publication."""
    try:
        return published is not None and 0 <= (published - date.fromisoformat(day)).days <= RECENT
    except ValueError:
        return False


def _among(day: str, news: Sequence[str]) -> Iterator[str]:
    """Where a day stands among those of the last weeks: what is done comes before what is done about it."""
    if day not in news:
        return
    if len(news) == 1:
        yield "only day"
    elif day == news[0]:
        yield "first of the days"
    elif day == news[-1]:
        yield "last of the days"
    else:
        yield "between the days"


def _of(
    dated: Dated, days: Counter[str], first: str, news: Sequence[str], document: Document, events: Events
) -> Iterator[str]:
    iso = dated.mention.iso
    yield "tied" if dated.sure else "near" if dated.trigger is not None else "placed"
    yield _event(dated, events)
    yield f"depth {_band(dated.sentence.index, DEPTHS)}"
    if dated.cluster.type in event_rules().extended and dated.cluster.family not in _words("following"):
        yield "lasting" if dated.sure else "lasting, loosely"  # talks are dated by intervals, and told of long after
    else:
        yield from _age(iso, document.anchor)
        yield from _phrase(dated)
        yield from _among(iso[:FULL], news)
    yield from _clause(dated.head)
    if dated.sure and dated.trigger is not None:
        yield f"tied to {dated.trigger.family}"
    if days[iso[:FULL]] > 1:
        yield "told again"
    if iso[:FULL] == first:
        yield "told first"


def _event(dated: Dated, events: Events) -> str:
    cluster = dated.cluster
    if cluster is events.main:
        return "main event"
    return "follows" if cluster.family in _words("following") else "other event"


def _band(number: int, ends: Sequence[int]) -> str:
    return next((f"to {end}" for end in ends if number <= end), f"over {ends[-1]}")


def _age(iso: str, published: date | None) -> Iterator[str]:
    """How long before publication the date lies."""
    if published is None or len(iso) < FULL or not iso[:4].isdigit():
        return
    try:
        days = (published - date.fromisoformat(iso[:FULL])).days
    except ValueError:
        return
    yield "ahead" if days < 0 else f"age {_band(days, AGES)}"


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


def _clause(head: Token) -> Iterator[str]:
    """What the verb that governs the date tells of."""
    verb = next((above for above in ancestors(head) if is_verb(above)), None)
    near = {above.lower_ for above in (head.head, head.head.head)}
    if verb is not None:
        near.add(verb.lower_)
        if verb.tag_ in ("VBZ", "VBP"):
            yield "present"  # what a picture shows, or what is still to come
    for name in ("aftermath", "response", "saying"):
        if near & _words(name):
            yield name
            return
