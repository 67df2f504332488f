"""What `check` and `baseline` have in common: their options, reading drafts and what they are held against."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factcheck.cli.archives import known_model, opened
from factcheck.cli.inputs import load_table
from factcheck.cli.messages import Failure, article_warnings, progress_bar, say, say_all, say_unreadable

if TYPE_CHECKING:
    from factcheck.check.results import Policy
    from factcheck.model.article import Article
    from factcheck.model.check import Check
    from factcheck.settings import Settings

Decorator = Callable[[Any], Any]

_DAY = click.DateTime(["%Y-%m-%d"])


@dataclass(frozen=True)
class DraftOptions:
    """The options as given on the command line; None where they were not."""

    paths: tuple[Path, ...]
    against: tuple[str, ...]
    as_of: datetime | None
    knowledge_as_of: datetime | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    published: datetime | None
    source: str | None
    reference: tuple[Path, ...]
    pipeline: str | None

    @property
    def day(self) -> date | None:
        """The day of --as-of."""
        return self.as_of.date() if self.as_of else None

    @property
    def last(self) -> date | None:
        """The day of --knowledge-as-of."""
        return self.knowledge_as_of.date() if self.knowledge_as_of else None


@dataclass(frozen=True)
class Ran:
    """A check, and whether all of the input could be read."""

    check: Check
    all_read: bool


def draft_options(command: Any) -> Any:
    """DRAFT… and what it is held against."""
    for decorate in reversed(_OPTIONS):
        command = decorate(command)
    return command


def _codes(context: click.Context, parameter: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Codes that may be given one by one or between commas."""
    return tuple(code.strip().upper() for one in given for code in one.split(",") if code.strip())


_OPTIONS: tuple[Decorator, ...] = (
    click.argument(
        "paths",
        metavar="DRAFT...",
        nargs=-1,
        required=True,
        type=click.Path(exists=True, readable=False, path_type=Path),
    ),
    click.option(
        "--against",
        metavar="PATH_OR_STORE",
        multiple=True,
        help="Articles that the drafts are held against: a file, a folder, or an archive. May be repeated.",
    ),
    click.option(
        "--as-of",
        metavar="DATE",
        type=_DAY,
        help="The day on which the drafts are judged: the date of those that have none, and of waivers.",
    ),
    click.option(
        "--knowledge-as-of",
        metavar="DATE",
        type=_DAY,
        help="Leaves out what was published after DATE, and what has no date.",
    ),
    click.option(
        "--select",
        metavar="CODES",
        multiple=True,
        callback=_codes,
        help="Tell of these rules only: codes or prefixes, such as FC301,FC4.",
    ),
    click.option("--ignore", metavar="CODES", multiple=True, callback=_codes, help="Do not tell of these rules."),
    click.option(
        "--published", metavar="DATE", type=_DAY, help="Publication date of every draft; wins over what it says."
    ),
    click.option("--source", metavar="NAME", help="Source of every draft; wins over what it says."),
    click.option(
        "--reference",
        metavar="FILE",
        multiple=True,
        type=click.Path(path_type=Path),
        help="A table of office-holders beside the built-in one. May be repeated.",
    ),
    click.option("--pipeline", metavar="NAME", help="Another spaCy model for English, by name or path."),
)


def run_check(options: DraftOptions, settings: Settings, baseline: Path | None, threshold: str) -> Ran:
    """Reads the drafts and what they are held against, and checks them."""
    policy = _policy(options, settings, baseline, threshold)
    table = load_table((*settings.reference, *options.reference))
    places = options.against or settings.against
    model = known_model(options.pipeline or settings.pipeline)
    with ExitStack() as stack:
        from factcheck.store import is_archive

        archives = [stack.enter_context(opened(place)) for place in places if is_archive(place)]
        held = _held([place for place in places if not is_archive(place)], options)
        drafts = _drafts(options, settings)
        from factcheck.extract import ModelMissing
        from factcheck.pipeline import Against, Desk, check

        desk = Desk(pipeline=model, table=table, policy=policy, files={**held.files, **drafts.files})
        against = Against(articles=held.articles, archives=archives, as_of=options.last)
        try:
            with progress_bar(len(drafts.articles) + len(held.articles)) as progress:
                checked = check(drafts.articles, against, desk, progress)
        except ModelMissing as error:
            raise Failure(str(error)) from error
    return Ran(checked, drafts.all_read and held.all_read)


