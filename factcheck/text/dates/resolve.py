"""Phrases → mentions: what each phrase means, given the anchor and the mentions before it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import structs

from factcheck.text.dates.calendars import DAY, Value, days, real_date, weekday_near
from factcheck.text.dates.clock import clock_iso
from factcheck.text.dates.combine import Phrase
from factcheck.text.dates.context import Context, LastDay
from factcheck.text.dates.grammar import Atom, month_of
from factcheck.text.dates.mention import DateMention
from factcheck.text.dates.periods import PERIODS
from factcheck.text.dates.relative import RELATIVE, from_day
from factcheck.text.dates.stated import CALENDAR, weekday_number
from factcheck.text.dates.words import any_of, words


def resolve(phrases: list[Phrase], context: Context) -> list[DateMention]:
    """The mentions that `phrases` make, in order; phrases that cannot be resolved are left out."""
    values: list[Value | None] = []
    for phrase in phrases:
        value = _value(phrase, context) if phrase.date is not None else None
        values.append(value)
        if value is not None:
            _remember(phrase, value, context)
    mentions = []
    for index in range(len(phrases)):
        mention = _mention(phrases, values, index, context)
        if mention is not None:
            mentions.append(mention)
    return mentions


def _value(phrase: Phrase, context: Context) -> Value | None:
    try:
        return _phrase_value(phrase, context)
    except (ValueError, OverflowError):
        # A day or year that the calendar does not have: "in 30 February", "999 years ago" of the year 900.
        return None


def _phrase_value(phrase: Phrase, context: Context) -> Value | None:
    assert phrase.date is not None
    if phrase.until is not None:
        return _range(phrase, phrase.date, phrase.until, context)
    value = _atom_value(phrase.date, phrase.weekday, context)
    if value is None:
        return None
    if phrase.offset is not None:
        if value.first is None:
            return None
        counted = from_day(phrase.offset, value.first)
        exact = counted is not None and phrase.offset.get("dir").lower() == "ago"
        return structs.replace(counted, tolerance=0) if counted is not None and exact else counted
    if phrase.of_day == "eve" and value.first is not None:
        return days(value.first - DAY, value.first - DAY, 0, value.relative)
    if phrase.of_day == "night" and value.precision == "day" and value.first == value.last:
        # A night belongs to two days.
        return structs.replace(value, tolerance=max(1, value.tolerance))
    return value


def _atom_value(atom: Atom, weekday: Atom | None, context: Context) -> Value | None:
    if atom.kind in CALENDAR:
        return CALENDAR[atom.kind](atom, weekday, context)
    resolver = PERIODS.get(atom.kind) or RELATIVE.get(atom.kind)
    return resolver(atom, context) if resolver else None


def _range(phrase: Phrase, first: Atom, last: Atom, context: Context) -> Value | None:
    """Reads "October 10 to November 3, 2025": a year or a month at one end serves both."""
    end = _atom_value(last, None, context)
    if end is None:
        return None
    if first.kind == "weekday" and end.first is not None:
        if last.kind != "weekday":
            return None
        start_day = weekday_near(end.first, weekday_number(first), "before")
        return days(start_day, end.first, 0, True)
    if first.kind in ("month_day", "month_year") and not first.get("y") and end.first is not None:
        month, day = month_of(first), int(first.get("d") or 1)
        year = end.first.year if (month, day) <= (end.first.month, end.first.day) else end.first.year - 1
        start = real_date(year, month, day)
        return None if start is None else days(start, end.last or end.first)
    begin = _atom_value(first, phrase.weekday, context)
    if begin is None or begin.precision != end.precision:
        return None
    if (begin.first is None) != (end.last is None):
        return None
    if begin.first is None or end.last is None:
        return Value(f"{begin.iso}/{end.iso}", end.precision)
    if begin.first > end.last:
        return None
    return Value(f"{begin.iso}/{end.iso}", end.precision, begin.first, end.last)


# Mentions

_NAMES_MONTH = frozenset(("month_day", "month_days", "between_days", "month_year"))
_SPEECH = re.compile(rf"\b(?:{any_of(words().speech)})\b[^.;,\n]{{0,20}}$", re.I)
_PART = re.compile(r"\s(morning|afternoon|evening|night)\b", re.I)
# "Just before midnight on Saturday" is the end of that day.
_TO_MIDNIGHT = re.compile(r"\bbefore\s+midnight\b", re.I)
_BEFORE = 10
# The hours that a part of a day may have, the first and the one after the last; a night goes on into the morning.
_HOURS = {"morning": ("00", "13"), "afternoon": ("11", "20"), "evening": ("15", "24"), "night": ("17", "06")}
_LATE = ("evening", "night")
# Up to this hour it is the night of the day before.
_MORNING = "05"
# Kinds whose days are no day to count from.
_NO_DAY = frozenset(("named", "period", "part"))


def _remember(phrase: Phrase, value: Value, context: Context) -> None:
    """Keep the last day spoken of and the years that the text states."""
    atom = phrase.until or phrase.date
    if atom is None or value.first is None or value.last is None:
        return
    if atom.kind in _NAMES_MONTH and atom.get("y"):
        month, year = month_of(atom), int(atom.parts["y"])
        context.stated_months[month] = (year, phrase.end)
        if atom.get("d"):
            context.stated_days[(month, int(atom.parts["d"]))] = year
    if atom.get("y"):
        context.stated_year = value.first.year
    if value.precision in ("month", "year"):
        context.last_period = LastDay(value.first, value.last, phrase.end)
    elif atom.kind not in _NO_DAY:
        context.remember(value.first, value.last, phrase.end, atom.kind in ("offset", "anaphor"))


def _mention(phrases: list[Phrase], values: list[Value | None], index: int, context: Context) -> DateMention | None:
    phrase, value = phrases[index], values[index]
    if value is None and phrase.clock is not None:
        # The day beside it could not be resolved: the time stands alone.
        phrase = Phrase(phrase.clock.start, phrase.clock.end, clock=phrase.clock)
    time = clock_iso(phrase.clock) if phrase.clock is not None else None
    borrowed = False
    if time == "00:00" and _TO_MIDNIGHT.search(context.text, max(0, phrase.start - _BEFORE), phrase.end):
        time = "23:59"
    if phrases[index].date is None:
        near = _day_nearby(phrases, values, index, time, context)
        borrowed = near is not None
        if near is not None:
            value = _after_midnight(values[near], phrases[near], time, context)
    if time is not None:
        value = _timed(value, time, late=time[:2] >= "12")
    if value is None:
        return None
    conflict = ""
    if (
        phrase.weekday is not None
        and value.first is not None
        and value.first.weekday() != weekday_number(phrase.weekday)
    ):
        conflict = list(words().weekdays)[value.first.weekday()]
    return DateMention(
        start=phrase.start,
        end=phrase.end,
        iso=value.iso,
        precision=value.precision,
        tolerance=value.tolerance,
        weekday_conflict=conflict,
        relative=value.relative or borrowed,
        clock="T" in value.iso,
        bare=value.bare,
        holiday=phrase.date is not None and phrase.date.kind == "fixed",
    )


def _timed(value: Value | None, time: str, late: bool) -> Value:
    """A day with a time of day; of an interval the first day for an evening, else the last."""
    precision = "second" if len(time.split("/")[0].split("+")[0]) > 5 and time[5] == ":" else "minute"
    day = ""
    if value is not None:
        ends = value.iso.split("/")
        day = ends[0] if late else ends[-1]
    iso = "/".join(f"{day}T{end}" for end in time.split("/"))
    if value is None:
        return Value(iso, precision)
    return structs.replace(value, iso=iso, precision=precision)


def _after_midnight(value: Value | None, phrase: Phrase, time: str | None, context: Context) -> Value | None:
    """The day of an hour in the night to a day: "on Saturday night ... at about 1 a.m." is a Sunday."""
    if value is None or value.first is None or value.first != value.last or time is None or time[:2] >= _MORNING:
        return value
    part = _PART.match(context.text, phrase.end)
    if phrase.of_day != "night" and (part is None or part[1].lower() not in _LATE):
        return value
    following = value.first + DAY
    if context.anchor is not None and value.first <= context.anchor < following:
        return value
    return days(following, following, value.tolerance, value.relative)


def _day_nearby(
    phrases: list[Phrase], values: list[Value | None], index: int, time: str | None, context: Context
) -> int | None:
    """The phrase of the day that a lone hour belongs to: before it in its sentence, after it, before it near by."""
    place = phrases[index].start
    back, ahead = range(index - 1, max(-1, index - 9), -1), range(index + 1, min(len(phrases), index + 4))
    before = _nearest(context, phrases, values, (n for n in back if _may_hold(context, phrases[n], time)))
    after = _nearest(context, phrases, values, (n for n in ahead if _may_hold(context, phrases[n], time)))
    if before is not None and context.layout.same_sentence(phrases[before].end, place):
        return before
    if after is not None and context.layout.same_sentence(place, phrases[after].start):
        return after
    if before is not None and context.layout.same_paragraph(phrases[before].end, place):
        return before
    return None


def _may_hold(context: Context, phrase: Phrase, time: str | None) -> bool:
    """Whether an hour may lie in the part of the day that a phrase names: "Tuesday morning" has no 11 p.m."""
    part = _PART.match(context.text, phrase.end)
    if part is None or time is None:
        return True
    first, last = _HOURS[part[1].lower()]
    return first <= time[:2] < last if first < last else not last <= time[:2] < first


def _nearest(context: Context, phrases: list[Phrase], values: list[Value | None], order: Iterable[int]) -> int | None:
    """The first phrase of `order` that names a day on which things happened, not one on which someone spoke."""
    for index in order:
        value, atom = values[index], phrases[index].date
        if value is None or atom is None or value.precision != "day" or value.tolerance > 1 or atom.kind in _NO_DAY:
            continue
        start = phrases[index].start
        spoken = _SPEECH.search(context.text[max(0, start - 40) : start]) is not None
        if not spoken and start != context.dateline_start:
            return index
    return None
