"""Whether two names are one person, across transliterations, titles, initials and short forms."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii
from msgspec import Struct

from factcheck.rules import load
from factcheck.text.folding import fold
from factcheck.text.sounds import Likeness, likeness, skeleton_word

_RULES = load("names")
_TITLES = {tuple(fold(title).split()): gender for gender, titles in _RULES["titles"].items() for title in titles}
_LONGEST_TITLE = max(map(len, _TITLES))
_GENERATIONS = {word: name for name, words in _RULES["generations"].items() for word in words}
_PARTICLES = frozenset(_RULES["particles"])
_ARTICLES = frozenset(_RULES["articles"])
_TIED = frozenset(_RULES["tied_articles"])
_LEADING = frozenset(_RULES["leading_names"])
_SHORT = {short: frozenset(names) for short, names in _RULES["short_forms"].items()}
_VARIANTS = [frozenset(group) for group in _RULES["variants"]]
_SERVANT = re.compile(r"abd[aeiou]{1,2}l?(?=.{3})")
_SERVANT_HEADS = frozenset(["abd", "abdul", "abdel", "abdal", "abdol", "abdur", "abdus", "abdoul", "abdud", "abdun"])
_SPLIT_INITIALS = re.compile(r"\b([B-DF-HJ-NP-TV-Z]{2,3})\b(?=.*[a-z])")
_WORTH = {Likeness.SAME: 1.0, Likeness.LOOSE: 0.9, Likeness.TYPO: 0.8}


class NameMatch(Struct, frozen=True):
    """Whether two names are one person.

    `level` is same, compatible (nothing speaks against it, but something is missing: a surname alone, an
    initial, a short form), apart or unknown (one of them holds no name). `score` is from 0 to 1, `why` says
    what decided.
    """

    level: str
    score: float
    why: str


class _Name(NamedTuple):
    """A name taken apart: its folded words, the gender of its title, its place in a line of namesakes.

    `joined` is the name written as one word, for names that spelling cuts in different places.
    """

    words: tuple[str, ...]
    gender: str = ""
    generation: str = ""
    joined: str = ""


class _Pair(NamedTuple):
    """How well two words of two names fit: the level of the whole may not be higher than `level`."""

    level: str
    score: float
    why: str = ""


_APART = _Pair("apart", 0.0)


def skeleton(name: str) -> str:
    """The consonant classes of a name's words, titles and articles dropped: equal for most spellings of it.

    Fit for a blocking key, not for a verdict: "Hassan" and "Hussein" share one.
    """
    return " ".join(skeleton_word(word) for word in _parse(name).words)


@lru_cache(maxsize=65536)
def same_person(a: str, b: str) -> NameMatch:
    """Whether two names may be one person's. Symmetric; a name that holds a word is the same as itself."""
    left, right = sorted([_parse(a), _parse(b)], key=lambda name: (len(name.words), name))
    if not left.words or not right.words:
        return NameMatch("unknown", 0.0, "one of the two holds no name")
    if left.gender and right.gender and left.gender != right.gender:
        return NameMatch("apart", 0.0, "the titles are a man's and a woman's")
    if left.generation and right.generation and left.generation != right.generation:
        return NameMatch("apart", 0.0, f"one is {left.generation}, the other {right.generation}")
    match = _written_together(left, right) or _align(left.words, right.words)
    if match.level == "same" and left.generation != right.generation:
        match = NameMatch("compatible", min(match.score, 0.8), "one of them says which namesake is meant")
    return match


@lru_cache(maxsize=8192)
def _parse(name: str) -> _Name:
    tied = _tied_articles_dropped(_SPLIT_INITIALS.sub(lambda m: " ".join(m[1]), name))
    words = fold(tied).split()
    gender, words = _without_titles(words)
    generation = ""
    if len(words) > 1 and words[-1] in _GENERATIONS and not (len(words[-1]) == 1 and words[-1] not in "iv"):
        generation, words = _GENERATIONS[words[-1]], words[:-1]
    plain, as_written = (_without_small_words(part) for part in (_servants_joined(words), words))
    return _Name(tuple(plain), gender, generation, "".join(as_written))


