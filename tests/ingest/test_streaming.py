"""A file of records is read line by line, and counted before: the same articles as from the file seen whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factcheck.ingest import count, read
from factcheck.ingest.encoding import is_utf8
from factcheck.ingest.json_records import read_jsonl, stream_jsonl

RECORD = json.dumps({"text": "Nine died in Oran — “all were asleep”.", "id": "n1"}, ensure_ascii=False)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_by_line_is_as_whole(tmp_path: Path, end: str, mark: str) -> None:
    data = (mark + end.join([RECORD, "", "{", '{"text": ""}', '{"text": "Ten died."}'])).encode()
    file = tmp_path / "wire.jsonl"
    file.write_bytes(data)
    stream = stream_jsonl(file)
    assert stream is not None
    assert list(stream) == list(read_jsonl(data))
    assert len(list(read_jsonl(data))) == 4


@pytest.mark.parametrize(
    "data",
    [
        RECORD.encode("cp1252"),
        RECORD.encode("utf-16"),
        RECORD.encode("utf-16-le"),
        b"%PDF-1.7",
        b'{"text": "\xe2\x80',
        bytes(range(32)) * 40,
    ],
)
def test_what_is_no_utf_8_has_to_be_seen_whole(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "wire.jsonl"
    file.write_bytes(data)
    assert not is_utf8(file)
    assert stream_jsonl(file) is None


def test_articles_are_counted_before_they_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nine died.", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(f"{RECORD}\n\n{json.dumps({'text': 'Ten died.'})}\n", encoding="utf-8")
    (tmp_path / "c.csv").write_text('text,id\n"Nine\ndied.",1\n\nTen died.,2\n', encoding="utf-8")
    (tmp_path / "d.json").write_text(json.dumps([{"text": "One died."}, {"text": "Two died."}]), encoding="utf-8")
    (tmp_path / "e.json").write_text(json.dumps({"text": "Three died."}), encoding="utf-8")
    (tmp_path / "sources.csv").write_text("path,source\na.txt,The Larch\n", encoding="utf-8")
    (tmp_path / "notes.pdf").write_bytes(b"%PDF-1.7")
    assert count([tmp_path]) == len(list(read([tmp_path]))) == 8
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    assert count([tmp_path, tmp_path / "a.txt"]) == 9
