"""Two processes of one command against two commands with half of the articles each, and the default pipeline in one.

All are started and warm before the clock runs. They take turns, a round each, on the same articles; what is told are
medians of ratios within a round. Time on the wall shows what `--jobs` gives, time of the processor what it costs.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import median

from benchmarks.results import write_section
from benchmarks.synthetic import draft
from benchmarks.world import happenings
from factcheck.extract import Pipeline, extract, find_pipeline
from factcheck.ingest import read
from factcheck.model.article import Article

ROOT = Path(__file__).resolve().parent.parent
SEED = 17
WARM = 40
ENOUGH = 0.9  # of the throughput of two commands
TIMES = 3  # times the words a second of the default pipeline
MOST = 400  # megabytes a process
TICKS = os.sysconf("SC_CLK_TCK")

Figures = dict[str, float]


def main(words: Sequence[str] | None = None) -> int:
    """Measures and writes the table; 1 where less comes of two processes than promised."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", type=Path, nargs="*", help="articles to read instead of made-up ones")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--words", type=int, default=120)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--be", choices=("jobs", "half", "default"), help="read a part here, when told to, and print")
    parser.add_argument("--part", default="0/1", help="which part: 1/2 is every second article from the second on")
    given = parser.parse_args(words)
    if given.be:
        return _be(given.be, given.paths[0], given.part)
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as scratch:
        file = Path(scratch) / "wire.jsonl"
        count, size = write(file, _made_up(given.words) if not given.paths else _read(given.paths), given.articles)
        rounds = [_round(file) for _ in range(given.rounds)]
    return _report(rounds, count, size)


def _report(rounds: Sequence[dict[str, Figures]], articles: int, words: int) -> int:
    wall = median(r["halves"]["seconds"] / r["jobs"]["seconds"] for r in rounds)
    cost = median(r["halves"]["cpu"] / r["jobs"]["cpu"] for r in rounds)
    faster = median(r["default"]["seconds"] / r["jobs"]["seconds"] for r in rounds)
    cheaper = median(r["default"]["cpu"] / r["jobs"]["cpu"] for r in rounds)
    peak = max(r["jobs"]["peak"] for r in rounds)
    rows = "\n".join(
        f"| {said} | {words / median(r[of]['seconds'] for r in rounds):.0f} "
        f"| {median(r[of]['seconds'] for r in rounds):.1f} | {median(r[of]['cpu'] for r in rounds):.1f} |"
        for of, said in (
            ("jobs", "`--jobs 2`"),
            ("halves", "two commands"),
            ("default", "default pipeline, one process"),
        )
    )
    write_section(
        "jobs",
        f"{articles} articles, {words} words, medians of {len(rounds)}; the default pipeline reads a quarter of them, "
        "and its seconds are four times those.\n\n"
        f"| | words/s | seconds | seconds of the processor |\n|---|---|---|---|\n{rows}\n\n"
        f"`--jobs 2` gives {wall:.2f} of the throughput of two commands (promised: {ENOUGH}), for {1 / cost:.2f} times "
        f"their processor time; {faster:.1f} times the words a second of the default pipeline in one process "
        f"(promised: {TIMES}), whose processor time is {cheaper:.1f} times as much. Peak of a reading "
        f"process: {peak:.0f} MB (promised: {MOST}).",
    )
    return 0 if wall >= ENOUGH and faster >= TIMES and peak <= MOST else 1


def _made_up(words: int) -> Iterator[Article]:
    for day in happenings(SEED):
        yield draft(day, day[0].day, words)


def _read(paths: Sequence[Path]) -> Iterator[Article]:
    return (item for item in read(paths) if isinstance(item, Article))


def write(file: Path, articles: Iterator[Article], number: int) -> tuple[int, int]:
    """A file of at most so many articles: how many there are, and their words."""
    count = words = 0
    with file.open("w", encoding="utf-8") as lines:
        for article in islice(articles, number):
            count, words = count + 1, words + len(article.text.split())
            day = article.published.isoformat() if article.published else None
            record = {"id": str(count), "source": article.source, "published": day, "text": article.text}
            lines.write(json.dumps(record) + "\n")
    return count, words


def _round(file: Path) -> dict[str, Figures]:
    """Each of the three in its turn."""
    default = _together(file, [("default", "0/4")])
    return {
        "jobs": _together(file, [("jobs", "0/1")]),
        "halves": _together(file, [("half", "0/2"), ("half", "1/2")]),
        "default": {"seconds": 4 * default["seconds"], "cpu": 4 * default["cpu"], "peak": default["peak"]},
    }


def _together(file: Path, parts: Sequence[tuple[str, str]]) -> Figures:
    """Runs commands side by side from one moment on: until the last is done, with what all of them take."""
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "benchmarks.jobs", str(file), "--be", what, "--part", part],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for what, part in parts
    ]
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    begin = time.perf_counter()
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    told = []
    for process in started:
        assert process.stdout is not None
        told.append(json.loads(process.stdout.readline()))
    seconds = time.perf_counter() - begin
    for process in started:
        process.communicate()
    return {"seconds": seconds, "cpu": sum(t["cpu"] for t in told), "peak": max(t["peak"] for t in told)}


def _be(what: str, file: Path, part: str) -> int:
    """One command: gets warm, waits, reads its part and tells what it took."""
    first, step = map(int, part.split("/"))
    articles = list(islice(_read([file]), first, None, step))
    pipeline, reading = _reader(what)
    reading(articles[:WARM])
    running = [os.getpid(), *(pipeline.pool._processes if what == "jobs" else ())]
    print("ready", flush=True)
    sys.stdin.readline()
    before = sum(map(_cpu, running))
    reading(articles)
    told = {"cpu": sum(map(_cpu, running)) - before, "peak": max(map(_peak, running[-2:]))}
    print(json.dumps(told), flush=True)
    return 0


def _reader(what: str) -> tuple[Pipeline, Callable[[Sequence[Article]], None]]:
    """What reads articles and forgets what it has read."""
    pipeline = find_pipeline("", 2 if what == "jobs" else 1)
    if what == "default":
        import spacy

        default = spacy.load(pipeline.place)
        return pipeline, lambda articles: _spend(default.pipe(a.text for a in articles))
    return pipeline, lambda articles: _spend(extract(articles, pipeline))


def _spend(items: Iterator[object]) -> None:
    for _ in items:
        pass


def _cpu(pid: int) -> float:
    """Seconds of the processor that a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _peak(pid: int) -> float:
    """The most that a process has held, in megabytes."""
    found = re.search(r"^VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    sys.exit(main())
