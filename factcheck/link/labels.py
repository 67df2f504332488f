"""Questions in words, as a reader is asked them. A question's id does not depend on its words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from msgspec import Struct

from factcheck.model.claim import Claim
from factcheck.model.event import Event
from factcheck.model.values import Kind, RoleValue
from factcheck.rules import load
from factcheck.text.gazetteer import gazetteer
from factcheck.text.place_rules import polity_rows
from factcheck.text.polities import polity_of

NTH = (
    "", "first", "second", "third", "fourth", "fifth", "sixth",
    "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
)  # fmt: skip
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
# A date in the name of an event that is followed by its date: "clashes of October", "March 22, 2024 attack".
_DATE_BEHIND = re.compile(rf"\s+of (?:(?:\d{{1,2}} )?{_MONTH}(?: \d{{4}})?|{_DAY}|magnitude)$")
_DATE_BEFORE = re.compile(rf"^(?:{_MONTH} (?:\d{{1,2}}, )?)?\d{{4}} (?=\S)")
_POSSESSIVE = re.compile(r"^[A-Z]\S*(?: \w+)?['’]s ")
_NAMED = re.compile(r"^(?:Operation|Hurricane|Cyclone|Typhoon|Storm) [A-Z]")
_WITH_ARTICLE = re.compile(r"^(?:United|Republic|Democratic|Central African)\b|\b(?:Republic|Emirates|Islands)$")
_PLURAL_NAMES = frozenset({"Netherlands", "Philippines", "Maldives", "Bahamas", "Gambia", "Taliban"})
# Kinds of event whose members are told apart by who takes part, and that are held.
_MET = frozenset({"talks", "summit", "meeting", "accord", "trial", "election"})
_KILLED = frozenset({"killed", "murdered", "slain", "gunned down"})
_KEEPERS = frozenset({"mediator", "host", "organiser"})
_ASKED_ROLES = {"mediator": "Who mediated {0}?", "host": "Who hosted {0}?", "organiser": "Who organised {0}?"}

Keepers = Mapping[str, frozenset[str]]


class Kept(Struct, frozen=True):
    """One report that a polity mediates or hosts an event."""

    event: Event
    polity: str


def kept(claims: Iterable[Claim], events: Mapping[str, Event]) -> Iterator[Kept]:
    """What claims tell of who mediates or hosts events."""
    for claim in claims:
        if not isinstance(claim.value, RoleValue) or claim.value.role not in _KEEPERS:
            continue
        event, polity = events.get(claim.event or ""), polity_of(claim.value.party)
        if event is not None and polity is not None:
            yield Kept(event, polity.code)


def keepers(said: Iterable[Kept], events: Mapping[str, Event]) -> Keepers:
    """Polities that mediate or host an event, by event id.

    What is said of one event holds for those of its type that share two participants with it: a
    mediator of the second round is no party to the first.
    """
    of_event: dict[str, set[str]] = defaultdict(set)
    of_series: dict[Series, set[str]] = defaultdict(set)
    for one in said:
        of_event[one.event.id].add(one.polity)
        for series in series_of(one.event):
            of_series[series].add(one.polity)
    return {
        event.id: frozenset(of_event.get(event.id, ())).union(*(of_series.get(s, ()) for s in series_of(event)))
        for event in events.values()
    }


Series = tuple[str, str, str]


def series_of(event: Event) -> Iterator[Series]:
    """What an event shares with others of its series: its type and two of its participants."""
    for first, second in combinations(sorted(set(event.participants)), 2):
        yield _kind_of(event), first, second


def _kind_of(event: Event) -> str:
    return event.type.partition(" ")[0]


def label(kind: Kind, attribute: str, event: Event | None, out: frozenset[str] = frozenset()) -> str:
    """The question in words; `out` are polities that only mediate or host, which name no event."""
    if kind is Kind.OFFICE_HOLDER:
        return _office(attribute)
    if kind is Kind.ORDINAL and attribute.startswith("number of"):
        return f"How many {attribute.removeprefix('number of ')} were there{_aside(event, out)}?"
    if kind is Kind.ORDINAL:
        return f"Which in its series was {event_name(event, out, numbered=False)}?"
    if kind is Kind.DATE:
        name = event_name(event, out, dated="month")
        return f"When {_was(event)} {name}?"
    if kind is Kind.VENUE:
        held = " held" if event is not None and _kind_of(event) in _MET else ""
        return f"Where {_was(event)} {event_name(event, out, placed=False)}{held}?"
    name = event_name(event, out)
    if kind is Kind.CASUALTY:
        return _toll(attribute, event, name)
    if kind is Kind.QUANTITY:
        return _quantity(attribute, name)
    if kind is Kind.ROLE:
        return _role(attribute, name)
    return f"How did {name} end?"


def _office(attribute: str) -> str:
    office, _, polity = attribute.partition("|")
    office, _, body = office.partition(": ")
    for word in ("former", "designate"):
        if office.startswith(f"{word} "):
            bare = office.removeprefix(f"{word} ")
            office = f"a former {bare}" if word == "former" else f"{bare} designate"
    of = _name_of(body.upper() if len(body) <= 3 else body.title()) if body else ""
    place = gazetteer().get(polity) if polity else None
    state = _name_of(place.name if place is not None else polity) if polity else ""
    owner = f"{of} ({state})" if of and state else of or state
    return f"Who is {office} of {owner}?" if owner else f"Who is {office}?"


def _name_of(name: str) -> str:
    return f"the {name}" if _WITH_ARTICLE.search(name) or name in _PLURAL_NAMES else name


def _toll(attribute: str, event: Event | None, name: str) -> str:
    harm, _, group = attribute.partition(": ")
    bare, _, scope = group.partition(" (")
    bare, _, side = bare.partition(" [")
    who = _people("people" if bare == "all" else bare, side.removesuffix("]"))
    when = f" ({scope.removesuffix(')')} figure)" if scope else ""
    where = f"in {name}"
    if event is not None and _names_harm(event):
        # "killed in the killing" says nothing: the place and the date have to tell.
        where = _bare(event)
    if harm == "casualties":
        asked = "casualties" if who == "people" else f"casualties among {who}"
        return f"How many {asked} were there {where}".rstrip() + f"{when}?"
    return f"How many {who} were {harm} {where}".rstrip() + f"{when}?"


def _people(who: str, side: str) -> str:
    row = polity_rows().get(side)
    if not side:
        return who
    if row is None or not row.demonyms:
        return f"{who} ({side})"
    return f"{row.demonyms[0]} {who}"


def _names_harm(event: Event) -> bool:
    return event.label in _KILLED and bool(event.place or event.date)


def _bare(event: Event) -> str:
    place = gazetteer().get(event.place) if event.place else None
    parts = (f"in {place.name}" if place else "", f"({_day(event)})" if event.date else "")
    return " ".join(part for part in parts if part)


def _day(event: Event) -> str:
    """The event's date without the time of day."""
    return re.sub(r"T[^/]*", "", event.date)


