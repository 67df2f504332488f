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


def crowded(draft: Article, left_out: int, keys: int) -> Iterator[Notice]:
    """A notice where an archive has more that a draft may have to do with than it was set against."""
    if left_out or keys:
        parts = [f"{left_out} articles that share less with it than others do"] if left_out else []
        parts += [f"all but the last added of those that share one of {keys} common traits"] if keys else []
        yield Notice(draft=draft.id, code="left-out", text=f"not compared with {' nor with '.join(parts)}")
