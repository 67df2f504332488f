"""An article: one piece of copy from one source, with what is known about it."""

from __future__ import annotations

import hashlib
from datetime import date

from msgspec import Struct


class Article(Struct, frozen=True, kw_only=True):
    """One piece of copy.

    `text` is the copy as read, without a front matter or header block; every span in the project
    counts characters of it. A title that stands apart from the copy is taken to stand on a line of its
    own before it, so its characters have negative offsets and the last of them is at -2. `line_base` and
    `column_base` give the place in the file (from 1) where `text` begins, `title_at` the line and column
    where the title does. `path` is relative to the argument the article was found under, with forward
    slashes; a record of a `.jsonl` or `.csv` file has the path `file.jsonl#<its id, else its line>`.
    """

    id: str
    path: str
    text: str
    source: str = ""
    title: str = ""
    url: str = ""
    author: str = ""
    language: str = ""
    published: date | None = None
    external_id: str = ""
    line_base: int = 1
    column_base: int = 1
    title_at: tuple[int, int] = (1, 1)
    warnings: tuple[str, ...] = ()

    @property
    def title_start(self) -> int:
        """Offset of the title's first character: negative, with one line break between title and text."""
        return -len(self.title) - 1

    def words(self, start: int, end: int) -> str:
        """The characters between two offsets of the text, or of the title where they are negative."""
        return f"{self.title}\n"[start:end] if start < 0 else self.text[start:end]

    @property
    def sha256(self) -> str:
        """Hex digest of the text in UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


def content_id(prefix: str, *parts: str) -> str:
    """A short id that depends on `parts` alone: `prefix` and twelve hex digits of their SHA-256."""
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}{digest[:12]}"


def article_id(source: str, place: str, text: str) -> str:
    """Id of an article; `place` is its external id where it has one, else its path."""
    return content_id("a", source, place, text)
