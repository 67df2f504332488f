"""Columns in one piece of memory: what went in comes out, by number and by name."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.text.packed import Packed, pack

NUMBERS = st.lists(st.integers(-(2**31), 2**31 - 1))
TEXTS = st.lists(st.text(max_size=12))
INDEX = st.dictionaries(st.text(max_size=8), st.lists(st.integers(0, 2**31), min_size=1, max_size=4))


@given(NUMBERS, st.lists(st.floats(allow_nan=False)), TEXTS)
def test_columns_come_out_as_they_went_in(numbers: list[int], parts: list[float], texts: list[str]) -> None:
    texts = [text.encode("utf-8", "ignore").decode("utf-8") for text in texts]
    packed = Packed(memoryview(pack({"n": array("i", numbers), "f": array("d", parts)}, {"t": texts}, {})))
    assert list(packed.column("n")) == numbers
    assert list(packed.column("f")) == parts
    assert list(packed.column("t")) == texts
    assert [packed.column("t")[at] for at in range(len(texts))] == texts
    assert packed.column("t")[1:3] == texts[1:3]


@given(INDEX, st.text(max_size=8))
def test_an_index_finds_what_is_in_it_and_nothing_else(index: dict[str, list[int]], other: str) -> None:
    found = Packed(memoryview(pack({}, {}, {"names": index}))).index("names")
    assert {key: list(found.get(key)) for key in index} == index
    assert (other in found) == (other in index)
    assert bool(found.get(other)) == (other in index)


def test_there_is_nothing_before_and_behind() -> None:
    texts = Packed(memoryview(pack({}, {"t": ["a", "b"]}, {}))).column("t")
    for number in (-1, 2):
        with pytest.raises(IndexError):
            texts[number]
