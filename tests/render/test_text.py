from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from factcheck.render import render, render_extract, render_text
from tests.render.sample import empty_report, quiet_report, sample_report
from tests.render.sample_claims import CLAIMS

ANSI = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("width", [40, 80, 100])
def test_lines_fit_the_page(width: int) -> None:
    lines = render_text(sample_report(), width=width).splitlines()
    assert max(len(line) for line in lines) <= width
    assert [line for line in lines if line != line.rstrip()] == []


def test_colour_only_when_asked_and_never_changes_the_words() -> None:
    bare, coloured = render_text(sample_report()), render_text(sample_report(), colour=True)
    assert ANSI.search(bare) is None
    assert ANSI.search(coloured) is not None
    assert ANSI.sub("", coloured) == bare


def test_graver_verdicts_come_first() -> None:
    text = render(sample_report(), "text")
    shown = re.findall(r"^(CONTRADICTION|DISPUTE|DISCREPANCY|LATER)", text, re.MULTILINE)
    assert shown == ["CONTRADICTION"] * 4 + ["DISPUTE"] + ["DISCREPANCY"] * 3 + ["LATER"]


def test_an_answer_says_who_where_and_in_which_words() -> None:
    text = render(sample_report(), "text")
    assert "Northern Wire, 13 March 2026, citing fire service (fire/wire.txt:1:46)" in text
    assert "killed «at least seven people» early on" in text
    assert "reference table offices, row oz/foreign-minister/3" in text


def test_an_update_names_the_earlier_report_first() -> None:
    flat = " ".join(render(sample_report(), "text").split())
    assert "4 (Northern Wire, 13 March 2026) → 6 (The Daily Lantern, 14 March 2026)" in flat


def test_when_nothing_disagrees_it_says_what_was_compared() -> None:
    assert "36 claims on 13 questions were compared, and none disagreed." in render(quiet_report(), "text")
    assert "Nothing was read" in render(empty_report(), "text")
    assert "No claims were found" in render(replace(quiet_report(), claims=(), questions=()), "text")


def test_an_answer_that_many_give_is_cut_short() -> None:
    report = sample_report()
    venue = CLAIMS["g-venue"]
    copies = tuple(replace(venue, id=f"c{number}") for number in range(6))
    finding = next(one for one in report.findings if venue.id in one.a.claims)
    wide = replace(finding, a=replace(finding.a, claims=tuple(claim.id for claim in copies)))
    text = render(replace(report, claims=(*report.claims, *copies), findings=(wide,)), "text")
    assert text.count("«Velmora»") == 4
    assert "and 2 more claims: Harbour Gazette" in text


def test_articles_cannot_steer_the_terminal() -> None:
    report = sample_report()
    sly = tuple(replace(article, source=f"\x1b[2J{article.source}\x07") for article in report.articles)
    assert not set(render(replace(report, articles=sly), "text")) & {"\x1b", "\x07"}


def test_claims_alone_are_one_a_line() -> None:
    lines = render_extract(sample_report(), "text").splitlines()
    assert len(lines) == len(sample_report().claims)
    assert lines[1] == "summit/gazette.md:8:66: venue Velmora (Velmora)"


def test_the_headline_is_named_as_such() -> None:
    assert "Orrin Radio, undated, citing dockers' union, in the headline" in render(sample_report(), "text")


def test_concise_is_one_line_a_finding() -> None:
    lines = render(sample_report(), "concise").splitlines()
    assert len(lines) == len(sample_report().findings)
    assert all(re.match(r"[\w/.#]+:\d+:\d+: FC\d{3} ", line) for line in lines)
    venue = "summit/gazette.md:8:66: FC201 contradiction: Velmora, against Tarsk (Northern Wire, 12"
    assert any(line.startswith(venue) for line in lines)
    assert any("against Ada Renn (reference table offices, row oz/foreign-minister/3)" in line for line in lines)
