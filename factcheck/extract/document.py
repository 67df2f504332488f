"""An article analysed: sentences with their parse, and the dates, numbers and places found in them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from factcheck.extract.bearings import Bearings
from factcheck.extract.nlp import Pipeline
from factcheck.extract.parse import Doc, Span, Token
from factcheck.extract.places import PlaceMention, find_bearings, find_place_mentions, propose_places
from factcheck.model.article import Article
from factcheck.text.blocks import Block, blocks, is_furniture_sentence
from factcheck.text.comments import without_comments
from factcheck.text.dates import DateMention, find_dates
from factcheck.text.folding import fold_once
from factcheck.text.numbers import NumberMention, find_numbers

if TYPE_CHECKING:
    from spacy.tokens import Doc as Parsed

Part = tuple[int, int]

FIGURE = re.compile(r"\d")
READ = ("headline", "body", "caption")
OUTSIDE, TITLE, OUTLET = -1, -9, -19
# Sentences at the top in which a title may be repeated.
TITLE_REPEATED = 3
APPENDED = re.compile(r"\s+(?:[-–—|:]+|::)\s+|\s*\|\s*")
PUBLISHER = re.compile(
    r"\b(?:News|NEWS|TV|Radio|Weather|Sports|Online|Times|Post|Herald|Tribune|Gazette|Journal|Daily|Press|Chronicle|Today)\b"
    r"|\.(?:com|org|net)\b|^[KW][A-Z]{2,3}\b|\b(?:FOX|CBS|NBC|ABC) ?\d*\b"
)


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence: its parse, and `base`, the offset in the article's text of the parsed block."""

    index: int
    paragraph: int
    span: Span
    base: int
    kind: str
    text: str

    @cached_property
    def start(self) -> int:
        """First character, in the article's text."""
        return self.base + self.span.start_char

    @cached_property
    def end(self) -> int:
        """One past the last character, in the article's text."""
        return self.start + len(self.text)

    @property
    def announces(self) -> bool:
        """Whether it stands above the copy."""
        return self.kind in ("title", "headline")

    def where(self, token: Token) -> int:
        """Offset of a token in the article's text."""
        return self.base + token.idx

    def until(self, token: Token) -> int:
        """Offset of the end of a token in the article's text."""
        return self.base + token.idx + len(token)

    @cached_property
    def _starts(self) -> list[int]:
        return [self.base + token.idx for token in self.span]

    def token_at(self, offset: int) -> Token:
        """The token that holds (or precedes) an offset of the article's text."""
        return self.span[max(0, bisect_right(self._starts, offset) - 1)]

    @cached_property
    def words(self) -> list[str]:
        """The words of its tokens."""
        return [token.text for token in self.span]

    @cached_property
    def capitals(self) -> list[int]:
        """Which of its words begin with a capital."""
        return [at for at, word in enumerate(self.words) if word[:1].isupper()]

    @cached_property
    def lower(self) -> str:
        """The text in lower case."""
        return self.text.lower()

    @cached_property
    def entities(self) -> tuple[Span, ...]:
        """What the tagger takes for names, dates and numbers."""
        return tuple(self.span.ents)

    @cached_property
    def has_figures(self) -> bool:
        """Whether there is a figure in it."""
        return FIGURE.search(self.text) is not None

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """Tokens that begin inside the offsets given."""
        span, starts = self.span, self._starts
        return [span[at] for at in range(bisect_left(starts, start), bisect_left(starts, end))]

    def head_of(self, start: int, end: int) -> Token:
        """The token of the span whose head lies outside it."""
        inside = self.tokens_in(start, end) or [self.token_at(start)]
        if len(inside) == 1:
            return inside[0]
        ids = {token.i for token in inside}
        return next((token for token in inside if token.head.i not in ids or token.head.i == token.i), inside[-1])


@dataclass(frozen=True)
class Titled:
    """Dates, numbers and places in a part of the title."""

    dates: tuple[DateMention, ...]
    numbers: tuple[NumberMention, ...]
    places: tuple[PlaceMention, ...]


