"""The same from Python: articles in, a report out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from factcheck.check.results import Policy
from factcheck.extract import ModelMissing, load_pipeline
from factcheck.ingest import Metadata, MissingPath, Note, Unreachable, Unreadable
from factcheck.ingest import read as read_paths
from factcheck.model.article import Article
from factcheck.model.audit import Audit
from factcheck.model.check import Check
from factcheck.model.report import Report
from factcheck.pipeline import Against, Desk, extract_only, run
from factcheck.pipeline import check as check_drafts
from factcheck.reference.tables import ReferenceError, load_reference  # noqa: A004
from factcheck.rules.pages import rule_pages
from factcheck.store import ArchiveError, is_archive, open_archive

if TYPE_CHECKING:
    from factcheck.reliability import AuditExtraMissing, BadTable

__all__ = [
    "ArchiveError",
    "AuditExtraMissing",
    "BadTable",
    "MissingPath",
    "ModelMissing",
    "NotAllRead",
    "Reading",
    "ReferenceError",
    "Unreachable",
    "check",
    "audit",
    "audit_claims",
    "compare",
    "extract",
    "read",
]

Input = Article | Path | str


def __getattr__(name: str) -> Any:
    """Imports what the audit brings along when it is asked for: nothing else uses it."""
    if name in ("AuditExtraMissing", "BadTable"):
        return getattr(import_module("factcheck.reliability"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class Reading(Struct, frozen=True):
    """What came of reading: the articles, what could not be read, and what else is worth knowing."""

    articles: tuple[Article, ...]
    unreadable: tuple[Unreadable, ...]
    notes: tuple[Note, ...]


class NotAllRead(ValueError):
    """Some input could not be read. To go on without it, call `read` and hand on its articles."""

    def __init__(self, unreadable: Sequence[Unreadable]) -> None:
        super().__init__("; ".join(f"{problem.path}: {problem.message}" for problem in unreadable))
        self.unreadable = tuple(unreadable)


def read(
    paths: Path | str | Iterable[Path | str], *, source: str | None = None, published: date | None = None
) -> Reading:
    """Reads files and folders, also by URL on other file systems: `s3://bucket/news` with fsspec's driver for it.

    `source` and `published` win over what a page says. Raises MissingPath and Unreachable.
    """
    given = [paths] if isinstance(paths, Path | str) else list(paths)
    found = list(read_paths(given, Metadata(source=source or None, published=published)))
    return Reading(
        articles=tuple(item for item in found if isinstance(item, Article)),
        unreadable=tuple(item for item in found if isinstance(item, Unreadable)),
        notes=tuple(item for item in found if isinstance(item, Note)),
    )


def compare(inputs: Input | Iterable[Input], reference: Sequence[Path | str] = (), pipeline: str = "") -> Report:
    """Compares articles, or what is read from paths, with one another and with the reference table.

    `reference` are further tables of office-holders, `pipeline` is another spaCy model. Raises MissingPath,
    NotAllRead, ReferenceError and ModelMissing.
    """
    table = load_reference([Path(file) for file in reference])
    return run(_articles(inputs), load_pipeline(pipeline), table)


def check(
    drafts: Input | Iterable[Input],
    against: Input | Iterable[Input] = (),
    *,
    as_of: date | None = None,
    reference: Sequence[Path | str] = (),
    pipeline: str = "",
) -> Check:
    """Checks drafts against articles and archives, the reference table and themselves.

    `against` are articles, paths, and archives by URL or path (`desk.db`). `as_of` is the day of drafts without a
    date, and the day on which waivers are judged. Raises MissingPath, NotAllRead, ReferenceError, ModelMissing and
    ArchiveError.
    """
    held = [against] if isinstance(against, Article | Path | str) else list(against)
    stores = [str(place) for place in held if not isinstance(place, Article) and is_archive(str(place))]
    rest = [place for place in held if isinstance(place, Article) or not is_archive(str(place))]
    dated = [replace(a, published=a.published or as_of) for a in _articles(drafts)]
    desk = Desk(
        pipeline=load_pipeline(pipeline),
        table=load_reference([Path(file) for file in reference]),
        policy=Policy(codes=tuple(rule_pages()), as_of=as_of),
        files={},
    )
    with ExitStack() as stack:
        archives = [stack.enter_context(open_archive(url)) for url in stores]
        return check_drafts(dated, Against(articles=_articles(rest), archives=archives), desk)


def extract(inputs: Input | Iterable[Input], pipeline: str = "") -> Report:
    """The claims and events of articles, or of what is read from paths; a report without questions and findings.

    Raises MissingPath, NotAllRead and ModelMissing.
    """
    return extract_only(_articles(inputs), load_pipeline(pipeline))


def audit(inputs: Input | Iterable[Input], reference: Sequence[Path | str] = (), pipeline: str = "") -> Audit:
    """Judges the sources of articles, or of what is read from paths; takes and raises what `compare` does.

    Raises AuditExtraMissing where the libraries of the extra `audit` are not installed.
    """
    from factcheck.reliability import audit_report

    return audit_report(compare(inputs, reference, pipeline))


def audit_claims(file: Path | str, hierarchy: Path | str | None = None) -> Audit:
    """Judges the sources of a table of claims: CSV with object, source, value. Raises BadTable, AuditExtraMissing."""
    from factcheck.reliability import audit_table, read_table

    return audit_table(read_table(Path(file), None if hierarchy is None else Path(hierarchy)))


def _articles(inputs: Input | Iterable[Input]) -> list[Article]:
    given = [inputs] if isinstance(inputs, Article | Path | str) else list(inputs)
    reading = read([item for item in given if not isinstance(item, Article)])
    if reading.unreadable:
        raise NotAllRead(reading.unreadable)
    found = (*(item for item in given if isinstance(item, Article)), *reading.articles)
    return list({article.id: article for article in found}.values())
