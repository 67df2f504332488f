"""Roles: who mediated, hosted, organised, or led a delegation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from factcheck.extract.document import Document, Sentence
from factcheck.extract.draft import Draft
from factcheck.extract.events import Events
from factcheck.extract.syntax import children, conjuncts, is_verb, subjects
from factcheck.model.values import Kind, RoleValue
from factcheck.rules import load
from factcheck.text.gazetteer import gazetteer
from factcheck.text.lexicon import Hit, Lexicon
from factcheck.text.polities import polity_of

if TYPE_CHECKING:
    from spacy.tokens import Token

FAMILIES = ("diplomacy", "summit", "meeting", "truce", "accord", "release")
REACH = 8


@cache
def _lexicon() -> Lexicon:
    return Lexicon({f"{role}/{form}": words for role, forms in load("roles").items() for form, words in forms.items()})


def extract_roles(document: Document, events: Events) -> Iterable[Draft]:
    """Role claims, one a party: "mediated by Turkiye and Qatar" gives two."""
    for sentence in document.sentences:
        seen: set[tuple[str, str]] = set()
        for hit in _lexicon().find(sentence.text):
            role, form = hit.key.split("/")
            for token, party in _parties(sentence, hit, form, role):
                if (role, party) in seen:
                    continue
                cue = sentence.token_at(sentence.start + hit.start)
                cluster = events.of(sentence, cue, FAMILIES)
                if cluster is None or cluster.family not in FAMILIES:
                    continue
                seen.add((role, party))
                start, end = _span(sentence, token)
                confidence = round(0.5 + 0.35 * events.salience(cluster), 3)
                yield Draft(Kind.ROLE, sentence, start, end, RoleValue(role=role, party=party), role, cluster, confidence)


def _parties(sentence: Sentence, hit: Hit, form: str, role: str) -> Iterator[tuple[Token, str]]:
    if form == "passive":
        after = sentence.tokens_in(sentence.start + hit.end, sentence.end)[:REACH]
        yield from _run(after, role)
    elif form == "active":
        verb = sentence.head_of(sentence.start + hit.start, sentence.start + hit.end)
        if not is_verb(verb):
            return
        found = [verb.head] if verb.dep_ == "relcl" else subjects(verb)
        if verb.dep_ in ("acl", "advcl", "xcomp", "amod"):
            found = subjects(verb.head) if is_verb(verb.head) else [verb.head]
        for subject in found:
            for token in conjuncts(subject):
                name = _party(token, role)
                if name:
                    yield token, name
    else:
        noun = sentence.head_of(sentence.start + hit.start, sentence.start + hit.end)
        before = [t for c in noun.children if c.dep_ in ("amod", "compound", "poss", "nmod") for t in conjuncts(c)]
        for token in before:
            name = _party(token, role)
            if name:
                yield token, name


def _run(tokens: list[Token], role: str) -> Iterator[tuple[Token, str]]:
    """The parties at the start of a run of words, as far as commas and "and" join them."""
    for token in tokens:
        name = _party(token, role)
        if name:
            yield token, name
        elif token.lower_ not in ("and", ",", "the", "of", "“", "brotherly", "”", "states", "both", "state", "governments", "government", "officials", "from") and not token.text[:1].isupper():
            return


def _party(token: Token, role: str) -> str:
    """Canonical name of a party: a polity by its name, a person for a head of delegation."""
    found = polity_of(token.text)
    code = found.code if found is not None else _two_words(token)
    if code is not None:
        place = gazetteer().get(code)
        return place.name if place is not None else code
    if role == "head of delegation" and token.ent_type_ == "PERSON" and token.dep_ != "compound":
        return " ".join(t.text for t in [*children(token, "compound"), token])
    if token.ent_type_ == "ORG" and token.dep_ in ("pobj", "nsubj", "conj") and token.text[:1].isupper():
        return " ".join(t.text for t in [*children(token, "compound"), token])
    return ""


def _two_words(token: Token) -> str | None:
    for other in children(token, "compound"):
        found = polity_of(f"{other.text} {token.text}")
        if found is not None:
            return found.code
    return None


def _span(sentence: Sentence, token: Token) -> tuple[int, int]:
    words = [c for c in children(token, "compound") if c.i == token.i - 1 or c.i < token.i]
    first = words[0] if words else token
    return sentence.where(first), sentence.until(token)
