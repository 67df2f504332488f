"""Records: .json (one object, a list, or {"articles": [...]}), .jsonl and .csv."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from factcheck.ingest.delimiters import delimiter_naming
from factcheck.ingest.encoding import decode, is_utf8, utf8_lines
from factcheck.ingest.records import BadRecord, Draft, UnreadableFile, field_name

_LONGEST_CELL = 2**31 - 1
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def read_json(data: bytes) -> Iterator[Draft | BadRecord]:
    """Drafts of one JSON document. A record's fragment is its id, else its number from 1; one lone object has none."""
    text, warnings = decode(data)
    try:
        document = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise UnreadableFile(f"not valid JSON: {error}") from error
    lone = isinstance(document, dict) and not isinstance(document.get("articles"), list)
    records = [document] if lone else document["articles"] if isinstance(document, dict) else document
    if not isinstance(records, list):
        raise UnreadableFile("neither an object nor a list of objects")
    at = 0
    for number, record in enumerate(records, 1):
        draft = _draft(record, "" if lone else str(number), warnings)
        if isinstance(draft, BadRecord):
            yield draft
            continue
        at, found = _locate(text, draft.text, at)
        yield _placed(draft, text, found)


def read_jsonl(data: bytes) -> Iterator[Draft | BadRecord]:
    """Drafts of a file with one JSON object a line. A record's fragment is its id, else its line."""
    text, warnings = decode(data)
    return _lines(text.split("\n"), warnings)


def stream_jsonl(file: Path) -> Iterator[Draft | BadRecord] | None:
    """The same, line by line; None where the file is not UTF-8 throughout, and has to be seen whole to be read."""
    return _lines(utf8_lines(file), ()) if is_utf8(file) else None


def _lines(lines: Iterable[str], warnings: tuple[str, ...]) -> Iterator[Draft | BadRecord]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            yield BadRecord(str(number), f"not valid JSON: {error}")
            continue
        draft = _draft(record, str(number), warnings)
        if isinstance(draft, BadRecord):
            yield draft
            continue
        _, found = _locate(line, draft.text, 0)
        yield replace(draft, line=number, column=max(found, 0) + 1)


def count_json(file: Path) -> int:
    """Records of one JSON document. Raises ValueError."""
    document = json.loads(file.read_bytes())
    records = document.get("articles") if isinstance(document, dict) else document
    return len(records) if isinstance(records, list) else 1


def count_jsonl(file: Path) -> int:
    """Lines that are not empty."""
    with file.open("rb") as lines:
        return sum(1 for line in lines if line.strip())


def count_csv(file: Path) -> int:
    """Rows of a table that are not empty, without its header. Raises ValueError."""
    csv.field_size_limit(_LONGEST_CELL)
    with file.open(encoding="utf-8", errors="replace", newline="") as lines:
        try:
            return max(0, sum(1 for row in csv.reader(lines) if any(row)) - 1)
        except csv.Error as error:
            raise ValueError(str(error)) from error


def read_csv(data: bytes) -> Iterator[Draft | BadRecord]:
    """Drafts of a table with a header row. A record's fragment is its id, else the line it begins on."""
    text, warnings = decode(data)
    csv.field_size_limit(_LONGEST_CELL)
    delimiter = delimiter_naming(text, lambda name: field_name(name) == "text")
    if not delimiter:
        raise UnreadableFile("a table without a text column (text, body or content)")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    names = [field_name(name) for name in next(reader)]
    starts = _line_starts(text)
    line = reader.line_num
    try:
        for row in reader:
            begin, line = line, reader.line_num
            if not any(cell.strip() for cell in row):
                continue
            draft = _draft(_first_of(names, row), str(begin + 1), warnings)
            if isinstance(draft, BadRecord):
                yield draft
                continue
            found = text.find(draft.text.replace('"', '""'), starts[begin])
            yield _placed(draft, text, found if found >= 0 else starts[begin])
    except csv.Error as error:
        yield BadRecord(str(line + 1), f"not a valid table from here on: {error}")


def _first_of(names: list[str], row: list[str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for name, cell in zip(names, row, strict=False):
        if name and cell and not fields.get(name):
            fields[name] = cell
    return fields


def _draft(record: object, number: str, warnings: tuple[str, ...]) -> Draft | BadRecord:
    """A draft of one record, or why it is none. Our own field names win over other names for the same."""
    if not isinstance(record, Mapping):
        return BadRecord(number, "the record is not an object")
    fields: dict[str, str] = {}
    for key in sorted(record, key=lambda key: str(key).lower() != field_name(str(key))):
        name, value = field_name(str(key)), _string(record[key])
        if name and value and not fields.get(name):
            fields[name] = value
    text = fields.pop("text", "").replace("\r\n", "\n").replace("\r", "\n")
    fragment = fields.get("id", number) if number else ""
    if not text.strip():
        return BadRecord(fragment, "no text (field text, body or content)")
    return Draft(text=text, fields=fields, fragment=fragment, warnings=warnings)


def _string(value: object) -> str:
    """A field's value as a string: lists joined, an object by its name, null as nothing."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, list):
        strings = [_string(item) for item in value]
        return ("\n\n" if any(len(item.split()) > 8 for item in strings) else ", ").join(filter(None, strings))
    if isinstance(value, Mapping):
        return _string(value.get("name") or value.get("title"))
    # An escape such as \ud83d without its other half is no character and cannot be written out again.
    return _LONE_SURROGATE.sub("\ufffd", str(value))


def _locate(raw: str, text: str, at: int) -> tuple[int, int]:
    """Where to look on, and where in `raw` the JSON string of `text` begins (-1 where it is written otherwise)."""
    for ascii_only in (False, True):
        written = json.dumps(text, ensure_ascii=ascii_only)
        found = raw.find(written, at)
        if found >= 0:
            return found + len(written), found + 1
    return at, -1


def _placed(draft: Draft, raw: str, at: int) -> Draft:
    before = raw[: max(at, 0)]
    return replace(draft, line=before.count("\n") + 1, column=len(before) - before.rfind("\n"))


def _line_starts(text: str) -> list[int]:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts
