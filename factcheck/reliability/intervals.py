"""Rates with their uncertainty: a beta-binomial model, so that three of three is no certainty.

The prior of every rate is Jeffreys' Beta(1/2, 1/2) (Brown, Cai and DasGupta, Interval Estimation for a
Binomial Proportion, Statistical Science 2001); the interval is the equal-tailed 90 % of the posterior.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from factcheck.model.audit import Rate

PRIOR = 0.5
LEVEL = 0.90


class AuditExtraMissing(ImportError):
    """The libraries of the extra `audit` are not installed."""


def library(name: str) -> Any:
    """A library of the extra `audit`, imported when first needed. Raises AuditExtraMissing."""
    try:
        return import_module(name)
    except ImportError as error:
        missing = f"the audit needs {name.partition('.')[0]}: pip install 'factcheck-desk[audit]'"
        raise AuditExtraMissing(missing) from error


def rate(name: str, hits: float, of: float, statements: Iterable[str] = ()) -> Rate:
    """The posterior of `hits` of `of` trials; counts need not be whole where a trial counts in part."""
    if of <= 0:
        return Rate(name=name, hits=0.0, of=0.0, mean=None, low=None, high=None)
    low, high = beta_interval(hits, of - hits)
    mean = (hits + PRIOR) / (of + 2 * PRIOR)
    return Rate(
        name=name,
        hits=round(hits, 3),
        of=round(of, 3),
        mean=round(mean, 4),
        low=low,
        high=high,
        statements=tuple(statements),
    )


def beta_interval(hits: float, misses: float) -> tuple[float, float]:
    """The equal-tailed interval of the posterior, each end rounded to four places."""
    inverse = library("scipy.special").betaincinv
    tail = (1 - LEVEL) / 2
    a, b = max(hits, 0.0) + PRIOR, max(misses, 0.0) + PRIOR
    return round(float(inverse(a, b, tail)), 4), round(float(inverse(a, b, 1 - tail)), 4)
