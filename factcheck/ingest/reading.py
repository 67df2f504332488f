"""Paths to articles: which files there are, what is known about them, one article at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from factcheck.ingest.records import BadRecord, Draft, Metadata, MissingPath, Note, Unreadable, UnreadableFile
from factcheck.ingest.registry import COUNTERS, READERS, STREAMS
from factcheck.ingest.remote import check_reachable, fetch, is_remote
from factcheck.ingest.sources import TABLE_NAME, SourceTable, read_table
from factcheck.ingest.stated import stated_date, stated_source, stated_title
from factcheck.model.article import Article, article_id
from factcheck.text.comments import without_comments
from factcheck.text.date_lines import parse_date

NO_DATE = "no publication date: weekdays, dates and offices are judged by what the copy itself states"


class _Found(Struct, frozen=True):
    """A file: where it is, the path it is shown under, and the argument that led to it."""

    file: Path
    shown: str
    root: Path


def read(paths: Sequence[Path | str], metadata: Metadata | None = None) -> Iterator[Article | Unreadable | Note]:
    """Reads files and folders, one article at a time, in a stable order.

    What cannot be read is yielded as Unreadable in its place and costs nothing else; Note tells of an
    input given twice and the like. Metadata comes, first to last, from the command line (`metadata`),
    sources.csv, the file's own header or fields, and the page's own words; the first that gives a field
    wins. A path may be the URL of a file or folder on another file system (fsspec). Raises MissingPath and
    Unreachable, before anything is read, for a path that does not exist.
    """
    roots = [path if is_remote(path) else Path(path) for path in paths]
    for root in roots:
        if isinstance(root, str):
            check_reachable(root)
        elif not root.exists():
            raise MissingPath(str(root))
    return _Reading(metadata or Metadata()).run(roots)


def count(paths: Sequence[Path | str]) -> int | None:
    """About how many articles `read` will find: every file that has a reader, and of a table every record.

    None where the files are on another file system: each would have to be fetched twice.
    """
    if any(map(is_remote, paths)):
        return None
    files = (f.file for root in map(Path, paths) for f in _below(root) if isinstance(f, _Found))
    return sum(_records(file) for file in files if file.name != TABLE_NAME and file.suffix.lower() in READERS)


def _records(file: Path) -> int:
    counted = COUNTERS.get(file.suffix.lower())
    try:
        return 1 if counted is None else counted(file)
    except (OSError, ValueError):
        return 0  # reading will say what is wrong with it


class _Reading:
    """One run of `read`: what has been seen so far, and the tables in force.

    Of files and articles only numbers are kept, so that a long run takes little memory.
    """

    def __init__(self, metadata: Metadata) -> None:
        self._metadata = metadata
        self._files: set[int] = set()
        self._ids: dict[int, int] = {}
        self._tables: dict[Path, SourceTable | None] = {}
        self._above: dict[tuple[Path, Path], list[SourceTable]] = {}
        self._pending: list[Unreadable | Note] = []

    def run(self, roots: Sequence[Path | str]) -> Iterator[Article | Unreadable | Note]:
        for root in roots:
            for found in _below(root):
                if isinstance(found, Unreadable):
                    yield found
                elif found.file.name == TABLE_NAME:
                    self._table(found.file.parent, found.root)
                elif found.file.suffix.lower() in READERS:
                    yield from self._file(found)
                elif found.file == root or isinstance(root, str):
                    known = " ".join(READERS)
                    yield Unreadable(found.shown, f"unknown kind of file {found.file.suffix!r} (known: {known})")
                yield from self._pending
                self._pending.clear()

    def _file(self, found: _Found) -> Iterator[Article | Unreadable | Note]:
        real = hash(found.file.resolve())
        if real in self._files:
            yield Note(found.shown, "given twice: read once")
            return
        self._files.add(real)
        try:
            for draft in _drafts(found.file):
                place = f"{found.shown}#{draft.fragment}" if draft.fragment else found.shown
                if isinstance(draft, BadRecord):
                    yield Unreadable(place, draft.message)
                elif not draft.text.strip():
                    yield Unreadable(place, "no text")
                else:
                    yield self._article(draft, place, found, real)
        except UnreadableFile as error:
            yield Unreadable(found.shown, str(error))
        except OSError as error:
            yield Unreadable(found.shown, error.strerror or str(error))

    def _article(self, draft: Draft, place: str, found: _Found, file: int) -> Article | Note:
        text = draft.text
        copy = without_comments(text)
        table = self._table_fields(found, draft.fragment)
        published, warnings = self._published(table, draft)
        source = self._metadata.source or table.get("source") or draft.fields.get("source") or stated_source(copy)
        external = draft.fields.get("id", "")
        identity = article_id(source, external or place, text)
        origin = hash((file, draft.fragment))
        if self._ids.get(hash(identity), origin) != origin and not external:
            # The same words under the same path in another folder: the folder tells them apart.
            identity = article_id(source, (found.root / place).as_posix(), text)
        if hash(identity) in self._ids:
            return Note(place, "the same article again: read once")
        self._ids[hash(identity)] = origin
        return Article(
            id=identity,
            path=place,
            text=text,
            source=source,
            title=table.get("title") or draft.fields.get("title") or stated_title(copy),
            url=table.get("url") or draft.fields.get("url", ""),
            author=draft.fields.get("author", ""),
            language=draft.fields.get("language", ""),
            published=published,
            external_id=external,
            line_base=draft.line,
            column_base=draft.column,
            title_at=draft.title_at or (draft.line, draft.column),
            warnings=draft.warnings + warnings,
        )

    def _published(self, table: dict[str, str], draft: Draft) -> tuple[date | None, tuple[str, ...]]:
        """The publication date by precedence, and warnings about values that are no dates."""
        if self._metadata.published:
            return self._metadata.published, ()
        warnings: list[str] = []
        for written, where in ((table.get("published"), TABLE_NAME), (draft.fields.get("published"), "the file")):
            if not written:
                continue
            value = parse_date(written)
            if value:
                return value, tuple(warnings)
            warnings.append(f"published in {where} is no full, unambiguous date: {written[:60]!r}")
        value = stated_date(without_comments(draft.text))
        return value, tuple(warnings if value else [*warnings, NO_DATE])

    def _table_fields(self, found: _Found, fragment: str) -> dict[str, str]:
        """What the tables between the argument and the file say; the nearest to the file wins."""
        fields: dict[str, str] = {}
        for table in self._tables_above(found.file.parent, found.root):
            fields |= table.fields(found.file, fragment)
        return fields

    def _tables_above(self, folder: Path, root: Path) -> list[SourceTable]:
        """The tables of a folder and of those above it, from the argument on."""
        if (folder, root) not in self._above:
            folders = [folder, *folder.parents]
            tables = (self._table(one, root) for one in reversed(folders[: folders.index(root) + 1]))
            self._above[folder, root] = [table for table in tables if table]
        return self._above[folder, root]

    def _table(self, folder: Path, root: Path) -> SourceTable | None:
        """The table of a folder, read once; what is wrong with it waits in `_pending`."""
        if folder in self._tables:
            return self._tables[folder]
        path, table = folder / TABLE_NAME, None
        shown = path.relative_to(root).as_posix()
        try:
            if path.is_file():
                table = read_table(path)
                self._pending += [Note(shown, f"names a file that is not there: {row}") for row in table.without_file()]
        except UnreadableFile as error:
            self._pending.append(Unreadable(shown, str(error)))
        except OSError as error:
            self._pending.append(Unreadable(shown, error.strerror or str(error)))
        self._tables[folder] = table
        return table


def _drafts(file: Path) -> Iterator[Draft | BadRecord]:
    """What is in a file, record by record where its format allows it."""
    suffix = file.suffix.lower()
    stream = STREAMS[suffix](file) if suffix in STREAMS else None
    return READERS[suffix](file.read_bytes()) if stream is None else stream


def _below(root: Path | str) -> Iterator[_Found | Unreadable]:
    """A file itself; of a folder all that is in it."""
    if isinstance(root, str):
        return (_Found(f.file, f.shown, folder) for f, folder in fetch(root, frozenset(READERS), TABLE_NAME))
    return iter([_Found(root, root.name, root.parent)]) if root.is_file() else _walk(root)


def _walk(root: Path) -> Iterator[_Found | Unreadable]:
    """Files below `root`, hidden ones left out, sorted by path; folders that cannot be listed as Unreadable."""
    problems: list[OSError] = []
    for folder, folders, names in os.walk(root, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        inside = Path(folder)
        shown = "" if inside == root else f"{inside.relative_to(root).as_posix()}/"
        for name in sorted(name for name in names if not name.startswith(".")):
            file = inside / name
            if file.is_file():
                yield _Found(file, shown + name, root)
    for problem in problems:
        shown = Path(problem.filename).relative_to(root).as_posix()
        yield Unreadable(shown, problem.strerror or "cannot be listed")
