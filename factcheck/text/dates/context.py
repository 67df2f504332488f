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
        self.dateline_start = -1
        self.last: LastDay | None = None
        self.last_period: LastDay | None = None
        self._last_stated: LastDay | None = None
        self.stated_days: dict[tuple[int, int], int] = {}
        self.stated_months: dict[int, tuple[int, int]] = {}
        self.stated_year: int | None = None
        self.numeric_order = ""
        self._tenses = tenses

    def tense(self, start: int, end: int) -> str:
        """The tense of a mention, "past", "future" or "unknown": as told from outside, else by the words around it."""
        told = self._tenses(start, end) if self._tenses is not None else "unknown"
        return told if told in ("past", "future") else tense_of(self.text, start, end)

    def year_called(self, phrase: str) -> int | None:
        """The year called "this", "last" or "next" by the anchor, "that" or "the same" by the year last stated."""
        step = {"last": -1, "this": 0, "next": 1}.get(phrase.lower())
        if step is not None:
            return None if self.anchor is None else self.anchor.year + step
        if self.stated_year is not None:
            return self.stated_year
        return None if self.last is None else self.last.first.year

    def remember(self, first: date, last: date, end: int, counted: bool) -> None:
        """Keep the days of a mention for the phrases that refer back to it.

        `counted` says that it was itself counted from an earlier one ("a day earlier").
        """
        self.last = LastDay(first, last, end)
        if not counted:
            self._last_stated = self.last

    def day_before(self, start: int) -> LastDay | None:
        """What "a day earlier" at `start` counts from: the last mention; one that was itself counted only
        inside its paragraph, else two sidelines of an article would add up."""
        last = self.last
        return last if last is None or self.layout.same_paragraph(last.end, start) else self._last_stated

    def months_back(self) -> Iterator[tuple[int, int]]:
        """The anchor's month and the eleven before it."""
        if self.anchor is not None:
            for count in range(12):
                yield add_months(self.anchor.year, self.anchor.month, -count)
