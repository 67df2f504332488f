"""What is known while a text is read: its anchor, its layout, and what it has said so far."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from msgspec import Struct

from factcheck.text.dates.calendars import add_months
from factcheck.text.dates.layout import Layout
from factcheck.text.dates.tense import tense_of

Tenses = Callable[[int, int], str]


class LastDay(Struct, frozen=True):
    """The days that the nearest earlier mention covers, and where that mention ends."""

    first: date
    last: date
    end: int


class Context:
    """The state of one reading, from left to right."""

    def __init__(self, text: str, anchor: date | None, tenses: Tenses | None) -> None:
        self.text = text
        self.anchor = anchor
        self.layout = Layout(text)
        self.last: LastDay | None = None
        self.stated_days: dict[tuple[int, int], int] = {}
        self.stated_months: dict[int, tuple[int, int]] = {}
        self.numeric_order = ""
        self._tenses = tenses

    def tense(self, start: int, end: int) -> str:
        """ "past", "future" or "unknown" for a mention: as told from outside, else by the words around it."""
        told = self._tenses(start, end) if self._tenses is not None else "unknown"
        return told if told in ("past", "future") else tense_of(self.text, start, end)

    def remember(self, first: date, last: date, end: int) -> None:
        """Keep the days of a mention for the phrases that refer back to it."""
        self.last = LastDay(first, last, end)

    def months_back(self) -> Iterator[tuple[int, int]]:
        """The anchor's month and the eleven before it."""
        if self.anchor is not None:
            for count in range(12):
                yield add_months(self.anchor.year, self.anchor.month, -count)
