"""Files between stages, on any file system that fsspec knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.distribute.cluster import EngineError
from factcheck.distribute.scratch import Layout, Scratch

pytest.importorskip("pyarrow")

LAYOUT = Layout("trial", {"bucket": "number", "what": "bytes", "keys": "bytes-list"})


@pytest.mark.parametrize("place", ["", "file://", "memory://"])
def test_rows_come_back_and_one_bucket_alone(place: str, tmp_path: Path) -> None:
    scratch = Scratch(f"{place}{tmp_path}")
    rows = [{"bucket": n % 3, "what": f"row {n}".encode(), "keys": [b"\xed\xa0\x80", b""][: n % 2]} for n in range(10)]
    names = [scratch.write(LAYOUT, rows[:6]), scratch.write(LAYOUT, []), scratch.write(LAYOUT, rows[6:])]
    assert sorted(scratch.read(LAYOUT, names), key=lambda row: row["what"]) == rows
    assert list(scratch.read(LAYOUT, names, 1)) == [rows[1], rows[4], rows[7]]
    assert list(scratch.read(LAYOUT, names, 5)) == []
    assert scratch.get(scratch.put(b"said")) == b"said"
    assert scratch.noted("part-1") is None
    scratch.note("part-1", b"done")
    scratch.note("part-1", b"done again")
    assert scratch.noted("part-1") == b"done again"


def test_each_attempt_has_a_name_of_its_own(tmp_path: Path) -> None:
    scratch = Scratch(str(tmp_path))
    rows = [{"bucket": 1, "what": b"x", "keys": []}]
    first, second = scratch.write(LAYOUT, rows), scratch.write(LAYOUT, rows)
    assert first != second
    assert list(scratch.read(LAYOUT, [first])) == list(scratch.read(LAYOUT, [second])) == rows


def test_a_row_group_for_each_bucket(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    name = Scratch(str(tmp_path)).write(LAYOUT, [{"bucket": n % 4, "what": b"x", "keys": []} for n in range(40)])
    assert pq.ParquetFile(tmp_path / name).metadata.num_row_groups == 4


def test_an_unknown_protocol_is_told() -> None:
    with pytest.raises(EngineError, match="cannot reach nowhere://bucket"):
        Scratch("nowhere://bucket").put(b"")
