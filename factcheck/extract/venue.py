"""Venues: where an event took place, is to take place or struck."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from factcheck.extract.dating import tells_of
from factcheck.extract.document import Document, Sentence
from factcheck.extract.draft import Draft
from factcheck.extract.events import Cluster, Events, Trigger, attached
from factcheck.extract.names import SITE
from factcheck.extract.places import PlaceMention
from factcheck.extract.syntax import ancestors, children, governing_verb, is_verb
from factcheck.model.values import Kind, VenueValue
from factcheck.rules import load
from factcheck.text.gazetteer import gazetteer

if TYPE_CHECKING:
    from factcheck.extract.parse import Token

LOCATIVE = frozenset("in at near outside inside within across on off around".split())
# An event has no venue of its own in these families, or one that nobody checks.
UNPLACED = frozenset({"statement", "office", "custody", "court", "mourning", "life", "takeover"})
# Events of these families happen in one place; the top of the copy tells where.
POINTED = frozenset({"violence", "crash", "fire", "collapse", "crime", "earthquake"})
LEAD = 3
ARRIVING = frozenset({"arrived", "arriving", "arrive", "landed", "treated", "hospitalized", "hospitalised"})
PERCEIVED = frozenset({"heard", "felt", "seen", "audible", "visible"})
SITE_REACH = 30
OFFSET = re.compile(
    r"(?:about |around |some |roughly |nearly |just )?\d[\d.,]*\s*"
    r"(?:km|kms|kilomet(?:er|re)s?|miles?|mi)\s*(?:\([^)]*\)\s*)?"
    r"(?:(?:north|south|east|west)(?:[- ]?(?:east|west))?|away)?\s*(?:of|from|off)\s+"
    r"(?:the\s+(?:city|town|village) of\s+)?$",
    re.I,
)
# Beside a place and not in it: "just outside X", "near X", "south of X".
BESIDE = re.compile(
    r"(?<!\bin or )(?<!\bin and )\b(?:just |right |immediately )?(?:outside(?: of)?|near|close to|not far from"
    r"|(?:north|south|east|west)(?:[- ]?(?:east|west))? of)\s+(?:the\s+(?:city|town|village) of\s+)?$",
    re.I,
)
QUARTER = re.compile(
    r"(?:on |at |in )?the (?:\w+ )?(?:edge|outskirts|suburbs?|centre|center|heart|coast|tip|shore) of\s+$", re.I
)
TOWN_OF = re.compile(r"\bthe (?:[\w.-]+ ){0,3}(?:city|town|village|suburb|community) of\s+$", re.I)
CLINIC = re.compile(r"\b(?:hospital|medical|clinic|infirmary|trauma)\b", re.I)
STREET_AFTER = re.compile(r"\s+(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Ln|Boulevard|Blvd|Pike|Highway|Way)\b")
CORNER = re.compile(r"\b(?:\d+(?:st|nd|rd|th) (?:and|&)|corner of)\s+$", re.I)
CORNER_AFTER = re.compile(r"\s+(?:and|&)\s+\d+(?:st|nd|rd|th)\b|/[A-Z]")
HOME = re.compile(
    r"(?:, \d{1,2}, of|\b(?:lives?|lived|resides?|resided) (?:in|on|at|near)"
    r"|[A-Z][\w’'-]+,? of (?=(?:the )?\d)) (?:the )?[^,.;]{0,60}$"
)
NEAR, CROSSED = re.compile(r"\b(?:near|at)\s+$", re.I), re.compile(r"\s+and\s+([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)")
ON, CROSSING = re.compile(r"\bon\s+$", re.I), re.compile(r"\s+(?:near|at|between)\s+[A-Z\d]")


def extract_venues(document: Document, events: Events) -> Iterable[Draft]:
    """Venue claims: places that hang on an event by a preposition of place or as part of its name."""
    for sentence in document.copy:
        yield from _narrowest(list(_in_sentence(document, sentence, events)))


def _narrowest(drafts: list[Draft]) -> Iterator[Draft]:
    """Without the state or country of a town that the same sentence gives for the same event."""
    placed = [(draft, draft.value) for draft in drafts if isinstance(draft.value, VenueValue)]
    for draft, value in placed:
        if not any(d.cluster is draft.cluster and value.place in v.within and not v.offset for d, v in placed):
            yield draft


def _in_sentence(document: Document, sentence: Sentence, events: Events) -> Iterator[Draft]:
    triggers = [t for t in events.in_sentence(sentence) if t.family not in UNPLACED]
    for mention in document.places_in(sentence):
        if not mention.fits or _is_street(sentence, mention) or _is_home(sentence, mention):
            continue
        if _is_corner(sentence, mention, document.places_in(sentence)):
            continue
        head = sentence.head_of(mention.start, mention.end)
        found = _event_at(sentence, mention, head, triggers, events)
        if found is None:
            continue
        cluster, sure = found
        start, offset = _start(sentence, mention)
        site = _site(sentence, mention)
        if not sure and CLINIC.search(site):
            continue  # where the hurt are looked after
        value = _value(mention, offset, site)
        attribute = "epicentre" if _is_epicentre(sentence, start) else "venue"
        confidence = 0.4 + 0.35 * events.salience(cluster) + (0.15 if sure else -0.15)
        yield Draft(
            Kind.VENUE, sentence, start, mention.end, value, attribute, cluster, round(min(0.97, confidence), 3)
        )


def _value(mention: PlaceMention, offset: str, site: str) -> VenueValue:
    place = mention.place
    name = f"{site}, {place.name}" if site else place.name
    return VenueValue(name=name, place=place.id, within=place.within, site=site, offset=offset)


def _site(sentence: Sentence, mention: PlaceMention) -> str:
    """The building or ground just before a place: "Union Station in X"."""
    before = sentence.text[: mention.start - sentence.start]
    found = [m for m in SITE.finditer(before) if len(before) - m.end() <= SITE_REACH]
    if not found or STREET_AFTER.match(before, found[-1].end()):
        return ""  # "Sample Church Road" is no church
    return found[-1][1]


def _is_street(sentence: Sentence, mention: PlaceMention) -> bool:
    """ "On Harlow near Dell", "at 87th and Harlow": a street called after a town, and no town."""
    if mention.place.kind != "city":
        return False
    at = mention.start - sentence.start
    before, after = sentence.text[:at], sentence.text[at + len(mention.text) :]
    if ON.search(before) and CROSSING.match(after):
        return True
    return CORNER.search(before) is not None or CORNER_AFTER.match(after) is not None


def _is_corner(sentence: Sentence, mention: PlaceMention, places: Sequence[PlaceMention]) -> bool:
    """ "Near Harlow and East Dell": two streets, where the second name is no town's."""
    at = mention.start - sentence.start
    crossing = CROSSED.match(sentence.text, at + len(mention.text))
    if mention.place.kind != "city" or crossing is None or not NEAR.search(sentence.text[:at]):
        return False
    second = sentence.start + crossing.start(1), sentence.start + crossing.end(1)
    return not any(p.start < second[1] and second[0] < p.end for p in places)


