"""Articles out of the archive: removed, so that they may come again, or forgotten for good."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import batched

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, func, insert, or_, select

from factcheck.model.extraction import Extraction
from factcheck.store import schema as t
from factcheck.store.codec import decode_extraction, storable
from factcheck.store.conclusions import altered
from factcheck.store.find import CHUNK, load
from factcheck.store.forgotten import ARTICLE, PERSON, SOURCE, digest, names_person, without_person
from factcheck.store.types import Removed
from factcheck.store.write import content_rows, delete_versions
from factcheck.text.folding import fold

REMOVED = "removed"

Keys = Callable[[Extraction], Collection[str]]


def remove(connection: Connection, article_ids: Collection[str], at: str) -> Removed:
    """Takes whole articles out, all versions of those that have one with these ids."""
    places = _places(connection, article_ids)
    removed = _take_out(connection, places)
    _record(connection, (REMOVED, "", 0), removed, at)
    return removed


def forget_articles(connection: Connection, article_ids: Collection[str], at: str) -> Removed:
    """Takes articles out for good, all versions and what is cached of them."""
    total = Removed(articles=0, versions=0, claims=0, cached=0)
    for place in _places(connection, article_ids):
        removed = _take_out(connection, [place])
        _record(connection, (ARTICLE, digest(ARTICLE, *place), 0), removed, at)
        total = _sum(total, removed)
    return total


def forget_source(connection: Connection, source: str, at: str) -> Removed:
    """Takes everything of a source out for good."""
    name = storable(source)
    rows = connection.execute(select(t.article.c.source, t.article.c.place).where(t.article.c.source == name))
    cached = connection.execute(select(t.cached.c.source, t.cached.c.place).where(t.cached.c.source == name))
    removed = _take_out(connection, sorted({(row[0], row[1]) for row in (*rows, *cached)}))
    _record(connection, (SOURCE, digest(SOURCE, name), 0), removed, at)
    return removed


def forget_person(connection: Connection, name: str, keys_of: Keys, at: str) -> Removed:
    """Takes the claims that name a person out for good, in all versions; the articles' texts stay as they are.

    `keys_of` gives the blocking keys of an article, which may hold the name.
    """
    folded = fold(name)
    articles: set[int] = set()
    versions = claims = 0
    still: list[str] = []
    for pk, article_pk, extraction in _all(connection):
        article = extraction.article
        if names_person(folded, f"{article.title}\n{article.author}\n{article.text}"):
            still.append(article.id)
        kept = without_person(extraction, folded)
        if kept is not extraction:
            _rewrite(connection, pk, kept, keys_of)
            articles.add(article_pk)
            versions += 1
            claims += len(extraction.claims) - len(kept.claims)
    cached = _uncache(connection, folded)
    removed = Removed(
        articles=len(articles), versions=versions, claims=claims, cached=cached, still_named=tuple(sorted(still))
    )
    _record(connection, (PERSON, digest(PERSON, folded), len(folded.split())), removed, at)
    return removed


def _places(connection: Connection, article_ids: Collection[str]) -> list[tuple[str, str]]:
    """Source and place of the articles that have, or are cached, with these ids."""
    found: set[tuple[str, str]] = set()
    for ids in batched(sorted(set(article_ids)), CHUNK):
        kept = select(t.article.c.source, t.article.c.place).join(t.version).where(t.version.c.article_id.in_(ids))
        cached = select(t.cached.c.source, t.cached.c.place).where(t.cached.c.article_id.in_(ids))
        found.update((row[0], row[1]) for rows in (kept, cached) for row in connection.execute(rows))
    return sorted(found)


def _take_out(connection: Connection, places: Sequence[tuple[str, str]]) -> Removed:
    versions: list[int] = []
    articles = claims = cached = 0
    for place in places:
        pks = list(connection.execute(select(t.version.c.pk).join(t.article).where(_at(t.article, place))).scalars())
        articles += bool(pks)
        versions += pks
        cached += connection.execute(delete(t.cached).where(_at(t.cached, place))).rowcount
    for chunk in batched(versions, CHUNK):
        counted = select(func.count()).select_from(t.claim).where(t.claim.c.version_pk.in_(chunk))
        claims += connection.execute(counted).scalar() or 0
        delete_versions(connection, chunk)
    return Removed(articles=articles, versions=len(versions), claims=claims, cached=cached)


def _at(table: Table, place: tuple[str, str]) -> ColumnElement[bool]:
    return and_(table.c.source == place[0], table.c.place == place[1])


def _all(connection: Connection) -> Iterator[tuple[int, int, Extraction]]:
    """Every version: its row, its article's row, and what it holds."""
    rows = [(row.pk, row.article_pk) for row in connection.execute(select(t.version.c.pk, t.version.c.article_pk))]
    for chunk in batched(sorted(rows), CHUNK):
        for (pk, article_pk), extraction in zip(chunk, load(connection, [pk for pk, _ in chunk]), strict=True):
            yield pk, article_pk, extraction


def _rewrite(connection: Connection, version: int, kept: Extraction, keys_of: Keys) -> None:
    """Replaces claims, mentions and keys of a version by those of `kept`."""
    rows = content_rows(version, kept, keys_of(kept))
    for table in (t.claim, t.mention, t.blocking_key):
        connection.execute(delete(table).where(table.c.version_pk == version))
        if rows[table.name]:
            connection.execute(insert(table), rows[table.name])


def _uncache(connection: Connection, folded: str) -> int:
    """Drops what is cached of copy that names a person."""
    named = [
        row.text_key
        for row in connection.execute(select(t.cached.c.text_key, t.cached.c.record))
        if without_person(found := decode_extraction(row.record), folded) is not found
        or names_person(folded, found.article.text)
    ]
    for keys in batched(named, CHUNK):
        connection.execute(delete(t.cached).where(t.cached.c.text_key.in_(keys)))
    return len(named)


def _record(connection: Connection, what: tuple[str, str, int], removed: Removed, at: str) -> None:
    kind, fingerprint, words = what
    row = {"kind": kind, "digest": fingerprint, "words": words, "at": at}
    altered(connection)
    connection.execute(insert(t.removal), row | {"articles": removed.articles, "claims": removed.claims})


def _sum(a: Removed, b: Removed) -> Removed:
    return Removed(
        articles=a.articles + b.articles,
        versions=a.versions + b.versions,
        claims=a.claims + b.claims,
        cached=a.cached + b.cached,
    )


def ids_like(connection: Connection, beginning: str, most: int) -> list[str]:
    """Ids of articles, stored or cached, that begin so; at most so many."""
    safe = beginning.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    found: set[str] = set()
    for column in (t.version.c.article_id, t.cached.c.article_id):
        wanted = or_(column == beginning, column.like(safe, escape="\\"))
        found.update(connection.execute(select(column).where(wanted).order_by(column).limit(most)).scalars())
    return sorted(found)[:most]