@dataclass(frozen=True, eq=False)
class Document:
    """An article with everything that the extractors share.

    `title` is parsed for what it tells of the events; its sentence has a negative index and negative
    offsets, as `Article.words` takes them. `outlet` is what the publisher appended to it. `copy` is what
    makes claims: the sentences, and the title unless the text begins with it.
    """

    article: Article
    anchor: date | None
    title: tuple[Sentence, ...]
    outlet: tuple[Sentence, ...]
    sentences: tuple[Sentence, ...]
    dates: tuple[DateMention, ...]
    numbers: tuple[NumberMention, ...]
    places: tuple[PlaceMention, ...]
    titled: Mapping[int, Titled]

    @cached_property
    def copy(self) -> tuple[Sentence, ...]:
        """The sentences that make claims, in order."""
        return self.sentences if _repeats(self.sentences, self.title) else (*self.title, *self.sentences)

    @cached_property
    def title_words(self) -> frozenset[str]:
        """The words of the title in lower case."""
        return frozenset(self.article.title.replace("-", " ").lower().split())

    @cached_property
    def lead(self) -> int:
        """The index of the first sentence of the body."""
        return next((s.index for s in self.sentences if s.kind == "body"), 0)

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds an offset of the text, None inside page furniture."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or offset >= self.sentences[index].end:
            return None
        return self.sentences[index]

    def dates_in(self, sentence: Sentence) -> list[DateMention]:
        """Date mentions of one sentence."""
        if sentence.index < 0:
            return list(self.titled[sentence.index].dates)
        return self._dates_by_sentence.get(sentence.index, [])

    def numbers_in(self, sentence: Sentence) -> list[NumberMention]:
        """Number mentions of one sentence."""
        if sentence.index < 0:
            return list(self.titled[sentence.index].numbers)
        return self._numbers_by_sentence.get(sentence.index, [])

    def places_in(self, sentence: Sentence) -> list[PlaceMention]:
        """Place mentions of one sentence."""
        if sentence.index < 0:
            return list(self.titled[sentence.index].places)
        return self._places_by_sentence.get(sentence.index, [])

    @cached_property
    def _dates_by_sentence(self) -> dict[int, list[DateMention]]:
        return {index: list(found) for index, found in groupby(self.dates, key=self._index_at)}

    @cached_property
    def _numbers_by_sentence(self) -> dict[int, list[NumberMention]]:
        return {index: list(found) for index, found in groupby(self.numbers, key=self._index_at)}

    @cached_property
    def _places_by_sentence(self) -> dict[int, list[PlaceMention]]:
        return {index: list(found) for index, found in groupby(self.places, key=self._index_at)}

    def _index_at(self, mention: DateMention | NumberMention | PlaceMention) -> int:
        """Index of the sentence that holds a mention whole, OUTSIDE where none does."""
        sentence = self.sentence_at(mention.start)
        return sentence.index if sentence is not None and mention.end <= sentence.end else OUTSIDE


@dataclass(frozen=True)
class _Copy:
    """What is to be parsed of an article: the copy's blocks, and the title with what the publisher appended."""

    article: Article
    text: str
    kept: list[Block]
    parts: tuple[Part, Part]

    @property
    def texts(self) -> list[str]:
        named = (_bare(self.article.title, part)[0] for part in self.parts)
        return [*named, *(self.text[block.start : block.end] for block in self.kept)]


def analyse(articles: Sequence[Article], pipeline: Pipeline) -> Iterator[Document]:
    """Parses the copy of articles, leaving page furniture out; several in one pass, since fuller passes are faster."""
    copies = [_copy(article) for article in articles]
    for copy, parses in zip(copies, pipeline.docs([copy.texts for copy in copies]), strict=True):
        yield _document(copy, parses)


def _copy(article: Article) -> _Copy:
    text = without_comments(article.text)
    kept = [block for block in blocks(text, article.title) if block.kind in READ]
    cut = split_title(article.title)
    return _Copy(article, text, kept, ((0, cut), (cut, len(article.title))))


