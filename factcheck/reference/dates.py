"""Dates of reference tables, with the width that their precision leaves."""

from __future__ import annotations

import calendar
import re
from datetime import date

from msgspec import Struct

_ISO = re.compile(r"\+?(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T[\d:.]*(?:Z|[+-]\d{2}:?\d{2})?)?")

DAY, MONTH, YEAR = 11, 10, 9  # as Wikidata numbers the precision of a date


class Span(Struct, frozen=True):
    """The first and last day that a date as written may mean."""

    first: date
    last: date

    @property
    def slack(self) -> int:
        """Days by which the date may be off; 0 for a full date."""
        return (self.last - self.first).days


def parse_span(text: str, precision: int = DAY) -> Span:
    """The days that `text` may mean.

    Reads `2021`, `2021-08`, `2021-08-25`, `2021-08-25T00:00:00Z`, the same with a leading `+`, and month
    or day `00` for "not known"; `precision` (Wikidata's 9 year, 10 month, 11 day) makes it coarser.
    Raises ValueError for anything else, dates before year 1 included.
    """
    match = _ISO.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a date; write it as 2021-08-25, 2021-08 or 2021")
    year, month, day = (int(part or 0) for part in match.groups())
    if precision <= YEAR or month == 0:
        return Span(date(year, 1, 1), date(year, 12, 31))
    if not 1 <= month <= 12:
        raise ValueError(f"{text!r} has no month {month}")
    if precision <= MONTH or day == 0:
        return Span(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
    return Span(date(year, month, day), date(year, month, day))
