"""Words of harm, and the noun phrases that stand for those who came to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from factcheck.extract.document import Sentence
from factcheck.extract.syntax import (
    children,
    is_negated,
    is_noun,
    is_passive,
    is_verb,
    modified_noun,
    objects,
    subjects,
)
from factcheck.rules import load
from factcheck.text.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, eq=False)
class Harm:
    """A word of harm: where it stands, what it tells, and the heads of the phrases that it happens to."""

    start: int
    end: int
    form: str
    harm: str
    token: Token
    victims: tuple[Token, ...]
    negated: bool
    loose: bool = False


@cache
def _lexicon() -> Lexicon:
    data = load("casualties")
    phrases: dict[str, list[str]] = {}
    for form in ("tolls", "dying", "verbs", "nouns", "states"):
        for harm, words in data[form].items():
            phrases[f"{form}/{harm}"] = words
    return Lexicon(phrases)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("casualties")[name])


def find_harms(sentence: Sentence) -> Iterator[Harm]:
    """The words of harm of one sentence, in order, with those they happen to."""
    for hit in _lexicon().find(sentence.text):
        form, harm = hit.key.split("/")
        start, end = sentence.start + hit.start, sentence.start + hit.end
        token = sentence.head_of(start, end)
        if form != "tolls":
            token = _predicate(sentence, start, end, token)
        loose = form == "tolls" and sentence.text[hit.start : hit.end].lower() in _words("loose_tolls")
        victims = _VICTIMS[_form(form, token)](token)
        yield Harm(start, end, form, harm, token, tuple(dict.fromkeys(victims)), is_negated(token) or _no_determiner(token), loose)
    yield from _lives(sentence)


def _predicate(sentence: Sentence, start: int, end: int, head: Token) -> Token:
    """The verb of a phrase ("shot and killed", "pronounced dead"), else its head."""
    inside = sentence.tokens_in(start, end)
    return next((t for t in inside if is_verb(t) and t.lower_ not in ("was", "were", "is", "are")), head)


def _form(form: str, token: Token) -> str:
    if form == "verbs" and not is_verb(token):
        return "states"
    if form == "states" and is_verb(token) and token.dep_ in ("ROOT", "conj", "ccomp", "advcl", "relcl", "acl", "xcomp"):
        return "verbs"
    return form


def _no_determiner(token: Token) -> bool:
    return any(child.lower_ == "no" for child in children(token, "det"))


def _of_verb(verb: Token) -> list[Token]:
    """Object of an active verb, subject of a passive one, or the noun that a participle describes."""
    described = modified_noun(verb)
    if verb.tag_ in ("VBN", "VBD") and described is not None and verb.dep_ in ("acl", "amod"):
        return [described]
    if is_passive(verb):
        if verb.dep_ == "relcl" and verb.head is not None:
            own = subjects(verb)
            return [verb.head] if not own or own[0].lower_ in ("who", "which", "that") else own
        return subjects(verb)
    found = objects(verb)
    if found:
        return found
    if verb.dep_ == "conj" and verb.head.i != verb.i and is_verb(verb.head) and not children(verb, "nsubj"):
        return _of_verb(verb.head)
    if verb.tag_ in ("VBN", "VBD") and subjects(verb) and not objects(verb) and not _is_active(verb):
        # Headlines leave the auxiliary out, and so does "12 killed and 5 wounded".
        return subjects(verb)
    return _of_oprd(verb)


def _is_active(verb: Token) -> bool:
    """Whether something shows that an objectless verb is active: an adverb of manner, "at", "dead"."""
    return any(child.dep_ in ("prt", "advmod") or (child.dep_ == "prep" and child.lower_ in ("at", "into")) for child in verb.children if child.i > verb.i)


def _of_oprd(token: Token) -> list[Token]:
    """"left 182 injured": the object of the verb above."""
    if token.dep_ in ("oprd", "acomp", "ccomp", "xcomp", "advcl") and token.head.lower_ in _words("leave_verbs"):
        return [child for child in [*objects(token.head), *subjects(token)] if child.i < token.i]
    return []


def _of_dying(verb: Token) -> list[Token]:
    """Subject of a verb of dying, or the noun that its relative clause describes."""
    described = modified_noun(verb)
    if verb.dep_ in ("relcl", "acl") and described is not None:
        return [described]
    if is_verb(verb):
        return subjects(verb) or _of_oprd(verb)
    return _of_state(verb)


def _of_state(token: Token) -> list[Token]:
    """What an adjective describes: subject of "are dead", noun before or after it, the number it follows."""
    if token.dep_ in ("acomp", "attr", "oprd"):
        return _of_oprd(token) or subjects(token.head)
    if token.dep_ == "amod" and token.head.i != token.i:
        return [token.head]
    if token.dep_ in ("acl", "relcl"):
        return [token.head]
    numbers = [c for c in token.children if c.tag_ == "CD" or (is_noun(c) and c.i < token.i)]
    if numbers:
        return [numbers[-1]] if numbers[-1].tag_ != "CD" else [token] if token.dep_ != "amod" else numbers[-1:]
    if is_verb(token):
        return _of_verb(token)
    return _of_oprd(token)


def _of_noun(noun: Token) -> list[Token]:
    """"deaths of 20 miners", "20 deaths"."""
    of = [g for p in children(noun, "prep") if p.lower_ in ("of", "among", "to") for g in children(p, "pobj")]
    if of:
        return of
    return [noun] if children(noun, "nummod") else [*children(noun, "poss")]


def _of_toll(noun: Token) -> list[Token]:
    return []


_VICTIMS = {"verbs": _of_verb, "dying": _of_dying, "states": _of_state, "nouns": _of_noun, "tolls": _of_toll}


def _lives(sentence: Sentence) -> Iterator[Harm]:
    """"claimed 12 lives", "12 lives were lost"."""
    for token in sentence.span:
        if token.lower_ not in _words("lives") or token.lower_ == "life":
            continue
        verb = token.head
        lost = any(c.lower_ in ("lost", "claimed") for c in children(token, "acl"))
        if verb.lower_ in _words("life_verbs") or lost:
            yield Harm(sentence.where(token), sentence.until(token), "lives", "killed", token, (token,), is_negated(verb))
