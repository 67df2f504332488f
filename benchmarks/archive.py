"""A draft of 600 words checked against archives of growing size: how long it takes, and how that grows.

Makes one archive of claims (see synthetic.py), keeps a copy at each size, and checks drafts about the latest events
against the copies in turn, so that what else the machine does touches all sizes alike. Reading a draft is timed apart
from the check itself: finding candidates, linking, comparing. Times are of the processor; the reading of the database
counts as far as the processor does it.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from statistics import median

from msgspec import Struct

from benchmarks.synthetic import draft, extractions
from benchmarks.world import START, cities, happenings
from factcheck.check.results import Policy
from factcheck.extract import Extraction, extract_one, load_pipeline
from factcheck.model.article import Article
from factcheck.pipeline import Against, Desk, check, entry, tool_version
from factcheck.reference.tables import load_reference
from factcheck.rules.pages import rule_pages
from factcheck.store import open_archive

SIZES = (10_000, 100_000, 1_000_000)
SEED = 7
BATCH = 100
WORDS = 600
RECENT = 3
WITHIN = 1.0  # seconds, at 100,000 claims
GROWTH = 1.5  # times, from the smallest size to the largest


class Grown(Struct, frozen=True):
    """An archive of one size, the day up to which it goes, and drafts about its last days."""

    size: int
    file: Path
    today: date
    drafts: tuple[Article, ...]


class Timed(Struct, frozen=True):
    """One check: seconds in all and for the candidates alone, and what came of it."""

    whole: float
    candidates: float
    articles: int
    left_out: int
    findings: int


def build(folder: Path, sizes: Sequence[int]) -> Iterator[tuple[int, Path, date]]:
    """One archive that grows; a copy of it at each size."""
    file = folder / "growing.db"
    pipeline = load_pipeline()
    stream, held, today = extractions(SEED), 0, START
    for size in sizes:
        started = time.perf_counter()
        with open_archive(str(file), create=True) as archive:
            while held < size:
                batch = list(islice(stream, BATCH))
                today = batch[-1][0]
                held += archive.add([entry(e, pipeline) for _, e in batch], tool_version(pipeline)).claims
            stats = archive.stats()
        copy = folder / f"{size}.db"
        shutil.copy(file, copy)
        megabytes = copy.stat().st_size / 1e6
        say(
            f"{stats.claims:>9} claims: {stats.versions} articles, {stats.keys} keys, {megabytes:.0f} MB, "
            f"{START} to {today}, made in {time.perf_counter() - started:.0f} s"
        )
        yield size, copy, today


def drafts(today: date, number: int) -> tuple[Article, ...]:
    """Drafts about what has happened in the last days."""
    days = (today - START).days
    recent = [h for day in islice(happenings(SEED), max(0, days - RECENT), days + 1) for h in day]
    chance = random.Random(f"{SEED} {today}")
    return tuple(
        draft(chance.sample(recent, min(8, len(recent))), today + timedelta(days=1), WORDS) for _ in range(number)
    )


def timed(grown: Grown, draft_read: Extraction, desk: Desk) -> Timed:
    """Checks one draft that has been read before."""
    with open_archive(str(grown.file)) as archive:
        filed = entry(draft_read, desk.pipeline)
        archive.remember([filed], tool_version(desk.pipeline))
        archive.candidates(filed.keys, fingerprints=filed.fingerprints)  # the pages of the file are in memory then
        started = time.process_time()
        found = archive.candidates(filed.keys, fingerprints=filed.fingerprints)
        between = time.process_time()
        checked = check([draft_read.article], Against(archives=[archive]), desk)
        ended = time.process_time()
    return Timed(ended - between, between - started, len(found.extractions), found.left_out, len(checked.results))


def measure(folder: Path, sizes: Sequence[int], rounds: int, number: int) -> dict[int, list[Timed]]:
    """Times by size, in rounds through all sizes."""
    grown = [Grown(size, file, today, drafts(today, number)) for size, file, today in build(folder, sizes)]
    started = time.process_time()
    pipeline = load_pipeline()
    desk = Desk(pipeline=pipeline, table=load_reference(), policy=Policy(codes=tuple(rule_pages())), files={})
    assert cities()
    say(f"language model, gazetteer and tables, what was not loaded yet: {time.process_time() - started:.1f} s")
    read: dict[str, Extraction] = {}
    reading: list[float] = []
    for article in (d for g in grown for d in g.drafts):
        started = time.process_time()
        read[article.id] = extract_one(article, pipeline)
        reading.append(time.process_time() - started)
    words = [len(d.text.split()) for g in grown for d in g.drafts]
    claims = [len(e.claims) for e in read.values()]
    say(
        f"reading a draft of {median(words):.0f} words ({median(claims):.0f} claims): {median(reading):.2f} s, "
        f"the first {reading[0]:.2f} s"
    )
    times: dict[int, list[Timed]] = {size: [] for size in sizes}
    for turn in range(rounds + 1):
        for g in grown:
            found = [timed(g, read[d.id], desk) for d in g.drafts]
            if turn:  # the first round fills the caches of rules and places
                times[g.size] += found
    return times


def main() -> int:
    """Prints what was measured; 1 where it takes longer, or grows more, than it may."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of claims, in rising order")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--drafts", type=int, default=5)
    options.add_argument("--folder", type=Path, help="where to put the archives (they are deleted afterwards)")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-", dir=given.folder) as folder:
        times = measure(Path(folder), sorted(given.sizes), given.rounds, given.drafts)
    say("   claims  check (s)  of it candidates (s)  articles compared  left out  findings")
    for size, found in times.items():
        columns = [median(getattr(t, name) for t in found) for name in Timed.__struct_fields__]
        whole, candidates, articles, left_out, findings = columns
        say(f"{size:>9}  {whole:>9.3f}  {candidates:>20.3f}  {articles:>17.0f}  {left_out:>8.0f}  {findings:>8.0f}")
    sizes = sorted(times)
    check_times = {size: median(t.whole for t in found) for size, found in times.items()}
    growth = check_times[sizes[-1]] / check_times[sizes[0]]
    say(f"growth from {sizes[0]} to {sizes[-1]} claims: {growth:.2f} times (at most {GROWTH})")
    slow = check_times.get(100_000, 0.0) > WITHIN
    if 100_000 in check_times:
        say(f"at 100000 claims: {check_times[100_000]:.2f} s (at most {WITHIN:.0f})")
    return 1 if slow or growth >= GROWTH else 0


def say(line: str) -> None:
    """Prints a line at once."""
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
