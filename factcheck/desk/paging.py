"""Long lists in pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Query
from msgspec import Struct

PER_PAGE = 50
Number = Annotated[int, Query(ge=1, le=1_000_000)]


class Page(Struct, frozen=True, kw_only=True):
    """Part of a list: its items, the place of the first of them from 1, how many there are in all, how many pages."""

    items: tuple[Any, ...]
    start: int
    total: int
    number: int
    pages: int


def paged(items: Sequence[Any], wanted: int) -> Page:
    """The page that is asked for, or the last there is."""
    pages = max(1, -(-len(items) // PER_PAGE))
    number = min(wanted, pages)
    start = (number - 1) * PER_PAGE
    return Page(
        items=tuple(items[start : start + PER_PAGE]), start=start + 1, total=len(items), number=number, pages=pages
    )
