"""A block that too many mentions share is not compared, and said; what shares another key is compared all the same."""

from __future__ import annotations

import pytest

from factcheck.cli.messages import say_skipped
from factcheck.link.anchors import weights
from factcheck.link.events import link_events
from factcheck.model.article import Article
from factcheck.model.event import EventMention


def crowd(count: int) -> tuple[list[EventMention], dict[str, Article]]:
    articles = {f"a{n:04}": Article(id=f"a{n:04}", path=f"{n}.txt", text="") for n in range(count)}
    mentions = [
        EventMention(
            id=f"m{n:04}",
            article=f"a{n:04}",
            type="explosion",
            label="explosion",
            dates=("2021-05-03",),
            names=frozenset({"person:mila dovan"} | ({"person:ivo karel"} if n < 2 else set())),
        )
        for n in range(count)
    ]
    return mentions, articles


def test_a_block_at_the_cap_is_compared() -> None:
    assert link_events(*crowd(weights()["block_cap"] // 8)).skipped_blocks == ()


def test_a_block_over_the_cap_is_told() -> None:
    found = link_events(*crowd(weights()["block_cap"] + 1))
    assert [key for key in found.skipped_blocks if "mila dovan" in key]
    assert not [key for key in found.skipped_blocks if "ivo karel" in key]
    assert found.event_of["m0000"] == found.event_of["m0001"]


def test_what_was_not_compared_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    say_skipped(["harm|n|person:mila dovan"])
    assert "not compared" in capsys.readouterr().err
    say_skipped([])
    assert capsys.readouterr().err == ""
