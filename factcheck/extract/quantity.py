"""Quantities: percentages, money, measures, and counts of things and of people not harmed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from factcheck.extract.counted import count
from factcheck.extract.document import Document, Sentence
from factcheck.extract.draft import Draft
from factcheck.extract.events import Cluster, Events
from factcheck.extract.harm import find_harms
from factcheck.extract.measured import AWAY, measure
from factcheck.extract.syntax import children, conjuncts, same_sentence
from factcheck.extract.victims import count_victims
from factcheck.model.values import Bounds, Kind, QuantityValue
from factcheck.rules import load

if TYPE_CHECKING:
    from factcheck.extract.parse import Token
    from factcheck.text.numbers import NumberMention

MEASURED = frozenset({"percent", "money", "measure"})
LOCATED = frozenset({"earthquake", "violence", "crash", "fire"})
# What officials said or did about an event is told of the event itself.
ASIDE = frozenset({"statement", "office", "visit", "mourning"})
LEGAL = frozenset({"custody", "court"})
QUAKE_WORDS = re.compile(
    r"\b(?:quake|earthquake|shock|aftershock|tremor|temblor|magnitude|strongest|biggest)s?\b", re.I
)
STRENGTH = re.compile(r"\d\.\d")


def extract_quantities(document: Document, events: Events) -> Iterable[Draft]:
    """Quantity claims of an article."""
    for sentence in document.copy:
        numbers = document.numbers_in(sentence)
        taken = _tolls(document, sentence) if numbers else ()
        for number in numbers:
            if any(number.start < end and start < number.end for start, end in taken):
                continue
            draft = _draft(sentence, number, events)
            if draft is not None:
                yield draft
        yield from _observed(sentence, events)
        yield from _pleas(sentence, events)


def _tolls(document: Document, sentence: Sentence) -> list[tuple[int, int]]:
    return [
        (victims.start, victims.end)
        for harm in find_harms(sentence)
        for noun in harm.victims
        if same_sentence(noun, harm.token)
        for victims in count_victims(document, sentence, noun)
    ]


def _draft(sentence: Sentence, number: NumberMention, events: Events) -> Draft | None:
    token = sentence.token_at(number.core[0])
    cluster = _event(sentence, token, events)
    found = _object(sentence, number, token, cluster)
    if found is None:
        return None
    unit, of, end = found
    if of.startswith("from "):
        if cluster is not None and cluster.family in LOCATED and not AWAY.match(sentence.text[end - sentence.start :]):
            return None  # "40 km from X" is where it was: a venue
        cluster = events.main or cluster
    if unit == "people" and cluster is not None and cluster.family in LEGAL:
        cluster = events.main or cluster  # they are held, tried or charged for what the article is about
    return _claim(sentence, (number.start, end), number.bounds, (unit, of), events, cluster)


def _object(
    sentence: Sentence, number: NumberMention, token: Token, cluster: Cluster | None
) -> tuple[str, str, int] | None:
    family = cluster.family if cluster is not None else ""
    if number.role in MEASURED:
        return measure(sentence, number, token, family)
    if number.role != "count" or number.kind not in ("cardinal", "fraction"):
        return None
    if family == "earthquake" and _is_strength(sentence, number, token):
        return "magnitude", "", number.end
    return count(sentence, number, token)


def _is_strength(sentence: Sentence, number: NumberMention, token: Token) -> bool:
    """ "the strongest at 6.3": a magnitude that does not say so."""
    start, end = number.core
    written = sentence.text[start - sentence.start : end - sentence.start]
    alone = token.dep_ in ("pobj", "attr", "dobj", "appos", "acomp", "npadvmod", "conj")
    return alone and STRENGTH.fullmatch(written) is not None and QUAKE_WORDS.search(sentence.text) is not None


def _event(sentence: Sentence, token: Token, events: Events) -> Cluster | None:
    cluster = events.told_by(sentence, token)
    return events.main or cluster if cluster is not None and cluster.family in ASIDE else cluster


def _claim(
    sentence: Sentence,
    span: tuple[int, int],
    bounds: Bounds,
    key: tuple[str, str],
    events: Events,
    cluster: Cluster | None,
) -> Draft:
    unit, of = key
    value = QuantityValue(
        min=bounds.min,
        max=bounds.max,
        min_exclusive=bounds.min_exclusive,
        max_exclusive=bounds.max_exclusive,
        qualifier=bounds.qualifier,
        unit=unit,
        of=of,
    )
    confidence = round(min(0.95, 0.5 + 0.3 * events.salience(cluster)), 3)
    return Draft(Kind.QUANTITY, sentence, span[0], span[1], value, f"{unit} {of}".strip(), cluster, confidence)


@cache
def _day_of() -> re.Pattern[str]:
    return re.compile(rf"\ban? (day|week|month) of (?:\w+ )?({'|'.join(load('quantities')['observed'])})\b", re.I)


def _observed(sentence: Sentence, events: Events) -> Iterator[Draft]:
    """ "a day of mourning": one, though no numeral says so."""
    for match in _day_of().finditer(sentence.text) if " of " in sentence.lower else ():
        span = (sentence.start + match.start(), sentence.start + match.end())
        one = Bounds(min=1, max=1, min_exclusive=False, max_exclusive=False, qualifier="exact")
        cluster = _event(sentence, sentence.token_at(span[0]), events)
        yield _claim(sentence, span, one, (match[1].lower(), match[2].lower()), events, cluster)


def _pleas(sentence: Sentence, events: Events) -> Iterator[Draft]:
    """ "Guilty pleas came from X and Y": two who pleaded guilty."""
    for plea in sentence.span if "plea" in sentence.lower else ():
        if plea.lower_ not in ("plea", "pleas") or not any(c.lower_ == "guilty" for c in plea.children):
            continue
        preps = [
            p for above in (plea, plea.head) for p in children(above, "prep", "agent") if p.lower_ in ("from", "by")
        ]
        people = [t for p in preps for g in children(p, "pobj") for t in conjuncts(g)]
        if len(people) < 2 or not all(t.tag_ in ("NNP", "NNPS") for t in people):
            continue
        first = next((c for c in plea.subtree if c.lower_ == "guilty"), plea)
        n = Bounds(min=len(people), max=len(people), min_exclusive=False, max_exclusive=False, qualifier="exact")
        span = (sentence.where(first), sentence.until(people[-1]))
        yield _claim(sentence, span, n, ("people", "pleaded guilty"), events, _event(sentence, plea, events))
