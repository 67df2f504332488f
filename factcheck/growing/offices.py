"""Claims on offices by the question that they answer, which hangs on what others say of the holder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from factcheck.link.questions import QuestionKey, holder_of, question_key
from factcheck.model.article import content_id
from factcheck.model.claim import Claim
from factcheck.model.extraction import Extraction


class Offices:
    """Claims on offices by the question that they answer."""

    def __init__(self) -> None:
        self.polities: dict[str, str] = {}
        self.asked: dict[str, dict[str, str]] = defaultdict(dict)
        self._told: dict[str, set[str]] = defaultdict(set)
        self._held: dict[str, list[Claim]] = defaultdict(list)
        self._question: dict[str, str] = {}

    def file(self, fresh: Iterable[Extraction]) -> set[str]:
        """Files claims; ids of the questions whose claims have changed."""
        holders: set[str] = set()
        new: list[Claim] = []
        for claim in (c for e in fresh for c in e.claims):
            found = holder_of(claim)
            if found is not None:
                holder, polity = found
                new.append(claim)
                self._held[holder].append(claim)
                if polity and polity not in self._told[holder]:
                    self._told[holder].add(polity)
                    holders.add(holder)
        for holder in holders:
            self.polities.pop(holder, None)
            if len(self._told[holder]) == 1:
                self.polities[holder] = next(iter(self._told[holder]))
        changed: set[str] = set()
        for claim in (*new, *(c for holder in holders for c in self._held[holder])):
            changed |= self._ask(claim)
        return changed

    def _ask(self, claim: Claim) -> set[str]:
        """Puts a claim to its question; ids of that question and of the one it answered before."""
        key = question_key(claim, self.polities)
        question, before = _id(key), self._question.get(claim.id)
        self._question[claim.id] = question
        if before is not None:
            del self.asked[before][claim.id]
        self.asked[question][claim.id] = claim.article
        return {question} if before is None else {question, before}


def _id(key: QuestionKey | None) -> str:
    assert key is not None  # a claim on an office answers a question
    return content_id("q", *key)
