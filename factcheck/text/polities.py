"""Countries as copy speaks of them: by name, by the word for their people, by their capital or a seat of power."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal, NamedTuple

from factcheck.text.place_rules import polity_rows
from factcheck.text.placenames import fold_name

Via = Literal["name", "demonym", "capital", "institution"]


class Polity(NamedTuple):
    """A country (ISO 3166-1 alpha-2; also "UN", "EU", "NATO") and which kind of word named it."""

    code: str
    via: Via


# Acronyms fold to words of the language ("us") or of other ones; they count in capitals only.
LONGEST_ACRONYM = 4


@cache
def _table() -> dict[str, Polity]:
    rows = sorted(polity_rows().items())
    table: dict[str, Polity] = {}
    for code, row in rows:
        for word in (row.name, *row.also):
            table.setdefault(fold_name(word), Polity(code, "name"))
    for code, row in rows:
        for word in row.demonyms:
            table.setdefault(fold_name(word), Polity(code, "demonym"))
            table.setdefault(fold_name(_plural(word)), Polity(code, "demonym"))
    for code, row in rows:
        for word in (row.capital, *row.capital_also):
            if word:
                table.setdefault(fold_name(word), Polity(code, "capital"))
        for word in row.seats:
            table.setdefault(fold_name(word), Polity(code, "institution"))
    return table


def _plural(word: str) -> str:
    if word.endswith(("ese", "sh", "ch", "ss")):
        return word
    return f"{word[:-3]}men" if word.endswith("man") and word[:-3].endswith(("sh", "ch")) else f"{word}s"


@cache
def acronyms() -> frozenset[str]:
    """Folded names that are written in capitals: "us", "uae"."""
    names = (name for row in polity_rows().values() for name in (row.name, *row.also))
    return frozenset(fold_name(n) for n in names if is_acronym(n))


def is_acronym(word: str) -> bool:
    """Whether a word is written as an acronym: "US", "U.S.", "UAE"."""
    letters = word.replace(".", "")
    return 2 <= len(letters) <= LONGEST_ACRONYM and letters.isalpha() and letters.isupper()


@lru_cache(maxsize=4096)
def polity_of(word: str) -> Polity | None:
    """The polity that a word or phrase names, or None.

    Takes names ("Türkiye", "the US"), possessives ("Pakistan's"), words for people ("Afghan",
    "Emirati"), capitals ("Islamabad") and seats of power ("the Kremlin"). A capital is often just a
    place, so the caller should look at `via`.
    """
    bare = word.strip().removeprefix("the ").removeprefix("The ")
    for ending in ("'s", "’s", "'", "’"):
        bare = bare.removesuffix(ending)
    key = fold_name(bare)
    if not bare[:1].isupper() or (key in acronyms() and not is_acronym(bare)):
        return None
    return _table().get(key)
