"""How many people a noun phrase stands for, and who they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from factcheck.extract.document import Document, Sentence
from factcheck.extract.syntax import children, conjuncts, is_noun, same_sentence
from factcheck.model.values import Bounds, Number
from factcheck.rules import load
from factcheck.text.numbers import NumberMention
from factcheck.text.polities import polity_of

if TYPE_CHECKING:
    from factcheck.extract.parse import Token

COUNTED_ROLES = frozenset({"count"})
SINGULAR = frozenset("a an another one".split())
REFLEXIVE = frozenset("himself herself themselves itself".split())
SINGLE_REFLEXIVE = frozenset({"himself", "herself"})
DEMOGRAPHIC = frozenset({"men", "women", "children", "teenagers", "adults", "generic"})
# "60 dead and 145 injured" is no list of victims to add up.
REMAINS = frozenset("bodies body corpses corpse remains names".split())
STATES = frozenset("dead injured wounded missing homeless killed hurt deaths injuries fatalities casualties".split())
GROUPS_OF = {"couple": 2, "pair": 2, "duo": 2, "trio": 3}
PERSON_SUFFIXES = ("ists", "ians", "eers", "ors", "ers", "men", "women", "ees")
# "He was shot" tells of one person already told of; "they" of a number that is not said.
PRONOUNS = frozenset("he she him her".split())
# One word for people of whom it does not say how many.
COLLECTIVE = frozenset({"family", "half", "homeless"})
ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8}
OTHERS = frozenset({"another", "other", "additional", *ORDINALS})
AGE = re.compile(r"\b(\d{1,2})[- ]years?[- ]old\b", re.I)
# Characters before the words of a noun phrase in which its age may begin: "25-year-" of "25-year-old father".
AGE_REACH = 10
AGE_AFTER = re.compile(r"\s*,\s*(\d{1,2})\s*(?:,|\.|;|$|of\b|was\b|died\b|and\b)")


@dataclass(frozen=True)
class Victims:
    """People that a phrase counts. `definite` marks an anaphor ("the victim"), `names` the named ones.

    `owned` marks "his father" and `pronoun` "he" and the like; `gender`, `age` and `other` ("another man") help
    to tell persons apart. `counted` is True where the words give a number, and `ordinal` is 3 of "a third victim".
    """

    start: int
    end: int
    bounds: Bounds
    group: str
    side: str = ""
    more: bool = False
    part: bool = False
    definite: bool = False
    names: tuple[str, ...] = ()
    gender: str = ""
    age: int | None = None
    other: bool = False
    pronoun: bool = False
    owned: bool = False
    counted: bool = False
    ordinal: int = 0


@cache
def _genders() -> dict[str, str]:
    return {word: gender for gender, words in load("casualties")["gender"].items() for word in words}


@lru_cache(maxsize=8192)
def group_of(word: str) -> str:
    """The group a noun belongs to, "" for a noun that is not known to mean people."""
    return _groups().get(word.lower(), "")


@cache
def _groups() -> dict[str, str]:
    return {word: group for group, words in load("casualties")["groups"].items() for word in words}


@cache
def _not_people() -> frozenset[str]:
    return frozenset(load("casualties")["not_people"])


def count_victims(document: Document, sentence: Sentence, noun: Token, before: int | None = None) -> list[Victims]:
    """What a noun phrase counts: one for a phrase, and one more for the sum of a coordinated list.

    `before` leaves out what is coordinated after that token: in "a man shot by police and two officers" the
    officers are not shot. An empty list where the phrase is no count of people ("many", "they", "the economy").
    """
    members = [m for m in conjuncts(noun) if before is None or m.i < before or m.i == noun.i]
    members = [m for m in members if same_sentence(m, noun)]
    counted = [v for m in members if (v := _one(document, sentence, m, first=m.i == noun.i)) is not None]
    number = bool(counted) and counted[0].bounds.min != 1
    if number and len(counted) == 1 and len(members) > 1 and all(m.tag_ == "NNS" and is_people(m) for m in members[1:]):
        # "200 rebels and allied fighters": one number for all of them.
        group = counted[0].group if counted[0].group != "generic" else group_of(members[-1].lower_)
        return [replace(counted[0], end=max(counted[0].end, sentence.until(members[-1])), group=group)]
    if len(counted) < 2 or len(counted) != len(members) or any(m.lower_ in STATES or m.tag_ == "CD" for m in members):
        return counted
    if len({v.group for v in counted} - DEMOGRAPHIC - {"attackers"}) > 1 or any(v.pronoun for v in counted):
        return counted
    if _crosses_verb(members):
        return counted
    return [_total(counted), *(replace(v, part=True) for v in counted)]


def _crosses_verb(members: Sequence[Token]) -> bool:
    """Whether a verb stands between the members: "killing three and wounding 16" is no list."""
    first, last = members[0], members[-1]
    return any(
        t.tag_ in ("VBG", "VBD", "VBZ", "VBP") and t.dep_ in ("conj", "advcl") for t in first.doc[first.i : last.i]
    )


def _total(counted: Sequence[Victims]) -> Victims:
    low = [v.bounds.min for v in counted]
    high = [v.bounds.max for v in counted]
    groups = {v.group for v in counted}
    return Victims(
        start=min(v.start for v in counted),
        end=max(v.end for v in counted),
        bounds=Bounds(
            _sum(low),
            _sum(high),
            any(v.bounds.min_exclusive for v in counted),
            any(v.bounds.max_exclusive for v in counted),
            "exact",
        ),
        group=groups.pop() if len(groups) == 1 else "generic",
        names=tuple(n for v in counted for n in v.names),
        definite=all(v.definite for v in counted),
        counted=any(v.counted for v in counted),
    )


def _sum(values: Sequence[Number | None]) -> Number | None:
    known = [v for v in values if v is not None]
    return sum(known) if len(known) == len(values) else None


def _one(document: Document, sentence: Sentence, noun: Token, *, first: bool) -> Victims | None:
    number = number_in(document, sentence, noun)
    if number is not None:
        some = _numbered(sentence, noun, number)
        alone = number.bounds.min == number.bounds.max == 1
        return some if some is None or not alone else _described(sentence, noun, some)
    found: Victims | None
    if noun.lower_ in PRONOUNS:
        found = _named_span(sentence, [noun], "generic", definite=True, pronoun=True)
    elif noun.lower_ in REFLEXIVE:
        found = _named_span(sentence, [noun], "attackers", definite=True) if noun.lower_ in SINGLE_REFLEXIVE else None
    elif not group_of(noun.lower_) and _is_name(noun):
        found = _person(sentence, noun)
    else:
        found = _singular(sentence, noun, first=first)
    return None if found is None else _described(sentence, noun, found)


def _is_name(noun: Token) -> bool:
    """Whether a noun is a person's name: tagged as one, or capitalised and taken for nothing that is no person.

    The tagger takes many surnames for organisations.
    """
    if noun.ent_type_ == "PERSON":
        return noun.tag_ in ("NNP", "NN", "NNS", "NNPS")
    fits = noun.tag_ == "NNP" and noun.ent_type_ in ("", "ORG") and noun.text.istitle() and noun.is_alpha
    bare = all(
        child.dep_ in ("compound", "appos", "punct", "cc", "conj") for child in noun.children if child.i < noun.i
    )
    return fits and bare and polity_of(noun.text) is None and noun.lower_ not in _not_people()


def _described(sentence: Sentence, noun: Token, victims: Victims) -> Victims:
    """With what tells one person from another: gender, age, "another"."""
    before = sentence.text[
        max(0, sentence.where(_leftmost(noun)) - sentence.start - AGE_REACH) : victims.end - sentence.start
    ]
    found = AGE.search(before) or AGE_AFTER.match(sentence.text, victims.end - sentence.start)
    words = [c.lower_ for c in noun.children if c.i < noun.i]
    gender = next((g for w in [noun.lower_, *words] if (g := _genders().get(w, ""))), "")
    return replace(
        victims,
        gender=gender,
        age=int(found[1]) if found is not None else None,
        other=victims.more or any(w in OTHERS for w in words),
        owned=bool(children(noun, "poss")),
        ordinal=next((ORDINALS[w] for w in words if w in ORDINALS), 0),
    )


def number_in(document: Document, sentence: Sentence, noun: Token) -> NumberMention | None:
    """The count that stands before a noun, or that is the noun itself ("12 were killed")."""
    numbers = document.numbers_in(sentence)
    for number, following in zip_longest(numbers, numbers[1:]):
        if number.role not in COUNTED_ROLES or (following is not None and _adjoin(sentence, number, following)):
            continue
        token = sentence.token_at(number.core[0])
        if token.i == noun.i:
            return number
        if any(c.i > token.i and c.lower_ in ("a", "an", "the") for c in children(noun, "det")):
            continue  # "picture 6 of 12 A woman"
        if (
            token.head.i == noun.i
            and token.i < noun.i
            and token.dep_ in ("nummod", "amod", "quantmod", "det", "compound", "nmod", "predet", "advmod")
        ):
            return number
        if (
            token.i < noun.i
            and token.head.i < noun.i
            and token.head.head.i == noun.i
            and token.dep_ in ("nummod", "quantmod", "compound")
            and not token.head.is_punct
        ):
            return number
        if (
            token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "attr")
            and token.i < noun.i
            and noun.dep_ == "pobj"
            and noun.head.lower_ == "of"
            and noun.head.head.i == token.i
        ):
            return number
    return None


def _adjoin(sentence: Sentence, number: NumberMention, following: NumberMention) -> bool:
    """Whether only space lies between two numbers: "photo 1 of 2 5 dead" counts five."""
    return not sentence.text[number.end - sentence.start : following.start - sentence.start].strip()


def _numbered(sentence: Sentence, noun: Token, number: NumberMention) -> Victims | None:
    if noun.lower_ in _not_people():
        return None
    token = sentence.token_at(number.core[0])
    # "200 Taliban": a number before the name of an organisation counts its members.
    if token.i != noun.i and not (is_people(noun) or _is_organisation(noun)):
        return None
    end = max(number.end, sentence.until(noun)) if noun.i >= token.i else number.end
    group = group_of(_compound(noun)) or group_of(noun.lower_) or "generic"
    if token.i == noun.i:
        group = _group_after_of(token) or group_of(noun.lower_) or "generic"
    counted = [g for prep in children(token, "prep") if prep.lower_ == "of" for g in children(prep, "pobj")]
    if any(is_noun(g) and not is_people(g) for g in counted):
        return None  # "half of the crop"
    if STATES & {noun.lower_, *(g.lower_ for g in counted)} and number.bounds.max == 0 and number.partitive:
        return None  # "none of the injuries was serious" denies no injury
    # "23 of its soldiers" are all there were; "23 of the soldiers" are some of those told of.
    some = any(not children(g, "poss") for g in counted) or (number.partitive and not counted)
    partitive = some or noun.lower_ in REMAINS
    return Victims(number.start, end, number.bounds, group, _side(noun), number.more, partitive, counted=True)


def _is_organisation(noun: Token) -> bool:
    named = noun.ent_type_ in ("ORG", "NORP") and noun.tag_ in ("NNP", "NNPS")
    return named and not children(noun, "compound")


def _group_after_of(token: Token) -> str:
    for prep in children(token, "prep"):
        if prep.lower_ == "of":
            for noun in children(prep, "pobj"):
                return group_of(noun.lower_)
    return ""


def is_people(noun: Token) -> bool:
    """Whether a noun means people: listed, a nationality, or formed like a noun for people."""
    word = noun.lower_
    if group_of(word) or group_of(_compound(noun)):
        return True
    if word in _not_people():
        return False
    if noun.ent_type_ in ("NORP", "PERSON") or (noun.tag_ in ("NNPS", "NNP") and polity_of(noun.text) is not None):
        return True
    return noun.tag_ == "NNS" and word.endswith(PERSON_SUFFIXES)


def _compound(noun: Token) -> str:
    """Noun with the word before it: "police officers"."""
    if noun.i and noun.nbor(-1).dep_ in ("compound", "amod", "poss"):
        return f"{noun.nbor(-1).lower_} {noun.lower_}"
    return noun.lower_


def _side(noun: Token) -> str:
    """Whose they are: the polity or organisation in the words before the noun."""
    for child in noun.children:
        if child.i < noun.i and child.dep_ in ("amod", "compound", "nmod", "poss"):
            polity = polity_of(child.text)
            if polity is not None:
                return polity.code
            if child.ent_type_ in ("ORG", "NORP"):
                return str(child.lower_)
    if noun.ent_type_ in ("NORP", "ORG"):
        polity = polity_of(noun.text)
        return polity.code if polity is not None else noun.lower_
    return ""


def _person(sentence: Sentence, noun: Token) -> Victims | None:
    run = [noun]
    while run[0].i > noun.sent.start and run[0].nbor(-1).ent_type_ == "PERSON" and run[0].ent_iob_ != "B":
        run.insert(0, run[0].nbor(-1))
    while run[-1].i + 1 < noun.sent.end and run[-1].nbor(1).ent_type_ == "PERSON" and run[-1].nbor(1).ent_iob_ == "I":
        run.append(run[-1].nbor(1))
    titled = [g for c in noun.children if c.i < noun.i and c.dep_ == "compound" and (g := group_of(c.lower_))]
    return _named_span(sentence, run, next((g for g in titled if g == "police"), "generic"), named=True)


def _named_span(
    sentence: Sentence,
    run: Sequence[Token],
    group: str,
    *,
    definite: bool = False,
    named: bool = False,
    pronoun: bool = False,
) -> Victims:
    start, end = sentence.where(run[0]), sentence.until(run[-1])
    name = " ".join(t.text for t in run if t.tag_ != "POS")
    names = (name,) if named else ()
    return Victims(start, end, Bounds(1, 1), group, definite=definite, names=names, pronoun=pronoun)


def _singular(sentence: Sentence, noun: Token, *, first: bool) -> Victims | None:
    aged = noun.lower_ in ("old", "year-old") and AGE.search(sentence.text[: sentence.until(noun) - sentence.start])
    if noun.lower_ == "another" and noun.tag_ == "DT":
        return replace(_named_span(sentence, [noun], "generic"), more=True, other=True)
    group = group_of(_compound(noun)) or group_of(noun.lower_) or ("generic" if aged else "")
    if not group or noun.lower_ in COLLECTIVE or not (aged or noun.tag_ in ("NN", "NNP")):
        return None
    count = GROUPS_OF.get(noun.lower_, 1)
    opener = next((t for t in noun.children if t.dep_ in ("det", "nummod", "poss") and t.i < noun.i), None)
    start = sentence.where(opener) if opener is not None else sentence.where(_leftmost(noun))
    name = tuple(
        " ".join(w.text for w in c.subtree if w.ent_type_ == "PERSON")
        for c in children(noun, "appos")
        if c.ent_type_ == "PERSON"
    )
    if opener is None:
        # Headlines drop articles: "Man killed in crash". A coordinated noun may share one.
        if not sentence.announces and first and noun.i != noun.sent.start and _leftmost(noun).i != noun.sent.start:
            return None
        return Victims(start, sentence.until(noun), Bounds(count, count), group, _side(noun), names=name)
    definite = opener.lower_ not in SINGULAR
    if opener.lower_ in ("no", "any", "every", "each", "neither", "all", "some", "these", "those"):
        return None
    return Victims(
        start,
        sentence.until(noun),
        Bounds(count, count),
        group,
        _side(noun),
        more=opener.lower_ == "another",
        definite=definite and not name,
        names=name,
    )


def _leftmost(noun: Token) -> Token:
    left = [t for t in noun.children if t.i < noun.i and t.dep_ in ("amod", "compound", "npadvmod", "nummod")]
    return min([noun, *(t.left_edge for t in left)], key=lambda t: t.i)
