"""Copy and furniture, page by page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from factcheck.text.blocks import Block, blocks, is_furniture_sentence

CASES_FOLDER = Path(__file__).parents[1] / "cases"
PAGES: list[dict[str, Any]] = yaml.safe_load((CASES_FOLDER / "blocks.yml").read_text(encoding="utf-8"))
SENTENCES: dict[str, list[str]] = yaml.safe_load((CASES_FOLDER / "furniture_sentences.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", PAGES, ids=lambda case: case["name"])
def test_page(case: dict[str, Any]) -> None:
    expected = [(kind, line) for entry in case["page"] for kind, line in entry.items()]
    glued = case.get("glued", [])
    page = "".join(line + (" " if n in glued[:-1] else "\n") for n, (_, line) in enumerate(expected))
    found = [(block.kind, page[block.start : block.end]) for block in blocks(page, case.get("title", ""))]
    assert found == expected


def test_there_are_cases_of_every_kind() -> None:
    kinds = [kind for case in PAGES for entry in case["page"] for kind in entry]
    assert {kind: kinds.count(kind) >= 5 for kind in set(kinds)} == dict.fromkeys(
        ("headline", "body", "caption", "furniture", "teaser"), True
    )


@pytest.mark.parametrize("sentence", SENTENCES["furniture"])
def test_furniture_sentence(sentence: str) -> None:
    assert is_furniture_sentence(sentence)


@pytest.mark.parametrize("sentence", SENTENCES["copy"])
def test_sentence_of_copy(sentence: str) -> None:
    assert not is_furniture_sentence(sentence)


def test_white_space_around_a_line_is_not_in_its_block() -> None:
    text = "\n \u00a0 Advertisement \t\n\n  The ferry struck the pier on Tuesday.  "
    assert [text[block.start : block.end] for block in blocks(text)] == [
        "Advertisement",
        "The ferry struck the pier on Tuesday.",
    ]


_LINES = st.sampled_from(
    [
        "Advertisement",
        "9 November 2025",
        "Posted: May 3, 2013 4:30 PM",
        "Two trams collide in the old town",
        "The ferry struck the pier on Tuesday.",
        "© 2024 Delta Media",
        "\u2028",
        "\r",
        "  ",
    ]
)


@given(st.lists(st.one_of(st.text(max_size=60), _LINES), max_size=25), st.sampled_from(["\n", " ", "\n\n"]), st.text())
def test_spans_lie_inside_in_order_and_hold_every_word(parts: list[str], glue: str, title: str) -> None:
    text = glue.join(parts)
    found = blocks(text, title)
    at = 0
    for block in found:
        assert at <= block.start < block.end <= len(text)
        assert "\n" not in text[block.start : block.end]
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        at = block.end
    assert "".join("".join(text[b.start : b.end].split()) for b in found) == "".join(text.split())
    assert found == blocks(text, title)


def test_a_block_is_frozen() -> None:
    block = Block(0, 1, "body")
    with pytest.raises(AttributeError):
        block.start = 5  # type: ignore[misc]


def test_the_mark_of_a_heading_is_no_part_of_it() -> None:
    body = "#1 of the fleet lay at the quay of Split for the whole of the week, they said."
    text = f"# Nine dead in the port\n\n   ### The quay\n\n{body}"
    assert [text[b.start : b.end] for b in blocks(text)] == [
        "Nine dead in the port",
        "The quay",
        body,
    ]
