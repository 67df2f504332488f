"""Plain text and Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.ingest.encoding import decode
from factcheck.ingest.header import split_header
from factcheck.ingest.records import BadRecord, Draft


def read_plain(data: bytes) -> Iterator[Draft | BadRecord]:
    """One draft: the copy after the header. Raises UnreadableFile for binary data."""
    text, warnings = decode(data)
    header = split_header(text)
    before = text[: header.end]
    yield Draft(
        text=text[header.end :],
        fields=header.fields,
        line=before.count("\n") + 1,
        column=header.end - before.rfind("\n"),
        title_at=_place(before, header.fields.get("title", "")),
        warnings=warnings + header.warnings,
    )


def _place(header: str, title: str) -> tuple[int, int] | None:
    """Line and column of the title in the header; None where it is written otherwise there."""
    at = header.find(title) if title else -1
    return None if at < 0 else (header.count("\n", 0, at) + 1, at - header.rfind("\n", 0, at))
