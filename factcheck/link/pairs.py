"""Pairs worth comparing, as columns: which mentions share a key, found block by block and handed on in portions.

Mentions are told by their position in a list. Memory is bounded by the portion, not by the number of pairs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Ints = NDArray[np.int64]

# Pairs handed on at a time, before those that share several keys are counted once.
PORTION = 1 << 20


class Blocks(Struct, frozen=True):
    """Which mentions share which keys: for each entry the key's number and the mention, by key, then by mention.

    `by_mention` holds the entries mention by mention, `starts` where each mention's begin there.
    """

    keys: Ints
    members: Ints
    ends: Ints
    by_mention: Ints
    starts: Ints

    @classmethod
    def of(cls, keys: Iterable[int], members: Iterable[int], mentions: int) -> Blocks:
        """Blocks of (key, mention) entries, each entry once, for so many mentions."""
        key = np.fromiter(keys, np.int64)
        member = np.fromiter(members, np.int64)
        order = np.lexsort((member, key))
        key, member = key[order], member[order]
        by_mention = np.argsort(member, kind="stable")
        return cls(
            key,
            member,
            np.searchsorted(key, key, side="right"),
            by_mention,
            np.searchsorted(member[by_mention], np.arange(mentions + 1)),
        )

    def kept(self, keep: NDArray[np.bool_]) -> Blocks:
        """The blocks of the entries that are kept."""
        return Blocks.of(self.keys[keep], self.members[keep], len(self.starts) - 1)

    def sizes(self) -> Ints:
        """Mentions in the block of each entry."""
        return self.ends - np.searchsorted(self.keys, self.keys, side="left")

    def portions(self) -> Iterator[tuple[int, int]]:
        """Ranges of mentions whose pairs come to about PORTION each."""
        partners = (self.ends - np.arange(len(self.keys)) - 1)[self.by_mention]
        behind = np.concatenate(([0], np.cumsum(partners)))[self.starts]
        low, last = 0, len(self.starts) - 1
        while low < last:
            high = int(np.searchsorted(behind, behind[low] + PORTION, side="right")) - 1
            high = min(max(high, low + 1), last)
            yield low, high
            low = high

    def pairs(self, low: int, high: int) -> tuple[Ints, Ints, Ints]:
        """Every two mentions of a block whose first is in the range: first, second, and the key they share."""
        entries = self.by_mention[self.starts[low] : self.starts[high]]
        partners = self.ends[entries] - entries - 1
        before = np.cumsum(partners) - partners
        seconds = np.arange(int(partners.sum())) + np.repeat(entries + 1 - before, partners)
        return (
            np.repeat(self.members[entries], partners),
            self.members[seconds],
            np.repeat(self.keys[entries], partners),
        )


def distinct(numbers: Ints) -> Ints:
    """The numbers in order, each once. Sorting beats the hashing of numpy.unique where most are new."""
    ordered = np.sort(numbers)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))] if len(ordered) else ordered
