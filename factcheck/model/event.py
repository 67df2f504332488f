"""Events, as one article speaks of them and as several articles share them."""

from __future__ import annotations

from msgspec import Struct


class EventMention(Struct, frozen=True, kw_only=True):
    """One event as one article tells it: the anchors by which it is recognised elsewhere.

    `type` is a key of rules/events.yml, with " series" behind it where the copy speaks of several of them
    together ("both rounds"). `places` are gazetteer ids, `dates` ISO dates or intervals,
    `participants` canonical names of the parties, `names` folded proper names (victims, suspects,
    sites, operations), `tolls` the numbers of dead that the article gives for it. `salience` is 1 for
    the article's main event and lower for others.
    """

    id: str
    article: str
    type: str
    label: str
    ordinal: int | None = None
    participants: frozenset[str] = frozenset()
    places: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    tolls: tuple[int, ...] = ()
    salience: float = 0.5


class Event(Struct, frozen=True, kw_only=True):
    """One event as the corpus tells it. `articles` are ids; `mentions` the mentions that it joins."""

    id: str
    type: str
    label: str
    ordinal: int | None
    participants: tuple[str, ...]
    place: str
    date: str
    articles: tuple[str, ...]
    mentions: tuple[str, ...]
