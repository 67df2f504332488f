"""Spellings of one name that come from writing it over from another alphabet.

A word becomes its consonants by class and, between them, its vowels by class: "Qaddafi" and "Gaddafi",
"Hussein" and "Husain" agree, "Hussein" and "Hassan", "Mohammed" and "Mahmoud" do not, because their
vowels differ though their consonants are the same.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

_CONSONANTS = [
    (r"^ye(?=[a-z]{3})", "e"),
    (r"tsch|tch", "ch"),
    (r"dzh|dj|zh", "j"),
    (r"ough", "o"),
    (r"gh|q", "k"),
    (r"ck", "k"),
    (r"kh", "X"),
    (r"sch|sh", "S"),
    (r"ch", "C"),
    (r"ph", "f"),
    (r"off$|(?<=C)ev$", "ov"),
    (r"w", "v"),
    (r"dh", "d"),
    (r"th", "t"),
    (r"bh", "b"),
    (r"c(?=[eiy])", "s"),
    (r"[cg]", "k"),
    (r"(?<=[aeiou])h$", ""),
    (r"ee|ie(?=$)", "i"),
    (r"oo|ou", "u"),
    (r"(?!^)y", "i"),
    (r"([^aeiou])\1+", r"\1"),
]
_RULES = [(re.compile(pattern), by) for pattern, by in _CONSONANTS]
_VOWELS = {"a": frozenset("A"), "e": frozenset("AI"), "i": frozenset("I"), "o": frozenset("U"), "u": frozenset("U")}
_PARTS = re.compile(r"[aeiou]+|[^aeiou]")
_LOOSE = str.maketrans({"X": "k", "S": "s"})
_TYPO_LENGTH = 6


class Likeness(IntEnum):
    """How alike two words of a name are: TYPO is one slip of the pen, LOOSE a spelling that is less common."""

    APART = 0
    TYPO = 1
    LOOSE = 2
    SAME = 3


@lru_cache(maxsize=2048)
def sounds(word: str) -> tuple[str, tuple[str, ...]]:
    """The consonant classes of a folded word and the vowels before each of them and at the end."""
    for pattern, by in _RULES:
        word = pattern.sub(by, word)
    consonants: list[str] = []
    slots = [""]
    for part in _PARTS.findall(word):
        if part[0] in _VOWELS:
            slots[-1] = part
        else:
            consonants.append(part)
            slots.append("")
    return "".join(consonants), tuple(slots)


def skeleton_word(word: str) -> str:
    """The consonant classes of a folded word, with "a" for a vowel it begins with; vowels alone stay."""
    consonants, slots = sounds(word)
    return (("a" if slots[0] else "") + consonants.lower()) or word


@lru_cache(maxsize=65536)
def likeness(a: str, b: str) -> Likeness:
    """How alike two folded words are. Symmetric."""
    if a == b:
        return Likeness.SAME
    if not a or not b or a.isdigit() or b.isdigit():
        return Likeness.APART
    (cons_a, slots_a), (cons_b, slots_b) = sounds(a), sounds(b)
    if cons_a == cons_b:
        gaps = _vowel_gaps(slots_a, slots_b)
        if gaps == 0:
            return Likeness.SAME
        if gaps == 1 and len(cons_a) > 2:
            return Likeness.LOOSE
        if gaps == 1 and len(cons_a) == 2 and slots_a[0] == slots_b[0] == "" and not slots_a[1] and not slots_b[1]:
            return Likeness.LOOSE
        return Likeness.TYPO if _silent_e(a, b) else Likeness.APART
    if len(cons_a) > 1 and cons_a.translate(_LOOSE) == cons_b.translate(_LOOSE):
        return Likeness.LOOSE if _vowel_gaps(slots_a, slots_b) == 0 else Likeness.APART
    return Likeness.TYPO if _is_slip(a, b) else Likeness.APART


def _vowel_gaps(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    """How many vowels one of two words has and the other leaves out inside; 9 where vowels clash."""
    gaps = 0
    for i, (left, right) in enumerate(zip(a, b, strict=True)):
        last = i == len(a) - 1
        if left == right or (left and right and _agree(left, right, last)):
            continue
        if last or i == 0 or (left and right) or _classes(left + right) == {"U"}:
            return 9
        gaps += 1
    return gaps


def _agree(left: str, right: str, last: bool) -> bool:
    """Whether two runs of vowels share a class; at the end of a word the last vowels do ("Mario", "Maria")."""
    return bool(_classes(left[-1:] if last else left) & _classes(right[-1:] if last else right))


def _classes(vowels: str) -> frozenset[str]:
    return frozenset().union(*(_VOWELS[vowel] for vowel in vowels))


def _silent_e(a: str, b: str) -> bool:
    """ "Clark" and "Clarke"."""
    return a + "e" == b or b + "e" == a


def _is_slip(a: str, b: str) -> bool:
    """One letter too many, missing or swapped in two long words, with the same first letter."""
    if min(len(a), len(b)) < _TYPO_LENGTH or a[0] != b[0]:
        return False
    if a.startswith(b) or b.startswith(a):
        return False
    if OSA.distance(a, b, score_cutoff=1) > 1:
        return False
    return len(a) != len(b) or sorted(a) == sorted(b) or _consonant_swap(a, b)


def _consonant_swap(a: str, b: str) -> bool:
    changed = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return all(x not in "aeiouy" and y not in "aeiouy" for x, y in changed) and min(len(a), len(b)) >= 8
