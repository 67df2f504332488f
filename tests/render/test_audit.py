"""An audit as text, JSON, CSV and a page: the promised keys, safe cells, a page that stands alone."""

from __future__ import annotations

import csv
import io
import json
import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import html

from factcheck.cli.output import AUDIT_FORMATS as COMMAND_FORMATS
from factcheck.model.audit import Audit
from factcheck.reliability import audit_report, audit_table, read_table
from factcheck.render.audit import AUDIT_FORMATS, render_audit
from tests.corpus_run import corpus_report

EVIL = "<script>alert(1)</script>"


@cache
def sample() -> Audit:
    """The audit of the sample articles."""
    return audit_report(corpus_report())


def _of_table(folder: Path, *rows: str) -> Audit:
    file = folder / "claims.csv"
    file.write_text("\n".join(("object,source,value", *rows)), encoding="utf-8")
    return audit_table(read_table(file))


def test_the_command_knows_the_formats_of_the_writers() -> None:
    assert tuple(AUDIT_FORMATS) == COMMAND_FORMATS


def test_json_has_the_promised_keys_in_order() -> None:
    document = json.loads(render_audit(sample(), "json"))
    assert list(document) == ["version", "tool", "sources", "truths", "agreement", "reviews"]
    assert list(document["truths"][0])[:4] == ["object", "value", "probability", "support"]
    claims = {c.id for c in corpus_report().claims}
    assert {s["claim"] for t in document["truths"] for s in t["support"]} <= claims
    assert all(0 <= t["probability"] <= 1 for t in document["truths"])


def test_json_of_a_table_keeps_its_strings(tmp_path: Path) -> None:
    document = json.loads(render_audit(_of_table(tmp_path, '"A, b",s," X"', '"A, b",t," X"'), "json"))
    assert [(t["object"], t["value"]) for t in document["truths"]] == [("A, b", " X")]
    assert document["truths"][0]["support"][0]["claim"] == "row 1"


def test_csv_has_a_row_a_source_with_the_ends_of_each_interval() -> None:
    rows = list(csv.DictReader(io.StringIO(render_audit(sample(), "csv"))))
    assert [row["source"] for row in rows] == [s.source for s in sample().sources]
    first = rows[0]
    assert float(first["right low"]) < float(first["right"]) < float(first["right high"])
    assert {row["ranked"] for row in rows} == {"yes", "no"}


def test_a_source_that_is_a_formula_is_disarmed(tmp_path: Path) -> None:
    text = render_audit(_of_table(tmp_path, "o,=1+1,x", "o,t,x"), "csv")
    assert "'=1+1" in text


def test_text_names_the_sources_that_are_not_ranked() -> None:
    text = render_audit(sample(), "text")
    assert "Too few comparable claims to be ranked: Bramble Hill Gazette" in text
    assert "Krippendorff" in text


def test_the_page_stands_alone_and_its_links_lead_somewhere() -> None:
    page = html.fromstring(render_audit(sample(), "html"))
    assert not page.xpath("//script[@src] | //link[@href] | //img | //iframe")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")} <= set(ids)


def test_each_picture_has_a_title_and_a_table_behind_it() -> None:
    text = render_audit(sample(), "html")
    pictures = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
    assert len(pictures) >= 4
    for picture in pictures:
        root = ElementTree.fromstring(picture)  # noqa: S314
        assert root.get("role") == "img"
        assert root[0].tag == "title"
        assert root.get("aria-labelledby") == root[0].get("id")
    assert text.count("The table behind the picture") >= len(pictures)


def test_what_sources_say_is_escaped(tmp_path: Path) -> None:
    text = render_audit(_of_table(tmp_path, f"{EVIL},{EVIL},{EVIL}", f"{EVIL},t,other"), "html")
    assert EVIL not in text
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize("format", AUDIT_FORMATS)
def test_an_audit_of_one_claim_can_be_written(tmp_path: Path, format: str) -> None:
    assert render_audit(_of_table(tmp_path, "o,s,x"), format).endswith("\n")
