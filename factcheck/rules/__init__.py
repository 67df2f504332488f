"""What the extractors and comparators know, as YAML files that a journalist can read."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def load(name: str) -> Any:
    """The content of `<name>.yml`. The result is shared between callers: read it, never change it."""
    text = (files("factcheck.rules") / f"{name}.yml").read_text(encoding="utf-8")
    # The safe loader in C where PyYAML was built with it: ten times as fast.
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
