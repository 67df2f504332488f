"""The same input gives the same bytes: on every run, in whatever order, and however Python hashes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from factcheck.render import FORMATS

COMMAND = Path(sys.executable).parent / "factcheck"
ARTICLES = sorted((Path(__file__).resolve().parents[1] / "corpus" / "articles").iterdir())


def outputs(paths: Sequence[Path], seed: int, folder: Path) -> dict[str, bytes]:
    """What `compare` writes in every format, run with this seed of Python's hashes."""
    folder.mkdir()
    arguments = [option for name in FORMATS for option in ("-o", f"{name}:{folder / name}")]
    subprocess.run(
        [COMMAND, "compare", *paths, *arguments],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONHASHSEED": str(seed)},
        check=True,
        capture_output=True,
        timeout=60,
    )
    return {name: (folder / name).read_bytes() for name in FORMATS}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return outputs(ARTICLES, 1, tmp_path_factory.mktemp("first") / "run")


def test_there_is_something_to_compare(first: dict[str, bytes]) -> None:
    assert first["concise"].count(b"\n") >= 5


@pytest.mark.parametrize(
    ("order", "seed"), [(ARTICLES, 1), (ARTICLES[::-1], 2), ([*ARTICLES[1::2], *ARTICLES[::2]], 4096)]
)
def test_another_run(first: dict[str, bytes], order: list[Path], seed: int, tmp_path: Path) -> None:
    again = outputs(order, seed, tmp_path / "run")
    assert [name for name in FORMATS if again[name] != first[name]] == []
