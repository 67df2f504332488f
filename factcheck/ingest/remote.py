"""Articles on other file systems, by URL: `s3://bucket/news`, `file:///mnt/news`, and whatever fsspec has a driver for.

A file is fetched when its turn comes and given up when it has been read, so that a disk need not hold them all.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec import Struct

from factcheck.ingest.records import MissingPath


class Unreachable(OSError):
    """A URL whose files can't be had; the message says why."""


class Fetched(Struct, frozen=True):
    """A copy of a file, and where it lies below the URL."""

    file: Path
    shown: str


def is_remote(path: Path | str) -> bool:
    """Whether a path is a URL."""
    return isinstance(path, str) and "://" in path


def check_reachable(url: str) -> None:
    """Raises MissingPath where there is nothing at a URL, Unreachable where it can't be told."""
    system, path = _open(url)
    try:
        there = bool(system.exists(path))
    except Exception as error:  # each driver has errors of its own
        raise Unreachable(f"cannot reach {url}: {error}") from error
    if not there:
        raise MissingPath(url)


def fetch(url: str, wanted: frozenset[str], first: str) -> Iterator[tuple[Fetched, Path]]:
    """Copies of the files below a URL, one after the other, and the folder that they are in.

    They come in the order of a folder on disk. Only files with a suffix that is `wanted` come, hidden ones do not;
    those of the name `first` are there from the beginning to the end. Raises Unreachable.
    """
    system, path = _open(url)
    try:
        single = bool(system.isfile(path))
        root = PurePosixPath(path).parent if single else PurePosixPath(path)
        files = [path] if single else system.find(path)
        beside = system.find(str(root)) if single and system.isfile(str(root / first)) else []
    except Exception as error:
        raise Unreachable(f"cannot reach {url}: {error}") from error
    below = sorted((PurePosixPath(file).relative_to(root) for file in files), key=_place)
    shown = [file for file in below if single or not any(part.startswith(".") for part in file.parts)]
    with tempfile.TemporaryDirectory(prefix="factcheck-") as folder:
        for path in beside:  # a table names them, and asks whether they are there
            _touch(Path(folder) / PurePosixPath(path).relative_to(root))
        for file in [PurePosixPath(first)] if beside else [f for f in shown if f.name == first]:
            _copy(system, root / file, Path(folder) / file)
        for file in shown:
            if single or file.name == first or file.suffix.lower() in wanted:
                copy = Path(folder) / file
                if file.name != first:
                    _copy(system, root / file, copy)
                yield Fetched(copy, file.as_posix()), Path(folder)
                if file.name != first:
                    copy.unlink(missing_ok=True)


def _place(file: PurePosixPath) -> tuple[tuple[bool, str], ...]:
    """Files of a folder come before the folders in it."""
    *folders, name = file.parts
    return (*((True, folder) for folder in folders), (False, name))


def _touch(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()


def _copy(system: Any, source: PurePosixPath, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        system.get_file(str(source), str(target))
    except Exception as error:
        raise Unreachable(f"cannot fetch {source}: {error}") from error


def _open(url: str) -> tuple[Any, str]:
    """The file system of a URL, and the path in it. Raises Unreachable."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise Unreachable(f"{url} needs the extra scale: pip install 'factcheck-desk[scale]'") from error
    try:
        system, path = url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise Unreachable(f"cannot reach {url}: {error}") from error
    return system, str(path)
