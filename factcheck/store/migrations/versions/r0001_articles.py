"""Articles with versions, claims, mentions and blocking keys."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

SERIAL = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Makes the first tables."""
    op.create_table(
        "tool",
        sa.Column("pk", SERIAL, primary_key=True),
        sa.Column("pipeline", sa.Text, nullable=False),
        sa.Column("rules", sa.String(64), nullable=False),
        sa.Column("factcheck", sa.String(64), nullable=False),
        sa.UniqueConstraint("pipeline", "rules", "factcheck"),
    )
    op.create_table(
        "article",
        sa.Column("pk", SERIAL, primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.UniqueConstraint("source", "place"),
    )
    op.create_table(
        "version",
        sa.Column("pk", SERIAL, primary_key=True),
        sa.Column("article_pk", sa.BigInteger, sa.ForeignKey("article.pk", ondelete="CASCADE"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("current", sa.Boolean, nullable=False),
        sa.Column("article_id", sa.String(64), nullable=False, unique=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("published", sa.Date),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("text_key", sa.String(64), nullable=False, index=True),
        sa.Column("tool_pk", sa.BigInteger, sa.ForeignKey("tool.pk"), nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("article_pk", "number"),
    )
    for table, more in (("claim", [sa.Column("kind", sa.String(32), nullable=False)]), ("mention", [])):
        op.create_table(
            table,
            sa.Column("pk", SERIAL, primary_key=True),
            sa.Column("version_pk", sa.BigInteger, sa.ForeignKey("version.pk", ondelete="CASCADE"), nullable=False),
            sa.Column("position", sa.Integer, nullable=False),
            sa.Column(f"{table}_id", sa.String(64), nullable=False),
            *more,
            sa.Column("record", sa.LargeBinary, nullable=False),
            sa.UniqueConstraint("version_pk", "position"),
        )
    op.create_index("ix_claim_claim_id", "claim", ["claim_id"])
    op.create_table(
        "blocking_key",
        sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("version_pk", sa.BigInteger, sa.ForeignKey("version.pk", ondelete="CASCADE"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_blocking_key_version_pk", "blocking_key", ["version_pk"])
