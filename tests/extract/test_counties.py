"""Which county and which town a copy means that names both."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from factcheck.extract.bearings import Proposal
from factcheck.extract.counties import paired
from factcheck.text.gazetteer import gazetteer


def told(name: str, *, used: bool = True, entity: str = "", after: str = ".") -> Proposal:
    """A name as it stands in copy, with the tagger's label and the word behind it."""
    words = [*name.split(), after]
    doc = [SimpleNamespace(i=i, lower_=word.lower(), ent_type_=entity) for i, word in enumerate(words)]
    for token in doc:
        token.doc = doc
    return Proposal(cast(Any, doc[:-1]), name, "", used)


def places(*proposals: Proposal) -> dict[str, str]:
    return {name: place.id for name, place in paired(proposals, gazetteer()).items()}


def test_a_county_is_the_one_that_has_the_town() -> None:
    assert places(told("Union County"), told("Waxhaw")) == {"Union County": "US.NC.179", "Waxhaw": "gn:4497833"}
    assert places(told("Marion County"), told("Ocala"))["Marion County"] == "US.FL.083"
    assert places(told("Marion County"), told("Indianapolis"))["Marion County"] == "US.IN.097"


def test_a_town_is_the_one_that_lies_in_the_county() -> None:
    assert places(told("Dallas"), told("Paulding County"))["Dallas"] == "gn:4190598"


def test_the_greater_town_decides_and_else_nothing_does() -> None:
    assert places(told("Marion County"), told("Ocala"), told("Indianapolis"))["Marion County"] == "US.IN.097"
    assert places(told("Marion County"), told("Ocala"), told("Marion")) == {}


@pytest.mark.parametrize(
    "proposals",
    [
        [told("Union County")],
        [told("Waxhaw")],
        [told("Union County"), told("Helsinki")],
        [told("Union County"), told("Waxhaw", used=False, entity="PERSON")],
        [told("York County"), told("York", after="County")],
        [told("Kings County"), told("Brooklyn")],
    ],
)
def test_without_a_town_of_it_nothing_is_known(proposals: list[Proposal]) -> None:
    assert places(*proposals) == {}
