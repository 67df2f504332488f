"""What CONTRIBUTING.md says of the code and no linter checks: modules are short, and older tools can parse them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted(path for folder in ("factcheck", "scripts", "benchmarks") for path in (ROOT / folder).rglob("*.py"))
LONGEST, LONGEST_FUNCTION = 400, 60
# Type parameters came with 3.12; tools that count and draw code often run on the Python of the system.
PARSED_BY = (3, 11)


def _named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=_named)
def test_a_module_is_short_and_parsed_by_older_tools(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=PARSED_BY)
    assert len(source.splitlines()) < LONGEST
    long = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= LONGEST_FUNCTION
    ]
    assert not long
