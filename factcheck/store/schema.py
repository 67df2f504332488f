"""The tables of an archive, as they are at the latest migration."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

HEAD = "0003"
"""The latest revision in migrations/versions."""

metadata = MetaData()

# SQLite counts up by itself only in a column of the type INTEGER.
SERIAL = BigInteger().with_variant(Integer, "sqlite")
REFERENCE = BigInteger


def _of_version(*, primary_key: bool = False) -> Column[int]:
    whole = ForeignKey("version.pk", ondelete="CASCADE")
    return Column("version_pk", REFERENCE, whole, nullable=False, primary_key=primary_key)


tool = Table(
    "tool",
    metadata,
    Column("pk", SERIAL, primary_key=True),
    Column("pipeline", Text, nullable=False),
    Column("rules", String(64), nullable=False),
    Column("factcheck", String(64), nullable=False),
    UniqueConstraint("pipeline", "rules", "factcheck"),
)

# What stays one article when its text changes: its source, and its external id or path there.
article = Table(
    "article",
    metadata,
    Column("pk", SERIAL, primary_key=True),
    Column("source", Text, nullable=False),
    Column("place", Text, nullable=False),
    UniqueConstraint("source", "place"),
)

# `record` is the whole article as JSON; the other columns repeat what is searched by.
version = Table(
    "version",
    metadata,
    Column("pk", SERIAL, primary_key=True),
    Column("article_pk", REFERENCE, ForeignKey("article.pk", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("article_id", String(64), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("published", Date),
    Column("sha256", String(64), nullable=False),
    Column("text_key", String(64), nullable=False, index=True),
    Column("tool_pk", REFERENCE, ForeignKey("tool.pk"), nullable=False),
    Column("record", LargeBinary, nullable=False),
    UniqueConstraint("article_pk", "number"),
)

claim = Table(
    "claim",
    metadata,
    Column("pk", SERIAL, primary_key=True),
    _of_version(),
    Column("position", Integer, nullable=False),
    Column("claim_id", String(64), nullable=False, index=True),
    Column("kind", String(32), nullable=False),
    Column("record", LargeBinary, nullable=False),
    UniqueConstraint("version_pk", "position"),
)

mention = Table(
    "mention",
    metadata,
    Column("pk", SERIAL, primary_key=True),
    _of_version(),
    Column("position", Integer, nullable=False),
    Column("mention_id", String(64), nullable=False),
    Column("record", LargeBinary, nullable=False),
    UniqueConstraint("version_pk", "position"),
)

# Keys are filed by a hash of 63 bits: a third of the room, and a chance meeting costs one needless comparison.
blocking_key = Table(
    "blocking_key",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    _of_version(primary_key=True),
    Index("ix_blocking_key_version_pk", "version_pk"),
    sqlite_with_rowid=False,
)

fingerprint = Table(
    "fingerprint",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    _of_version(primary_key=True),
    Index("ix_fingerprint_version_pk", "version_pk"),
    sqlite_with_rowid=False,
)

# Extractions of copy that is not in the archive, such as drafts.
cached = Table(
    "cached",
    metadata,
    Column("text_key", String(64), primary_key=True),
    Column("source", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("article_id", String(64), nullable=False, index=True),
    Column("tool_pk", REFERENCE, ForeignKey("tool.pk"), nullable=False),
    Column("record", LargeBinary, nullable=False),
)

verdict = Table(
    "verdict",
    metadata,
    Column("pk", SERIAL, primary_key=True),
    Column("finding", String(64), nullable=False, index=True),
    Column("reviewer", Text, nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("note", Text, nullable=False),
    Column("at", String(40), nullable=False),
)

# That something was removed, and nothing of what: `digest` tells a later ingest what not to bring back.
removal = Table(
    "removal",
    metadata,
    Column("pk", SERIAL, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("digest", String(64), nullable=False, index=True),
    Column("words", Integer, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("at", String(40), nullable=False),
)

# A row for each time that stored articles ceased to be what they were: changed, read anew, removed, forgotten.
alteration = Table("alteration", metadata, Column("pk", SERIAL, primary_key=True))

# What was worked out of the current versions up to one: `key` stands for rules, code and reference table.
basis = Table(
    "basis",
    metadata,
    Column("pk", SERIAL, primary_key=True),
    Column("key", String(64), nullable=False, unique=True),
    Column("upto", BigInteger, nullable=False),
)

conclusion = Table(
    "conclusion",
    metadata,
    Column("basis_pk", REFERENCE, ForeignKey("basis.pk", ondelete="CASCADE"), primary_key=True),
    Column("owner", String(64), primary_key=True),
    Column("record", LargeBinary, nullable=False),
)
