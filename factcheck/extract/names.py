"""Proper names that help to know an event again: persons, streets, sites, and the parties to it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from factcheck.extract.document import Document, Sentence
from factcheck.extract.draft import Draft
from factcheck.extract.events import Known
from factcheck.extract.naming import naming
from factcheck.extract.syntax import SUBJECTS
from factcheck.model.values import CasualtyValue, DateValue, VenueValue
from factcheck.text.folding import fold
from factcheck.text.gazetteer import gazetteer
from factcheck.text.names import skeleton
from factcheck.text.polities import polity_of

if TYPE_CHECKING:
    from factcheck.extract.parse import Span, Token

# "Marta Kline, 34," and "34-year-old Marta Kline".
_CAPITAL = r"[A-Z][\w’'-]+\.?"
AGED = re.compile(rf"(?<![\w-])((?:{_CAPITAL} ){{1,3}}{_CAPITAL}), (\d{{1,2}})(?=[,.;)\s])")
AGE_BEFORE = re.compile(rf"\b(\d{{1,2}})-year-old (?:\w+ ){{0,2}}?((?:{_CAPITAL} ){{1,3}}{_CAPITAL})")
AGE = re.compile(r"\b(\d{1,2})[- ]years?[- ]old\b|\baged? (\d{1,2})\b")
GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv", "junior", "senior"})
DIRECTIONS = frozenset("n s e w nw ne sw se north south east west northwest northeast southwest southeast".split())
SITE_LABELS = frozenset({"FAC"})
PLACE_LABELS = frozenset({"GPE", "LOC"})
# A named building, ground or hall.
SITE = naming().site
REACH = 6
# Behind a name and a colon: where its bearer is reached.
REACHED = re.compile(r"\(?\d|\($|\S+@")


# Below this a date is too unlikely the event's to know the event by.
TELLING_DATE = 0.25


def known_of(document: Document, drafts: Sequence[Draft]) -> Known:
    """What an article's drafts and names tell of its events."""
    places: dict[int, list[str]] = defaultdict(list)
    dates: dict[int, list[str]] = defaultdict(list)
    tolls: dict[int, list[int]] = defaultdict(list)
    victims: dict[int, set[str]] = defaultdict(set)
    names = article_names(document)
    persons = {name for name, _ in names}
    for draft in drafts:
        if isinstance(draft.value, VenueValue):
            places[id(draft.cluster)].append(draft.value.place)
        elif isinstance(draft.value, DateValue) and draft.attribute != "time" and draft.confidence >= TELLING_DATE:
            dates[id(draft.cluster)].append(draft.value.iso)
        elif isinstance(draft.value, CasualtyValue):
            victim = person_key(document.article.words(draft.start, draft.end))
            if f"person:{skeleton(victim)}" in persons:
                victims[id(draft.cluster)].add(skeleton(victim))
            if draft.value.harm == "killed" and not draft.value.part:
                tolls[id(draft.cluster)].extend(int(n) for n in (draft.value.min,) if n)
    return Known(names, participants(document), places, dates, tolls, victims)


def article_names(document: Document) -> list[tuple[str, int]]:
    """Names in the article with the index of the sentence each stands in, sorted.

    A name is its kind, a colon and folded words, of persons their skeleton, since papers spell them apart:
    `person:`, `official:` for those who speak for an office and turn up in many stories, `street:`, `site:`,
    `shared:` for sites that many stories share, `place:` for places that the gazetteer does not know, `age:`.
    """
    people: set[tuple[str, int]] = set()
    others: set[tuple[str, int]] = set()
    officials: set[str] = set()
    for sentence in (*document.title, *document.sentences):
        at = sentence.index
        if sentence.index >= 0:
            for person, official in _persons(sentence):
                people.add((person, at))
                if official:
                    officials.add(person)
        others.update((name, at) for name in _other_names(document, sentence))
    kinds = {name: "official" if name in officials else "person" for name, _ in people}
    return sorted(others | {(f"{kinds[name]}:{skeleton(name)}", at) for name, at in people})


def _other_names(document: Document, sentence: Sentence) -> Iterator[str]:
    yield from _streets(sentence.text)
    yield from _sites(sentence)
    yield from _unknown_places(document, sentence)
    if sentence.has_figures:
        yield from _ages(sentence.text)
    yield from (f"setting:{hit.key}" for hit in naming().settings.find(sentence.text))


def _persons(sentence: Sentence) -> Iterator[tuple[str, bool]]:
    """Persons named in full, as first and last name, and whether each speaks for an office."""
    for entity in sentence.entities:
        if entity.label_ != "PERSON" or _is_credit(entity):
            continue
        name = person_key(entity.text)
        if name:
            yield name, _is_official(entity)
    for pattern, group in ((AGED, 1), (AGE_BEFORE, 2)) if sentence.has_figures else ():
        for match in pattern.finditer(sentence.text):
            name = person_key(match[group])
            if name:
                yield name, False


