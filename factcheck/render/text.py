"""The summary on the terminal: what was read, then each question with its rival answers, the gravest first."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from factcheck.model.finding import Finding, Side, Verdict
from factcheck.model.report import Report
from factcheck.render.digest import Group, Index, Rival, Voice, groups, in_time_order
from factcheck.render.origins import Origins
from factcheck.render.words import SCOPE_WORDS, count, dates_in_words, day, describe, plain, verdict_counts

WIDTH = 88
_VOICES = 4  # quotes that are shown for one answer

# The value in a quote is set off with these while lines are wrapped; they become « and » (and colour).
_OPEN, _CLOSE = "\ue000", "\ue001"

_RESET = "\x1b[0m"
_BOLD = "\x1b[1m"
_DIM = "\x1b[2m"
_COLOURS: dict[Verdict, str] = {
    Verdict.CONTRADICTION: "\x1b[1;31m",
    Verdict.DISPUTE: "\x1b[1;35m",
    Verdict.DISCREPANCY: "\x1b[1;33m",
    Verdict.UPDATE: "\x1b[1;36m",
    Verdict.AGREEMENT: "\x1b[1;32m",
}


def render_text(report: Report, *, colour: bool = False, width: int = WIDTH) -> str:
    """The summary, wrapped at `width` columns (40 at least); with ANSI colours only when asked for."""
    page = _Page(max(width, 40), colour)
    lines = list(_header(page, report))
    index = Index(report)
    found = groups(report, index)
    for group in found:
        if group.verdict is not Verdict.UPDATE:
            lines += ["", *_group(page, index, group)]
    updates = [group for group in found if group.verdict is Verdict.UPDATE]
    if updates:
        lines += ["", page.style(_COLOURS[Verdict.UPDATE], "LATER REPORTS SUPERSEDE EARLIER ONES")]
        lines += [line for group in updates for line in _update(page, index, group)]
    return "\n".join(lines) + "\n"


def render_claims_text(report: Report) -> str:
    """The claims alone, one a line: `path:line:col: kind value (words of the copy)`."""
    index = Index(report)
    lines = [
        f"{plain(index.articles[claim.article].path)}:{claim.line}:{claim.column}: {claim.kind.value} "
        f"{plain(describe(claim.value))} ({plain(claim.value_text)})"
        for claim in report.claims
    ]
    return "".join(f"{line}\n" for line in lines)


class _Page:
    """How wide the page is and whether it has colours."""

    def __init__(self, width: int, colour: bool) -> None:
        self.width = width
        self.colour = colour

    def style(self, code: str, text: str) -> str:
        return f"{code}{text}{_RESET}" if self.colour and text else text

    def wrap(self, text: str, first: str = "", rest: str = "") -> list[str]:
        """Lines of `text`, the first one after `first` and the others after `rest`; the value set off."""
        folded = textwrap.wrap(text, self.width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
        opened, closed = (f"{_BOLD}«", f"»{_RESET}") if self.colour else ("«", "»")
        return [line.replace(_OPEN, opened).replace(_CLOSE, closed) for line in folded]


def _header(page: _Page, report: Report) -> Iterator[str]:
    counts = [
        extent(report),
        count(len(report.claims), "claim"),
        count(len(report.questions), "question"),
    ]
    yield from page.wrap(", ".join(counts) + ".")
    yield from page.wrap(summary(report))
    warned = sum(bool(article.warnings) for article in report.articles)
    if warned:
        yield from page.wrap(f"{count(warned, 'article was', 'articles were')} read with a warning.")


def extent(report: Report) -> str:
    """ "10 articles from 9 sources (8 independent origins)", without the brackets where no text is shared."""
    read = f"{count(len(report.articles), 'article')} from {count(len(report.sources), 'source')}"
    if not report.origins:
        return read
    return f"{read} ({count(Origins(report).number(one.id for one in report.articles), 'independent origin')})"


def summary(report: Report) -> str:
    """One sentence that says what came of it, and says so too when nothing did."""
    if report.findings:
        return f"{count(len(report.findings), 'finding')}: {', '.join(verdict_counts(report.findings))}."
    if not report.articles:
        return "Nothing was read, so nothing was compared."
    if not report.claims:
        return "No claims were found, so nothing was compared."
    compared = f"{count(len(report.claims), 'claim')} on {count(len(report.questions), 'question')}"
    return f"{compared} {'was' if len(report.claims) == 1 else 'were'} compared, and none disagreed."


def _group(page: _Page, index: Index, group: Group) -> Iterator[str]:
    label = group.verdict.value.upper()
    title = page.wrap(f"{label}  {group.label}", rest=" " * 4)
    title[0] = page.style(_COLOURS[group.verdict], label) + page.style(_BOLD, title[0][len(label) :])
    yield title[0]
    yield from (page.style(_BOLD, line) for line in title[1:])
    for rival in group.rivals:
        yield from _rival(page, rival)
    for finding in group.findings:
        yield from _finding(page, index, finding, named=len(group.findings) > 1)


def _rival(page: _Page, rival: Rival) -> Iterator[str]:
    value = rival.value or "(no value)"
    reach = f" – {rival.reach}" if len({voice.source for voice in rival.voices}) > 1 else ""
    title = page.wrap(value + reach, "  ", "  ")
    yield from (page.style(_BOLD, line) for line in title)
    if rival.standing:
        yield from page.wrap(rival.standing, " " * 4, " " * 6)
    for block in rival.blocks[:_VOICES]:
        yield from _block(page, block)
    rest = [voice for block in rival.blocks[_VOICES:] for voice in block]
    if rest:
        names = ", ".join(dict.fromkeys(voice.source for voice in rest))
        yield from page.wrap(f"and {count(len(rest), 'more claim')}: {names}", " " * 4, " " * 6)


def _block(page: _Page, block: tuple[Voice, ...]) -> Iterator[str]:
    """Who says it, and then once in which words."""
    for voice in block[:_VOICES]:
        who = ", ".join(part for part in (voice.source, day(voice.article.published), voice.said, voice.origin) if part)
        place = f"{plain(voice.article.path)}:{voice.claim.line}:{voice.claim.column}"
        yield from (page.style(_DIM, line) for line in page.wrap(f"{who} ({place})", " " * 4, " " * 6))
    if len(block) > _VOICES:
        names = ", ".join(dict.fromkeys(voice.source for voice in block[_VOICES:]))
        yield from page.wrap(f"and {len(block) - _VOICES} more in the same words: {names}", " " * 4, " " * 6)
    voice = block[0]
    quote = f"{voice.before}{_OPEN}{voice.marked}{_CLOSE}{voice.after}"
    yield from page.wrap(quote, " " * 6, " " * 6)


def _finding(page: _Page, index: Index, finding: Finding, *, named: bool) -> Iterator[str]:
    """The reason; with verdict and values before it where a question has more than one finding."""
    values = dates_in_words(f"{plain(finding.a.value)} / {plain(finding.b.value)}")
    head = f"{finding.verdict.value.capitalize()}, {values}" if named else "Why"
    where = f"({finding.code}, {SCOPE_WORDS[finding.scope]}, {finding.id})"
    yield from page.wrap(f"{head}: {index.told(finding)} {where}", "  ", " " * 4)


def _update(page: _Page, index: Index, group: Group) -> Iterator[str]:
    yield from page.wrap(group.label, "  ", "  ")
    for finding in group.findings:
        earlier, later = in_time_order(index, finding)
        change = f"{_brief(index, earlier)} → {_brief(index, later)}"
        yield from page.wrap(f"{change} ({finding.code}, {finding.id})", " " * 4, " " * 6)


def _brief(index: Index, side: Side) -> str:
    """ "12 (The Daily Lantern, 14 March 2026)": a side and who gives it first."""
    voices = index.voices(side.claims)
    who = f" ({voices[0].source}, {day(voices[0].article.published)})" if voices else ""
    return f"{dates_in_words(plain(side.value))}{who}"
