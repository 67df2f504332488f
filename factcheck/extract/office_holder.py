"""Office-holders: a person beside an office is a person, whatever the tagger says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from msgspec import structs

from factcheck.extract.bodies import OWN, Bodies, bare, body_after, body_before, offices_of, region_of
from factcheck.extract.document import Document, Sentence
from factcheck.extract.draft import Draft
from factcheck.extract.events import Events
from factcheck.extract.office_names import name_for
from factcheck.model.values import Kind, OfficeHolderValue
from factcheck.rules import load
from factcheck.text.lexicon import Lexicon
from factcheck.text.polities import polity_of

if TYPE_CHECKING:
    from factcheck.extract.parse import Token


@dataclass(frozen=True)
class Office:
    """An office named in a sentence: tokens `first` to `last`, its key, polity and qualifier."""

    first: int
    last: int
    key: str
    polity: str
    qualifier: str
    institution: str
    start: int


@dataclass(frozen=True)
class _Rules:
    offices: Lexicon
    unique: frozenset[str]
    qualifiers: dict[str, str]
    honorifics: frozenset[str]
    particles: frozenset[str]


@cache
def _rules() -> _Rules:
    data = load("offices")
    return _Rules(
        offices=Lexicon({key: office["words"] for key, office in data["offices"].items()}),
        unique=frozenset(key for key, office in data["offices"].items() if office["unique"]),
        qualifiers={word: key for key, words in data["qualifiers"].items() for word in words},
        honorifics=frozenset(data["honorifics"]),
        particles=frozenset(data["name_particles"]),
    )


def extract_office_holders(document: Document, events: Events) -> Iterable[Draft]:
    """Office-holder claims, one an office: "Deputy Prime Minister and Foreign Minister X" gives two."""
    bodies = Bodies(document)
    drafts = [draft for sentence in document.copy for draft in _in_sentence(sentence, bodies)]
    for draft in drafts:
        yield _with_body(draft, bodies)


def _in_sentence(sentence: Sentence, bodies: Bodies) -> Iterator[Draft]:
    offices = list(_offices(sentence))
    for group in _groups(sentence, offices):
        named = name_for(sentence, group[0].start, group[-1].last)
        if named is None:
            continue
        start, end = named
        name = " ".join(sentence.text[start - sentence.start : end - sentence.start].split())
        polity = next((o.polity for o in group if o.polity), "") or _behind(sentence, end)
        for office in group:
            key, holds = _belongs(sentence, office, end, office.polity or polity)
            if holds and key in offices_of("local"):
                bodies.note(key, name, holds)
            value = OfficeHolderValue(name=name, office=key, polity=holds, qualifier=office.qualifier)
            yield _draft(sentence, (start, end), value)


def _belongs(sentence: Sentence, office: Office, end: int, polity: str) -> tuple[str, str]:
    """The office with the institution it is of, and the polity, the town or the county."""
    if office.key in offices_of("local"):
        return office.key, _body(sentence, office, end)
    if office.key in offices_of("regional") and not polity:
        return office.key, region_of(_body(sentence, office, end))
    if office.key in INSTITUTIONAL and not office.institution and not polity:
        return _of_institution(sentence, office, end)
    if office.key == "president" and not polity:
        owner = _owner(sentence, office)
        return (f"president: {owner.lower()}" if owner else _title(office)), ""
    return _title(office), polity


def _owner(sentence: Sentence, office: Office) -> str:
    """Whose president it is where no country's: "the school's president", "Sample University President"."""
    doc = sentence.span.doc
    before = doc[office.first - 1] if office.first > sentence.span.start + 1 else None
    if before is not None and before.text in ("'s", "’s"):
        return str(doc[before.i - 1].text)
    return body_before(sentence, doc[office.start])


