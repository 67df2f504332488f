"""Calendar arithmetic of the date grammar: pure functions over dates."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from msgspec import Struct

DAY = timedelta(days=1)
# A year is chosen so that a date lies before the anchor or at most this far behind it: agendas and
# wrong crawl dates.
SLACK = timedelta(days=10)
_NEAR_FUTURE = timedelta(days=60)
_LONG_PAST = timedelta(days=300)
_FORESEEN = timedelta(days=270)


class Value(Struct, frozen=True):
    """What a phrase says: `DateMention` without the place, and the days it covers where they are known."""

    iso: str
    precision: str
    first: date | None = None
    last: date | None = None
    tolerance: int = 0
    relative: bool = False
    bare: bool = False


def real_date(year: int, month: int, day: int) -> date | None:
    """The date, None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def moved(day: date, days: int) -> date | None:
    """`day` moved by a number of days, None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def days(first: date, last: date, tolerance: int = 0, relative: bool = False) -> Value:
    """A day, or an interval of days."""
    first, last = min(first, last), max(first, last)
    iso = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    return Value(iso, "day", first, last, tolerance, relative)


def month_bounds(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def month_value(year: int, month: int, tolerance: int = 0, relative: bool = False) -> Value:
    """A month."""
    first, last = month_bounds(year, month)
    return Value(f"{year:04}-{month:02}", "month", first, last, tolerance, relative)


def months_value(first: tuple[int, int], last: tuple[int, int], tolerance: int = 0) -> Value:
    """An interval of months, each (year, month)."""
    iso = f"{first[0]:04}-{first[1]:02}/{last[0]:04}-{last[1]:02}"
    return Value(iso, "month", month_bounds(*first)[0], month_bounds(*last)[1], tolerance)


def year_value(year: int, last: int | None = None, tolerance: int = 0, relative: bool = False) -> Value | None:
    """A year or an interval of years, None outside the calendar."""
    last = year if last is None else last
    if not 1 <= year <= last <= 9999:
        return None
    iso = f"{year:04}" if year == last else f"{year:04}/{last:04}"
    return Value(iso, "year", date(year, 1, 1), date(last, 12, 31), tolerance, relative)


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """(year, month), moved by a number of months."""
    index = year * 12 + month - 1 + count
    return index // 12, index % 12 + 1


def third_of_month(year: int, month: int, part: str) -> Value:
    """The first, middle or last third of a month: "early", "mid" or "late" in it."""
    first, last = month_bounds(year, month)
    start, end = {"early": (1, 10), "mid": (11, 20), "late": (21, last.day)}[part]
    return days(first.replace(day=start), first.replace(day=end), tolerance=3)


def third_of_year(year: int, part: str) -> Value:
    """The first, middle or last four months of a year: "early", "mid" or "late" in it."""
    start, end = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}[part]
    return months_value((year, start), (year, end), tolerance=31)


def weekday_near(anchor: date, weekday: int, direction: str) -> date:
    """The day of that weekday (0 = Monday) nearest to the anchor.

    `direction`: "past" (the anchor day allowed), "before" (strictly), "future" (the anchor day
    allowed), "after" (strictly).
    """
    back = (anchor.weekday() - weekday) % 7
    if direction == "past":
        return anchor - back * DAY
    if direction == "before":
        return anchor - (back or 7) * DAY
    ahead = (weekday - anchor.weekday()) % 7
    return anchor + (ahead if direction == "future" else ahead or 7) * DAY


def choose_year(anchor: date, month: int, day: int | None, tense: str) -> int | None:
    """The year of a day (or of a month, `day` None) that comes without one.

    Past: the latest on or before the anchor, with some slack. Future: the next one, if it is within nine
    months. Unknown: the past one, unless that is most of a year off and the next one near.
    """
    slack = SLACK if day is not None else timedelta(0)
    candidates = [
        found
        for year in range(max(1, anchor.year - 8), min(9998, anchor.year + 8) + 1)
        if (found := real_date(year, month, day or 1))
    ]
    past = max((found for found in candidates if found <= anchor + slack), default=None)
    ends = ((found, month_bounds(found.year, found.month)[1] if day is None else found) for found in candidates)
    coming = min((found for found, end in ends if end >= anchor), default=None)
    if coming is None or past is None:
        return None if past is None else past.year
    if tense == "future":
        return coming.year if coming - anchor <= _FORESEEN else past.year
    if tense == "unknown" and coming - anchor <= _NEAR_FUTURE and anchor - past >= _LONG_PAST:
        return coming.year
    return past.year