def _without_small_words(words: list[str]) -> list[str]:
    small = _ARTICLES | _PARTICLES
    return [word for i, word in enumerate(words) if word not in small or i == len(words) - 1]


def _tied_articles_dropped(name: str) -> str:
    """ "Ahmed ash-Sharaa" → "Ahmed Sharaa"; "al-" goes with the other articles."""
    pieces = re.split(r"([\s\-‐‑–]+)", anyascii(name))
    kept = []
    for i, piece in enumerate(pieces):
        joint = pieces[i + 1] if i + 1 < len(pieces) else ""
        if piece.lower() in _TIED and "-" in joint and len(pieces) > i + 2:
            continue
        kept.append(piece)
    return "".join(kept)


def _without_titles(words: list[str]) -> tuple[str, list[str]]:
    """The gender that the titles in front give, and the words behind them; one word is always left."""
    gender = ""
    while len(words) > 1:
        for length in range(min(_LONGEST_TITLE, len(words) - 1), 0, -1):
            found = _TITLES.get(tuple(words[:length]))
            if found is not None:
                gender = gender or ("" if found == "any" else found)
                words = words[length:]
                break
        else:
            break
    return gender, words


def _servants_joined(words: list[str]) -> list[str]:
    """ "Abdul Rahman", "Abd al-Rahman" and "Abdulrahman" all become "abd" + "rahman" in one word."""
    joined: list[str] = []
    i = 0
    while i < len(words):
        word = words[i]
        following = i + 1
        if word in _SERVANT_HEADS:
            while following < len(words) - 1 and words[following] in _ARTICLES | {"ar", "as", "er"}:
                following += 1
            if following < len(words) and len(words[following]) > 2:
                joined.append("abd" + words[following])
                i = following + 1
                continue
        joined.append(_SERVANT.sub("abd", word, count=1) if word.startswith("abd") else word)
        i += 1
    return joined


def _written_together(left: _Name, right: _Name) -> NameMatch | None:
    """One name cut into words at different places: "Al-Bakir" and "Albakir"."""
    if len(left.words) == len(right.words):
        return None
    pairs = (("".join(left.words), "".join(right.words)), (left.joined, right.joined))
    if any(likeness(a, b) >= Likeness.LOOSE for a, b in pairs):
        return NameMatch("same", 0.95, "the same sounds in other spellings")
    return None


def _align(short: tuple[str, ...], long: tuple[str, ...]) -> NameMatch:
    if short == long:
        return NameMatch("same", 1.0, "the same words")
    if len(short) == 1:
        return _single(short[0], long)
    found = _in_order(short, long) or _swapped(short, long) or _inside(short, long)
    if found is not None:
        return found
    first, last = _word(short[0], long[0]), _word(short[-1], long[-1])
    if last.level != "apart":
        return NameMatch("apart", 0.2, f"the given names differ: {short[0]}, {long[0]}")
    if first.level != "apart":
        return NameMatch("apart", 0.1, f"the surnames differ: {short[-1]}, {long[-1]}")
    return NameMatch("apart", 0.0, "no part of the names agrees")


def _single(word: str, long: tuple[str, ...]) -> NameMatch:
    """One word against a name: its surname, its given name or nothing of it."""
    if len(long) == 1:
        pair = _word(word, long[0])
        if pair.level == "apart":
            return NameMatch("apart", 0.0, "the names differ")
        return NameMatch(pair.level, pair.score, pair.why or "the same name in other spellings")
    if len(word) == 1:
        return NameMatch("unknown", 0.0, "an initial alone names nobody")
    for at, worth, why in ((-1, 0.8, "the surname alone"), (0, 0.6, "the given name alone")):
        pair = _word(word, long[at])
        if pair.level != "apart":
            return NameMatch("compatible", round(worth * pair.score, 3), why)
    inner = max((_word(word, other).score for other in long[1:-1]), default=0.0)
    if inner > 0.85:
        return NameMatch("compatible", round(0.6 * inner, 3), "one part of the name alone")
    return NameMatch("apart", 0.0, "the name is no part of the other")


