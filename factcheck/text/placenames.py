"""The form in which place names are compared: folding, and a skeleton for transliterations."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

# What each begins with stands first and is looked behind at: that is found many times faster than what a \b begins.
_ABBREVIATIONS = (
    (re.compile(r"the(?<=^the)\s+", re.M), ""),
    (re.compile(r"st(?<=\bst)(?:\.|\b)(?=[ -])"), "saint"),
    (re.compile(r"ste(?<=\bste)(?:\.|\b)(?=[ -])"), "sainte"),
    (re.compile(r"mt(?<=\bmt)(?:\.|\b)(?=[ -])"), "mount"),
    (re.compile(r"ft(?<=\bft)(?:\.|\b)(?=[ -])"), "fort"),
    (re.compile(r" ?& ?"), " and "),
)
# Where one of the abbreviations may stand, roughly.
_WRITTEN_OUT = re.compile(r"the\s|ste?\b|[mf]t\b|[&\n]")
_NOT_KEY = {code: None for code in range(128) if not (chr(code).isalnum() or chr(code) == "\n")}
_LATIN = re.compile(r"[\u0000-\u024f\u02b0-\u036f\u1e00-\u206f]*")
_POSSESSIVE = re.compile(r"(?:['’ʼ]s|(?<=s)['’ʼ])$")
_POSSESSIVE_ENDS = ("s", "'", "’", "ʼ")
_SKELETON = (
    (re.compile(r"sh|sch"), "S"),
    (re.compile(r"ch|tch|tsch"), "C"),
    (re.compile(r"kh|gh|q|ck"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"th"), "t"),
    (re.compile(r"dh"), "d"),
    (re.compile(r"zh"), "z"),
    (re.compile(r"g"), "k"),
    (re.compile(r"w"), "v"),
    (re.compile(r"h(?![aeiouy])"), ""),
    (re.compile(r"(?:iy|yy|ee|ie|[eiy])+"), "i"),
    (re.compile(r"(?:ou|oo|[ou])+"), "u"),
    (re.compile(r"(.)\1+"), r"\1"),
)


def fold_lines(text: str) -> str:
    """Fold many names at once, one a line; the result has the same number of lines.

    anyascii works character by character, so a translation table of the characters that occur gives
    what it would give for each name, in one pass.
    """
    table = {ord(char): anyascii(char).replace("\n", " ") for char in set(text) if ord(char) > 127}
    folded = text.translate(table).lower()
    for pattern, full in _ABBREVIATIONS:
        folded = pattern.sub(full, folded)
    return folded.translate(_NOT_KEY)


@lru_cache(maxsize=2048)
def fold_name(name: str) -> str:
    """Key of a name: ASCII letters and digits in lower case, without spaces, hyphens, apostrophes or full stops.

    "Zinda-Jan" and "Zindajan" give one key, so do "St. Louis" and "Saint Louis". A leading "the" and a
    possessive ending are no part of a name.
    """
    bare = name.strip()
    if bare.endswith(_POSSESSIVE_ENDS):
        bare = _POSSESSIVE.sub("", bare)
    if bare.isascii() and not _WRITTEN_OUT.search(lower := bare.lower()):
        return lower.translate(_NOT_KEY)  # as most names are
    return fold_lines(bare.replace("\n", " "))


@lru_cache(maxsize=2048)
def skeleton(key: str) -> str:
    """What stays of a key when the usual ways to spell one sound in Latin letters are levelled."""
    for pattern, sound in _SKELETON:
        key = pattern.sub(sound, key)
    return key


def is_latin(name: str) -> bool:
    """Whether a name is written in Latin letters throughout, with or without marks."""
    return _LATIN.fullmatch(name) is not None


def plain(name: str) -> str:
    """A name as agencies print it: without diacritics, and without the signs that transliterations use."""
    if name.isascii():
        return name
    return re.sub(r"[^\w\s,.()/'-]|(?<![a-z])'|'(?![A-Za-z])", "", anyascii(name))
