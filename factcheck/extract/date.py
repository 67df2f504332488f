"""Dates of events: when something happened, began, ended or is to happen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec import structs

from factcheck.extract.anchors import MODIFYING
from factcheck.extract.clusters import event_rules
from factcheck.extract.condition import tells_of_death
from factcheck.extract.dating import FULL, Dated, is_day, tells_of, weigh
from factcheck.extract.document import Document, Sentence
from factcheck.extract.draft import Draft
from factcheck.extract.events import GENERIC, Events, Trigger, attached
from factcheck.extract.syntax import (
    ancestors,
    children,
    governing_verb,
    is_none,
    is_noun,
    is_passive,
    is_verb,
    subjects,
)
from factcheck.model.values import Kind
from factcheck.rules import load
from factcheck.text.dates.intervals import bounds, spans

if TYPE_CHECKING:
    from factcheck.extract.parse import Token
    from factcheck.text.dates import DateMention

ENDING = frozenset("concluded ended ends end finished closed expired wrapped completed lapsed culminated".split())
BEGINNING = frozenset(
    "began begins begin started starts start opened opens launched commenced kicked erupted broke".split()
)
HAPPENING = frozenset("happened occurred place held unfolded struck hit".split())
LEAST, MOST = 0.02, 0.98
# Below this a date is more likely some other day than that of its event: where the parse does not tie it to the event,
# and where it does but the event is the one that the article is about, and has a likelier day.
UNLIKELY, DOUBTFUL = 0.3, 0.2
# A month or a year is never likely to be a day; it may still be right.
VAGUE = 0.1
# What the parse does not tie to the event does not speak for the article, however likely it looks.
LOOSE = 0.6
LASTING = frozenset({"since"})
# Before a noun and its day these tell when something else happened.
BESIDE = frozenset({"following", "after", "during", "before"})
DATELINE_HEAD = re.compile(r"[A-Z][\w .'’/-]{1,40}(?:, [A-Z][\w .'’-]{1,25})?(?:,| [-–—])\s*")
DATELINE_TAIL = re.compile(r"[,.]?(?:\s*\([^)]{2,40}\))?\s*(?:[:—–]|-{1,2}\s)")
# A post is signed with its writer and the day.
HANDLE = re.compile(r"\(@\w+\)\s*$")
LEAD = 3
AS_OF = re.compile(r"\b(?:as of|published|updated|posted)[: ]+(?:late |early |\w+ on |on )?$", re.I)
COUNTED = frozenset("toll tolls figure figures count number tally estimate estimates total".split())
DAYS_FROM = re.compile(r"\W{1,3}(?:[\w’'-]+ ){1,4}(?:days?|weeks?|months?|years?) (?:after|since|following)\b")
# Characters between a day and its hour: "on Sunday at about 9 p.m."
HOUR_REACH = 20


def extract_dates(document: Document, events: Events) -> Iterable[Draft]:
    """Date claims: mentions that hang on an event, or stand in a sentence about one."""
    found = _on_the_day(list(_dated(document, events)), document)
    weighed = list(zip(found, weigh(found, document, events), strict=True))
    likeliest = max((p for dated, p in weighed if dated.cluster is events.main), default=0.0)
    for dated, probability in weighed:
        mention = dated.mention
        if _is_unlikely(dated, probability, likeliest if dated.cluster is events.main else 0.0):
            continue
        yield Draft(
            Kind.DATE,
            dated.sentence,
            mention.start,
            mention.end,
            mention.value,
            _attribute(dated.head, mention, dated.trigger),
            dated.cluster,
            round(max(LEAST, min(MOST, probability * (1 if dated.sure else LOOSE))), 3),
        )


def _is_unlikely(dated: Dated, probability: float, likeliest: float) -> bool:
    """Whether a date is left out; `likeliest` is the probability of the best day of the article's main event."""
    day = is_day(dated)
    if not dated.sure:
        return probability < (UNLIKELY if day else VAGUE)
    return day and probability < min(DOUBTFUL, likeliest)


