"""An open archive."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import batched
from types import TracebackType

from factcheck.model.extraction import Extraction
from factcheck.store import find, write
from factcheck.store.engine import Database
from factcheck.store.types import Added, Candidates, Entry, ToolVersion


class Archive:
    """An open archive. Each method is a transaction of its own; each may raise ArchiveError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def shown(self) -> str:
        """How messages name the archive: a path, or a URL without its password."""
        return self._database.shown

    def close(self) -> None:
        """Closes the archive."""
        self._database.close()

    def add(self, entries: Iterable[Entry], tool: ToolVersion) -> Added:
        """Adds articles with their claims, mentions and keys, all of them or none.

        An article with another text under the same source and path (or external id) becomes a new version, and the
        old one is kept. One that is there already is left as it is. What was forgotten is not brought back.
        """
        with self._database.write() as connection:
            return write.add(connection, entries, tool)

    def remember(self, entries: Sequence[Entry], tool: ToolVersion) -> None:
        """Caches extractions of copy that does not belong in the archive, such as drafts."""
        with self._database.write() as connection:
            write.remember(connection, entries, tool)

    def cached(self, text_key: str) -> Extraction | None:
        """What was extracted under this key, from an article or a draft; None where nothing was."""
        with self._database.read() as connection:
            return find.by_key(connection, text_key)

    def extractions(self, article_ids: Collection[str] | None = None) -> Iterator[Extraction]:
        """Articles with claims and mentions, in the order of source and path: current versions, or those with ids.

        They are read piece by piece, so that an archive need not fit into memory.
        """
        with self._database.read() as connection:
            versions = find.current(connection, article_ids)
        for chunk in batched(versions, find.CHUNK):
            with self._database.read() as connection:
                found = list(find.load(connection, chunk))
            yield from found

    def candidates(
        self, keys: Collection[str], *, fingerprints: Collection[int] = (), as_of: date | None = None
    ) -> Candidates:
        """Stored articles that share a blocking key or a fingerprint with a draft, found by an index.

        With `as_of`, what was published by that day counts, in the version of that day; articles without a date are
        then left out.
        """
        with self._database.read() as connection:
            return find.candidates(connection, keys, fingerprints, as_of)
