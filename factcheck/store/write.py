"""Articles into the archive: new ones, new versions, and those that are there already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, func, insert, select, update

from factcheck.model.extraction import Extraction
from factcheck.store import schema as t
from factcheck.store.codec import encode, encode_extraction, key_number, storable
from factcheck.store.conclusions import altered
from factcheck.store.forgotten import Forgotten, Place, place_of
from factcheck.store.types import Added, Entry, ToolVersion

PARTS: tuple[Table, ...] = (t.claim, t.mention, t.blocking_key, t.fingerprint)


def add(connection: Connection, entries: Iterable[Entry], tool: ToolVersion) -> Added:
    """Adds articles and says what came of it. What was forgotten is not brought back."""
    run = _Adding(connection, tool_pk(connection, tool), Forgotten.of(connection))
    total = Added()
    for entry in entries:
        total += run.one(entry)
    run.flush()
    if run.altered:
        altered(connection)
    return total


def remember(connection: Connection, entries: Sequence[Entry], tool: ToolVersion) -> None:
    """Caches extractions of copy that does not belong in the archive, such as drafts."""
    pk, forgotten = tool_pk(connection, tool), Forgotten.of(connection)
    for entry in entries:
        place = place_of(entry.extraction.article)
        kept = forgotten.without_persons(entry.extraction)
        if forgotten.article(place) or kept is not entry.extraction:
            continue
        connection.execute(delete(t.cached).where(t.cached.c.text_key == entry.text_key))
        row = {
            "text_key": entry.text_key,
            "source": place.source,
            "place": place.place,
            "article_id": kept.article.id,
            "tool_pk": pk,
            "record": encode_extraction(kept),
        }
        connection.execute(insert(t.cached), row)


def tool_pk(connection: Connection, tool: ToolVersion) -> int:
    """The row of a tool version, made if need be."""
    named = {"pipeline": tool.pipeline, "rules": tool.rules, "factcheck": tool.factcheck}
    found = connection.execute(select(t.tool.c.pk).filter_by(**named)).scalar()
    return int(found if found is not None else _inserted(connection, t.tool, named))


def delete_versions(connection: Connection, versions: Sequence[int]) -> None:
    """Deletes versions with all that hangs on them; articles left without a version go too."""
    for part in PARTS:
        connection.execute(delete(part).where(part.c.version_pk.in_(versions)))
    connection.execute(delete(t.version).where(t.version.c.pk.in_(versions)))
    left = select(t.version.c.article_pk).where(t.version.c.article_pk == t.article.c.pk)
    connection.execute(delete(t.article).where(~left.exists()))


def content_rows(version: int, extraction: Extraction, keys: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """The rows of a version's claims, mentions and blocking keys, by the names of their tables."""
    return {
        "claim": [
            {"version_pk": version, "position": n, "claim_id": c.id, "kind": c.kind.value, "record": encode(c)}
            for n, c in enumerate(extraction.claims)
        ],
        "mention": [
            {"version_pk": version, "position": n, "mention_id": m.id, "record": encode(m)}
            for n, m in enumerate(extraction.mentions)
        ],
        "blocking_key": [
            {"key": number, "version_pk": version} for number in sorted({key_number(key) for key in keys})
        ],
    }


class _Adding:
    """One batch: rows of claims, mentions and keys gather until it is flushed."""

    def __init__(self, connection: Connection, tool: int, forgotten: Forgotten) -> None:
        self._connection, self._tool, self._forgotten = connection, tool, forgotten
        self._rows: dict[str, list[dict[str, Any]]] = {part.name: [] for part in PARTS}
        self._waiting: set[str] = set()
        self.altered = False
        """Whether an article that was there is no longer what it was."""

    def one(self, entry: Entry) -> Added:
        article = entry.extraction.article
        place = place_of(article)
        if self._forgotten.article(place):
            return Added(forgotten=1)
        if article.id in self._waiting:
            self.flush()
        extraction = self._forgotten.without_persons(entry.extraction)
        record = encode(article)
        known = self._connection.execute(select(t.version).where(t.version.c.article_id == article.id)).one_or_none()
        if known is None:
            return self._new(entry, extraction, place, record)
        return self._again(entry, extraction, known, record)

    def flush(self) -> None:
        """Writes the rows that have gathered."""
        for part in PARTS:
            if self._rows[part.name]:
                self._connection.execute(insert(part), self._rows[part.name])
                self._rows[part.name] = []
        self._waiting.clear()

    def _new(self, entry: Entry, extraction: Extraction, place: Place, record: bytes) -> Added:
        row = place._asdict()
        article_pk = self._connection.execute(select(t.article.c.pk).filter_by(**row)).scalar()
        number = 1
        if article_pk is None:
            article_pk = _inserted(self._connection, t.article, row)
        else:
            self.altered = True
            number = self._next(article_pk)
        version = _inserted(
            self._connection,
            t.version,
            self._columns(entry, record)
            | {"article_pk": article_pk, "number": number, "current": True, "article_id": extraction.article.id},
        )
        self._fill(version, entry, extraction)
        counted = {"new": 1} if number == 1 else {"changed": 1}
        return Added(**counted, claims=len(extraction.claims))

    def _again(self, entry: Entry, extraction: Extraction, known: Row[Any], record: bytes) -> Added:
        """A text that is there: as the latest version or an earlier one, read alike or anew."""
        changes: dict[str, Any] = {}
        if not known.current:
            changes = {"number": self._next(known.article_pk), "current": True}
        same = known.text_key == entry.text_key
        if not same or known.record != record:
            changes |= self._columns(entry, record)
        self.altered = self.altered or bool(changes)
        if changes:
            self._connection.execute(update(t.version).where(t.version.c.pk == known.pk).values(**changes))
        if not same:
            for part in PARTS:
                self._connection.execute(delete(part).where(part.c.version_pk == known.pk))
            self._fill(known.pk, entry, extraction)
        if not known.current:
            return Added(changed=1)
        return Added(unchanged=1) if same else Added(reread=1, claims=len(extraction.claims))

    def _next(self, article_pk: int) -> int:
        """The number of an article's next version; none is the current one until it is there."""
        of_article = t.version.c.article_pk == article_pk
        self._connection.execute(update(t.version).where(of_article).values(current=False))
        last = self._connection.execute(select(func.max(t.version.c.number)).where(of_article)).scalar()
        return int(last or 0) + 1

    def _columns(self, entry: Entry, record: bytes) -> dict[str, Any]:
        article = entry.extraction.article
        return {
            "title": storable(article.title),
            "published": article.published,
            "sha256": article.sha256,
            "text_key": entry.text_key,
            "tool_pk": self._tool,
            "record": record,
        }

    def _fill(self, version: int, entry: Entry, extraction: Extraction) -> None:
        for part, rows in content_rows(version, extraction, entry.keys).items():
            self._rows[part] += rows
        self._rows["fingerprint"] += [{"hash": h, "version_pk": version} for h in sorted(entry.fingerprints)]
        self._waiting.add(extraction.article.id)


def _inserted(connection: Connection, table: Any, row: dict[str, Any]) -> int:
    key = connection.execute(insert(table), row).inserted_primary_key
    assert key is not None
    return int(key[0])
