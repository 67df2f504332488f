"""Harm told by its signs: wounds, a patient's condition, a way to hospital, blows that land."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from factcheck.extract.document import Sentence
from factcheck.extract.syntax import (
    children,
    governing_verb,
    is_denied,
    is_noun,
    is_passive,
    is_unreal,
    is_verb,
    objects,
    subjects,
)
from factcheck.rules import load

if TYPE_CHECKING:
    from factcheck.extract.parse import Token

# "Dead with wounds to the chest", "died from his injuries": the harm is told already, and told more exactly.
DYING = re.compile(r"\b(?:dead|died|dies|dying|killed|lifeless|deceased|body|bodies|death|succumbed)\b", re.I)
# "Taken to hospital, where she died": the way to hospital is told of the dead.
LOST = re.compile(
    r"[^.;]{0,40}\bwhere\s+(?:he|she|they|doctors|the\s+\w+)\b[^.;]{0,40}?\b(?:died|dead|passed\s+away|deceased|succumbed)\b",
    re.I,
)
WOUNDS = re.compile(r"\b(?:gunshot|bullet|shot)\b", re.I)
# Who bears such a wound lives.
LIGHT = re.compile(r"\bnon-?\s?(?:fatal|life-?\s?threatening|critical)|\bminor\b|\bgraz\w+|\bsuperficial\b", re.I)
# Steps from a sign up the parse to the person who shows it.
CLIMB = 4


# The hour of a death is not that of the deed; the day may well be.
_DYING = frozenset({"died", "pronounced", "declared", "succumbed"})


def tells_of_death(head: Token) -> bool:
    """Whether the verb that governs a date tells of somebody's death."""
    verb = governing_verb(head)
    return verb is not None and verb.lower_ in _DYING


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
    wounds: bool = False
    own_hand: bool = False


@cache
def _signs() -> tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...]:
    """Patterns, what each is a sign of, and words of which it takes one: they are sought first, and much faster."""
    data = load("casualties")["conditions"]
    words = {name: "|".join(sorted(data[name], key=lambda w: (-len(w), w))) for name in data}
    wounds, care = _shortest(data["wounds"]), _shortest(data["care"])
    gap = r"(?:[\w’'-]+\s+){0,5}?"
    return (
        ("injured", re.compile(rf"\b(?:{words['bearing']})\s+(?:from\s+)?{gap}(?:{words['wounds']})\b", re.I), wounds),
        ("injured", re.compile(rf"\b(?:with|from)\s+(?:[\w’'-]+\s+){{0,5}}?(?:{words['wounds']})\b", re.I), wounds),
        (
            "injured",
            re.compile(rf"\b(?:in|into)\s+(?:(?:{words['condition']})\s+){{1,4}}conditions?\b", re.I),
            ("condition",),
        ),
        (
            "hospitalised",
            re.compile(
                rf"\b(?:{words['conveyed']})\b[^.;]{{0,40}}?\b(?:to|at|into)\b[^.;]{{0,60}}?\b(?:{words['care']})\b",
                re.I,
            ),
            care,
        ),
        (
            "hospitalised",
            re.compile(rf"\b(?:in|at)\s+(?:the\s+|a\s+)?(?:[\w’'-]+\s+){{0,2}}?(?:{words['care']})\b", re.I),
            care,
        ),
    )


def _shortest(words: Sequence[str]) -> tuple[str, ...]:
    """The words that no other is a part of: where none of these stands, none of all does."""
    return tuple(word for word in words if not any(other in word for other in words if other != word))


def _has_any(text: str, cues: tuple[str, ...]) -> bool:
    for cue in cues:  # noqa: SIM110 - asked of every sentence, and twice as fast as any()
        if cue in text:
            return True
    return False


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("casualties")["conditions"][name])


@cache
def _harmless() -> re.Pattern[str]:
    words = "|".join(load("casualties")["conditions"]["harmless"])
    return re.compile(rf"\b(?:{words})\b", re.I)


