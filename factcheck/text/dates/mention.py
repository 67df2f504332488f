"""What the date grammar finds."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.values import DateValue


class DateMention(Struct, frozen=True, kw_only=True):
    """A date or time in text: `text[start:end]` are its words, `iso` its value.

    `iso` and `precision` are those of `DateValue`: a date, month, year, date-time or interval `a/b` of
    two of a kind; `--10-19` where the year is unknown; `T18:08` where the day is. `tolerance` is in days.
    `relative` is set where the value was worked out from the anchor or an earlier mention (a weekday,
    "two days later"), `clock` where it has a time of day. `weekday_conflict` is the weekday the date really
    falls on where the copy states another one. `bare` marks a year that stands alone before a noun
    ("the 2015 operation"), the weakest evidence for a date. `holiday` marks a day that is called by a name of its own.
    """

    start: int
    end: int
    iso: str
    precision: str
    tolerance: int = 0
    weekday_conflict: str = ""
    relative: bool = False
    clock: bool = False
    bare: bool = False
    holiday: bool = False

    def moved(self, by: int) -> DateMention:
        """The same mention where the text begins `by` characters further on."""
        return replace(self, start=self.start + by, end=self.end + by)

    @property
    def value(self) -> DateValue:
        """The value as a claim carries it."""
        return DateValue(iso=self.iso, precision=self.precision, tolerance=self.tolerance)
