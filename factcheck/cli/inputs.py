"""What `compare` and `extract` have in common: their options, the settings, reading the input."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factcheck.cli.messages import Failure, Gathered, article_warnings, say, say_all, say_first, say_unreadable

if TYPE_CHECKING:
    from factcheck.api import Reading
    from factcheck.ingest import Note, Unreadable
    from factcheck.model.article import Article
    from factcheck.reference.tables import ReferenceTable
    from factcheck.settings import Settings

UNREADABLE = 3

EXIT_CODES = """\b
Exit codes:
    0  nothing at or above the threshold of --fail-on
    1  findings at or above it
    2  wrong usage or settings, such as a path that does not exist
    3  some input could not be read, whatever was found in the rest
  130  interrupted
"""

Decorator = Callable[[Any], Any]


class InputPath(click.Path):
    """A path that exists; the URL of a file, a folder or, where archives are taken, an archive stands for itself."""

    def __init__(self, *, archives: bool) -> None:
        super().__init__(exists=True, readable=False)
        self._archives = archives

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path or URL as given, in words."""
        from factcheck.store import is_archive

        if "://" in str(value) and (self._archives or not is_archive(str(value))):
            return value
        return str(super().convert(value, param, ctx))


def input_options(command: Any) -> Any:
    """PATH…, --published, --source and --pipeline."""
    return _paths(InputPath(archives=False))(_metadata(command))


def input_or_archive_options(command: Any) -> Any:
    """The same; PATH… may name archives too."""
    return _paths(InputPath(archives=True))(_metadata(command))


def _paths(kind: click.Path) -> Decorator:
    return click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=kind)


def _metadata(command: Any) -> Any:
    for decorate in reversed(_METADATA):
        command = decorate(command)
    return command


_METADATA: tuple[Decorator, ...] = (
    click.option(
        "--published",
        metavar="DATE",
        type=click.DateTime(["%Y-%m-%d"]),
        help="Publication date of every article, such as 2025-10-31; wins over what a page says.",
    ),
    click.option("--source", metavar="NAME", help="Source of every article; wins over what a page says."),
    click.option("--pipeline", metavar="NAME", help="Another spaCy model for English, by name or path."),
)


def load_settings() -> Settings:
    """The settings nearest upwards from the current directory."""
    from factcheck.settings import BadSettings, find_settings

    try:
        return find_settings(Path.cwd())
    except BadSettings as error:
        raise Failure(str(error)) from error


def read_input(paths: Sequence[str], source: str | None, published: datetime | date | None) -> Reading:
    """Reads the articles and says on standard error what was wrong with them."""
    from factcheck.api import read
    from factcheck.ingest import MissingPath, Unreachable

    day = published.date() if isinstance(published, datetime) else published
    try:
        reading = read(paths, source=source, published=day)
    except (MissingPath, Unreachable) as error:
        raise Failure(str(error)) from error
    say_unreadable((problem.path, problem.message) for problem in reading.unreadable)
    say_all("note", ((note.path, note.message) for note in reading.notes))
    say_all("warning", article_warnings(reading.articles))
    if not reading.articles:
        say("warning", f"no article in {', '.join(str(path) for path in paths)}")
    return reading


class Incoming:
    """Articles one by one, as they are read and not before, so that a corpus need not fit into memory.

    What cannot be read is said at once, what else is worth knowing by `say_rest` when all has been read.
    """

    def __init__(self, paths: Sequence[str], source: str | None, published: datetime | date | None) -> None:
        self.all_read = True
        self._paths = paths
        self._source = source
        self._published = published.date() if isinstance(published, datetime) else published
        self._notes, self._warnings, self._count = Gathered(), Gathered(), 0

    def __iter__(self) -> Iterator[Article]:
        from factcheck.ingest import Metadata, MissingPath, Unreachable, read

        try:
            yield from self._articles(
                read(self._paths, Metadata(source=self._source or None, published=self._published))
            )
        except (MissingPath, Unreachable) as error:
            raise Failure(str(error)) from error

    def _articles(self, items: Iterable[Article | Unreadable | Note]) -> Iterator[Article]:
        from factcheck.ingest import Unreadable
        from factcheck.model.article import Article

        for item in items:
            if isinstance(item, Article):
                self._count += 1
                for message in item.warnings:
                    self._warnings.add(item.path, message)
                yield item
            elif isinstance(item, Unreadable):
                self.all_read = False
                say_unreadable([(item.path, item.message)])
            else:
                self._notes.add(item.path, item.message)

    def say_rest(self) -> None:
        """Says on standard error what is worth knowing of the articles that were read."""
        self._notes.say("note")
        self._warnings.say("warning")
        if not self._count:
            say("warning", f"no article in {', '.join(str(path) for path in self._paths)}")


def load_table(files: Sequence[Path]) -> ReferenceTable:
    """The built-in reference table with those of `files`, or a failure that names the file."""
    from factcheck.reference.tables import ReferenceError, load_reference  # noqa: A004

    try:
        table = load_reference(files)
    except ReferenceError as error:
        raise Failure(f"reference table {error}") from error
    say_first("warning", [f"reference table {warning}" for warning in table.warnings])
    return table