def _is_home(sentence: Sentence, mention: PlaceMention) -> bool:
    """Whether a place is where somebody lives: "Ade Bello, 24, of 12 Corvo Street in eastern Lagos"."""
    return HOME.search(sentence.text[: mention.start - sentence.start]) is not None


def _event_at(
    sentence: Sentence, mention: PlaceMention, head: Token, triggers: list[Trigger], events: Events
) -> tuple[Cluster, bool] | None:
    named = _names_event(head, mention, triggers)
    if named is not None:
        return events.cluster(named), True
    head = _of_quarter(sentence, mention, head)
    prep = head.head if head.dep_ == "pobj" else None
    if prep is None or prep.lower_ not in LOCATIVE:
        if not (
            head.dep_ == "pobj"
            and prep is not None
            and prep.lower_ in ("of", "from")
            and _lies_beside(sentence, mention)
        ):
            if not _is_epicentre(sentence, mention.start):
                return None
    if prep is not None and prep.head.lower_ in PERCEIVED:
        return None  # a blast heard in a town struck elsewhere
    trigger = attached(head, triggers)
    if _is_destination(head, trigger):
        return None
    if trigger is None:
        generic = _happens(head) or _is_epicentre(sentence, mention.start)
        cluster = events.of(sentence, head) if generic else None
        if cluster is None and OFFSET.search(sentence.text[: mention.start - sentence.start]):
            near = events.of(sentence, head)
            cluster = near if near is not None and near.family == "earthquake" else None
        followed = tells_of(head, "proceedings", "aftermath")
        if (
            cluster is None
            and sentence.index < LEAD
            and mention.place.kind not in ("country", "continent")
            and not followed
        ):
            cluster = events.main if events.main is not None and events.main.family in POINTED else None
        if cluster is None or cluster.family in UNPLACED:
            return None
        return cluster, False
    return events.cluster(trigger), True


