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
    from factcheck.extract.parse import Token

FAMILIES = ("diplomacy", "summit", "meeting", "truce", "accord", "release")
REACH = 8


@cache
def _lexicon() -> Lexicon:
    return Lexicon(
        {
            f"{role}/{form}": words
            for role, forms in load("roles").items()
            for form, words in forms.items()
            if form != "verbs"
        }
    )


def extract_roles(document: Document, events: Events) -> Iterable[Draft]:
    """Role claims, one a party: "mediated by Turkiye and Qatar" gives two."""
    for sentence in document.copy if events.has(FAMILIES) else ():
        seen: set[tuple[str, str]] = set()
        for leader, name, owner in _heads(sentence):
            cluster = events.of(sentence, leader, FAMILIES)
            if cluster is not None and cluster.family in FAMILIES:
                seen.add(("head of delegation", name))
                start, end = _span(sentence, leader)
                attribute = f"head of delegation [{owner}]" if owner else "head of delegation"
                value = RoleValue(role="head of delegation", party=name)
                yield Draft(Kind.ROLE, sentence, start, end, value, attribute, cluster, 0.7)
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
                yield Draft(
                    Kind.ROLE, sentence, start, end, RoleValue(role=role, party=party), role, cluster, confidence
                )


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
        found += [g for p in children(verb, "prep") if p.lower_ in ("with", "alongside") for g in children(p, "pobj")]
        for subject in found:
            for token in conjuncts(subject):
                name = _party(token, role)
                if name:
                    yield token, name
    else:
        noun = sentence.head_of(sentence.start + hit.start, sentence.start + hit.end)
        for token in [*_beside(noun), *_apposed(noun)]:
            name = _party(token, role)
            if name:
                yield token, name


def _beside(noun: Token) -> list[Token]:
    """ "Qatari mediators", "Turkey's mediation"."""
    return [t for c in noun.children if c.dep_ in ("amod", "compound", "poss", "nmod") for t in conjuncts(c)]


def _apposed(noun: Token) -> list[Token]:
    """ "Qatar and Oman, the mediators", "with Qatar as mediator"."""
    if noun.dep_ == "appos":
        return conjuncts(_first(noun.head))
    if noun.dep_ == "pobj" and noun.head.lower_ == "as":
        above = noun.head.head
        beside = [
            g for p in children(above, "prep") if p.lower_ == "with" and p.i < noun.i for g in children(p, "pobj")
        ]
        named = beside or (children(above, "pobj", "dobj") if above.dep_ == "prep" or is_verb(above) else [above])
        return [t for n in named for t in conjuncts(n)]
    return []


def _first(token: Token) -> Token:
    """The first of a coordination."""
    while token.dep_ == "conj":
        token = token.head
    return token


def _heads(sentence: Sentence) -> Iterator[tuple[Token, str, str]]:
    """ "X led the Afghan delegation": who led, the name, and whose delegation it was."""
    for verb in sentence.span if any(word in sentence.lower for word in _leading()) else ():
        if verb.lower_ not in _leading():
            continue
        team = next((o for o in children(verb, "dobj") if o.lower_ in TEAMS), None)
        if team is None:
            continue
        leaders = [verb.head] if verb.dep_ in ("acl", "relcl") else subjects(verb)
        owner = next((p.code for c in team.children if (p := polity_of(c.text)) is not None), "")
        for leader in leaders:
            name = _party(leader, "head of delegation")
            if name:
                yield leader, name, owner


@cache
def _leading() -> frozenset[str]:
    return frozenset(load("roles")["head of delegation"]["verbs"])


TEAMS = frozenset({"delegation", "team", "negotiators", "side"})


def _run(tokens: list[Token], role: str) -> Iterator[tuple[Token, str]]:
    """The parties at the start of a run of words, as far as commas and "and" join them."""
    for token in tokens:
        name = _party(token, role)
        if name:
            yield token, name
        elif (
            token.lower_
            not in (
                "and",
                ",",
                "the",
                "of",
                "“",
                "brotherly",
                "”",
                "states",
                "both",
                "state",
                "governments",
                "government",
                "officials",
                "from",
            )
            and not token.text[:1].isupper()
        ):
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