def _on_the_day(found: Sequence[Dated], document: Document) -> Sequence[Dated]:
    """Hours told by copy that names no day at all: news of the day it came out, give or take one."""
    published = document.anchor
    if published is None or not all(m.iso.startswith("T") for m in document.dates):
        return found
    return [
        replace(
            d,
            mention=structs.replace(
                d.mention, iso="/".join(f"{published}{t}" for t in d.mention.iso.split("/")), tolerance=1
            ),
        )
        for d in found
    ]


def _dated(document: Document, events: Events) -> Iterator[Dated]:
    """Date mentions with the event that each is taken to date."""
    verbs = frozenset(load("context")["saying_verbs"])
    narrated = _narrated(document, verbs)
    for sentence in document.copy:
        triggers = events.in_sentence(sentence)
        mentions = document.dates_in(sentence)
        for mention in mentions:
            saying = frozenset() if _to_the_minute(mention, mentions) else verbs
            head = sentence.head_of(mention.start, mention.end)
            if _in_dateline(sentence, mention) or _of_count(sentence, mention, head):
                continue
            trigger, sure = _trigger(head, mention, triggers, saying)
            if _is_of_other(sentence, mention, head, trigger) or _is_of_party(head, mention, triggers):
                continue
            if tells_of_death(head) and _is_later(mention, mentions):
                continue
            happening = any(above.lower_ in HAPPENING for above in ancestors(head))
            leading = (
                trigger is None and (sentence.index < LEAD or mention is narrated) and not _is_saying(head, saying)
            )
            if trigger is None and (mention.bare or not (happening or leading)):
                continue
            cluster = (
                events.cluster(trigger)
                if trigger is not None and trigger.family != GENERIC
                else events.of(sentence, head)
            )
            if cluster is None:
                continue
            yield Dated(sentence, mention, head, trigger, sure, cluster)


def _of_count(sentence: Sentence, mention: DateMention, head: Token) -> bool:
    """Whether a date is that of a count or of the copy: "as of 3 May", "the toll rose on Sunday"."""
    if AS_OF.search(sentence.text[: mention.start - sentence.start]):
        return True
    verb = governing_verb(head)
    if verb is None:
        return False
    above = head.head.head if head.dep_ == "pobj" else head.head
    # "Coroners on Monday lowered the count": the parser hangs the day on the subject.
    if above.i != verb.i and above.i not in [s.i for s in subjects(verb)]:
        return False
    return any(noun.lower_ in COUNTED for noun in [*subjects(verb), *children(verb, "dobj")])


def _to_the_minute(mention: DateMention, others: Sequence[DateMention]) -> bool:
    """Whether an hour stands in or behind a date: nobody reports the minute at which the police spoke."""
    return any(m.clock and 0 <= m.start - mention.end <= HOUR_REACH for m in others) or mention.clock


def _narrated(document: Document, saying: frozenset[str]) -> DateMention | None:
    """The first full date that something is told to have happened on, for copy that names no event beside one."""
    for sentence in document.copy:
        for mention in document.dates_in(sentence):
            head = sentence.head_of(mention.start, mention.end)
            if (
                not mention.bare
                and len(mention.iso) >= 10
                and "#" not in mention.iso
                and not _is_saying(head, saying)
                and not tells_of(head, "proceedings")
            ):
                return mention
    return None


def _trigger(
    head: Token, mention: DateMention, triggers: list[Trigger], saying: frozenset[str]
) -> tuple[Trigger | None, bool]:
    """The trigger that a date belongs to, and whether the parse says so."""
    verb = governing_verb(head)
    found = _just_before(head, triggers) or attached(head, triggers)
    found = _of_deed(found, head, mention, triggers)
    told = (
        verb is not None
        and is_passive(verb)
        and found is not None
        and any(s.i == found.token.i for s in subjects(verb))
    )
    if verb is not None and verb.lower_ in saying and not told and not any(t.token.i == verb.i for t in triggers):
        # "Police said Tuesday that ...": the day of saying, not of what is said.
        direct = head.head.i == verb.i or (head.head.dep_ == "prep" and head.head.head.i == verb.i)
        own = found if found is not None and found.type == "statement" else None
        if direct:
            return own, own is not None
    if found is not None:
        return found, True
    if mention.bare or not triggers:
        return None, False
    strong = [t for t in triggers if t.type != "statement"]
    return (min(strong, key=lambda t: abs(t.token.i - head.i)), False) if strong else (None, False)


