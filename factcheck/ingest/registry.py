"""Which reader reads which file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from factcheck.ingest.json_records import (
    count_csv,
    count_json,
    count_jsonl,
    read_csv,
    read_json,
    read_jsonl,
    stream_jsonl,
)
from factcheck.ingest.plain import read_plain
from factcheck.ingest.records import BadRecord, Draft

Reader = Callable[[bytes], Iterator[Draft | BadRecord]]


def read_html(data: bytes) -> Iterator[Draft | BadRecord]:
    """The copy of a page; what takes pages apart is imported when there is one."""
    from factcheck.ingest import html

    return html.read_html(data)


READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".md": read_plain,
    ".html": read_html,
    ".htm": read_html,
    ".json": read_json,
    ".jsonl": read_jsonl,
    ".csv": read_csv,
}
"""Suffix, in small letters, to reader. A reader takes a file's bytes and raises UnreadableFile."""

STREAMS: dict[str, Callable[[Path], Iterator[Draft | BadRecord] | None]] = {".jsonl": stream_jsonl}
"""Suffix to what reads a file record by record, never whole; it gives None for a file that has to be seen whole."""

COUNTERS: dict[str, Callable[[Path], int]] = {".json": count_json, ".jsonl": count_jsonl, ".csv": count_csv}
"""Suffix to what counts records without reading them for good; other files are one article. May raise ValueError."""
