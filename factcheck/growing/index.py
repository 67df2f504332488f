"""Mentions by key and by name, and what too many of them share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from factcheck.link.anchors import evidence, weights
from factcheck.link.block import mention_keys
from factcheck.link.events import Names, blocks_of
from factcheck.link.pairs import Blocks
from factcheck.model.article import Article
from factcheck.model.claim import Claim
from factcheck.model.event import EventMention
from factcheck.model.extraction import Extraction
from factcheck.store.codec import key_number

Keys = dict[str, tuple[int, ...]]
"""The numbers of mentions' keys: strings take the room of all else, and long to be made again."""


class Index:
    """Mentions by key and by name, with their claims, and what too many share."""

    def __init__(self) -> None:
        self.mentions: dict[str, EventMention] = {}
        self.claims: dict[str, list[Claim]] = {}
        self._keys: Keys = {}
        self._blocks: dict[int, list[str]] = defaultdict(list)
        self._named: dict[str, dict[str, list[str]]] = defaultdict(dict)
        self._cap: int = weights()["block_cap"]
        self._common: dict[str, int] = {}
        self._crowded: dict[int, str] = {}

    @property
    def names(self) -> Names:
        """What the anchors need to know of the whole corpus."""
        return Names(self._common, frozenset(self._crowded.values()))

    def keys(self, mention: str) -> tuple[int, ...]:
        """The numbers of a mention's keys, as an archive files them."""
        return self._keys[mention]

    def file(self, fresh: Iterable[Extraction], keys: Mapping[str, tuple[int, ...]] | None = None) -> set[str]:
        """Files mentions; they themselves, and those whose links hang on what has just become too common.

        The keys of some mentions may be known.
        """
        self._keys.update(keys or {})
        dirty: set[str] = set()
        for extraction in fresh:
            for mention in extraction.mentions:
                self.mentions[mention.id] = mention
                self.claims[mention.id] = []
                dirty |= {mention.id, *self._file(mention, extraction.article)}
            for claim in extraction.claims:
                if claim.event is not None:
                    self.claims[claim.event].append(claim)
        return dirty

    def _file(self, mention: EventMention, article: Article) -> Iterator[str]:
        if mention.id not in self._keys:
            self._keys[mention.id] = tuple(sorted(_keys_by_number(mention, article)))
        for number in self._keys[mention.id]:
            block = self._blocks[number]
            block.append(mention.id)
            if len(block) == self._cap + 1:
                self._crowded[number] = _keys_by_number(mention, article)[number]
                yield from block
        for name in mention.names:
            told = self._named[name]
            told.setdefault(mention.article, []).append(mention.id)
            if len(told) > weights()["common_name"] and name not in self._common:
                self._common[name] = len(told)
                yield from (i for ids in told.values() for i in ids)

    def blocks(self, mentions: Sequence[EventMention]) -> Blocks:
        """Mentions by the keys that they share, without those that too many of the whole corpus share."""
        return blocks_of(set(self._keys[m.id]) - self._crowded.keys() for m in mentions)[0]

    def near(self, mentions: Iterable[str]) -> set[str]:
        """Mentions with all that share a key with one of them."""
        keys = {key for i in mentions for key in self._keys[i]} - self._crowded.keys()
        return {*mentions, *(i for key in keys for i in self._blocks[key])}


def _keys_by_number(mention: EventMention, article: Article) -> dict[int, str]:
    return {key_number(key): key for key in mention_keys(mention, evidence(mention, article.published))}
