"""The desk in a browser: the ways of a fact-checker, by mouse, by keyboard, without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from factcheck.desk.holdings import Reader
from tests.browser.axe import faults
from tests.browser.conftest import SCHEMES, WIDTHS, Watched

DRAFT = (
    "The first round of talks between Pakistan and the Afghan Taliban was held in Ankara on October 18–19, officials "
    "in both capitals said."
)


def test_from_the_queue_to_both_quotes_to_the_article(desk: Watched) -> None:
    page = desk.page
    page.get_by_role("link", name="Findings", exact=True).click()
    page.get_by_label("Kind").select_option("venue")
    page.get_by_role("button", name="Filter").click()
    page.locator(".item").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Where was the first round")
    expect(page.locator(".rival")).to_have_count(2)
    page.get_by_role("link", name=re.compile("^This quote in the text")).first.click()
    expect(page.locator(".anchor:target mark")).to_be_in_viewport()


def paste(page: Page) -> None:
    """A draft with an error in it, checked."""
    page.goto("/check")
    page.get_by_label("Text").fill(DRAFT)
    page.get_by_label("Source").fill("Our Desk")
    page.get_by_label("Published").fill("2025-11-12")
    page.get_by_role("button", name="Check", exact=True).click()


def test_a_draft_is_pasted_a_finding_confirmed_and_the_report_shows_it(desk: Watched, reader: Reader) -> None:
    page = desk.page
    paste(page)
    expect(page.locator(".text mark.contradiction", has_text="Ankara")).to_be_visible()
    page.get_by_role("button", name="Add it to the archive").click()
    expect(page).to_have_url(re.compile("/articles/a[0-9a-f]{12}$"))
    page.locator(".text .backlink a").first.click()
    finding = page.url.rpartition("/")[2]
    page.get_by_label("Your name").fill("Ines Moll")
    page.get_by_label("Reason").fill("Our correspondent was in Doha.")
    page.get_by_role("button", name="Confirm").click()
    page.wait_for_url(re.compile(f"/findings/(?!{finding}$)"))
    page.goto("/")
    expect(page.locator(".lead")).to_contain_text("confirmed 1")
    with page.expect_download() as download:
        page.get_by_role("link", name="HTML").click()
    text = download.value.path().read_text(encoding="utf-8")
    assert "Our correspondent was in Doha." in text
    assert [one.verdict for one in reader.archive.reviews(finding)] == ["confirm"]


def test_by_keyboard_alone_findings_are_judged(desk: Watched, reader: Reader) -> None:
    page = desk.page
    page.goto("/findings")
    first, second = (item.finding.id for item in reader.holdings().items[:2])
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/findings/{first}")
    page.get_by_label("Your name").focus()
    page.keyboard.type("Ines Moll")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.type("cd: typed, not a command")
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    page.wait_for_url(f"**/findings/{second}")
    expect(page.get_by_label("Your name")).to_have_value("Ines Moll")
    page.keyboard.press("u")
    page.wait_for_url(re.compile(f"/findings/(?!{second}$)"))
    page.goto(f"/findings/{second}")
    page.keyboard.press("j")
    page.wait_for_url(re.compile(f"/findings/(?!{second}$)"))
    said = [(one.finding, one.verdict, one.note) for one in reader.archive.reviews()]
    assert said == [(first, "dismiss", "cd: typed, not a command"), (second, "unsure", "")]


def test_without_a_name_nothing_is_judged(desk: Watched, reader: Reader) -> None:
    desk.page.goto(f"/findings/{reader.holdings().items[0].finding.id}")
    desk.page.keyboard.press("c")
    expect(desk.page.get_by_label("Your name")).to_be_focused()
    assert reader.archive.reviews() == []


def test_without_scripts_a_finding_is_judged_too(browser: Browser, served: str, reader: Reader) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=served)
    page = context.new_page()
    page.goto("/findings")
    page.locator(".item").first.click()
    page.get_by_label("Your name").fill("Ines Moll")
    page.get_by_role("button", name="Unsure").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert [one.verdict for one in reader.archive.reviews()] == ["unsure"]
    context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    browser: Browser, served: str, reader: Reader, scheme: str
) -> None:
    held = reader.holdings()
    group = held.groups[0]
    assert group.question is not None
    paths = (
        "/", "/findings", f"/findings/{group.findings[0].id}", f"/questions/{group.question.id}", "/events",
        f"/events/{group.question.event}", "/events/none", "/articles", f"/articles/{held.report.articles[0].id}",
        "/sources", "/sources/rates?name=The%20Ninth%20Bell", "/check",
    )  # fmt: skip
    for width in WIDTHS:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            base_url=served,
        )
        watched = Watched(context, served)
        for path in paths:
            watched.page.goto(path)
            assert watched.wide() <= 0, path
            assert faults(watched.page) == [], path
        paste(watched.page)
        expect(watched.page.locator(".lead")).to_contain_text("finding")
        assert watched.wide() <= 0
        assert faults(watched.page) == []
        assert watched.said == []
        assert watched.outside == []
        context.close()
