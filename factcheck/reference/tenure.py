"""One row of an office table, and the error of a table that cannot be read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec import Struct


class ReferenceError(Exception):  # noqa: A001 - the public name; Python's own is about weak references
    """A reference file that cannot be read: `path` names it, `message` the line and what to do."""

    def __init__(self, path: Path | str, message: str) -> None:
        super().__init__(path, message)
        self.path = path
        self.message = message

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


class Tenure(Struct, frozen=True):
    """One person's time in one office.

    `office` is a key such as "foreign minister", `polity` an ISO 3166-1 alpha-2 code, or "UN", "EU",
    "NATO". `qualifier` is "acting" or "". `end` is None while the person is still in office at `as_of`,
    the last day for which the row is known. Dates known to the month or year are as wide as they can
    be (first day of the start, last day of the end) and `slack` is by how many days either may lie
    further in. `table` and `row` name the place in the table; a row's name does not change when other
    rows are added.
    """

    person: str
    aliases: tuple[str, ...]
    office: str
    polity: str
    qualifier: str
    start: date
    end: date | None
    as_of: date
    source: str
    table: str
    row: str
    slack: int = 0

    @property
    def last_day(self) -> date:
        """The last day on which the person is known to have held the office."""
        return self.as_of if self.end is None else self.end

    @property
    def names(self) -> tuple[str, ...]:
        """The person's name and its other spellings."""
        return (self.person, *self.aliases)


def row_name(polity: str, office: str, start: date, person: str) -> str:
    """The name of a row: "NO/prime minister/2021-10-14/Jonas Gahr Støre"."""
    return f"{polity}/{office}/{start.isoformat()}/{person}"
