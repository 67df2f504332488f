"""What was worked out of an archive's articles, kept so that the next run goes on from there. Never stale.

Whatever alters a stored article deletes all of it; articles that are merely added leave it as it is, since it says up
to which of them it goes. A `key` stands for all else that it depends on.
"""

from __future__ import annotations

from itertools import batched

from sqlalchemy import Connection, and_, delete, func, insert, select, update

from factcheck.store import schema as t
from factcheck.store.find import CHUNK
from factcheck.store.types import Conclusions, Mark

# Bases that are kept: a desk and a command line may use different reference tables.
KEPT = 3


def mark(connection: Connection) -> Mark:
    """How far the archive has come."""
    columns = (t.alteration.c.pk, t.version.c.pk, t.verdict.c.pk)
    return Mark(*(int(connection.execute(select(func.max(column))).scalar() or 0) for column in columns))


def altered(connection: Connection) -> None:
    """Says that stored articles are no longer what they were: what was made of them goes."""
    connection.execute(insert(t.alteration).values({}))
    connection.execute(delete(t.conclusion))
    connection.execute(delete(t.basis))


def concluded(connection: Connection, key: str) -> Conclusions | None:
    """What was kept under a key; None where nothing was."""
    found = connection.execute(select(t.basis.c.pk, t.basis.c.upto).where(t.basis.c.key == key)).one_or_none()
    if found is None:
        return None
    rows = select(t.conclusion.c.owner, t.conclusion.c.record).where(t.conclusion.c.basis_pk == found.pk)
    return Conclusions(upto=found.upto, records={row.owner: row.record for row in connection.execute(rows)})


def conclude(connection: Connection, key: str, since: Mark | None, now: Mark, made: Conclusions) -> bool:
    """Keeps what was made, in the place of what was kept `since` or, where that is None, of all under this key.

    False, and nothing is kept, where articles have been altered since `now`, or somebody else has gone on meanwhile.
    """
    found = connection.execute(select(t.basis.c.pk, t.basis.c.upto).where(t.basis.c.key == key)).one_or_none()
    if mark(connection).alterations != now.alterations:
        return False
    if since is not None and (found is None or found.upto != since.last):
        return False
    if found is not None and since is not None:
        basis = int(found.pk)
        connection.execute(update(t.basis).where(t.basis.c.pk == basis).values(upto=made.upto))
        for owners in batched(sorted(made.dropped.union(made.records)), CHUNK):
            old = and_(t.conclusion.c.basis_pk == basis, t.conclusion.c.owner.in_(owners))
            connection.execute(delete(t.conclusion).where(old))
    else:
        basis = _anew(connection, key, made.upto)
    rows = [{"basis_pk": basis, "owner": owner, "record": record} for owner, record in sorted(made.records.items())]
    if rows:
        connection.execute(insert(t.conclusion), rows)
    return True


def _anew(connection: Connection, key: str, upto: int) -> int:
    """A basis with nothing on it yet; the oldest make room for it."""
    newest = select(t.basis.c.pk).where(t.basis.c.key != key).order_by(t.basis.c.pk.desc()).limit(KEPT - 1)
    kept = connection.execute(newest).scalars().all()
    connection.execute(delete(t.conclusion).where(t.conclusion.c.basis_pk.not_in(kept)))
    connection.execute(delete(t.basis).where(t.basis.c.pk.not_in(kept)))
    inserted = connection.execute(insert(t.basis), {"key": key, "upto": upto}).inserted_primary_key
    assert inserted is not None
    return int(inserted[0])
