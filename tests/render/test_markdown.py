from __future__ import annotations

import pytest

from factcheck.render import render
from factcheck.render.markdown import escape
from tests.render.sample import quiet_report, sample_report


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
        ("[here](javascript:x)", r"\[here\](javascript:x)"),
        ("# no heading", r"\# no heading"),
        ("- no item", r"\- no item"),
        ("1. no item", r"1\. no item"),
        ("78.6 percent", "78.6 percent"),
        ("a | b\nc", r"a \| b c"),
        ("*bold* and `code`", r"\*bold\* and \`code\`"),
    ],
)
def test_what_articles_say_is_no_markdown(text: str, escaped: str) -> None:
    assert escape(text) == escaped


def test_only_web_addresses_become_links() -> None:
    text = render(sample_report(), "markdown")
    assert "[Harbour Gazette](<https://gazette.example/lake?id=1&part=2>)" in text
    assert "javascript:" not in text


def test_quotes_keep_their_spaces_around_the_value() -> None:
    assert "was held in **Velmora** from 9 to 11 March" in render(sample_report(), "markdown")


def test_when_nothing_disagrees_it_says_so() -> None:
    text = render(quiet_report(), "markdown")
    assert "none disagreed" in text
    assert "##" not in text
