"""Kills `factcheck ingest` at random moments and looks at what it leaves.

After every kill, `archive verify` has to find nothing, and what had been reported as kept has to be there.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from benchmarks.synthetic import START, draft, happenings

COMMAND = Path(sys.executable).parent / "factcheck"
KEPT = re.compile(r"kept: (\d+) of")
SEED = 11
ARTICLES = 100
WORDS = 120


def write(folder: Path, number: int, words: int) -> None:
    """A folder of articles, each about the events of another day."""
    folder.mkdir()
    for place, day in enumerate(islice(happenings(SEED), number)):
        copy = draft(day, day[0].day, words)
        head = f"source: The Desk\npublished: {copy.published}\ntitle: {copy.title}\n\n"
        (folder / f"{place:04}.txt").write_text(head + copy.text + "\n", encoding="utf-8")


def ingest(folder: Path, store: Path, seconds: float | None) -> tuple[int, bool]:
    """Runs ingest and kills it after some seconds; how many articles it said it kept, and whether it was killed."""
    command = [COMMAND, "ingest", folder, "--store", store]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        _, said = process.communicate(timeout=seconds)
        killed = False
    except subprocess.TimeoutExpired:
        process.kill()
        _, said = process.communicate()
        killed = True
    return max([0, *map(int, KEPT.findall(said or ""))]), killed


def held(store: Path) -> int:
    """Articles in the archive."""
    if not store.exists():
        return 0
    done = subprocess.run([COMMAND, "archive", "list", "--store", store], capture_output=True, text=True, check=False)
    return len(done.stdout.splitlines())


def main() -> int:
    """Prints what came of it; 1 where anything was lost or broken."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=50)
    given = options.parse_args()
    chance = random.Random(SEED)
    bad = interrupted = 0
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as scratch:
        folder, store = Path(scratch) / "news", Path(scratch) / "desk.db"
        write(folder, ARTICLES, WORDS)
        started = time.perf_counter()
        ingest(folder, Path(scratch) / "whole.db", None)
        whole = time.perf_counter() - started
        print(f"{ARTICLES} articles from {START} on, {whole:.0f} s without being killed", flush=True)
        for number in range(given.kills):
            before = held(store)
            if before == ARTICLES:
                for file in Path(scratch).glob("desk.db*"):
                    file.unlink()
                before = 0
            kept, killed = ingest(folder, store, chance.uniform(0.05, whole * 1.05))
            interrupted += killed
            verified = subprocess.run(
                [COMMAND, "archive", "verify", "--store", store], capture_output=True, text=True, check=False
            )
            after = held(store)
            there = not store.exists() or verified.returncode == 0
            # A file that was made a moment before holds nothing yet: that is as before.
            if after < max(before, kept) or not there:
                bad += 1
                print(f"kill {number}: kept {kept}, held {before}, then {after}; {verified.stdout}{verified.stderr}")
        print(f"{given.kills} runs, {interrupted} killed midway, {bad} left something lost or broken", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
