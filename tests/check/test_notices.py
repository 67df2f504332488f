"""Notices that take back what was published, by a table of cases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.check.notices import find_notices

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "corrections.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["text"])[:60])
def test_notice(case: dict[str, Any]) -> None:
    text = f"The harbour was quiet on Monday.\n\n{case['text']}\n\nTrade went on."
    found = find_notices(text)
    if case["kind"] == "none":
        assert found == ()
        return
    (notice,) = found
    assert (notice.kind, notice.own) == (case["kind"], case["own"])
    assert text[notice.start : notice.end] == case["text"]
    for words in case.get("wrong", ()):
        at = text.index(words)
        assert notice.takes_back((at, at + len(words))), words
    for words in case.get("stands", ()):
        at = text.index(words)
        assert not notice.takes_back((at, at + len(words))), words
    if case["kind"] == "correction" and not case["wrong"]:
        assert notice.wrong == ()


def test_under_a_title_that_says_correction_the_whole_text_is_a_notice() -> None:
    text = "Nine people died in the tunnel, not 19."
    (notice,) = find_notices(text, "Correction: the tunnel collapse")
    assert (notice.start, notice.end) == (0, len(text))
    assert notice.takes_back((text.index("19"), len(text)))


def test_a_comment_is_no_notice() -> None:
    assert find_notices("<!-- Correction: nine people died. -->") == ()
