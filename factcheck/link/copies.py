"""Articles that carry one agency's copy: copies are not witnesses.

Two articles share an origin where most of the shorter one's five-word shingles stand in the other
(containment, Broder 1997). An inverted index over shingles that few articles share keeps it near-linear.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from factcheck.model.article import Article, content_id
from factcheck.model.report import Origin
from factcheck.text.blocks import blocks
from factcheck.text.folding import fold

SHINGLE = 5
CONTAINED = 0.5
LEAST = 12
SAMPLE = 16
# A shingle in more articles than this is a stock phrase.
STOCK = 50
CREDIT = re.compile(
    r"(?:^|\n)[A-Z][A-Z .,'’-]{2,40}(?:, \w+\.? \d{1,2})? ?\((?P<line>[A-Z][\w .&’'-]{1,30})\) ?[-–—]"
    r"|(?:^|\n)\s*(?:Reporting by|Source:|Credit:|With inputs from|\(With inputs from) (?P<tail>[A-Z][\w .&’'-]{1,30})"
)


def find_origins(articles: Sequence[Article]) -> tuple[Origin, ...]:
    """Origins that stand behind two or more articles, in a stable order."""
    shingled = {a.id: _shingles(a) for a in articles}
    parent = {a.id: a.id for a in articles}
    for first, second in _candidates(shingled):
        smaller = min(len(shingled[first]), len(shingled[second]))
        if smaller >= LEAST and len(shingled[first] & shingled[second]) >= CONTAINED * smaller:
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
    hashes = (
        int.from_bytes(hashlib.blake2b(shingle.encode(), digest_size=8).digest()) >> 1 for shingle in _shingles(article)
    )
    return frozenset(number for number in hashes if number % SAMPLE == 0)


def _shingles(article: Article) -> frozenset[str]:
    text = " ".join(article.text[b.start : b.end] for b in blocks(article.text, article.title) if b.kind == "body")
    words = fold(text).split()
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


def _candidates(shingled: Mapping[str, frozenset[str]]) -> list[tuple[str, str]]:
    index: dict[str, list[str]] = defaultdict(list)
    for article, shingles in shingled.items():
        for shingle in shingles:
            index[shingle].append(article)
    shared: Counter[tuple[str, str]] = Counter()
    for members in index.values():
        if 1 < len(members) <= STOCK:
            shared.update(combinations(sorted(members), 2))
    return sorted(pair for pair, count in shared.items() if count >= LEAST // 2)


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
