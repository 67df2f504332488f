"""Dates stated by the calendar: days, months, years and weekdays, and the year that the copy leaves out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec import structs

from factcheck.text.dates.calendars import (
    DAY,
    Value,
    choose_year,
    days,
    month_bounds,
    month_value,
    real_date,
    weekday_near,
    year_value,
)
from factcheck.text.dates.context import Context
from factcheck.text.dates.grammar import Atom, is_bare_year, month_of
from factcheck.text.dates.words import weekday_numbers, words

# How far a month and year stated before serve a day of that month: a sentence or two.
_NEXT_SENTENCE = 250


def _month_day(atom: Atom, weekday: Atom | None, context: Context) -> Value | None:
    month = month_of(atom)
    return _days_of(atom, month, int(atom.parts["d"]), weekday, context)


def _days_of(atom: Atom, month: int, day: int, weekday: Atom | None, context: Context) -> Value | None:
    last_day = int(atom.get("d2") or day)
    year = _year(atom, month, day, weekday, context)
    if year is None:
        if real_date(2024, month, day) is None or real_date(2024, month, last_day) is None:
            return None
        first, last = f"--{month:02}-{day:02}", f"--{month:02}-{last_day:02}"
        return Value(first if day == last_day else f"{first}/{last}", "day")
    start, end = real_date(year, month, day), real_date(year, month, last_day)
    if start is None or end is None or start > end:
        return None
    return days(start, end)


def _year(atom: Atom, month: int, day: int | None, weekday: Atom | None, context: Context) -> int | None:
    """The year of a month or day: stated, told by the text around it, or chosen by anchor and tense."""
    if atom.get("y"):
        return int(atom.parts["y"])
    if atom.get("ry"):
        return context.year_called(atom.parts["ry"])
    told = context.stated_days.get((month, day)) if day is not None else None
    if told is not None:
        return told
    nearby = None if day is None else context.stated_months.get(month)
    if (
        nearby is not None
        and atom.start - nearby[1] <= _NEXT_SENTENCE
        and context.layout.same_paragraph(nearby[1], atom.start)
    ):
        return nearby[0]
    if context.anchor is None:
        return None
    year = choose_year(context.anchor, month, day, context.tense(atom.start, atom.end))
    if weekday is not None and day is not None and year is not None:
        return _year_by_weekday(year, month, day, weekday, context.anchor)
    return year


def _year_by_weekday(year: int, month: int, day: int, weekday: Atom, anchor: date) -> int:
    """A neighbouring year that the weekday fits where it does not fit the one chosen.

    The year before for a date to come, the year after where that is near.
    """
    wanted = weekday_number(weekday)
    chosen, following = real_date(year, month, day), real_date(year + 1, month, day)
    if chosen is not None and chosen.weekday() == wanted:
        return year
    before = real_date(year - 1, month, day)
    if chosen is not None and chosen > anchor and before is not None and before.weekday() == wanted:
        return year - 1
    fits = following is not None and following.weekday() == wanted and 0 <= (following - anchor).days <= 180
    return year + 1 if fits else year


def _month(atom: Atom, _: Atom | None, context: Context) -> Value | None:
    month = month_of(atom)
    relation = atom.get("rel").lower().split()
    anchor = context.anchor
    if relation and anchor is not None:
        if relation[0] == "last" or relation[-1] == "past":
            return month_value(anchor.year - (month >= anchor.month), month)
        if relation[0] == "next" or relation[-1] == "coming":
            return month_value(anchor.year + (month <= anchor.month), month)
        return month_value(anchor.year, month)
    year = _year(atom, month, None, None, context)
    return Value(f"--{month:02}", "month") if year is None else month_value(year, month)


def _months(atom: Atom, _: Atom | None, context: Context) -> Value | None:
    first, last = month_of(atom), month_of(atom, "m2")
    year = _year(atom, last, None, None, context)
    if year is None:
        return Value(f"--{first:02}/--{last:02}", "month")
    start = month_bounds(year if first <= last else year - 1, first)[0]
    end = month_bounds(year, last)[1]
    return Value(f"{start.isoformat()[:7]}/{end.isoformat()[:7]}", "month", start, end)


def _iso(atom: Atom, _: Atom | None, context: Context) -> Value | None:
    day = real_date(int(atom.parts["y"]), int(atom.parts["m"]), int(atom.parts["d"]))
    if day is None or not atom.get("h"):
        return None if day is None else days(day, day)
    seconds = f":{atom.get('s')}" if atom.get("s") else ""
    zone = atom.get("z").replace("Z", "+00:00")
    zone = zone if not zone or ":" in zone else f"{zone[:3]}:{zone[3:]}"
    iso = f"{day.isoformat()}T{atom.parts['h']}:{atom.parts['mi']}{seconds}{zone}"
    return Value(iso, "second" if seconds else "minute", day, day)


def _numeric(atom: Atom, _: Atom | None, context: Context) -> Value | None:
    """A date in figures. One that reads two ways ("11/06/2025") is skipped unless another date in the text
    tells the order; dots put the day first everywhere."""
    first, second, year = int(atom.parts["a"]), int(atom.parts["b"]), int(atom.parts["y"])
    dotted = atom.parts["mark"] == "."
    if year < 100:
        if dotted:
            return None
        year += 2000 if year < 70 else 1900
    day_first, month_first = real_date(year, second, first), real_date(year, first, second)
    if dotted:
        month_first = None
    if day_first and month_first and day_first != month_first:
        order = context.numeric_order
        month_first, day_first = (month_first if order == "month" else None), (day_first if order == "day" else None)
    day = day_first or month_first
    return None if day is None or not 1900 <= year <= 2100 else days(day, day)


def _day_only(atom: Atom, weekday: Atom | None, context: Context) -> Value | None:
    """A day alone ("the 6th"), of the month last spoken of in the paragraph.

    After a weekday and without such a month, the latest month by the anchor in which the two agree.
    """
    day, last = int(atom.parts["d"]), context.last
    if last is not None and context.layout.same_paragraph(last.end, atom.start):
        found = real_date(last.first.year, last.first.month, day)
        return None if found is None else days(found, found, 0, True)
    if weekday is None or context.anchor is None:
        return None
    for year, month in context.months_back():
        found = real_date(year, month, day)
        if found is not None and found.weekday() == weekday_number(weekday):
            return days(found, found, 0, True)
    return None


def _weekday(atom: Atom, _: Atom | None, context: Context) -> Value | None:
    number, anchor = weekday_number(atom), context.anchor
    relation = " ".join(atom.get("rel").lower().split())
    after = " ".join(atom.get("after").lower().split())
    if relation in ("the following", "the next", "the previous", "previous"):
        base = (context.last.first if relation.endswith("previous") else context.last.last) if context.last else anchor
        day = None if base is None else weekday_near(base, number, "before" if "previous" in relation else "after")
        return None if day is None else days(day, day, 0, True)
    if anchor is None:
        return None
    if after:
        shift = {"last week": -7, "next week": 7, "this week": 0, "before last": -7}[after.removeprefix("of ")]
        base = (
            weekday_near(anchor, number, "before")
            if after == "before last"
            else weekday_near(_monday(anchor), number, "future")
        )
        day = date.fromordinal(base.toordinal() + shift)
        return days(day, day, 0, True)
    direction = {"last": "before", "next": "after", "this past": "past", "this coming": "future"}.get(relation)
    if direction is None:
        tense = context.tense(atom.start, atom.end)
        direction = "future" if tense == "future" else "past"
        if tense == "later":
            anchor += DAY
    day = weekday_near(anchor, number, direction)
    # "Last Friday" and "next Friday" said near one mean this one to some and the other to others.
    return days(day, day, 7 if relation in ("last", "next") and abs((day - anchor).days) <= 3 else 0, True)


def _monday(day: date) -> date:
    return weekday_near(day, 0, "past")


def weekday_number(atom: Atom) -> int:
    """The number of the weekday that the atom names, 0 for Monday."""
    return weekday_numbers()[atom.parts["w"].rstrip(".").lower()]


def _fixed(atom: Atom, weekday: Atom | None, context: Context) -> Value | None:
    name = " ".join(atom.parts["name"].lower().replace("’", "'").split())
    month, day = (int(part) for part in words().fixed_days[name].split("-"))
    return _days_of(atom, month, day, weekday, context)


def _named(atom: Atom, _: Atom | None, context: Context) -> Value | None:
    day = date.fromisoformat(words().named_dates[atom.get("name") or "9/11"])
    return days(day, day)


def _year_alone(atom: Atom, _: Atom | None, context: Context) -> Value | None:
    value = year_value(int(atom.parts["y"]))
    bare = is_bare_year(context.text, atom)
    return value if value is None or not bare else structs.replace(value, bare=True)


CALENDAR: dict[str, Callable[[Atom, Atom | None, Context], Value | None]] = {
    "month_day": _month_day,
    "month_days": _month_day,
    "between_days": _month_day,
    "month_year": _month,
    "month": _month,
    "months": _months,
    "between_months": _months,
    "iso": _iso,
    "numeric": _numeric,
    "day_only": _day_only,
    "weekday": _weekday,
    "fixed": _fixed,
    "named": _named,
    "year": _year_alone,
}
