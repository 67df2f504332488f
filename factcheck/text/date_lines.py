"""Dates that a page states about itself: a line that is a date, not a date inside the copy.

`parse_date` reads a whole value ("2025-11-09T10:00:00+05:00", "Nov. 9, 2025"), `date_line` a line of a
page ("Published: November 9, 2025 14:05 IST"). Both refuse what is ambiguous: 03/04/2025 is no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LONGEST_LINE = 160
_MOST_BYLINE_WORDS = 9
_MOST_SECTION_WORDS = 4

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:18|19|20|21)\d\d)"
_ZONE = r"(?:GMT|UTC|Z|[A-Z]{2,4}T|local\s+time)"
_CLOCK = (
    r"(?:\d{1,2}[:.]\d{2}(?::\d{2})?(?:[.,]\d+)?\s*(?:[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?|noon|midnight)"
    rf"(?:\s*\(?{_ZONE}\b\)?)?(?:\s*\(?[+-]\d{{1,2}}:?\d{{2}}\)?)?"
)
_ISO_TIME = r"(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)?(?:\s?(?:Z|[+-]\d\d:?\d\d))?"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\d/-]){_YEAR}-(?P<month>\d\d)-(?P<day>\d\d){_ISO_TIME}(?![\d/-])",
        rf"(?<![\w/-]){_DAY}(?:\s+of)?[\s,-]+{_MONTH}[\s,-]+{_YEAR}(?!\d)",
        rf"\b{_MONTH}\s*{_DAY}\s*,?\s+{_YEAR}(?!\d)",
        rf"(?<![\d/.-])(?P<first>\d{{1,2}})(?P<mark>[/.-])(?P<second>\d{{1,2}})(?P=mark){_YEAR}(?![\d/-])",
        rf"(?<![\d/.-]){_YEAR}(?P<mark>[/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?![\d/-])",
    )
)
_YEARLIKE = re.compile(r"\d{4}")
_UPDATED = re.compile(r"\b(?:updated?|modified|revised|edited)\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:published|posted|created|issued|uploaded|released|filed|publication)\b", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"\b(mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:rs?|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b\.?",
    re.IGNORECASE,
)
_NOISE = re.compile(
    rf"{_CLOCK}|\b{_ZONE}\b|\b\d{{1,3}}\s*min(?:ute)?s?(?:\s+read)?\b"
    r"|\b[\w-]+\.(?:com|org|net|co\.\w\w)\b|\b(?:first|last|originally|most\s+recently|story|article|news|date|time|on|at|was)\b",
    re.IGNORECASE,
)
_STAMP = re.compile(r"\b(?:Posted|Published|Updated|Last [Uu]pdated|POSTED|PUBLISHED|UPDATED)(?: on| at)?: *")
_EDGES = " \t\u00a0|•·,;:.-–—()[]/@"
_SECTIONS = re.compile(r"\s*[|•·]\s*")
_BYLINE_WORDS = frozenset(
    {"and", "for", "of", "the", "our", "staff", "news", "desk", "reporter", "writer", "editor", "correspondent"}
)
_BYLINE = re.compile(r"(?:written\s+)?by\b[:\s]", re.IGNORECASE)


class DateLine(Struct, frozen=True):
    """What a date line states; `label` is "published", "updated" or "" where the line does not say."""

    date: date
    label: str = ""


class _Found(Struct, frozen=True):
    start: int
    end: int
    date: date


def parse_date(value: str) -> date | None:
    """The date that the whole of `value` gives, with or without a time; None when it is not one date."""
    stated = _pure(value.strip())
    return stated[0].date if len(stated) == 1 else None


def date_line(line: str) -> DateLine | None:
    """The date that a line states about its page, or None when the line is anything else.

    The line may hold a date or two, weekday, time, zone, words such as "published" and "updated", a
    byline, and short section names set off by bars. A weekday that does not fit the date spoils it.
    """
    line = line.strip()
    if _YEARLIKE.search(line) is None:
        return None
    if len(line) <= _LONGEST_LINE:
        stated = [found for part in _SECTIONS.split(line) for found in _pure(part)]
        if stated and all(_is_aside(part) for part in _SECTIONS.split(line) if not _pure(part)):
            return _preferred(stated)
    stamp = stamp_start(line)
    return None if stamp is None else _preferred(_pure(line[stamp:]))


def stamp_start(line: str) -> int | None:
    """Where a stamp glued to the end of a line begins ("Bridge closed Posted: May 3, 2013 4:30 PM"), or None."""
    stamp = _STAMP.search(line) if ":" in line else None
    return stamp.start() if stamp and _pure(line[stamp.start() :].rstrip()) else None


def _preferred(stated: list[DateLine]) -> DateLine | None:
    """Published before unmarked before updated; None when the best ones differ."""
    for label in ("published", "", "updated"):
        dates = {entry.date for entry in stated if entry.label == label}
        if dates:
            return DateLine(dates.pop(), label) if len(dates) == 1 else None
    return None


def _pure(part: str) -> list[DateLine]:
    """The dates of a part of a line that holds nothing else; empty when it holds anything else."""
    if len(part) > _LONGEST_LINE or _YEARLIKE.search(part) is None:
        return []
    stated, rest, at = [], [], 0
    for found in _dates(part):
        before = part[at : found.start]
        label = "updated" if _UPDATED.search(before) else "published" if _PUBLISHED.search(before) else ""
        stated.append(DateLine(found.date, label))
        rest.append(before)
        at = found.end
    rest.append(part[at:])
    left = " ".join(rest)
    weekdays = {_WEEKDAYS.index(day[:3].lower()) for day in _WEEKDAY.findall(left)}
    if weekdays - {entry.date.weekday() for entry in stated}:
        return []
    for pattern in (_NOISE, _WEEKDAY, _UPDATED, _PUBLISHED):
        left = pattern.sub(" ", left)
    left = left.strip(_EDGES)
    return stated if not left.strip(_EDGES + "&") or _is_byline(left) else []


def _dates(part: str) -> Iterator[_Found]:
    """Dates in `part` from left to right, none inside another; impossible and ambiguous ones left out."""
    at = 0
    while True:
        matches = [match for pattern in _DATES if (match := pattern.search(part, at))]
        if not matches:
            return
        match = min(matches, key=lambda m: (m.start(), -m.end()))
        value = _value(match)
        if value is not None:
            yield _Found(match.start(), match.end(), value)
        at = match.end()


def _value(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    year = int(groups["year"])
    if groups.get("first"):
        first, second = int(groups["first"]), int(groups["second"])
        # Dots put the day first; with other marks the order shows only when one number cannot be a month.
        if groups["mark"] == "." or first > 12 or first == second:
            day, month = first, second
        elif second > 12:
            day, month = second, first
        else:
            return None
    else:
        day, written = int(groups["day"]), groups["month"].lower()
        month = int(written) if written.isdigit() else _MONTHS.index(written[:3]) + 1
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _is_byline(text: str) -> bool:
    """Whether "by" is followed by nothing but names and what their bearers do."""
    match = _BYLINE.match(text)
    words = text[match.end() :].split() if match else []
    return 0 < len(words) <= _MOST_BYLINE_WORDS and all(
        word[:1].isupper() or word.strip(_EDGES) in _BYLINE_WORDS or not word.strip(_EDGES) for word in words
    )


def _is_aside(part: str) -> bool:
    """Whether a barred-off part without a date is a byline, a time or a section name."""
    left = _NOISE.sub(" ", _WEEKDAY.sub(" ", part)).strip(_EDGES)
    return len(left.split()) <= _MOST_SECTION_WORDS and not left.endswith((".", "!", "?")) or _is_byline(left)
