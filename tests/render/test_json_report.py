from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import factcheck.render
from factcheck.render import render, render_extract
from tests.render.sample import copied_report, empty_report, quiet_report, sample_report

SCHEMA = json.loads((Path(factcheck.render.__file__).parent / "report.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())

KEYS = {
    "articles": ["id", "path", "external_id", "source", "title", "url", "published", "sha256", "warnings", "origin"],
    "events": ["id", "type", "label", "ordinal", "participants", "place", "date", "articles"],
    "claims": [
        "id", "article", "kind", "event", "attribute", "value", "value_text", "span", "line", "column", "quote",
        "attribution", "modality", "confidence",
    ],
    "questions": ["id", "kind", "label", "event", "attribute", "answers"],
    "findings": [
        "id", "code", "verdict", "severity", "scope", "question", "confidence", "a", "b", "reasons", "explanation",
    ],
    "sources": ["source", "articles", "claims"],
    "origins": ["id", "agency", "articles"],
    "unjudged": ["claim", "reason", "text"],
    "reviews": ["finding", "reviewer", "verdict", "note", "at"],
}  # fmt: skip


def sample() -> dict[str, Any]:
    doc = json.loads(render(copied_report(), "json"))
    assert isinstance(doc, dict)
    return doc


@pytest.mark.parametrize("make", [sample_report, copied_report, quiet_report, empty_report])
def test_the_documents_are_as_the_schema_says(make: Callable[[], Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    VALIDATOR.validate(json.loads(render(make(), "json")))
    VALIDATOR.validate(json.loads(render_extract(make(), "json")))


def claim_of(doc: dict[str, Any], kind: str) -> dict[str, Any]:
    return next(claim for claim in doc["claims"] if claim["kind"] == kind)


BREAKS: dict[str, Callable[[dict[str, Any]], object]] = {
    "no version": lambda doc: doc.pop("version"),
    "another version": lambda doc: doc.update(version=2),
    "findings without questions": lambda doc: doc.pop("questions"),
    "an article without a hash": lambda doc: doc["articles"][0].pop("sha256"),
    "a date that is none": lambda doc: doc["articles"][0].update(published="yesterday"),
    "a span with one end": lambda doc: doc["claims"][0].update(span=[1]),
    "a span with three": lambda doc: doc["claims"][0].update(span=[1, 2, 3]),
    "line zero": lambda doc: doc["claims"][0].update(line=0),
    "an unknown kind": lambda doc: doc["claims"][0].update(kind="rumour"),
    "confidence above one": lambda doc: doc["claims"][0].update(confidence=1.5),
    "a date value without iso": lambda doc: claim_of(doc, "date")["value"].pop("iso"),
    "a toll without harm": lambda doc: claim_of(doc, "casualty")["value"].pop("harm"),
    "a toll in words": lambda doc: claim_of(doc, "casualty")["value"].update(min="twelve"),
    "a quantity without bounds": lambda doc: claim_of(doc, "quantity")["value"].pop("max"),
    "an office-holder without a name": lambda doc: claim_of(doc, "office_holder")["value"].pop("name"),
    "a venue without its place": lambda doc: claim_of(doc, "venue")["value"].pop("place"),
    "an ordinal in words": lambda doc: claim_of(doc, "ordinal")["value"].update(value="second"),
    "an outcome without a term": lambda doc: claim_of(doc, "outcome")["value"].pop("term"),
    "a role without a party": lambda doc: claim_of(doc, "role")["value"].pop("party"),
    "agreement as a finding": lambda doc: doc["findings"][0].update(verdict="agreement"),
    "an origin of one article": lambda doc: doc["origins"][0]["articles"].pop(),
    "an origin without its agency": lambda doc: doc["origins"][0].pop("agency"),
    "an origin that is a number": lambda doc: doc["articles"][0].update(origin=3),
    "origins without findings": lambda doc: [doc.pop(key) for key in ("questions", "findings", "sources")],
    "a reference side without its row": lambda doc: next(
        finding for finding in doc["findings"] if finding["scope"] == "reference"
    )["b"].pop("reference"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_the_schema_refuses(name: str) -> None:
    doc = copy.deepcopy(sample())
    BREAKS[name](doc)
    assert not VALIDATOR.is_valid(doc)


def test_keys_stand_in_the_order_of_the_contract() -> None:
    doc = sample()
    assert list(doc) == ["version", "tool", *KEYS]
    for part, keys in KEYS.items():
        for record in doc[part]:
            assert list(record)[: len(keys)] == keys
    assert list(json.loads(render_extract(sample_report(), "json"))) == [
        "version", "tool", "articles", "events", "claims",
    ]  # fmt: skip


def test_a_document_from_before_origins_is_valid_still() -> None:
    doc = sample()
    del doc["origins"]
    for article in doc["articles"]:
        del article["origin"]
    VALIDATOR.validate(doc)


def test_articles_name_the_origin_that_they_share() -> None:
    doc = sample()
    (origin,) = doc["origins"]
    assert origin["agency"] == "Northern Wire"
    assert {one["id"]: one["origin"] for one in doc["articles"] if one["origin"]} == dict.fromkeys(
        origin["articles"], origin["id"]
    )


def test_extract_writes_the_articles_as_compare_does() -> None:
    assert json.loads(render_extract(copied_report(), "json"))["articles"] == sample()["articles"]


def test_values_attributions_and_reference_sides() -> None:
    doc = sample()
    assert claim_of(doc, "date")["value"] == {"iso": "2026-03-09/2026-03-11", "precision": "day", "tolerance": 0}
    hedged = next(claim for claim in doc["claims"] if claim["modality"] == "hedged")
    assert hedged["attribution"] == {"speaker": "two people in the room", "cue": "According to", "named": False}
    assert claim_of(doc, "venue")["attribution"] is None
    reference = next(finding for finding in doc["findings"] if finding["scope"] == "reference")
    row = {"table": "offices", "row": "oz/foreign-minister/3"}
    assert reference["b"] == {"value": "Ada Renn", "claims": [], "reference": row}
    assert "reference" not in reference["a"]


def test_spans_and_quotes_point_into_the_text() -> None:
    doc = sample()
    texts = {article.id: article.text for article in copied_report().articles}
    for claim in doc["claims"]:
        start, end = claim["span"]
        text = texts[claim["article"]]
        assert text[start:end] == claim["value_text"]
        assert text[claim["quote_start"] :].startswith(claim["quote"])
    assert "text" not in doc["articles"][0]


def test_text_is_utf8_and_ends_with_a_line() -> None:
    text = render(sample_report(), "json")
    assert "9–11 March 2026" in text
    assert text.endswith("}\n")
