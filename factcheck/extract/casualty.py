"""Casualties: who was killed, injured, missing, displaced, detained, and how many."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from factcheck.extract.condition import Harm
from factcheck.extract.document import Document, Sentence
from factcheck.extract.draft import Draft
from factcheck.extract.events import Cluster, Events
from factcheck.extract.fates import with_fates
from factcheck.extract.harm import find_harms
from factcheck.extract.settle import settle
from factcheck.extract.syntax import is_noun, same_sentence
from factcheck.extract.toll import Toll
from factcheck.extract.trend import trend_of
from factcheck.extract.victims import REMAINS, Victims, count_victims, group_of, is_people
from factcheck.model.values import CasualtyValue, Kind
from factcheck.rules import load
from factcheck.text.lexicon import Lexicon
from factcheck.text.numbers import NumberMention

# Families of events in which people come to harm; a toll belongs to one of these before any other.
FAMILIES = ("violence", "earthquake", "crash", "fire", "collapse", "weather", "operation", "crime", "protest")
# "None of them was seriously hurt" does not say that nobody was hurt.
SEVERE = re.compile(r"\b(?:serious|seriously|critical|critically|severe|severely|major|threatening)\b", re.I)
FATE = re.compile(
    r"\s+(?:of\s+(?:them|whom)\s+)?(fatally|mortally|critically|seriously)\s*(?=[,.;)]|$|at\b|in\b|on\b)", re.I
)
SUICIDE = re.compile(r"\bsuicides?\b(?! attempt)|\b(?:his|her) own life\b|\bkilled (?:him|her)self\b", re.I)
SOME_OF = (["of", "the"], ["of", "those"], ["of", "these"], ["of", "them"])
REACH = 12
SUBSET_REACH = 6
# Words between a count and the word that begins its part.
WHOLE_REACH = 4
ADJACENT = 1


@cache
def _scopes() -> Lexicon:
    return Lexicon(load("casualties")["scopes"])


@cache
def _subset_cues() -> Lexicon:
    return Lexicon({"subset": load("casualties")["subset"]})


def extract_casualties(document: Document, events: Events) -> Iterable[Draft]:
    """Tolls of an article. Parts are told from wholes once all of the article's are known."""
    tolls: list[Toll] = []
    for sentence in document.copy:
        found = list(_in_sentence(document, sentence))
        tolls.extend(replace(t, cluster=_event(events, t)) for t in _once(found))
    suicide = bool(tolls) and any(SUICIDE.search(sentence.text) for sentence in document.sentences)
    for toll in settle(list(with_fates(tolls, document.copy)), suicide=suicide):
        yield _draft(toll, events)


def _event(events: Events, toll: Toll) -> Cluster | None:
    return events.told_by(toll.sentence, toll.sentence.token_at(toll.victims.start), FAMILIES)


def _in_sentence(document: Document, sentence: Sentence) -> Iterator[Toll]:
    harms = find_harms(sentence)
    numbers = [n for n in document.numbers_in(sentence) if n.role == "count"]
    if harms:
        wholes = [*_by_harm(document, sentence, harms, numbers), *_beside(document, sentence, harms, numbers)]
        found = [*wholes, *_subsets(sentence, harms, numbers, wholes)]
        # "None of the injuries is life-threatening" denies none of them.
        severe = SEVERE.search(sentence.text) is not None
        yield from (toll for toll in found if toll.victims.bounds.max != 0 or not severe)
    yield from _fates(sentence, numbers)


def _by_harm(
    document: Document, sentence: Sentence, harms: Sequence[Harm], numbers: Sequence[NumberMention]
) -> Iterator[Toll]:
    for harm in harms:
        if harm.form == "tolls":
            yield from _announced(sentence, harm, numbers)
        else:
            yield from _suffered(document, sentence, harm)
        if harm.form == "nouns" and not harm.victims and harm.token.tag_ == "NNS":
            # "Deaths from the blast now number 182"
            yield from _announced(sentence, replace(harm, loose=True), numbers)


def _suffered(document: Document, sentence: Sentence, harm: Harm) -> Iterator[Toll]:
    for noun in harm.victims:
        if not same_sentence(noun, harm.token):
            continue
        described = harm.token.head.i == noun.i and harm.token.dep_ in ("acl", "relcl")
        for victims in count_victims(document, sentence, noun, harm.token.i if described else None):
            if harm.negated and victims.bounds.max != 0:
                continue
            if harm.token.lower_ in REMAINS:
                victims = replace(victims, part=True)  # bodies found or named are some of the dead
            several = victims.bounds.min is not None and victims.bounds.min > 1 and not victims.more
            # Who is found with a wound may yet have died of it: several such people are the shot, not the injured.
            outcome = (
                "shot" if harm.form == "signs" and harm.harm == "injured" and several and harm.wounds else harm.harm
            )
            yield Toll(sentence, outcome, harm.form, victims, (harm.start, harm.end), own_hand=harm.own_hand)


