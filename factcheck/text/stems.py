"""A light stemmer for nouns and verbs: enough to see that "houses destroyed" counts what "house" does.

Follows the S-stemmer (Harman 1991) for nouns, with the regular past and participle endings of verbs.
"""

from __future__ import annotations

from functools import lru_cache

from factcheck.rules import load

_RULES = load("stems")
_PLURALS: dict[str, str] = _RULES["plurals"]
_IRREGULAR: dict[str, str] = {w: base for base, words in _RULES.items() if base != "plurals" for w in (base, *words)}


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
