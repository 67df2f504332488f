"""The findings of the sample articles, as they stood when somebody last looked at them.

After a change that is meant, write them anew and read the difference before committing it:

    FACTCHECK_UPDATE_GOLDEN=1 python -m pytest tests/test_golden_report.py
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from factcheck.model.finding import Side
from factcheck.model.report import Report
from tests.corpus_run import corpus_report

GOLDEN = Path(__file__).parent / "golden" / "corpus_findings.yml"
HEAD = "# What `factcheck compare corpus/articles` finds. Written by tests/test_golden_report.py: see there.\n"
Line = dict[str, Any]


def digest(report: Report) -> list[Line]:
    """The findings of a report in a readable form: gravest first, without ids and confidences."""
    questions = {question.id: question.label for question in report.questions}
    order = [str(finding.verdict) for finding in report.findings]
    lines = [
        {
            "code": finding.code,
            "verdict": str(finding.verdict),
            "scope": str(finding.scope),
            "question": questions[finding.question],
            "a": _side(finding.a, report),
            "b": _side(finding.b, report),
        }
        for finding in report.findings
    ]
    return sorted(lines, key=lambda line: (order.index(line["verdict"]), line["code"], line["question"], str(line)))


def _side(side: Side, report: Report) -> str:
    """ "23 killed (01-harbour-ledger.txt)", with the row of the table where there is one."""
    paths = {article.id: article.path for article in report.articles}
    claims = {claim.id: paths[claim.article] for claim in report.claims}
    where = sorted({claims[i] for i in side.claims})
    row = [] if side.reference is None else [side.reference.table]
    return f"{side.value} ({', '.join([*where, *row])})"


def written(lines: Sequence[Line]) -> str:
    """A digest as it stands in the golden file."""
    return HEAD + yaml.safe_dump(list(lines), sort_keys=False, allow_unicode=True, width=160)


def test_the_findings_are_those_of_the_golden_file() -> None:
    found = digest(corpus_report())
    if os.environ.get("FACTCHECK_UPDATE_GOLDEN"):
        GOLDEN.write_text(written(found), encoding="utf-8")
    golden = yaml.safe_load(GOLDEN.read_text(encoding="utf-8"))
    new, gone = ([line for line in some if line not in others] for some, others in ((found, golden), (golden, found)))
    assert (new, gone) == ([], []), "new and gone findings; FACTCHECK_UPDATE_GOLDEN=1 takes them over"
    assert written(found) == GOLDEN.read_text(encoding="utf-8")


def test_the_digest_tells_findings_apart() -> None:
    lines = [str(line) for line in digest(corpus_report())]
    assert lines
    assert len(lines) == len(set(lines))
