"""Ten articles more in an archive, as a user meets them: `factcheck compare desk.db` as a whole command, and the desk.

The first command links and compares all and keeps what it worked out in the archive; one after it takes that up, and
links and compares what the new articles touch. What either writes is held against what is written of an archive in
which nothing was kept. Processor time, of whole commands with the start of Python and the JSON report.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import batched, islice
from pathlib import Path
from statistics import median

from msgspec import Struct

from benchmarks.rereading import COMMAND, seconds
from benchmarks.results import write_section
from benchmarks.synthetic import extractions, up_to
from factcheck.extract import find_pipeline
from factcheck.model.extraction import Extraction
from factcheck.pipeline import entry, tool_version
from factcheck.reference.tables import load_reference
from factcheck.standing import Standing
from factcheck.store import open_archive
from factcheck.text.gazetteer import gazetteer

SIZES = (10_000, 100_000)
ADDED = 10
SEED = 7
BATCH = 100


class Measured(Struct, frozen=True):
    """Seconds of a command that works all out, of one when nothing has come, of one when ten articles have, and of the
    desk then; and whether all wrote the same as where nothing was kept."""

    claims: int
    first: float
    again: float
    added: float
    desk: float
    same: bool


def main(words: Sequence[str] | None = None) -> int:
    """Measures all sizes; 1 where a report is not that of a full run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="claims")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args(words)
    found = []
    for size in sorted(given.sizes):
        with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as folder:
            found.append(measure(Path(folder), size, given.rounds))
    head = (
        "| claims | all worked out, s | nothing new, s | ten articles more, s | the desk, ten more, s | same bytes |\n"
        "|---|---|---|---|---|---|\n"
    )
    rows = "\n".join(
        f"| {m.claims} | {m.first:.1f} | {m.again:.1f} | {m.added:.1f} | {m.desk:.2f} "
        f"| {'yes' if m.same else '**no**'} |"
        for m in found
    )
    text = (
        "`factcheck compare desk.db -o json:FILE` on an archive, and the report of a desk that runs on; processor "
        f"time, medians of {given.rounds}, the first command once."
    )
    write_section("standing", f"{text}\n\n{head}{rows}")
    return 0 if all(m.same for m in found) else 1


def measure(folder: Path, size: int, rounds: int) -> Measured:
    """Fills an archive with so many claims, and goes on with ten articles at a time."""
    stream = (e for _, e in extractions(SEED))
    held = list(up_to(size, stream))
    store, plain = folder / "desk.db", folder / "plain.db"
    add(store, held)
    compare = [COMMAND, "compare", store, "-o", f"json:{folder / 'report.json'}"]
    first = seconds(compare)
    again = median(seconds(compare) for _ in range(rounds))
    added, desk = [], []
    gazetteer().get("FR")
    with open_archive(str(store)) as archive:
        standing = Standing(archive, find_pipeline(), load_reference())
        standing.report()
        for _ in range(rounds):
            ten = list(islice(stream, ADDED))
            held += ten
            add(store, ten)
            added.append(seconds(compare))
            started = time.process_time()
            standing.report()
            desk.append(time.process_time() - started)
    add(plain, held)
    seconds([COMMAND, "compare", plain, "-o", f"json:{folder / 'plain.json'}"])
    same = (folder / "report.json").read_bytes() == (folder / "plain.json").read_bytes()
    return Measured(sum(len(e.claims) for e in held), first, again, median(added), median(desk), same)


def add(store: Path, read: Sequence[Extraction]) -> None:
    """Adds articles that have been read to an archive."""
    pipeline = find_pipeline()
    with open_archive(str(store), create=True) as archive:
        for some in batched(read, BATCH):
            archive.add([entry(e, pipeline) for e in some], tool_version(pipeline))


if __name__ == "__main__":
    sys.exit(main())
