from __future__ import annotations

import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from factcheck.render import EXTRACT_FORMATS, FORMATS, UnknownFormat, render, render_extract, write
from tests.render.sample import sample_report


def test_an_unknown_format_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownFormat, match="pdf.*text, full, concise, json"):
        render(sample_report(), "pdf")
    with pytest.raises(UnknownFormat):
        render_extract(sample_report(), "html")


def test_a_broken_surrogate_does_not_stop_a_report() -> None:
    report = sample_report()
    broken = replace(report.articles[0], title="half \ud800 a pair", text=report.articles[0].text + "\udfff")
    for name in FORMATS:
        text = render(replace(report, articles=(broken, *report.articles[1:])), name)
        assert "half ? a pair" in text or name not in ("json", "html")
        text.encode("utf-8")
    assert list(EXTRACT_FORMATS)


def test_write_replaces_the_file_and_leaves_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old")
    target.chmod(0o640)
    write("new – ü\n", target)
    assert target.read_bytes() == "new – ü\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["report.txt"]
    assert target.stat().st_mode & 0o777 == 0o640


def test_write_follows_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "real.txt", tmp_path / "link.txt"
    target.write_text("old")
    link.symlink_to(target)
    write("new", link)
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write("new", target)
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.txt"]


def test_text_that_has_no_utf8_form_is_not_half_written(tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    with pytest.raises(UnicodeEncodeError):
        write("a\ud800", target)
    assert list(tmp_path.iterdir()) == []


def test_write_into_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write("text", tmp_path / "none" / "report.txt")
