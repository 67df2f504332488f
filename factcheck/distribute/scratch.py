"""What passes between stages: Parquet files in a folder that all machines see, by path or by URL (fsspec)."""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from factcheck.distribute.cluster import EngineError

if TYPE_CHECKING:
    import pyarrow as pa
    from distributed import Client

Row = Mapping[str, Any]
MARK = "here"


class Layout(Struct, frozen=True):
    """The columns of a stage's files by type: number, score, text, bytes or bytes-list.

    Rows of one value in the first column stand together as a row group, so that who wants one value reads no other.
    """

    stage: str
    columns: Mapping[str, str]

    @property
    def by(self) -> str:
        """The column that tells row groups apart."""
        return next(iter(self.columns))


class Scratch(Struct, frozen=True):
    """A folder for one run, by URL. A file is named only when it is whole, and each attempt at it has its own name.

    So a worker that dies while it writes, or two that are given the same task, leave nothing that is ever read.
    """

    url: str

    def write(self, layout: Layout, rows: Iterable[Row]) -> str:
        """Writes a file and gives its name."""
        import pyarrow.parquet as pq

        schema = _schema(layout)
        name = f"{layout.stage}-{uuid.uuid4().hex}.parquet"
        system, folder = _open(self.url)
        ordered = sorted(rows, key=lambda row: row[layout.by])
        with (
            system.open(f"{folder}/{name}", "wb") as file,
            pq.ParquetWriter(file, schema, compression="zstd") as writer,
        ):
            for _, group in groupby(ordered, key=lambda row: row[layout.by]):
                writer.write_table(_table(list(group), schema))
        return name

    def read(self, layout: Layout, names: Sequence[str], only: int | None = None) -> Iterator[dict[str, Any]]:
        """The rows of files, file by file; with `only` those that have it in the layout's first column."""
        import pyarrow.parquet as pq

        system, folder = _open(self.url)
        wanted = None if only is None else [(layout.by, "==", only)]
        for name in names:
            with system.open(f"{folder}/{name}", "rb") as file:
                found = pq.read_table(file, schema=_schema(layout), filters=wanted)
            yield from found.to_pylist()

    def put(self, content: bytes) -> str:
        """Writes bytes and gives their name."""
        system, folder = _open(self.url)
        name = uuid.uuid4().hex
        with system.open(f"{folder}/{name}", "wb") as file:
            file.write(content)
        return name

    def get(self, name: str) -> bytes:
        """The bytes of that name."""
        system, folder = _open(self.url)
        with system.open(f"{folder}/{name}", "rb") as file:
            content: bytes = file.read()
        return content

    def note(self, name: str, content: bytes) -> None:
        """Keeps bytes under a name that is known beforehand, whole or not at all."""
        system, folder = _open(self.url)
        system.mv(f"{folder}/{self.put(content)}", f"{folder}/{name}")

    def noted(self, name: str) -> bytes | None:
        """What was kept under that name, if anything was."""
        try:
            return self.get(name)
        except FileNotFoundError:
            return None


@contextmanager
def scratch_for(client: Client, url: str) -> Iterator[Scratch]:
    """A folder of its own for a run, below `url`, which is gone afterwards. Raises EngineError.

    Without a URL it is made where this machine keeps temporary files.
    """
    above = url or tempfile.gettempdir()
    scratch = Scratch(f"{above.rstrip('/')}/factcheck-{uuid.uuid4().hex}")
    system, folder = _open(scratch.url)
    try:
        system.makedirs(folder, exist_ok=True)
        token = scratch.put(MARK.encode())
    except OSError as error:
        raise EngineError(f"cannot write to {above}: {error}; name another folder with --scratch") from error
    try:
        blind = [worker for worker, seen in client.run(sees, scratch, token).items() if not seen]
        if blind:
            raise EngineError(
                f"the worker {blind[0]} does not see {above}: name a folder that all machines share with --scratch, "
                "such as file:///mnt/shared or s3://bucket/scratch"
            )
        yield scratch
    finally:
        system.rm(folder, recursive=True)


def sees(scratch: Scratch, token: str) -> bool:
    """Whether this machine sees what another has put into the folder."""
    try:
        return scratch.get(token) == MARK.encode()
    except (OSError, EngineError):
        return False


def _open(url: str) -> tuple[Any, str]:
    """The file system of a URL, and the path in it."""
    import fsspec

    try:
        system, path = fsspec.core.url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise EngineError(f"cannot reach {url}: {error}") from error
    return system, path


def _schema(layout: Layout) -> pa.Schema:
    import pyarrow as pa

    types = {
        "number": pa.int64(),
        "score": pa.float64(),
        "text": pa.string(),
        "bytes": pa.binary(),
        "bytes-list": pa.list_(pa.binary()),
    }
    return pa.schema([(name, types[kind]) for name, kind in layout.columns.items()])


def _table(rows: Sequence[Row], schema: pa.Schema) -> pa.Table:
    import pyarrow as pa

    return pa.Table.from_pylist([dict(row) for row in rows], schema=schema)
