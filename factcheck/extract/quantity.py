"""Quantities: percentages, money, measures, and counts of things and of people not harmed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from factcheck.extract.document import Document, Sentence
from factcheck.extract.draft import Draft
from factcheck.extract.events import Events
from factcheck.extract.harm import find_harms
from factcheck.extract.syntax import ancestors, children, is_noun, is_verb
from factcheck.extract.victims import DEMOGRAPHIC, count_victims, group_of
from factcheck.model.values import Kind, QuantityValue
from factcheck.rules import load
from factcheck.text.stems import singular, stem

if TYPE_CHECKING:
    from spacy.tokens import Token

    from factcheck.text.numbers import NumberMention

SHORT = frozenset({"hour", "minute", "day"})
MEASURED = frozenset({"percent", "money", "measure"})


DIRECTION = re.compile(
    r"\s*(?:away )?(?:(?:north|south)?-?(?:east|west)?)\s*(?:of|from|to)\s+(?:the )?"
    r"([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)"
)


AWAY = re.compile(r"\s*(?:away|off|distant)\b")
LOCATED = frozenset({"earthquake", "violence", "crash", "fire"})


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("quantities")[name])


@cache
def _custody() -> frozenset[str]:
    return frozenset(stem(word) for word in load("quantities")["custody"])


def extract_quantities(document: Document, events: Events) -> Iterable[Draft]:
    """Quantity claims of an article."""
    for sentence in document.copy:
        taken = _tolls(document, sentence)
        for number in document.numbers_in(sentence):
            if any(number.start < end and start < number.end for start, end in taken):
                continue
            draft = _draft(sentence, number, events)
            if draft is not None:
                yield draft


def _tolls(document: Document, sentence: Sentence) -> list[tuple[int, int]]:
    return [
        (victims.start, victims.end)
        for harm in find_harms(sentence)
        for noun in harm.victims
        if noun.sent == harm.token.sent
        for victims in count_victims(document, sentence, noun)
    ]


def _draft(sentence: Sentence, number: NumberMention, events: Events) -> Draft | None:
    token = sentence.token_at(number.core[0])
    if number.role in MEASURED:
        unit, of, end = _measured(sentence, number, token)
    elif number.role == "count" and number.kind in ("cardinal", "fraction"):
        counted = _counted(sentence, number, token)
        if counted is None:
            return None
        unit, of, end = counted
    else:
        return None
    bounds = number.bounds
    value = QuantityValue(
        min=bounds.min,
        max=bounds.max,
        min_exclusive=bounds.min_exclusive,
        max_exclusive=bounds.max_exclusive,
        qualifier=bounds.qualifier,
        unit=unit,
        of=of,
    )
    cluster = events.of(sentence, token)
    if (
        of.startswith("from ")
        and cluster is not None
        and cluster.family in LOCATED
        and not AWAY.match(sentence.text[end - sentence.start :])
    ):
        return None  # "40 km from X" is where it was: a venue
    confidence = round(min(0.95, 0.45 + 0.3 * events.salience(cluster) + (0.1 if number.role in MEASURED else 0.0)), 3)
    return Draft(Kind.QUANTITY, sentence, number.start, end, value, f"{unit} {of}".strip(), cluster, confidence)


def _measured(sentence: Sentence, number: NumberMention, token: Token) -> tuple[str, str, int]:
    """Unit, what is measured, and the end of the span of a percentage, a sum or a measure."""
    end = number.end
    if number.unit_span is not None:
        end = max(end, number.unit_span[1])
    start = number.start
    if number.unit_span is not None and number.unit_span[0] < start:
        end = max(end, number.end)
    last = sentence.token_at(end - 1)
    if number.unit == "magnitude":
        return number.unit, "", end
    if number.unit in SHORT and _lasts(token, last):
        return number.unit, "duration", end
    of = _direction(sentence, end) or _away(sentence, number.start, end) if number.role == "measure" else ""
    of = of or _of_phrase(last) or _of_phrase(token)
    if (
        not of
        and last.dep_ in ("compound", "amod", "nmod", "npadvmod", "nummod")
        and is_noun(last.head)
        and last.head.i > last.i
    ):
        of = _noun_key(last.head)
    elif not of and number.role == "measure" and is_noun(token.head) and token.head.i > last.i:
        of = _noun_key(token.head)
    return number.unit or number.role, of, end


def _lasts(token: Token, last: Token) -> bool:
    """ "ran for 13 hours", "lasted two days": how long something went on."""
    noun = last if is_noun(last) else token.head
    prep = noun.head
    if noun.dep_ == "pobj" and prep.lower_ == "for" and is_verb(prep.head):
        return True
    return noun.dep_ in ("dobj", "npadvmod", "attr") and prep.lower_ in _words("lasting")


def _direction(sentence: Sentence, end: int) -> str:
    """What a distance is from: "100 miles from X" and "100 miles away in X" measure different things to each place."""
    after = DIRECTION.match(sentence.text[end - sentence.start :])
    return f"from {after[1].lower()}" if after else ""


def _away(sentence: Sentence, start: int, end: int) -> str:
    """ "felt in X, about 100 miles away"."""
    if not AWAY.match(sentence.text[end - sentence.start :]):
        return ""
    before = re.search(r"([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*),? ?$", sentence.text[: start - sentence.start])
    return f"from {before[1].lower()}" if before else ""


def _of_phrase(token: Token) -> str:
    for prep in children(token, "prep"):
        if prep.lower_ == "of":
            for noun in children(prep, "pobj"):
                return _noun_key(noun)
    return ""


def _noun_key(noun: Token) -> str:
    words = [c.lower_ for c in noun.children if c.dep_ in ("compound", "amod") and c.i < noun.i and c.tag_ != "CD"]
    tail = next((g for p in children(noun, "prep") if p.lower_ == "of" for g in children(p, "pobj")), None)
    return " ".join([*words, noun.lower_, *(["of", tail.lower_] if tail is not None else [])])


def _counted(sentence: Sentence, number: NumberMention, token: Token) -> tuple[str, str, int] | None:
    """ "465 houses destroyed": the noun is the unit, what was done to it the state."""
    noun = _noun_of(token)
    state = _condition(sentence, number, token)
    if state is not None and (noun is None or group_of(noun.lower_)):
        return "people", state.lower_, max(number.end, sentence.until(state) if state.i - token.i <= 3 else number.end)
    held = _held(token)
    people = noun is None or group_of(noun.lower_) or noun.lower_ in _words("suspected")
    if held is not None and people:
        end = max(number.end, sentence.until(noun)) if noun is not None else number.end
        return "people", held.lower_, end
    if (
        noun is None
        or noun.lower_ in _words("empty") | _words("series")
        or noun.ent_type_ in ("DATE", "TIME", "PERSON")
    ):
        return None
    if noun.tag_ in ("NNP", "NNPS") and token.tag_ == "CD" and noun.i > token.i + 1:
        return None
    end = max(number.end, sentence.until(noun))
    done_to = _state(noun)
    if len(sentence.tokens_in(number.start, end)) > 10:
        return None
    unit, done = singular(noun.lower_), done_to.lower_ if done_to is not None else ""
    if group_of(noun.lower_) and number.bounds.min == 1:
        return None  # "one of the suspects": somebody, and no count of them
    in_custody = stem(done) in _custody()
    group = group_of(noun.lower_)
    if noun.lower_ in _words("suspected"):
        unit = "people" if in_custody else "suspects"
    elif group:
        unit = group if group not in DEMOGRAPHIC and not in_custody else "people"
        done = done if unit == "people" else ""
    if number.more and group:
        return None  # "two others" counts on top of something told of before
    return unit, done or ("" if group else _of_phrase(noun)), end


def _condition(sentence: Sentence, number: NumberMention, token: Token) -> Token | None:
    """ "300,000 homeless", "were left homeless": a state that people are counted in."""
    near = sentence.tokens_in(number.end, number.end + 40)[:4]
    stop = next((n for n, t in enumerate(near) if t.text in ",;:" or t.tag_ == "CC"), len(near))
    return next((t for t in near[:stop] if t.lower_ in _words("conditions") and t.i > token.i), None)


def _held(token: Token) -> Token | None:
    """The verb of custody that a bare number is subject or object of: "three of the four had pleaded guilty"."""
    verb = token.head
    bare = token.dep_ in ("nsubj", "nsubjpass", "dobj")
    return verb if bare and is_verb(verb) and stem(verb.lower_) in _custody() else None


def _noun_of(token: Token) -> Token | None:
    if token.dep_ in ("nummod", "quantmod", "amod", "det", "predet", "compound", "nmod"):
        head = token.head
        while head.dep_ in ("quantmod",) and head.head.i != head.i:
            head = head.head
        return head if is_noun(head) and head.i > token.i else None
    for prep in children(token, "prep"):
        if prep.lower_ == "of":
            return next((g for g in children(prep, "pobj") if is_noun(g)), None)
    return None


def _state(noun: Token) -> Token | None:
    """The verb that tells what happened to the thing counted, or what it did."""
    for child in noun.children:
        if child.dep_ in ("acl",) and child.tag_ in ("VBN", "VBD"):
            return child
    verb = noun.head if noun.dep_ in ("nsubjpass", "dobj", "nsubj") else None
    if verb is not None and is_verb(verb) and verb.lower_ not in _words("light"):
        if (
            noun.dep_ == "nsubj"
            and noun.tag_ == "NNS"
            and any(a.dep_ == "ccomp" for a in ancestors(verb) if a.i != verb.i)
        ):
            return verb
        return verb
    return None
