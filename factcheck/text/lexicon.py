"""Phrases of a word list found in text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Hit(NamedTuple):
    """A phrase found: where it stands and the key it is listed under."""

    start: int
    end: int
    key: str


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
        alternatives = "|".join(sorted(set(sources), key=lambda s: (-len(s), s)))
        self._pattern = re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])", re.I) if sources else None

    def find(self, text: str) -> list[Hit]:
        """All hits in `text`, in order, without overlap."""
        if self._pattern is None:
            return []
        return [Hit(m.start(), m.end(), self._key(m[0])) for m in self._pattern.finditer(text)]

    def _key(self, matched: str) -> str:
        key = self._key_of.get(_norm(matched))
        if key is not None:
            return key
        return next(key for pattern, key in self._wild if pattern.fullmatch(matched))


def _norm(phrase: str) -> str:
    return " ".join(phrase.replace("’", "'").lower().split())


def _source(phrase: str) -> str:
    words = [re.escape(word).replace(r"\*", r"\w*").replace("'", "['’]") for word in _norm(phrase).split()]
    return r"\s+".join(words)
