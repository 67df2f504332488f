"""What an extraction depends on, so that what was read once need not be read again."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

from msgspec.structs import asdict

from factcheck.model.article import Article

# Code and word lists that what is read from a text depends on.
PACKAGES = ("extract", "model", "rules", "text")
# What is known of an article without mattering for its claims.
UNREAD = frozenset({"author", "url", "warnings"})
LIBRARIES = ("anyascii", "localis", "rapidfuzz", "spacy")


def rules_hash() -> str:
    """Hex digest of the rules, the code that applies them, and the versions of the libraries behind them."""
    return code_hash(PACKAGES)


@cache
def code_hash(packages: tuple[str, ...]) -> str:
    """The same of any packages of factcheck."""
    digest = hashlib.sha256()
    for package in packages:
        for name, content in sorted(_contents(files("factcheck") / package, package)):
            digest.update(f"{name}\x1f{len(content)}\x1f".encode())
            digest.update(content)
    for library in LIBRARIES:
        try:
            digest.update(f"{library} {version(library)}\x1f".encode())
        except PackageNotFoundError:
            digest.update(f"{library}\x1f".encode())
    return digest.hexdigest()[:16]


def text_key(article: Article, pipeline: str) -> str:
    """What stands for an article as it is read: its text and what else its claims depend on, model and rules.

    Two articles share a key only where they would give the same claims with the same ids.
    """
    said = {name: value for name, value in asdict(article).items() if name not in UNREAD}
    parts = (json.dumps(said, default=str, sort_keys=True), pipeline, rules_hash())
    return hashlib.sha256("\x1f".join(parts).encode("ascii", "backslashreplace")).hexdigest()


def _contents(folder: Traversable, shown: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        name = f"{shown}/{entry.name}"
        if entry.is_dir():
            found += _contents(entry, name)
        elif entry.name.endswith((".py", ".yml")):
            found.append((name, entry.read_bytes()))
    return found
