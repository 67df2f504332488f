"""HTML pages: text and metadata by trafilatura, the date by htmldate, and a check that no copy was lost."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from htmldate import find_date
from lxml import etree, html
from trafilatura import bare_extraction
from trafilatura.settings import Document

from factcheck.ingest.encoding import decode
from factcheck.ingest.records import BadRecord, Draft, UnreadableFile

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,30})|<\?xml[^>]{0,80}encoding=["']([\w-]+)""", re.IGNORECASE
)
# htmldate's own latest date is the clock's today: a fixed one keeps the result the same every day.
_EARLIEST, _LATEST = "1900-01-01", "2199-12-31"
_SILENT = frozenset(
    ["script", "style", "noscript", "template", "svg", "head", "select", "button", "textarea", "iframe"]
)
_ASIDE = {"nav", "footer", "aside", "form", "header", "menu", "dialog"}
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "cite",
        "code",
        "em",
        "font",
        "i",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
    ]
)
# "<![if ...]>": a comment to a browser; the standard library's parser stumbles on a broken one.
_BOGUS_COMMENT = re.compile(r"<!\[[^>]*>?")
_FEWEST_WORDS = 8
_LOST_SHARE = 0.15
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*$")

# What these libraries have to say is said in an article's warnings; without a handler it would go to standard error.
for _library in ("trafilatura", "htmldate"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


def read_html(data: bytes) -> Iterator[Draft | BadRecord]:
    """One draft of the page's main text. Lines and columns count in that text, for a page has no lines of copy.

    Where trafilatura finds nothing, the visible paragraphs are taken; where it leaves copy out, a
    warning says how much. Raises UnreadableFile for a page without text.
    """
    declared = _DECLARED.search(data[:4096])
    encoding = next((name.decode("ascii") for name in declared.groups() if name), "") if declared else ""
    page, warnings = decode(data, encoding)
    visible = visible_paragraphs(page)
    tree = _tree(page)
    document = _extracted(tree) if tree is not None else None
    text = (document.text or "").strip() if document else ""
    if not text:
        text = "\n\n".join(visible)
        warnings += ("no article found in the page: every visible paragraph is read",)
    else:
        warnings += _losses(visible, text)
    if not text.strip():
        raise UnreadableFile("a page without text")
    yield Draft(text=text, fields=_fields(document, tree), warnings=warnings)


def visible_paragraphs(page: str) -> list[str]:
    """The text blocks a reader of the page sees outside navigation and forms, white space folded.

    Read with the standard library's parser, which has no limit on nesting or size.
    """
    collector = _Visible()
    collector.feed(_BOGUS_COMMENT.sub("", page))
    collector.close()
    return collector.finish()


def _tree(page: str) -> html.HtmlElement | None:
    # Without huge_tree libxml2 drops what is nested deeper than 250 elements and text over 10 MB.
    parser = html.HTMLParser(huge_tree=True, no_network=True, encoding="utf-8")
    try:
        return html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        return None


def _extracted(tree: html.HtmlElement) -> Document | None:
    try:
        found = bare_extraction(
            tree,
            fast=True,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            date_extraction_params={
                "extensive_search": False,
                "original_date": True,
                "min_date": _EARLIEST,
                "max_date": _LATEST,
            },
        )
    except Exception:  # whatever the library stumbles on, the visible paragraphs can still be read
        return None
    return found if isinstance(found, Document) else None


def _fields(document: Document | None, tree: html.HtmlElement | None) -> dict[str, str]:
    """What the page says about itself."""
    fields: dict[str, str | None] = {}
    if document is not None:
        fields = {
            "source": document.sitename or document.hostname,
            "url": document.url,
            "title": document.title,
            "author": document.author,
            "published": document.date,
        }
    if tree is not None:
        fields["published"] = fields.get("published") or find_date(
            tree, extensive_search=False, original_date=True, min_date=_EARLIEST, max_date=_LATEST
        )
        fields["language"] = tree.get("lang", "").split("-")[0].lower()
    return {name: value for name, value in fields.items() if value}


def _losses(visible: list[str], text: str) -> tuple[str, ...]:
    """A warning when sentences that a reader sees are missing from the extracted text."""
    kept = _folded(text)
    copy = [block for block in visible if len(block.split()) >= _FEWEST_WORDS and _SENTENCE_END.search(block)]
    lost = [block for block in copy if _folded(block) not in kept]
    total, missing = (sum(len(block.split()) for block in blocks) for blocks in (copy, lost))
    if missing <= _LOST_SHARE * total:
        return ()
    return (f"the page shows about {total} words of copy, {missing} of them are not in the extracted text",)


def _folded(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


class _Visible(HTMLParser):
    """Collects the page's text blocks, leaving out scripts, navigation and forms."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[str] = []
        self._words: list[str] = []
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - inherited
        if tag not in _INLINE:
            self._break()
        if tag in _VOID:
            return
        if self._hidden and tag == self._hidden[-1] or not self._hidden and tag in _SILENT | _ASIDE:
            self._hidden.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            self._break()
        if self._hidden and tag == self._hidden[-1]:
            self._hidden.pop()

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._words.append(data)

    def finish(self) -> list[str]:
        """Every block, in order."""
        self._break()
        return self._blocks

    def _break(self) -> None:
        block = " ".join("".join(self._words).split())
        if block:
            self._blocks.append(block)
        self._words.clear()
