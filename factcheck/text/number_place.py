"""A number in its context: what the tests of its role are given and what they give back."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.rules import load
from factcheck.text.numerals import DASHES, Token, is_joined, lower
from factcheck.text.phrases import PhraseTable

WORDS = load("number_contexts")
WORD_SETS = {name: frozenset(map(str, words)) for name, words in WORDS.items() if isinstance(words, list)}
MEASURES = PhraseTable(load("units")["measures"])
HYPHENS = DASHES - {"—", "−"}


class Place(NamedTuple):
    """A number in a text: its tokens from `first` to `end`, its value, and how it was written.

    `currency` is the code of a sign or word before it, `hedged` whether a hedge that counts stands there,
    `start` the token where hedge and sign begin.
    """

    first: int
    end: int
    value: float
    start: int
    figures: bool = False
    unread: str = ""
    currency: str = ""
    hedged: bool = False


class Role(NamedTuple):
    """The role, the unit of a measure and the token after the unit (0 where there is none)."""

    role: str
    unit: str = ""
    end: int = 0


def linked(toks: list[Token], i: int) -> int:
    """The token after a hyphen at `i`, else `i`."""
    if i + 1 < len(toks) and toks[i].text in HYPHENS and is_joined(toks, i - 1) and is_joined(toks, i):
        return i + 1
    return i


def counts_follow(toks: list[Token], i: int) -> bool:
    """Whether a noun that can be counted stands at `i`."""
    word = lower(toks, i)
    if word in WORD_SETS["people"] or MEASURES.after(toks, i) is not None:
        return True
    return (
        word.endswith("s") and len(word) > 3 and word not in WORD_SETS["function_words"] and toks[i].text[0].islower()
    )


def is_people(toks: list[Token], i: int) -> bool:
    """Whether a word for people, or for what else is counted after a disaster, stands at token `i`."""
    return lower(toks, i) in WORD_SETS["people"]
