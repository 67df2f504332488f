"""The report in a browser: what a fact-checker does with it, by mouse and by keyboard."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import faults
from tests.browser.conftest import SCHEMES, WIDTHS, Watched

VENUE = re.compile("Where was the first round")


def test_the_contested_venue_is_two_clicks_from_the_top_to_what_each_source_wrote(report: Watched) -> None:
    page = report.page
    page.locator(".lead a").click()
    card = page.locator(".question:target")
    expect(card).to_contain_text(VENUE)
    expect(card).to_be_in_viewport()
    expect(card.locator(".rival")).to_have_count(2)
    for place in ("Doha", "Istanbul"):
        rival = card.locator(".rival", has=page.get_by_role("heading", name=place))
        expect(rival.locator("blockquote").first).to_contain_text(place)
        expect(rival.locator("cite").first).not_to_be_empty()
    card.get_by_role("link", name=re.compile("^This quote in the text")).first.click()
    mark = page.locator(".anchor:target mark")
    expect(mark).to_have_text("Doha")
    expect(mark).to_be_in_viewport()


def test_filters_narrow_the_findings_and_a_link_to_a_hidden_one_still_leads_there(report: Watched) -> None:
    page = report.page
    whole = page.locator(".question").count()
    page.get_by_label("Kind").select_option("venue")
    expect(page.locator("#filter-count")).to_have_text(f"1 of {whole} question{'s' if whole != 1 else ''} shown")
    expect(page.locator(".question:visible")).to_have_count(1)
    page.get_by_label("Kind").select_option("")
    page.get_by_label("Search").fill("istanbul doha")
    expect(page.locator(".question:visible").first).to_contain_text("Istanbul")
    page.get_by_label("Search").fill("no such words")
    expect(page.locator(".question:visible")).to_have_count(0)
    page.locator(".lead a").click()
    expect(page.locator(".question:target")).to_be_in_viewport()


def test_by_keyboard_alone_one_gets_to_the_steps_of_a_finding(report: Watched) -> None:
    page = report.page
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".lead a")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".question:target")).to_be_in_viewport()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
    page.keyboard.press("Enter")
    expect(page.locator(".question:target details[open]")).to_contain_text("The verdict")


def test_without_scripts_everything_is_there_but_the_filters(browser: Browser, report_file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(report_file.as_uri())
    expect(page.locator(".question").first).to_be_visible()
    expect(page.locator("#filters")).to_be_hidden()
    page.locator(".question summary").first.click()
    expect(page.locator(".question details[open]").first).to_contain_text("The quotes")
    context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    browser: Browser, report_file: Path, scheme: str
) -> None:
    for width in WIDTHS:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
        )
        watched = Watched(context, "file:")
        watched.page.goto(report_file.as_uri())
        watched.page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
        assert watched.wide() <= 0
        assert faults(watched.page) == []
        context.close()


def test_it_prints_with_everything_unfolded(report: Watched) -> None:
    assert report.page.pdf(format="A4").startswith(b"%PDF")
    report.page.emulate_media(media="print")
    report.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(report.page.locator(".question .steps").first).to_be_visible()
    expect(report.page.locator("nav")).to_be_hidden()
    report.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    report.page.emulate_media(media="screen")
    expect(report.page.locator(".question .steps").first).to_be_hidden()
