"""What is told and how loudly, by code, prefix, file and verdict."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from factcheck.check.selection import Selection, UnknownCode, check_codes
from factcheck.model.finding import Severity, Verdict
from tests.drafts_run import CODES, LIMA, article, checked, rivals, wire


@pytest.mark.parametrize(
    ("select", "ignore", "code", "told"),
    [
        (("FC",), (), "FC301", True),
        (("FC3",), (), "FC301", True),
        (("FC4",), (), "FC301", False),
        (("FC",), ("FC3",), "FC301", False),
        (("FC301",), ("FC3",), "FC301", True),
        (("FC3",), ("FC301",), "FC301", False),
        (("FC3",), ("FC3",), "FC301", False),
        (("FC4", "FC301"), ("FC",), "FC402", True),
    ],
)
def test_the_longer_prefix_decides(select: tuple[str, ...], ignore: tuple[str, ...], code: str, told: bool) -> None:
    assert Selection(select=select, ignore=ignore).tells(code, "copy/a.md") is told


@pytest.mark.parametrize(
    ("glob", "path", "ignored"),
    [
        ("*.md", "copy/a.md", True),
        ("opinion/*", "copy/opinion/a.md", True),
        ("opinion/*", "opinion/a.md", True),
        ("./copy/a.md", "copy/a.md", False),
        ("copy/a.md", "./copy/a.md", True),
        ("opinion/*", "copy/my-opinion/a.md", False),
        ("*.txt", "copy/a.md", False),
    ],
)
def test_a_glob_names_files_anywhere(glob: str, path: str, ignored: bool) -> None:
    assert Selection(per_file=((glob, ("FC7",)),)).tells("FC701", path) is not ignored
    assert Selection(per_file=((glob, ("FC7",)),)).tells("FC301", path)


def test_severity_by_code_prefix_and_verdict() -> None:
    finding = rivals().results[0].finding
    assert (finding.code, finding.verdict) == ("FC201", Verdict.CONTRADICTION)
    discrepancy = replace(finding, verdict=Verdict.DISCREPANCY)
    by = {"FC2": Severity.WARNING, "FC201.discrepancy": Severity.ERROR, "FC": Severity.NOTE}
    selection = Selection(severity=by)
    assert selection.severity_of(finding) is Severity.WARNING
    assert selection.severity_of(discrepancy) is Severity.ERROR
    assert selection.severity_of(replace(finding, code="FC301")) is Severity.NOTE
    assert Selection().severity_of(finding) is Severity.ERROR


def test_a_severity_of_the_settings_is_that_of_the_finding() -> None:
    selection = Selection(severity={"FC201": Severity.NOTE})
    check = checked(article(LIMA), against=(wire(),), selection=selection)
    assert [result.finding.severity for result in check.told()] == [Severity.NOTE]


def test_a_code_that_no_rule_has_is_refused() -> None:
    check_codes(["FC", "FC3", "FC301", "FC501.discrepancy"], CODES)
    for strange in ("FC999", "E501", "", "FC3011"):
        with pytest.raises(UnknownCode, match="no rule's code begins with"):
            check_codes([strange], CODES)
