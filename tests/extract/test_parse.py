"""The parse as plain objects: it says of every token, entity and sentence what spaCy says."""

from __future__ import annotations

from typing import Any

import pytest

from factcheck.extract import load_pipeline
from factcheck.extract.parse import Doc

TEXTS = [
    "Governor Mila Dovan, 51, said on Friday that 14 miners, two of them injured, had been brought up from the shaft.",
    "Talks in Muscat ended without an agreement. “A third round,” she said, “is planned for late October.”",
    "",
    "Don't  wait 😀 for the naïve café — it's at 5p.m. in the U.S. now.\n\nA new line, and İstanbul.",
    "Two men whom the police believe to have fired, and a woman who neither saw nor heard them, were let go in Oran.",
]
OF_A_TOKEN = (
    "i idx text lower_ whitespace_ text_with_ws tag_ dep_ ent_type_ ent_iob_ is_sent_start is_alpha is_punct".split()
)


@pytest.fixture(scope="module")
def parsed() -> list[Any]:
    (docs,) = load_pipeline().docs([TEXTS])
    return list(docs)


def told_of_token(token: Any) -> tuple[object, ...]:
    below = [[t.i for t in found] for found in (token.children, token.subtree)]
    return (
        *(getattr(token, name) for name in OF_A_TOKEN),
        len(token),
        token.head.i,
        below,
        token.left_edge.i,
        (token.sent.start, token.sent.end),
    )


def told_of_span(span: Any) -> tuple[object, ...]:
    return span.start, span.end, span.start_char, span.end_char, span.text, span.root.i, [e.start for e in span.ents]


def test_tokens_are_spacys(parsed: list[Any]) -> None:
    for theirs in parsed:
        assert [told_of_token(t) for t in Doc(theirs, theirs.text)] == [told_of_token(t) for t in theirs]


def test_sentences_and_entities_are_spacys(parsed: list[Any]) -> None:
    for theirs in parsed:
        ours = Doc(theirs, theirs.text)
        assert ours.text == theirs.text
        assert [told_of_span(s) for s in ours.sents] == [told_of_span(s) for s in theirs.sents]
        assert [(*told_of_span(e), e.label_) for e in ours.ents] == [(*told_of_span(e), e.label_) for e in theirs.ents]


def test_neighbours_and_words_between(parsed: list[Any]) -> None:
    doc = Doc(parsed[0], parsed[0].text)
    assert doc[1].nbor(-1) is doc[0]
    assert doc.words(1, 3) == "Mila Dovan"
    assert doc.words(2, 2) == ""
    with pytest.raises(IndexError):
        doc[0].nbor(-1)
    with pytest.raises(IndexError):
        doc[-1].nbor()


def test_a_released_parse_holds_no_tokens(parsed: list[Any]) -> None:
    doc = Doc(parsed[0], parsed[0].text)
    first = doc[0]
    doc.release()
    assert len(doc) == 0
    assert not hasattr(first, "head")
    doc.release()
