"""What an archive knows: all of it article by article, or what a draft has to be set against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import batched

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, func, select

from factcheck.model.article import Article
from factcheck.model.extraction import Extraction
from factcheck.store import schema as t
from factcheck.store.codec import decode_article, decode_claim, decode_extraction, decode_mention, encode, key_number
from factcheck.store.forgotten import Forgotten, place_of
from factcheck.store.types import Candidates, Sifted

CHUNK = 200
# A key that more articles share than CROWD tells little: of those, the last few that were added are enough.
CROWD = 400
FEW = 25
# Articles that a draft is set against, at most.
MOST = 100


def by_key(connection: Connection, text_key: str) -> Extraction | None:
    """The extraction with this key, of an article or of a draft."""
    pk = connection.execute(select(t.version.c.pk).where(t.version.c.text_key == text_key)).scalar()
    if pk is not None:
        return next(load(connection, [pk]), None)
    record = connection.execute(select(t.cached.c.record).where(t.cached.c.text_key == text_key)).scalar()
    return None if record is None else decode_extraction(record)


def sift(connection: Connection, articles: Mapping[str, Article]) -> Sifted:
    """Of articles by text key, those that are there as they are and those that were forgotten."""
    forgotten = Forgotten.of(connection)
    gone = frozenset(a.id for a in articles.values() if forgotten.article(place_of(a)))
    same: set[str] = set()
    for keys in batched(articles, CHUNK):
        wanted = and_(t.version.c.text_key.in_(keys), t.version.c.current)
        rows = connection.execute(select(t.version.c.text_key, t.version.c.record).where(wanted))
        same.update(articles[row.text_key].id for row in rows if row.record == encode(articles[row.text_key]))
    return Sifted(frozenset(same - gone), gone)


def current(connection: Connection, after: int = 0, upto: int | None = None) -> list[int]:
    """Rows of current versions in the order of source and place; those after one and up to one."""
    chosen = _in_order().where(t.version.c.current, t.version.c.pk > after)
    if upto is not None:
        chosen = chosen.where(t.version.c.pk <= upto)
    return list(connection.execute(chosen).scalars())


def places_of_several(connection: Connection, after: int) -> list[tuple[str, str, int]]:
    """Source and place of articles of which several versions were added after one, and how many."""
    number = func.count()
    rows = (
        select(t.article.c.source, t.article.c.place, number)
        .join(t.version)
        .where(t.version.c.pk > after)
        .group_by(t.article.c.source, t.article.c.place)
        .having(number > 1)
        .order_by(t.article.c.source, t.article.c.place)
    )
    return [(source, place, count) for source, place, count in connection.execute(rows)]


def by_ids(connection: Connection, article_ids: Collection[str]) -> list[int]:
    """Rows of the versions with these ids, in the same order."""
    found: list[int] = []
    for ids in batched(sorted(set(article_ids)), CHUNK):
        found += connection.execute(_in_order().where(t.version.c.article_id.in_(ids))).scalars()
    return found


def _in_order() -> Select[int]:
    return select(t.version.c.pk).join(t.article).order_by(t.article.c.source, t.article.c.place, t.version.c.number)


def load(connection: Connection, versions: Sequence[int]) -> Iterator[Extraction]:
    """Extractions of versions, in the order given."""
    for chunk in batched(versions, CHUNK):
        texts = connection.execute(select(t.version.c.pk, t.version.c.record).where(t.version.c.pk.in_(chunk)))
        articles: dict[int, bytes] = {row.pk: row.record for row in texts}
        claims, mentions = _parts(connection, t.claim, chunk), _parts(connection, t.mention, chunk)
        for pk in chunk:
            if pk in articles:
                yield Extraction(
                    decode_article(articles[pk]),
                    tuple(map(decode_claim, claims.get(pk, ()))),
                    tuple(map(decode_mention, mentions.get(pk, ()))),
                )


def _parts(connection: Connection, table: Table, versions: Sequence[int]) -> Mapping[int, list[bytes]]:
    rows = select(table.c.version_pk, table.c.record).where(table.c.version_pk.in_(versions))
    found: dict[int, list[bytes]] = defaultdict(list)
    for version, record in connection.execute(rows.order_by(table.c.version_pk, table.c.position)):
        found[version].append(record)
    return found


def candidates(
    connection: Connection, keys: Collection[str], fingerprints: Collection[int], as_of: date | None
) -> Candidates:
    """Articles that share keys or fingerprints with a draft, best first: a key counts the more, the fewer share it."""
    shared: dict[int, float] = defaultdict(float)
    crowded: list[str] = []
    numbers = {key_number(key): key for key in sorted(keys)}
    for number, key in numbers.items():
        members = _members(connection, t.blocking_key.c.key, t.blocking_key.c.version_pk, number)
        if len(members) > CROWD:
            crowded.append(key)
        _count(shared, members)
    for number in sorted(fingerprints):
        _count(shared, _members(connection, t.fingerprint.c.hash, t.fingerprint.c.version_pk, number))
    allowed = _allowed(connection, list(shared), as_of)
    best = sorted(allowed, key=lambda pk: (-round(shared[pk], 9), allowed[pk]))
    return Candidates(
        extractions=tuple(load(connection, best[:MOST])),
        crowded=tuple(sorted(crowded)),
        left_out=max(0, len(best) - MOST),
    )


def _count(shared: dict[int, float], members: Sequence[int]) -> None:
    """Counts a key for the versions that share it."""
    for version in members if len(members) <= CROWD else members[:FEW]:
        shared[version] += 1 / len(members)


def _members(connection: Connection, column: ColumnElement[int], version: ColumnElement[int], number: int) -> list[int]:
    """Versions filed under a number, the last added first; one more than CROWD where there are more."""
    rows = select(version).where(column == number).order_by(version.desc()).limit(CROWD + 1)
    return list(connection.execute(rows).scalars())


def _allowed(connection: Connection, versions: Sequence[int], as_of: date | None) -> dict[int, str]:
    """Of these, the versions that count, with their article's id: current ones, or those that were so on a day."""
    which: ColumnElement[bool] = t.version.c.current
    if as_of is not None:
        then = t.version.alias()
        last = (
            select(func.max(then.c.number))
            .where(and_(then.c.article_pk == t.version.c.article_pk, then.c.published <= as_of))
            .scalar_subquery()
        )
        which = and_(t.version.c.published <= as_of, t.version.c.number == last)
    found: dict[int, str] = {}
    for chunk in batched(versions, CHUNK):
        rows = select(t.version.c.pk, t.version.c.article_id).where(and_(t.version.c.pk.in_(chunk), which))
        found.update((pk, article) for pk, article in connection.execute(rows))
    return found
