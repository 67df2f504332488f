"""A table of claims as published sets have it: object, source, value, and what else is known."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from factcheck.model.audit import Statement
from factcheck.model.values import Bounds
from factcheck.reliability.cases import Case, make_case, never
from factcheck.reliability.hierarchy import Hierarchy
from factcheck.reliability.numbers import allows, is_point, later_totals, small_first
from factcheck.text.numbers import find_numbers

NAMES = {"object": ("object", "obj"), "source": ("source", "src"), "value": ("value",)}
OPTIONAL = ("kind", "time", "origin")
NUMBER, TOLL = "number", "toll"


class BadTable(ValueError):
    """A table that can't be used; the message names the file and says what to do."""


class ClaimTable(Struct, frozen=True):
    """The statements of a table in its order, and the hierarchy of its values where there is one."""

    statements: tuple[Statement, ...]
    hierarchy: Hierarchy


def read_table(file: Path, hierarchy: Path | None = None) -> ClaimTable:
    """Reads claims (CSV: object or obj, source or src, value; kind, time and origin if known) and a hierarchy (ID,
    name, parentID). Raises BadTable."""
    columns, rows = _rows(file)
    names = {wanted: _column(columns, file, known) for wanted, known in NAMES.items()}
    if not rows:
        raise BadTable(f"{file}: has no rows")
    extra = {name: column for column in columns if (name := column.strip().lower()) in OPTIONAL}
    statements = (
        _statement(file, line, {key: row[name] for key, name in names.items()}, {n: row[c] for n, c in extra.items()})
        for line, row in enumerate(rows, start=1)
    )
    return ClaimTable(tuple(statements), Hierarchy([] if hierarchy is None else _nodes(hierarchy)))


def is_claim_table(file: Path) -> bool:
    """Whether a file is a CSV table with the columns of claims; a table of articles has `text` and is none."""
    if file.suffix.lower() != ".csv" or not file.is_file():
        return False
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            columns = {name.strip().lower() for name in next(csv.reader(lines), [])}
    except (OSError, ValueError, csv.Error):
        return False
    return "text" not in columns and all(columns & set(known) for known in NAMES.values())


def _rows(file: Path) -> tuple[list[str], list[dict[str, str]]]:
    """The columns and rows of a CSV table. Raises BadTable."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines, strict=True)
            columns = next(reader, [])
            rows = [row for row in reader if row]
    except OSError as error:
        raise BadTable(f"{file}: cannot be read: {error.strerror or error}") from error
    except (ValueError, csv.Error) as error:
        raise BadTable(f"{file}: is no CSV table in UTF-8: {error}") from error
    for line, row in enumerate(rows, start=1):
        if len(row) != len(columns):
            many = f"row {line} has {len(row)} fields and the header {len(columns)}"
            raise BadTable(f"{file}: {many}; put a value with commas into quotation marks")
    return columns, [dict(zip(columns, row, strict=True)) for row in rows]


def _column(columns: Sequence[str], file: Path, known: Sequence[str]) -> str:
    for name in columns:
        if name.strip().lower() in known:
            return name
    raise BadTable(f"{file}: no column {' or '.join(known)}; it has {', '.join(columns) or 'no header'}")


def _statement(file: Path, line: int, given: Mapping[str, str], extra: Mapping[str, str]) -> Statement:
    blank = [key for key, text in given.items() if not text.strip()]
    if blank:
        raise BadTable(f"{file}: row {line} has no {blank[0]}")
    kind, time, origin = (extra.get(name, "").strip() for name in OPTIONAL)
    try:
        day = date.fromisoformat(time[:10]) if time else None
    except ValueError as error:
        raise BadTable(f"{file}: row {line}: time {time!r} is no ISO date such as 2025-10-31") from error
    return Statement(
        id=f"row {line}",
        object=given["object"],
        source=given["source"],
        value=given["value"],
        kind=kind,
        origin=origin,
        day=day,
        where=f"{file.name}:{line + 1}",
    )


def _nodes(file: Path) -> list[tuple[str, str, str]]:
    columns, rows = _rows(file)
    node, name, parent = (_column(columns, file, (known,)) for known in ("id", "name", "parentid"))
    return [(row[node], row[name], row[parent]) for row in rows]


def table_cases(table: ClaimTable) -> tuple[Case, ...]:
    """A case an object and kind, in the order of the table."""
    groups: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in table.statements:
        groups[statement.object, statement.kind].append(statement)
    containers = {above for s in table.statements for above in table.hierarchy.above(s.value)}
    return tuple(_case(group, table.hierarchy, containers) for group in groups.values())


def _case(group: Sequence[Statement], hierarchy: Hierarchy, containers: set[str]) -> Case:
    key = (group[0].object, group[0].object)
    if group[0].kind not in (NUMBER, TOLL):
        return make_case(
            key, group, lambda s, value: int(hierarchy.covers(s.value, value)), lambda s: s.value in containers
        )
    numbers = {s.value: _bounds(s.value) for s in group}
    return make_case(
        key,
        group,
        lambda s, value: allows(numbers[s.value], numbers[value]),
        lambda s: not is_point(numbers[s.value]),
        later_totals(group, numbers) if group[0].kind == TOLL else never,
        lambda value: small_first(numbers[value]),
    )


def _bounds(value: str) -> Bounds | None:
    found = find_numbers(value)
    return found[0].bounds if len(found) == 1 else None
