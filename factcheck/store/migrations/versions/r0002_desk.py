"""Fingerprints of copies, the cache of drafts, reviewers' verdicts, and records of removals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

SERIAL = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Makes four tables more; articles of before get their fingerprints when they are read again."""
    op.create_table(
        "fingerprint",
        sa.Column("hash", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("version_pk", sa.BigInteger, sa.ForeignKey("version.pk", ondelete="CASCADE"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_fingerprint_version_pk", "fingerprint", ["version_pk"])
    op.create_table(
        "cached",
        sa.Column("text_key", sa.String(64), primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("article_id", sa.String(64), nullable=False, index=True),
        sa.Column("tool_pk", sa.BigInteger, sa.ForeignKey("tool.pk"), nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "verdict",
        sa.Column("pk", SERIAL, primary_key=True),
        sa.Column("finding", sa.String(64), nullable=False, index=True),
        sa.Column("reviewer", sa.Text, nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
    )
    op.create_table(
        "removal",
        sa.Column("pk", SERIAL, primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False, index=True),
        sa.Column("words", sa.Integer, nullable=False),
        sa.Column("articles", sa.Integer, nullable=False),
        sa.Column("claims", sa.Integer, nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
    )
