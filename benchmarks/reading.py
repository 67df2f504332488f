"""Articles read to claims, against the model's default pipeline on the same texts.

The two take turns in one process; times are of the processor. The texts are those of the files given; the bundled
articles are few, so name a folder of your own for figures that mean something.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from statistics import median

import spacy

from benchmarks.results import write_section
from factcheck.extract import extract, extract_one, load_pipeline
from factcheck.ingest import Metadata, read
from factcheck.model.article import Article

MOST = 0.50
SLICE = 24


def main(words: Sequence[str] | None = None) -> int:
    """Prints and keeps the ratio; 1 where it is above the promise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", type=Path, nargs="*", default=[Path("corpus/articles")])
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--name", default="reading")
    arguments = parser.parse_args(words)
    found = (a for a in read(arguments.paths, Metadata()) if isinstance(a, Article))
    articles = list(islice(found, arguments.articles))
    count = sum(len(a.text.split()) for a in articles)
    rounds = [_round(articles) for _ in range(arguments.rounds)]
    ratio = median(ours / theirs for ours, theirs in rounds)
    ours, theirs = (median(r[side] for r in rounds) for side in (0, 1))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    write_section(
        arguments.name,
        f"{len(articles)} articles, {count} words, medians of {len(rounds)}; processor time.\n\n"
        "| | words/s | seconds |\n|---|---|---|\n"
        f"| default pipeline | {count / theirs:.0f} | {theirs:.2f} |\n"
        f"| read to claims | {count / ours:.0f} | {ours:.2f} |\n\n"
        f"Ratio of processor time: {ratio:.2f} (promised: at most {MOST}). Peak of both together: {peak:.0f} MB.",
    )
    return 1 if ratio > MOST else 0


def _round(articles: Sequence[Article]) -> tuple[float, float]:
    """Seconds of reading to claims and of the default pipeline, slice by slice in turn."""
    pipeline = load_pipeline()
    default = spacy.load(pipeline.place)
    extract_one(articles[0], pipeline)
    list(default.pipe([articles[0].text]))
    ours = theirs = 0.0
    for at in range(0, len(articles), SLICE):
        part = articles[at : at + SLICE]
        start = time.process_time()
        for _ in extract(part, pipeline):
            pass
        between = time.process_time()
        for _ in default.pipe(a.text for a in part):
            pass
        ours, theirs = ours + between - start, theirs + time.process_time() - between
    return ours, theirs


if __name__ == "__main__":
    sys.exit(main())
