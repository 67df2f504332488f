"""Draws findings or claims by a fixed seed for people to judge: a sheet to read, one JSON line each.

draw.py findings 60 REPORT.json...   contradictions, with both quotes
draw.py claims 100 REPORT.json...    claims, with the event that each is said to be about
draw.py table reports/judged.csv     of what people judged: the share that is right, by the confidence given
"""

from __future__ import annotations

import csv
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SEED = 20261122

Document = dict[str, Any]


def main(arguments: list[str]) -> int:
    """Prints the sheet."""
    if len(arguments) == 2 and arguments[0] == "table":
        return _table(Path(arguments[1]))
    if len(arguments) < 3 or arguments[0] not in ("findings", "claims"):
        print(__doc__, file=sys.stderr)
        return 2
    what, number, *paths = arguments
    rows: list[Document] = []
    for path in sorted(paths):
        report = json.loads(Path(path).read_text(encoding="utf-8"))
        rows.extend(_findings(report) if what == "findings" else _claims(report))
    rows.sort(key=lambda row: str(row["id"]))
    chosen = random.Random(SEED).sample(rows, min(int(number), len(rows)))  # noqa: S311
    for row in chosen:
        print(json.dumps(row, ensure_ascii=False))
    return 0


BANDS = (0.6, 0.7, 0.8, 0.9, 1.0)


def _table(judged: Path) -> int:
    """Prints a reliability table: of the findings in each band of confidence, how many each reader called right."""
    with judged.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    print("confidence  findings  mean  first reader  second reader")
    low = 0.0
    for high in BANDS:
        band = [row for row in rows if low <= float(row["confidence"]) < high]
        if band:
            mean = sum(float(row["confidence"]) for row in band) / len(band)
            first, second = (sum(row[reader] == "right" for row in band) / len(band) for reader in ("first", "second"))
            print(f"{low:.1f}-{high:.1f}     {len(band):8}  {mean:.2f}  {first:12.2f}  {second:13.2f}")
        low = high
    return 0


def _findings(report: Document) -> Iterator[Document]:
    questions = {q["id"]: q["label"] for q in report["questions"]}
    for finding in report["findings"]:
        if finding["verdict"] == "contradiction":
            yield {
                "id": finding["id"],
                "code": finding["code"],
                "confidence": finding["confidence"],
                "question": questions[finding["question"]],
                "explanation": finding["explanation"],
                "a": [_told(report, i) for i in finding["a"]["claims"][:3]],
                "b": [_told(report, i) for i in finding["b"]["claims"][:3]] or finding["b"]["value"],
            }


def _claims(report: Document) -> Iterator[Document]:
    events = {e["id"]: e["label"] for e in report["events"]}
    for claim in report["claims"]:
        told = _told(report, claim["id"])
        yield {"id": claim["id"], "kind": claim["kind"], "attribute": claim["attribute"], "value": claim["value"],
               "event": events.get(claim["event"] or ""), **told}  # fmt: skip


def _told(report: Document, claim_id: str) -> Document:
    claim = next(c for c in report["claims"] if c["id"] == claim_id)
    article = next(a for a in report["articles"] if a["id"] == claim["article"])
    return {
        "article": article["external_id"] or article["path"],
        "published": article["published"],
        "words": claim["value_text"],
        "quote": claim["quote"],
        "speaker": (claim["attribution"] or {}).get("speaker"),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
