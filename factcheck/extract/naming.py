"""The words of rules/naming.yml, ready for use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from factcheck.rules import load
from factcheck.text.lexicon import Lexicon, first_words, words_of

CORNERS = ("treets", "venues", "oads", "rives", "oulevards", "anes")


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
    street_words: frozenset[str]
    site_words: frozenset[str]

    def streets_in(self, text: str) -> Iterator[re.Match[str]]:
        """Streets: the name, and the word for a street. The pattern is tried where such a word stands."""
        return iter(()) if self.street_words.isdisjoint(words_of(text)) else self.street.finditer(text)

    def corners_in(self, text: str) -> Iterator[re.Match[str]]:
        """Two streets that meet: both names, and the word for streets."""
        return self.corner.finditer(text) if any(way in text for way in CORNERS) else iter(())

    def sites_in(self, text: str) -> Iterator[re.Match[str]]:
        """Buildings, grounds and halls by name. The pattern is tried where a word for one stands."""
        return iter(()) if self.site_words.isdisjoint(words_of(text)) else self.site.finditer(text)


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
        street_words=first_words(data["streets"]),
        site_words=first_words(data["sites"] + data["shared_sites"]),
    )
