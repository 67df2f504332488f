"""The documents keep to what is there: links, make targets, formats, suffixes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from factcheck.ingest.registry import READERS
from factcheck.render import FORMATS
from tests.corpus_run import corpus_report

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), ROOT / "corpus" / "README.md", ROOT / "reports" / "README.md", ROOT / "docs" / "ci.md"]
)
README = (ROOT / "README.md").read_text(encoding="utf-8")


def anchors(document: Path) -> set[str]:
    """The fragments that a heading can be linked by."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)", document.read_text(encoding="utf-8"))
    for target, fragment in links:
        file = document.parent / target if target else document
        assert file.exists(), target
        assert not fragment or fragment in anchors(file), fragment


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_make_targets_exist(document: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)(?=[ `]|$)", document.read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= targets


def test_the_readme_names_every_output_format() -> None:
    sentence = re.search(r"`--format` takes (.+?),\s+as far", README, re.DOTALL)
    assert sentence is not None
    assert set(re.findall(r"`(\w+)`", sentence[1])) == set(FORMATS)


def test_the_readme_names_every_suffix_that_is_read() -> None:
    table = README.split("### What it reads")[1].split("The fields are")[0]
    assert set(re.findall(r"`(\.\w+)`", table)) == set(READERS)


def test_the_findings_that_the_readme_names_are_those_of_the_sample() -> None:
    named = set(re.findall(r"\bf[0-9a-f]{12}\b", README))
    assert named
    assert named <= {finding.id for finding in corpus_report().findings}


def test_every_dependency_has_a_reason() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    names = re.findall(r'^    "([\w-]+)[<>=]', project.split("dependencies = [")[1].split("]")[0], re.MULTILINE)
    reasons = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").split("## Libraries")[1].lower()
    explained = " ".join(re.findall(r"^\|([^|]+)\|", reasons, re.MULTILINE))
    assert names
    assert [name for name in names if not re.search(rf"\b{re.escape(name)}\b", explained)] == []
