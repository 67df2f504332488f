"""Last stages: the events of a bin; then its questions and what compares differently, once all events are known.

Who mediates one event may name another, so questions are put into words when every bin has told of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

import msgspec
import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from factcheck.compare import Answered, Corpus, answered
from factcheck.distribute.blocks import known, whole_of
from factcheck.distribute.components import JOINTS, PORTIONS, Homes
from factcheck.distribute.reading import Plan
from factcheck.distribute.scratch import Layout, Scratch
from factcheck.link.events import in_order, parts_joined
from factcheck.link.labels import Kept, kept
from factcheck.link.questions import Elsewhere, link_questions
from factcheck.link.score import Links
from factcheck.model.article import Article
from factcheck.model.claim import Claim
from factcheck.model.event import Event, EventMention
from factcheck.reference.tables import ReferenceTable
from factcheck.store.codec import decode, decode_extraction, encode

EVENTS = Layout("events", {"bin": "number", "event": "bytes"})
ANSWERED = Layout("answered", {"bin": "number", "answered": "bytes"})


class Bin(Struct, frozen=True):
    """Where a bin's events are filed, and what it tells of who mediates and hosts."""

    number: int
    events: str
    kept: tuple[Kept, ...]


class _Portion(Struct, frozen=True):
    """What is in a bin: articles without their text, where their copy begins, mentions, and claims in order."""

    articles: Mapping[str, Article]
    starts: Mapping[str, int]
    mentions: Mapping[str, EventMention]
    claims: Sequence[Claim]


def link_bin(plan: Plan, number: int, portions: Sequence[str], homes: Homes, whole_name: str) -> Bin:
    """Joins the mentions of a bin to events."""
    here = _portion(plan, number, portions)
    published = {m.id: here.articles[m.article].published for m in here.mentions.values()}
    days = {i: "" if day is None else day.isoformat() for i, day in published.items()}
    links = _links(list(here.mentions), plan.scratch.read(JOINTS, [homes.joints], number))
    whole = whole_of(plan.scratch, whole_name)
    mentions = list(here.mentions.values())
    events = in_order(chain.from_iterable(parts_joined(mentions, known(mentions, days, whole), links, here.articles)))
    name = plan.scratch.write(EVENTS, ({"bin": number, "event": encode(event)} for event in events))
    return Bin(number, name, tuple(kept(_addressed(here.claims, events), {e.id: e for e in events})))


def compare_bin(
    plan: Plan, found: Bin, portions: Sequence[str], elsewhere: Sequence[str], table: ReferenceTable
) -> str:
    """Asks the questions of a bin's events and offices, and compares their answers."""
    here = _portion(plan, found.number, portions)
    events = tuple(read_events(plan.scratch, [found.events]))
    claims = _addressed(here.claims, events)
    by_id = {e.id: e for e in events}
    whole_name, kept_name = elsewhere
    known_elsewhere = Elsewhere(whole_of(plan.scratch, whole_name).polities, _kept_by(plan.scratch, kept_name))
    corpus = replace(Corpus.of(claims, here.articles, events), starts=here.starts)
    return plan.scratch.write(
        ANSWERED,
        (
            {"bin": found.number, "answered": encode(one)}
            for one in answered(link_questions(claims, by_id, known_elsewhere), corpus, table)
        ),
    )


def keep_kept(scratch: Scratch, bins: Sequence[Bin]) -> str:
    """Puts what all bins tell of who mediates and hosts where workers find it."""
    return scratch.put(msgspec.json.encode([k for found in bins for k in found.kept]))


@lru_cache(maxsize=4)
def _kept_by(scratch: Scratch, name: str) -> tuple[Kept, ...]:
    return msgspec.json.decode(scratch.get(name), type=tuple[Kept, ...])


def read_events(scratch: Scratch, names: Sequence[str]) -> Iterator[Event]:
    """The events of bins."""
    for row in scratch.read(EVENTS, names):
        yield decode(row["event"], Event)


def read_answered(scratch: Scratch, names: Sequence[str]) -> Iterator[Answered]:
    """The questions of bins with what came of them."""
    for row in scratch.read(ANSWERED, names):
        yield decode(row["answered"], Answered)


def _portion(plan: Plan, number: int, names: Sequence[str]) -> _Portion:
    rows = sorted(plan.scratch.read(PORTIONS, names, number), key=lambda row: row["place"])
    found = [(row["start"], decode_extraction(row["record"])) for row in rows]
    mentions = sorted((m for _, e in found for m in e.mentions), key=lambda m: m.id)
    return _Portion(
        {e.article.id: e.article for _, e in found},
        {e.article.id: start for start, e in found if start >= 0},
        {m.id: m for m in mentions},
        [c for _, e in found for c in e.claims],
    )


def _links(mentions: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Links:
    at = {mention: position for position, mention in enumerate(mentions)}
    told = [(at[row["first"]], at[row["second"]], row["score"]) for row in rows]
    first, second, totals = zip(*told, strict=True) if told else ((), (), ())
    return Links(np.array(first, np.int64), np.array(second, np.int64), np.array(totals, np.float64))


def _addressed(claims: Sequence[Claim], events: Sequence[Event]) -> list[Claim]:
    """Claims that carry the ids of joined events; an office's may speak of an event that is in another bin."""
    event_of = {mention: event.id for event in events for mention in event.mentions}
    return [replace(c, event=event_of.get(c.event or "")) for c in claims]
