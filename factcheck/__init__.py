"""Reads news articles that cover the same events and shows where their facts disagree.

From Python: `factcheck.api.compare(["articles/"])` gives a report; `read` and `extract` stand beside it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from factcheck.version import __version__

if TYPE_CHECKING:
    from factcheck import api

__all__ = ["__version__", "api"]


def __getattr__(name: str) -> Any:
    """Imports `api` when it is first used: it brings the language model's library along."""
    if name == "api":
        return import_module("factcheck.api")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
