"""Tables of claims: how a case is written, and how a claim is held against what is expected of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec import Struct

from factcheck.model.article import Article, article_id
from factcheck.model.claim import Claim
from factcheck.model.event import EventMention
from factcheck.model.values import Kind

CASES = Path(__file__).parent / "cases"
NOT_FIELDS = frozenset({"n", "optional"})
OF_THE_CLAIM = frozenset({"text", "speaker", "named", "modality", "attribute", "event", "round", "day"})


class Case(Struct, frozen=True):
    """One or a few sentences, and the claims of one kind that they make."""

    file: str
    article: Article
    kind: Kind
    claims: tuple[Mapping[str, Any], ...]
    more: bool
    pending: bool

    @property
    def id(self) -> str:
        """The case as the test run shows it."""
        words = self.article.text.replace("\n\n", " ")
        return f"{self.file.removeprefix('claims_')}: {words[:70]}"


def load_cases(file: str) -> list[Case]:
    """The cases of `cases/<file>.yml`, in order."""
    data = yaml.safe_load((CASES / f"{file}.yml").read_text(encoding="utf-8"))
    return [_case(file, case, data) for case in data["cases"]]


def _case(file: str, case: Mapping[str, Any], data: Mapping[str, Any]) -> Case:
    published: date | None = case.get("published", data["published"])
    source, text = case.get("source", "The Test Pattern"), case["text"]
    article = Article(
        id=article_id(source, file, text),
        path=f"{file}.txt",
        text=text,
        source=source,
        title=case.get("title", ""),
        published=published,
    )
    kind = Kind(case.get("kind") or data["kind"])
    return Case(file, article, kind, tuple(case["claims"]), case.get("more", False), case.get("pending", False))


def params(cases: Sequence[Any]) -> list[Any]:
    """Cases as parameters of a test; a pending one fails, and says so once it passes."""
    pending = pytest.mark.xfail(reason="pending", raises=AssertionError, strict=True)
    return [pytest.param(case, id=case.id, marks=[pending] if case.pending else []) for case in cases]


def interval(written: object) -> dict[str, Any]:
    """The bounds that `23`, `23..`, `..60`, `>200`, `<10` or `30..40` stand for."""
    text = str(written)
    exclusive = text[0] in "<>"
    low, dots, high = text.partition("..")
    if exclusive:
        low, high = (text[1:], "") if text[0] == ">" else ("", text[1:])
    elif not dots:
        high = low
    return {
        "min": _number(low),
        "max": _number(high),
        "min_exclusive": text[0] == ">",
        "max_exclusive": text[0] == "<",
    }


def _number(digits: str) -> float | None:
    if not digits:
        return None
    number = float(digits)
    return int(number) if number.is_integer() else number


def differences(claim: Claim, expected: Mapping[str, Any], events: Mapping[str, EventMention]) -> list[str]:
    """What sets a claim apart from what is expected of it, in words. `events` are its article's, by id."""
    return [
        f"{name} is {found!r}, not {wanted!r}"
        for name, wanted in _wanted(expected).items()
        if not _fits(name, found := _found(claim, name, events), wanted)
    ]


def _wanted(expected: Mapping[str, Any]) -> dict[str, Any]:
    wanted = {
        ("qualifier" if name == "hedge" else name): value for name, value in expected.items() if name not in NOT_FIELDS
    }
    return wanted | interval(expected["n"]) if "n" in expected else wanted


def _found(claim: Claim, name: str, events: Mapping[str, EventMention]) -> Any:
    said = claim.attribution
    if name == "text":
        return claim.value_text
    if name == "speaker":
        return said.speaker if said is not None else None
    if name == "named":
        return said is not None and said.named
    if name in ("event", "round", "day"):
        event = events.get(claim.event or "")
        return None if event is None else {"event": event.type, "round": event.ordinal, "day": event.dates}[name]
    return getattr(claim if name in OF_THE_CLAIM else claim.value, name)


def _fits(name: str, found: Any, wanted: Any) -> bool:
    if name in ("text", "speaker") and wanted is not None:
        return found is not None and str(wanted).lower() in found.lower()
    if name == "day":
        return found is not None and any(day.startswith(str(wanted)) for day in found)
    if name in ("iso", "unit", "of"):
        return bool(found == str(wanted))
    return bool(found == wanted)


def problems(found: Sequence[Claim], case: Case, events: Mapping[str, EventMention]) -> list[str]:
    """What is wrong with the claims found in a case: missing, different, or too many. Empty where all is well."""
    left = list(found)
    wrong = []
    for expected in case.claims:
        fitting = next((claim for claim in left if not differences(claim, expected, events)), None)
        if fitting is not None:
            left.remove(fitting)
            continue
        near = [claim for claim in left if _fits("text", claim.value_text, expected["text"])]
        details = "; ".join(" and ".join(differences(claim, expected, events)) for claim in near)
        if expected.get("optional") and not near:
            continue
        wrong.append(f"{expected['text']!r}: {details or 'not found'}")
    if left and not case.more:
        wrong.append("too many: " + ", ".join(f"{c.value_text!r} ({c.attribute})" for c in left))
    return wrong
