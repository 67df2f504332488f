"""The name of whoever holds an office, beside the words of the office."""

from __future__ import annotations

import calendar
import re
from functools import cache
from typing import TYPE_CHECKING

from factcheck.extract.document import Sentence
from factcheck.rules import load
from factcheck.text.lexicon import Lexicon
from factcheck.text.polities import polity_of

if TYPE_CHECKING:
    from factcheck.extract.parse import Token

LONGEST_NAME = 5
LOOSE_WORDS = 5
CALENDAR = frozenset(name.lower() for name in (*calendar.day_name, *calendar.month_name) if name)
# Ranks that stand before a name and are no part of it, though the tagger takes them in.
TITLES = frozenset(
    "officer deputy sgt sgt. lt lt. capt capt. det det. detective sergeant lieutenant captain chief".split()
)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("offices")[name])


@cache
def _offices() -> Lexicon:
    return Lexicon({key: office["words"] for key, office in load("offices")["offices"].items()})


def name_for(sentence: Sentence, start: int, last: int) -> tuple[int, int] | None:
    """Span of the holder's name: after the office, after a comma, or before it in apposition."""
    doc, at = sentence.span.doc, last + 1
    if at < sentence.span.end and doc[at].text == ",":
        name = _name_from(sentence, at + 1)
        if name is not None and _closed(sentence, name[1]):
            return _span(sentence, name)
    else:
        name = _name_from(sentence, at)
        if name is not None:
            return _span(sentence, name)
    return _name_before(sentence, start)


def _closed(sentence: Sentence, last: int) -> bool:
    """An apposition after a comma ends in a comma, a stop or a verb of saying, and is a full name."""
    following = last + 1
    return (
        following >= sentence.span.end
        or sentence.span.doc[following].text in (",", ".", ";", ")", ":")
        or sentence.span.doc[following].tag_.startswith("VB")
    )


def _name_from(sentence: Sentence, first: int) -> tuple[int, int] | None:
    doc, end = sentence.span.doc, sentence.span.end
    i = first
    while i < end and doc[i].lower_ in _words("honorifics") and doc[i].text[:1].isupper():
        i += 1
    begin, last = first, -1
    while i < end and i - begin < LONGEST_NAME + 2:
        token = doc[i]
        if _is_name_word(token) and not _starts_clause(token, i == first):
            last = i
        elif last >= 0 and token.ent_type_ == "PERSON" and token.ent_iob_ == "I":
            last = i  # "al-Kuwari", "Dae-ho": the tagger sees a name through its small letters
        elif not (
            last >= 0
            and (token.lower_ in _words("name_particles") or token.text in ("-", "’", "'"))
            and i + 1 < end
            and _is_name_word(doc[i + 1])
        ):
            break
        i += 1
    if last < 0 or not _is_person(sentence, begin, last):
        return None
    return begin, last


def _is_name_word(token: Token) -> bool:
    text = token.text
    return (
        text[:1].isupper()
        and token.lower_ not in CALENDAR
        and token.lower_ not in _words("openers")
        and not text.isupper()
        or (text.isupper() and 1 < len(text) <= 3 and text.endswith("."))
        or re.fullmatch(r"[A-Z]\.", text) is not None
    )


def _starts_clause(token: Token, first: bool) -> bool:
    return token.lower_ in _words("openers") or (first and token.is_sent_start is True)


def _is_person(sentence: Sentence, first: int, last: int) -> bool:
    """A run of capitalised words is a person unless it is a place, an organisation's name or an office."""
    tokens = list(sentence.span.doc[first : last + 1])
    text = sentence.span.doc.words(first, last + 1)
    if any(hit for hit in _offices().find(text)) or polity_of(text) is not None:
        return False
    if any(t.text in _words("no_names") for t in tokens) or text.lower() in _words("honorifics"):
        return False
    labels = [t.ent_type_ for t in tokens]
    if "PERSON" in labels:
        return True
    if len(tokens) == 1:
        return False
    return not all(label in ("GPE", "LOC", "FAC", "DATE") for label in labels)


def _name_before(sentence: Sentence, start: int) -> tuple[int, int] | None:
    """ "X, the foreign minister of Y", "X, who serves as foreign minister", "X is foreign minister"."""
    doc, i = sentence.span.doc, start - 1
    while i > sentence.span.start and doc[i].lower_ in (
        "the",
        "a",
        "as",
        "serves",
        "served",
        "is",
        "was",
        "who",
        "country",
        "its",
        "their",
        "an",
        "been",
        "has",
        "appointed",
        "named",
    ):
        i -= 1
    back = i
    while (
        back > sentence.span.start
        and i - back < LOOSE_WORDS
        and doc[back].text != ","
        and not doc[back].tag_.startswith(("VB", "IN", "CC"))
    ):
        back -= 1
    if doc[back].text == ",":
        i = back - 1
    elif doc[i + 1].lower_ not in ("is", "was", "serves", "as", "who"):
        return None
    last = i
    while (
        i >= sentence.span.start
        and last - i < LONGEST_NAME
        and (
            _is_name_word(doc[i])
            or (doc[i].lower_ in _words("name_particles") and i > sentence.span.start and _is_name_word(doc[i - 1]))
        )
    ):
        i -= 1
    first = i + 1
    if first > last or not _is_person(sentence, first, last) or last - first < 1:
        return None
    return _span(sentence, (first, last))


def _span(sentence: Sentence, name: tuple[int, int]) -> tuple[int, int]:
    doc = sentence.span.doc
    first, last = name
    while last > first and doc[last].text in ("’s", "'s"):
        last -= 1
    while last > first and doc[first].lower_ in TITLES:
        first += 1
    return sentence.where(doc[first]), sentence.until(doc[last])
