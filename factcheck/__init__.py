"""Reads news articles that cover the same events and shows where their facts disagree."""

from __future__ import annotations

__version__ = "0.1.0"