def _in_order(short: tuple[str, ...], long: tuple[str, ...]) -> NameMatch | None:
    """First and last word fit, and no middle name speaks against it."""
    first, last = _word(short[0], long[0]), _word(short[-1], long[-1])
    if "apart" in (first.level, last.level) or len(short[-1]) == 1 != len(long[-1]):
        return None
    middle = _middles(short[1:-1], long[1:-1])
    if middle is None:
        return NameMatch("apart", 0.3, "the middle names differ")
    return _joined([first, last, *middle], "given name and surname agree")


def _middles(short: tuple[str, ...], long: tuple[str, ...]) -> list[_Pair] | None:
    """The pairs of middle names in order, none where one side has none, None where they clash."""
    if not short or not long:
        return []
    initials = all(len(word) == 1 for word in (*short, *long))
    if initials and len(short) != len(long):
        return None
    return _subsequence(short, long)


def _subsequence(short: tuple[str, ...], long: tuple[str, ...]) -> list[_Pair] | None:
    """Each word of `short` with one of `long`, in order, or None."""
    pairs, at = [], 0
    for word in short:
        while at < len(long) and _word(word, long[at]).level == "apart":
            at += 1
        if at == len(long):
            return None
        pairs.append(_word(word, long[at]))
        at += 1
    return pairs


def _swapped(short: tuple[str, ...], long: tuple[str, ...]) -> NameMatch | None:
    """Surname first in one of them: "Kishida Fumio" and "Fumio Kishida"."""
    if len(short) != len(long) or min(len(short[0]), len(short[-1]), len(long[0]), len(long[-1])) < 2:
        return None
    for turned in ((*long[1:], long[0]), (long[-1], *long[:-1])):
        pairs = [_word(x, y) for x, y in zip(short, turned, strict=True)]
        if all(pair.level == "same" for pair in pairs):
            return _joined([*pairs, _Pair("same", 0.9)], "the same names in another order")
    return None


def _inside(short: tuple[str, ...], long: tuple[str, ...]) -> NameMatch | None:
    """Every word of the shorter name stands in the longer one, in order."""
    if len(short) == len(long):
        return None
    pairs = _subsequence(short, long)
    if pairs is None or any(len(word) == 1 for word in short):
        return None
    if _word(short[-1], long[-1]).level != "apart" and long[0] in _LEADING:
        return _joined(pairs, "the same name with one in front of it")
    pairs.append(_Pair("compatible", 0.8))
    return _joined(pairs, "the longer name holds the shorter one")


def _joined(pairs: list[_Pair], why: str) -> NameMatch:
    score = round(sum(pair.score for pair in pairs) / len(pairs), 3)
    if all(pair.level == "same" for pair in pairs):
        return NameMatch("same", score, why)
    reasons = sorted({pair.why for pair in pairs if pair.why})
    return NameMatch("compatible", score, "; ".join(reasons) or why)


@lru_cache(maxsize=65536)
def _word(a: str, b: str) -> _Pair:
    """How two words of two names fit."""
    alike = likeness(a, b)
    if alike >= Likeness.LOOSE:
        return _Pair("same", _WORTH[alike])
    if len(a) == 1 or len(b) == 1:
        return _Pair("compatible", 0.7, "an initial") if a[0] == b[0] else _APART
    if any(a in group and b in group for group in _VARIANTS):
        return _Pair("same", 0.9)
    if b in _SHORT.get(a, ()) or a in _SHORT.get(b, ()) or _SHORT.get(a, frozenset()) & _SHORT.get(b, frozenset()):
        return _Pair("same", 0.85)
    if _article_apart(a, b):
        return _Pair("same", 0.9)
    if "abd" in (a[:3], b[:3]) and likeness(a.removeprefix("abd"), b.removeprefix("abd")) == Likeness.SAME:
        return _Pair("compatible", 0.7, "one has Abdul before the name")
    return _Pair("compatible", 0.8, "one letter differs") if alike == Likeness.TYPO else _APART


def _article_apart(a: str, b: str) -> bool:
    """ "Albayati" and "Bayati", the article written with the name."""
    return any(
        len(x) >= 6 and x[:2] in ("al", "el") and likeness(x[2:], y) >= Likeness.LOOSE for x, y in ((a, b), (b, a))
    )
