"""What an archive holds, in numbers and lists."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Table, func, select

from factcheck.store import schema as t
from factcheck.store.migrate import revision_of
from factcheck.store.types import Listed, Stats, ToolVersion


def stats(connection: Connection) -> Stats:
    """How much there is of what."""
    kinds = select(t.claim.c.kind, func.count()).group_by(t.claim.c.kind).order_by(t.claim.c.kind)
    by_kind = {str(kind): int(count) for kind, count in connection.execute(kinds)}
    first, last = connection.execute(select(func.min(t.version.c.published), func.max(t.version.c.published))).one()
    return Stats(
        schema=revision_of(connection),
        articles=_count(connection, t.article),
        versions=_count(connection, t.version),
        claims=sum(by_kind.values()),
        claims_by_kind=by_kind,
        mentions=_count(connection, t.mention),
        sources=connection.execute(select(func.count(t.article.c.source.distinct()))).scalar() or 0,
        first=first,
        last=last,
        keys=_count(connection, t.blocking_key),
        fingerprints=_count(connection, t.fingerprint),
        cached=_count(connection, t.cached),
        verdicts=_count(connection, t.verdict),
        removals=_count(connection, t.removal),
        tools=tools(connection),
    )


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar() or 0)


def tools(connection: Connection) -> tuple[tuple[ToolVersion, int], ...]:
    """What read the articles, with the number of versions that each read."""
    columns = (t.tool.c.pipeline, t.tool.c.rules, t.tool.c.factcheck)
    used = select(*columns, func.count()).join(t.version).group_by(t.tool.c.pk, *columns).order_by(t.tool.c.pk)
    return tuple((ToolVersion(*row[:3]), int(row[3])) for row in connection.execute(used))


def listed(connection: Connection, source: str | None, *, old: bool) -> Iterator[Listed]:
    """Articles by source and place: current versions, or all of them."""
    counted = select(t.claim.c.version_pk, func.count().label("claims")).group_by(t.claim.c.version_pk).subquery()
    rows = (
        select(t.version, t.article.c.source, t.article.c.place, func.coalesce(counted.c.claims, 0).label("claims"))
        .join(t.article)
        .join(counted, counted.c.version_pk == t.version.c.pk, isouter=True)
        .order_by(t.article.c.source, t.article.c.place, t.version.c.number)
    )
    if source is not None:
        rows = rows.where(t.article.c.source == source)
    if not old:
        rows = rows.where(t.version.c.current)
    for row in connection.execute(rows):
        yield Listed(
            id=row.article_id,
            source=row.source,
            place=row.place,
            title=row.title,
            published=row.published,
            version=row.number,
            current=row.current,
            claims=row.claims,
        )
