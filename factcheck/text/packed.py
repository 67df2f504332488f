"""Columns of numbers and strings in one piece of memory, and an index of strings: read without being unpacked.

A table of a quarter of a million rows is there at once, and of what lies in a file only the pages are read that are
looked at.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import accumulate, chain
from typing import Any, overload

import msgspec

HEAD = 8
ALIGNED = 8
HASH = 8
TEXT = "utf-8"
STARTS, HASHES, PLACES = ":starts", ":hashes", ":places"

Column = tuple[str, int, int]


class Strings(Sequence[str]):
    """Strings by number, decoded when they are asked for."""

    def __init__(self, content: memoryview, starts: Sequence[int]) -> None:
        self._content, self._starts = content, starts

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> list[str]: ...
    def __getitem__(self, number: int | slice) -> str | list[str]:
        if isinstance(number, slice):
            return [self[n] for n in range(*number.indices(len(self)))]
        if not 0 <= number < len(self):
            raise IndexError(number)
        return str(self._content[self._starts[number] : self._starts[number + 1]], "utf-8")

    def __iter__(self) -> Iterator[str]:
        return (self[number] for number in range(len(self)))


class Index:
    """Numbers by string.

    Of a string only a hash of 64 bits is kept: among a quarter of a million, a stranger passes for one of them once in
    10**13 times.
    """

    def __init__(self, hashes: Sequence[int], starts: Sequence[int], places: Sequence[int]) -> None:
        self._hashes, self._starts, self._places = hashes, starts, places

    def get(self, key: str) -> tuple[int, ...]:
        """The numbers under a string, in the order in which they were put there; none where it is not known."""
        wanted = int.from_bytes(_digest(key), "little")
        at = bisect_left(self._hashes, wanted)
        if at == len(self._hashes) or self._hashes[at] != wanted:
            return ()
        return tuple(self._places[self._starts[at] : self._starts[at + 1]])

    def __contains__(self, key: str) -> bool:
        wanted = int.from_bytes(_digest(key), "little")
        at = bisect_left(self._hashes, wanted)
        return at < len(self._hashes) and self._hashes[at] == wanted


class Packed:
    """What `pack` made, by the names of its columns."""

    def __init__(self, content: memoryview) -> None:
        length = int.from_bytes(content[:HEAD], "little")
        self._columns = msgspec.msgpack.decode(content[HEAD : HEAD + length], type=dict[str, Column])
        self._content = content[_aligned(HEAD + length) :]

    def column(self, name: str) -> Sequence[Any]:
        """A column: its numbers, or its strings."""
        code, start, size = self._columns[name]
        content = self._content[start : start + size]
        if code == TEXT:
            return Strings(content, self.column(name + STARTS))
        cast: Any = content.cast  # its codes are told by the one who packed
        found: Sequence[Any] = cast(code)
        return found

    def index(self, name: str) -> Index:
        """An index."""
        return Index(*(self.column(name + part) for part in (HASHES, STARTS, PLACES)))


def pack(
    numbers: Mapping[str, array[int] | array[float]],
    strings: Mapping[str, Sequence[str]],
    indexes: Mapping[str, Mapping[str, Sequence[int]]],
) -> bytes:
    """Columns and indexes as the bytes that `Packed` reads."""
    columns: dict[str, array[Any] | bytes] = dict(numbers)
    for name, texts in strings.items():
        encoded = [text.encode("utf-8") for text in texts]
        columns[name] = b"".join(encoded)
        columns[name + STARTS] = array("I", accumulate(map(len, encoded), initial=0))
    for name, index in indexes.items():
        columns |= {name + part: column for part, column in _indexed(index).items()}
    return _joined(columns)


def _indexed(index: Mapping[str, Sequence[int]]) -> dict[str, array[int]]:
    """Hashes in order, where the numbers of each begin, and the numbers."""
    import numpy as np  # what only reads the tables starts without it

    hashes = np.frombuffer(b"".join(map(_digest, index)), dtype="<u8").astype(np.uint64)
    order = np.argsort(hashes)
    found = list(index.values())
    held = [found[at] for at in order.tolist()]
    return {
        HASHES: array("Q", hashes[order].tobytes()),
        STARTS: array("I", accumulate(map(len, held), initial=0)),
        PLACES: array("I", chain.from_iterable(held)),
    }


def _joined(columns: Mapping[str, array[Any] | bytes]) -> bytes:
    shown: dict[str, Column] = {}
    pieces: list[bytes] = []
    at = 0
    for name, column in columns.items():
        content = column if isinstance(column, bytes) else column.tobytes()
        shown[name] = (TEXT if isinstance(column, bytes) else column.typecode, at, len(content))
        pieces.append(content.ljust(_aligned(len(content)), b"\0"))
        at += len(pieces[-1])
    head = msgspec.msgpack.encode(shown)
    return len(head).to_bytes(HEAD, "little") + head.ljust(_aligned(HEAD + len(head)) - HEAD, b"\0") + b"".join(pieces)


def _aligned(size: int) -> int:
    return -(-size // ALIGNED) * ALIGNED


def _digest(key: str) -> bytes:
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=HASH).digest()
