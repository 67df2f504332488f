"""Run as a program: adds articles to an archive batch by batch and says on standard output what is kept."""

from __future__ import annotations

import sys

from factcheck.store import open_archive
from tests.store.sample import FERRY, TOOL, entry, extraction

BATCH = 5


def main(url: str, name: str, batches: int) -> None:
    """Adds `batches` batches of articles called after `name`, each in a transaction."""
    with open_archive(url, create=True) as archive:
        print("open", flush=True)  # noqa: T201
        for batch in range(batches):
            paths = [f"{name}{batch}-{number}.txt" for number in range(BATCH)]
            archive.add([entry(extraction(FERRY + " " * 3000, path=path)) for path in paths], TOOL)
            print(*paths, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