@lru_cache(maxsize=2048)
def person_key(text: str) -> str:
    """First and last name, folded: ranks, middle names, initials and "Jr." left out; "" where less is named."""
    words = [fold(re.sub(r"['’]s?$", "", word)) for word in text.split("\n")[0].split()]
    while words and words[0] in naming().ranks:
        words.pop(0)
    words = [w for w in words if w not in GENERATIONS]
    if any(not w.replace(" ", "").isalpha() for w in words):
        words = words[: next(i for i, w in enumerate(words) if not w.replace(" ", "").isalpha())]
    full = [w for w in words if len(w) > 1]
    return f"{full[0]} {full[-1]}" if 2 <= len(full) <= 5 and full[-1] not in naming().impersonal else ""


def _is_credit(entity: Span) -> bool:
    doc = entity.doc
    before = [doc[i].lower_ for i in range(max(0, entity.start - 3), entity.start)]
    after = doc[entity.end].text if entity.end < len(doc) else ""
    if after in ("/", "|") or (after in ("–", "—", "-") and entity.start == entity.sent.start):
        return True
    if after == ":" and entity.end + 1 < len(doc) and REACHED.match(doc[entity.end + 1].text):
        return True
    credit = naming().credits
    return bool(before) and (before[-1] in credit or (before[-1] == ":" and bool(set(before) & credit)))


def _is_official(entity: Span) -> bool:
    """Whether a rank or office stands beside the name, and its bearer speaks or writes."""
    doc, ranks = entity.doc, naming().ranks
    words = {fold(token.text) for token in entity}
    before = [fold(doc[i].text) for i in range(max(0, entity.start - 2), entity.start)]
    after = [doc[i] for i in range(entity.end, min(len(doc), entity.end + REACH))]
    ranked = bool(set(before) & ranks) or bool(words & ranks)
    if not ranked and after and after[0].text == ",":
        ranked = any(fold(token.text) in ranks for token in after[1:])
    return ranked and _speaks(entity.root)


def _speaks(token: Token) -> bool:
    verbs = naming().speech
    if token.dep_ in SUBJECTS and token.head.lower_ in verbs:
        return True
    if token.dep_ in ("appos", "conj", "compound") and token.head.i != token.i:
        return _speaks(token.head)
    return token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.lower_ == "according"


def _streets(text: str) -> Iterator[str]:
    for match in naming().streets_in(text):
        if match[2] == "Court" and naming().courts & set(fold(match[1]).split()):
            continue
        yield _street(match[1], match[2])
    for match in naming().corners_in(text):
        yield _street(match[1], match[3])
        yield _street(match[2], match[3])


def _street(name: str, way: str) -> str:
    """A street's name without its direction, and with its kind written out."""
    words = [w for w in fold(name).split() if w not in DIRECTIONS] or fold(name).split()
    kind = fold(way)
    return f"street:{' '.join(words)} {naming().forms.get(kind, kind)}"


def _sites(sentence: Sentence) -> Iterator[str]:
    for match in naming().sites_in(sentence.text):
        yield f"{'shared' if naming().shared_site.search(match[1]) else 'site'}:{fold(match[1])}"
    for entity in sentence.entities:
        if entity.label_ not in SITE_LABELS:
            continue
        words = fold(entity.text).removeprefix("the ").split()
        found = any(pattern.search(entity.text) for pattern in (naming().street, naming().site))
        if len(words) >= 2 and not found:
            yield f"site:{' '.join(words)}"


def _unknown_places(document: Document, sentence: Sentence) -> Iterator[str]:
    known = [(p.start, p.end) for p in document.places_in(sentence)]
    for entity in sentence.entities:
        start = sentence.base + entity.start_char
        if entity.label_ in PLACE_LABELS and not any(a < start + len(entity.text) and start < b for a, b in known):
            name = fold(entity.text).removeprefix("the ")
            wide = (
                name in DIRECTIONS or polity_of(entity.text) is not None or gazetteer().region(entity.text) is not None
            )
            if len(name) > 3 and not wide:
                yield f"place:{name}"


def _ages(text: str) -> Iterator[str]:
    for match in AGE.finditer(text):
        yield f"age:{int(match[1] or match[2])}"
    for match in AGED.finditer(text):
        yield f"age:{int(match[2])}"


def participants(document: Document) -> dict[int, Counter[str]]:
    """Polities named in each sentence, by its index."""
    found: dict[int, Counter[str]] = {}
    for sentence in (*document.title, *document.sentences):
        counts: Counter[str] = Counter()
        for at in sentence.capitals:
            polity = polity_of(sentence.words[at])
            if polity is not None:
                counts[polity.code] += 1
        found[sentence.index] = counts
    return found
