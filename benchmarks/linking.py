"""Linking and comparing synthetic archives of doubling size: how time and memory grow.

Each size is measured in a process of its own, so that its peak of memory is its own; times are of the processor.
The sizes take turns, and each figure is the median of its rounds; those from GREAT on are measured once.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import pairwise
from math import log2
from pathlib import Path
from statistics import median

from benchmarks.results import write_section
from benchmarks.synthetic import extractions
from factcheck.compare import Corpus, compare, in_part
from factcheck.link import link
from factcheck.model.extraction import Extraction
from factcheck.reference.tables import load_reference
from factcheck.text.gazetteer import gazetteer

SIZES = (10_000, 20_000, 40_000, 80_000, 160_000, 320_000, 640_000, 1_000_000)
GREAT = 300_000
MEMORY = 3_000  # MB, at a million claims
SEED = 7
GROWTH = 2.2
ROOT = Path(__file__).resolve().parent.parent


def main(words: Sequence[str] | None = None) -> int:
    """Measures all sizes and writes the table; 1 where time grows faster than promised."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="claims")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--one", type=int, default=0, help="measure one size here and print the figures")
    arguments = parser.parse_args(words)
    if arguments.one:
        print(json.dumps(measure(arguments.one)))
        return 0
    runs: dict[int, list[dict[str, float]]] = {size: [] for size in arguments.sizes}
    for turn in range(arguments.rounds):
        for size, found in runs.items():
            if turn == 0 or size < GREAT:
                found.append(_apart(size))
    figures = {size: {key: median(r[key] for r in found) for key in found[0]} for size, found in runs.items()}
    grown = [(b, _growth(figures, a, b)) for a, b in pairwise(arguments.sizes)]
    write_section("linking", _table(figures, dict(grown), arguments.rounds))
    fits = all(f["peak"] <= MEMORY for f in figures.values())
    return 0 if fits and all(rate <= GROWTH for _, rate in grown) else 1


def _growth(figures: dict[int, dict[str, float]], small: int, big: int) -> float:
    """Times that a doubling costs, from two sizes."""
    whole = (figures[big]["link"] + figures[big]["compare"]) / (figures[small]["link"] + figures[small]["compare"])
    return float(whole ** (1 / log2(big / small)))


def _apart(size: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.linking", "--one", str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def archive(size: int) -> list[Extraction]:
    """Articles with so many claims in all."""
    found: list[Extraction] = []
    claims = 0
    for _, extraction in extractions(SEED):
        found.append(extraction)
        claims += len(extraction.claims)
        if claims >= size:
            return found
    return found


def measure(size: int) -> dict[str, float]:
    """Seconds of the processor to link and to compare, and memory."""
    gc.set_threshold(50_000, 20, 50)  # as the command does
    read = archive(size)
    table = load_reference()
    gazetteer().get("FR")
    base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    articles = {e.article.id: e.article for e in read}
    claims = [c for e in read for c in e.claims]
    mentions = [m for e in read for m in e.mentions]
    start = time.process_time()
    linked = link(claims, mentions, articles)
    between = time.process_time()
    found = compare(linked.questions, Corpus.of(linked.claims, articles, linked.events), table)
    end = time.process_time()
    return {
        "claims": len(claims),
        "articles": len(articles),
        "link": between - start,
        "compare": end - between,
        "before": base / 1024,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "events": len(linked.events),
        "findings": len(found),
        "skipped": len(linked.skipped_blocks),
        "in_part": sum(map(in_part, linked.questions)),
    }


def _table(figures: dict[int, dict[str, float]], grown: dict[int, float], rounds: int) -> str:
    head = (
        "| claims | articles | events | link, s | compare, s | times a doubling | peak, MB | findings | blocks skipped "
        "| questions compared in part |\n|---|---|---|---|---|---|---|---|---|---|\n"
    )
    rows = [
        f"| {f['claims']:.0f} | {f['articles']:.0f} | {f['events']:.0f} | {f['link']:.2f} | {f['compare']:.2f} "
        f"| {f'{grown[size]:.2f}' if size in grown else '–'} | {f['peak']:.0f} | {f['findings']:.0f} "
        f"| {f['skipped']:.0f} | {f['in_part']:.0f} |"
        for size, f in figures.items()
    ]
    told = f"Processor time, medians of {rounds}, from {GREAT} claims on measured once.{GROWS}"
    return f"{told}\n\n{head}" + "\n".join(rows)


GROWS = """ The made-up archive grows in time, not in
density: eight events a day, each with two to fourteen reports, of which each recalls three events of the last days. So
a block of one place and month or of one party and year fills up while the archive is young, up to a month at 30,000
claims and a year at 330,000, and the work for a claim grows till then; later blocks are as full, and there are more of
them. Questions about who holds an office grow on: beyond 200 claims they are compared in part, between claims that came
out close to each other, and this is told. Blocks beyond the cap in `rules/linking.yml` are not compared, and told.
"""


if __name__ == "__main__":
    sys.exit(main())
