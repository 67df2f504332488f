"""Copies shown as one origin: who carries whose text, and how many independent origins stand behind an answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factcheck.model.report import Origin, Report
from factcheck.render.words import count, plain, source_name

SHARED = "shared copy"


def copy_label(agency: str, source: str = "") -> str:
    """Whose copy a source carries, in two or three words."""
    if not agency:
        return SHARED
    return "agency original" if agency.casefold() == source.casefold() else f"{plain(agency)} copy"


class Origins:
    """The origins of a report, asked by article id."""

    def __init__(self, report: Report) -> None:
        self._source = {article.id: source_name(article) for article in report.articles}
        self._named = {article.id: bool(article.source) for article in report.articles}
        self._origin = {article: origin for origin in report.origins for article in origin.articles}

    def id_of(self, article: str) -> str | None:
        """The origin that the article shares with others."""
        return self._origin[article].id if article in self._origin else None

    def label(self, article: str) -> str:
        """ "Crescent Wire copy", "shared copy", or "agency original" at the agency itself; "" for a text of its own."""
        origin = self._origin.get(article)
        return "" if origin is None else copy_label(origin.agency, self._source.get(article, ""))

    def others(self, article: str) -> tuple[str, ...]:
        """The other sources that carry the article's text."""
        origin = self._origin.get(article)
        found = (self._source[one] for one in origin.articles if one != article) if origin else ()
        return tuple(sorted({plain(source) for source in found}))

    def witness(self, article: str) -> str:
        """What counts once: the text that outlets share, else the outlet, else the article without one."""
        origin = self._origin.get(article)
        if origin is not None and len({self._source.get(one) for one in origin.articles}) > 1:
            return f"origin {origin.id}"
        return f"outlet {self._source[article]}" if self._named.get(article) else f"article {article}"

    def number(self, articles: Iterable[str]) -> int:
        """How many independent origins stand behind the articles."""
        return len({self.witness(article) for article in articles})

    def reach(self, articles: Sequence[str]) -> str:
        """ "1 outlet", "2 outlets, 2 origins", "5 outlets, 1 origin (Crescent Wire)"."""
        if not articles:
            return ""
        outlets, origins = len({self._source[article] for article in articles}), self.number(articles)
        told = count(outlets, "outlet")
        if outlets == origins == 1:
            return told
        told += f", {count(origins, 'origin')}"
        shared = self._shared(articles)
        if origins == 1:
            return f"{told} ({plain(shared[0][0].agency) or SHARED})" if shared else told
        carried = [f"{number} with {copy_label(origin.agency)}" for origin, number in shared]
        return f"{told} ({', '.join(carried)})" if carried else told

    def _shared(self, articles: Iterable[str]) -> list[tuple[Origin, int]]:
        """The origins that several outlets of these articles share, each with how many outlets do."""
        outlets: dict[str, set[str]] = {}
        origins: dict[str, Origin] = {}
        for article in articles:
            origin = self._origin.get(article)
            if origin is not None:
                origins[origin.id] = origin
                outlets.setdefault(origin.id, set()).add(self._source[article])
        return [(origins[key], len(names)) for key, names in outlets.items() if len(names) > 1]

    def versions(self, a: Iterable[str], b: Iterable[str]) -> str:
        """A sentence where the articles on both sides carry one text; "" where they do not."""
        left, right = set(a), set(b)
        both = {self.id_of(article) for article in left | right}
        if not left or not right or len(left | right) < 2 or len(both) != 1 or None in both:
            return ""
        origin = self._origin[min(left)]
        agency = f" ({plain(origin.agency)})" if origin.agency else ""
        return f"These are two versions of one {'agency text' if origin.agency else 'shared text'}{agency}."
