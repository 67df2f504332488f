"""Links to clusters: mentions that hang together by links, however far. No event reaches over two clusters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from factcheck.link.pairs import Ints
from factcheck.link.score import Links
from factcheck.model.event import EventMention

Edge = tuple[float, str, str]


def clusters(mentions: Sequence[EventMention], links: Links) -> Iterator[tuple[list[EventMention], list[Edge]]]:
    """The mentions of each cluster in their order, and its links, the strongest first."""
    label = _labels(len(mentions), links)
    order = np.argsort(label, kind="stable")
    of_link = label[links.first]
    strongest = np.lexsort((links.second, links.first, -links.totals, of_link))
    first, second, totals = links.first[strongest], links.second[strongest], links.totals[strongest]
    names = np.unique(label)
    member_ends = np.searchsorted(label[order], names, side="right")
    link_ends = np.searchsorted(of_link[strongest], names, side="right")
    low = start = 0
    for high, end in zip(member_ends.tolist(), link_ends.tolist(), strict=True):
        edges = zip(totals[start:end].tolist(), first[start:end].tolist(), second[start:end].tolist(), strict=True)
        yield (
            [mentions[i] for i in order[low:high].tolist()],
            [(total, mentions[i].id, mentions[j].id) for total, i, j in edges],
        )
        low, start = high, end


def totals_of(edges: Sequence[Edge]) -> dict[tuple[str, str], float]:
    """The scores of links by the ids of their mentions."""
    return {(first, second): total for total, first, second in edges}


def _labels(mentions: int, links: Links) -> Ints:
    """The lowest position in the cluster of each mention: labels spread along links until all agree."""
    label = np.arange(mentions)
    while True:
        least = np.minimum(label[links.first], label[links.second])
        spread = label.copy()
        for side in (links.first, links.second):
            np.minimum.at(spread, side, least)
        spread = spread[spread]
        if np.array_equal(spread, label):
            return label
        label = spread
