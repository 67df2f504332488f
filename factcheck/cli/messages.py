"""What the commands say on standard error: problems with the input, warnings, progress."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

import click

from factcheck.model.article import Article

NAMED = 3  # so many of one kind are named, and no more
FEWEST_FOR_A_BAR = 6

_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")


class Failure(click.ClickException):
    """Something that the command cannot go on without; it is configuration, so the exit code is 2."""

    exit_code = 2


def say(kind: str, text: str) -> None:
    """One line on standard error: "warning: …", without characters that could rewrite a terminal's line."""
    from factcheck.render.words import plain

    try:
        click.echo(f"{kind}: {plain(text)}", err=True)
    except BrokenPipeError:
        silence(sys.stderr)


def silence(stream: TextIO) -> None:
    """Sends to nowhere what is still written to a stream whose reader has gone, Python's last flush included."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def say_unreadable(problems: Iterable[tuple[str, str]]) -> None:
    """Names every input that could not be read; (path, message) pairs."""
    for path, message in problems:
        say("unreadable", f"{path}: {message}")


class Gathered:
    """Messages about articles, gathered so that those of one kind are said once: a few are kept of each kind."""

    def __init__(self) -> None:
        self._alike: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._count: Counter[str] = Counter()
        self._common: dict[str, str] = {}

    def add(self, path: str, message: str) -> None:
        """Takes a message about the article of a path."""
        masked = _QUOTED.sub("…", message)
        self._count[masked] += 1
        self._common[masked] = message if self._common.get(masked, message) == message else masked
        if len(self._alike[masked]) < NAMED:
            self._alike[masked].append((path, message))

    def say(self, kind: str) -> None:
        """Says each message, and sums up those of one kind where there are many."""
        for masked, group in self._alike.items():
            more = self._count[masked] - len(group)
            if not more:
                for path, message in group:
                    say(kind, f"{path}: {message}")
            else:
                named = ", ".join(path for path, _ in group)
                count = self._count[masked]
                say(kind, f"{count} articles: {self._common[masked]} ({named} and {more} more)")


def say_all(kind: str, messages: Iterable[tuple[str, str]]) -> None:
    """Says (path of an article, message) pairs, and sums up those of one kind where there are many."""
    gathered = Gathered()
    for path, message in messages:
        gathered.add(path, message)
    gathered.say(kind)


def say_first(kind: str, messages: Sequence[str]) -> None:
    """Says the first few messages, and how many more there are."""
    for message in messages[:NAMED]:
        say(kind, message)
    if len(messages) > NAMED:
        say(kind, f"and {len(messages) - NAMED} more of this kind")


def article_warnings(articles: Iterable[Article]) -> Iterator[tuple[str, str]]:
    """(path, warning) pairs of articles."""
    for article in articles:
        for warning in article.warnings:
            yield article.path, warning


def say_skipped(keys: Sequence[str]) -> None:
    """Says what was not compared because too many mentions of events share it."""
    if keys:
        named = ", ".join(keys[:NAMED]) + (f" and {len(keys) - NAMED} more" if len(keys) > NAMED else "")
        say("warning", f"too many reports to compare them all; not compared where they share only this: {named}")


def say_in_part(questions: Sequence[str]) -> None:
    """Says of which questions not all claims were set against one another."""
    if questions:
        named = " ".join(questions[:NAMED]) + (f" and {len(questions) - NAMED} more" if len(questions) > NAMED else "")
        say("warning", f"too many claims to compare them all; only those that came out close to each other: {named}")


@contextmanager
def progress_bar(total: int) -> Iterator[Callable[[Article], None] | None]:
    """A bar on standard error to call with each article; None where no one would see it, or it is soon over."""
    if total < FEWEST_FOR_A_BAR or not sys.stderr.isatty():
        yield None
        return
    with bar("Reading claims", total) as advance:
        yield lambda _: advance(1)


@contextmanager
def bar(said: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """A bar on standard error to call with how many more articles are done: their number, rate and time left.

    None where it is not known how many there will be.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(said, total=total, rate="")

        def advance(count: int) -> None:
            shown.advance(task, count)
            speed = shown.tasks[0].speed
            shown.update(task, rate=f"{speed:.1f}/s" if speed else "")

        yield advance
