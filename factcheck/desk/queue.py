"""The findings queue: which findings are listed, and in which order."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from msgspec import Struct
from msgspec.structs import asdict

from factcheck.desk.holdings import OPEN, Item
from factcheck.desk.paging import Page, paged


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

    @property
    def query(self) -> str:
        """What of an address asks for this, whatever the page."""
        return urlencode({key: value for key, value in asdict(self).items() if value != "" and key != "page"})


def page_of(items: Iterable[Item], wanted: Filter) -> Page:
    """The page that is asked for, or the last there is."""
    return paged([item for item in items if wanted.keeps(item)], wanted.page)


def next_after(items: Iterable[Item], finding_id: str) -> str:
    """The finding to be judged after this one, by the queue's order, else the first there is; "" where none is."""
    waiting = [item.finding.id for item in items if item.state == OPEN or item.finding.id == finding_id]
    if finding_id not in waiting:
        return waiting[0] if waiting else ""
    at = waiting.index(finding_id)
    rest = [*waiting[at + 1 :], *waiting[:at]]
    return rest[0] if rest else ""
