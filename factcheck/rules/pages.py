"""The pages of the rules: what each code flags and what it does not, with examples."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

import msgspec
from msgspec import Struct

from factcheck.rules import load

WIDTH = 88

_SHOWN = {"none": "nothing is flagged"}


class ExampleArticle(Struct, frozen=True, forbid_unknown_fields=True):
    """An article of an example."""

    text: str
    published: date | None = None


class Example(Struct, frozen=True, forbid_unknown_fields=True):
    """Articles and the verdict that the rule gives on them, "none" where it gives none.

    `pending` marks an example that is right and that the engine does not meet yet; it is not shown.
    """

    verdict: str
    why: str
    articles: tuple[ExampleArticle, ...]
    pending: bool = False


class Page(Struct, frozen=True, forbid_unknown_fields=True):
    """One rule's page, from `codes.yml`."""

    code: str
    name: str
    summary: str
    flags: tuple[str, ...]
    does_not_flag: tuple[str, ...]
    examples: tuple[Example, ...]

    @property
    def shown(self) -> tuple[Example, ...]:
        """The examples that hold today."""
        return tuple(example for example in self.examples if not example.pending)


@cache
def rule_pages() -> Mapping[str, Page]:
    """All pages by code, in the order of the codes."""
    written = load("codes")
    return MappingProxyType({code: msgspec.convert({"code": code, **written[code]}, Page) for code in sorted(written)})


def rule_list(pages: Iterable[Page]) -> str:
    """A line for each rule, as plain text."""
    return "".join("\n".join(_wrap(f"{page.name}: {page.summary}", f"{page.code}  ", " " * 7)) + "\n" for page in pages)


def rule_text(page: Page) -> str:
    """A page as plain text."""
    lines = [f"{page.code} {page.name}", *_wrap(page.summary)]
    for title, points in (("Flags", page.flags), ("Does not flag", page.does_not_flag)):
        lines += ["", title, *(line for point in points for line in _wrap(point, "  - ", "    "))]
    for number, example in enumerate(page.shown, 1):
        lines += ["", *_wrap(f"Example {number}, {_verdict(example)}: {example.why}")]
        for article in example.articles:
            lines += _wrap(f"{_when(article)}: “{article.text}”", "    ", "      ")
    return "\n".join(lines) + "\n"


def rule_markdown(page: Page) -> str:
    """A page as Markdown."""
    return "\n".join(_markdown(page)) + "\n"


def list_markdown(pages: Iterable[Page]) -> str:
    """The table of all rules as Markdown, with links to their pages."""
    rows = [f"| [{page.code}]({page.code}.md) | {page.name} | {page.summary} |" for page in pages]
    return "\n".join(["# Rules", "", "| code | name | flags |", "|---|---|---|", *rows]) + "\n"


def _markdown(page: Page) -> Iterator[str]:
    yield from (f"# {page.code}: {page.name}", "", page.summary)
    for title, points in (("Flags", page.flags), ("Does not flag", page.does_not_flag)):
        yield from ("", f"## {title}", "", *(f"- {point}" for point in points))
    yield from ("", "## Examples")
    for example in page.shown:
        yield from ("", f"**{_verdict(example).capitalize()}.** {example.why}", "")
        for article in example.articles:
            yield f"- {_when(article)}: “{article.text}”"


def _verdict(example: Example) -> str:
    return _SHOWN.get(example.verdict, example.verdict)


def _when(article: ExampleArticle) -> str:
    """ "5 June 2024", or "no date"."""
    day = article.published
    return "no date" if day is None else f"{day.day} {day:%B %Y}"


def _wrap(text: str, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
