"""Numbers in figures and words: the tokens of a text and the value that stands at one of them.

Everything here is linear in the text: one regular expression without nested repetition cuts it into
tokens, and a number is read from left to right over them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from factcheck.model.values import Number

_TOKEN = re.compile(
    r"""(?P<word>[^\W\d_]\w*)
      |(?P<num>(?:[0-9]{1,3}(?:[,\u00a0\u202f\u2009][0-9]{3}){1,6}
                 |[0-9]{1,2}(?:,[0-9]{2}){1,4},[0-9]{3}
                 |[0-9]{1,3}[ ]000(?:[ ]000)?
                 |[0-9]+)(?![0-9])(?:\.[0-9]+)?
          |(?<![\w.])\.[0-9]+)
      |(?P<punct>[^\w\s]|_)""",
    re.X,
)
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_SMALL = {word: n for n, word in enumerate(_UNITS.split() + ["seventeen", "eighteen", "nineteen"])}
_TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALES = {
    "thousand": 10**3,
    "lakh": 10**5,
    "lakhs": 10**5,
    "lac": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "crores": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
}
# Scales that may stand without a number: "million" does, "lac" is a lake in place names.
_ALONE = frozenset(_SCALES) - {"lac", "lakhs", "crores"}
_GLUED = {"k": 10**3, "bn": 10**9, "mn": 10**6, "mln": 10**6, "tn": 10**12, "trn": 10**12, "cr": 10**7}
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fifth": 5,
    "fifths": 5,
    "sixth": 6,
    "sixths": 6,
    "seventh": 7,
    "sevenths": 7,
    "eighth": 8,
    "eighths": 8,
    "tenth": 10,
    "tenths": 10,
}
NUMERAL_STARTERS = frozenset([*_SMALL, *_TENS, *_ALONE, "hundred", "dozen", "half", "quarter", "a", "an"])
# Longer runs of figures are identifiers, and int() refuses the longest.
_MAX_DIGITS = 16
DASHES = frozenset("-‐‑–—−")


class Token(NamedTuple):
    """A word, a number in figures or a mark, and where it stands."""

    text: str
    lower: str
    start: int
    end: int
    kind: str


class Numeral(NamedTuple):
    """A number: its value, the tokens it takes up, and how it was written.

    `scale` is the last multiplying word ("million" → 1000000), 1 where there is none. `unread` holds
    letters written against the figures that are no part of the number ("9mm" → "mm").
    """

    value: Number
    first: int
    end: int
    kind: str = "cardinal"
    scale: int = 1
    figures: bool = False
    unread: str = ""


def tokens(text: str) -> list[Token]:
    """The tokens of a text in order."""
    new = tuple.__new__  # takes half the time of Token(), and a text has many
    return [new(Token, (word := m[0], word.lower(), *m.span(), m.lastgroup)) for m in _TOKEN.finditer(text)]


def is_joined(toks: list[Token], left: int) -> bool:
    """Whether token `left` and the next one touch."""
    return 0 <= left < len(toks) - 1 and toks[left].end == toks[left + 1].start


def lower(toks: list[Token], index: int) -> str:
    """The lower-case word at an index, "" outside the text."""
    return toks[index].lower if 0 <= index < len(toks) else ""


def whole(value: float) -> Number:
    """An int where the value is one."""
    nearest = round(value)
    return nearest if abs(value - nearest) < 1e-9 * max(1.0, abs(value)) else round(value, 6)


def numeral_at(toks: list[Token], i: int) -> Numeral | None:
    """The number that begins at token `i`, the longest reading, or None."""
    token = toks[i]
    if token.kind == "num":
        return _figures(toks, i)
    if token.lower not in NUMERAL_STARTERS:
        return None
    return _fraction_words(toks, i) or _words(toks, i)


def _figures(toks: list[Token], i: int) -> Numeral | None:
    token = toks[i]
    plain = re.sub(r"[,\s]", "", token.text)
    if len(plain) > _MAX_DIGITS:
        return None
    value: Number = float(plain) if "." in plain else int(plain)
    end, unread, scale = i + 1, "", 1
    if is_joined(toks, i) and toks[end].kind == "word":
        suffix = toks[end].lower
        if suffix in _GLUED:
            scale, end = _GLUED[suffix], end + 1
        elif suffix in _VULGAR:
            value, end = value + _VULGAR[suffix], end + 1
        else:
            unread, end = suffix, end + 1
    if not unread and scale == 1:
        scale, end = scales_at(toks, end, linked=True)
    if scale == 1 and _is_european_thousand(token.text) and not _is_percent(toks, end):
        return None
    return Numeral(whole(value * scale), i, end, scale=scale, figures=True, unread=unread)


def _is_european_thousand(written: str) -> bool:
    """Whether figures read as thousands in one country and as a fraction in another ("2.750")."""
    head, _, tail = written.partition(".")
    return len(tail) == 3 and head.isdigit() and head != "0"


def _is_percent(toks: list[Token], i: int) -> bool:
    return lower(toks, i) in ("%", "percent", "per", "percentage")


def _linked(toks: list[Token], i: int) -> int:
    """The token after a hyphen at `i` that ties two words, else `i`."""
    if i + 1 < len(toks) and toks[i].text in DASHES and is_joined(toks, i - 1) and is_joined(toks, i):
        return i + 1
    return i


def scales_at(toks: list[Token], i: int, linked: bool = False) -> tuple[int, int]:
    """The product of the scale words from `i` on ("hundred thousand", "lakh crore") and where they end."""
    scale, end = 1, i
    for _ in range(2):
        at = _linked(toks, end) if linked else end
        word = lower(toks, at)
        factor = 100 if word == "hundred" else 12 if word == "dozen" and scale == 1 else _SCALES.get(word, 0)
        if not factor:
            break
        scale, end = scale * factor, at + 1
        if factor == 12:
            break
    return scale, end


def _below_hundred(toks: list[Token], i: int) -> tuple[int, int] | None:
    word = lower(toks, i)
    if word in _SMALL:
        return _SMALL[word], i + 1
    if word not in _TENS:
        return None
    at = _linked(toks, i + 1)
    unit = _SMALL.get(lower(toks, at), 0)
    if 0 < unit < 10:
        return _TENS[word] + unit, at + 1
    return _TENS[word], i + 1


def _below_thousand(toks: list[Token], i: int) -> tuple[int, int] | None:
    head = _below_hundred(toks, i)
    if head is None:
        if lower(toks, i) != "hundred":
            return None
        head = (1, i)
    value, end = head
    at = _linked(toks, end)
    if lower(toks, at) != "hundred":
        return head
    value, end = value * 100, at + 1
    after = end + 1 if lower(toks, end) == "and" else end
    rest = _below_hundred(toks, after)
    if rest is not None:
        return value + rest[0], rest[1]
    return value, end


def _words(toks: list[Token], i: int) -> Numeral | None:
    """Number words: groups of up to three digits, each with its scale, falling in size."""
    start = i
    if lower(toks, i) in ("a", "an"):
        if lower(toks, i + 1) not in _SCALES and lower(toks, i + 1) not in ("hundred", "dozen"):
            return None
        i += 1
    if lower(toks, i) == "dozen":
        return Numeral(12, start, i + 1, scale=12)
    total, end, last, scale = 0.0, i, 10**16, 1
    while True:
        at = end + 1 if total and lower(toks, end) == "and" and last >= 1000 else end
        group = _below_thousand(toks, at)
        if group is None and not total and lower(toks, at) in _ALONE:
            group = (1, at)
        if group is None or (at > end and group[0] >= 1000):
            break
        factor, after = scales_at(toks, group[1], linked=True)
        if factor >= last or (at > end and factor > 1):
            break
        half, after = _and_a_half(toks, after) if factor == 1 else (0.0, after)
        if half:
            factor, after = scales_at(toks, after)
        total, end, last, scale = total + (group[0] + half) * factor, after, factor, max(scale, factor)
        if factor == 1 or half:
            break
    if end == i:
        return None
    if scale == 1 and toks[end - 1].lower == "hundred":
        scale = 100
    return Numeral(whole(total), start, end, scale=scale)


def _and_a_half(toks: list[Token], i: int) -> tuple[float, int]:
    words = [lower(toks, i + n) for n in range(3)]
    if words == ["and", "a", "half"]:
        return 0.5, i + 3
    if words == ["and", "a", "quarter"]:
        return 0.25, i + 3
    return 0.0, i


def _fraction_words(toks: list[Token], i: int) -> Numeral | None:
    """ "Half a million", "a quarter of a million", "half a dozen", "two-thirds", "half"."""
    head = _fraction_head(toks, i)
    if head is None:
        return None
    value, end = head
    at = end
    if lower(toks, at) == "of":
        at += 1
    if lower(toks, at) in ("a", "an"):
        at += 1
    if at == end:
        at = _linked(toks, end)
    scale, after = scales_at(toks, at)
    if after > at:
        return Numeral(whole(value * scale), i, after, scale=scale)
    return Numeral(round(value, 6), i, end, kind="fraction")


def _fraction_head(toks: list[Token], i: int) -> tuple[float, int] | None:
    word = lower(toks, i)
    if word == "half":
        return 0.5, i + 1
    if word in ("a", "an", "one"):
        at = _linked(toks, i + 1)
        part = lower(toks, at)
        if part == "half" and lower(toks, i - 1) != "and":
            return 0.5, at + 1
        if part in _PARTS and part[-1] != "s" and _is_part(toks, at, tied=at > i + 1 or word == "one"):
            return 1 / _PARTS[part], at + 1
        return None
    if word == "quarter" and lower(toks, _linked(toks, i + 1)) in _SCALES:
        return 0.25, i + 1
    if word in _SMALL and 1 < _SMALL[word] < 10:
        at = _linked(toks, i + 1)
        part = lower(toks, at)
        if part in _PARTS and part[-1] == "s" and _SMALL[word] < _PARTS[part]:
            return _SMALL[word] / _PARTS[part], at + 1
    return None


def _is_part(toks: list[Token], at: int, tied: bool) -> bool:
    """Whether "a third" is a part and not the third of a series: "of" follows, or it is tied by a hyphen."""
    following = _linked(toks, at + 1)
    return tied or lower(toks, at + 1) == "of" or lower(toks, following) in _SCALES
