"""The fit of the weights that say whether a claim belongs to its event."""

from __future__ import annotations

import numpy as np

from scripts.fit_belonging import RIDGE, fit


def test_the_fit_is_where_the_slope_is_nothing() -> None:
    drawn = np.random.default_rng(5)
    features = np.column_stack([np.ones(400), drawn.random((400, 2))])
    likely = 1 / (1 + np.exp(-(features @ np.array([0.5, 2.0, -2.0]))))
    right = (drawn.random(400) < likely).astype(float)
    weights = fit(features, right)
    rest = features.T @ (right - 1 / (1 + np.exp(-(features @ weights))))
    assert np.allclose(rest - RIDGE * np.array([0.0, 1.0, 1.0]) * weights, 0, atol=1e-6)
    assert weights[1] > 0 > weights[2]


def test_evidence_that_tells_nothing_weighs_nothing() -> None:
    features = np.array([[1.0, 0.0], [1.0, 1.0]] * 50)
    right = np.array([1.0, 1.0, 0.0, 0.0] * 25)
    assert abs(fit(features, right)[1]) < 1e-9
