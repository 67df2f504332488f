"""Phrases of a word list found in text."""

from __future__ import annotations

import re
from collections.abc import Iterable, KeysView, Mapping
from functools import lru_cache
from typing import NamedTuple

MOST_ASKED = 1 << 16
_WORD = re.compile(r"(?<![\w-])\w+")


class Hit(NamedTuple):
    """A phrase found: where it stands and the key it is listed under."""

    start: int
    end: int
    key: str


class _Patterns(dict[str, re.Pattern[str] | None]):
    """By a word in lower case the phrases that begin with it, the longest first, None where there are none.

    A pattern is made when its word is first met: of a long list, a text needs few. `barren` are words met that begin
    none: most sentences are made of these alone.
    """

    def __init__(self, sources: Mapping[str, Iterable[str]], wild: Mapping[str, Iterable[str]]) -> None:
        super().__init__()
        self._sources, self._wild = sources, wild
        self._prefixes = tuple(wild)
        self.barren: set[str] = set()

    def __missing__(self, word: str) -> re.Pattern[str] | None:
        if len(self) >= MOST_ASKED:
            self.clear()
            self.barren.clear()
        sources = set(self._sources.get(word, ()))
        if self._prefixes and word.startswith(self._prefixes):
            sources.update(s for prefix, listed in self._wild.items() if word.startswith(prefix) for s in listed)
        alternatives = "|".join(sorted(sources, key=lambda s: (-len(s), s)))
        pattern = re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])", re.I) if sources else None
        self[word] = pattern
        if pattern is None:
            self.barren.add(word)
        return pattern


class Lexicon:
    """Phrases by key, matched as whole words, the longest first, without regard to case.

    A phrase may hold `*` for the rest of a word ("mediat*"). White space in a phrase matches any run
    of white space, an apostrophe both of its forms. A phrase listed under two keys goes to the first.
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self._key_of: dict[str, str] = {}
        self._wild: list[tuple[str, str]] = []
        begun: dict[str, list[str]] = {}
        open_ended: dict[str, list[str]] = {}
        for key, listed in phrases.items():
            for phrase in listed:
                source = _source(phrase)
                first, is_open = _first_word(phrase)
                (open_ended if is_open else begun).setdefault(first, []).append(source)
                if "*" in phrase:
                    self._wild.append((source, key))
                else:
                    self._key_of.setdefault(_norm(phrase), key)
        self._patterns = _Patterns(begun, open_ended)

    def find(self, text: str) -> list[Hit]:
        """All hits in `text`, in order, without overlap."""
        patterns, begun = self._patterns, _words(text)
        fertile = begun.keys() - patterns.barren
        hits: list[Hit] = []
        at = 0
        for start, first in sorted([(start, word) for word in fertile for start in begun[word]]):
            pattern = patterns[first]
            if pattern is None or start < at:
                continue
            match = pattern.match(text, start)
            if match is not None:
                at = match.end()
                hits.append(Hit(start, at, self._key(match[0])))
        return hits

    def _key(self, matched: str) -> str:
        key = self._key_of.get(_norm(matched))
        if key is not None:
            return key
        return next(key for source, key in self._wild if re.fullmatch(source, matched, re.I))


@lru_cache(maxsize=512)
def _words(text: str) -> dict[str, list[int]]:
    """The words in lower case that may begin a phrase, and where each stands; many lists are sought in one text."""
    begun: dict[str, list[int]] = {}
    for match in _WORD.finditer(text):
        begun.setdefault(match[0].lower(), []).append(match.start())
    return begun


def words_of(text: str) -> KeysView[str]:
    """The words of a text in lower case; what stands behind a hyphen is none."""
    return _words(text).keys()


def first_words(phrases: Iterable[str]) -> frozenset[str]:
    """The words that phrases begin with, in lower case."""
    return frozenset(_first_word(phrase)[0] for phrase in phrases)


def _first_word(phrase: str) -> tuple[str, bool]:
    """What a phrase begins with, and whether that is only the beginning of a word."""
    normal = _norm(phrase)
    match = _WORD.match(normal)
    if match is None:
        raise ValueError(f"the phrase {phrase!r} does not begin with a letter or figure")
    return match[0], normal[match.end() : match.end() + 1] == "*"


def _norm(phrase: str) -> str:
    return " ".join(phrase.replace("’", "'").lower().split())


def _source(phrase: str) -> str:
    words = [re.escape(word).replace(r"\*", r"\w*").replace("'", "['’]") for word in _norm(phrase).split()]
    return r"\s+".join(words)
