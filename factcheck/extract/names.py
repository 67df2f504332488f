"""Proper names that help to know an event again: persons, streets, sites, and the parties to it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from factcheck.extract.document import Document
from factcheck.extract.draft import Draft
from factcheck.extract.events import Known
from factcheck.model.values import DateValue, VenueValue
from factcheck.text.folding import fold
from factcheck.text.polities import polity_of

STREET = re.compile(
    r"\b((?:[NSEW]\.? |North |South |East |West )?(?:[A-Z][\w’'.-]+ |\d+(?:st|nd|rd|th) ){1,3}"
    r"(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Boulevard|Blvd|Lane|Ln|Highway|Hwy|Court|Ct|Place|Pl|Way|Parkway|Pkwy|Circle|Terrace|Pike|Trail|Square|Plaza))\b\.?"
)
SITE = re.compile(
    r"\b((?:[A-Z][\w’'.&-]+ ){1,4}(?:Hall|Cent(?:er|re)|Mall|School|University|College|Church|Mosque|Temple|Synagogue|Hospital|Station|"
    r"Airport|Bridge|Stadium|Arena|Theat(?:er|re)|Hotel|Market|Park|Base|Fort|Port|Prison|Club|Tower|Towers|Apartments|Motel|Restaurant|"
    r"Grill|Lounge|Bar|Inn|Academy|Library|Museum|Palace|Camp|Plant|Mine|Dam|Warehouse|Elementary|Estate|Village|Homes))\b"
)
SITE_LABELS = frozenset({"FAC"})


def known_of(document: Document, drafts: Sequence[Draft]) -> Known:
    """What an article's drafts and names tell of its events."""
    places: dict[int, list[str]] = defaultdict(list)
    dates: dict[int, list[str]] = defaultdict(list)
    for draft in drafts:
        if isinstance(draft.value, VenueValue):
            places[id(draft.cluster)].append(draft.value.place)
        elif isinstance(draft.value, DateValue) and draft.attribute != "time":
            dates[id(draft.cluster)].append(draft.value.iso)
    return Known(article_names(document), participants(document), places, dates)


def article_names(document: Document) -> list[str]:
    """Folded full names of persons, streets and sites in the article, sorted."""
    found: set[str] = set()
    for sentence in document.sentences:
        for entity in sentence.span.ents:
            words = [w for w in fold(entity.text).split() if w != "s"]
            if (entity.label_ == "PERSON" and 2 <= len(words) <= 4) or (entity.label_ in SITE_LABELS and len(words) >= 2):
                found.add(" ".join(words))
        found.update(fold(match[1]) for match in STREET.finditer(sentence.text))
        found.update(f"site:{fold(match[1])}" for match in SITE.finditer(sentence.text))
    return sorted(found)


def participants(document: Document) -> dict[int, Counter[str]]:
    """Polities named in each sentence, by its index."""
    found: dict[int, Counter[str]] = {}
    for sentence in document.sentences:
        counts: Counter[str] = Counter()
        for token in sentence.span:
            if token.text[:1].isupper():
                polity = polity_of(token.text)
                if polity is not None:
                    counts[polity.code] += 1
        found[sentence.index] = counts
    return found
