"""What a percentage, a sum of money or a measure is of."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from factcheck.extract.document import Sentence
from factcheck.extract.syntax import ancestors, children, is_noun, is_verb, subjects
from factcheck.rules import load

if TYPE_CHECKING:
    from factcheck.extract.parse import Token
    from factcheck.text.numbers import NumberMention

SHORT = frozenset({"second", "minute", "hour", "day"})
PERIODS = SHORT | {"week", "fortnight", "month", "year", "decade", "century"}
BODILY = frozenset({"foot", "inch", "pound", "kilogram", "centimetre"})
CALIBRES = frozenset({"calibre", "millimetre"})
DIRECTION = re.compile(
    r"\s*(?:away )?(?:(?:north|south)?-?(?:east|west)?)\s*(?:of|from|to)\s+(?:the )?"
    r"([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)"
)
AWAY = re.compile(r"\s*(?:away|off|distant)\b")
# "Ten minutes later", "42 years of age", "18 years old": a moment or an age, not how long something was.
MOMENT = re.compile(
    r"\s*(?:later|earlier|ago|before|after|since|prior|from now|apart|old|of age|into|in a row)\b", re.I
)
DISTANCES = frozenset({"kilometre", "metre", "mile", "foot", "yard", "block"})
LONG = PERIODS - SHORT
LOOSE = frozenset({"several", "a few", "few", "many", "multiple"})
HALF_SPAN = 60
Measured = tuple[str, str, int]


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("quantities")[name])


@cache
def _known() -> frozenset[str]:
    units = load("units")
    return frozenset(units["measures"]) | frozenset(units["percent"])


def measure(sentence: Sentence, number: NumberMention, token: Token, family: str) -> Measured | None:
    """Unit, what is measured, and the end of the span; None where the copy does not say what."""
    end = number.end if number.unit_span is None else max(number.end, number.unit_span[1])
    last, unit = sentence.token_at(end - 1), number.unit or number.role
    if unit == "magnitude":
        return unit, "", end
    if number.role == "measure" and (unit in CALIBRES or _describes(sentence, number, end, unit)):
        return None
    if number.role == "measure" and unit not in _known() and unit not in _words("sizes"):
        return None  # a hyphen joined it to the number: "four-door", "three-way"
    if unit == "time":
        of = "" if number.bounds.qualifier in LOOSE or not is_verb(last.head) else last.head.lower_
    elif unit in PERIODS:
        of = _period(sentence, number, token, last, family)
    else:
        far = unit in DISTANCES
        of = (_direction(sentence, end) or _away(sentence, number.start, end)) if far else ""
        of = of or _inside(last, token) or _outside(last, token)
    if not of or (unit == "percent" and number.bounds.min == 100 and last.dep_ in ("npadvmod", "advmod")):
        return None
    return unit, of, end


def _describes(sentence: Sentence, number: NumberMention, end: int, unit: str) -> bool:
    """Whether it is a part of what somebody looks like: "5 feet 11 inches tall, weighing 210 pounds"."""
    if unit not in BODILY:
        return False
    at = number.start - sentence.start
    near = sentence.text[max(0, at - HALF_SPAN) : end - sentence.start + HALF_SPAN].lower()
    return bool(_words("described") & set(re.findall(r"[a-z]+", near))) or (
        re.search(r"\b\d\s*(?:-| )?(?:foot|feet|ft|['’])[.,]?\s*-?\s*\d", near) is not None
    )


def _period(sentence: Sentence, number: NumberMention, token: Token, last: Token, family: str) -> str:
    """How long what was: a term in prison, a truce, talks; "" for a moment told from another."""
    end = sentence.until(last)
    if MOMENT.match(sentence.text[end - sentence.start :]):
        return ""
    if _imprisons(last, token):
        return "prison"
    noun = last if is_noun(last) else token.head
    before = noun.head
    if number.unit in SHORT and _lasts(noun, before, family):
        return "duration"
    of = _inside(last, token)
    if of:
        return "" if _words("biographic") & set(of.split()) else of
    if number.unit in LONG or number.bounds.qualifier in LOOSE:
        return ""
    if noun.dep_ == "pobj" and before.lower_ in ("for", "after") and is_verb(before.head):
        return "" if before.head.lower_ in _words("light") else before.head.lower_
    return before.lower_ if noun.dep_ == "dobj" and is_verb(before) and before.lower_ not in _words("light") else ""


def _lasts(noun: Token, before: Token, family: str) -> bool:
    """ "lasted two days", and, of talks, "sat for 13 hours": how long an event went on."""
    if noun.dep_ in ("dobj", "npadvmod", "attr") and before.lower_ in _words("lasting"):
        return True
    if noun.dep_ != "pobj" or not is_verb(before.head):
        return False
    if before.lower_ == "after" and before.head.lower_ in _words("ending"):
        return True
    return before.lower_ == "for" and (family in _words("held") or before.head.lower_ in _words("lasting"))


def _imprisons(last: Token, token: Token) -> bool:
    """ "sentenced to 12 years", "30 years in prison", "a five-year term"."""
    near = {t.lower_ for t in last.subtree} | {t.lower_ for t in ancestors(last)} | {token.head.lower_}
    return bool(near & (_words("imprisoning") | _words("sentencing")))


def _inside(last: Token, token: Token) -> str:
    """What stands in the phrase itself: "2,700 tonnes of fuel", "a 48-hour truce", "$3,000 in cash"."""
    of = of_phrase(last) or of_phrase(token)
    if of:
        return of
    if last.dep_ in ("compound", "amod", "nmod", "npadvmod", "nummod") and is_noun(last.head) and last.head.i > last.i:
        return noun_key(last.head)
    if is_noun(token.head) and token.head.i > last.i:
        return noun_key(token.head)
    cash = _behind(last, token, "in")
    if cash:
        return cash
    follows = last.nbor(1) if last.i + 1 < len(last.doc) else last
    return follows.lower_ if follows.lower_ in ("high", "deep", "wide", "long", "thick") else ""


def _behind(last: Token, token: Token, preposition: str) -> str:
    for prep in [*children(last, "prep"), *children(token, "prep")]:
        if prep.lower_ == preposition and prep.i > last.i:
            noun = next((g for g in children(prep, "pobj") if is_noun(g) and g.ent_type_ not in ("DATE", "GPE")), None)
            if noun is not None:
                return noun_key(noun)
    return ""


def _outside(last: Token, token: Token) -> str:
    """What the clause says it of: "damage was put at $3bn", "inflation reached 8 percent"."""
    unit = last if is_noun(last) or last.text == "%" else token
    while unit.dep_ in ("nummod", "quantmod", "compound") and unit.head.i != unit.i:
        unit = unit.head
    if unit.dep_ == "npadvmod" and unit.head.lower_ in ("away", "off", "apart", "distant"):
        unit = unit.head  # "heard 12 km away"
    above = unit.head
    if unit.dep_ in ("pobj", "pcomp"):
        while above.dep_ in ("prep", "pcomp") and above.head.i != above.i:
            above = above.head
        if is_noun(above):
            return noun_key(above)
    purpose = _behind(last, token, "for")
    if purpose or not is_verb(above):
        return purpose
    others = [o for o in children(above, "dobj") if o.i != unit.i and o.i < unit.i]
    if others:
        return noun_key(others[0])
    if above.lower_ in _words("measuring") or unit.dep_ in ("attr", "npadvmod", "pobj") or is_passive_like(above):
        named = [s for s in subjects(above) if is_noun(s) and s.i != unit.i and s.ent_type_ != "PERSON"]
        if named:
            return noun_key(named[0])
    return "" if above.lower_ in _words("light") else above.lower_


def is_passive_like(verb: Token) -> bool:
    """Whether the verb has a passive subject."""
    return any(c.dep_ == "nsubjpass" for c in verb.children)


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


def of_phrase(token: Token) -> str:
    """The noun of an "of" that hangs on a word, with its own modifiers."""
    for prep in children(token, "prep"):
        if prep.lower_ == "of":
            for noun in children(prep, "pobj"):
                return noun_key(noun)
            for clause in children(prep, "pcomp"):
                return clause.lower_  # "60 percent of what was agreed"
    return ""


def noun_key(noun: Token) -> str:
    """A noun with the words that narrow it: "state of emergency", "confiscated fuel"."""
    words = [
        c.lower_
        for c in noun.children
        if c.dep_ in ("compound", "amod")
        and c.i < noun.i
        and c.tag_ != "CD"
        and c.text.isalpha()
        and c.lower_ not in _known()
        and not any(g.tag_ == "CD" for g in c.subtree)
    ]
    tail = next((g for p in children(noun, "prep") if p.lower_ == "of" for g in children(p, "pobj")), None)
    return " ".join([*words, noun.lower_, *(["of", tail.lower_] if tail is not None else [])])
