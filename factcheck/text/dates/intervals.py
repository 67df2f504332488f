"""Dates compared: the days that an ISO value covers, and how two values stand to each other."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal

from msgspec import Struct

Relation = Literal["same", "within", "overlap", "adjacent", "apart", "unknown"]

_FULL = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_PARTIAL = re.compile(r"--(\d\d)(?:-(\d\d))?")
_TIME = re.compile(r"T(\d\d):(\d\d)(?::(\d\d))?(Z|[+-]\d\d:\d\d)?")
# Two clock times this close are the same moment told by two people.
# Hours of the day between which a night lies.
_EVENING, _DAWN = 18, 6
_CLOSE = timedelta(minutes=30)
# Hours of one day further apart are of two happenings.
_HOURS = timedelta(hours=2)
# Zones lie up to this far apart, in steps of a quarter of an hour.
_WIDEST_ZONES = timedelta(hours=26)
_ORDER: tuple[Relation, ...] = ("same", "within", "overlap", "adjacent", "apart", "unknown")
_LEAP_YEAR = 2024


class _Point(Struct, frozen=True):
    """One end of a value. `first` and `last` are None where the year or the day is unknown."""

    first: date | None
    last: date | None
    month: int = 0
    day: int = 0
    time: str = ""
    offset: str = ""


def bounds(iso: str) -> tuple[date, date] | None:
    """First and last day of a date, month, year, date-time or interval.

    None where the year or the day is unknown (`--10-19`, `T18:08`) and for what is no date.
    """
    ends = _ends(iso)
    if ends is None or ends[0].first is None or ends[1].last is None or ends[0].first > ends[1].last:
        return None
    return ends[0].first, ends[1].last


def spans(isos: Iterable[str]) -> list[tuple[date, date]]:
    """First and last day of each value that has both, in order."""
    return [span for iso in isos if (span := bounds(iso)) is not None]


def relation(a_iso: str, b_iso: str, tolerance_days: int = 0) -> Relation:
    """How two values stand to each other; symmetric, and "same" for equal values.

    - "same": the same days, and the same minute where both give a time (offsets are taken into account);
    - "within": one covers the other: a month and a day of it, a day and a time on it, a date and the same
      one without a year;
    - "overlap": they share some days, or lie no further apart than `tolerance_days`;
    - "adjacent": next to each other: consecutive days, or times half an hour apart;
    - "apart": none of these;
    - "unknown": they cannot be compared: a time without a day against a date, times of which one
      has a zone and the other may have any, what is no date.

    Times without an offset are compared as they stand.
    """
    if a_iso == b_iso:
        return "same" if _ends(a_iso) is not None else "unknown"
    a, b = _ends(a_iso), _ends(b_iso)
    if a is None or b is None:
        return "unknown"
    if _times_only(a) or _times_only(b):
        return _compare_times(a, b) if _times_only(a) and _times_only(b) else "unknown"
    if _is_partial(a) or _is_partial(b):
        return _compare_partial(a, b, tolerance_days)
    days_a, days_b = bounds(a_iso), bounds(b_iso)
    if days_a is None or days_b is None:
        return "unknown"
    if a[0] == a[1] and b[0] == b[1] and a[0].time and b[0].time:
        return _compare_moments(a[0], b[0], tolerance_days)
    found = _compare_days(days_a, days_b, tolerance_days)
    if found == "same" and any(point.time for point in (*a, *b)):
        return "within" if not (a[0].time and b[0].time) else "overlap"
    if found == "adjacent" and not (_by_day(a) and _by_day(b)):
        return "apart"
    return found


def one_night(a_iso: str, b_iso: str) -> bool:
    """Whether two days that follow on each other may be the evening and the small hours of one night.

    The later has an hour before dawn, the earlier none before the evening. Symmetric.
    """
    early, late = sorted((a_iso.partition("/")[0], b_iso.partition("/")[0]))
    first, second = bounds(early), bounds(late)
    if first is None or second is None or first[0] != first[1] or second[0] - first[1] != timedelta(days=1):
        return False
    before, after = _hour(early), _hour(late)
    return after is not None and after < _DAWN and (before is None or before >= _EVENING)


def hours_apart(a_iso: str, b_iso: str) -> bool:
    """Whether two values give hours of one day that lie too far apart for one moment. Symmetric."""
    a, b = _ends(a_iso), _ends(b_iso)
    if a is None or b is None or not (a[0] == a[1] and b[0] == b[1]) or a[0].first != b[0].first:
        return False
    if not (a[0].first and a[0].time and b[0].time) or a[0].offset != b[0].offset:
        return False
    return abs(_clock(a[0]) - _clock(b[0])) > _HOURS


def _clock(point: _Point) -> timedelta:
    hours, minutes, _ = point.time.split(":")
    return timedelta(hours=int(hours), minutes=int(minutes))


def _hour(iso: str) -> int | None:
    clock = iso.partition("T")[2][:2]
    return int(clock) if clock.isdigit() else None


@lru_cache(maxsize=2048)
def _ends(iso: str) -> tuple[_Point, _Point] | None:
    first, slash, last = iso.partition("/")
    start = _point(first)
    end = _point(last) if slash else start
    if start is None or end is None or _sort(start) != _sort(end):
        return None
    return start, end


def _sort(point: _Point) -> str:
    if point.first is not None:
        return "full"
    return "partial" if point.month else "time"


def _point(iso: str) -> _Point | None:
    head, mark, tail = iso.partition("T")
    time, offset = "", ""
    if mark:
        match = _TIME.fullmatch(mark + tail)
        if match is None or int(match[1]) > 23 or int(match[2]) > 59 or int(match[3] or 0) > 59:
            return None
        time, offset = f"{match[1]}:{match[2]}:{match[3] or '00'}", (match[4] or "").replace("Z", "+00:00")
        if offset and (int(offset[1:3]) > 14 or int(offset[4:]) > 59):
            return None
        if not head:
            return _Point(None, None, 0, 0, time, offset)
    partial = _PARTIAL.fullmatch(head)
    if partial is not None:
        month, day = int(partial[1]), int(partial[2] or 0)
        known = 1 <= month <= 12 and day <= calendar.monthrange(_LEAP_YEAR, month)[1] and partial[2] != "00"
        return _Point(None, None, month, day, time, offset) if known else None
    full = _FULL.fullmatch(head)
    days = _days(int(full[1]), int(full[2] or 0), int(full[3] or 0)) if full is not None else None
    if full is None or days is None or "00" in (full[2], full[3]) or (time and not full[3]):
        return None
    return _Point(days[0], days[1], int(full[2] or 0), int(full[3] or 0), time, offset)


def _days(year: int, month: int, day: int) -> tuple[date, date] | None:
    if not 1 <= year <= 9999 or month > 12:
        return None
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    length = calendar.monthrange(year, month)[1]
    if not day:
        return date(year, month, 1), date(year, month, length)
    return (date(year, month, day),) * 2 if day <= length else None


def _times_only(ends: tuple[_Point, _Point]) -> bool:
    return not ends[0].month and ends[0].first is None


def _is_partial(ends: tuple[_Point, _Point]) -> bool:
    return any(point.first is None for point in ends)


def _by_day(ends: tuple[_Point, _Point]) -> bool:
    return all(point.day for point in ends)


def _compare_days(a: tuple[date, date], b: tuple[date, date], tolerance: int) -> Relation:
    if a == b:
        return "same"
    if a[0] <= b[0] and b[1] <= a[1] or b[0] <= a[0] and a[1] <= b[1]:
        return "within"
    gap = max((b[0] - a[1]).days, (a[0] - b[1]).days)
    if gap <= max(0, tolerance):
        return "overlap"
    return "adjacent" if gap == 1 else "apart"


def _compare_moments(a: _Point, b: _Point, tolerance: int) -> Relation:
    """Two date-times: in UTC where both have an offset, as they stand where neither has."""
    first, second = _moment(a), _moment(b)
    if first is None or second is None:
        return "unknown"
    if bool(a.offset) != bool(b.offset):
        if (a.first, a.time) == (b.first, b.time):
            return "same"
        return "unknown" if abs(first - second) <= _WIDEST_ZONES else "apart"
    gap = abs(first - second)
    if not gap:
        return "same"
    if gap <= _CLOSE:
        return "adjacent"
    return "overlap" if tolerance and gap <= timedelta(days=tolerance) else "apart"


def _moment(point: _Point) -> datetime | None:
    if point.first is None:
        return None
    try:
        return datetime.fromisoformat(f"{point.first.isoformat()}T{point.time}") - _shift(point.offset)
    except OverflowError:
        return None


def _shift(offset: str) -> timedelta:
    if not offset:
        return timedelta(0)
    span = timedelta(hours=int(offset[1:3]), minutes=int(offset[4:]))
    return span if offset[0] == "+" else -span


def _compare_times(a: tuple[_Point, _Point], b: tuple[_Point, _Point]) -> Relation:
    """Times of unknown days: around the clock, 23:50 lies ten minutes before midnight."""
    if a[0] != a[1] or b[0] != b[1]:
        return "unknown"
    if bool(a[0].offset) != bool(b[0].offset):
        return "same" if a[0].time == b[0].time else "unknown"
    base = date(_LEAP_YEAR, 1, 2)
    moments = [
        datetime.fromisoformat(f"{base.isoformat()}T{point.time}") - _shift(point.offset) for point in (a[0], b[0])
    ]
    gap = abs(moments[0] - moments[1]) % timedelta(days=1)
    gap = min(gap, timedelta(days=1) - gap)
    if not gap:
        return "same"
    return "adjacent" if gap <= _CLOSE else "apart"


def _compare_partial(a: tuple[_Point, _Point], b: tuple[_Point, _Point], tolerance: int) -> Relation:
    """A date without a year against another: the best relation over the years it may stand in."""
    if _is_partial(a) and _is_partial(b):
        fixed = _in_year(a, _LEAP_YEAR)
        others = [_in_year(b, _LEAP_YEAR + step) for step in (-1, 0, 1)]
        found = _best(fixed, others, tolerance)
    else:
        partial, full = (a, b) if _is_partial(a) else (b, a)
        known = _in_year(full, _LEAP_YEAR)
        years = sorted({end.year + step for end in known or () for step in (-1, 0, 1)})
        years += [year for year in range(years[0], years[0] + 9) if calendar.isleap(year)] if years else []
        found = _best(known, [_in_year(partial, year) for year in years], tolerance)
        # The year is not known to agree.
        found = "within" if found == "same" else found
    if found == "adjacent" and not (_by_day(a) and _by_day(b)):
        return "apart"
    times = [point.time for point in (a[0], b[0])]
    if found == "same" and times[0] != times[1]:
        return "within" if "" in times else "apart"
    return found


def _best(fixed: tuple[date, date] | None, others: list[tuple[date, date] | None], tolerance: int) -> Relation:
    if fixed is None:
        return "unknown"
    found = [_compare_days(fixed, other, tolerance) for other in others if other is not None]
    return min(found, key=_ORDER.index, default="unknown")


def _in_year(ends: tuple[_Point, _Point], year: int) -> tuple[date, date] | None:
    """The days of a value, a partial one put in that year; over New Year where it runs backwards."""
    start = _placed(ends[0], year)
    end = _placed(ends[1], year)
    if start is None or end is None:
        return None
    if start[0] > end[1]:
        end = _placed(ends[1], year + 1)
    return None if end is None or start[0] > end[1] else (start[0], end[1])


def _placed(point: _Point, year: int) -> tuple[date, date] | None:
    if point.first is not None and point.last is not None:
        return point.first, point.last
    return _days(year, point.month, point.day) if point.month else None
