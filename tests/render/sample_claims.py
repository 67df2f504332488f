"""The claims of the sample report, each found in its article by the words that carry it."""

from __future__ import annotations

import msgspec

from factcheck.model.article import content_id
from factcheck.model.claim import Attribution, Claim, Modality
from factcheck.model.values import (
    CasualtyValue,
    DateValue,
    Kind,
    OfficeHolderValue,
    OrdinalValue,
    OutcomeValue,
    QuantityValue,
    RoleValue,
    Value,
    VenueValue,
)
from tests.render.sample_articles import ARTICLES, FIRE, SUMMIT


class _Spec(msgspec.Struct, frozen=True, kw_only=True):
    """A claim to be found in its article's text."""

    key: str
    article: str
    event: str | None
    attribute: str
    kind: Kind
    value: Value
    words: str
    nth: int = 0
    said: Attribution | None = None
    modality: Modality = Modality.ASSERTED
    confidence: float = 0.8


def _spec(key: str, article: str, attribute: str, value: Value, words: str, **more: object) -> _Spec:
    kinds = {
        DateValue: Kind.DATE,
        VenueValue: Kind.VENUE,
        CasualtyValue: Kind.CASUALTY,
        QuantityValue: Kind.QUANTITY,
        OfficeHolderValue: Kind.OFFICE_HOLDER,
        OrdinalValue: Kind.ORDINAL,
        OutcomeValue: Kind.OUTCOME,
        RoleValue: Kind.ROLE,
    }
    event = SUMMIT if article in ("gazette", "wire-summit") else FIRE
    base = _Spec(
        key=key,
        article=article,
        attribute=attribute,
        value=value,
        words=words,
        kind=kinds[type(value)],
        event=None if isinstance(value, OfficeHolderValue) else event,
    )
    return msgspec.structs.replace(base, **more)


def _dead(low: int, *, harm: str = "killed", open_end: bool = False, **more: object) -> CasualtyValue:
    base = CasualtyValue(min=low, max=None if open_end else low, harm=harm)
    return msgspec.structs.replace(base, **more)


RENN = Attribution(speaker="Ada Renn", cue="said")
WELD = Attribution(speaker="Jonas Weld", cue="said")
UNION = Attribution(speaker="dockers' union", cue="puts the toll")
SERVICE = Attribution(speaker="fire service", cue="said")

