"""Reads news articles that cover the same events and shows where their facts disagree."""

from __future__ import annotations

from factcheck.version import __version__

__all__ = ["__version__"]
