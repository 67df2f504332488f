"""The office table: who held an office on a day, and whether the table can know."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from importlib.resources import as_file, files
from itertools import groupby
from pathlib import Path

import msgspec
from msgspec import Struct

from factcheck.reference.readers import ReferenceFile, read_reference
from factcheck.reference.tenure import ReferenceError, Tenure  # noqa: A004

__all__ = ["BUILT_IN", "ReferenceError", "ReferenceTable", "Tenure", "load_reference"]

BUILT_IN = "office_holders.csv"

_Office = tuple[str, str]


class ReferenceTable(Struct, frozen=True):
    """Tenures by office and polity. Make one with `load_reference` or `ReferenceTable.of`.

    `version` is the latest day that any row speaks for and a hash of the rows, "2025-10-31+ab12cd34";
    `warnings` tell what of the extra files was left out.
    """

    by_office: dict[_Office, tuple[Tenure, ...]]
    version: str
    warnings: tuple[str, ...] = ()

    @classmethod
    def of(cls, tenures: Iterable[Tenure], warnings: Sequence[str] = ()) -> ReferenceTable:
        """A table of `tenures`, in the order of office, polity, start and person."""
        rows = sorted(tenures, key=_order)
        grouped = {key: tuple(group) for key, group in groupby(rows, key=_office)}
        return cls(grouped, _version(rows), tuple(warnings))

    def tenures(self, office: str, polity: str) -> tuple[Tenure, ...]:
        """All tenures of an office, earliest first; none where the table does not know the office."""
        return self.by_office.get((office, polity), ())

    def holders(self, office: str, polity: str, on: date) -> tuple[Tenure, ...]:
        """Who was in office on that day, earliest first.

        Both ends count, so a handover day names both. An open tenure counts up to its `as_of`: ask
        `covers` first to tell a vacant office from a day that the table does not know.
        """
        return tuple(row for row in self.tenures(office, polity) if row.start <= on <= row.last_day)

    def covers(self, office: str, polity: str, on: date) -> bool:
        """Whether the table knows who held the office that day, if only that nobody did."""
        rows = self.tenures(office, polity)
        last = self.last_known(office, polity)
        return last is not None and rows[0].start <= on <= last

    def last_known(self, office: str, polity: str) -> date | None:
        """The last day the table speaks for; None where it does not know the office."""
        return max((row.as_of for row in self.tenures(office, polity)), default=None)


def load_reference(extra: Sequence[Path] = ()) -> ReferenceTable:
    """The built-in table, with the rows of the `extra` files.

    An extra file's rows replace all rows read before it for the same office and polity, built-in ones
    included. Raises ReferenceError for a file that cannot be read; what of a file could not be used
    is told in the table's `warnings`.
    """
    rows = {key: list(group) for key, group in groupby(sorted(_built_in().tenures, key=_order), key=_office)}
    warnings: list[str] = []
    for path in extra:
        found = read_reference(path)
        warnings.extend(found.warnings)
        for key, group in groupby(sorted(found.tenures, key=_order), key=_office):
            rows[key] = list(group)
    return ReferenceTable.of((row for group in rows.values() for row in group), warnings)


@cache
def _built_in() -> ReferenceFile:
    with as_file(files("factcheck.reference") / "data" / BUILT_IN) as path:
        return read_reference(path)


def _office(row: Tenure) -> _Office:
    return row.office, row.polity


def _order(row: Tenure) -> tuple[str, str, date, date, str]:
    return row.office, row.polity, row.start, row.last_day, row.person


def _version(rows: Sequence[Tenure]) -> str:
    digest = hashlib.sha256(msgspec.json.encode(rows)).hexdigest()[:8]
    latest = max((row.as_of for row in rows), default=None)
    return f"{latest.isoformat() if latest else 'empty'}+{digest}"
