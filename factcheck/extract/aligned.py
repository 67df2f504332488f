"""Products of matrices in which a row's result does not hang on the rows beside it.

BLAS works through a matrix in small blocks of rows, and rounds at the edges of a block, or of a small matrix, in
another way than inside: the last bits of a row depend on where it stands and on how many follow. So the rows of each
text begin where a block begins, and matrices are multiplied in pieces of one height. What an article gives is then the
same whether it is read alone or with others, and articles can be read together, which is faster.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt
from thinc.api import NumpyOps

Floats = npt.NDArray[np.float32]

# A multiple of the blocks of every processor's kernel (4 to 24 rows), and a piece of several of those.
ALIGNED = 48
PIECE = 192


class Layout:
    """Which rows belong together: the numbers of texts, and of tokens, of each group of texts that are read as one."""

    def __init__(self) -> None:
        self.texts: list[int] = []
        self.tokens: list[int] = []

    @contextmanager
    def of(self, groups: Sequence[Sequence[int]]) -> Iterator[None]:
        """Holds for the groups given, each as the tokens of its texts."""
        self.texts, self.tokens = [len(group) for group in groups], [sum(group) for group in groups]
        try:
            yield
        finally:
            self.texts, self.tokens = [], []


class AlignedOps(NumpyOps):  # type: ignore[misc]
    """Products by numpy's BLAS instead of thinc's own, which takes four times as long."""

    def __init__(self, layout: Layout) -> None:
        super().__init__(use_blis=False)
        self._layout = layout

    def gemm(
        self, x: Floats, y: Floats, out: Floats | None = None, trans1: bool = False, trans2: bool = False
    ) -> Floats:
        """As thinc's; x has a row a token."""
        groups = self._layout.tokens
        if trans1 or sum(groups) != len(x):
            found: Floats = super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
            return found
        spread = np.zeros((height(groups), x.shape[1]), dtype=np.float32)
        for rows, apart in places(groups):
            spread[apart] = x[rows]
        weights = y.T if trans2 else y
        close = np.empty((len(x), weights.shape[1]), dtype=np.float32) if out is None else out
        product = np.empty((PIECE, weights.shape[1]), dtype=np.float32)
        for piece in pieces(len(spread)):
            np.matmul(spread[piece], weights, out=product)
            for rows, apart in places(groups):
                start, end = max(apart.start, piece.start), min(apart.stop, piece.stop)
                if start < end:
                    shift = rows.start - apart.start
                    close[start + shift : end + shift] = product[start - piece.start : end - piece.start]
        return close


def places(groups: Sequence[int]) -> Iterator[tuple[slice, slice]]:
    """The rows of each group where they follow one another, and where they are aligned."""
    at = apart = 0
    for size in groups:
        yield slice(at, at + size), slice(apart, apart + size)
        at, apart = at + size, apart + aligned(size)


def height(groups: Sequence[int]) -> int:
    """Rows of the aligned groups, in whole pieces."""
    return -(-sum(aligned(size) for size in groups) // PIECE) * PIECE


def aligned(size: int) -> int:
    """A number of rows made up to whole blocks."""
    return -(-size // ALIGNED) * ALIGNED


def pieces(rows: int) -> Iterator[slice]:
    """The rows of a matrix, piece by piece."""
    return (slice(start, start + PIECE) for start in range(0, rows, PIECE))
