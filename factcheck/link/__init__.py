"""Claims to questions, by way of the events that several articles share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import Struct

from factcheck.link.block import blocking_keys
from factcheck.link.copies import Shingles, find_origins, fingerprints, shingles
from factcheck.link.events import LinkedEvents, link_events
from factcheck.link.questions import link_questions
from factcheck.model.article import Article
from factcheck.model.claim import Claim
from factcheck.model.event import Event, EventMention
from factcheck.model.question import Question


class Linked(Struct, frozen=True):
    """Claims that carry the ids of linked events, the events, and the questions that the claims answer."""

    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    questions: tuple[Question, ...]
    skipped_blocks: tuple[str, ...]


def link(claims: Iterable[Claim], mentions: Sequence[EventMention], articles: Mapping[str, Article]) -> Linked:
    """Joins event mentions to events and claims to questions."""
    found: LinkedEvents = link_events(mentions, articles)
    addressed = addressed_to(found.event_of, claims)
    events = {e.id: e for e in found.events}
    return Linked(addressed, found.events, link_questions(addressed, events), found.skipped_blocks)


def addressed_to(event_of: Mapping[str, str], claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims with the events of their mentions."""
    return tuple(c if c.event is None else msgspec.structs.replace(c, event=event_of[c.event]) for c in claims)


__all__ = ["Linked", "Shingles", "blocking_keys", "find_origins", "fingerprints", "link", "shingles"]
