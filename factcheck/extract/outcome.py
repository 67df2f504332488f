"""Outcomes: how talks and the like ended."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from factcheck.extract.document import Document, Sentence
from factcheck.extract.draft import Draft
from factcheck.extract.events import Cluster, Events, Trigger
from factcheck.extract.syntax import is_verb, subjects
from factcheck.model.values import Kind, OutcomeValue
from factcheck.rules import load
from factcheck.text.lexicon import Lexicon

FAMILIES = ("diplomacy", "summit", "meeting")
# Terms that need a word of ending before them, since their words also name things: "a ceasefire".
NEED_LEAD = frozenset({"agreement", "ceasefire", "partial agreement", "ongoing"})
VERBAL = frozenset({"agreed", "agree on", "signed a", "resumed", "collapsed", "stalled", "deadlocked"})
LEAD_REACH = 30
# To agree with somebody, or on the date of the talks, is no outcome of them.
ELSEWHERE = re.compile(r"\s+(?:with\b|that\b|on (?:the|a) (?:date|venue|agenda|place|time|format)\b)", re.I)
NEGATED = re.compile(r"\b(?:no|not|without|failed to|never|fail to|unable to|n't|nor)\b[^.;,]{0,25}$", re.I)


@cache
def _lexicon() -> Lexicon:
    return Lexicon(load("outcomes")["terms"])


@cache
def _lead() -> Lexicon:
    return Lexicon({"lead": load("outcomes")["leads"]})


def extract_outcomes(document: Document, events: Events) -> Iterable[Draft]:
    """Outcome claims: a term of ending in a clause about talks, the first of each event and sentence."""
    for sentence in document.copy:
        triggers = [t for t in events.in_sentence(sentence) if t.family in FAMILIES]
        if not triggers:
            continue
        seen: set[str] = set()
        for hit in _lexicon().find(sentence.text):
            start, end = sentence.start + hit.start, sentence.start + hit.end
            words = sentence.text[hit.start : hit.end]
            inside = any(t.start <= start and end <= t.end for t in triggers)
            if (
                inside
                or not _concludes(sentence, hit.key, words, hit.start)
                or not _of_talks(sentence, start, end, triggers)
            ):
                continue
            trigger = min(triggers, key=lambda t: (t.start > start, abs(t.start - start)))
            term = hit.key
            if NEGATED.search(sentence.text[: hit.start]) and term in NEED_LEAD:
                term = "no agreement"
            if term in seen:
                continue
            seen.add(term)
            cluster: Cluster | None = events.cluster(trigger)
            if cluster is not None and not _same_round(cluster, sentence):
                cluster = None
            confidence = round(0.5 + 0.35 * events.salience(cluster), 3)
            yield Draft(Kind.OUTCOME, sentence, start, end, OutcomeValue(term=term), "outcome", cluster, confidence)


def _same_round(cluster: Cluster, sentence: Sentence) -> bool:
    """Whether a numbered round is really the one at hand: its number stands in the paragraph."""
    if cluster.ordinal is None:
        return True
    return any(t.anchors.ordinal is not None and t.sentence.paragraph == sentence.paragraph for t in cluster.triggers)


def _of_talks(sentence: Sentence, start: int, end: int, triggers: Sequence[Trigger]) -> bool:
    """Whether a verb of ending is said of the talks or of those who talk: bridges collapse, too."""
    verb = sentence.head_of(start, end)
    if not is_verb(verb):
        return True
    after = sentence.text[end - sentence.start :]
    if verb.lower_.startswith("agree") and ELSEWHERE.match(after):
        return False
    if verb.lower_ not in _words("said_of_talks"):
        return True
    named = {t.token.i for t in triggers}
    found = subjects(verb)
    return not found or any(
        s.i in named or s.lower_ in _words("talkers") or named & {c.i for c in s.subtree} for s in found
    )


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("outcomes")[name])


def _concludes(sentence: Sentence, term: str, words: str, at: int) -> bool:
    if term not in NEED_LEAD or words.lower() in VERBAL or words.split()[0].lower() in _words("carrying"):
        return True
    before = sentence.text[max(0, at - LEAD_REACH) : at]
    return bool(_lead().find(before)) or NEGATED.search(sentence.text[:at]) is not None
