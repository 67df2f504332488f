"""The word lists of `rules/dates.yml`, checked, and the pattern pieces made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import msgspec
from msgspec import Struct

from factcheck.rules import load


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`rules/dates.yml`, key by key; a missing or misspelt key raises `msgspec.ValidationError`."""

    months: dict[str, tuple[str, ...]]
    months_also_words: frozenset[str]
    month_after_strong: frozenset[str]
    month_after_weak: frozenset[str]
    not_month_before: frozenset[str]
    weekdays: dict[str, tuple[str, ...]]
    not_weekday_after: frozenset[str]
    not_weekday_before: tuple[str, ...]
    number_words: dict[str, int]
    vague_numbers: dict[str, tuple[int, int]]
    hedges: tuple[str, ...]
    clock_hedges: tuple[str, ...]
    counted: frozenset[str]
    car_makes: frozenset[str]
    year_after: frozenset[str]
    amounts: frozenset[str]
    street_words: frozenset[str]
    bare_year_after: frozenset[str]
    seasons: tuple[str, ...]
    fixed_days: dict[str, str]
    named_dates: dict[str, str]
    moving: tuple[str, ...]
    speech: tuple[str, ...]
    future_before: tuple[str, ...]
    future_after: tuple[str, ...]
    past_before: tuple[str, ...]
    followed: tuple[str, ...]
    not_today_after: frozenset[str]
    not_overnight_before: frozenset[str]
    not_overnight_after: frozenset[str]
    zones: dict[str, str]
    floating_zones: tuple[str, ...]
    zone_places: dict[str, str]


@cache
def words() -> Words:
    """The word lists, read once."""
    return msgspec.convert(load("dates"), Words)


def any_of(phrases: Iterable[str]) -> str:
    """An alternation of `phrases`, the longest first; a space in one matches any white space."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", SPACE).replace("'", "['’]") for phrase in ordered)


# White space inside a phrase: some blanks or one line break, never a paragraph break. Bounded, so that
# long runs of blanks cost nothing.
SPACE = r"(?:[^\S\r\n]{1,4}|[^\S\r\n]?\r?\n)"


@cache
def month_numbers() -> dict[str, int]:
    """Lower-case month names and abbreviations → 1–12."""
    return {
        form.lower(): number
        for number, (name, short) in enumerate(words().months.items(), start=1)
        for form in (name, *short)
    }


@cache
def weekday_numbers() -> dict[str, int]:
    """Lower-case weekday names and abbreviations → 0–6, Monday first."""
    return {
        form.lower(): number for number, (name, short) in enumerate(words().weekdays.items()) for form in (name, *short)
    }


def is_date_word(word: str) -> bool:
    """Whether a word names a month or a day of the week."""
    return word.lower() in month_numbers() or word.lower() in weekday_numbers()


def month_forms() -> list[str]:
    """Month forms as copy writes them: as listed, in capitals, in lower case where no other word."""
    forms: list[str] = []
    for name, short in words().months.items():
        forms += [name, name.upper()]
        if name not in words().months_also_words:
            forms.append(name.lower())
        forms += [cased + dot for form in short for cased in (form, form.upper()) for dot in (".", "")]
    return forms


def weekday_forms() -> list[str]:
    """Full weekday names as copy writes them."""
    return [form for name in words().weekdays for form in (name, name.upper(), name.lower())]


def short_weekday_forms() -> list[str]:
    """Abbreviated weekdays, good only in front of a date: "Sat., Oct. 24"."""
    return [
        cased + dot
        for short in words().weekdays.values()
        for form in short
        for cased in (form, form.upper())
        for dot in (".", "")
    ]
