"""Phrases of a word list found in text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

MOST_ASKED = 1 << 16
_WORD = re.compile(r"(?<![\w-])\w+")


class Hit(NamedTuple):
    """A phrase found: where it stands and the key it is listed under."""

    start: int
    end: int
    key: str


class _Begins(dict[str, bool]):
    """Whether a phrase begins with a word; what was asked before is kept."""

    def __init__(self, words: frozenset[str], prefixes: tuple[str, ...]) -> None:
        super().__init__()
        self._words, self._prefixes = words, prefixes

    def __missing__(self, word: str) -> bool:
        if len(self) >= MOST_ASKED:
            self.clear()
        found = self[word] = word in self._words or word.startswith(self._prefixes)
        return found


class Lexicon:
    """Phrases by key, matched as whole words, the longest first, without regard to case.

    A phrase may hold `*` for the rest of a word ("mediat*"). White space in a phrase matches any run
    of white space, an apostrophe both of its forms. A phrase listed under two keys goes to the first.
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self._key_of: dict[str, str] = {}
        wild: list[tuple[re.Pattern[str], str]] = []
        sources: list[str] = []
        for key, listed in phrases.items():
            for phrase in listed:
                source = _source(phrase)
                sources.append(source)
                if "*" in phrase:
                    wild.append((re.compile(source, re.I), key))
                else:
                    self._key_of.setdefault(_norm(phrase), key)
        self._wild = tuple(wild)
        self._begins = _Begins(*_first_words(phrases))
        alternatives = "|".join(sorted(set(sources), key=lambda s: (-len(s), s)))
        self._pattern = re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])", re.I) if sources else None

    def find(self, text: str) -> list[Hit]:
        """All hits in `text`, in order, without overlap.

        The whole list is tried only where a word stands that one of its phrases begins with.
        """
        if self._pattern is None:
            return []
        hits: list[Hit] = []
        at = 0
        for start in [start for start, word in _words(text) if self._begins[word]]:
            if start < at:
                continue
            match = self._pattern.match(text, start)
            if match is not None:
                at = match.end()
                hits.append(Hit(start, at, self._key(match[0])))
        return hits

    def _key(self, matched: str) -> str:
        key = self._key_of.get(_norm(matched))
        if key is not None:
            return key
        return next(key for pattern, key in self._wild if pattern.fullmatch(matched))


@lru_cache(maxsize=512)
def _words(text: str) -> tuple[tuple[int, str], ...]:
    """Where words begin that may begin a phrase, and the words in lower case; many lists are sought in one text."""
    return tuple((match.start(), match[0].lower()) for match in _WORD.finditer(text))


def _first_words(phrases: Mapping[str, Iterable[str]]) -> tuple[frozenset[str], tuple[str, ...]]:
    """What the phrases begin with: whole words, and beginnings of words."""
    first: set[str] = set()
    wild: set[str] = set()
    for phrase in (_norm(phrase) for listed in phrases.values() for phrase in listed):
        match = _WORD.match(phrase)
        if match is None:
            raise ValueError(f"the phrase {phrase!r} does not begin with a letter or figure")
        (wild if phrase[match.end() : match.end() + 1] == "*" else first).add(match[0])
    return frozenset(first), tuple(sorted(wild))


def _norm(phrase: str) -> str:
    return " ".join(phrase.replace("’", "'").lower().split())


def _source(phrase: str) -> str:
    words = [re.escape(word).replace(r"\*", r"\w*").replace("'", "['’]") for word in _norm(phrase).split()]
    return r"\s+".join(words)
