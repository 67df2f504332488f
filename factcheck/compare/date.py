"""FC101: dates of one event."""

from __future__ import annotations

import re

from factcheck.compare.firmness import POINTED
from factcheck.compare.levels import Comparison, Level, Setting
from factcheck.model.claim import Claim, Modality
from factcheck.model.values import DateValue, Kind
from factcheck.text.dates.intervals import bounds, one_night, relation
from factcheck.text.phrasing import show

CODE = "FC101"
CLOCK = re.compile(r"\d{1,2}(?::\d\d)?\s*(?:[ap]\.?m|o.clock)", re.I)
MIDNIGHT = re.compile(
    r"\b(?:late|night|midnight|early|overnight|(?:12|[1-4])(?::\d\d)? ?a\.?m|(?:10|11)(?::\d\d)? ?p\.?m)", re.I
)
AROUND = 20
LASTING_DAYS = 4
# Families of events that come in many sittings and stages, each with a day of its own.
STAGED = frozenset({"court", "custody", "mourning", "statement", "office", "life", "protest"})
WEEK = 7
MONTH = 31
DAY_WORDS = r"day\b|today|night|morning|evening|noon|\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
HALF_DAY = 12
# Hours by which two accounts of one moment differ, and by which a slip of twelve hours may miss.
LOOSE_HOURS = 1.5
SLIP = 0.1


class CompareDates:
    """Compares two dates of one event: its day, its start, its end, its time of day."""

    kind = Kind.DATE
    code = CODE
    name = "date"

    def __call__(self, a: Claim, b: Claim, setting: Setting) -> Comparison:
        """Level of two dates. Start and end of an event that lasts are reconciled."""
        assert isinstance(a.value, DateValue)
        assert isinstance(b.value, DateValue)
        level, reason, confidence = _level(a, b, a.value, b.value, setting)
        return Comparison(
            level=level, code=CODE, a=show(a.value), b=show(b.value), reason=reason, confidence=confidence
        )


def _level(a: Claim, b: Claim, left: DateValue, right: DateValue, setting: Setting) -> tuple[Level, str, float]:
    if left.iso == right.iso:
        return Level.SAME, "both give the same date", 0.95
    found = relation(left.iso, right.iso, tolerance_days=max(left.tolerance, right.tolerance))
    if found in ("same", "within", "overlap"):
        return Level.COMPATIBLE, "one date lies within the other, or is the same less precisely", 0.9
    if found == "unknown":
        return Level.UNKNOWN, "the dates can't be compared: a year or a day is not known", 0.5
    if Modality.PLANNED in (a.modality, b.modality):
        return Level.UNKNOWN, "one is a plan", 0.5
    if setting.same_article or setting.family in STAGED:
        return Level.UNKNOWN, "several stages of it may have been dated", 0.5
    return _across(a, b, setting, adjacent=found == "adjacent")


def _across(a: Claim, b: Claim, setting: Setting, *, adjacent: bool) -> tuple[Level, str, float]:
    """Two dates that do not meet, in two articles: what may reconcile them, and apart where nothing does."""
    left, right = a.value, b.value
    assert isinstance(left, DateValue)
    assert isinstance(right, DateValue)
    gap = _gap(left.iso, right.iso)
    if setting.family in POINTED and gap is not None and not _same_event_days(a, b, gap):
        return Level.UNKNOWN, "a weekday or an hour alone, which may be that of another day in the story", 0.5
    if gap == WEEK and setting.family in POINTED and _bare(a, b):
        return Level.RECONCILABLE, "the same weekday of two weeks, and a weekday alone hangs on the publication", 0.5
    if gap == 0:
        return _times(left.iso, right.iso)
    if gap is not None and gap % WEEK == 0 and _by_weekday(a, left) and _by_weekday(b, right):
        return Level.UNKNOWN, "the same weekday of two weeks: a publication date may be off", 0.5
    both = a.attribute == b.attribute and a.attribute in ("start", "end")
    if {a.attribute, b.attribute} == {"start", "end"} and _in_order(a, b):
        return Level.RECONCILABLE, "one gives the start, the other the end", 0.75
    if not both and {a.attribute, b.attribute} & {"start", "end"} and gap is not None and gap <= LASTING_DAYS:
        return Level.RECONCILABLE, "one gives the start or the end of an event that lasted", 0.75
    if not both and setting.extended and gap is not None and gap <= 1:
        return Level.RECONCILABLE, "neighbouring days of an event that may have lasted over both", 0.7
    if gap == 1 and (_near_midnight(a) or _near_midnight(b) or one_night(left.iso, right.iso)):
        return Level.RECONCILABLE, "a day apart, either side of midnight", 0.6
    if not both and adjacent and ("T" in left.iso or "T" in right.iso or setting.family != "violence"):
        return Level.RECONCILABLE, "a day apart, which midnight or a time zone may explain", 0.6
    return Level.APART, "the dates exclude each other", 0.7


