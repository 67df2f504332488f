"""Articles that carry one agency's copy: copies are not witnesses.

Two articles share an origin where most of the shorter one's five-word shingles stand in the other
(containment, Broder 1997). An inverted index over shingles that few articles share keeps it near-linear.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from factcheck.link.pairs import Blocks
from factcheck.model.article import Article, content_id
from factcheck.model.report import Origin
from factcheck.text.blocks import blocks
from factcheck.text.folding import fold_once

SHINGLE = 5
CONTAINED = 0.5
LEAST = 12
SAMPLE = 16
# Odd, so that no bit of a word is lost: multiples of 2 ** 64 by the golden ratio.
FACTORS = np.array([0x9E3779B97F4A7C15 * (2 * n + 1) % 2**64 | 1 for n in range(SHINGLE)], np.uint64)
# A shingle in more articles than this is a stock phrase.
STOCK = 50
CREDIT = re.compile(
    r"(?:^|\n)[A-Z][A-Z .,'’-]{2,40}(?:, \w+\.? \d{1,2})? ?\((?P<line>[A-Z][\w .&’'-]{1,30})\) ?[-–—]"
    r"|(?:^|\n)\s*(?:Reporting by|Source:|Credit:|With inputs from|\(With inputs from) (?P<tail>[A-Z][\w .&’'-]{1,30})"
)

Hashes = NDArray[np.uint64]
Shingles = dict[str, Hashes]
"""Shingles by article."""


def find_origins(articles: Sequence[Article], known: Shingles | None = None) -> tuple[Origin, ...]:
    """Origins that stand behind two or more articles, in a stable order.

    Shingles that are `known` are not looked for again; those of other articles are added there.
    """
    shingled = {} if known is None else known
    for article in articles:
        if article.id not in shingled:
            shingled[article.id] = shingles(article)
    parent = {a.id: a.id for a in articles}
    for first, second in _candidates({a.id: shingled[a.id] for a in articles}):
        smaller = min(len(shingled[first]), len(shingled[second]))
        shared = len(np.intersect1d(shingled[first], shingled[second], assume_unique=True))
        if smaller >= LEAST and shared >= CONTAINED * smaller:
            parent[_root(parent, first)] = _root(parent, second)
    groups: dict[str, list[Article]] = defaultdict(list)
    for article in sorted(articles, key=lambda a: a.id):
        groups[_root(parent, article.id)].append(article)
    found = [_origin(group) for group in groups.values() if len(group) > 1]
    return tuple(sorted(found, key=lambda o: o.id))


def fingerprints(article: Article) -> frozenset[int]:
    """Numbers of 63 bits by which copies of an article are found: a sample of its shingles.

    One of SAMPLE is taken, told by its hash alone (0 mod p, Manber 1994), so that copies yield the same sample.
    """
    words = _words(article)
    told = {" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}
    hashes = (int.from_bytes(hashlib.blake2b(one.encode(), digest_size=8).digest()) >> 1 for one in told)
    return frozenset(number for number in hashes if number % SAMPLE == 0)


def shingles(article: Article) -> Hashes:
    """An article's shingles as numbers of 64 bits, each once, in order.

    A shingle's is the sum of its words' hashes, each times a factor of its place (multilinear hashing, Dietzfelbinger
    1996): a word is hashed once, and whole columns are added up at once.
    """
    words = np.fromiter(map(_hashed, _words(article)), np.uint64)
    if len(words) < SHINGLE:
        return np.empty(0, np.uint64)
    windows = np.lib.stride_tricks.sliding_window_view(words, SHINGLE)
    return np.unique((windows * FACTORS).sum(axis=1, dtype=np.uint64))


@lru_cache(maxsize=1 << 17)
def _hashed(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest())


def _words(article: Article) -> list[str]:
    """The words of the copy, without navigation and captions."""
    text = " ".join(article.text[b.start : b.end] for b in blocks(article.text, article.title) if b.kind == "body")
    return fold_once(text).split()


def _candidates(shingled: Shingles) -> list[tuple[str, str]]:
    """Pairs of articles that share enough shingles which few others have."""
    ids = sorted(shingled)
    if not ids:
        return []
    shingle = np.concatenate([shingled[i] for i in ids])
    article = np.repeat(np.arange(len(ids)), [len(shingled[i]) for i in ids])
    _, codes, sizes = np.unique(shingle, return_inverse=True, return_counts=True)
    rare = (sizes[codes] > 1) & (sizes[codes] <= STOCK)
    index = Blocks.of(codes[rare], article[rare], len(ids))
    found: list[tuple[str, str]] = []
    for low, high in index.portions():
        first, second, _ = index.pairs(low, high)
        pairs, shared = np.unique(first * len(ids) + second, return_counts=True)
        found += [
            (ids[x], ids[y])
            for x, y in zip(*(side.tolist() for side in divmod(pairs[shared >= LEAST // 2], len(ids))), strict=True)
        ]
    return found


def _root(parent: dict[str, str], article: str) -> str:
    while parent[article] != article:
        parent[article] = parent[parent[article]]
        article = parent[article]
    return article


def _origin(group: Sequence[Article]) -> Origin:
    named = Counter(c for a in group for c in credited(a))
    agency = min(named, key=lambda c: (-named[c], c)) if named else ""
    return Origin(id=content_id("o", *sorted(a.id for a in group)), agency=agency, articles=tuple(a.id for a in group))


def credited(article: Article) -> list[str]:
    """Agencies that an article credits: in its dateline, at its foot, or in its source's name."""
    found = [m["line"] or m["tail"] for m in CREDIT.finditer(article.text)]
    behind = re.search(r"\(([A-Z][\w &.’'-]+)\)\s*$", article.source)
    return [name.strip(" .") for name in [*found, *([behind[1]] if behind else [])]]
