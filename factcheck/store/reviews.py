"""Reviewers' words on findings. Nothing is overwritten: who changes their mind adds a line."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from factcheck.store import schema as t
from factcheck.store.codec import storable
from factcheck.store.types import ArchiveError, Review

VERDICTS = ("confirm", "dismiss", "unsure")


def record(connection: Connection, review: Review) -> None:
    """Adds a reviewer's word. Raises ArchiveError for a verdict that is none."""
    if review.verdict not in VERDICTS:
        raise ArchiveError(f"{review.verdict!r} is no verdict; choose one of {', '.join(VERDICTS)}")
    row = {
        "finding": review.finding,
        "reviewer": storable(review.reviewer),
        "verdict": review.verdict,
        "note": storable(review.note),
        "at": review.at,
    }
    connection.execute(insert(t.verdict), row)


def reviews(connection: Connection, finding: str | None) -> list[Review]:
    """All that was said, or all on one finding, in the order it was said."""
    rows = select(t.verdict).order_by(t.verdict.c.pk)
    if finding is not None:
        rows = rows.where(t.verdict.c.finding == finding)
    return [
        Review(finding=row.finding, reviewer=row.reviewer, verdict=row.verdict, note=row.note, at=row.at)
        for row in connection.execute(rows)
    ]
