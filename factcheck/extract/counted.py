"""What a count counts: people by what was done to them or by them, things by what befell them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from factcheck.extract.document import Sentence
from factcheck.extract.measured import of_phrase
from factcheck.extract.syntax import children, is_noun, is_verb
from factcheck.extract.victims import DEMOGRAPHIC, group_of
from factcheck.rules import load
from factcheck.text.stems import singular, stem

if TYPE_CHECKING:
    from factcheck.extract.parse import Token
    from factcheck.text.numbers import NumberMention

MOST_WORDS = 10
REACH = 7
# "Several", "a few": two reports hardly ever disagree with that.
LOOSE = frozenset(
    {"several", "a few", "quite a few", "few", "many", "a handful", "a handful of", "a couple", "another"}
)
Counted = tuple[str, str, int]


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("quantities")[name])


@cache
def _stems(*names: str) -> frozenset[str]:
    return frozenset(stem(word) for name in names for word in load("quantities")[name])


def count(sentence: Sentence, number: NumberMention, token: Token) -> Counted | None:
    """Unit, state and end of the span of a count; None where nobody could check it."""
    whole = token.dep_ == "pobj" and token.head.lower_ == "of"
    noted = sentence.text[: number.start - sentence.start].endswith("[")
    if noted or number.bounds.qualifier == "another" or (whole and not is_noun(token)):
        return None  # a footnote's number; the five in "three of the five", counted elsewhere
    noun = _noun_of(sentence.token_at(number.core[1] - 1) if number.kind == "fraction" else token)
    if noun is not None and (
        not noun.is_alpha or _is_name(sentence, noun, token) or noun.ent_type_ in ("DATE", "TIME", "PERSON")
    ):
        return None
    end = max(number.end, sentence.until(noun)) if noun is not None and noun.i > token.i else number.end
    if len(sentence.tokens_in(number.start, end)) > MOST_WORDS:
        return None
    condition = _condition(sentence, number, token)
    if condition is not None and (noun is None or group_of(noun.lower_)):
        until = sentence.until(condition) if condition.i - token.i <= 3 else end
        return "people", condition.lower_, max(end, until)
    if noun is None or group_of(noun.lower_) or noun.lower_ in _words("suspected"):
        return _people(number, token, noun, end)
    return _things(number, token, noun, end)


def _people(number: NumberMention, token: Token, noun: Token | None, end: int) -> Counted | None:
    """People by what was done to them; of attackers and suspects the number alone."""
    if number.kind == "fraction":
        return None  # "half of the suspects": of how many is not said here
    counted = noun if noun is not None else token
    state = _legal(counted, token) or _standing(counted)
    if state:
        if number.bounds.min == 1 and number.partitive:
            return None  # "one of the suspects": somebody, and no count of them
        return "people", f"other {state}" if number.more else state, end
    if noun is None or number.bounds.qualifier in LOOSE or number.bounds.max == 1:
        return None
    done = _done_to(noun)
    if (
        done is not None
        and number.kind == "cardinal"
        and stem(done.lower_) in _stems("counted_states")
        and not number.more
    ):
        return "people", _homeless(done), end
    role = _acts_as(noun)
    if role:
        return "people", role, end
    group = "suspects" if noun.lower_ in _words("suspected") else group_of(noun.lower_)
    if group in DEMOGRAPHIC and any(c.lower_ in ("armed", "masked") for c in children(noun, "amod")):
        group = "attackers"
    if group not in _words("groups"):
        return None
    return group, "other" if number.more else "", end


def _legal(noun: Token, token: Token) -> str:
    """What the law did to people, or what they said to it: "charged", "pleaded guilty", "got life"."""
    verbs = [c for c in noun.children if c.dep_ == "acl" and c.tag_ in ("VBN", "VBD")]
    if is_verb(noun.head) and noun.dep_ in ("nsubj", "nsubjpass", "dobj", "dative", "pobj"):
        verbs.append(noun.head)
    if noun.dep_ == "pobj" and noun.head.dep_ in ("prep", "dative") and noun.head.lower_ in ("to", "against"):
        verbs.append(noun.head.head)
    if noun.i != token.i and is_verb(token.head) and token.dep_ in ("nsubj", "nsubjpass", "dobj"):
        verbs.append(token.head)
    following = token.nbor(1) if token.i + 1 < len(token.doc) else token
    if noun.i == token.i and following.dep_ in ("aux", "auxpass"):
        verbs.append(following.head)  # "the remaining 15 are accused", whatever the number hangs on
    for verb in verbs:
        if _for_life(verb) and (
            stem(verb.lower_) in _stems("custody") or verb.lower_ in ("got", "gave", "given", "received", "handed")
        ):
            return "sentenced to life"
        if stem(verb.lower_) == stem("pleaded"):
            plea = [t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 4] if t.lower_ in ("guilty", "not")]
            return " ".join(["pleaded", *plea]) if "guilty" in plea else ""
        if stem(verb.lower_) in _stems("custody"):
            return verb.lower_
    return ""


def _for_life(verb: Token) -> bool:
    """ "got life terms", "jailed for life"; not "changed for life" or "fighting for life", which no court does."""
    after = verb.doc[verb.i + 1 : verb.i + 1 + REACH]
    return any(t.lower_ == "life" and t.sent == verb.sent for t in after)


def _standing(noun: Token) -> str:
    """ "19 people on trial", "two men were in custody"."""
    preps = children(noun, "prep")
    if noun.dep_ in ("nsubj", "nsubjpass") and noun.head.lower_ in _words("light"):
        preps += children(noun.head, "prep")
    places: dict[str, str] = load("quantities")["standing"]
    return next(
        (places[at] for p in preps for g in children(p, "pobj") if (at := f"{p.lower_} {g.lower_}") in places), ""
    )


def _homeless(verb: Token) -> str:
    """ "300,000 lost their homes" are 300,000 homeless; whatever else people lose tells less."""
    if stem(verb.lower_) != stem("lost"):
        return verb.lower_
    return (
        "homeless" if any(o.lower_ in ("home", "homes", "house", "houses") for o in children(verb, "dobj")) else "lost"
    )


def _acts_as(noun: Token) -> str:
    """ "800 people acted as witnesses": what they count as."""
    if noun.dep_ not in ("nsubj", "nsubjpass") or not is_verb(noun.head):
        return ""
    return next(
        (
            g.lower_
            for p in children(noun.head, "prep")
            if p.lower_ == "as"
            for g in children(p, "pobj")
            if g.tag_ == "NNS"
        ),
        "",
    )


def _things(number: NumberMention, token: Token, noun: Token, end: int) -> Counted | None:
    """Things by what befell them, happenings by their number alone."""
    unit = singular(noun.lower_)
    if unit == noun.lower_ == "shot":
        return None  # "four shot" are people
    if {unit, noun.lower_} & (_words("empty") | _words("series")) or noun.lower_ in ("others", "more"):
        return None
    if number.bounds.qualifier in LOOSE or (number.bounds.max == 1 and number.bounds.min == 1):
        return None
    done = _done_to(noun, share=number.kind == "fraction")
    state = done.lower_ if done is not None else _ruin(noun) or of_phrase(noun)
    if not state and unit not in _words("telling"):
        return None
    return unit, state, end


def _ruin(noun: Token) -> str:
    """ "six villages in ruins", "twelve villages are gone"."""
    verb = noun.head if noun.dep_ in ("nsubj", "nsubjpass") and noun.head.lower_ in _words("light") else None
    preps = [*children(noun, "prep"), *(children(verb, "prep") if verb is not None else [])]
    if any(g.lower_ in _words("ruined") for p in preps for g in children(p, "pobj")):
        return "destroyed"
    lost = verb is not None and any(c.lower_ == "gone" for c in [verb, *children(verb, "acomp", "attr", "advmod")])
    return "destroyed" if lost else ""


def _done_to(noun: Token, *, share: bool = False) -> Token | None:
    """The verb that tells what happened to what is counted; of a share, also what it did."""
    for child in children(noun, "acl"):
        if child.tag_ in ("VBN", "VBD") and child.lower_ not in _words("light"):
            return child
    top = noun
    while (top.dep_ == "conj" or (share and top.dep_ in ("pobj", "prep"))) and not is_verb(top.head):
        top = top.head
    verb = top.head
    if not is_verb(verb) or verb.lower_ in _words("light"):
        return None
    bare = verb.tag_ == "VBN" and not any(c.dep_ == "aux" for c in verb.children)
    if share or top.dep_ in ("nsubjpass", "dobj") or (top.dep_ == "nsubj" and bare):
        return verb  # "with 465 houses destroyed": a participle alone is passive
    known = _stems("done_by", "befall") if group_of(noun.lower_) else _stems("befall")
    return verb if top.dep_ == "nsubj" and stem(verb.lower_) in known else None


def _is_name(sentence: Sentence, noun: Token, token: Token) -> bool:
    """Whether number and noun are a name: "Channel 3 News", "the 9 Club"."""
    return (
        noun.tag_ in ("NNP", "NNPS")
        and noun.text[:1].isupper()
        and not sentence.announces
        and not group_of(noun.lower_)
    )


def _condition(sentence: Sentence, number: NumberMention, token: Token) -> Token | None:
    """ "300,000 homeless", "were left homeless": a state that people are counted in."""
    near = sentence.tokens_in(number.end, number.end + 40)[:4]
    stop = next((n for n, t in enumerate(near) if t.text in ",;:" or t.tag_ == "CC"), len(near))
    return next((t for t in near[:stop] if t.lower_ in _words("conditions") and t.i > token.i), None)


def _noun_of(token: Token) -> Token | None:
    if token.dep_ in ("nummod", "quantmod", "amod", "det", "predet", "compound", "nmod"):
        head = token.head
        while (head.dep_ == "quantmod" or head.tag_ == "CD") and head.head.i != head.i:
            head = head.head
        if (
            is_noun(head)
            and singular(head.lower_) == "dozen"
            and head.dep_ in ("nummod", "nmod", "compound", "quantmod")
        ):
            head = head.head
        return head if is_noun(head) and head.i > token.i else None
    for prep in children(token, "prep"):
        if prep.lower_ == "of":
            return next((g for g in children(prep, "pobj") if is_noun(g)), None)
    return None
