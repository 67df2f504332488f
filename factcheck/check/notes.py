"""What a check says of the drafts themselves: what could not be judged, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factcheck.model.article import Article
from factcheck.model.check import Notice

UNDATED = "no publication date, so days of the week and office-holders were not judged: give --as-of, or a date"


def undated(drafts: Iterable[Article]) -> Iterator[Notice]:
    """A notice for each draft whose day is not known."""
    for draft in drafts:
        if draft.published is None:
            yield Notice(draft=draft.id, code="undated", text=UNDATED)