def _quantity(attribute: str, name: str) -> str:
    words = list(dict.fromkeys(attribute.split()))
    unit, of = words[0] if words else "", " ".join(words[1:])
    if unit == "percent":
        return f"What share in percent{f': {of}' if of else ''} — in {name}?"
    if of == "duration":
        return f"How many {unit}s did {name} last?"
    if unit == "magnitude":
        return f"What magnitude — in {name}?"
    if len(unit) == 3 and unit.isupper():
        return f"How much in {unit}{f': {of}' if of else ''} — in {name}?"
    return f"How many: {' '.join(words)} — in {name}?"


def _role(attribute: str, name: str) -> str:
    role, _, side = attribute.partition(" [")
    if role in _ASKED_ROLES:
        return _ASKED_ROLES[role].format(name)
    place = gazetteer().get(side.removesuffix("]")) if side else None
    if role == "head of delegation":
        whose = f"the delegation of {_name_of(place.name)}" if place is not None else "a delegation"
        return f"Who headed {whose} in {name}?"
    return f"Who was {role} of {name}?"


def _noun(event: Event) -> str:
    """The event in a noun phrase: a verb gives way to the noun of the event's type."""
    if event.label in _KILLED:
        return "killing"
    rule = load("events").get(_kind_of(event), {})
    verbs = {str(verb).partition(" ")[0] for verb in rule.get("verbs", ())}
    if event.label in verbs and event.label not in rule.get("nouns", ()):
        return str(next(iter(rule.get("nouns", ())), _kind_of(event)))
    return event.label


def _phrase(event: Event, *, numbered: bool) -> str:
    noun = _noun(event)
    if event.ordinal is not None and _kind_of(event) == "talks":
        nth = NTH[event.ordinal] if 0 < event.ordinal < len(NTH) else f"number {event.ordinal}"
        return f"{nth} round of talks" if numbered else "round of talks"
    if event.ordinal is not None and not numbered:
        noun = re.sub(rf"^(?:the )?(?:{'|'.join(NTH[1:])}|\d+(?:st|nd|rd|th)) ", "", noun, flags=re.I)
    if event.date:
        noun = _DATE_BEHIND.sub("", _DATE_BEFORE.sub("", noun))
    return noun


def _was(event: Event | None) -> str:
    if event is None:
        return "was"
    head = re.split(r" (?:of|in|on|at|against|between) ", _phrase(event, numbered=True))[0]
    return "were" if head.endswith("s") and not head.endswith(("ss", "us", "is")) else "was"


def event_name(
    event: Event | None,
    out: frozenset[str] = frozenset(),
    *,
    numbered: bool = True,
    placed: bool = True,
    dated: str = "day",
) -> str:
    """The event with an article, its place and, in brackets, its parties or its date.

    `numbered`, `placed` and `dated` leave out what the question asks for.
    """
    if event is None:
        return "it"
    words = _phrase(event, numbered=numbered)
    if not _POSSESSIVE.match(words) and not _NAMED.match(words):
        first, _, rest = words.partition(" ")
        first = first.lower() if first.lower() in _SMALL_NUMBERS else first
        words = f"the {first} {rest}".rstrip()
    parties = _parties(event, out)
    met = _kind_of(event) in _MET
    place = gazetteer().get(event.place) if event.place else None
    shows_parties = met and bool(parties) and (event.ordinal is not None or place is None)
    if placed and place is not None and not shows_parties and place.name.lower() not in words.lower():
        words += f" in {_name_of(place.name)}"
    if shows_parties and numbered:
        return f"{words} ({', '.join(parties)})"
    date = _day(event) if dated == "day" else event.date.partition("/")[0][:7]
    aside = ", ".join([*(parties if shows_parties else ()), *([date] if date else ())])
    return f"{words} ({aside})" if aside else words


_SMALL_NUMBERS = frozenset("one two three four five six seven eight nine ten both several".split())


def _aside(event: Event | None, out: frozenset[str]) -> str:
    parties = _parties(event, out) if event is not None else []
    return f" ({', '.join(parties)})" if parties else ""


def _parties(event: Event, out: frozenset[str]) -> list[str]:
    """Names of the two parties that are named most, in the order of the alphabet."""
    codes = [code for code in event.participants if code not in out] or list(event.participants)
    places = [gazetteer().get(code) for code in codes[:2]]
    return sorted(place.name for place in places if place is not None)
