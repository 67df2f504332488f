"""Fits the weights of rules/belonging.yml to what people said of drawn claims: fit_belonging.py [--judged CSV]

Reads the development sets under ../shared anew, and takes of the judged claims those that are still made and are on
an event of the same name, or were right. Prints the weights as fitted, and what leaving claims out would cost and save.
Ridge logistic regression by iteratively reweighted least squares.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from factcheck.extract import EXTRACTORS, load_pipeline
from factcheck.extract.belonging import Belonging
from factcheck.extract.document import Document, analyse
from factcheck.extract.events import Events
from factcheck.ingest import read
from factcheck.model.article import Article, content_id

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from scripts.evaluate import SHARED, _dated_seeds  # noqa: E402

NAMES = ("several scenes", "told aside", "earlier day", "not beside", "announced")
RIDGE, ROUNDS, TOGETHER = 1.0, 50, 64
Row = tuple[list[float], bool]
Floats = NDArray[np.float64]


def main(words: Sequence[str] | None = None) -> int:
    """Prints the fit; 2 where the sets are not at hand."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--judged", type=Path, default=ROOT / "reports" / "judged_claims.csv")
    given = parser.parse_args(words)
    if not (SHARED / "data").exists():
        parser.error(f"no development sets under {SHARED}")
    with given.judged.open(encoding="utf-8", newline="") as lines:
        judged = {row["claim"]: row for row in csv.DictReader(lines)}
    with tempfile.TemporaryDirectory() as scratch:
        rows = list(_rows(judged, Path(scratch)))
    features = np.array([[1.0, *values] for values, _ in rows])
    right = np.array([mark for _, mark in rows], dtype=float)
    weights = fit(features, right)
    for name, weight in zip(("bias", "dominance", *NAMES), weights, strict=True):
        print(f"{name:16} {weight:6.2f}")
    likely = 1 / (1 + np.exp(-features @ weights))
    print(f"{len(rows)} claims, {right.mean():.3f} right")
    for least in (0.4, 0.45, 0.5, 0.55, 0.6):
        out = likely < least
        kept = right[~out].mean()
        print(f"under {least:.2f}: {out.sum():3} left out, {right[out].sum():.0f} right; {kept:.3f} of the rest")
    return 0


def fit(features: Floats, right: Floats) -> Floats:
    """Weights, one for each column of `features` (claims by evidence); the first, the bias, is not held down."""
    weights = np.zeros(features.shape[1])
    ridge = np.eye(features.shape[1]) * RIDGE
    ridge[0, 0] = 0.0
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (right - likely) - ridge @ weights
        bend = (features.T * (likely * (1 - likely))) @ features + ridge
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def _rows(judged: Mapping[str, Mapping[str, str]], scratch: Path) -> Iterator[Row]:
    data = SHARED / "data"
    sets = [
        [ROOT / "corpus" / "articles"],
        [_dated_seeds(scratch)],
        [data / "events" / "articles"],
        [data / "gva" / "dev" / "articles.jsonl"],
        [data / "cis530" / "dev.jsonl"],
    ]
    pipeline = load_pipeline()
    articles = [item for paths in sets for item in read(paths) if isinstance(item, Article)]
    for start in range(0, len(articles), TOGETHER):
        for document in analyse(articles[start : start + TOGETHER], pipeline):
            yield from _of_document(document, judged)


def _of_document(document: Document, judged: Mapping[str, Mapping[str, str]]) -> Iterator[Row]:
    events = Events(document)
    belonging = Belonging(document, events)
    for draft in (draft for extractor in EXTRACTORS for draft in extractor(document, events)):
        words = document.article.words(draft.start, draft.end).rstrip(" ,;.")
        end = draft.start + len(words)
        row = judged.get(content_id("c", document.article.id, draft.kind, draft.attribute, str(draft.start), str(end)))
        if row is None or draft.cluster is None or not draft.cluster.staged:
            continue
        moved = row["event"] not in {trigger.anchors.phrase for trigger in draft.cluster.triggers}
        if row["right"] == "no" and row["right_but_event"] == "yes" and moved:
            continue  # it was on another event then
        evidence = set(belonging.evidence(draft))
        yield [belonging.share(draft.cluster), *(float(name in evidence) for name in NAMES)], row["right"] == "yes"


if __name__ == "__main__":
    sys.exit(main())
