"""The sample report in each format against the files in tests/golden.

After a change that is meant, write them anew and read the difference before committing it:

    FACTCHECK_UPDATE_GOLDEN=1 python -m pytest tests/render/test_golden.py
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck.render import EXTRACT_FORMATS, FORMATS, explain, render, render_extract, write
from tests.render.sample import copied_report, empty_report, quiet_report, sample_report

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"

FILES = {
    "report.txt": lambda: render(sample_report(), "text"),
    "report.concise.txt": lambda: render(sample_report(), "concise"),
    "report.json": lambda: render(sample_report(), "json"),
    "report.html": lambda: render(sample_report(), "html"),
    "report.md": lambda: render(sample_report(), "markdown"),
    "report.csv": lambda: render(sample_report(), "csv"),
    "report.jsonl": lambda: render(sample_report(), "jsonl"),
    "copies.txt": lambda: render(copied_report(), "text"),
    "copies.md": lambda: render(copied_report(), "markdown"),
    "extract.jsonl": lambda: render_extract(sample_report(), "jsonl"),
    "extract.csv": lambda: render_extract(sample_report(), "csv"),
    "explain.txt": lambda: explain(sample_report(), sample_report().findings[0].id),
}


@pytest.mark.parametrize("name", FILES)
def test_same_as_the_golden_file(name: str) -> None:
    text = FILES[name]()
    if os.environ.get("FACTCHECK_UPDATE_GOLDEN"):
        write(text, GOLDEN / name)
    assert text == (GOLDEN / name).read_bytes().decode("utf-8")


@pytest.mark.parametrize(
    "report", [sample_report, copied_report, quiet_report, empty_report], ids=lambda make: make.__name__
)
def test_every_format_writes_every_report(report: object) -> None:
    assert callable(report)
    for name in FORMATS:
        assert render(report(), name).endswith("\n") or name in ("jsonl", "concise")
    for name in EXTRACT_FORMATS:
        render_extract(report(), name)


def test_same_bytes_whatever_the_hash_order() -> None:
    script = (
        "import hashlib\n"
        "from factcheck.render import FORMATS, render\n"
        "from tests.render.sample import sample_report\n"
        "print([hashlib.sha256(render(sample_report(), f).encode()).hexdigest() for f in FORMATS])\n"
    )
    outputs = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        run = subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        )
        outputs.add(run.stdout)
    assert len(outputs) == 1