def find_conditions(sentence: Sentence) -> Iterator[Harm]:
    """Signs of an injury in one sentence: "with a wound to the leg", "in stable condition", "taken to hospital"."""
    taken: list[tuple[int, int]] = []
    for harm, pattern, cues in _signs():
        if not _has_any(sentence.lower, cues):
            continue
        for match in pattern.finditer(sentence.text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            if harm == "hospitalised" and _harmless().search(sentence.text, match.end(), match.end() + 60):
                continue
            if DYING.search(sentence.text, max(0, match.start() - 30), match.start()):
                continue
            deadly = re.search(r"(?<!non-)(?<!non)\b(?:fatal|mortal)\b", match[0], re.I)
            lost = harm == "hospitalised" and LOST.match(sentence.text, match.end())
            harm = "killed" if (deadly and harm == "injured") or lost else harm
            start, end = sentence.start + match.start(), sentence.start + match.end()
            token = sentence.token_at(start)
            victims, verb = _bearers(token)
            if harm == "hospitalised" and verb is None and all(v.tag_ == "NN" for v in victims):
                continue
            if not victims or (
                harm == "hospitalised"
                and not is_verb(token)
                and verb is not None
                and is_verb(verb)
                and verb.lower_ not in BEING
            ):
                continue
            taken.append((match.start(), match.end()))
            negated = (
                is_denied(token) or is_unreal(token) or (verb is not None and (is_denied(verb) or is_unreal(verb)))
            )
            negated = negated or bool(re.search(r"\b(?:no|without|any)\b", match[0], re.I))
            wounds = bool(WOUNDS.search(match[0])) and not LIGHT.search(match[0])
            yield Harm(start, end, "signs", harm, token, tuple(victims), negated, wounds=wounds)


BEING = frozenset("is are was were remain remains remained be been being stay stayed recovering 's".split())


def _bearers(token: Token) -> tuple[list[Token], Token | None]:
    """Who shows a sign: the noun it hangs on, or the subject or object of the verb above; and that verb."""
    node = token
    for _ in range(CLIMB):
        if is_verb(node) and node.tag_ != "MD":
            found = _of_sign_verb(node, token)
            if found:
                return found, node
        elif node.i != token.i and _may_be_person(node):
            return [node], None
        if node.head.i == node.i:
            break
        node = node.head
    return [], None


def _of_sign_verb(verb: Token, sign: Token) -> list[Token]:
    conveying = verb.lower_ in _words("conveyed") and not is_passive(verb) and objects(verb)
    if verb.dep_ in ("acl", "relcl") and is_noun(verb.head) and not conveying:
        own = subjects(verb)
        return [verb.head] if not own or own[0].lower_ in ("who", "that", "which") else own
    if verb.i != sign.i or verb.lower_ in _words("conveyed"):
        # "found a man with a wound", "took her to hospital"
        found = [o for o in objects(verb) if o.i < sign.i or verb.i == sign.i]
        if found and not is_passive(verb):
            return found
    return subjects(verb)


def _may_be_person(token: Token) -> bool:
    if token.tag_ in ("PRP", "CD") or token.ent_type_ == "PERSON":
        return True
    return is_noun(token) and token.lower_ in load_people()


@cache
def load_people() -> frozenset[str]:
    """All listed nouns for people."""
    return frozenset(word for words in load("casualties")["groups"].values() for word in words)


def is_wounding(verb: Token) -> bool:
    """Whether a blow ("hit", "struck") wounds: by a missile, or on a part of the body."""
    below = [t for c in verb.children if c.dep_ in ("prep", "agent") for t in [c, *children(c, "pobj")]]
    if any(t.lower_ in _words("body") for t in below) and any(t.lower_ in ("in", "on", "to") for t in below):
        return True
    actors = [*subjects(verb), *below]
    if verb.dep_ in ("acl", "relcl") or (verb.dep_ in ("conj", "advcl", "xcomp") and is_verb(verb.head)):
        actors.append(verb.head)
        actors.extend(subjects(verb.head))
        actors.extend(objects(verb.head))
    if any(t.lower_ in _words("missiles") for t in actors):
        return True
    return is_passive(verb) and any(t.lower_ in ("times", "twice") for t in verb.children)


def is_aimed(verb: Token) -> bool:
    """Whether shots were fired at somebody and nothing says that they hit: "shot at the officers", "was shot at"."""
    if verb.lower_ not in ("shot", "shooting", "shoot", "shoots"):
        return False
    for prep in children(verb, "prep", "prt"):
        if prep.lower_ == "at" and prep.i == verb.i + 1:
            target = children(prep, "pobj")
            if not target or _may_be_person(target[0]) or target[0].lower_ in _words("targets"):
                return True
    return False
