"""Years, parts of years and months, decades, and the periods around the anchor ("last week")."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from factcheck.text.dates.calendars import (
    DAY,
    Value,
    add_months,
    choose_year,
    days,
    month_bounds,
    month_value,
    months_value,
    third_of_month,
    third_of_year,
    weekday_near,
    year_value,
)
from factcheck.text.dates.context import Context
from factcheck.text.dates.grammar import Atom, month_of

_PARTS = {
    "beginning": "early",
    "start": "early",
    "middle": "mid",
    "end": "late",
    "close": "late",
    "early": "early",
    "mid": "mid",
    "late": "late",
}
_STEP = {"last": -1, "the past": -1, "this past": -1, "this": 0, "the": 0, "next": 1, "the coming": 1, "this coming": 1}
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}


def _words(text: str) -> str:
    return " ".join(text.lower().split())


def _years(atom: Atom, _: Context) -> Value | None:
    first, second = int(atom.parts["y"]), atom.parts["y2"]
    last = int(second) if len(second) == 4 else first - first % 100 + int(second) + (100 if second == "00" else 0)
    return year_value(first, last)


def _decade(atom: Atom, _: Context) -> Value | None:
    first = int(atom.parts["y"])
    start, end = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), "": (0, 9)}[atom.get("part").lower()]
    return year_value(first + start, first + end)


def _season(atom: Atom, _: Context) -> Value | None:
    # Which months a season has depends on the hemisphere: the year is what the copy says for sure.
    return year_value(int(atom.parts["y"]))


def _quarter(atom: Atom, _: Context) -> Value | None:
    stated = atom.parts["q"].lower()
    number = int(stated) if stated.isdecimal() else _QUARTERS[stated]
    year = int(atom.parts["y"])
    return months_value((year, number * 3 - 2), (year, number * 3))


def _part(atom: Atom, context: Context) -> Value | None:
    """Parts of a month or year: "late October", "early 2021", "the end of last month"."""
    edge = _words(atom.get("edge"))
    year = _part_year(atom, context)
    month = _part_month(atom, context)
    if year is None:
        return Value(f"--{month:02}", "month", None, None, 10) if month else None
    if edge.endswith(("half", "week")):
        return _half_or_week(year, month, edge)
    part = _PARTS[edge or atom.parts["part"].lower()]
    return third_of_month(year, month, part) if month else third_of_year(year, part)


def _half_or_week(year: int, month: int, edge: str) -> Value | None:
    which, size = edge.split()
    if not month and size == "half":
        start = 1 if which == "first" else 7
        return months_value((year, start), (year, start + 5))
    if not month:
        month = 12 if which == "last" else 1
    first, last = month_bounds(year, month)
    if size == "half":
        return days(first if which == "first" else first + 15 * DAY, first + 14 * DAY if which == "first" else last)
    if which == "last":
        return days(last - 6 * DAY, last, 2)
    start_day = first + {"first": 0, "second": 7, "third": 14}[which] * DAY
    return days(start_day, start_day + 6 * DAY, 2)


def _part_month(atom: Atom, context: Context) -> int:
    if atom.get("m"):
        return month_of(atom)
    if atom.get("unit").lower() == "month" and context.anchor is not None:
        return add_months(context.anchor.year, context.anchor.month, _STEP[atom.parts["rel"].lower()])[1]
    return 0


def _part_year(atom: Atom, context: Context) -> int | None:
    anchor = context.anchor
    if atom.get("y"):
        return int(atom.parts["y"])
    if atom.get("ry"):
        return context.year_called(atom.parts["ry"])
    if anchor is None:
        return None
    if atom.get("m"):
        return choose_year(anchor, month_of(atom), None, context.tense(atom.start, atom.end))
    step = _STEP[atom.parts["rel"].lower()]
    if atom.parts["unit"].lower() == "month":
        return add_months(anchor.year, anchor.month, step)[0]
    return anchor.year + step


def _period(atom: Atom, context: Context) -> Value | None:
    """Periods around the anchor: "last week", "earlier this month", "over the weekend"."""
    if context.anchor is None:
        return None
    unit, relation = atom.parts["unit"].lower(), _words(atom.parts["rel"])
    part = atom.get("part").lower()
    # "The past week" is a stretch of time up to now, not a week of the calendar.
    if relation == "the past" or unit in ("day", "decade", "fortnight"):
        return None
    step = _STEP[relation]
    if unit == "weekend":
        return _weekend(atom, context, context.anchor, relation)
    span = {"week": _week, "month": _month, "year": _year}[unit](context.anchor, step)
    if not part or span is None:
        return span
    return _part_of(span, part, step, context.anchor)


def _part_of(span: Value, part: str, step: int, anchor: date) -> Value | None:
    first, last = span.first, span.last
    if first is None or last is None:
        return None
    if part in ("early", "mid", "late") and span.precision in ("month", "year"):
        in_month = span.precision == "month"
        return third_of_month(first.year, first.month, part) if in_month else third_of_year(first.year, part)
    if step != 0 or part in ("early", "mid", "late"):
        return days(first, last, 2, True)
    until = anchor if part == "earlier" else last
    since = first if part == "earlier" else anchor
    if span.precision == "year":
        value = months_value((since.year, since.month), (until.year, until.month))
        return Value(value.iso, value.precision, value.first, value.last, 0, True)
    return days(since, until, 0, True)


def _week(anchor: date, step: int) -> Value:
    # Weeks begin on Sunday to some: a day's slack.
    monday = weekday_near(anchor, 0, "past") + 7 * step * DAY
    return days(monday, monday + 6 * DAY, 1, True)


def _month(anchor: date, step: int) -> Value:
    return month_value(*add_months(anchor.year, anchor.month, step), 0, True)


def _year(anchor: date, step: int) -> Value | None:
    return year_value(anchor.year + step, None, 0, True)


def _weekend(atom: Atom, context: Context, anchor: date, relation: str) -> Value:
    coming = relation in ("next", "the coming", "this coming") or (
        relation in ("this", "the") and context.tense(atom.start, atom.end) == "future"
    )
    saturday = weekday_near(anchor, 5, "future" if coming else "past")
    if relation == "last" and saturday >= anchor - DAY:
        saturday -= 7 * DAY
    return days(saturday, saturday + DAY, 1, True)


PERIODS: dict[str, Callable[[Atom, Context], Value | None]] = {
    "years": _years,
    "decade": _decade,
    "season": _season,
    "quarter": _quarter,
    "part": _part,
    "period": _period,
}
