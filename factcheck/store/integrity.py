"""Whether an archive is whole, and what it says is what it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import batched
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Table, func, select, text

from factcheck.model.article import Article, content_id
from factcheck.model.claim import Claim
from factcheck.store import schema as t
from factcheck.store.codec import decode_article, decode_claim, decode_extraction, decode_mention
from factcheck.store.find import CHUNK
from factcheck.store.forgotten import place_of
from factcheck.store.types import ArchiveProblem

CHILDREN = (
    (t.version, t.version.c.article_pk, t.article),
    (t.version, t.version.c.tool_pk, t.tool),
    (t.claim, t.claim.c.version_pk, t.version),
    (t.mention, t.mention.c.version_pk, t.version),
    (t.blocking_key, t.blocking_key.c.version_pk, t.version),
    (t.fingerprint, t.fingerprint.c.version_pk, t.version),
    (t.cached, t.cached.c.tool_pk, t.tool),
)


def problems(connection: Connection, *, sqlite: bool) -> Iterator[ArchiveProblem]:
    """Everything that is not as it should be."""
    if sqlite:
        yield from _of_sqlite(connection)
    yield from _orphans(connection)
    yield from _counts(connection)
    pks = connection.execute(select(t.version.c.pk).order_by(t.version.c.pk)).scalars().all()
    for chunk in batched(pks, CHUNK):
        yield from _versions(connection, chunk)
    yield from _cached(connection)


def _of_sqlite(connection: Connection) -> Iterator[ArchiveProblem]:
    for (said,) in connection.execute(text("PRAGMA integrity_check")):
        if said != "ok":
            yield ArchiveProblem("database", str(said))


def _orphans(connection: Connection) -> Iterator[ArchiveProblem]:
    for table, column, parent in CHILDREN:
        whole = select(parent.c.pk).where(parent.c.pk == column).exists()
        count = connection.execute(select(func.count()).select_from(table).where(~whole)).scalar() or 0
        if count:
            yield ArchiveProblem(table.name, f"{count} rows belong to no {parent.name}")


def _counts(connection: Connection) -> Iterator[ArchiveProblem]:
    """Every article has versions, and the last of them is the one that counts."""
    own = t.version.c.article_pk == t.article.c.pk
    columns = (
        t.article.c.source,
        t.article.c.place,
        func.count(t.version.c.pk).label("versions"),
        func.max(t.version.c.number).label("last"),
    )
    grouped = select(t.article.c.pk, *columns).join(t.version, own, isouter=True).group_by(t.article.c.pk, *columns[:2])
    chosen = select(t.version.c.article_pk, t.version.c.number).where(t.version.c.current)
    current: dict[int, list[int]] = {}
    for pk, number in connection.execute(chosen):
        current.setdefault(pk, []).append(number)
    for row in connection.execute(grouped):
        where = f"{row.source}: {row.place}" if row.source else row.place
        if not row.versions:
            yield ArchiveProblem(where, "has no version")
        elif current.get(row.pk) != [row.last]:
            yield ArchiveProblem(where, f"version {row.last} is the last, but {current.get(row.pk, [])} count")


def _versions(connection: Connection, pks: Sequence[int]) -> Iterator[ArchiveProblem]:
    wanted = select(t.version, t.article.c.source, t.article.c.place).join(t.article).where(t.version.c.pk.in_(pks))
    claims, mentions = _rows(connection, t.claim, pks), _rows(connection, t.mention, pks)
    for row in connection.execute(wanted.order_by(t.version.c.pk)):
        for message in _version(row, claims.get(row.pk, []), mentions.get(row.pk, [])):
            yield ArchiveProblem(row.article_id, message)


def _rows(connection: Connection, table: Table, pks: Sequence[int]) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = {}
    rows = select(table).where(table.c.version_pk.in_(pks)).order_by(table.c.version_pk, table.c.position)
    for row in connection.execute(rows):
        found.setdefault(row.version_pk, []).append(row)
    return found


def _version(row: Row[Any], claims: Sequence[Row[Any]], mentions: Sequence[Row[Any]]) -> Iterator[str]:
    try:
        article = decode_article(row.record)
    except (ValueError, msgspec.MsgspecError) as error:
        yield f"the article cannot be read: {error}"
        return
    if article.sha256 != row.sha256:
        yield "the text is not the one that was added: its hash differs"
    if article.id != row.article_id:
        yield f"holds the article {article.id}"
    if place_of(article) != (row.source, row.place) or article.published != row.published:
        yield "source, place or date differ from those it is filed under"
    for rows, what in ((claims, "claims"), (mentions, "mentions")):
        if [r.position for r in rows] != list(range(len(rows))):
            yield f"{what} are missing"
    known = set()
    for found in mentions:
        try:
            mention = decode_mention(found.record)
        except (ValueError, msgspec.MsgspecError) as error:
            yield f"the event mention {found.mention_id} cannot be read: {error}"
            continue
        known.add(mention.id)
        if (mention.id, mention.article) != (found.mention_id, article.id):
            yield f"the event mention {found.mention_id} is filed under a wrong id"
    for found in claims:
        try:
            claim = decode_claim(found.record)
        except (ValueError, KeyError, msgspec.MsgspecError) as error:
            yield f"the claim {found.claim_id} cannot be read: {error}"
            continue
        yield from _claim(claim, article, found, known)


def _claim(claim: Claim, article: Article, row: Row[Any], mentions: set[str]) -> Iterator[str]:
    start, end = claim.span
    own = content_id("c", article.id, claim.kind, claim.attribute, str(start), str(end))
    if claim.id != row.claim_id or claim.article != article.id or claim.kind != row.kind:
        yield f"the claim {row.claim_id} is filed under a wrong id, article or kind"
    elif claim.id != own:
        yield f"the claim {claim.id} is not the one that its id stands for"
    if article.words(start, end) != claim.value_text:
        yield f"the words of the claim {claim.id} do not stand where it says"
    if claim.event is not None and claim.event not in mentions:
        yield f"the claim {claim.id} is of an event that is not there"


def _cached(connection: Connection) -> Iterator[ArchiveProblem]:
    for row in connection.execute(select(t.cached)):
        try:
            found = decode_extraction(row.record)
        except (ValueError, KeyError, msgspec.MsgspecError) as error:
            yield ArchiveProblem(row.article_id, f"cached: cannot be read: {error}")
            continue
        if found.article.id != row.article_id:
            yield ArchiveProblem(row.article_id, f"cached: holds the article {found.article.id}")
