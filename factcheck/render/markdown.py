"""The same summary as Markdown, for a ticket or a README."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.model.finding import Finding
from factcheck.model.report import Report
from factcheck.render.digest import Group, Index, Rival, Voice, groups
from factcheck.render.text import extent, summary
from factcheck.render.words import SCOPE_WORDS, count, dates_in_words, day, plain, safe_url

# Characters that mean something to Markdown or to the HTML it lets through, wherever they stand.
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~&$@!])")
# A list marker, a quotation or a heading's underline at the start of a line.
_LEADING = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+=>])")


def render_markdown(report: Report) -> str:
    """The summary in CommonMark; everything that comes from the articles is escaped."""
    lines = ["# Fact check", "", _counts(report), "", f"**{escape(summary(report))}**"]
    index = Index(report)
    found = groups(report, index)
    if found:
        lines += ["", *_overview(found)]
    for group in found:
        lines += ["", *_group(index, group)]
    lines += ["", f"<sub>{_tool(report)}</sub>"]
    return "\n".join(lines) + "\n"


def escape(text: str) -> str:
    """One line of `text` that Markdown shows as it is."""
    flat = _SPECIAL.sub(r"\\\1", plain(text))
    return _LEADING.sub(lambda match: f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}", flat)


def _counts(report: Report) -> str:
    return f"{extent(report)}, {count(len(report.claims), 'claim')}, {count(len(report.questions), 'question')}."


def _tool(report: Report) -> str:
    tool = report.tool
    return escape(f"factcheck {tool.factcheck}, {tool.pipeline}, reference {tool.reference}")


def _overview(found: tuple[Group, ...]) -> Iterator[str]:
    yield "| Verdict | Question | Answers |"
    yield "| --- | --- | --- |"
    for group in found:
        answers = " / ".join(escape(rival.value) for rival in group.rivals)
        yield f"| {group.verdict.value} | {escape(group.label)} | {answers} |"


def _group(index: Index, group: Group) -> Iterator[str]:
    yield f"## {escape(group.label)}"
    for rival in group.rivals:
        yield ""
        reach = f" – {escape(rival.reach)}" if len({voice.source for voice in rival.voices}) > 1 else ""
        yield f"**{escape(rival.value or '(no value)')}**{reach}"
        yield ""
        yield from _rival(rival)
    yield ""
    for finding in group.findings:
        yield _finding(index, finding, named=len(group.findings) > 1)


def _rival(rival: Rival) -> Iterator[str]:
    if rival.standing:
        yield f"- {escape(rival.standing)}"
    for block in rival.blocks:
        yield f"- {'; '.join(_who(voice) for voice in block)}: {_quote(block[0])}"


def _quote(voice: Voice) -> str:
    before = f"{escape(voice.before)}{_gap(voice.before, -1)}"
    return f"{before}**{escape(voice.marked)}**{_gap(voice.after, 0)}{escape(voice.after)}"


def _gap(text: str, end: int) -> str:
    """The space between the quote and its value, which escaping trims."""
    return " " if text and text[end].isspace() else ""


def _who(voice: Voice) -> str:
    url = safe_url(voice.article.url)
    name = f"[{escape(voice.source)}](<{url}>)" if url else escape(voice.source)
    said = f", {escape(voice.said)}" if voice.said else ""
    origin = f", {escape(voice.origin)}" if voice.origin else ""
    return f"{name}, {day(voice.article.published)}{said}{origin}"


def _finding(index: Index, finding: Finding, *, named: bool) -> str:
    values = f"{escape(dates_in_words(f'{finding.a.value} / {finding.b.value}'))}. " if named else ""
    head = f"{finding.verdict.value} {finding.code}, {SCOPE_WORDS[finding.scope]}, `{finding.id}`"
    return f"> **{head}.** {values}{escape(index.told(finding))}  "
