"""The model's word vectors as they lie on disk: mapped, not loaded, and found by a sorted column of their keys.

spaCy reads a dictionary of 700,000 words for a table of 20,000 vectors, and the spelling of every word besides. Which
text is read does not need more of either than the words it is made of.
"""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
from spacy.util import registry
from spacy.vectors import BaseVectors
from spacy.vocab import Vocab

from factcheck.derived import derived, key_of
from factcheck.text.packed import Packed, pack

NAME = "factcheck.MappedVectors.v1"
DEFAULT = "default"

Floats = npt.NDArray[np.float32]


class MappedVectors(BaseVectors):  # type: ignore[misc]
    """What spaCy asks of a table of vectors, for reading only."""

    def __init__(self, vocab: Vocab) -> None:
        self.strings, self.name = vocab.strings, None
        self.mode = DEFAULT
        self.data: Floats = np.zeros((0, 0), dtype=np.float32)
        self._keys, self._rows = np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int32)

    @property
    def shape(self) -> tuple[int, int]:
        """Vectors, and numbers in each."""
        return (self.data.shape[0], self.data.shape[1])

    def __len__(self) -> int:
        return len(self.data)

    @property
    def n_keys(self) -> int:
        """Words that have a vector."""
        return len(self._keys)

    @property
    def size(self) -> int:
        """Numbers in all."""
        return int(self.data.size)

    def __contains__(self, key: int | str) -> bool:
        return bool(self._find([self.strings.as_int(key)])[0] >= 0)

    def __getitem__(self, key: int | str) -> Floats:
        found: Floats = self.get_batch([self.strings.as_int(key)])[0]
        return found

    def get_batch(self, keys: Sequence[int]) -> Floats:
        """The vectors of words given by their hashes; zeros where there is none."""
        rows = self._find(keys)
        found = np.asarray(self.data[rows])
        found[rows < 0] = 0
        return found

    def _find(self, keys: Sequence[int]) -> npt.NDArray[np.int32]:
        wanted = np.asarray(keys, dtype=np.uint64)
        at = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        return np.where(self._keys[at] == wanted, self._rows[at], np.int32(-1))

    def from_disk(self, path: str | Path, **_: Any) -> MappedVectors:
        """Maps the files of a model's vocabulary."""
        folder = Path(path)
        keys = folder / "key2row"
        key = hashlib.sha256(keys.read_bytes()).hexdigest()[:16] + key_of([(__package__, "vectors.py")], ())[:8]
        packed = Packed(derived("vectors", key, lambda: _sorted_keys(keys)))
        self._keys = np.asarray(packed.column("keys"), dtype=np.uint64)
        self._rows = np.asarray(packed.column("rows"), dtype=np.int32)
        self.data = np.load(folder / "vectors", mmap_mode="r")
        return self


def fits(folder: Path) -> bool:
    """Whether the model in a folder keeps its vectors by word, in a table."""
    vocab = folder / "vocab"
    try:
        settings = json.loads((vocab / "vectors.cfg").read_text(encoding="utf-8"))
        data = np.load(vocab / "vectors", mmap_mode="r")
    except (OSError, ValueError):
        return False
    return settings.get("mode", DEFAULT) == DEFAULT and data.ndim == 2 and bool(data.size) and data.dtype == np.float32


def _sorted_keys(path: Path) -> bytes:
    """Keys in order, and the row of each."""
    rows = msgspec.msgpack.decode(path.read_bytes(), type=dict[int, int])
    keys = np.fromiter(rows.keys(), dtype=np.uint64, count=len(rows))
    order = np.argsort(keys)
    values = np.fromiter(rows.values(), dtype=np.int32, count=len(rows))[order]
    return pack({"keys": array("Q", keys[order].tobytes()), "rows": array("i", values.tobytes())}, {}, {})


@registry.vectors(NAME)  # type: ignore[untyped-decorator]
def _create() -> Callable[[Vocab], MappedVectors]:
    return MappedVectors
