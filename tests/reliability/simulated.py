"""Corpora in which the truth is known, drawn from a seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np

from factcheck.model.audit import Statement
from factcheck.reliability.answers import answer
from factcheck.reliability.cases import Case, make_case
from factcheck.reliability.dependence import Resolved

TRUE = "true"
START = date(2024, 3, 1)


def stated(object: str, source: str, value: str, origin: str = "", day: int | None = None) -> Statement:
    """A statement by a source; `day` counts from a fixed start."""
    return Statement(
        id=f"{object}/{source}/{day}",
        object=object,
        source=source,
        value=value,
        origin=origin,
        day=None if day is None else START + timedelta(days=day),
    )


def case_of(object: str, statements: Sequence[Statement]) -> Case:
    """A case of values that are all apart."""
    return make_case((object, object), statements, lambda *_: 0, lambda _: False)


def independent(seed: int, accuracies: Mapping[str, float], objects: int, share: float = 0.8) -> list[Case]:
    """Each source answers a share of the objects, and is right as often as it is accurate; false values are many."""
    random = np.random.default_rng(seed)
    cases = []
    for number in range(objects):
        statements = [
            stated(f"o{number}", source, TRUE if random.random() < accuracy else f"false {random.integers(10)}")
            for source, accuracy in accuracies.items()
            if random.random() < share
        ]
        if statements:
            cases.append(case_of(f"o{number}", statements))
    return cases


def right(cases: Sequence[Case], resolved: Resolved) -> float:
    """The share of cases whose best supported answer is the true one."""
    answers = [answer(c, p).value for c, p in zip(cases, resolved.posterior.answers, strict=True)]
    return sum(value == TRUE for value in answers) / len(cases)
