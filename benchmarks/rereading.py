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

from benchmarks.synthetic import draft, happenings

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
    """Prints what was measured; 1 where adding again is not as much faster as it has to be."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=200)
    options.add_argument("--words", type=int, default=600)
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as scratch:
        folder = Path(scratch) / "news"
        write(folder, given.articles, given.words)
        add = [COMMAND, "ingest", folder, "--store", Path(scratch) / "desk.db"]
        compare = [COMMAND, "compare", folder, "--cache", Path(scratch) / "cache.db", "--format", "json"]
        first, second = seconds(add), seconds(add)
        print(f"ingest of {given.articles} articles: {first:.1f} s, again {second:.1f} s: {first / second:.1f} times")
        slow, fast = seconds(compare), seconds(compare)
        print(f"compare with a cache: {slow:.1f} s, again {fast:.1f} s: {slow / fast:.1f} times")
    return 0 if first / second >= FASTER else 1


if __name__ == "__main__":
    sys.exit(main())
