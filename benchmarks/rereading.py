"""The same 200 articles a second time: how much faster they are added, and compared, when nothing has changed.

Times are of the processor, of the whole command with the start of Python and all that it loads.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from statistics import median

from benchmarks.results import write_section
from benchmarks.synthetic import draft
from benchmarks.world import happenings

COMMAND = Path(sys.executable).parent / "factcheck"
SEED = 11
FASTER = 20  # times, at least


def write(folder: Path, number: int, words: int) -> None:
    """A folder of articles, each about the events of another day."""
    folder.mkdir()
    for place, day in enumerate(islice(happenings(SEED), number)):
        copy = draft(day, day[0].day, words)
        head = f"source: The Desk\npublished: {copy.published}\ntitle: {copy.title}\n\n"
        (folder / f"{place:04}.txt").write_text(head + copy.text + "\n", encoding="utf-8")


def seconds(command: Sequence[object]) -> float:
    """Runs a command and gives its processor time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([str(part) for part in command], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Writes what was measured; 1 where adding again is not as much faster as it has to be."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=200)
    options.add_argument("--words", type=int, default=600)
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as scratch:
        folder = Path(scratch) / "news"
        write(folder, given.articles, given.words)
        add = [COMMAND, "ingest", folder, "--store", Path(scratch) / "desk.db"]
        compare = [COMMAND, "compare", folder, "--cache", Path(scratch) / "cache.db", "--format", "json"]
        rows = {"ingest": again(add, given.rounds), "compare --cache": again(compare, given.rounds)}
    table = "\n".join(
        f"| {name} | {first:.1f} | {second:.2f} | {first / second:.1f} |" for name, (first, second) in rows.items()
    )
    write_section(
        "rereading",
        f"{given.articles} articles of {given.words} words; processor time of whole commands, again the median of "
        f"{given.rounds}.\n\n| | first, s | again, s | times |\n|---|---|---|---|\n{table}\n\n"
        f"Promised: {FASTER} times. compare links and compares anew.",
    )
    first, second = rows["ingest"]
    return 0 if first / second >= FASTER else 1


def again(command: Sequence[object], rounds: int) -> tuple[float, float]:
    """Processor time of a command the first time, and once nothing has changed."""
    return seconds(command), median(seconds(command) for _ in range(rounds))


if __name__ == "__main__":
    sys.exit(main())
