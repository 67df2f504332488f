"""Our own layout, what replaces what, and the errors."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.reference.readers import ReferenceError, read_reference  # noqa: A004
from factcheck.reference.tables import load_reference

HEADER = "person,aliases,office,polity,qualifier,from,to,as_of,source"
ROW = "Ada Example,A. Example|Ada Exemple,foreign minister,IR,acting,2021-08-25,2024-05-19,2025-10-31,a list"


def write(folder: Path, *lines: str, name: str = "own.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_row_is_read_whole(tmp_path: Path) -> None:
    (row,) = read_reference(write(tmp_path, HEADER, ROW)).tenures
    assert (row.person, row.aliases) == ("Ada Example", ("A. Example", "Ada Exemple"))
    assert (row.office, row.polity, row.qualifier) == ("foreign minister", "IR", "acting")
    assert (row.start, row.end, row.as_of) == (date(2021, 8, 25), date(2024, 5, 19), date(2025, 10, 31))
    assert (row.source, row.table, row.row) == ("a list", "own.csv", "IR/foreign minister/2021-08-25/Ada Example")
    assert row.names == ("Ada Example", "A. Example", "Ada Exemple")
    assert row.slack == 0


def test_columns_may_stand_in_any_order_and_cells_may_be_apart_by_semicolons(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "polity;office;person;from;to;qualifier;aliases;source;as_of",
        "IR;foreign minister;Ada Example;2021-08-25;;;;a list, printed;2025-10-31",
        "",
    )
    (row,) = read_reference(path).tenures
    assert (row.person, row.end, row.source) == ("Ada Example", None, "a list, printed")


def test_a_byte_order_mark_is_no_part_of_the_header(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(b"\xef\xbb\xbf" + f"{HEADER}\r\n{ROW}\r\n".encode())
    assert len(read_reference(path).tenures) == 1


def test_dates_of_a_month_or_year_are_as_wide_as_they_may_be(tmp_path: Path) -> None:
    (row,) = read_reference(write(tmp_path, HEADER, "Ada,,mayor,ZZ,,2020-02,2021,2025-10-31,a list")).tenures
    assert (row.start, row.end, row.slack) == (date(2020, 2, 1), date(2021, 12, 31), 364)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([""], ["is empty", "person, aliases, office"]),
        (["person,office,polity,from,to"], ["line 1", "missing", "'aliases'", "'as_of'", "Wikidata"]),
        ([HEADER + ",party", ROW + ",none"], ["line 1", "unknown 'party'"]),
        ([HEADER + ",office", ROW + ",mayor"], ["line 1", "doubled 'office'"]),
        (["person,office,from,to", "Ada,mayor,2020-01-02,"], ["line 1", "missing", "'polity'"]),
        (["name,title,since", "Ada,mayor,2020"], ["line 1", "missing", "'person'"]),
        ([HEADER, ROW, "Bo,,mayor,ZZ,,2020-01-01,2021-01-01"], ["line 3", "7 cells, not 9"]),
        ([HEADER, ROW.replace("Ada Example", "")], ["line 2", "'person' is empty"]),
        ([HEADER, ROW.replace("a list", "")], ["line 2", "'source' is empty"]),
        ([HEADER, ROW.replace("2025-10-31", "")], ["line 2", "'as_of' is empty"]),
        ([HEADER, ROW.replace("2025-10-31", "2025-10")], ["line 2", "as_of '2025-10'", "full date"]),
        ([HEADER, ROW.replace("2025-10-31", "2024-05-18")], ["line 2", "as_of 2024-05-18 is before 2024-05-19"]),
        ([HEADER, ROW.replace("2021-08-25", "25/08/2021")], ["line 2", "'from'", "25/08/2021", "2021-08-25"]),
        ([HEADER, ROW.replace("2024-05-19", "2024-02-30")], ["line 2", "'to'", "day"]),
        ([HEADER, ROW.replace("2024-05-19", "2020-05-19")], ["line 2", "'to' 2020-05-19 is before 'from' 2021-08-25"]),
        ([HEADER, ROW.replace("foreign minister", "Foreign Minister")], ["line 2", "write 'foreign minister'"]),
        ([HEADER, ROW.replace(",IR,", ",Iran,")], ["line 2", "polity 'Iran'", "alpha-2"]),
        ([HEADER, ROW.replace("acting", "former")], ["line 2", "qualifier 'former'", "acting"]),
        ([HEADER, ROW, ROW], ["line 3", "stands there twice"]),
        ([HEADER, '"Ada,,mayor'], ["line 2", "quotation marks"]),
        (['{"head": {}}'], ["JSON of another shape"]),
        (['{"head": '], ["not valid JSON"]),
        (["[1, 2]"], ["JSON of another shape"]),
    ],
)
def test_an_error_says_where_and_what_to_do(tmp_path: Path, lines: list[str], words: list[str]) -> None:
    path = write(tmp_path, *lines)
    with pytest.raises(ReferenceError) as error:
        read_reference(path)
    assert error.value.path == path
    assert str(error.value).startswith(f"{path}: ")
    for word in words:
        assert word in error.value.message


def test_a_file_that_is_not_there_or_not_text_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReferenceError, match="cannot be read"):
        read_reference(tmp_path / "none.csv")
    with pytest.raises(ReferenceError, match="cannot be read"):
        read_reference(tmp_path)
    (tmp_path / "latin.csv").write_bytes("José".encode("latin-1"))
    with pytest.raises(ReferenceError, match="not UTF-8"):
        read_reference(tmp_path / "latin.csv")


@given(
    st.text(max_size=80), st.sampled_from(["", HEADER + "\n", "personLabel,positionLabel,start,end\n", "[", '{"head":'])
)
def test_any_text_is_read_or_refused(text: str, start: str) -> None:
    """Nothing but ReferenceError comes out of a file, whatever stands in it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "own.csv"
        path.write_text(start + text, encoding="utf-8", newline="")
        with suppress(ReferenceError):
            assert all(row.person and row.office and row.polity for row in read_reference(path).tenures)


def test_an_extra_file_replaces_an_office_and_leaves_the_others(tmp_path: Path) -> None:
    built_in = load_reference()
    table = load_reference([write(tmp_path, HEADER, ROW)])
    assert [row.person for row in table.tenures("foreign minister", "IR")] == ["Ada Example"]
    assert table.tenures("president", "IR") == built_in.tenures("president", "IR")
    assert table.tenures("foreign minister", "PK") == built_in.tenures("foreign minister", "PK")
    assert table.version != built_in.version
    assert load_reference() == built_in


def test_a_later_file_replaces_an_earlier_one(tmp_path: Path) -> None:
    first = write(tmp_path, HEADER, ROW, "Cy,,mayor,ZZ,,2020-01-01,,2025-10-31,a list", name="a.csv")
    second = write(tmp_path, HEADER, ROW.replace("Ada Example", "Bo Example"), name="b.csv")
    table = load_reference([first, second])
    assert [row.person for row in table.tenures("foreign minister", "IR")] == ["Bo Example"]
    assert [row.person for row in table.tenures("mayor", "ZZ")] == ["Cy"]
