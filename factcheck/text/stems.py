"""A light stemmer for nouns and verbs: enough to see that "houses destroyed" counts what "house" does.

Follows the S-stemmer (Harman 1991) for nouns, with the regular past and participle endings of verbs.
"""

from __future__ import annotations

from functools import lru_cache

from factcheck.rules import load

_RULES = load("stems")
_PLURALS: dict[str, str] = _RULES["plurals"]
_SINGULARS: dict[str, str] = {one: many for many, one in _PLURALS.items()}
_UNCHANGED: frozenset[str] = frozenset(_RULES["unchanged"])
_IRREGULAR: dict[str, str] = {
    w: base for base, words in _RULES.items() if base not in ("plurals", "unchanged") for w in (base, *words)
}


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The stem of one lower-case word."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    base = singular(word)
    for ending in ("ied", "ed", "ing"):
        if base.endswith(ending) and len(base) - len(ending) >= 3:
            cut = base[: -len(ending)]
            if ending == "ied":
                return cut + "y"
            if len(cut) > 3 and cut[-1] == cut[-2] and cut[-1] not in "sl":
                return cut[:-1]
            return cut[:-1] if cut.endswith("e") else cut
    return base[:-1] if base.endswith("e") and len(base) > 5 and base[-2] not in "el" else base


def singular(word: str) -> str:
    """The singular of a noun, as far as its ending shows it."""
    if word in _PLURALS:
        return _PLURALS[word]
    if word.endswith("ies") and len(word) > 4 and word[-4] not in "ae":
        return word[:-3] + "y"
    if word.endswith("men") and len(word) > 4:
        return word[:-2] + "an"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def after_number(noun: str, number: float) -> str:
    """A noun, singular or plural, as it stands after a number: "8 aftershocks", "1 person", "2 miles per hour"."""
    first, per, rest = noun.partition(" per ")
    before, _, last = first.rpartition(" ")
    if len(last) < 3 or not last.isalpha() or last.isupper() or last in _UNCHANGED:
        return noun
    if last in ("people", "person"):
        changed = "person" if number == 1 else "people"
    elif number == 1:
        changed = singular(last)
    else:
        changed = last if last in _PLURALS or singular(last) != last else _plural(last)
    return f"{before} {changed}".strip() + per + rest


def _plural(word: str) -> str:
    if word in _SINGULARS:
        return _SINGULARS[word]
    if word.endswith("y") and word[-2:-1] not in ("a", "e", "o", "u", ""):
        return word[:-1] + "ies"
    if word.endswith("man") and word not in ("human", "german", "woman"):
        return word[:-2] + "en"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh", "z")) else "s")
