"""benchmarks/RESULTS.md: a section a benchmark, with the machine and the versions that gave it."""

from __future__ import annotations

import os
import platform
import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "RESULTS.md"
LIBRARIES = (
    "spacy",
    "numpy",
    "rapidfuzz",
    "pandas",
    "distributed",
    "splink",
    "duckdb",
    "datasketch",
    "presidio-analyzer",
)
TITLE = "# Results\n\nWhat `make bench` gave last; each section names the machine and versions it was measured with.\n"


def write_section(name: str, text: str) -> None:
    """Prints a section and puts it in the place of the one of that name."""
    section = f"## {name}\n\n{text}\n\n{_machine()}\n"
    print(section)
    old = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else TITLE
    kept = re.sub(rf"(?ms)^## {re.escape(name)}\n.*?(?=^## |\Z)", "", old).rstrip() + "\n"
    fresh = RESULTS.with_suffix(".new")
    fresh.write_text(f"{kept}\n{section}", encoding="utf-8")
    fresh.replace(RESULTS)


def _machine() -> str:
    known = []
    for library in LIBRARIES:
        try:
            known.append(f"{library} {version(library)}")
        except PackageNotFoundError:
            continue
    return (
        f"*{os.cpu_count()} processors, {platform.machine()}, Python {platform.python_version()}; {', '.join(known)}*"
    )
