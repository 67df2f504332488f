"""Ordinal numbers in a text: "third", "3rd", "twenty-first"."""

from __future__ import annotations

from factcheck.model.values import Bounds
from factcheck.rules import load
from factcheck.text.number_mention import NumberMention
from factcheck.text.numerals import DASHES, Token, is_joined, lower, tokens
from factcheck.text.phrases import PhraseTable

_WORDS = load("number_contexts")
_UNITS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_SMALL = {word: n for n, word in enumerate(_UNITS.split(), 1)}
_ROUND = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth"
_SMALL |= {word: 10 * n for n, word in enumerate(_ROUND.split(), 2)}
_TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SUFFIXES = frozenset(["st", "nd", "rd", "th"])
_STREETS = frozenset(_WORDS["streets"])
_MONTHS = frozenset(_WORDS["months"])
_NUMBERS = frozenset("one two three four five six seven eight nine ten eleven twelve".split())
_IDIOMS = {word: PhraseTable({"idiom": phrases}) for word, phrases in _WORDS["ordinal_idioms"].items()}


def find_ordinals(text: str) -> list[NumberMention]:
    """The ordinals of a text, in order, with kind "ordinal".

    The role is date ("6th of November", "21st century"), address ("5th Avenue"), identifier for set
    phrases and names ("first lady", "third party"), else count. "Second" as a time and the "third" of
    "two-thirds" or "a third of" are none.
    """
    toks = tokens(text)
    found = []
    i = 0
    while i < len(toks):
        read = _ordinal_at(toks, i)
        if read is None:
            i += 1
            continue
        value, end = read
        span = (toks[i].start, toks[end - 1].end)
        role = _role(toks, i, end, value)
        found.append(
            NumberMention(start=span[0], end=span[1], bounds=Bounds(value, value), kind="ordinal", core=span, role=role)
        )
        i = end
    return found


def _ordinal_at(toks: list[Token], i: int) -> tuple[int, int] | None:
    token = toks[i]
    if token.kind == "num":
        if token.text.isdigit() and len(token.text) < 5 and is_joined(toks, i) and lower(toks, i + 1) in _SUFFIXES:
            return int(token.text), i + 2
        return None
    if token.lower in _TENS and lower(toks, i + 1) in DASHES and is_joined(toks, i) and is_joined(toks, i + 1):
        unit = _SMALL.get(lower(toks, i + 2), 0)
        return (_TENS[token.lower] + unit, i + 3) if 0 < unit < 10 else None
    if token.lower not in _SMALL or _is_part(toks, i) or (token.lower == "second" and _is_time(toks, i)):
        return None
    return _SMALL[token.lower], i + 1


def _is_part(toks: list[Token], i: int) -> bool:
    """The "third" of "one-third", "a third of" and "one third"."""
    before = lower(toks, i - 2) if lower(toks, i - 1) in DASHES else lower(toks, i - 1)
    if before in _NUMBERS and toks[i].lower not in ("first", "second"):
        return True
    return before == "a" and lower(toks, i + 1) == "of" and toks[i].lower not in ("first", "second")


def _is_time(toks: list[Token], i: int) -> bool:
    before, after = lower(toks, i - 1), toks[i + 1] if i + 1 < len(toks) else None
    if before in ("per", "every", "split") or before in _NUMBERS or before == "-" or (i and toks[i - 1].kind == "num"):
        return True
    ends = (
        after is None or after.kind == "punct" or after.lower in ("later", "before", "after", "ago", "or", "and", "to")
    )
    return before == "a" and ends


def _role(toks: list[Token], first: int, end: int, value: int) -> str:
    after, before = lower(toks, end), lower(toks, first - 1)
    if after in ("century", "centuries") or _is_day(toks, first, end, value):
        return "date"
    if end < len(toks) and after in _STREETS and toks[end].text[0].isupper():
        return "address"
    idioms = _IDIOMS.get(toks[first].lower)
    at = end + 1 if after in DASHES else end
    if (idioms is not None and idioms.after(toks, at) is not None) or (value == 1 and before == "at"):
        return "identifier"
    return "count"


def _is_day(toks: list[Token], first: int, end: int, value: int) -> bool:
    month = end + 1 if lower(toks, end) == "of" else end
    return value <= 31 and any(
        0 <= at < len(toks) and toks[at].lower in _MONTHS and toks[at].text[0].isupper() for at in (month, first - 1)
    )
