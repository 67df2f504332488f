"""An open archive."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import batched
from types import TracebackType

from factcheck.model.article import Article
from factcheck.model.extraction import Extraction
from factcheck.store import conclusions, erase, find, integrity, overview, reviews, write
from factcheck.store.engine import Database
from factcheck.store.types import (
    Added,
    ArchiveError,
    ArchiveProblem,
    Candidates,
    Conclusions,
    Entry,
    Listed,
    Mark,
    Removed,
    Review,
    Sifted,
    Stats,
    ToolVersion,
)


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

    def sift(self, articles: Mapping[str, Article]) -> Sifted:
        """Which articles, given by their text keys, need not be read: the archive has them, or may not have them."""
        with self._database.read() as connection:
            return find.sift(connection, articles)

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

    def extractions(
        self, article_ids: Collection[str] | None = None, *, after: int = 0, upto: int | None = None
    ) -> Iterator[Extraction]:
        """Articles with claims and mentions, in the order of source and path: current versions, or those with ids.

        Current versions may be those that were added `after` one and up to one, as marks tell them. They are read piece
        by piece, so that an archive need not fit into memory.
        """
        with self._database.read() as connection:
            chosen = article_ids is not None
            versions = find.by_ids(connection, article_ids or ()) if chosen else find.current(connection, after, upto)
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

    def ids_like(self, beginning: str, most: int = 6) -> list[str]:
        """Ids of articles, whatever their version, that begin so; at most so many."""
        with self._database.read() as connection:
            return erase.ids_like(connection, beginning, most)

    def listed(self, source: str | None = None, *, old: bool = False) -> list[Listed]:
        """Articles by source and path, those of one source if it is named; with `old`, superseded versions too."""
        with self._database.read() as connection:
            return list(overview.listed(connection, source, old=old))

    def stats(self) -> Stats:
        """How much the archive holds."""
        with self._database.read() as connection:
            return overview.stats(connection)

    def tools(self) -> list[tuple[ToolVersion, int]]:
        """What read the articles, with the number of versions that each read."""
        with self._database.read() as connection:
            return list(overview.tools(connection))

    def mark(self) -> Mark:
        """How far the archive has come, at no cost."""
        with self._database.read() as connection:
            return conclusions.mark(connection)

    def places_of_several(self, since: Mark) -> list[tuple[str, str, int]]:
        """Source and path (or external id) of articles of which several versions were added since, and how many."""
        with self._database.read() as connection:
            return find.places_of_several(connection, since.last)

    def concluded(self, key: str) -> Conclusions | None:
        """What was worked out of the articles and kept under a key; it holds for the archive as it stands."""
        with self._database.read() as connection:
            return conclusions.concluded(connection, key)

    def conclude(self, key: str, since: Mark | None, now: Mark, made: Conclusions) -> bool:
        """Keeps what was worked out of the articles as of `now`, in the place of what it changes of what was kept
        `since`, or of all that is kept under this key.

        Whether it was kept: not where articles were altered meanwhile, or somebody else went on. Waits for nobody:
        raises ArchiveError where another one writes.
        """
        with self._database.write(wait=False) as connection:
            return conclusions.conclude(connection, key, since, now, made)

    def verify(self) -> list[ArchiveProblem]:
        """What is not as it should be: the file, references, hashes of texts, spans, ids. Nothing where all is well."""
        found: list[ArchiveProblem] = []
        try:
            with self._database.read() as connection:
                found.extend(integrity.problems(connection, sqlite=self._database.sqlite))
        except ArchiveError as error:
            found.append(ArchiveProblem("database", str(error)))
        return found

    def remove(self, article_ids: Collection[str], *, at: str) -> Removed:
        """Takes articles out with all their versions; they may be added again. `at` is the time, for the record."""
        with self._database.write() as connection:
            return erase.remove(connection, article_ids, at)

    def forget_articles(self, article_ids: Collection[str], *, at: str) -> Removed:
        """Takes articles out for good: all versions and what is cached, with no trace of their words in the database.

        That something was removed, and when (`at`), is on record; what, is not. They are not taken in again.
        """
        with self._database.write() as connection:
            removed = erase.forget_articles(connection, article_ids, at)
        self._database.compact()
        return removed

    def forget_source(self, source: str, *, at: str) -> Removed:
        """The same for all articles of a source."""
        with self._database.write() as connection:
            removed = erase.forget_source(connection, source, at)
        self._database.compact()
        return removed

    def forget_person(self, name: str, keys_of: erase.Keys, *, at: str) -> Removed:
        """Takes the claims that name a person out for good, and the name out of event mentions.

        `keys_of` gives an article's blocking keys. Articles keep their texts: `still_named` lists those that go on
        naming the person.
        """
        with self._database.write() as connection:
            removed = erase.forget_person(connection, name, keys_of, at)
        self._database.compact()
        return removed

    def review(self, review: Review) -> None:
        """Keeps a reviewer's word on a finding."""
        with self._database.write() as connection:
            reviews.record(connection, review)

    def reviews(self, finding: str | None = None) -> list[Review]:
        """Reviewers' words, on all findings or one, in the order they came."""
        with self._database.read() as connection:
            return reviews.reviews(connection, finding)
