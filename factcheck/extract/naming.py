"""The words of rules/naming.yml, ready for use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from factcheck.rules import load
from factcheck.text.lexicon import Lexicon


@dataclass(frozen=True)
class Naming:
    """Word sets, as written or in lower case, and the patterns of streets and sites made of them."""

    streets: frozenset[str]
    courts: frozenset[str]
    settings: Lexicon
    forms: dict[str, str]
    street: re.Pattern[str]
    corner: re.Pattern[str]
    site: re.Pattern[str]
    shared_site: re.Pattern[str]
    ranks: frozenset[str]
    impersonal: frozenset[str]
    credits: frozenset[str]
    speech: frozenset[str]


@cache
def naming() -> Naming:
    """The rules, read once."""
    data = load("naming")
    ways = "|".join(sorted(map(re.escape, data["streets"]), key=lambda w: (-len(w), w)))
    sites = "|".join(sorted(map(re.escape, data["sites"] + data["shared_sites"]), key=lambda w: (-len(w), w)))
    shared = "|".join(sorted(map(re.escape, data["shared_sites"]), key=lambda w: (-len(w), w)))
    word = r"(?:(?!The |In |At |On |Near |By |And )[A-Z][\w’'-]+|\d+(?:st|nd|rd|th))"
    return Naming(
        streets=frozenset(data["streets"]),
        forms=dict(data["street_forms"]),
        street=re.compile(rf"(?<![\w-])({word}(?: {word}){{0,2}}) ({ways})\b(?!-)"),
        corner=re.compile(
            rf"(?<![\w-])({word}(?: {word})?) (?:and|&|at) ({word}(?: {word})?) "
            r"([Ss]treet|[Aa]venue|[Rr]oad|[Dd]rive|[Bb]oulevard|[Ll]ane)s\b"
        ),
        site=re.compile(rf"\b((?:(?!The |In |At |On |Near )[A-Z][\w’'.&-]+ ){{1,4}}(?:{sites}))\b"),
        shared_site=re.compile(rf"\b(?:{shared})$"),
        courts=frozenset(map(str.lower, data["courts"])),
        settings=Lexicon({w: [w, w + "s"] for w in data["settings"]}),
        ranks=frozenset(data["ranks"]),
        impersonal=frozenset(data["impersonal"]) | {word.lower() for word in data["streets"] + data["sites"]},
        credits=frozenset(data["credits"]),
        speech=frozenset(data["speech"]),
    )
