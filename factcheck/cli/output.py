"""Where a report goes: `-o` and `--format` to destinations, and texts to files and standard output."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click
from msgspec import Struct

from factcheck.cli.messages import Failure, silence

# The names that factcheck.render registers: listed here since importing it takes longer than --help may.
FORMATS = ("text", "full", "concise", "json", "jsonl", "csv", "html", "markdown")
EXTRACT_FORMATS = ("jsonl", "json", "csv", "text")
AUDIT_FORMATS = ("text", "json", "csv", "html")
CHECK_FORMATS = (
    "concise", "text", "full", "json", "jsonl", "junit", "github", "gitlab", "sarif", "claimreview",
)  # fmt: skip

DIFF_FORMATS = ("text", "json")

OUTPUT_HELP = "Write to FILE, whole or not at all; - is standard output. May be repeated."

SUFFIXES = {
    ".txt": "text", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv",
    ".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown",
    ".sarif": "sarif", ".xml": "junit", ".jsonld": "claimreview",
}  # fmt: skip

# Two letters at least, so that a drive's name is none; a file of such a name can be given as ./name:rest.
_FORMAT_GIVEN = re.compile(r"([A-Za-z]{2,}):(.+)", re.DOTALL)


class Destination(Struct, frozen=True):
    """A format and the file it goes to; None is standard output."""

    format: str
    file: Path | None


class Wanted(Struct, frozen=True, kw_only=True):
    """What was asked for: `output` as given to -o, `format` on the command line, `fallback` in the settings."""

    output: Sequence[str]
    format: str | None
    fallback: str | None
    known: tuple[str, ...]
    default: str


def destinations(wanted: Wanted) -> list[Destination]:
    """One destination for each `-o`, or standard output.

    A format is, first to last, what stands before the file's name, what --format says, what the
    suffix says, what the settings say. Raises UsageError for a format that is not known or cannot be told,
    a folder that does not exist, and two outputs to one place.
    """
    if not wanted.output:
        return [Destination(wanted.format or wanted.fallback or wanted.default, None)]
    found = [_destination(given, wanted) for given in wanted.output]
    places = [os.path.realpath(d.file) if d.file else "-" for d in found]
    for place in places:
        if places.count(place) > 1:
            raise click.UsageError(f"two outputs go to {'standard output' if place == '-' else place}")
    return found


def _destination(given: str, wanted: Wanted) -> Destination:
    match = _FORMAT_GIVEN.fullmatch(given)
    name = match[2] if match else given
    if match and match[1] not in wanted.known:
        raise click.UsageError(f"-o {given}: no format {match[1]!r}; choose one of {', '.join(wanted.known)}")
    if name == "-":
        return Destination(match[1] if match else wanted.format or wanted.fallback or wanted.default, None)
    file = Path(name)
    if not file.parent.is_dir():
        raise click.UsageError(f"-o {given}: there is no folder {str(file.parent)!r}")
    if file.is_dir():
        raise click.UsageError(f"-o {given}: is a folder")
    kind = match[1] if match else wanted.format or SUFFIXES.get(file.suffix.lower()) or wanted.fallback
    if kind not in wanted.known:
        raise click.UsageError(f"-o {given}: say in what format, one of {', '.join(wanted.known)}: -o FORMAT:{name}")
    return Destination(kind, file)


def deliver(places: Sequence[Destination], render: Callable[[Destination], str]) -> None:
    """Renders everything, and only then writes: files first, whole or not at all, standard output last."""
    from factcheck.render.write import write

    texts = [(place.file, render(place)) for place in places]
    for file, text in texts:
        if file is not None:
            try:
                write(text, file)
            except OSError as error:
                raise Failure(f"cannot write {file}: {error.strerror or error}") from error
    for file, text in texts:
        if file is None:
            print_out(text)


def print_out(text: str) -> None:
    """Text to standard output in UTF-8, whatever the locale; a reader who has gone (`| head`) is no error."""
    try:
        stream = sys.stdout.buffer
        stream.write(text.encode("utf-8"))
        stream.flush()
    except BrokenPipeError:
        silence(sys.stdout)
    except OSError as error:
        silence(sys.stdout)
        raise Failure(f"cannot write to standard output: {error.strerror}") from error
