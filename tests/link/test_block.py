"""Blocking keys of one article by itself."""

from __future__ import annotations

from datetime import date
from itertools import product

from factcheck.link.block import blocking_keys
from factcheck.model.article import Article
from factcheck.model.claim import Claim
from factcheck.model.event import EventMention
from factcheck.model.extraction import Extraction
from factcheck.model.values import Kind, OfficeHolderValue


def extraction(number: int, *, mentions: tuple[EventMention, ...] = (), claims: tuple[Claim, ...] = ()) -> Extraction:
    """One article of 9 March 2016 with these mentions and claims."""
    article = Article(id=f"a{number}", path=f"{number}.txt", text="text", published=date(2016, 3, 9))
    return Extraction(article, claims, mentions)


def office(name: str, polity: str) -> Claim:
    """A claim that this person is the polity's finance minister."""
    value = OfficeHolderValue(name=name, office="finance minister", polity=polity)
    return Claim(
        id=f"c{name}", article="a1", kind=Kind.OFFICE_HOLDER, event=None, attribute="finance minister", value=value,
        value_text=name, span=(0, len(name)), line=1, column=1, quote=name, quote_start=0,
    )  # fmt: skip


def quake(number: int, place: str, day: str) -> EventMention:
    """An earthquake as one article tells of it."""
    return EventMention(
        id=f"m{number}", article=f"a{number}", type="earthquake", label="quake", places=(place,), dates=(day,)
    )


def test_reports_of_one_place_and_month_share_a_key() -> None:
    first = blocking_keys(extraction(1, mentions=(quake(1, "gn:2950159", "2016-03-07"),)))
    second = blocking_keys(extraction(2, mentions=(quake(2, "gn:2950159", "2016-03-08"),)))
    assert first & second


def test_reports_of_other_places_share_none() -> None:
    first = blocking_keys(extraction(1, mentions=(quake(1, "gn:2950159", "2016-03-07"),)))
    second = blocking_keys(extraction(2, mentions=(quake(2, "gn:2988507", "2016-03-07"),)))
    assert first
    assert second
    assert not first & second


def test_an_office_is_shared_by_its_holders() -> None:
    keys = [blocking_keys(extraction(1, claims=(office(name, "DE"),))) for name in ("Ada Berg", "Ivo Lang")]
    other = blocking_keys(extraction(1, claims=(office("Ivo Lang", "FR"),)))
    assert keys[0] & keys[1] == {"office|finance minister|DE"}
    assert not keys[0] & other


def test_an_office_without_a_polity_is_found_by_its_holder() -> None:
    spellings = [blocking_keys(extraction(1, claims=(office("Ivo Lang", polity),))) for polity in ("", "DE")]
    assert all(a & b for a, b in product(spellings, spellings))
