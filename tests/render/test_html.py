from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter

import pytest
from lxml import html
from lxml.html import HtmlElement
from msgspec.structs import replace

from factcheck.reliability import audit_report
from factcheck.render import render
from tests.corpus_run import corpus_report
from tests.render.sample import empty_report, quiet_report, sample_report
from tests.render.sample_claims import CLAIMS

PAGE = render(sample_report(), "html")
TREE: HtmlElement = html.document_fromstring(PAGE)


def attributes(tree: HtmlElement, name: str) -> list[str]:
    return [str(value) for value in tree.xpath(f"//@{name}")]


@pytest.mark.parametrize("make", [sample_report, quiet_report, empty_report])
def test_every_link_inside_the_page_leads_somewhere_once(make: object) -> None:
    assert callable(make)
    tree = html.document_fromstring(render(make(), "html"))
    ids = Counter(attributes(tree, "id"))
    assert [name for name, times in ids.items() if times > 1] == []
    for name in ("href", "aria-labelledby"):
        inside = [value.removeprefix("#") for value in attributes(tree, name) if name != "href" or value[0] == "#"]
        assert set(inside) <= set(ids)
        assert inside or make is empty_report


def test_findings_and_claims_have_their_anchors() -> None:
    ids = set(attributes(TREE, "id"))
    assert {f"f-{finding.id}" for finding in sample_report().findings} <= ids
    assert {f"c-{claim.id}" for claim in sample_report().claims} <= ids
    assert {f"a-{article.id}" for article in sample_report().articles} <= ids


def test_claims_link_back_to_their_findings() -> None:
    dispute = next(finding for finding in sample_report().findings if finding.verdict == "dispute")
    for claim_id in (*dispute.a.claims, *dispute.b.claims):
        (anchor,) = TREE.xpath(f'//*[@id="c-{claim_id}"]')
        links = anchor.xpath(f'ancestor::div[@class="text"]//a[@href="#f-{dispute.id}"]')
        assert links


def test_the_text_of_an_article_is_whole() -> None:
    for article in sample_report().articles:
        (box,) = TREE.xpath(f'//*[@id="a-{article.id}"]//div[@class="text"]')
        for mark in box.xpath('.//sup[@class="backlink"]'):
            mark.drop_tree()
        assert box.text_content() == article.text


def test_marks_stand_on_the_words_of_their_claim() -> None:
    nested, outer = CLAIMS["l-children"], CLAIMS["l-burns"]
    (first,) = TREE.xpath(f'//*[@id="c-{outer.id}"]')
    assert first.text_content() == "Nine workers, "
    (second,) = TREE.xpath(f'//*[@id="c-{nested.id}"]/mark')
    assert second.text == "two of them children"
    assert second.get("title") == "toll: 9 workers injured; toll: 2 children injured"
    assert "nested" in second.get("class")


def test_claims_with_one_span_share_a_mark_and_keep_both_anchors() -> None:
    (inner,) = TREE.xpath(f'//*[@id="c-{CLAIMS["g-role-1"].id}"]//mark')
    assert inner.text == "mediated by Norland and Kesh"
    assert TREE.xpath(f'//*[@id="c-{CLAIMS["g-role-2"].id}"]//mark') == [inner]


def test_markup_in_the_copy_is_shown_not_run() -> None:
    assert len(TREE.xpath("//script")) == 1
    assert TREE.xpath("//b") == []
    assert "&lt;script&gt;alert(" in PAGE


def test_only_web_addresses_become_links() -> None:
    outside = {href for href in attributes(TREE, "href") if not href.startswith("#")}
    assert outside == {"https://gazette.example/lake?id=1&part=2", "http://lantern.example/2026/03/14/cannery"}
    assert "javascript:alert(" in TREE.text_content()
    assert all("noopener" in link.get("rel") for link in TREE.xpath('//a[starts-with(@href, "http")]'))


def test_nothing_is_loaded_from_outside() -> None:
    assert TREE.xpath("//@src | //@srcset | //link | //object | //iframe | //form | //base") == []
    (style,) = TREE.xpath("//style/text()")
    assert "url(" not in style
    assert "@import" not in style
    assert attributes(TREE, "style") == []
    assert [name for name in {a for e in TREE.iter() for a in e.attrib} if str(name).startswith("on")] == []


def test_the_policy_lets_our_own_style_and_script_through_and_nothing_else() -> None:
    (policy,) = TREE.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    for name, tag in (("style-src", "style"), ("script-src", "script")):
        text = re.search(f"<{tag}>(.*?)</{tag}>", PAGE, re.DOTALL)
        assert text is not None
        digest = base64.b64encode(hashlib.sha256(text[1].encode("utf-8")).digest()).decode("ascii")
        assert rules[name] == f"'sha256-{digest}'"


