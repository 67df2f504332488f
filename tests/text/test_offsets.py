"""From an offset in an article's text to the line and column of its file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model.article import Article
from factcheck.text.offsets import line_column


def _article(text: str, line: int = 1, column: int = 1, path: str = "a.txt") -> Article:
    return Article(id="a0", path=path, text=text, line_base=line, column_base=column)


@pytest.mark.parametrize(
    ("offset", "expected"), [(0, (4, 3)), (2, (4, 5)), (3, (5, 1)), (4, (6, 1)), (6, (6, 3)), (7, (6, 4))]
)
def test_lines_count_on_from_where_the_text_begins(offset: int, expected: tuple[int, int]) -> None:
    assert line_column(_article("ab\n\nxyz", line=4, column=3), offset) == expected


def test_a_json_record_stays_on_its_line_and_counts_escapes() -> None:
    article = _article('a\n"b"', line=7, column=10, path="copy.jsonl#7")
    assert [line_column(article, offset) for offset in range(4)] == [(7, 10), (7, 11), (7, 13), (7, 15)]


def test_a_csv_record_counts_its_own_lines() -> None:
    assert line_column(_article("a\nb", line=7, column=4, path="copy.csv#6"), 2) == (8, 1)


@pytest.mark.parametrize("offset", [-1, 4])
def test_outside_the_text(offset: int) -> None:
    with pytest.raises(ValueError, match="outside the text"):
        line_column(_article("abc"), offset)


@given(st.text(alphabet="ab\n é", max_size=40), st.integers(1, 50), st.integers(1, 50))
def test_the_character_is_where_the_file_says(text: str, line: int, column: int) -> None:
    file = "\n" * (line - 1) + " " * (column - 1) + text
    for offset, character in enumerate(text):
        row, place = line_column(_article(text, line, column), offset)
        assert (file.split("\n")[row - 1] + "\n")[place - 1] == character
