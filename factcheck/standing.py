"""The report on an archive, worked out anew only as far as its articles have changed.

What was worked out is kept in the archive, part by part, so that the next process goes on from there as well. Articles
that were added are linked and compared with the parts they touch (`growing`); where one was altered or taken out, all
is worked out anew. The report is that of a full run either way.
"""

from __future__ import annotations

import zlib
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from factcheck.extract import Pipeline, code_hash
from factcheck.growing import Growing, Worked
from factcheck.link import Shingles, shingles
from factcheck.model.report import Report
from factcheck.pipeline import assembled, tool_of
from factcheck.reference.tables import ReferenceTable
from factcheck.store import ArchiveError, Conclusions, Mark
from factcheck.store.codec import decode, encode

if TYPE_CHECKING:
    from factcheck.store.archive import Archive

# The code that what is kept depends on, beside the articles and the reference table.
PACKAGES = ("compare", "growing", "link", "model", "reference", "rules", "text")
# How the shingles of an article are told from parts and offices, and laid out.
TEXT = "text "
WIDE = np.dtype("<u8")
# The least effort: it takes a fifth of the room for a fifth of the time of the JSON itself.
EFFORT = 1


class Standing:
    """An archive's report, which goes on with the archive. One thread at a time."""

    def __init__(self, archive: Archive, pipeline: Pipeline, table: ReferenceTable) -> None:
        self._archive, self._pipeline, self._table = archive, pipeline, table
        self._growing = Growing(table)
        self._mark: Mark | None = None
        self._report: Report | None = None
        self._shingles: Shingles = {}

    def report(self) -> Report:
        """The report on the archive as it stands, without reviewers' words. Raises ArchiveError."""
        now, before = self._archive.mark(), self._mark
        if before is None or now.alterations != before.alterations:
            self._begin(now)
        elif now.last != before.last:
            self._add(before, now)
        self._mark = now
        if self._report is None:
            self._report = assembled(
                self._growing.articles,
                self._growing.linked,
                (self._growing.findings, self._growing.unjudged),
                tool_of(self._pipeline, self._table),
                self._shingles,
            )
        return self._report

    def _begin(self, now: Mark) -> None:
        """Takes up what was kept, or works all out."""
        self._report = None
        kept = self._archive.concluded(_key(self._table))
        worked = None if kept is None or kept.upto > now.last else _read(kept)
        if kept is not None and worked is not None:
            read = list(self._archive.extractions(upto=kept.upto))
            # What was kept and what was read belong together unless articles were altered between the two.
            if self._archive.mark().alterations == now.alterations:
                self._growing, self._shingles = Growing.restored(read, worked.parts, self._table), worked.shingles
                if kept.upto < now.last:
                    self._add(Mark(now.alterations, kept.upto, now.verdicts), now)
                return
        self._growing, self._shingles = Growing(self._table), {}
        self._add(None, now)

    def _add(self, before: Mark | None, now: Mark) -> None:
        """Adds what has come since, or all, and keeps what was done.

        An archive may be for reading only, or another one may be writing: then nothing is kept.
        """
        self._report = None
        fresh = list(self._archive.extractions(after=before.last if before else 0, upto=now.last))
        change = self._growing.add(fresh)
        texts = {e.article.id: shingles(e.article) for e in fresh}
        self._shingles.update(texts)
        worked = ((owner, self._growing.worked(owner)) for owner in change.done)
        records = {owner: zlib.compress(encode(one), EFFORT) for owner, one in worked if one is not None}
        records |= {TEXT + article: found.astype(WIDE).tobytes() for article, found in texts.items()}
        with suppress(ArchiveError):
            made = Conclusions(upto=now.last, records=records, dropped=change.dropped)
            self._archive.conclude(_key(self._table), before, now, made)


class _Kept(Struct, frozen=True):
    """What was kept: parts of the corpus by owner, and the shingles of articles."""

    parts: dict[str, Worked]
    shingles: Shingles


def _read(kept: Conclusions) -> _Kept | None:
    """What was kept; None where it cannot be read."""
    texts = {owner: record for owner, record in kept.records.items() if owner.startswith(TEXT)}
    parts = kept.records.keys() - texts.keys()
    try:
        return _Kept(
            {owner: decode(zlib.decompress(kept.records[owner]), Worked) for owner in sorted(parts)},
            {owner.removeprefix(TEXT): np.frombuffer(record, WIDE) for owner, record in texts.items()},
        )
    except (ValueError, zlib.error):
        return None


def _key(table: ReferenceTable) -> str:
    """What stands for all that conclusions depend on beside the articles."""
    return sha256(f"{code_hash(PACKAGES)} {table.version}".encode()).hexdigest()
