"""Two versions of one article, as text and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from factcheck.model.claim import Claim
from factcheck.model.diff import Change, ChangeKind, Diff
from factcheck.render.digest import voice_of
from factcheck.render.json_report import Document, article_record, claim_record
from factcheck.render.words import KIND_NAMES, dates_in_words, describe, plain, spoken_by
from factcheck.render.written import as_json, wrapped

VERSION = 1


def render_text(diff: Diff) -> str:
    """What changed, with the words of both versions, and whether the later one says so itself."""
    lines = [f"{plain(diff.old.path)} → {plain(diff.new.path)}: {_counts(diff)}"]
    for change in diff.changes:
        lines += ["", *_change(change, diff)]
    if diff.changes:
        said = [f"The later version says so: “{plain(notice)}”" for notice in diff.notices]
        silent = "The later version has no notice of a correction."
        lines += ["", *(line for text in said or [silent] for line in wrapped(text, "", "  "))]
    return "\n".join(lines) + "\n"


def render_json(diff: Diff) -> str:
    """One document: the articles, the changes with the claims of both versions, and the notices."""
    document = {
        "version": VERSION,
        "old": article_record(diff.old, None),
        "new": article_record(diff.new, None),
        "changes": [_record(change) for change in diff.changes],
        "unchanged": diff.unchanged,
        "notices": list(diff.notices),
    }
    return as_json(document)


DIFF_FORMATS: Mapping[str, Callable[[Diff], str]] = MappingProxyType({"text": render_text, "json": render_json})
"""How a diff is written, by the name that `--format` takes."""


def _counts(diff: Diff) -> str:
    found = Counter(change.change for change in diff.changes)
    return ", ".join([*(f"{found[kind]} {kind.value}" for kind in ChangeKind), f"{diff.unchanged} unchanged"])


def _change(change: Change, diff: Diff) -> Iterator[str]:
    old, new = change.old, change.new
    claim = new or old
    assert claim is not None
    article = diff.new if new is not None else diff.old
    values = " → ".join(_said(c) for c in (old, new) if c is not None)
    where = f"{plain(article.path)}:{claim.line}:{claim.column}"
    yield from wrapped(f"{where}: {change.change.value} {KIND_NAMES[claim.kind]}: {values}", "", "    ")
    if change.question:
        yield from wrapped(dates_in_words(plain(change.question)), "  ", "    ")
    for mark, side, holder in (("-", old, diff.old), ("+", new, diff.new)):
        if side is not None:
            yield from wrapped(voice_of(side, holder).quoted, f"  {mark} ", "    ")


def _said(claim: Claim) -> str:
    """The value, with who says it and how firmly where it is not the outlet itself."""
    aside = spoken_by(claim)
    return dates_in_words(plain(describe(claim.value))) + (f" ({plain(aside)})" if aside else "")


def _record(change: Change) -> Document:
    return {
        "change": change.change.value,
        "question": change.question,
        "old": claim_record(change.old) if change.old is not None else None,
        "new": claim_record(change.new) if change.new is not None else None,
    }
