"""What the extractors and comparators know, as YAML files that a journalist can read."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from factcheck.derived import derived, key_of

_PACKAGE = "factcheck.rules"


@cache
def load(name: str) -> Any:
    """The content of `<name>.yml`. The result is shared between callers: read it, never change it."""
    return msgspec.msgpack.decode(_all()[name])


@cache
def _all() -> dict[str, msgspec.Raw]:
    """All files by name. YAML takes fifty times as long to read as the form they are kept in."""
    names = tuple(sorted(e.name for e in files(_PACKAGE).iterdir() if e.name.endswith(".yml")))
    key = key_of(((_PACKAGE, name) for name in ("__init__.py", *names)), ("msgspec", "pyyaml"))
    kept = derived("rules", key, lambda: msgspec.msgpack.encode({name: _read(name) for name in names}))
    return {name.removesuffix(".yml"): raw for name, raw in _decoder.decode(kept).items()}


_decoder = msgspec.msgpack.Decoder(dict[str, msgspec.Raw])


def _read(name: str) -> Any:
    import yaml

    text = (files(_PACKAGE) / name).read_text(encoding="utf-8")
    # The safe loader in C where PyYAML was built with it: ten times as fast.
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
