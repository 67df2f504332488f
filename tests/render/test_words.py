from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from factcheck.model.values import VALUE_TYPES, Kind
from factcheck.render.words import KIND_NAMES, count, describe, iso_words, listed, plain, safe_url, visible

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "render_words.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES["dates"], ids=lambda case: case["iso"] or "empty")
def test_dates(case: dict[str, Any]) -> None:
    assert iso_words(case["iso"]) == case["words"]


@pytest.mark.parametrize("case", CASES["values"], ids=lambda case: case["words"])
def test_values(case: dict[str, Any]) -> None:
    value = msgspec.convert(case["value"], VALUE_TYPES[Kind(case["kind"])])
    assert describe(value) == case["words"]


def test_every_kind_has_a_type_and_a_name() -> None:
    assert set(VALUE_TYPES) == set(KIND_NAMES) == set(Kind)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>",
        "//host.example/path",
        "/path",
        "ftp://host.example/",
        "http://",
        "https:host.example",
        "http://[broken",
        'https://host.example/"onclick="x',
        "https://host.example/\u202egpj",
        "",
    ],
)
def test_what_is_no_plain_web_address_is_no_link(url: str) -> None:
    assert safe_url(url) == ""


@pytest.mark.parametrize("url", ["https://host.example/a?b=1&c=2#d", "http://host.example", "HTTPS://Host.Example/"])
def test_web_addresses_are_links(url: str) -> None:
    assert safe_url(url) == url


def test_characters_that_steer_a_terminal_are_dropped() -> None:
    assert plain("a\x1b[31mb\n\n c\u202ed\x00\x9b") == "a[31mb cd"
    assert visible("a\r\nb\x07\tc") == "a\nb\tc"


def test_counts_and_lists() -> None:
    assert (count(1, "source"), count(1200, "source")) == ("1 source", "1,200 sources")
    assert count(2, "discrepancy", "discrepancies") == "2 discrepancies"
    assert [listed(items) for items in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