def _in_order(a: Claim, b: Claim) -> bool:
    """Whether the start lies before the end."""
    start, end = (a, b) if a.attribute == "start" else (b, a)
    if not isinstance(start.value, DateValue) or not isinstance(end.value, DateValue):
        return False
    first, last = bounds(start.value.iso), bounds(end.value.iso)
    return first is not None and last is not None and first[0] <= last[1]


def _same_event_days(a: Claim, b: Claim, gap: int) -> bool:
    """Whether two days of an event that happens at once can rival each other at all.

    An hour alone has borrowed its day; a weekday alone is good for the week about publication; and days a
    month apart are more likely two events.
    """
    if gap and (_hour_alone(a) or _hour_alone(b)):
        return False
    return gap <= WEEK if _bare(a, b) else gap <= MONTH


def _bare(a: Claim, b: Claim) -> bool:
    """Whether one of two dates is a weekday alone."""
    return any(isinstance(c.value, DateValue) and _by_weekday(c, c.value) for c in (a, b))


def _hour_alone(claim: Claim) -> bool:
    """Whether the words of a date give a time of day and no day."""
    left = CLOCK.sub("", claim.value_text)
    return CLOCK.search(claim.value_text) is not None and not re.search(DAY_WORDS, left, re.I)


def _times(first: str, second: str) -> tuple[Level, str, float]:
    """Two times of one day: hours apart they may be stages of it, half a day apart one of them is a slip."""
    left, right = _hour(first), _hour(second)
    if left is None or right is None:
        return Level.COMPATIBLE, "the same day, one of them with a time", 0.9
    apart = abs(left - right)
    if abs(apart - HALF_DAY) <= SLIP:
        return Level.APART, "the times lie half a day apart: morning and evening are confused", 0.75
    if apart <= LOOSE_HOURS:
        return Level.COMPATIBLE, "the times lie close together", 0.8
    return Level.UNKNOWN, "the times may be those of two stages of the event", 0.5


def _hour(iso: str) -> float | None:
    clock = re.search(r"T(\d\d)(?::(\d\d))?", iso)
    return int(clock[1]) + int(clock[2] or 0) / 60 if clock else None


def _by_weekday(claim: Claim, value: DateValue) -> bool:
    """Whether a date hangs on a weekday alone, and with it on the day of publication."""
    return not re.search(r"\d", CLOCK.sub("", claim.value_text)) and value.precision != "year"


def _near_midnight(claim: Claim) -> bool:
    """Whether the words about a date put it late in the evening or in the small hours."""
    start = claim.span[0] - claim.quote_start
    end = claim.span[1] - claim.quote_start
    return MIDNIGHT.search(claim.quote[max(0, start - AROUND) : end + AROUND]) is not None


def _gap(a: str, b: str) -> int | None:
    first, second = bounds(a), bounds(b)
    if first is None or second is None:
        return None
    return max((second[0] - first[1]).days, (first[0] - second[1]).days)
