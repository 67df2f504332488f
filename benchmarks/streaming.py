"""Many articles streamed from a file into an archive: what the command holds in memory as they go by.

The articles are short, a sentence each, so that fifty thousand of them take minutes and not hours; names, places,
days and numbers are new ones throughout. Memory is that of the command and of the processes it starts.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from benchmarks.results import write_section
from benchmarks.synthetic import sentence
from benchmarks.world import happenings

COMMAND = Path(sys.executable).parent / "factcheck"
KEPT = re.compile(r"kept: (\d+) of")
SEED = 13
MOST = 1.10  # times, from a tenth of the articles to the last
ROWS = (0.1, 0.25, 0.5, 0.75, 1.0)


def main(words: Sequence[str] | None = None) -> int:
    """Measures and writes the table; 1 where memory grows by more than promised."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=50_000)
    parser.add_argument("--jobs", type=int, default=1)
    given = parser.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as scratch:
        folder = Path(scratch)
        count = write(folder / "wire.jsonl", given.articles)
        started = time.perf_counter()
        held = list(watched(folder, given.jobs))
        seconds = time.perf_counter() - started
        size = (folder / "wire.jsonl").stat().st_size / 1e6
        archive = (folder / "desk.db").stat().st_size / 1e6
    begin = next(memory for kept, memory in held if kept >= given.articles * ROWS[0])
    growth = max(memory for kept, memory in held if kept >= given.articles * ROWS[0]) / begin
    rows = [next(found for found in held if found[0] >= given.articles * share) for share in ROWS]
    table = "\n".join(f"| {kept} | {memory:.0f} |" for kept, memory in rows)
    write_section(
        "streaming",
        f"{given.articles} articles of {count / given.articles:.0f} words in a file of {size:.0f} MB, to an archive of "
        f"{archive:.0f} MB with --jobs {given.jobs}; {given.articles / seconds:.0f} articles/s.\n\n"
        f"| articles kept | memory, MB |\n|---|---|\n{table}\n\n"
        f"The most from a tenth on is {growth:.2f} times what it was there (promised: at most {MOST}).",
    )
    return 1 if growth > MOST else 0


def write(file: Path, number: int) -> int:
    """A file of so many articles, and how many words they have."""
    count = 0
    with file.open("w", encoding="utf-8") as lines:
        for place, (published, text) in enumerate(islice(_articles(), number)):
            count += len(text.split())
            record = {"id": str(place), "source": f"Paper {place % 40}", "published": published, "text": text}
            lines.write(json.dumps(record) + "\n")
    return count


def _articles() -> Iterator[tuple[str, str]]:
    for day in happenings(SEED):
        for happening in day:
            yield happening.day.isoformat(), sentence(happening)


def watched(folder: Path, jobs: int) -> Iterator[tuple[int, float]]:
    """Runs the command; yields how many articles it has kept, and the megabytes that it holds then."""
    command = [COMMAND, "ingest", folder / "wire.jsonl", "--store", folder / "desk.db", "--jobs", str(jobs)]
    with subprocess.Popen(
        [str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            told = KEPT.match(line)
            if told:
                held = sum(memory(pid) for pid in family(process.pid))
                print(f"{told[1]} articles: {held:.0f} MB", flush=True)
                yield int(told[1]), held


def family(pid: int) -> Iterator[int]:
    """A process and those it has started."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from family(int(child))


def memory(pid: int) -> float:
    """Megabytes that a process holds of its own: files mapped are left out, what its family shares counts once."""
    told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return sum(int(found) for found in re.findall(r"^Pss_Anon:\s+(\d+) kB", told, re.MULTILINE)) / 1024


if __name__ == "__main__":
    sys.exit(main())
