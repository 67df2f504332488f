"""Position-held statements (P39) as the Wikidata query service exports them.

The names of the variables are the query's own, so the usual spellings are all read. A statement that
cannot be used is left out with a warning; nothing is left out silently.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from factcheck.reference.dates import DAY, Span, parse_span
from factcheck.reference.positions import Position, is_acting, read_position
from factcheck.reference.tenure import ReferenceError, Tenure, row_name  # noqa: A004

_SPELLINGS: dict[str, tuple[str, ...]] = {
    "person": ("person", "item", "holder", "officeholder", "human", "politician", "minister", "incumbent"),
    "position": ("position", "office", "post", "role", "positionheld"),
    "start": ("start", "startdate", "starttime", "from", "begin"),
    "end": ("end", "enddate", "endtime", "to", "until"),
    "country": ("country", "jurisdiction", "polity", "state"),
    "nature": ("nature", "natureofstatement", "qualifier", "acting", "status", "circumstances"),
    "start precision": ("startprecision", "startdateprecision", "starttimeprecision"),
    "end precision": ("endprecision", "enddateprecision", "endtimeprecision"),
    "aliases": ("personalt", "itemalt", "holderalt", "aliases", "alias"),
    "as of": ("asof", "retrieved"),
}
_UNKNOWN = re.compile(r"_:.*|t\d+|https?://www\.wikidata\.org/\.well-known/genid/.*")
_ENTITY = re.compile(r"(?:https?://www\.wikidata\.org/entity/)?[QP]\d+")
_FILE_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

Row = tuple[str, Mapping[str, str]]


class _Statement(Struct, frozen=True):
    place: str
    person: str
    aliases: tuple[str, ...]
    position: Position
    acting: bool
    start: Span
    end: Span | None
    end_unknown: bool
    retrieved: date | None


def is_export(header: Iterable[str]) -> bool:
    """Whether the variables are those of an export: a person, a position and a start, however spelt."""
    return {"person", "position", "start"} <= set(_variables(header))


def export_rows(path: Path, data: object) -> list[Row]:
    """The rows of a JSON export as (place in the file, variable → value).

    Takes SPARQL JSON (head and bindings) and simple JSON (a list of objects); an unbound variable is
    left out, a blank node is "_:…". Raises ReferenceError for any other JSON.
    """
    if isinstance(data, dict) and isinstance(data.get("results"), dict):
        data = data["results"].get("bindings")
    if not isinstance(data, list) or not all(isinstance(row, dict) for row in data):
        raise ReferenceError(path, "is JSON of another shape; download the query's result as JSON again")
    return [(f"row {number}", {key: _value(cell) for key, cell in row.items()}) for number, row in enumerate(data, 1)]


def read_export(path: Path, rows: Sequence[Row]) -> tuple[tuple[Tenure, ...], tuple[str, ...]]:
    """The tenures of an export, in its order, and what could not be used.

    An export does not say when it was made: its rows are known up to the `asOf` or `retrieved` variable,
    else the later of a date in the file's name ("ministers-2025-10-31.csv") and the latest start in it.
    Raises ReferenceError when there is no variable for person, position or start.
    """
    header = dict.fromkeys(name for _, row in rows for name in row)
    variables = _variables(header)
    lacking = [name for name in ("person", "position", "start") if name not in variables]
    if lacking and rows:
        names = ", ".join(sorted(header)) or "none"
        raise ReferenceError(
            path, f"no variable for {' or '.join(lacking)} in {names}; select ?personLabel ?positionLabel ?start ?end"
        )
    warnings: list[str] = []
    statements: list[_Statement] = []
    for place, row in rows:
        try:
            statements.append(_statement(place, _Cells(row, variables)))
        except ValueError as error:
            warnings.append(f"{path.name}, {place}: {error}; left out")
    tenures = _tenures(path, statements, warnings)
    return tenures, (*warnings, *_doubts(path, rows, variables, tenures))


class _Cells:
    """One row, read by what its variables mean."""

    def __init__(self, row: Mapping[str, str], variables: Mapping[str, tuple[str, ...]]) -> None:
        self._row = row
        self._variables = variables

    def get(self, meaning: str) -> str:
        """The first value that is no entity address: a label, a date, a blank node; else ""."""
        names = self._variables.get(meaning, ())
        values = (self._row.get(name, "").strip() for name in names)
        return next((value for value in values if value and not _ENTITY.fullmatch(value)), "")

    def precision(self, meaning: str) -> int:
        """Wikidata's number for the precision of a date; a full date where the export has none."""
        stated = self.get(meaning)
        return int(stated) if stated.isdecimal() else DAY


