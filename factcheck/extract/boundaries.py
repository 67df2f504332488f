"""Where sentences may not end: the parser takes the stop of "a.m." or "Sgt." for that of a sentence."""

from __future__ import annotations

import calendar
import re
from functools import cache
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.strings import get_string_id

from factcheck.rules import load

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NAME = "factcheck_boundaries"
CLOCK = re.compile(r"(?:\d{1,2})?[ap]\.m\.", re.I)
DAYS = "|".join((*calendar.day_name, *(m for m in calendar.month_abbr if m)))
# What goes on a time of day: a day, a month, a zone, a comma, a bracket.
AFTER_CLOCK = re.compile(rf"(?:(?:{DAYS})[a-z]*\.?|[ECMP][SD]T|GMT|UTC|[,(])", re.I)


@cache
def _titles() -> frozenset[str]:
    return frozenset(word for word in load("offices")["honorifics"] if word.endswith("."))


@cache
def _stops() -> frozenset[int]:
    """The hashes of all words, in lower case, that a sentence may go on behind."""
    hours = ("", *(f"{hour:0{width}}" for width in (1, 2) for hour in range(100)))
    words = (*_titles(), *(f"{hour}{half}.m." for hour in hours for half in "ap"))
    return frozenset(map(get_string_id, words))


@Language.component(NAME)
def keep_together(doc: Doc) -> Doc:
    """Forbids a sentence to begin behind such a stop; runs before the parser."""
    words = doc.to_array("LOWER").tolist()
    if not _stops().isdisjoint(words):
        for at, word in enumerate(words[:-1]):
            if word in _stops() and _goes_on(doc[at], following := doc[at + 1]):
                following.is_sent_start = False
    return doc


def _goes_on(token: Token, following: Token) -> bool:
    if CLOCK.fullmatch(token.text):
        return AFTER_CLOCK.fullmatch(following.text) is not None or following.text[:1].islower()
    return token.lower_ in _titles() and following.text[:1].isupper()
