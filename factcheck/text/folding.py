"""Strings made comparable: one alphabet, one case, no punctuation."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

from factcheck.rules import load
from factcheck.text.sounds import Likeness, likeness

_FILLERS = frozenset(load("names")["group_fillers"])
_APOSTROPHES = re.compile("['’‘ʼʻʿʾ`´]")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_WORTH = {Likeness.SAME: 1.0, Likeness.LOOSE: 0.95, Likeness.TYPO: 0.9, Likeness.APART: 0.0}


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Latin letters in lower case, apostrophes dropped, other punctuation as single spaces.

    "Tehrik‑i‑Taliban" → "tehrik i taliban", "Türkiye" → "turkiye", "Sana'a" → "sanaa".
    """
    return fold_once(text)


def fold_once(text: str) -> str:
    """The same for a long text, which is not kept in case it comes again."""
    plain = anyascii(_APOSTROPHES.sub("", text)).lower().replace("'", "")
    return " ".join(_NOT_WORD.sub(" ", plain).split())


def same_name(a: str, b: str) -> float:
    """How much two names of organisations, groups or places are the same words, from 0 to 1. Symmetric.

    Words are compared by sound, in any order, and small words ("of", "e", "al") left out; each word of one
    name takes at most one of the other, and the score is Dice's coefficient over them. Acronyms are not
    resolved here.
    """
    words_a, words_b = sorted([_words(a), _words(b)])
    if not words_a or not words_b:
        return 0.0
    free = list(words_b)
    total = 0.0
    for wanted in (Likeness.SAME, Likeness.LOOSE, Likeness.TYPO):
        left = []
        for word in words_a:
            match = next((other for other in free if likeness(word, other) == wanted), None)
            if match is None:
                left.append(word)
            else:
                free.remove(match)
                total += _WORTH[wanted]
        words_a = left
    return 2 * total / (len(_words(a)) + len(_words(b)))


def _words(name: str) -> list[str]:
    words = fold(name).split()
    return [word for word in words if word not in _FILLERS] or words