def _variables(header: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Meaning → the variables that carry it, labels first."""
    found: dict[str, list[tuple[bool, int, str]]] = {}
    for name in header:
        folded = re.sub(r"[^a-z]", "", name.lower())
        label = folded.endswith("label")
        folded = folded.removesuffix("label")
        for meaning, spellings in _SPELLINGS.items():
            if folded in spellings:
                found.setdefault(meaning, []).append((not label, spellings.index(folded), name))
    return {meaning: tuple(name for _, _, name in sorted(names)) for meaning, names in found.items()}


def _value(cell: object) -> str:
    if isinstance(cell, dict):
        value = str(cell.get("value", ""))
        return f"_:{value}" if cell.get("type") == "bnode" else value
    return "" if cell is None else str(cell)


def _statement(place: str, cells: _Cells) -> _Statement:
    """One statement. Raises ValueError with what is wrong with it."""
    person = cells.get("person")
    if not person or _UNKNOWN.fullmatch(person):
        raise ValueError("the person has no name in English")
    label = cells.get("position")
    position = read_position(label, cells.get("country"))
    if position is None:
        raise ValueError(f"{person}: position {label!r} is not among the offices known, or its country is not clear")
    start, end, retrieved = cells.get("start"), cells.get("end"), cells.get("as of")
    if not start or _UNKNOWN.fullmatch(start):
        raise ValueError(f"{person}, {label}: the start is not known")
    end_unknown = bool(_UNKNOWN.fullmatch(end))
    first = parse_span(start, cells.precision("start precision"))
    last = parse_span(end, cells.precision("end precision")) if end and not end_unknown else None
    if last is not None and last.last < first.first:
        raise ValueError(f"{person}, {label}: the end {last.last} is before the start {first.first}")
    return _Statement(
        place=place,
        person=person,
        aliases=tuple(name.strip() for name in re.split(r"[|,;]", cells.get("aliases")) if name.strip()),
        position=position,
        acting=position.acting or is_acting(cells.get("nature")),
        start=first,
        end=last,
        end_unknown=end_unknown,
        retrieved=parse_span(retrieved).first if retrieved else None,
    )


def _tenures(path: Path, statements: Sequence[_Statement], warnings: list[str]) -> tuple[Tenure, ...]:
    """The statements as tenures; a statement that a join has multiplied counts once."""
    made: dict[str, Tenure] = {}
    known = _known_until(path, statements)
    for statement in statements:
        tenure = _tenure(path.name, statement, known)
        before = made.setdefault(tenure.row, tenure)
        if (before.end, before.qualifier) != (tenure.end, tenure.qualifier):
            warnings.append(f"{path.name}, {statement.place}: {tenure.row} stands there with another end; left out")
    return tuple(made.values())


def _tenure(table: str, statement: _Statement, known: date) -> Tenure:
    as_of = statement.retrieved or known
    start, end = statement.start, statement.end
    last = end.last if end else None
    slack = max(start.slack, end.slack if end else 0)
    if statement.end_unknown:
        # The person left, nobody says when: as wide as the file allows, so that it rules nobody out.
        last = max(as_of, start.last)
        slack = max(slack, (last - start.first).days)
    office, polity = statement.position.office, statement.position.polity
    return Tenure(
        person=statement.person,
        aliases=statement.aliases,
        office=office,
        polity=polity,
        qualifier="acting" if statement.acting else "",
        start=start.first,
        end=last,
        as_of=as_of,
        source=f"Wikidata, {table}",
        table=table,
        row=row_name(polity, office, start.first, statement.person),
        slack=slack,
    )


def _known_until(path: Path, statements: Sequence[_Statement]) -> date:
    """The date in the file's name, but no day before the latest start: the name may mean something else."""
    days = [statement.start.first for statement in statements]
    for written in _FILE_DATE.findall(path.stem):
        try:
            days.append(parse_span(written).first)
        except ValueError:
            continue
    return max(days, default=date.min)


def _doubts(
    path: Path, rows: Sequence[Row], variables: Mapping[str, tuple[str, ...]], tenures: Sequence[Tenure]
) -> Iterable[str]:
    """What is used, and yet may not mean what it says."""
    if "start precision" not in variables:
        new_year = sum(row.start.month == row.start.day == 1 for row in tenures)
        if new_year:
            yield (
                f"{path.name}: {new_year} of {len(rows)} rows start on 1 January and the export states no precision; "
                "they are taken as that day, though Wikidata writes a bare year so"
            )
    still_open = Counter((row.polity, row.office) for row in tenures if row.end is None)
    for (polity, office), count in sorted(still_open.items()):
        if count > 1:
            yield f"{path.name}: {polity} {office} has {count} tenures without an end; each counts as in office"
