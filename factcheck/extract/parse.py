"""The parse of a text, taken over from spaCy once as plain objects.

Extractors ask a token for its words, tag and place in the tree some dozens of times. spaCy makes a token anew whenever
it is asked for one, and each of its strings too; here they are read once, in columns. Names and meanings are spaCy's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from unicodedata import category

import numpy as np

if TYPE_CHECKING:
    from spacy.tokens import Doc as Parsed

COLUMNS: list[int | str] = ["TAG", "DEP", "ENT_TYPE", "HEAD", "ENT_IOB", "SENT_START", "SPACY", "LENGTH"]
IOB = ("", "I", "O", "B")
STARTS = {1: True, 0: None, -1: False}
NONE: list[Token] = []


class Token:
    """A token: its words, its place, and what tagger, parser and entity tagger make of it."""

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "ent_iob_",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_sent_start",
        "lower_",
        "tag_",
        "text",
        "whitespace_",
    )

    doc: Doc
    i: int
    idx: int
    text: str
    lower_: str
    whitespace_: str
    tag_: str
    dep_: str
    head: Token
    children: list[Token]
    ent_type_: str
    ent_iob_: str
    is_sent_start: bool | None

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def text_with_ws(self) -> str:
        """The words, and the blank after them."""
        return self.text + self.whitespace_

    @property
    def is_alpha(self) -> bool:
        """Whether there are only letters in it."""
        return self.text.isalpha()

    @property
    def is_punct(self) -> bool:
        """Whether there are only punctuation marks in it."""
        return all(category(char)[0] == "P" for char in self.text)

    @property
    def sent(self) -> Span:
        """The sentence that it stands in."""
        return self.doc.sentence(self.i)

    @property
    def subtree(self) -> Iterator[Token]:
        """It and all below it, in order."""
        at = 0
        for child in self.children:
            if child.i > self.i:
                break
            at += 1
            yield from child.subtree
        yield self
        for child in self.children[at:]:
            yield from child.subtree

    @property
    def left_edge(self) -> Token:
        """The first of it and all below it."""
        return self.doc[min(token.i for token in self.subtree)]

    def nbor(self, steps: int = 1) -> Token:
        """The token so many steps on. Raises IndexError beyond the text."""
        at = self.i + steps
        if at < 0:
            raise IndexError(at)
        return self.doc[at]


class Span(list[Token]):
    """Tokens that follow one another; `label_` is the kind of an entity."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        super().__init__(doc[start:end])
        self.doc, self.start, self.end, self.label_ = doc, start, end, label

    @property
    def root(self) -> Token:
        """The token nearest to the root of the parse, which the others hang on."""
        top = next((token for token in self if token.head is token), None)
        if top is not None:
            return top
        outward = [token for token in self if not self.start <= token.head.i < self.end]
        return min(outward, key=_depth, default=self[0])

    @property
    def start_char(self) -> int:
        """Offset of the first token in the text, its end where there is none."""
        return self[0].idx if self else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """Offset of the end of the last token."""
        return self[-1].idx + len(self[-1].text) if self else self.start_char

    @property
    def text(self) -> str:
        """The words as they stand."""
        return self.doc.words(self.start, self.end)

    @property
    def ents(self) -> list[Span]:
        """What the entity tagger found in it."""
        return [entity for entity in self.doc.ents if self.start <= entity.start and entity.end <= self.end]

    @property
    def sent(self) -> Span:
        """The sentence that it begins in."""
        return self.doc.sentence(self.start)


def _depth(token: Token) -> int:
    depth = 0
    while token.head is not token:
        depth, token = depth + 1, token.head
    return depth


class Doc(list[Token]):
    """The tokens of a text. Tokens know each other: `release` parts them, so that memory is free at once."""

    __slots__ = ("_sentences", "ents", "text")

    def __init__(self, parsed: Parsed, text: str) -> None:
        super().__init__()
        self.text = text  # spaCy would put it together from the words
        self._sentences: dict[int, Span] = {}
        _take_over(self, parsed)
        self.ents = _entities(self)

    def words(self, start: int, end: int) -> str:
        """The text from one token to before another."""
        return self.text[self[start].idx : self[end - 1].idx + len(self[end - 1].text)] if start < end else ""

    @property
    def sents(self) -> Iterator[Span]:
        """The sentences in order."""
        starts = [token.i for token in self if token.is_sent_start or token.i == 0]
        return (Span(self, start, end) for start, end in zip(starts, [*starts[1:], len(self)], strict=False))

    def sentence(self, at: int) -> Span:
        """The sentence that holds a token."""
        start, end = at, at + 1
        while start > 0 and not self[start].is_sent_start:
            start -= 1
        while end < len(self) and not self[end].is_sent_start:
            end += 1
        if start not in self._sentences:
            self._sentences[start] = Span(self, start, end)
        return self._sentences[start]

    def release(self) -> None:
        """Parts the tokens from each other. Nothing can be asked of them afterwards."""
        for token in self:
            del token.doc, token.head, token.children
        for entity in self.ents:
            entity.clear()
        self._sentences.clear()
        self.ents = []
        self.clear()


def _take_over(doc: Doc, parsed: Parsed) -> None:
    columns = parsed.to_array(COLUMNS).astype(np.int64).reshape(-1, len(COLUMNS)).T
    tags, deps, kinds, heads, iobs, starts, spaces, lengths = columns.tolist()
    labels = _named(parsed, {*tags, *deps, *kinds})
    at, text = 0, doc.text
    add = doc.append
    for i, (tag, dep, kind, iob, start, space, length) in enumerate(
        zip(tags, deps, kinds, iobs, starts, spaces, lengths, strict=True)
    ):
        token = Token()
        token.doc = doc
        token.i = i
        token.idx = at
        end = at + length
        token.text = word = text[at:end]
        token.lower_ = word.lower()
        token.tag_ = labels[tag]
        token.dep_ = labels[dep]
        token.ent_type_ = labels[kind]
        token.ent_iob_ = IOB[iob]
        token.is_sent_start = STARTS[start]
        token.whitespace_ = " " if space else ""
        token.children = NONE
        at = end + space
        add(token)
    for token, steps in zip(doc, heads, strict=True):
        if not steps:
            token.head = token
            continue
        token.head = head = doc[token.i + steps]
        if head.children is NONE:
            head.children = [token]
        else:
            head.children.append(token)


def _entities(doc: Doc) -> list[Span]:
    """What the entity tagger found: a token that begins one, and those inside it."""
    begun = [token.i for token in doc if token.ent_iob_ == "B" and token.ent_type_]
    found = []
    for start in begun:
        end = start + 1
        while end < len(doc) and doc[end].ent_iob_ == "I":
            end += 1
        found.append(Span(doc, start, end, doc[start].ent_type_))
    return found


_labels: dict[int, str] = {0: ""}


def _named(parsed: Parsed, keys: set[int]) -> dict[int, str]:
    """Tags and labels by their numbers, of which there are some hundred."""
    strings: Any = parsed.vocab.strings
    for key in keys - _labels.keys():
        _labels[key] = str(strings[key & 0xFFFFFFFFFFFFFFFF])
    return _labels