SPECS: tuple[_Spec, ...] = (
    _spec("g-ordinal", "gazette", "ordinal", OrdinalValue(value=2, of="summit"), "second summit", nth=1),
    _spec("g-venue", "gazette", "venue", VenueValue(name="Velmora", place="oz:velmora", within=("oz",)), "Velmora"),
    _spec("g-date", "gazette", "date", DateValue(iso="2026-03-09/2026-03-11", precision="day"), "from 9 to 11 March"),
    _spec("g-outcome", "gazette", "outcome", OutcomeValue(term="agreement"), "ended in an agreement"),
    _spec(
        "g-role-1", "gazette", "mediator", RoleValue(role="mediator", party="Norland"), "mediated by Norland and Kesh"
    ),
    _spec("g-role-2", "gazette", "mediator", RoleValue(role="mediator", party="Kesh"), "mediated by Norland and Kesh"),
    _spec(
        "g-hours",
        "gazette",
        "duration",
        QuantityValue(min=13, max=None, min_exclusive=True, qualifier="more than", unit="hours", of="talks"),
        "more than 13 hours",
    ),
    _spec(
        "g-office",
        "gazette",
        "foreign minister",
        OfficeHolderValue(name="Ada Renn", office="foreign minister", polity="oz"),
        "Foreign Minister Ada Renn",
    ),
    _spec(
        "g-share",
        "gazette",
        "share",
        QuantityValue(min=80, max=80, qualifier="roughly", unit="percent", of="shoreline"),
        "roughly 80 percent",
        said=RENN,
    ),
    _spec(
        "g-plan",
        "gazette",
        "date",
        DateValue(iso="2026-10", precision="month"),
        "October",
        modality=Modality.PLANNED,
        confidence=0.4,
    ),
    _spec("w-ordinal", "wire-summit", "ordinal", OrdinalValue(value=2, of="summit"), "second summit"),
    _spec(
        "w-venue", "wire-summit", "venue", VenueValue(name="Tarsk", place="oz:tarsk", within=("oz",)), "held in Tarsk"
    ),
    _spec("w-outcome", "wire-summit", "outcome", OutcomeValue(term="no agreement"), "ended without an agreement"),
    _spec("w-date", "wire-summit", "date", DateValue(iso="2026-03-09", precision="day"), "9 March"),
    _spec(
        "w-share",
        "wire-summit",
        "share",
        QuantityValue(min=78.6, max=78.6, unit="percent", of="shoreline"),
        "78.6 percent",
        said=Attribution(speaker="two people in the room", cue="According to", named=False),
        modality=Modality.HEDGED,
    ),
    _spec(
        "w-office",
        "wire-summit",
        "foreign minister",
        OfficeHolderValue(name="Pavel Ostrand", office="foreign minister", polity="oz"),
        "Pavel Ostrand, the foreign minister of Orrinland",
    ),
    _spec("l-dead", "lantern", "killed: all", _dead(12), "Twelve people were killed", said=WELD, confidence=0.9),
    _spec("l-date", "lantern", "date", DateValue(iso="2026-03-13", precision="day"), "Friday, 13 March"),
    _spec(
        "l-venue",
        "lantern",
        "venue",
        VenueValue(name="Brackwell", place="oz:brackwell", within=("oz",)),
        "Brackwell",
        nth=1,
    ),
    _spec(
        "l-burns",
        "lantern",
        "injured: burns",
        _dead(9, harm="injured", group="workers", part=True),
        "Nine workers, two of them children",
    ),
    _spec(
        "l-children",
        "lantern",
        "injured: children",
        _dead(2, harm="injured", group="children", part=True),
        "two of them children on a school visit",
    ),
    _spec("l-smoke", "lantern", "injured: smoke", _dead(14, harm="injured", part=True), "14 people"),
    _spec("l-injured", "lantern", "injured: all", _dead(25, harm="injured"), "number of injured to 25"),
    _spec("r-headline", "radio", "killed: all", _dead(19), "19 dead", said=UNION, confidence=0.7),
    _spec("r-dead", "radio", "killed: all", _dead(19), "19 dead", nth=1, said=UNION, confidence=0.9),
    _spec(
        "r-names",
        "radio",
        "killed: all",
        _dead(19),
        "nineteen names",
        said=Attribution(speaker="Mirela Tosk", cue="said"),
    ),
    _spec("r-time", "radio", "date", DateValue(iso="--03-13T04:10", precision="minute"), "04:10 on 13 March"),
    _spec(
        "r-damage",
        "radio",
        "damage",
        QuantityValue(min=40_000_000, max=40_000_000, qualifier="about", unit="crowns", of="damage"),
        "about 40 million crowns",
    ),
    _spec(
        "f-dead",
        "wire-fire",
        "killed: all",
        _dead(7, open_end=True, qualifier="at least"),
        "at least seven people",
        said=SERVICE,
    ),
    _spec(
        "f-venue", "wire-fire", "venue", VenueValue(name="Brackwell", place="oz:brackwell", within=("oz",)), "Brackwell"
    ),
    _spec("f-time", "wire-fire", "date", DateValue(iso="2026-03-13T05:10", precision="minute"), "05:10", said=SERVICE),
    _spec(
        "f-damage",
        "wire-fire",
        "damage",
        QuantityValue(min=41_500_000, max=41_500_000, unit="crowns", of="damage"),
        "41.5 million crowns",
        said=Attribution(speaker="Insurers", cue="estimate", named=False),
    ),
    _spec(
        "l-hospital",
        "lantern",
        "in hospital",
        QuantityValue(min=6, max=6, unit="people", of="in hospital"),
        "six people",
    ),
    _spec(
        "f-hospital",
        "wire-fire",
        "in hospital",
        QuantityValue(min=4, max=4, unit="people", of="in hospital"),
        "Four people",
    ),
    _spec(
        "f-summit",
        "wire-fire",
        "venue",
        VenueValue(name="Velmora", place="oz:velmora", within=("oz",)),
        "Velmora",
        event=SUMMIT,
        confidence=0.5,
    ),
    _spec(
        "f-denial",
        "wire-fire",
        "killed: all",
        _dead(19),
        "19 people had died",
        said=Attribution(speaker="fire service", cue="denied"),
        modality=Modality.DENIED,
        confidence=0.6,
    ),
)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the sentence around a span: up to a full stop with a space, or a line break."""
    stops = [text.rfind(mark, 0, start) + len(mark) for mark in (". ", "\n", '." ') if mark in text[:start]]
    begin = max(stops, default=0)
    ends = [at + 1 for mark in (". ", ".\n") if (at := text.find(mark, end - 1)) >= 0]
    line = text.find("\n", end)
    return begin, min([*ends, line if line >= 0 else len(text)])


def _claim(spec: _Spec) -> Claim:
    article = ARTICLES[spec.article]
    start = -1
    for _ in range(spec.nth + 1):
        start = article.text.index(spec.words, start + 1)
    end = start + len(spec.words)
    begin, stop = _sentence(article.text, start, end)
    before = article.text[:start]
    return Claim(
        id=content_id("c", article.id, spec.key),
        article=article.id,
        kind=spec.kind,
        event=spec.event,
        attribute=spec.attribute,
        value=spec.value,
        value_text=spec.words,
        span=(start, end),
        line=article.line_base + before.count("\n"),
        column=start - (before.rfind("\n") + 1) + 1,
        quote=article.text[begin:stop],
        quote_start=begin,
        attribution=spec.said,
        modality=spec.modality,
        confidence=spec.confidence,
        place="headline" if start < 40 and spec.article == "radio" else "body",
    )


CLAIMS: dict[str, Claim] = {spec.key: _claim(spec) for spec in SPECS}