def _announced(sentence: Sentence, harm: Harm, numbers: Sequence[NumberMention]) -> Iterator[Toll]:
    """ "The toll has risen from 12 to 15": the number after the word, and after "to" where there are two."""
    after = [n for n in numbers if harm.end <= n.start and len(sentence.tokens_in(harm.end, n.start)) <= REACH]
    after = [
        n
        for n in after
        if not re.search(
            r"[;:]|\bwhile\b|\bafter\b", sentence.text[harm.end - sentence.start : n.start - sentence.start]
        )
    ]
    after = [n for n in after if _of_people(sentence, n)]
    moved = [
        n
        for n in after
        if re.search(
            r"\b(?:to|at|past|reached|reaches|of|is|was|now|number|numbered|hit|hits|stands|topped|exceeded|exceeds)\s+$",
            sentence.text[: n.start - sentence.start],
        )
    ]
    chosen = next(iter(moved or after), None)
    if chosen is None or (harm.loose and not moved):
        return
    victims = Victims(chosen.start, chosen.end, chosen.bounds, "generic", counted=True)
    yield Toll(sentence, harm.harm, "tolls", victims, (harm.start, harm.end))


def _of_people(sentence: Sentence, number: NumberMention) -> bool:
    """Whether a number after "toll" counts people: it stands alone or before a noun for people."""
    token = sentence.token_at(number.core[0])
    noun = token.head
    return token.dep_ not in ("nummod", "amod") or not is_noun(noun) or noun.i < token.i or is_people(noun)


def _beside(
    document: Document, sentence: Sentence, harms: Sequence[Harm], numbers: Sequence[NumberMention]
) -> Iterator[Toll]:
    """ "4 dead, 2 injured", "12 others wounded": a number and a word of harm with only people between."""
    for number in numbers:
        following = next((h for h in harms if h.start >= number.end), None)
        if following is not None and following.form == "verbs" and _elsewhere(following, number):
            continue
        if following is None or following.form not in ("states", "verbs", "dying", "nouns") or following.negated:
            continue
        if following.token.lower_ == "shooting" or following.token.lower_ in _offences():
            continue
        between = sentence.tokens_in(number.end, following.start)
        if len(between) > 5 or any(not _bridges(t.lower_) for t in between):
            continue
        footnote = sentence.text[: number.start - sentence.start].endswith("[")
        if footnote or (between and between[0].tag_ == "CC"):
            continue
        if sentence.text[: number.start - sentence.start].lower().endswith("of the ") and any(
            t.lower_ in ("was", "were") for t in between
        ):
            continue  # in "two of the three soldiers were killed" the three were not
        noun = next((t for t in reversed(between) if is_noun(t) and group_of(t.lower_)), None)
        group = group_of(noun.lower_) if noun is not None else "generic"
        end = sentence.until(noun) if noun is not None else following.end
        near = len(between) <= ADJACENT and following.form in ("states", "verbs")
        some = [t.lower_ for t in between[:2]] in SOME_OF
        victims = Victims(number.start, end, number.bounds, group, more=number.more, part=some, counted=True)
        yield Toll(
            sentence, following.harm, "adjacent" if near else "states", victims, (following.start, following.end)
        )


def _elsewhere(harm: Harm, number: NumberMention) -> bool:
    """Whether the parse gives a verb of harm other victims: in "two gunmen shot the man" the two are not hurt."""
    return bool(harm.victims) and all(t.i > harm.token.i for t in harm.victims)


@cache
def _offences() -> frozenset[str]:
    return frozenset(load("casualties")["offences"])


@cache
def _bridging() -> frozenset[str]:
    return frozenset(load("casualties")["bridges"])


def _bridges(word: str) -> bool:
    return word in _bridging() or bool(group_of(word))


