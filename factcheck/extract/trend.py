"""Whether a toll is told as an older one, a revised one, or one that rises."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from factcheck.extract.toll import Toll
from factcheck.rules import load

# Characters before a number in which "had said" may stand that introduces it.
INTRODUCES = 40


def trend_of(toll: Toll) -> str:
    """ "revised", "rising", "earlier" or "". Who is told of without a number is no count, and has no trend."""
    if not toll.victims.counted and toll.form != "tolls":
        return ""
    text = toll.sentence.text
    told = _told_in(text)
    if not told and _introduced().search(text[: toll.victims.start - toll.sentence.start]):
        return "earlier"
    return told


@lru_cache(maxsize=64)
def _told_in(text: str) -> str:
    """What the words of a sentence say of all its tolls."""
    kinds = (kind for kind, patterns in _patterns().items() if any(pattern.search(text) for pattern in patterns))
    return next(kinds, "")


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    rules = load("casualties")["trends"]
    told, counts, older = _any(rules["told"]), _any(rules["counts"]), _any(rules["older"])
    then, day = _any(rules["then"]), _any(rules["of_the_day"])
    gap = r"(?:[\w’'-]+\s+){0,2}?"
    earlier = (
        rf"\b(?:{older})\s+{gap}(?:{counts})\b",
        rf"\b(?:{older})\s+(?=\d)",
        rf"\b(?:{then})\s+(?:{told})\b(?!\s+in\b)",
        rf"\b(?:{told})\s+{gap}(?:{then})\b(?!\s+(?:{day})\b)",
        rf"\b(?:{counts})\s+{gap}had\s+been\b",
        rf"\b(?:{_any(rules['dated'])})\b",
    )
    return {  # the first that is found holds
        "revised": (re.compile(rf"\b(?:{_any(rules['revised'])})\b", re.I),),
        "rising": (re.compile(rf"\b(?:{_any(rules['rising'])})\b"),),
        "earlier": tuple(re.compile(pattern, re.I) for pattern in earlier),
    }


@cache
def _introduced() -> re.Pattern[str]:
    """ "Had said" right before a number: what was told before."""
    told = _any(load("casualties")["trends"]["told"])
    return re.compile(rf"\bhad\s+(?:\w+\s+)?(?:{told})\b[^.;]{{0,{INTRODUCES}}}$", re.I)


def _any(phrases: list[str]) -> str:
    """Phrases as alternatives, the longest first; a star stands for the rest of a word."""
    ordered = sorted(phrases, key=lambda p: (-len(p), p))
    return "|".join(re.escape(p).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for p in ordered)
