"""Whatever bytes a file holds, reading ends in articles, notes or messages."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from factcheck.ingest import Unreadable, read
from factcheck.ingest.registry import READERS
from factcheck.model.article import Article
from factcheck.text.offsets import line_column

_PIECES = st.sampled_from(
    [
        *(b"---\n", b"source: X\n", b"published: 2024-99-99\n", b"\n\n", b"\r\n", b"caf\xe9 ", b"\xc3\xa9"),
        *(b"text,title\n", b'"a\nb",c\n', b'{"text": ', b'"x"}', b"[", b"]", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf"),
        *(b"<p>", b"</p>", b"<!--", b"<![x", b"<?xml", b"&#x110000;", b"<script>", b"<div", b"<html>"),
        b"Nine people met on 9 November 2025.",
    ]
)


@pytest.mark.parametrize("suffix", sorted(READERS))
@settings(max_examples=60, deadline=None)
@given(data=st.one_of(st.binary(max_size=200), st.lists(_PIECES, max_size=12).map(b"".join)))
@example(data=b"<![x")
@example(data=b'{"text": "' + b"[" * 5000)
def test_reading_never_breaks_off(suffix: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / f"a{suffix}").write_bytes(data)
        (Path(folder) / "z.txt").write_text("The last one.")
        *found, last = read([folder])
    assert isinstance(last, Article)
    assert last.text == "The last one."
    for entry in found:
        assert entry.path.startswith("a.")
        if isinstance(entry, Article):
            assert entry.text.strip()
            entry.text.encode("utf-8")
            line_column(entry, len(entry.text))
        elif isinstance(entry, Unreadable):
            assert entry.message
    if not data:
        assert len(found) <= 1
