"""Ten articles added to archives of growing size: what it takes beside linking and comparing all anew.

The archive is in memory, linked and compared. The articles are the next ones of the same world. Processor time.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Sequence
from itertools import islice
from statistics import median

from msgspec import Struct

from benchmarks.results import write_section
from benchmarks.synthetic import extractions, up_to
from factcheck.compare import Corpus, compare
from factcheck.growing import Change, Growing
from factcheck.link import link
from factcheck.model.extraction import Extraction
from factcheck.model.finding import Finding
from factcheck.reference.tables import load_reference
from factcheck.text.gazetteer import gazetteer

SIZES = (10_000, 100_000)
ADDED = 10
SEED = 7


class Added(Struct, frozen=True):
    """What adding some articles to an archive took, beside a full run, and whether both came to the same findings."""

    claims: int
    articles: int
    mentions: int
    seconds: float
    full: float
    same: bool
    looked_at: float
    linked: float


def main(words: Sequence[str] | None = None) -> int:
    """Measures all sizes; 1 where the findings are not those of a full run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="claims")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args(words)
    gc.set_threshold(50_000, 20, 50)  # as the command does
    gazetteer().get("FR")
    found = [measure(size, arguments.rounds) for size in sorted(arguments.sizes)]
    head = (
        "| claims | articles | mentions | looked at | linked anew | seconds | full run, seconds | same findings |\n"
        "|---|---|---|---|---|---|---|---|\n"
    )
    rows = "\n".join(
        f"| {a.claims} | {a.articles} | {a.mentions} | {a.looked_at:.0f} | {a.linked:.0f} | {a.seconds:.2f} "
        f"| {a.full:.1f} | {'yes' if a.same else '**no**'} |"
        for a in found
    )
    text = f"{ADDED} articles added to an archive; processor time, medians of {arguments.rounds}, the full run once."
    write_section("growing", f"{text}\n\n{head}{rows}")
    return 0 if all(a.same for a in found) else 1


def measure(size: int, rounds: int) -> Added:
    """Adds articles, ten at a time, to an archive of so many claims."""
    stream = (e for _, e in extractions(SEED))
    archive = list(up_to(size, stream))
    growing = Growing(load_reference())
    growing.add(archive)
    times: list[float] = []
    changes: list[Change] = []
    for _ in range(rounds):
        ten = list(islice(stream, ADDED))
        archive += ten
        started = time.process_time()
        changes.append(growing.add(ten))
        times.append(time.process_time() - started)
    started = time.process_time()
    found = full(archive)
    return Added(
        claims=sum(len(e.claims) for e in archive),
        articles=len(archive),
        mentions=sum(len(e.mentions) for e in archive),
        seconds=median(times),
        full=time.process_time() - started,
        same=found == growing.findings,
        looked_at=median(c.looked_at for c in changes),
        linked=median(c.linked for c in changes),
    )


def full(read: Sequence[Extraction]) -> tuple[Finding, ...]:
    """Findings of linking and comparing all."""
    ordered = sorted(read, key=lambda e: (e.article.path, e.article.id))
    articles = {e.article.id: e.article for e in ordered}
    linked = link([c for e in ordered for c in e.claims], [m for e in ordered for m in e.mentions], articles)
    return compare(linked.questions, Corpus.of(linked.claims, articles, linked.events), load_reference())


if __name__ == "__main__":
    sys.exit(main())