def _subsets(
    sentence: Sentence, harms: Sequence[Harm], numbers: Sequence[NumberMention], wholes: Sequence[Toll]
) -> Iterator[Toll]:
    """ "12 people, including three children": the part shares the harm of the whole before it."""
    for cue in _subset_cues().find(sentence.text):
        at = sentence.start + cue.end
        near = [n for n in numbers if at <= n.start and len(sentence.tokens_in(at, n.start)) <= SUBSET_REACH]
        before = [
            n
            for n in numbers
            if n.end <= sentence.start + cue.start and len(sentence.tokens_in(n.end, sentence.start + cue.start)) <= 4
        ]
        trailing = re.match(r"\s*(?:[,.;)]|$)", sentence.text[cue.end :]) is not None
        chosen = near[0] if near else (before[-1] if before and trailing else None)
        if chosen is None:
            continue
        harm = next((h for h in reversed(harms) if h.start < chosen.start and h.form != "tolls"), None) or next(
            iter(harms), None
        )
        if harm is None:
            continue
        # "One died and three others, including an officer, were hurt": the officer is of the three.
        whole = max(
            (t for t in wholes if t.victims.end <= at and t.victims.start < chosen.start),
            key=lambda t: t.victims.end,
            default=None,
        )
        beside = whole is not None and len(sentence.tokens_in(whole.victims.end, at)) <= WHOLE_REACH
        noun = next(
            (t for t in sentence.tokens_in(chosen.end, chosen.end + 40) if is_noun(t) or group_of(t.lower_)), None
        )
        while noun is not None and not is_people(noun) and noun.dep_ == "compound":
            noun = noun.head
        if noun is None or not is_people(noun) or harm.negated:
            continue
        end = max(chosen.end, sentence.until(noun))
        yield Toll(
            sentence,
            whole.harm if beside and whole is not None else harm.harm,
            "subset",
            Victims(chosen.start, end, chosen.bounds, group_of(noun.lower_) or "generic", part=True, counted=True),
            (harm.start, harm.end),
        )


def _fates(sentence: Sentence, numbers: Sequence[NumberMention]) -> Iterator[Toll]:
    """ "Five people were shot, one fatally": how many of those told of died, or were badly hurt."""
    for number in numbers:
        found = FATE.match(sentence.text, number.end - sentence.start)
        if found is None:
            continue
        harm = "killed" if found[1].lower() in ("fatally", "mortally") else "injured"
        cue = (sentence.start + found.start(1), sentence.start + found.end())
        part = harm == "injured"
        victims = Victims(number.start, cue[1], number.bounds, "generic", part=part, definite=part, counted=True)
        yield Toll(sentence, harm, "subset" if part else "adjacent", victims, cue)


def _once(tolls: Sequence[Toll]) -> Iterator[Toll]:
    """One toll for a number and a harm: the reading that says most stands first."""
    order = {
        "signs": 6,
        "subset": 0,
        "adjacent": 1,
        "tolls": 2,
        "verbs": 3,
        "dying": 3,
        "lives": 3,
        "nouns": 4,
        "states": 5,
    }
    seen: dict[int, set[str]] = {}
    for toll in sorted(tolls, key=lambda t: (order[t.form], t.victims.start, -t.victims.end)):
        known = seen.setdefault(toll.victims.start, set())
        if known and (
            toll.harm in known or toll.form in ("states", "verbs", "tolls") or toll.harm in ("shot", "hospitalised")
        ):
            continue
        known.add(toll.harm)
        yield toll


def _draft(toll: Toll, events: Events) -> Draft:
    victims = toll.victims
    group = "all" if victims.group == "generic" else victims.group
    harm, group = ("injured", "hospitalised") if toll.harm == "hospitalised" else (toll.harm, group)
    start, end = _span(toll)
    value = CasualtyValue(
        min=victims.bounds.min,
        max=victims.bounds.max,
        min_exclusive=victims.bounds.min_exclusive,
        max_exclusive=victims.bounds.max_exclusive,
        qualifier=victims.bounds.qualifier,
        harm=harm,
        group=group,
        side=victims.side,
        scope=_scope(toll),
        part=victims.part,
        more=victims.more,
        trend=trend_of(toll),
    )
    attribute = f"{harm}: {group}" + (f" [{victims.side}]" if victims.side else "")
    return Draft(Kind.CASUALTY, toll.sentence, start, end, value, attribute, toll.cluster, _confidence(toll, events))


def _span(toll: Toll) -> tuple[int, int]:
    """The number with its hedge and noun; the word of harm too where there is no noun between them."""
    start, end = toll.victims.start, toll.victims.end
    harm_start, harm_end = toll.cue
    if (
        toll.form in ("states", "nouns", "adjacent")
        and harm_start >= end
        and len(toll.sentence.tokens_in(start, harm_end)) <= 8
    ):
        end = harm_end
    return start, end


def _scope(toll: Toll) -> str:
    return next((hit.key for hit in _scopes().find(toll.sentence.text)), "event")


def _confidence(toll: Toll, events: Events) -> float:
    """Higher for the main event, early, for wholes and for numbers that are stated as such."""
    score = 0.45 + 0.3 * events.salience(toll.cluster)
    score += 0.1 if not toll.victims.part else -0.1
    score += 0.05 if toll.sentence.announces or toll.sentence.index < 3 else 0.0
    score -= 0.15 if toll.victims.definite else 0.0
    score -= 0.1 if toll.victims.group == "attackers" else 0.0
    score -= 0.2 if _scope(toll) != "event" else 0.0
    score -= 0.1 if toll.derived else 0.0
    return round(max(0.05, min(0.99, score)), 3)