def _is_destination(head: Token, trigger: Trigger | None) -> bool:
    """Whether a place is where somebody was brought: "flown to a hospital in Oslo"."""
    for above in ancestors(head):
        if (trigger is not None and above.i == trigger.token.i) or is_verb(above):
            return False
        if above.dep_ == "pobj" and above.head.lower_ == "to" and above.head.head.lower_ in _conveying():
            return True
        if above.dep_ == "pobj" and above.head.lower_ == "at" and above.head.head.lower_ in ARRIVING:
            return True
    return False


@cache
def _conveying() -> frozenset[str]:
    return frozenset(load("casualties")["conditions"]["conveyed"])


def _of_quarter(sentence: Sentence, mention: PlaceMention, head: Token) -> Token:
    """The noun that a preposition of place governs in "on the edge of X", "in the city of X": the edge, the city."""
    before = sentence.text[: mention.start - sentence.start]
    if (QUARTER.search(before) or TOWN_OF.search(before)) and head.dep_ == "pobj":
        return head.head.head
    return head


def _names_event(head: Token, mention: PlaceMention, triggers: list[Trigger]) -> Trigger | None:
    """ "the Oslo talks", "Geneva's negotiations": the place is part of the event's name."""
    if mention.place.kind in ("country", "continent"):
        return None
    return next(
        (
            t
            for t in triggers
            if t.noun and head.dep_ in ("compound", "nmod", "poss", "amod") and head.head.i == t.token.i
        ),
        None,
    )


def _happens(head: Token) -> bool:
    """ "It happened in X", "held in X"."""
    verb = governing_verb(head)
    if verb is None:
        return False
    words = {verb.lower_, *(c.lower_ for c in children(verb, "dobj"))}
    return bool(words & {"happened", "occurred", "place", "held", "struck", "unfolded"})


def _start(sentence: Sentence, mention: PlaceMention) -> tuple[int, str]:
    """Where the span begins, with a distance from the place or a part of it taken in."""
    before = sentence.text[: mention.start - sentence.start]
    offset = _lies_beside(sentence, mention)
    if offset:
        return sentence.start + offset.start(), " ".join(offset[0].split())
    quarter = QUARTER.search(before)
    if quarter:
        return sentence.start + quarter.start(), ""
    return mention.start, ""


def _lies_beside(sentence: Sentence, mention: PlaceMention) -> re.Match[str] | None:
    """The words by which copy puts an event beside a place."""
    before = sentence.text[: mention.start - sentence.start]
    return OFFSET.search(before) or BESIDE.search(before)


def _is_epicentre(sentence: Sentence, start: int) -> bool:
    at = start - sentence.start
    return re.search(r"\bepicent(?:er|re)", sentence.text[max(0, at - 60) : at + 60], re.I) is not None


def contains(outer: str, inner: str) -> bool:
    """Whether a place contains another, by gazetteer ids."""
    return gazetteer().relation(outer, inner) in ("contains", "same")
