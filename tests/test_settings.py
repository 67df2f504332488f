"""Settings: which file counts, what it may say, and what is said about one that is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from msgspec.structs import fields

from factcheck.cli import app
from factcheck.render import FORMATS
from factcheck.render.check import CHECK_FORMATS
from factcheck.settings import BadSettings, Format, Settings, find_settings


def write(file: Path, *lines: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


@pytest.fixture(autouse=True)
def _nothing_above(tmp_path: Path) -> None:
    """No settings of the machine lie between a test's folder and the root."""
    assert find_settings(tmp_path) == Settings()


def test_every_key_of_both_kinds_of_file(tmp_path: Path) -> None:
    keys = (
        'format = "json"',
        'output = ["html:out.html", "-"]',
        'reference = ["tables/offices.csv", "/elsewhere/more.csv"]',
        "published = 2024-06-05",
        'source = "The Larch"',
        'pipeline = "en_core_web_lg"',
        'fail-on = "warning"',
        "colour = false",
        "width = 72",
    )
    wanted = Settings(
        format="json",
        output=("html:out.html", "-"),
        reference=(tmp_path / "a" / "tables" / "offices.csv", Path("/elsewhere/more.csv")),
        published=date(2024, 6, 5),
        source="The Larch",
        pipeline="en_core_web_lg",
        fail_on="warning",
        colour=False,
        width=72,
    )
    file = write(tmp_path / "a" / "factcheck.toml", *keys)
    assert find_settings(tmp_path / "a") == wanted
    file.unlink()
    write(tmp_path / "a" / "pyproject.toml", "[tool.factcheck]", *keys)
    assert find_settings(tmp_path / "a") == wanted


def test_the_nearest_file_upwards_counts(tmp_path: Path) -> None:
    write(tmp_path / "factcheck.toml", "width = 50")
    write(tmp_path / "a" / "pyproject.toml", "[tool.factcheck]", "width = 60")
    (tmp_path / "a" / "b" / "c").mkdir(parents=True)
    assert find_settings(tmp_path / "a" / "b" / "c").width == 60
    assert find_settings(tmp_path).width == 50


def test_a_nearer_file_hides_the_farther_one_whole(tmp_path: Path) -> None:
    write(tmp_path / "factcheck.toml", "width = 50", 'fail-on = "note"')
    write(tmp_path / "a" / "factcheck.toml", "width = 60")
    assert find_settings(tmp_path / "a").fail_on is None


def test_of_two_in_one_folder_our_own_file_counts(tmp_path: Path) -> None:
    write(tmp_path / "factcheck.toml", "width = 50")
    write(tmp_path / "pyproject.toml", "[tool.factcheck]", "width = 60")
    assert find_settings(tmp_path).width == 50


@pytest.mark.parametrize("content", ["", "[project]", "[tool]", "[tool.other]", "tool = 3"])
def test_a_project_without_our_table_is_passed_over(tmp_path: Path, content: str) -> None:
    write(tmp_path / "factcheck.toml", "width = 50")
    write(tmp_path / "a" / "pyproject.toml", content)
    assert find_settings(tmp_path / "a").width == 50


def test_an_empty_table_ends_the_search(tmp_path: Path) -> None:
    write(tmp_path / "factcheck.toml", "width = 50")
    write(tmp_path / "a" / "pyproject.toml", "[tool.factcheck]")
    assert find_settings(tmp_path / "a") == Settings()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("fail_on = 'error'", "unknown key 'fail_on'; the keys are format, output"),
        ("formt = 'json'", "unknown key 'formt'"),
        ("fail-on = 'fatal'", "fail-on: Invalid enum value 'fatal'; choose one of error, warning, note, never"),
        ("format = 'pdf'", "format: Invalid enum value 'pdf'; choose one of text, full"),
        ("width = 'wide'", "width: Expected `int"),
        ("width = 12", "width: Expected `int` >= 40"),
        ("colour = 'auto'", "colour: Expected `bool"),
        ("output = 'report.html'", "output: Expected `array`, got `str`"),
        ("reference = [3]", "reference[0]: Expected `str`, got `int`"),
        ("published = 'Friday'", "published: Invalid RFC3339"),
        ("width =", "is not valid TOML"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_key(tmp_path: Path, line: str, message: str) -> None:
    for file, lines in (
        (tmp_path / "factcheck.toml", [line]),
        (tmp_path / "pyproject.toml", ["[tool.factcheck]", line]),
    ):
        write(file, *lines)
        with pytest.raises(BadSettings) as caught:
            find_settings(tmp_path)
        assert str(caught.value).startswith(f"{file}: {message}")
        file.unlink()


def test_a_table_that_is_none(tmp_path: Path) -> None:
    file = write(tmp_path / "pyproject.toml", "[tool]", "factcheck = 3")
    with pytest.raises(BadSettings, match="tool.factcheck is no table"):
        find_settings(file.parent)


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "factcheck.toml").write_bytes(b'source = "\xff"\n')
    with pytest.raises(BadSettings, match=r"factcheck\.toml: is not valid TOML"):
        find_settings(tmp_path)


def long_options(command: str) -> set[str]:
    return {option.lstrip("-") for p in app.commands[command].params for option in p.opts if option.startswith("--")}


def test_the_keys_are_long_options_and_two_tables() -> None:
    keys = {field.encode_name for field in fields(Settings)}
    options = {option for command in ("compare", "check", "ingest") for option in long_options(command)}
    assert keys - options == {"per-file-ignores", "severity"}
    of_one_run = {"color", "as-of", "knowledge-as-of", "exit-zero", "cache", "events"}
    assert options - keys <= of_one_run


def test_formats_are_those_that_are_registered() -> None:
    assert set(get_args(Format)) == {*FORMATS, *CHECK_FORMATS}
