"""Readers of office tables: our own CSV layout, and Wikidata query exports (see wikidata.py)."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from factcheck.reference.dates import Span, parse_span
from factcheck.reference.tenure import ReferenceError, Tenure, row_name  # noqa: A004
from factcheck.reference.wikidata import export_rows, is_export, read_export

__all__ = ["COLUMNS", "ReferenceError", "ReferenceFile", "read_reference"]

COLUMNS = ("person", "aliases", "office", "polity", "qualifier", "from", "to", "as_of", "source")
QUALIFIERS = ("", "acting")

_POLITY = re.compile(r"[A-Z]{2,8}")


class ReferenceFile(Struct, frozen=True):
    """What one file gave: its tenures in file order, and what could not be used."""

    tenures: tuple[Tenure, ...]
    warnings: tuple[str, ...] = ()


def read_reference(path: Path) -> ReferenceFile:
    """The tenures of one file; the layout is told from its content, not its name.

    Reads our own CSV (`COLUMNS`) and Wikidata query-service exports of position-held statements as CSV,
    SPARQL JSON or simple JSON. Raises ReferenceError when the file is missing, is neither, or has a bad
    row in our own layout; unusable rows of an export become warnings.
    """
    text = _text(path)
    if text.lstrip().startswith(("{", "[")):
        rows = export_rows(path, _json(path, text))
        return ReferenceFile(*read_export(path, rows))
    header, lines = _csv(path, text)
    if {"polity", "as_of"} & set(header) or {"office", "from"} <= set(header) or not is_export(header):
        return ReferenceFile(_own(path, header, lines))
    named = [(f"line {number}", dict(zip(header, cells, strict=False))) for number, cells in lines]
    return ReferenceFile(*read_export(path, named))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ReferenceError(path, f"cannot be read: {error.strerror}; check the path") from error
    except UnicodeDecodeError as error:
        raise ReferenceError(path, f"is not UTF-8 (byte {error.start}); save it as UTF-8") from error


def _json(path: Path, text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReferenceError(path, f"is not valid JSON ({error}); download the export again") from error


def _csv(path: Path, text: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The header and the non-empty lines, each with its number in the file."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    if not first:
        raise ReferenceError(path, f"is empty; the first line must name the columns {', '.join(COLUMNS)}")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    try:
        lines = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        raise ReferenceError(path, f"line {reader.line_num}: {error}; check the quotation marks") from error
    return [name.strip() for name in lines[0][1]], lines[1:]


def _own(path: Path, header: Sequence[str], lines: Sequence[tuple[int, list[str]]]) -> tuple[Tenure, ...]:
    _check_header(path, header)
    tenures: dict[str, Tenure] = {}
    for number, cells in lines:
        if len(cells) != len(header):
            raise ReferenceError(
                path, f"line {number}: has {len(cells)} cells, not {len(header)}; quote a cell that holds a comma"
            )
        cell = {name: value.strip() for name, value in zip(header, cells, strict=True)}
        try:
            tenure = _tenure(path.name, cell)
        except ValueError as error:
            raise ReferenceError(path, f"line {number}: {error}") from error
        if tenure.row in tenures:
            raise ReferenceError(path, f"line {number}: {tenure.row} stands there twice; remove one of the two")
        tenures[tenure.row] = tenure
    return tuple(tenures.values())


def _check_header(path: Path, header: Sequence[str]) -> None:
    missing = [name for name in COLUMNS if name not in header]
    unknown = [name for name in header if name not in COLUMNS]
    twice = sorted({name for name in header if header.count(name) > 1})
    faults = [
        f"{what} {', '.join(repr(name) for name in names)}"
        for what, names in (("missing", missing), ("unknown", unknown), ("doubled", twice))
        if names
    ]
    if faults:
        wanted = ", ".join(COLUMNS)
        raise ReferenceError(
            path,
            f"line 1: columns {'; '.join(faults)}. Name the columns {wanted}, "
            "or use a Wikidata export with at least personLabel, positionLabel and start",
        )


def _tenure(table: str, cell: Mapping[str, str]) -> Tenure:
    """A row of our own layout. Raises ValueError saying what is wrong and what to do."""
    for name in ("person", "office", "polity", "from", "as_of", "source"):
        if not cell[name]:
            raise ValueError(f"'{name}' is empty; fill it in")
    if cell["office"] != cell["office"].lower():
        raise ValueError(f"office {cell['office']!r} has capitals; write {cell['office'].lower()!r}")
    if not _POLITY.fullmatch(cell["polity"]):
        raise ValueError(f"polity {cell['polity']!r} is no code; write an ISO 3166-1 alpha-2 code, UN, EU or NATO")
    if cell["qualifier"] not in QUALIFIERS:
        raise ValueError(f"qualifier {cell['qualifier']!r} is not known; write acting or leave it empty")
    start = _date("from", cell)
    end = _date("to", cell) if cell["to"] else None
    as_of = _date("as_of", cell)
    if as_of.slack:
        raise ValueError(f"as_of {cell['as_of']!r} is not a full date; write it as 2021-08-25")
    _check_order(start, end, as_of.last)
    return Tenure(
        person=cell["person"],
        aliases=tuple(name.strip() for name in cell["aliases"].split("|") if name.strip()),
        office=cell["office"],
        polity=cell["polity"],
        qualifier=cell["qualifier"],
        start=start.first,
        end=end.last if end else None,
        as_of=as_of.last,
        source=cell["source"],
        table=table,
        row=row_name(cell["polity"], cell["office"], start.first, cell["person"]),
        slack=max(start.slack, end.slack if end else 0),
    )


def _date(column: str, cell: Mapping[str, str]) -> Span:
    try:
        return parse_span(cell[column])
    except ValueError as error:
        raise ValueError(f"'{column}': {error}") from error


def _check_order(start: Span, end: Span | None, as_of: date) -> None:
    if end is not None and end.last < start.first:
        raise ValueError(f"'to' {end.last} is before 'from' {start.first}; check both")
    latest = start.first if end is None else end.first
    if latest > as_of:
        raise ValueError(f"as_of {as_of} is before {latest}; give the day up to which the row is known")
