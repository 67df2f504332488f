"""What goes into an archive and what it answers."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from factcheck.model.extraction import Extraction
from factcheck.model.review import Review as Review


class ArchiveError(Exception):
    """An archive that cannot be opened, read or written; the message names it and says what to do."""


class ToolVersion(Struct, frozen=True):
    """What read an article: the language model, a hash of rules and code, the version of factcheck."""

    pipeline: str
    rules: str
    factcheck: str


class Entry(Struct, frozen=True, kw_only=True):
    """One article on its way into the archive.

    `text_key` stands for all that the extraction depends on. `keys` are its blocking keys, `fingerprints` hashes
    of a sample of its shingles (63 bits), by which copies of it are found.
    """

    extraction: Extraction
    text_key: str
    keys: frozenset[str]
    fingerprints: frozenset[int] = frozenset()


class Sifted(Struct, frozen=True):
    """Ids of articles that need not be read: they are in the archive as they are, or were forgotten for good."""

    unchanged: frozenset[str]
    forgotten: frozenset[str]


class Added(Struct, frozen=True, kw_only=True):
    """What came of adding a batch, in articles; `claims` counts those of articles added, changed or read anew."""

    new: int = 0
    changed: int = 0
    reread: int = 0
    unchanged: int = 0
    forgotten: int = 0
    claims: int = 0

    def __add__(self, other: Added) -> Added:
        return Added(**{name: getattr(self, name) + getattr(other, name) for name in self.__struct_fields__})


class Candidates(Struct, frozen=True, kw_only=True):
    """Stored articles that share something with a draft, those that share the most telling keys first.

    `crowded` are keys that too many articles share: only the last added of those were looked at. `left_out` is how
    many articles of those looked at were not taken, because others shared more.
    """

    extractions: tuple[Extraction, ...]
    crowded: tuple[str, ...]
    left_out: int


class Listed(Struct, frozen=True, kw_only=True):
    """One version of an article, as `archive list` shows it."""

    id: str
    source: str
    place: str
    title: str
    published: date | None
    version: int
    current: bool
    claims: int


class Stats(Struct, frozen=True, kw_only=True):
    """How much an archive holds. `tools` are (what read them, versions of articles) pairs."""

    schema: str
    articles: int
    versions: int
    claims: int
    claims_by_kind: dict[str, int]
    mentions: int
    sources: int
    first: date | None
    last: date | None
    keys: int
    fingerprints: int
    cached: int
    verdicts: int
    removals: int
    tools: tuple[tuple[ToolVersion, int], ...]


class Mark(Struct, frozen=True):
    """How far an archive has come: how often stored articles were altered, the last version of an article that was
    added, and the last word of a reviewer. Where the first is the same, the articles up to the second are too."""

    alterations: int
    last: int
    verdicts: int


class Conclusions(Struct, frozen=True, kw_only=True):
    """What was worked out of the articles up to one, as records by owner; of `dropped` owners nothing is left."""

    upto: int
    records: dict[str, bytes]
    dropped: frozenset[str] = frozenset()


class Removed(Struct, frozen=True, kw_only=True):
    """What was taken out. `still_named` are ids of articles whose text goes on naming a forgotten person."""

    articles: int
    versions: int
    claims: int
    cached: int
    still_named: tuple[str, ...] = ()


class ArchiveProblem(Struct, frozen=True):
    """One thing that is not as it should be: where, and what."""

    where: str
    message: str
