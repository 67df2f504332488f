from __future__ import annotations

import json
import re

import pytest

from factcheck.render import UnknownFinding, explain, explain_document, render
from tests.render.sample import sample_report

REPORT = sample_report()


@pytest.mark.parametrize("finding", REPORT.findings, ids=lambda finding: f"{finding.code}-{finding.scope}")
def test_a_report_read_back_is_explained_as_a_fresh_one(finding: object) -> None:
    finding_id = finding.id  # type: ignore[attr-defined]
    assert explain_document(json.loads(render(REPORT, "json")), finding_id) == explain(REPORT, finding_id)


def test_the_steps_stand_in_order() -> None:
    dispute = next(finding for finding in REPORT.findings if finding.verdict == "dispute")
    text = explain(REPORT, dispute.id)
    steps = [
        "FC301 dispute (warning), between sources",
        "“«Twelve people were killed» when a fire",
        "Given to Jonas Weld (“said”), asserted, confidence 0.90.",
        "is read as 12 killed",
        "cannery fire in Brackwell",
        "How many people were killed",
        "12 and 19 have no number in common.",
        "Dispute. Two named sides give different tolls",
    ]
    places = [text.index(step) for step in steps]
    assert places == sorted(places)
    assert max(len(line) for line in text.splitlines()) <= 88


def test_a_reference_side_names_its_row() -> None:
    reference = next(finding for finding in REPORT.findings if finding.scope == "reference")
    assert "Reference table offices, row oz/foreign-minister/3." in explain(REPORT, reference.id)


def test_an_unknown_finding_is_named() -> None:
    with pytest.raises(UnknownFinding) as caught:
        explain(REPORT, "f000")
    assert str(caught.value) == "no finding has the id 'f000'"
    assert isinstance(caught.value, KeyError)


def test_a_document_without_the_extra_keys_is_explained_too() -> None:
    doc = json.loads(render(REPORT, "json"))
    for claim in doc["claims"]:
        del claim["quote_start"], claim["place"]
    for event in doc["events"]:
        del event["mentions"], event["joins"]
    whole, bare = explain(REPORT, REPORT.findings[0].id), explain_document(doc, REPORT.findings[0].id)
    without = re.sub(
        r"; joined from 2 mentions|Two mentions are joined.*(?=4\. The question)", "", " ".join(whole.split())
    )
    assert " ".join(bare.split()) == without


def _event_step(finding_code: str) -> str:
    """The event's step of the first finding of a code, on one line."""
    finding = next(finding for finding in REPORT.findings if finding.code == finding_code)
    steps = explain(REPORT, finding.id)
    return " ".join(steps[steps.index("3. The event") : steps.index("4. The question")].split())


def test_what_joined_the_mentions_is_told_with_its_points() -> None:
    told = _event_step("FC501")
    assert "Two mentions are joined from 3.4 points on." in told
    assert "Harbour Gazette and Northern Wire: 4.1 points" in told
    assert "number in the series: same, +3; parties: two or more in common, +1.5; place: apart, -3;" in told


def test_only_the_links_between_the_articles_of_a_finding_are_told() -> None:
    dispute = next(f for f in REPORT.findings if f.verdict == "dispute")
    told = explain(REPORT, dispute.id)
    sources = {
        one.source
        for one in REPORT.articles
        for c in REPORT.claims
        if c.article == one.id and c.id in (*dispute.a.claims, *dispute.b.claims)
    }
    links = [line for line in told.splitlines() if line.endswith(" points")]
    assert links
    assert all(source in " ".join(links) for source in sources)


def test_what_one_article_says_needs_no_link() -> None:
    same = next(f for f in REPORT.findings if f.scope == "same-article")
    assert "no mentions had to be joined" in " ".join(explain(REPORT, same.id).split())
