"""The findings queue: which findings are listed, and in which order."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from msgspec import Struct
from msgspec.structs import asdict, replace

from factcheck.desk.holdings import OPEN, Item

PER_PAGE = 50


class Filter(Struct, frozen=True, kw_only=True):
    """What is asked for; "" is everything."""

    state: str = OPEN
    verdict: str = ""
    kind: str = ""
    source: str = ""
    q: str = ""
    page: int = 1

    def keeps(self, item: Item) -> bool:
        """Whether an item is asked for."""
        return (
            self.state in ("", "all", item.state)
            and self.verdict in ("", item.finding.verdict)
            and self.kind in ("", item.kind)
            and (not self.source or self.source in item.sources)
            and all(word in item.words for word in self.q.casefold().split())
        )

    def address(self, **changes: object) -> str:
        """The query that asks for this, or for it with changes."""
        return urlencode([(key, value) for key, value in asdict(replace(self, **changes)).items() if value != ""])


class Page(Struct, frozen=True, kw_only=True):
    """Part of a list: its items, how many there are in all, and how many pages."""

    items: tuple[Item, ...]
    total: int
    number: int
    pages: int


def page_of(items: Iterable[Item], wanted: Filter) -> Page:
    """The page that is asked for, or the last there is."""
    kept = [item for item in items if wanted.keeps(item)]
    pages = max(1, -(-len(kept) // PER_PAGE))
    number = min(max(wanted.page, 1), pages)
    start = (number - 1) * PER_PAGE
    return Page(items=tuple(kept[start : start + PER_PAGE]), total=len(kept), number=number, pages=pages)


def next_after(items: Iterable[Item], finding_id: str) -> str:
    """The finding to be judged after this one, by the queue's order, else the first there is; "" where none is."""
    waiting = [item.finding.id for item in items if item.state == OPEN or item.finding.id == finding_id]
    if finding_id not in waiting:
        return waiting[0] if waiting else ""
    at = waiting.index(finding_id)
    rest = [*waiting[at + 1 :], *waiting[:at]]
    return rest[0] if rest else ""
