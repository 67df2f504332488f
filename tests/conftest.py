"""What every test shares."""

from __future__ import annotations

from hypothesis import settings

# The same examples on every run, and no failure because a machine is slow.
settings.register_profile("factcheck", derandomize=True, deadline=None, database=None)
settings.load_profile("factcheck")
