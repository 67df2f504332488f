"""Why mentions were taken for one event: the links between some articles, and their anchors in words."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from factcheck.model.event import Event
from factcheck.render.digest import Index
from factcheck.render.json_report import Document
from factcheck.render.words import listed, plain, source_name

SHOWN = 40

_NAMES = {
    "type": "kind of event",
    "kind": "how rare such events are",
    "ordinal": "number in the series",
    "participants": "parties",
    "date": "day of the event",
    "future": "published before the other's event",
    "toll": "great tolls",
    "published": "days of publication",
    "victim": "victims named",
    "person": "people named",
    "street": "streets named",
    "site": "sites named",
    "place": "place",
    "official": "officials named",
    "age": "ages given",
    "shared": "other names",
    "setting": "settings named",
}
_LEVELS = {
    "pair": "two or more in common",
    "one": "the one given in common",
    "some": "few in common",
    "none": "none in common",
    "harm": "another with victims",
    "family": "alike",
    "night": "one night",
    "firm_apart": "apart",
    "close": "nearly the same",
    "days": "within three days",
    "week": "within ten days",
    "month": "within weeks",
    "far": "far apart",
    "after": "so",
    "within": "one within the other",
    "year": "in one year",
    "inside": "one inside the other",
    "inside_region": "one in the region that the other names",
    "inside_country": "one in the country that the other names",
}


class Told(Struct, frozen=True, kw_only=True):
    """One link in words: whose reports it joins, its score, what it took, and its anchors."""

    names: str
    score: float
    threshold: float
    anchors: str


def joins_told(event: Event, index: Index) -> tuple[Told, ...]:
    """The strongest links of an event."""
    return tuple(
        Told(
            names=listed([plain(source_name(index.articles[one])) for one in join.articles if one in index.articles]),
            score=join.score,
            threshold=join.threshold,
            anchors="; ".join(anchor_words(msgspec.to_builtins(anchor)) for anchor in join.anchors),
        )
        for join in event.joins[:SHOWN]
    )


class Joined:
    """The links of one event, as its record in the JSON report has them, the strongest first."""

    def __init__(self, joins: Sequence[Document]) -> None:
        self._joins = joins
        self._of: dict[str, list[int]] = defaultdict(list)
        for number, join in enumerate(joins):
            for article in join["articles"]:
                self._of[article].append(number)

    def between(self, articles: Sequence[str]) -> list[Document]:
        """The links that lead from the first of the articles to the others, by the fewest steps; strongest first."""
        others = articles[1:]
        came: dict[str, int] = dict.fromkeys(articles[:1], -1)
        waiting = deque(articles[:1])
        while waiting and not all(article in came for article in others):
            article = waiting.popleft()
            for number in self._of[article]:
                for other in self._joins[number]["articles"]:
                    if other not in came:
                        came[other] = number
                        waiting.append(other)
        used: set[int] = set()
        for article in others:
            while came.get(article, -1) >= 0 and came[article] not in used:
                used.add(came[article])
                a, b = self._joins[came[article]]["articles"]
                article = a if article == b else b
        return [self._joins[number] for number in sorted(used)]


def anchor_words(anchor: Document) -> str:
    """ "day of the event: same, +2"."""
    name, level = str(anchor["name"]), str(anchor["level"])
    what = "places named" if name == "place" and level.endswith(" shared") else _NAMES.get(name, name)
    return f"{what}: {_LEVELS.get(level, level.replace('_', ' '))}, {anchor['points']:+g}"
