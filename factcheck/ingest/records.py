"""What the readers hand on, before an article is complete."""

from __future__ import annotations

from datetime import date

from msgspec import Struct, field

ALIASES: dict[str, str] = {
    "source": "source", "outlet": "source", "publisher": "source", "site": "source", "newspaper": "source",
    "url": "url", "link": "url",
    "published": "published", "date": "published", "date_published": "published", "datepublished": "published",
    "published_at": "published", "publication_date": "published", "pubdate": "published",
    "title": "title", "headline": "title",
    "author": "author", "authors": "author", "byline": "author",
    "language": "language", "lang": "language",
    "text": "text", "body": "text", "content": "text",
    "id": "id", "external_id": "id",
}  # fmt: skip
"""Names under which a field is found in the wild, and ours for it."""

HEADER_FIELDS = frozenset({"source", "url", "published", "title", "author", "language"})


class Metadata(Struct, frozen=True, kw_only=True):
    """What the command line supplies for every article; it wins over everything else."""

    published: date | None = None
    source: str | None = None


class Unreadable(Struct, frozen=True):
    """An input, or one record of it, that could not be read; the rest is read all the same."""

    path: str
    message: str


class Note(Struct, frozen=True):
    """Something the user should know of that lost nothing: an input given twice, a table row without a file."""

    path: str
    message: str


class Draft(Struct, frozen=True, kw_only=True):
    """A text as a reader found it.

    `fields` holds what the file says about the text under our names. `fragment` tells one record of a
    file from the others; `line` and `column` say where in the file the text begins, and `title_at` where
    the title does, None where that is not known.
    """

    text: str
    fields: dict[str, str] = field(default_factory=dict)
    fragment: str = ""
    line: int = 1
    column: int = 1
    title_at: tuple[int, int] | None = None
    warnings: tuple[str, ...] = ()


class BadRecord(Struct, frozen=True):
    """A record that could not be read, inside a file that could."""

    fragment: str
    message: str


class UnreadableFile(Exception):
    """A file that gives no text; the message says why."""


class MissingPath(FileNotFoundError):
    """A path given by the user does not exist: wrong usage."""

    def __init__(self, path: str) -> None:
        super().__init__(f"no such file or folder: {path}")
        self.path = path


def field_name(written: str) -> str:
    """Our name for a field, or "" when it is none of ours."""
    return ALIASES.get(written.strip().lower().replace(" ", "_").replace("-", "_"), "")
