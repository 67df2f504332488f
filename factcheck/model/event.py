"""Events, as one article speaks of them and as several articles share them."""

from __future__ import annotations

from msgspec import Struct


class EventMention(Struct, frozen=True, kw_only=True):
    """One event as one article tells it: the anchors by which it is recognised elsewhere.

    `type` is a key of rules/events.yml, with " series" behind it where the copy speaks of several of them
    together ("both rounds"). `places` are gazetteer ids, `dates` ISO dates or intervals,
    `participants` canonical names of the parties, `names` folded proper names (victims, suspects,
    sites, operations), `tolls` the numbers of dead that the article gives for it. `salience` is 1 for
    the article's main event and lower for others. `scene` tells which of the article's happenings it belongs to,
    None where it goes on through them all.
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
    scene: int | None = None


class Anchor(Struct, frozen=True):
    """One anchor's agreement between two mentions: its name, the level reached and the points that it is worth."""

    name: str
    level: str
    points: float


class Join(Struct, frozen=True, kw_only=True):
    """Two mentions of different articles that were taken for one event, and why.

    `score` is the sum of the anchors' points, which had to reach `threshold`.
    """

    mentions: tuple[str, str]
    articles: tuple[str, str]
    score: float
    threshold: float
    anchors: tuple[Anchor, ...]


class Event(Struct, frozen=True, kw_only=True):
    """One event as the corpus tells it. `articles` are ids; `mentions` the mentions that it joins.

    `joins` are the links that brought the mentions together, the strongest first: one fewer than mentions.
    """

    id: str
    type: str
    label: str
    ordinal: int | None
    participants: tuple[str, ...]
    place: str
    date: str
    articles: tuple[str, ...]
    mentions: tuple[str, ...]
    joins: tuple[Join, ...] = ()
