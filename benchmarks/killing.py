"""Kills `factcheck ingest` at random moments and looks at what it leaves.

The articles were read before, so that ingest spends its time on writing and not on reading. After every kill the
archive has to verify, hold whole batches, and hold all that had been reported as kept.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from benchmarks.synthetic import extractions
from factcheck.api import read
from factcheck.extract import find_pipeline
from factcheck.model.extraction import Extraction
from factcheck.pipeline import BATCH, entry, tool_version
from factcheck.store import open_archive

COMMAND = Path(sys.executable).parent / "factcheck"
KEPT = re.compile(r"kept: (\d+) of")
SEED = 11
ARTICLES = 20 * BATCH


def prepare(folder: Path, store: Path) -> None:
    """Articles in a folder, and an archive that has read them but does not hold them."""
    made = {e.article.id: e for _, e in islice(extractions(SEED), ARTICLES)}
    for found in made.values():
        article = found.article
        file = folder / article.path
        file.parent.mkdir(parents=True, exist_ok=True)
        head = f"source: {article.source}\npublished: {article.published}\ntitle: {article.title}\n\n"
        file.write_text(head + article.text + "\n", encoding="utf-8")
    pipeline = find_pipeline()
    known = [(a, made[a.id]) for a in read(folder).articles]
    with open_archive(str(store), create=True) as archive:
        ready = [entry(Extraction(article, found.claims, found.mentions), pipeline) for article, found in known]
        archive.remember(ready, tool_version(pipeline))


def ingest(folder: Path, store: Path, seconds: float | None) -> tuple[int, bool]:
    """Runs ingest and kills it after some seconds; how many articles it said it kept, and whether it was killed."""
    command = [COMMAND, "ingest", folder, "--store", store]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        try:
            _, said = process.communicate(timeout=seconds)
            killed = False
        except subprocess.TimeoutExpired:
            process.kill()
            _, said = process.communicate()
            killed = True
    return max([0, *map(int, KEPT.findall(said or ""))]), killed


def left(store: Path) -> tuple[int, list[str]]:
    """Articles in the archive, and what is wrong with it."""
    with open_archive(str(store)) as archive:
        return len(archive.listed()), [f"{p.where}: {p.message}" for p in archive.verify()]


def main() -> int:
    """Prints what came of it; 1 where anything was lost or broken."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=50)
    given = options.parse_args()
    chance = random.Random(SEED)
    bad = midway = 0
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as scratch:
        folder, base, store = (Path(scratch) / name for name in ("news", "base.db", "desk.db"))
        prepare(folder, base)
        shutil.copy(base, store)
        started = time.perf_counter()
        ingest(folder, store, None)
        whole = time.perf_counter() - started
        held, wrong = left(store)
        print(f"{held} articles in {whole:.1f} s without being killed {wrong}", flush=True)
        for number in range(given.kills):
            if held >= ARTICLES:
                for file in Path(scratch).glob("desk.db*"):
                    file.unlink()
                shutil.copy(base, store)
                held = 0
            kept, killed = ingest(folder, store, chance.uniform(0.2, 1.0) * whole)
            after, wrong = left(store)
            midway += killed and after > held
            if after < max(held, kept) or after % BATCH or wrong:
                bad += 1
                print(f"kill {number}: held {held}, kept {kept}, then {after}; {wrong[:3]}", flush=True)
            held = after
        print(f"{given.kills} kills, {midway} of them while articles were added; {bad} left something lost or broken")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
