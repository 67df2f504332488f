"""What was forgotten for good, known by digests alone, and kept from coming back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, select

from factcheck.model.article import Article
from factcheck.model.claim import Claim
from factcheck.model.event import EventMention
from factcheck.model.extraction import Extraction
from factcheck.model.values import OfficeHolderValue, RoleValue
from factcheck.store import schema as t
from factcheck.store.codec import storable
from factcheck.text.folding import fold_once

ARTICLE, SOURCE, PERSON = "article", "source", "person"


class Place(NamedTuple):
    """What stays one article when its text changes."""

    source: str
    place: str


def place_of(article: Article) -> Place:
    """An article's source, and its external id or else its path."""
    return Place(storable(article.source), storable(article.external_id or article.path))


def digest(kind: str, *parts: str) -> str:
    """What stands for something forgotten. It cannot be read back; who knows the name can tell that it is meant."""
    return hashlib.sha256("\x1f".join([kind, *parts]).encode("utf-8", "surrogatepass")).hexdigest()


class Forgotten(Struct, frozen=True):
    """Digests of what may not come back; `lengths` are how many words the names of forgotten persons have."""

    digests: frozenset[str]
    lengths: tuple[int, ...]

    @classmethod
    def of(cls, connection: Connection) -> Forgotten:
        """What an archive has forgotten."""
        kinds = (ARTICLE, SOURCE, PERSON)
        columns = (t.removal.c.kind, t.removal.c.digest, t.removal.c.words)
        rows = connection.execute(select(*columns).where(t.removal.c.kind.in_(kinds))).all()
        lengths = sorted({row.words for row in rows if row.kind == PERSON})
        return cls(frozenset(row.digest for row in rows), tuple(lengths))

    def article(self, place: tuple[str, str]) -> bool:
        """Whether an article of this source and place, or its source, was forgotten."""
        return bool(self.digests & {digest(ARTICLE, *place), digest(SOURCE, place[0])})

    def without_persons(self, extraction: Extraction) -> Extraction:
        """An extraction without what it says of forgotten persons; the very same where it says nothing."""
        names = self._names(_copy(extraction.article)) if self.lengths else frozenset()
        for name in sorted(names):
            extraction = without_person(extraction, name)
        return extraction

    def _names(self, text: str) -> frozenset[str]:
        """Folded names of forgotten persons that stand in a text."""
        words = fold_once(text).split()
        found = {
            name
            for length in self.lengths
            for name in (" ".join(words[i : i + length]) for i in range(len(words) - length + 1))
            if digest(PERSON, name) in self.digests
        }
        return frozenset(found)


def without_person(extraction: Extraction, name: str) -> Extraction:
    """An extraction without the claims that name a person, by whole name or, where the text gives it, surname.

    `name` is folded. The person's name goes from event mentions too. The same extraction where nothing is of them.
    """
    said = _Naming.of(name, _copy(extraction.article))
    claims = tuple(c for c in extraction.claims if not any(said.stands_in(words) for words in _words(c)))
    mentions = tuple(_without(m, said) for m in extraction.mentions)
    if len(claims) == len(extraction.claims) and mentions == extraction.mentions:
        return extraction
    return Extraction(extraction.article, claims, mentions)


def _copy(article: Article) -> str:
    """Title and text."""
    return f"{article.title}\n{article.text}"


def names_person(name: str, text: str) -> bool:
    """Whether a folded name stands in a text, word by word."""
    return f" {name} " in f" {fold_once(text)} "


class _Naming(Struct, frozen=True):
    """The forms in which an article names a person."""

    forms: tuple[str, ...]

    @classmethod
    def of(cls, name: str, text: str) -> _Naming:
        surname = name.split()[-1]
        return cls((name, surname) if surname != name and names_person(name, text) else (name,))

    def stands_in(self, text: str) -> bool:
        return any(names_person(form, text) for form in self.forms)


def _words(claim: Claim) -> Iterator[str]:
    """All that could name a person."""
    yield from (claim.quote, claim.value_text)
    if claim.attribution is not None:
        yield claim.attribution.speaker
    if isinstance(claim.value, OfficeHolderValue):
        yield claim.value.name
    if isinstance(claim.value, RoleValue):
        yield claim.value.party


def _without(mention: EventMention, said: _Naming) -> EventMention:
    names = frozenset(n for n in mention.names if not said.stands_in(n.partition(":")[2]))
    parties = frozenset(p for p in mention.participants if not said.stands_in(p))
    label = "" if said.stands_in(mention.label) else mention.label
    if (names, parties, label) == (mention.names, mention.participants, mention.label):
        return mention
    return replace(mention, names=names, participants=parties, label=label or mention.type)