def _document(copy: _Copy, parses: Sequence[Parsed]) -> Document:
    article, parts = copy.article, copy.parts
    docs = [Doc(parsed, text) for parsed, text in zip(parses, copy.texts, strict=True)]
    sentences = tuple(_sentences(copy.text, copy.kept, docs[2:]))
    # Mentions are sought in the text with furniture blanked out, so that offsets stay as they are.
    text = _blanked(copy.text, sentences)
    title = _titles(article, parts[0], TITLE, docs[0])
    outlet = _titles(article, parts[1], OUTLET, docs[1])
    proposed = propose_places(sentences)
    bearings = find_bearings(proposed)
    body_places = tuple(find_place_mentions(proposed, bearings))
    in_play = frozenset(i for m in body_places for i in (m.place.id, *m.place.within))
    return Document(
        article=article,
        anchor=article.published,
        title=title,
        outlet=outlet,
        sentences=sentences,
        dates=tuple(find_dates(text, article.published)),
        numbers=tuple(find_numbers(text)),
        places=body_places,
        titled={s.index: _titled(s, article.published, bearings, in_play) for s in (*title, *outlet)},
    )


def split_title(title: str) -> int:
    """Where in a title begins what its publisher appended ("... - Local News, Weather"); its length where nothing."""
    marks = list(APPENDED.finditer(title))
    for mark, following in zip_longest(marks, marks[1:]):
        if PUBLISHER.search(title[mark.end() : following.start() if following else len(title)]):
            return mark.start()
    return len(title)


def _titles(article: Article, part: Part, index: int, doc: Doc) -> tuple[Sentence, ...]:
    """A part of the title as one sentence, however the parser would cut it."""
    bare, start = _bare(article.title, part)
    if not bare:
        return ()
    return (Sentence(index, index, Span(doc, 0, len(doc)), article.title_start + start, "title", bare),)


def _bare(title: str, part: Part) -> tuple[str, int]:
    """A part of a title without the marks at its ends, and where in the title it begins."""
    text = title[part[0] : part[1]]
    bare = text.strip(" \t\n-–—|:")
    return bare, part[0] + text.index(bare)


def _titled(sentence: Sentence, published: date | None, bearings: Bearings, in_play: frozenset[str]) -> Titled:
    """What a part of the title names, at its offsets."""
    base, proposed = sentence.start, propose_places([sentence])
    return Titled(
        tuple(mention.moved(base) for mention in find_dates(sentence.text, published)),
        tuple(mention.moved(base) for mention in find_numbers(sentence.text)),
        tuple(find_place_mentions(proposed, find_bearings(proposed).beside(bearings, in_play))),
    )


def _repeats(sentences: Sequence[Sentence], title: Sequence[Sentence]) -> bool:
    """Whether the text begins with its title, so that the title's claims stand there too."""
    opening = "".join(fold_once(s.text) for s in sentences[:TITLE_REPEATED]).replace(" ", "")
    return any(s.kind == "headline" for s in sentences) or any(
        fold_once(t.text).replace(" ", "") in opening for t in title
    )


def _sentences(text: str, kept: Sequence[Block], docs: Sequence[Doc]) -> Iterator[Sentence]:
    index = 0
    for paragraph, (block, doc) in enumerate(zip(kept, docs, strict=True)):
        for span in doc.sents:
            quote = text[block.start + span.start_char : block.start + span.end_char].rstrip()
            if not quote.strip() or is_furniture_sentence(quote):
                continue
            yield Sentence(index, paragraph, span, block.start, block.kind, quote)
            index += 1


def _blanked(text: str, sentences: tuple[Sentence, ...]) -> str:
    pieces: list[str] = []
    at = 0
    for sentence in sentences:
        pieces.append(" " * (sentence.start - at))
        pieces.append(text[sentence.start : sentence.end])
        at = sentence.end
    pieces.append(" " * (len(text) - at))
    return "".join(pieces)
