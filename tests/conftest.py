"""What every test shares."""

from __future__ import annotations

import pytest
from hypothesis import settings

from factcheck.extract import Pipeline, load_pipeline

# The same examples on every run, and no failure because a machine is slow.
settings.register_profile("factcheck", derandomize=True, deadline=None, database=None)
settings.load_profile("factcheck")


@pytest.fixture(scope="session")
def nlp() -> Pipeline:
    """The language model, loaded once."""
    return load_pipeline()
