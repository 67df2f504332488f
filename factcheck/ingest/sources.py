"""sources.csv: a table in a folder that says where the files at or below it come from."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from msgspec import Struct

from factcheck.ingest.delimiters import delimiter_naming
from factcheck.ingest.encoding import decode
from factcheck.ingest.records import UnreadableFile, field_name

TABLE_NAME = "sources.csv"
_FIELDS = ("source", "published", "url", "title")


class SourceTable(Struct, frozen=True):
    """The rows of a table by their path, relative to `folder` with forward slashes."""

    folder: Path
    rows: dict[str, dict[str, str]]

    def fields(self, file: Path, fragment: str = "") -> dict[str, str]:
        """What the table says of `file` (or of a record in it): the nearest row wins, field by field."""
        try:
            relative = file.relative_to(self.folder)
        except ValueError:
            return {}
        keys = [parent.as_posix() for parent in reversed(relative.parents)] + [relative.as_posix()]
        if fragment:
            keys.append(f"{relative.as_posix()}#{fragment}")
        found: dict[str, str] = {}
        for key in keys:
            found |= self.rows.get(key, {})
        return found

    def without_file(self) -> list[str]:
        """Paths of rows that name nothing in the folder."""
        return [path for path in self.rows if not (self.folder / path.partition("#")[0]).exists()]


def read_table(path: Path) -> SourceTable:
    """The table at `path`. Raises UnreadableFile where it is no table with a path column, OSError as open does."""
    text, _ = decode(path.read_bytes())
    delimiter = delimiter_naming(text, lambda name: name.strip().lower() == "path")
    if not delimiter:
        raise UnreadableFile("a sources.csv needs a column path")
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    names = {name: name.strip().lower() for name in reader.fieldnames or [] if name}
    rows: dict[str, dict[str, str]] = {}
    try:
        for row in reader:
            cells = {names[name]: (value or "").strip() for name, value in row.items() if name in names}
            place = cells["path"].replace("\\", "/").removeprefix("./").rstrip("/")
            known = {field_name(name): value for name, value in cells.items() if value}
            if place:
                rows[place] = {name: known[name] for name in _FIELDS if name in known}
    except csv.Error as error:
        raise UnreadableFile(f"not a valid table: {error}") from error
    return SourceTable(path.parent, rows)
