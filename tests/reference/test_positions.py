"""Labels of positions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.reference.positions import Position, is_acting, polity_code, read_position

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "positions.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"] or "empty")
def test_a_label_is_an_office_of_a_polity(case: dict[str, Any]) -> None:
    office, polity = case["is"] or (None, None)
    expected = Position(office, polity, case.get("acting", False)) if office and polity else None
    assert read_position(case["label"], case.get("country", "")) == expected


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Iran", "IR"),
        ("the Islamic Republic of Iran", "IR"),
        ("Iranian", "IR"),
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("United Kingdom", "GB"),
        ("European Union", "EU"),
        ("State of Qatar", "QA"),
        ("", ""),
        ("Ruritania", ""),
    ],
)
def test_a_polity_is_known_by_its_names(name: str, code: str) -> None:
    assert polity_code(name) == code


@pytest.mark.parametrize(
    ("words", "acting"),
    [
        ("acting", True),
        ("interim office holder", True),
        ("Acting minister", True),
        ("elected", False),
        ("", False),
        ("interacting", False),
    ],
)
def test_acting_is_a_word_of_its_own(words: str, acting: bool) -> None:
    assert is_acting(words) is acting
