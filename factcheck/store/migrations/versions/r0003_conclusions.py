"""What was worked out of the articles, and a count of what alters it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

SERIAL = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Makes three tables more."""
    op.create_table("alteration", sa.Column("pk", SERIAL, primary_key=True))
    op.create_table(
        "basis",
        sa.Column("pk", SERIAL, primary_key=True),
        sa.Column("key", sa.String(64), nullable=False, unique=True),
        sa.Column("upto", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "conclusion",
        sa.Column("basis_pk", sa.BigInteger, sa.ForeignKey("basis.pk", ondelete="CASCADE"), primary_key=True),
        sa.Column("owner", sa.String(64), primary_key=True),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )
