"""Words of harm, and the noun phrases that stand for those who came to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from factcheck.extract.condition import Harm, find_conditions, is_aimed, is_wounding
from factcheck.extract.document import Sentence
from factcheck.extract.syntax import (
    SUBJECTS,
    ancestors,
    children,
    is_denied,
    is_noun,
    is_passive,
    is_unreal,
    is_verb,
    modified_noun,
    objects,
    shared_objects,
    subjects,
)
from factcheck.rules import load
from factcheck.text.lexicon import Lexicon

if TYPE_CHECKING:
    from factcheck.extract.parse import Token


REFLEXIVE = frozenset({"himself", "herself"})
OWN_HAND = re.compile(r"\b(?:himself|herself|suicide|own life)\b", re.I)
# Deaths that are no event's: "died of natural causes".
NATURAL = re.compile(
    r"\s+(?:\w+\s+){0,3}?(?:of|from)\s+(?:an?\s+)?(?:\w+\s+)?(?:natural causes|cancer|illness|old age|pneumonia"
    r"|heart (?:attack|failure|disease)|stroke)\b",
    re.I,
)
RELATIVE = frozenset({"who", "which", "that"})


@cache
def _lexicon() -> Lexicon:
    data = load("casualties")
    phrases: dict[str, list[str]] = {}
    for form in ("tolls", "dying", "verbs", "struck", "nouns", "states"):
        for harm, words in data[form].items():
            phrases[f"{form}/{harm}"] = words
    return Lexicon(phrases)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("casualties")[name])


@lru_cache(maxsize=256)
def find_harms(sentence: Sentence) -> tuple[Harm, ...]:
    """The words of harm of one sentence, with those they happen to; several extractors ask for them."""
    return tuple(_harms(sentence))


def _harms(sentence: Sentence) -> Iterator[Harm]:
    for hit in _lexicon().find(sentence.text):
        form, harm = hit.key.split("/")
        start, end = sentence.start + hit.start, sentence.start + hit.end
        token = sentence.head_of(start, end)
        if form != "tolls":
            token = _predicate(sentence, start, end, token)
        form_here = _form(form, harm, token)
        if not form_here:
            continue
        loose = form == "tolls" and sentence.text[hit.start : hit.end].lower() in _words("loose_tolls")
        if loose and any(is_noun(after) for after in sentence.tokens_in(end, end + 2)):
            continue  # "the dead man" announces no number
        if form == "dying" and NATURAL.match(sentence.text, hit.end):
            continue
        victims = _VICTIMS[form_here](token)
        own_hand = form == "dying" and bool(OWN_HAND.search(sentence.text[hit.start : hit.end]))
        if len(victims) == 1 and _is_reflexive(victims[0]) and victims[0].i > token.i:
            end, own_hand = sentence.until(victims[0]), True
            victims = _doers(token) or victims
            harm = "shot_self" if harm == "shot" else harm
        negated = is_denied(token) or is_unreal(token) or _no_determiner(token)
        shown = "verbs" if form == "struck" else form
        if form == "verbs":
            yield from _then_himself(sentence, token, harm, negated)
        yield Harm(start, end, shown, harm, token, tuple(dict.fromkeys(victims)), negated, loose, own_hand=own_hand)
    yield from _lives(sentence)
    yield from find_conditions(sentence)


def _is_reflexive(token: Token) -> bool:
    """Whether a victim is "himself" alone, not the first of several."""
    return token.lower_ in REFLEXIVE and not children(token, "conj")


def _then_himself(sentence: Sentence, verb: Token, harm: str, negated: bool) -> Iterator[Harm]:
    """ "shot his wife and then himself": the second victim, whom the parser hangs on the verb."""
    for token in children(verb, "conj"):
        if token.lower_ in REFLEXIVE:
            at, end = sentence.where(token), sentence.until(token)
            fate = "shot_self" if harm == "shot" else harm
            yield Harm(at, end, "verbs", fate, verb, (token,), negated, own_hand=True)


def _predicate(sentence: Sentence, start: int, end: int, head: Token) -> Token:
    """The verb of a phrase ("shot and killed", "pronounced dead"), else its head."""
    inside = sentence.tokens_in(start, end)
    return next((t for t in inside if is_verb(t) and t.lower_ not in ("was", "were", "is", "are")), head)


def _form(form: str, harm: str, token: Token) -> str:
    """The form as the parse bears it out; "" for a noun that only looks like a verb ("one shot")."""
    if form == "struck":
        return "verbs" if is_verb(token) and is_wounding(token) else ""
    particles = {c.lower_ for c in children(token, "prt")}
    if form in ("verbs", "states") and token.lower_ in ("wound", "hurt") and "up" in particles:
        return ""  # "wound up in court"
    if form == "verbs" and (token.tag_ in ("NNP", "NNPS") or "down" in particles):
        return ""  # a name, or an aircraft shot down
    if form == "verbs" and not is_verb(token):
        return "" if harm == "shot" and token.tag_ in ("NN", "NNS") else "states"
    if (
        form == "states"
        and is_verb(token)
        and token.dep_ in ("ROOT", "conj", "ccomp", "advcl", "relcl", "acl", "xcomp")
    ):
        return "verbs"
    return form


def _no_determiner(token: Token) -> bool:
    return any(child.lower_ in ("no", "attempted") for child in children(token, "det", "amod"))


def _of_verb(verb: Token) -> list[Token]:
    """Object of an active verb, subject of a passive one, or the noun that a participle describes."""
    if is_aimed(verb):
        return []
    described = modified_noun(verb)
    if verb.tag_ in ("VBN", "VBD") and described is not None and verb.dep_ in ("acl", "amod"):
        return [described]
    found = shared_objects(verb) or _hedged(verb)
    if found and not children(verb, "auxpass"):
        return found
    if is_passive(verb):
        if verb.dep_ == "relcl" and verb.head is not None:
            own = subjects(verb)
            return [verb.head] if not own or own[0].lower_ in ("who", "which", "that") else own
        return subjects(verb) or _of_oprd(verb) or _inverted(verb)
    if verb.dep_ == "conj" and verb.head.i != verb.i and is_verb(verb.head) and not children(verb, "nsubj"):
        return _of_verb(verb.head)
    if verb.tag_ in ("VBN", "VBD") and subjects(verb) and not _is_active(verb):
        # Headlines leave the auxiliary out, and so does "12 killed and 5 wounded".
        return subjects(verb)
    return _of_oprd(verb)


def _hedged(verb: Token) -> list[Token]:
    """The object that "at the very least 20 people" hides behind a preposition."""
    return [
        noun
        for prep in children(verb, "prep")
        if prep.lower_ == "at"
        for noun in children(prep, "pobj")
        if children(noun, "nummod") and any(t.lower_ in ("least", "most") for t in noun.doc[prep.i : noun.i])
    ]


def _inverted(verb: Token) -> list[Token]:
    """Who comes after the verb in "Killed were a driver and two passengers"."""
    return [noun for aux in children(verb, "auxpass") for noun in children(aux, "attr")]


def _doers(verb: Token) -> list[Token]:
    """Who does what a verb tells: its subject, or that of the verbs above that it depends on."""
    for above in ancestors(verb):
        if (
            above.dep_ == "relcl"
            and is_noun(above.head)
            and (not subjects(above) or subjects(above)[0].lower_ in RELATIVE)
        ):
            return [above.head]
        found = subjects(above)
        if found:
            return found[:1]
        if is_verb(above) and (above.dep_ == "acl" and is_noun(above.head)):
            return [above.head]
    return []


def _is_active(verb: Token) -> bool:
    """Whether something after an objectless verb shows that it is active: an adverb of manner, "into"."""
    return any(
        child.dep_ in ("prt", "advmod") or (child.dep_ == "prep" and child.lower_ == "into")
        for child in verb.children
        if child.i > verb.i
    )


def _of_oprd(token: Token) -> list[Token]:
    """ "left 182 injured": the object of the verb above."""
    if token.dep_ in ("oprd", "acomp", "ccomp", "xcomp", "advcl") and token.head.lower_ in _words("leave_verbs"):
        left = objects(token.head) or subjects(token.head)
        return [child for child in left if child.i < token.i]
    return []


def _of_dying(verb: Token) -> list[Token]:
    """Subject of a verb of dying, or the noun that its relative clause describes."""
    described = modified_noun(verb)
    own = [child for child in verb.children if child.dep_ in SUBJECTS and child.lower_ not in RELATIVE]
    if verb.dep_ in ("relcl", "acl") and described is not None and not own:
        return [described]
    if verb.lower_ in ("turning", "turned", "turns"):
        return _doers(verb)
    if is_verb(verb):
        return subjects(verb) or _of_oprd(verb) or (_doers(verb) if verb.dep_ in ("pcomp", "advcl") else [])
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
    """ "deaths of 20 miners", "20 deaths"."""
    of = [g for p in children(noun, "prep") if p.lower_ in ("of", "among") for g in children(p, "pobj")]
    if noun.lower_ == "body" and not (of or any(above.lower_ in _words("found_verbs") for above in ancestors(noun))):
        return []
    if of:
        return of
    if noun.tag_ == "NN":
        return children(noun, "poss")
    counted = children(noun, "nummod") or any(child.lower_ == "no" for child in children(noun, "det"))
    return [noun] if counted else [*children(noun, "poss")]


def _of_toll(noun: Token) -> list[Token]:
    return []


_VICTIMS = {"verbs": _of_verb, "dying": _of_dying, "states": _of_state, "nouns": _of_noun, "tolls": _of_toll}


def _lives(sentence: Sentence) -> Iterator[Harm]:
    """ "claimed 12 lives", "12 lives were lost"."""
    if not any(word in sentence.lower for word in _words("lives")):
        return
    for token in sentence.span:
        if token.lower_ not in _words("lives") or token.lower_ == "life":
            continue
        verb = token.head
        lost = any(c.lower_ in ("lost", "claimed") for c in children(token, "acl"))
        if verb.lower_ in _words("life_verbs") or lost:
            yield Harm(
                sentence.where(token), sentence.until(token), "lives", "killed", token, (token,), is_denied(verb)
            )
