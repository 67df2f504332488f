"""Ordinals: the number of an event in its series, and how many there were."""

from __future__ import annotations

import re
from collections.abc import Iterable

from factcheck.extract.anchors import COUNTS, ORDINALS
from factcheck.extract.document import Document
from factcheck.extract.draft import Draft
from factcheck.extract.events import Events, Trigger
from factcheck.model.values import Kind, OrdinalValue
from factcheck.text.stems import stem

# Families in which events come in numbered series.
SERIES_FAMILIES = frozenset(
    {"diplomacy", "summit", "meeting", "truce", "election", "release", "earthquake", "violence", "visit"}
)
WORD = re.compile(r"[A-Za-z]+|\d+(?:st|nd|rd|th)")


def extract_ordinals(document: Document, events: Events) -> Iterable[Draft]:
    """ "the third round of talks" and "both rounds", with the noun that is counted."""
    for sentence in document.copy:
        seen: set[int] = set()
        for trigger in events.in_sentence(sentence):
            if trigger.family not in SERIES_FAMILIES or not trigger.noun:
                continue
            if trigger.anchors.ordinal is None and not (trigger.anchors.count and trigger.family == "diplomacy"):
                continue
            found = _word(document.article.text, sentence.start, trigger)
            if found is None or found[0] in seen:
                continue
            start, end, value, counted = found
            seen.add(start)
            of = stem(trigger.token.lower_)
            attribute = f"number of {of}s" if counted else "ordinal"
            cluster = events.cluster(trigger)
            confidence = round(0.6 + 0.3 * events.salience(cluster), 3)
            yield Draft(
                Kind.ORDINAL, sentence, start, end, OrdinalValue(value=value, of=of), attribute, cluster, confidence
            )


def _word(text: str, sentence_start: int, trigger: Trigger) -> tuple[int, int, int, bool] | None:
    """The word that counts, nearest before the noun: its span, its value, and whether it counts how many."""
    before = text[sentence_start : trigger.end]
    for match in reversed(list(WORD.finditer(before))):
        word = match[0].lower()
        if trigger.start - sentence_start - match.start() > 60:
            break
        if trigger.anchors.ordinal is not None and (
            ORDINALS.get(word) == trigger.anchors.ordinal or word[:-2] == str(trigger.anchors.ordinal)
        ):
            return sentence_start + match.start(), sentence_start + match.end(), trigger.anchors.ordinal, False
        if trigger.anchors.count and COUNTS.get(word) == trigger.anchors.count:
            return sentence_start + match.start(), sentence_start + match.end(), trigger.anchors.count, True
    return None