def _is_of_other(sentence: Sentence, mention: DateMention, head: Token, trigger: Trigger | None) -> bool:
    """Whether a date is of what came after the event: "died on Thursday, three days after he was shot", "at 3 a.m."."""
    if mention.clock and tells_of_death(head):
        return True
    if _is_of_nothing(head, trigger):
        return True
    if trigger is not None and trigger.start < mention.start:
        return False
    return DAYS_FROM.match(sentence.text, mention.end - sentence.start) is not None


def _is_later(mention: DateMention, others: Sequence[DateMention]) -> bool:
    """Whether a day comes after another of its sentence: "died on Tuesday of wounds that she suffered on May 2"."""
    day = bounds(mention.iso)
    return day is not None and any(end < day[0] for _, end in spans(other.iso for other in others))


def _is_of_nothing(head: Token, trigger: Trigger | None) -> bool:
    """Whether a day is that of something that did not happen: "no arrests were made on Monday"."""
    for above in ancestors(head):
        if trigger is not None and above.i == trigger.token.i:
            return False
        if is_verb(above):
            return is_none(above)
    return False


def _is_of_party(head: Token, mention: DateMention, triggers: Sequence[Trigger]) -> bool:
    """Whether a holiday is only part of what something else is called: "a New Year's Eve party"."""
    if not mention.holiday or head.dep_ not in MODIFYING or not is_noun(head.head):
        return False
    return head.head.i not in {t.token.i for t in triggers}


def _just_before(head: Token, triggers: list[Trigger]) -> Trigger | None:
    """The event whose noun stands right before a day and behind "after" or the like: "after a landslide on Friday"."""
    words = head.doc
    start = min(token.i for token in head.subtree) - 1
    if start > 0 and words[start].dep_ == "prep":
        start -= 1
    for trigger in triggers:
        if trigger.token.i == start and trigger.token.dep_ == "pobj" and trigger.token.head.lower_ in BESIDE:
            return trigger
    return None


def _of_deed(found: Trigger | None, head: Token, mention: DateMention, triggers: Sequence[Trigger]) -> Trigger | None:
    """The deed behind a step of the case, where a month or a year stands after it: "indicted in the attack in June".

    What is reported of the case is days old, so a month tells of the deed.
    """
    rules = event_rules()
    if found is None or found.type not in rules.derived or len(mention.iso) >= FULL:
        return found
    between = (t for t in triggers if found.token.i < t.token.i < head.i)
    deeds = [t for t in between if t.noun and not t.charge and t.family in rules.harm]
    return deeds[-1] if deeds else found


def _in_dateline(sentence: Sentence, mention: DateMention) -> bool:
    """ "KABUL, Oct 9 (Agency) -", "Beirut, 11 August 2020:": when the copy was filed, not when something happened."""
    before = sentence.text[: mention.start - sentence.start]
    after = sentence.text[mention.end - sentence.start :]
    if HANDLE.search(before):
        return True
    return DATELINE_HEAD.fullmatch(before) is not None and DATELINE_TAIL.match(after) is not None


def _is_saying(head: Token, saying: frozenset[str]) -> bool:
    """Whether a date tells when somebody spoke."""
    verb = governing_verb(head)
    return verb is not None and verb.lower_ in saying


def _attribute(head: Token, mention: DateMention, trigger: Trigger | None) -> str:
    """What of the event the date gives: its date, its start or end, or the time of day."""
    if mention.iso.startswith("T"):
        return "time"
    verb = governing_verb(head)
    near = {verb.lower_, *(c.lower_ for c in children(verb, "prt"))} if verb is not None else set()
    if near & ENDING and (trigger is None or trigger.token.i != getattr(verb, "i", -1)):
        return "end"
    if near & BEGINNING and (trigger is None or trigger.token.i != getattr(verb, "i", -1)):
        return "start"
    if (
        any(above.lower_ in LASTING for above in ancestors(head) if above.dep_ == "prep")
        and head.head.lower_ in LASTING
        and (trigger is None or trigger.token.i < head.i)
    ):
        return "start"
    return "date"
