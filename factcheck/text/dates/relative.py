"""Days told by their distance: from the anchor ("yesterday", "four years ago") or from the mention before
("a day earlier", "the next day")."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from factcheck.text.dates.calendars import DAY, Value, add_months, days, month_value, moved, weekday_near, year_value
from factcheck.text.dates.context import Context
from factcheck.text.dates.grammar import Atom
from factcheck.text.dates.words import words

_UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_BACK = frozenset(("ago", "earlier", "previously", "before", "prior"))
_LONG = frozenset(("month", "year", "decade"))
_FROM_ANCHOR = frozenset(("ago", "from now", "hence"))
_NAMED_DAYS = {
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0,
    "yesterday": -1, "last night": -1, "last evening": -1, "tomorrow": 1,
    "before yesterday": -2, "after tomorrow": 2,
}  # fmt: skip


def _today(atom: Atom, context: Context) -> Value | None:
    word = " ".join((atom.get("word") or atom.get("far")).lower().split())
    return None if context.anchor is None else _moved(context.anchor, _NAMED_DAYS[word])


def _overnight(_: Atom, context: Context) -> Value | None:
    """The night before the anchor; after a day named in the sentence, the night of that day is not sure."""
    anchor = context.anchor
    return None if anchor is None else days(anchor - DAY, anchor, 0, True)


def _moved(base: date, count: int, tolerance: int = 0) -> Value | None:
    day = moved(base, count)
    return None if day is None else days(day, day, tolerance, True)


def _offset(atom: Atom, context: Context) -> Value | None:
    direction = " ".join(atom.parts["dir"].lower().split())
    last = context.day_before(atom.start) if direction in _BACK else context.last
    period = context.last_period
    if period is not None and atom.parts["unit"].lower() in _LONG and (last is None or period.end > last.end):
        # "In 1995 … a year later".
        last = period
    if direction in _FROM_ANCHOR or last is None:
        base = context.anchor
    else:
        base = last.first if direction in _BACK else last.last
    if base is None:
        return None
    value = from_day(atom, base)
    if direction in _FROM_ANCHOR:
        return value
    return None if value is not None and _overshoots(value, base, atom, context) else value


def _overshoots(value: Value, base: date, atom: Atom, context: Context) -> bool:
    """Whether a step from the past leads beyond the anchor where nothing speaks of the future: then the
    mention it counts from was the wrong one."""
    anchor = context.anchor
    if anchor is None or value.first is None or base > anchor or value.first <= anchor:
        return False
    return context.tense(atom.start, atom.end) != "future"


def from_day(atom: Atom, base: date) -> Value | None:
    """The day, month or year at the distance that an `offset` atom states, from `base`.

    Weeks are good to about half of one each way, months and years to half of one; hedged and vague
    counts ("about", "several") to more.
    """
    count, slack = _count(atom.parts["n"])
    if atom.get("hedge"):
        slack = max(slack, 1)
    direction = " ".join(atom.parts["dir"].lower().split())
    sign = -1 if direction in _BACK else 1
    unit = atom.parts["unit"].lower()
    if unit == "weekend":
        return None
    if unit in _UNIT_DAYS:
        size = _UNIT_DAYS[unit]
        tolerance = slack * size + (size // 2 if size > 1 else 0)
        return _moved(base, sign * count * size, tolerance)
    if unit == "month":
        year, month = add_months(base.year, base.month, sign * count)
        return month_value(year, month, 15 + slack * 30, True)
    years = count * (10 if unit == "decade" else 1)
    spread = slack * (10 if unit == "decade" else 1)
    return year_value(base.year + sign * years, None, 183 + spread * 365, True)


def _count(stated: str) -> tuple[int, int]:
    """How many, and how many more or fewer that may be."""
    phrase = " ".join(stated.lower().split())
    if phrase.isdecimal():
        return int(phrase), 0
    if phrase in words().vague_numbers:
        return words().vague_numbers[phrase]
    return words().number_words[phrase], 0


def _anaphor(atom: Atom, context: Context) -> Value | None:
    """Reads "the next day", "the week before", "that day": against the mention before, else the anchor."""
    relation, unit = atom.parts["rel"].lower(), atom.get("unit").lower() or "day"
    step = {"next": 1, "following": 1, "after": 1, "same": 0, "that": 0}.get(relation, -1)
    last = context.day_before(atom.start) if step < 0 else context.last
    if last is None and step == 0:
        return None
    base = context.anchor if last is None else (last.last if step > 0 else last.first)
    if base is None:
        return None
    value = _stepped(base, step, unit)
    return None if value is not None and _overshoots(value, base, atom, context) else value


def _stepped(base: date, step: int, unit: str) -> Value | None:
    if unit == "week":
        monday = weekday_near(base, 0, "past") + 7 * step * DAY
        return days(monday, monday + 6 * DAY, 1, True)
    if unit == "month":
        return month_value(*add_months(base.year, base.month, step), 0, True)
    if unit == "year":
        return year_value(base.year + step, None, 0, True)
    return _moved(base, step)


RELATIVE: dict[str, Callable[[Atom, Context], Value | None]] = {
    "today": _today,
    "overnight": _overnight,
    "offset": _offset,
    "anaphor": _anaphor,
}
