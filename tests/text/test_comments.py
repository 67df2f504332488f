"""Comments in copy are blanked out, and every offset stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.text.comments import without_comments


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("a <!-- b --> c", "a            c"),
        ("a <!-- b\nc --> d", "a       \n      d"),
        ("<!-- a --><!-- b -->c", "                    c"),
        ("a <!-- b", "a <!-- b"),
        ("a --> b", "a --> b"),
        ("no comment", "no comment"),
    ],
)
def test_a_comment_becomes_white_space(text: str, copy: str) -> None:
    assert without_comments(text) == copy


@given(st.lists(st.sampled_from(["<!--", "-->", "a", " ", "\n", "é", "-"]), max_size=30).map("".join))
def test_every_offset_stays(text: str) -> None:
    copy = without_comments(text)
    assert len(copy) == len(text)
    assert all(new in (old, " ") for old, new in zip(text, copy, strict=True))
    assert without_comments(copy) == copy
    assert [i for i, char in enumerate(copy) if char == "\n"] == [i for i, char in enumerate(text) if char == "\n"]
