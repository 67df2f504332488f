"""What the commands say on standard error: problems with the input, warnings, progress."""

from __future__ import annotations

import os
import re
import sys
from collections import defaultdict
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


def say_all(kind: str, messages: Iterable[tuple[str, str]]) -> None:
    """Says (path of an article, message) pairs, and sums up those of one kind where there are many."""
    alike: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for path, message in messages:
        alike[_QUOTED.sub("…", message)].append((path, message))
    for masked, group in alike.items():
        common = group[0][1] if len({message for _, message in group}) == 1 else masked
        if len(group) <= NAMED:
            for path, message in group:
                say(kind, f"{path}: {message}")
        else:
            named = ", ".join(path for path, _ in group[:NAMED])
            say(kind, f"{len(group)} articles: {common} ({named} and {len(group) - NAMED} more)")


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
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading claims", total=total, rate="")

        def advance(_: Article) -> None:
            bar.advance(task)
            speed = bar.tasks[0].speed
            bar.update(task, rate=f"{speed:.1f}/s" if speed else "")

        yield advance