def _policy(options: DraftOptions, settings: Settings, baseline: Path | None, threshold: str) -> Policy:
    from factcheck.check.baseline import BadBaseline, read_baseline
    from factcheck.check.results import Policy
    from factcheck.check.selection import ALL, Selection, UnknownCode, check_codes
    from factcheck.model.finding import Severity
    from factcheck.rules.pages import rule_pages

    selection = Selection(
        select=options.select or settings.select or ALL,
        ignore=options.ignore or settings.ignore,
        per_file=tuple((glob, tuple(codes)) for glob, codes in settings.per_file_ignores.items()),
        severity={code: Severity(severity) for code, severity in settings.severity.items()},
    )
    codes = tuple(rule_pages())
    given = [*selection.select, *selection.ignore, *selection.severity, *(c for _, f in selection.per_file for c in f)]
    try:
        check_codes(given, codes)
        known = read_baseline(baseline) if baseline is not None else None
    except (UnknownCode, BadBaseline) as error:
        raise Failure(str(error)) from error
    return Policy(codes=codes, selection=selection, baseline=known, as_of=options.day, threshold=threshold)


@dataclass(frozen=True)
class _Copy:
    """Articles, the path of each from the current directory, and whether all could be read."""

    articles: tuple[Article, ...]
    files: Mapping[str, str]
    all_read: bool


def _drafts(options: DraftOptions, settings: Settings) -> _Copy:
    from msgspec.structs import replace

    published = options.published.date() if options.published else settings.published
    read = _read(options.paths, options.source or settings.source, published)
    # That a draft has no date is said once, with what follows from it; with --as-of nothing does.
    say_all("warning", ((path, text) for path, text in article_warnings(read.articles) if "date" not in text))
    if not read.articles:
        say("warning", f"no draft in {', '.join(str(path) for path in options.paths)}")
    dated = tuple(replace(a, published=a.published or options.day) for a in read.articles)
    return _Copy(dated, read.files, read.all_read)


def _held(places: Sequence[str], options: DraftOptions) -> _Copy:
    """The articles in files and folders that drafts are held against."""
    for place in places:
        if not Path(place).exists():
            raise click.UsageError(f"--against {place}: does not exist")
    read = _read([Path(place) for place in places], "", None)
    say_all("warning", article_warnings(read.articles))
    last = options.last
    if last is None:
        return read
    kept = tuple(a for a in read.articles if a.published is not None and a.published <= last)
    if left_out := len(read.articles) - len(kept):
        say("note", f"{left_out} of {len(read.articles)} articles are later than {last}, or undated, and left out")
    return _Copy(kept, read.files, read.all_read)


def _read(paths: Sequence[Path], source: str, published: date | None) -> _Copy:
    """Reads each argument by itself, so that the paths of its articles can be told from the current directory."""
    from factcheck.api import read

    articles: dict[str, Article] = {}
    files: dict[str, str] = {}
    all_read = True
    for path in paths:
        reading = read([path], source=source or None, published=published)
        all_read = all_read and not reading.unreadable
        say_unreadable((_shown(path, problem.path), problem.message) for problem in reading.unreadable)
        say_all("note", ((_shown(path, note.path), note.message) for note in reading.notes))
        for article in reading.articles:
            articles.setdefault(article.id, article)
            files.setdefault(article.id, _shown(path, article.path))
    return _Copy(tuple(articles.values()), files, all_read)


def _shown(argument: Path, path: str) -> str:
    """An article's path from the current directory; `path` is relative to the argument it was found under."""
    if argument.is_dir():
        return (argument / path).as_posix()
    return (argument.parent / path).as_posix()