def _draft(sentence: Sentence, span: tuple[int, int], value: OfficeHolderValue) -> Draft:
    attribute = f"{value.office} of {value.polity}" if value.polity else value.office
    confidence = 0.9 if value.polity else 0.6
    return Draft(Kind.OFFICE_HOLDER, sentence, span[0], span[1], value, attribute, None, confidence)


def _with_body(draft: Draft, bodies: Bodies) -> Draft:
    """The draft with the one body that the article names for such an officer, where the sentence names none."""
    value = draft.value
    assert isinstance(value, OfficeHolderValue)
    office = value.office
    if office == "chief" and bodies.knows("police chief", value.name):
        office = "police chief"
    if office not in offices_of("local"):
        return draft
    body = bodies.placed(value.polity or bodies.of(office, value.name))
    return _draft(draft.sentence, (draft.start, draft.end), structs.replace(value, office=office, polity=body))


def _body(sentence: Sentence, office: Office, end: int) -> str:
    """The town or county of an officer: before the office, else behind it or behind the name."""
    doc = sentence.span.doc
    before = body_before(sentence, doc[office.start]) or body_before(sentence, doc[office.first])
    after = body_after(sentence, sentence.until(doc[office.last])) or body_after(sentence, end)
    return (before if before.lower() not in OWN else "") or bare(after)


def _of_institution(sentence: Sentence, office: Office, end: int) -> tuple[str, str]:
    """The office of a "spokesman for the Coast Guard", its institution told behind."""
    last = sentence.until(sentence.span.doc[office.last])
    charge = CHARGE.match(sentence.text, last - sentence.start)
    if charge is not None and office.key in CHARGED:
        body = body_after(sentence, sentence.start + charge.end())
        return f"{office.key}: {charge[1]}" + (f", {body.lower()}" if body else ""), ""
    institution = body_after(sentence, last) or body_after(sentence, end)
    if not institution or polity_of(institution) is not None:
        return office.key, ""
    if office.key == "chief" and "Police" in institution:
        return "police chief", bare(institution)
    return f"{office.key}: {institution.lower()}", ""


def _title(office: Office) -> str:
    return f"{office.key}: {office.institution}" if office.institution else office.key


def _offices(sentence: Sentence) -> Iterator[Office]:
    rules = _rules()
    for hit in rules.offices.find(sentence.text):
        tokens = sentence.tokens_in(sentence.start + hit.start, sentence.start + hit.end)
        if not tokens:
            continue
        first, last = tokens[0].i, tokens[-1].i
        if _is_surname(sentence, first, hit.key) or _is_other_title(sentence, last, hit.key) or _owns(sentence, last):
            continue
        qualifier, polity, institution, start = _before(sentence, first, hit.key)
        if last + 2 < sentence.span.end and sentence.span.doc[last + 1].text == "-":
            follows = rules.qualifiers.get(sentence.span.doc[last + 2].lower_, "")
            qualifier, last = (follows or qualifier, last + 2) if follows else (qualifier, last)
        if not polity:
            polity, last = _after(sentence, last)
        yield Office(first, last, hit.key, polity, qualifier, institution, start)


def _is_surname(sentence: Sentence, first: int, key: str) -> bool:
    """Whether "King" is a person's own name: capitalised words before it that name no country."""
    if key != "monarch" or first <= sentence.span.start:
        return False
    before = sentence.span.doc[first - 1]
    known = before.lower_ in _rules().qualifiers or before.lower_ in _rules().honorifics or _polity(before) is not None
    in_name = sentence.span.doc[first].ent_type_ == "PERSON" and sentence.span.doc[first].ent_iob_ == "I"
    return in_name or (before.text[:1].isupper() and before.tag_ in ("NNP", "NNPS") and not known)


def _owns(sentence: Sentence, last: int) -> bool:
    """ "The sheriff's spokeswoman": the office of somebody who is not named."""
    return last + 1 < sentence.span.end and sentence.span.doc[last + 1].text in ("'s", "’s")