def test_headings_go_down_one_level_at_a_time() -> None:
    levels = [int(heading.tag[1]) for heading in TREE.xpath("//h1 | //h2 | //h3 | //h4 | //h5")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_fields_and_regions_have_names() -> None:
    assert TREE.get("lang") == "en"
    assert [field for field in TREE.xpath("//input | //select") if not field.xpath("ancestor::label")] == []
    for region in TREE.xpath('//*[@role="region"]'):
        assert region.get("aria-label") or region.get("aria-labelledby")
    assert TREE.xpath('//body/a[@class="skip"]/@href') == ["#main"]
    assert TREE.xpath('//table[not(.//th[@scope="col"])]') == []


def test_filters_are_hidden_until_the_script_runs() -> None:
    (filters,) = TREE.xpath('//*[@id="filters"]')
    assert "hidden" in filters.attrib
    verdicts = {word for value in TREE.xpath("//@data-verdicts") for word in value.split()}
    assert verdicts == set(TREE.xpath('//*[@id="filter-verdict"]/option[not(@value)]/text()'))
    kinds = set(TREE.xpath('//*[@id="filter-kind"]/option/@value')) - {""}
    assert kinds == set(TREE.xpath("//@data-kind"))
    sources = {word for value in TREE.xpath("//@data-sources") for word in value.split()}
    assert sources == set(TREE.xpath('//*[@id="filter-source"]/option/@value')) - {""}


def test_cells_tell_agreement_by_a_sign_too() -> None:
    cells = {(cell.get("class"), cell.xpath('string(span[@class="sign"])')) for cell in TREE.xpath("//td/span")}
    assert ("cell contradiction", "≠") in cells
    assert ("cell agrees", "=") in cells
    assert ("cell alone", "·") in cells


def test_the_timeline_goes_by_day_and_marks_conflicts() -> None:
    days = [day.text_content().strip() for day in TREE.xpath('//ol[@class="timeline"]/li/h3')]
    assert days == ["9 March 2026", "13 March 2026", "October 2026", "13 March, year not given"]
    assert len(TREE.xpath('//ol[@class="timeline"]//a[contains(@class, "conflict")]')) == 4


def test_what_was_not_found_is_said() -> None:
    assert "none disagreed" in render(quiet_report(), "html")
    assert "Nothing was read" in render(empty_report(), "html")


def test_an_answer_no_finding_names_is_still_shown() -> None:
    report = sample_report()
    dead = next(finding for finding in report.findings if finding.verdict == "dispute")
    page = render(replace(report, findings=(dead,)), "html")
    assert "at least 7 (Northern Wire)" in page


def test_a_language_that_is_none_is_left_out() -> None:
    report = sample_report()
    odd = replace(report.articles[0], language='en" onclick="x')
    tree = html.document_fromstring(render(replace(report, articles=(odd, *report.articles[1:])), "html"))
    assert attributes(tree, "lang") == ["en"]


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def schemes() -> dict[str, dict[str, str]]:
    style = TREE.xpath("string(//style)")
    roots = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    light, dark, paper = (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", root)) for root in roots)
    return {"light": light, "dark": dark, "paper": {**light, **paper}}


@pytest.mark.parametrize("name", ["light", "dark", "paper"])
def test_colours_can_be_told_apart(name: str) -> None:
    """WCAG 2.2 AA: 4.5 to 1 for text, 3 to 1 for the edges of fields and for the focus ring."""
    scheme = schemes()[name]
    text = [(ink, ground) for ink in ("ink", "quiet", "link") for ground in ("page", "card")]
    text += [("mark-ink", "mark")]
    text += [(one, f"{one}-tint") for one in ("contradiction", "dispute", "discrepancy", "update", "agrees")]
    edges = [(edge, ground) for edge in ("edge", "focus", "claim") for ground in ("page", "card")]
    for wanted, pairs in ((4.5, text), (3.0, edges)):
        for ink, ground in pairs:
            assert contrast(scheme[ink], scheme[ground]) >= wanted, f"{ink} on {ground}"


def test_a_page_with_the_sources_compared_leads_from_their_pictures_to_the_claims() -> None:
    audit = audit_report(corpus_report())
    page = render(corpus_report(), "html", audit)
    assert page == render(corpus_report(), "html", audit_report(corpus_report(), by_kind=False))
    tree = html.document_fromstring(page)
    (part,) = tree.xpath('//section[@id="sources"]')
    pictures = part.xpath(".//figure//svg")
    assert len(pictures) >= 4
    assert all(picture.xpath("./title/text()") for picture in pictures)
    assert len(part.xpath('.//details[summary="The table behind the picture"]//table')) == len(pictures)
    ids = Counter(attributes(tree, "id"))
    assert [name for name, times in ids.items() if times > 1] == []
    claims = [value for value in attributes(part, "href") if value.startswith("#c-")]
    assert claims
    assert {value.removeprefix("#") for value in claims} <= set(ids)
