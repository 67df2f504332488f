"""How likely a claim is about the event that it was put on: evidence of its sentence and article, in log-odds.

The weights stand in rules/belonging.yml; they were fitted by logistic regression to claims that people had judged
against the articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from math import exp
from typing import Any

from factcheck.extract.document import Document, Sentence
from factcheck.extract.draft import Draft
from factcheck.extract.events import Cluster, Events
from factcheck.rules import load
from factcheck.text.dates.intervals import spans


class Belonging:
    """The events of one article, and how firmly its claims belong to them."""

    def __init__(self, document: Document, events: Events) -> None:
        self._document, self._events = document, events
        self._day = _first_day(events.main) or document.anchor
        self._beside = frozenset(_rules()["beside"])
        self._shares: dict[int, float] = {}  # by scene
        self._asides: dict[int, list[tuple[int, int]]] = {}  # by sentence

    def is_doubtful(self, draft: Draft) -> bool:
        """Whether a draft is so unlikely to be about its event that it is better left out."""
        least: float = _rules()["least"]
        return self.probability(draft) < least

    def probability(self, draft: Draft) -> float:
        """That what a draft claims of its event is of that event.

        It is 1 where it names none, or one that copy comes back to by name and number, like rounds of talks.
        """
        if draft.cluster is None or not draft.cluster.staged:
            return 1.0
        weights: dict[str, float] = _rules()["weights"]
        odds = weights["bias"] + weights["dominance"] * self.share(draft.cluster)
        odds += sum(weights[name] for name in self.evidence(draft))
        return 1 / (1 + exp(-odds))

    def share(self, cluster: Cluster) -> float:
        """The share that the leading event has of the scene of an event, in [0, 1]."""
        scene = cluster.scene
        if scene not in self._shares:
            self._shares[scene] = self._events.share(scene, self._beside)
        return self._shares[scene]

    def evidence(self, draft: Draft) -> Iterator[str]:
        """The names of what speaks for a draft and against it. The words of a date are no evidence against it."""
        sentence, cluster = draft.sentence, draft.cluster
        own_scene = cluster is not None and cluster.scene > 0
        if self._events.has_scenes:
            yield "several scenes"
        if not own_scene and self._is_aside(sentence, (draft.start, draft.end)):
            yield "told aside"
        if self._is_earlier(draft):
            yield "earlier day"
        if cluster is not None and all(trigger.sentence is not sentence for trigger in cluster.triggers):
            yield "not beside"
        if sentence.announces:
            yield "announced"

    def _is_aside(self, sentence: Sentence, own: tuple[int, int]) -> bool:
        """Whether a sentence has words of other times or other cases."""
        if sentence.index not in self._asides:
            found = _aside().finditer(sentence.text)
            self._asides[sentence.index] = [(sentence.start + m.start(), sentence.start + m.end()) for m in found]
        # "in 2006" is no aside to the day that it tells; before it stands a word that it does not hold.
        return any(not _overlaps(aside, own) for aside in self._asides[sentence.index])

    def _is_earlier(self, draft: Draft) -> bool:
        """Whether another day of the sentence lies well before that of the event, or of the main one."""
        own = draft.start, draft.end
        day = _first_day(draft.cluster) or self._day
        if day is None:
            return False
        others = (m for m in self._document.dates_in(draft.sentence) if not _overlaps((m.start, m.end), own))
        return any((day - end).days >= _rules()["earlier_days"] for _, end in spans(m.iso for m in others))


def _overlaps(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _first_day(cluster: Cluster | None) -> date | None:
    """The first day that the article gives for an event."""
    told = spans(mention.iso for mention in (cluster.dates if cluster is not None else ()))
    return told[0][0] if told else None


@cache
def _aside() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_rules()['aside'])})\b", re.I)


@cache
def _rules() -> Any:
    return load("belonging")