def _is_other_title(sentence: Sentence, last: int, key: str) -> bool:
    """ "Chief Deputy", "chief executive"."""
    following = sentence.span.doc[last + 1] if last + 1 < sentence.span.end else None
    return key == "chief" and following is not None and following.lower_ in load("offices")["chiefs"]


def _before(sentence: Sentence, first: int, key: str) -> tuple[str, str, str, int]:
    """Qualifier, polity and institution in the words before an office, and where they begin."""
    rules, doc = _rules(), sentence.span.doc
    qualifier = polity = ""
    institution: list[str] = []
    i = first - 1
    while i >= sentence.span.start and first - i <= 7:
        token = doc[i]
        word = token.lower_.rstrip("-")
        if word in ("'s", "’s", "-", "’", "'", "state"):
            i -= 1
            continue
        if word in rules.qualifiers:
            qualifier = qualifier or rules.qualifiers[word]
        elif (found := _polity(token)) is not None and not polity:
            polity = found
        elif (
            token.text[:1].isupper()
            and token.tag_ in ("NNP", "NNPS", "JJ", "NN")
            and not polity
            and key in INSTITUTIONAL
            and word not in rules.honorifics
        ):
            institution.insert(0, token.text)
        elif (
            word
            in (
                "health",
                "government",
                "ministry",
                "presidential",
                "military",
                "army",
                "police",
                "chief",
                "defence",
                "defense",
                "council",
                "interim",
                "sheriff",
                "fire",
            )
            and key in INSTITUTIONAL
        ):
            institution.insert(0, token.lower_)
        else:
            break
        i -= 1
    if " ".join(institution).strip() and not polity:
        inner = next((p.code for word in institution if (p := polity_of(word)) is not None), "")
        polity = inner
    return qualifier, polity, " ".join(institution).lower(), i + 1


# What somebody directs: "director of public works", "head of communications and outreach".
CHARGED = frozenset({"director", "chief", "chairman", "commander"})
CHARGE = re.compile(
    r"(?:(?<= of)|\s+of)\s+(?!(?:the|an?|his|her|its|their)\b)"
    r"([a-z][a-z-]+(?: (?!(?:for|at|with|in|who)\b)[a-z][a-z-]+){0,3})"
)
INSTITUTIONAL = frozenset({"spokesperson", "director", "chief", "chairman", "commander", "minister"})


def _polity(token: Token) -> str | None:
    text = token.text
    if token.i and token.nbor(-1).text[:1].isupper():
        both = polity_of(f"{token.nbor(-1).text} {text}")
        if both is not None:
            return both.code
    found = polity_of(text)
    return found.code if found is not None else None


def _after(sentence: Sentence, last: int) -> tuple[str, int]:
    """The polity in "of Iran", "for the United States" after an office, and its last token."""
    doc, end = sentence.span.doc, sentence.span.end
    if last + 1 >= end or doc[last + 1].lower_ not in ("of", "for", "to"):
        return "", last
    i = last + 2
    if i < end and doc[i].lower_ == "the":
        i += 1
    for length in (4, 3, 2, 1):
        if i + length <= end:
            found = polity_of(doc.words(i, i + length))
            if found is not None:
                return found.code, i + length - 1
    return "", last


def _behind(sentence: Sentence, end: int) -> str:
    """The polity after a name: "President X of Bulgaria"."""
    last = sentence.token_at(end - 1)
    polity, _ = _after(sentence, last.i)
    return polity


def _groups(sentence: Sentence, offices: list[Office]) -> Iterator[list[Office]]:
    """Offices joined by "and" have one holder."""
    group: list[Office] = []
    doc = sentence.span.doc
    for office in offices:
        if group:
            between = [t.lower_ for t in doc[group[-1].last + 1 : office.start]]
            if between in (["and"], [","], [",", "and"], ["/"], []):
                group.append(office)
                continue
            yield group
        group = [office]
    if group:
        yield group
