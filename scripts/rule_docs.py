"""Writes docs/rules/ from factcheck/rules/codes.yml: a page for each rule, and a list of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from factcheck.rules.pages import list_markdown, rule_markdown, rule_pages

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "rules"


def documents() -> Mapping[str, str]:
    """The content of every file of the folder by the file's name."""
    pages = rule_pages()
    return {"README.md": list_markdown(pages.values())} | {f"{c}.md": rule_markdown(page) for c, page in pages.items()}


def main() -> None:
    """Writes the files and removes those of rules that are gone."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = documents()
    for old in FOLDER.glob("*.md"):
        if old.name not in wanted:
            old.unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
