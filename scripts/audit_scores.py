"""How well the audit resolves questions whose answers are known: birthplaces, and the tolls of incidents."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from factcheck.model.audit import Audit, Truth
from factcheck.model.report import Report
from factcheck.reliability import audit_report, audit_table, read_table
from factcheck.reliability.answers import number_of

HARMS = ("killed", "injured")


def score_places(folder: Path) -> dict[str, float]:
    """Accuracy and generalised accuracy over claims.csv, groundtruths.csv and hierarchy.csv, the majority's beside.

    The truth is the most specific value on the true path that some source claims; in general any value on
    the path is right.
    """
    audit = audit_table(read_table(folder / "claims.csv", folder / "hierarchy.csv"))
    with (folder / "groundtruths.csv").open(encoding="utf-8", newline="") as rows:
        paths = {row["obj"]: row["value"].split(",") for row in csv.DictReader(rows)}
    known = [(truth, paths[truth.object]) for truth in audit.truths if truth.object in paths]
    return {
        "accuracy": _share(truth.value == _specific(truth, path) for truth, path in known),
        "general": _share(truth.value in path for truth, path in known),
        "majority accuracy": _share(truth.majority == _specific(truth, path) for truth, path in known),
        "majority general": _share(truth.majority in path for truth, path in known),
    }


def _specific(truth: Truth, path: list[str]) -> str | None:
    claimed = {support.value for support in truth.support}
    return next((value for value in path if value in claimed), None)


def score_tolls(report: Report, articles: Path, incidents: Path) -> dict[str, float]:
    """The share of incidents whose resolved toll is the record's, and whose majority is, for each harm.

    An incident's question is the one that most of its articles answer; it counts where two sources answer it.
    """
    audit = audit_report(report)
    records = {row["incident"]: row for row in _rows(incidents)}
    incident = {row["id"]: row["incident"] for row in _rows(articles)}
    of_article = {a.id: incident[a.external_id] for a in report.articles if a.external_id in incident}
    found: dict[str, float] = {}
    for harm in HARMS:
        questions = _questions(audit, report, of_article, harm)
        known = [(truth, records[key][harm]) for key, truth in sorted(questions.items())]
        found[f"resolved {harm}"] = _share(number_of(truth.value) == toll for truth, toll in known)
        found[f"majority {harm}"] = _share(number_of(truth.majority) == toll for truth, toll in known)
        found[f"incidents {harm}"] = len(known)
    return found


def _questions(audit: Audit, report: Report, of_article: Mapping[str, str], harm: str) -> dict[str, Truth]:
    """The truth of each incident's main question: the one that most of its articles answer, of equals the surest."""
    asked = {q.id for q in report.questions if q.attribute == f"{harm}: all"}
    article = {s.id: s.article for s in audit.statements}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    truths = {truth.id: truth for truth in audit.truths if truth.id in asked}
    for truth in truths.values():
        for one in {article[s.statement] for s in truth.support if not s.statement.startswith("none:")}:
            if one in of_article:
                votes[of_article[one]][truth.id] += 1
    chosen = {key: min(count, key=lambda i: (-count[i], -truths[i].probability, i)) for key, count in votes.items()}
    return {
        key: truths[i]
        for key, i in chosen.items()
        if len({s.source for s in truths[i].support if not s.statement.startswith("none:")}) > 1
    }


def _rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def _share(hits: Iterable[bool]) -> float:
    listed = list(hits)
    return sum(listed) / max(1, len(listed))
