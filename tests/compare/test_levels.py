"""The table of pairs: levels by the comparators, verdicts by the judge."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec import Struct, convert

from factcheck.compare import COMPARATORS
from factcheck.compare.judge import judge, same_speaker
from factcheck.compare.levels import Comparison, Setting
from factcheck.model.claim import Attribution, Claim, Modality
from factcheck.model.event import Event
from factcheck.model.finding import Verdict
from factcheck.model.values import VALUE_TYPES, Kind, Value
from factcheck.rules import load
from factcheck.text.gazetteer import gazetteer
from factcheck.text.phrasing import show
from tests.claim_cases import interval, params

DATA: dict[str, Any] = yaml.safe_load((Path(__file__).parents[1] / "cases" / "levels.yml").read_text(encoding="utf-8"))
OF_THE_CLAIM = frozenset({"n", "said", "unnamed", "published", "modality", "stands", "attribute", "words"})
COMPARATOR = {comparator.kind: comparator for comparator in COMPARATORS}
LEAST = 120


class Pair(Struct, frozen=True):
    """Two answers with their setting, and what is expected of them."""

    kind: Kind
    a: Mapping[str, Any]
    b: Mapping[str, Any]
    setting: Mapping[str, Any]
    level: str
    verdict: str
    pending: bool

    @property
    def id(self) -> str:
        """The pair as the test run shows it."""
        sides = " / ".join(" ".join(f"{value}" for value in side.values()) for side in (self.a, self.b))
        return f"{self.kind}: {sides}: {self.level}"


def _pairs() -> list[Pair]:
    found = []
    for kind, table in ((Kind(k), t) for k, t in DATA.items() if isinstance(t, dict)):
        for pair in table["pairs"]:
            setting = {"event": table["event"], "round": table.get("round"), "day": DATA["day"], **pair}
            a, b = ({"attribute": table.get("attribute", ""), **table["value"], **pair[side]} for side in "ab")
            shown = {key: setting[key] for key in setting if key not in ("a", "b")}
            found.append(Pair(kind, a, b, shown, pair["level"], pair["verdict"], pair.get("pending", False)))
    return found


def _value(kind: Kind, written: Mapping[str, Any]) -> Value:
    fields = {name: value for name, value in written.items() if name not in OF_THE_CLAIM}
    if "n" in written:
        fields = interval(written["n"]) | fields
    if kind is Kind.DATE:
        fields = {"precision": "day", **fields, "iso": str(fields["iso"])}
    if kind is Kind.VENUE:
        place = gazetteer().lookup(fields["name"])
        assert place is not None, fields["name"]
        fields |= {"name": place.name, "place": place.id, "within": place.within}
    return convert(fields, VALUE_TYPES[kind])


def _claim(pair: Pair, side: str) -> Claim:
    written = pair.a if side == "a" else pair.b
    speaker, named = (written["said"], True) if "said" in written else (written.get("unnamed"), False)
    value = _value(pair.kind, written)
    words = written.get("words") or show(value)
    start = 0 if side == "a" else 100
    return Claim(
        id=f"c-{side}",
        article="x" if pair.setting.get("same_article") else f"article-{side}",
        kind=pair.kind,
        event=None if pair.setting["event"] is None else "e",
        attribute=written["attribute"],
        value=value,
        value_text=words,
        span=(start, start + len(words)),
        line=1,
        column=1,
        quote=words,
        quote_start=start,
        attribution=None if speaker is None else Attribution(speaker, "said", named),
        modality=Modality(written.get("modality", "asserted")),
        place=written.get("stands", "body"),
    )


def _setting(pair: Pair, a: Claim, b: Claim, days: tuple[date | None, date | None]) -> Setting:
    given = pair.setting
    rule = load("events")[given["event"]] if given["event"] else {}
    speakers = [claim.attribution for claim in (a, b) if claim.attribution is not None and claim.attribution.named]
    return Setting(
        published_a=days[0],
        published_b=days[1],
        event=_event(given),
        event_day=given["day"] if given["event"] else None,
        family=rule.get("family", ""),
        extended=bool(rule.get("extended")),
        several_sites=given.get("several_sites", False),
        same_article=given.get("same_article", False),
        looks_back=given.get("looks_back", False),
        same_speaker=len(speakers) == 2 and same_speaker(*speakers),
    )


def _event(given: Mapping[str, Any]) -> Event | None:
    if not given["event"]:
        return None
    return Event(
        id="e",
        type=given["event"],
        label=given["event"],
        ordinal=given["round"],
        participants=(),
        place="",
        date="" if given["day"] is None else given["day"].isoformat(),
        articles=("article-a", "article-b"),
        mentions=(),
    )


def compared(pair: Pair, order: str) -> tuple[Comparison, Verdict | None]:
    """The level and the verdict of a pair, with its sides in the `order` "ab" or "ba"."""
    written = {"a": pair.a, "b": pair.b}
    first, second = (_claim(pair, side) for side in order)
    days = tuple(written[side].get("published", DATA["published"]) for side in order)
    comparison = COMPARATOR[pair.kind](first, second, _setting(pair, first, second, (days[0], days[1])))
    return comparison, judge(first, second, comparison).verdict


@pytest.mark.parametrize("pair", params(_pairs()))
def test_pair(pair: Pair) -> None:
    for order in ("ab", "ba"):
        comparison, verdict = compared(pair, order)
        reported = "none" if verdict in (None, Verdict.AGREEMENT) else str(verdict)
        assert (comparison.level, reported) == (pair.level, pair.verdict), (order, comparison.reason)


def test_the_table_is_large_enough_on_both_sides() -> None:
    pairs = _pairs()
    assert len(pairs) >= LEAST
    assert {pair.kind for pair in pairs} == set(Kind)
    assert sum(pair.verdict == "none" for pair in pairs) >= len(pairs) / 3
    assert {pair.verdict for pair in pairs} == {*Verdict, "none"} - {Verdict.AGREEMENT}


def test_a_comparison_says_what_it_compared_and_why() -> None:
    for pair in _pairs():
        comparison, _ = compared(pair, "ab")
        assert comparison.code == COMPARATOR[pair.kind].code
        assert comparison.a
        assert comparison.b
        assert comparison.reason
        assert 0 < comparison.confidence <= 1
