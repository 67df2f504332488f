"""Office-holders: a person beside an office is a person, whatever the tagger says."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from factcheck.extract.document import Document, Sentence
from factcheck.extract.draft import Draft
from factcheck.extract.events import Events
from factcheck.model.values import Kind, OfficeHolderValue
from factcheck.rules import load
from factcheck.text.lexicon import Lexicon
from factcheck.text.polities import polity_of

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST_NAME = 5
LOOSE_WORDS = 5
CALENDAR = frozenset(name.lower() for name in (*calendar.day_name, *calendar.month_name) if name)


@cache
def _openers() -> frozenset[str]:
    return frozenset(load("offices")["openers"])


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
    for sentence in document.copy:
        offices = list(_offices(sentence))
        for group in _groups(sentence, offices):
            named = _name_for(sentence, group)
            if named is None:
                continue
            start, end = named
            name = " ".join(sentence.text[start - sentence.start : end - sentence.start].split())
            polity = next((o.polity for o in group if o.polity), "") or _behind(sentence, end)
            for office in group:
                holds = office.polity or polity
                value = OfficeHolderValue(name=name, office=_title(office), polity=holds, qualifier=office.qualifier)
                confidence = 0.9 if holds else 0.6
                yield Draft(
                    Kind.OFFICE_HOLDER,
                    sentence,
                    start,
                    end,
                    value,
                    f"{_title(office)} of {holds}" if holds else _title(office),
                    None,
                    confidence,
                )


def _title(office: Office) -> str:
    return f"{office.key}: {office.institution}" if office.institution else office.key


def _offices(sentence: Sentence) -> Iterator[Office]:
    rules = _rules()
    for hit in rules.offices.find(sentence.text):
        tokens = sentence.tokens_in(sentence.start + hit.start, sentence.start + hit.end)
        if not tokens:
            continue
        first, last = tokens[0].i, tokens[-1].i
        qualifier, polity, institution, start = _before(sentence, first, hit.key)
        if last + 2 < sentence.span.end and sentence.span.doc[last + 1].text == "-":
            follows = rules.qualifiers.get(sentence.span.doc[last + 2].lower_, "")
            qualifier, last = (follows or qualifier, last + 2) if follows else (qualifier, last)
        if not polity:
            polity, last = _after(sentence, last)
        yield Office(first, last, hit.key, polity, qualifier, institution, start)


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
            span = doc[i : i + length]
            found = polity_of(span.text)
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


def _name_for(sentence: Sentence, group: list[Office]) -> tuple[int, int] | None:
    """Span of the holder's name: after the office, after a comma, or before it in apposition."""
    doc, last = sentence.span.doc, group[-1].last
    at = last + 1
    if at < sentence.span.end and doc[at].text == ",":
        name = _name_from(sentence, at + 1)
        if name is not None and _closed(sentence, name[1]):
            return _span(sentence, name)
    else:
        name = _name_from(sentence, at)
        if name is not None:
            return _span(sentence, name)
    return _name_before(sentence, group)


def _closed(sentence: Sentence, last: int) -> bool:
    """An apposition after a comma ends in a comma, a stop or a verb of saying, and is a full name."""
    following = last + 1
    return (
        following >= sentence.span.end
        or sentence.span.doc[following].text in (",", ".", ";", ")", ":")
        or sentence.span.doc[following].tag_.startswith("VB")
    )


def _name_from(sentence: Sentence, first: int) -> tuple[int, int] | None:
    rules, doc, end = _rules(), sentence.span.doc, sentence.span.end
    i = first
    while i < end and doc[i].lower_ in rules.honorifics and doc[i].text[:1].isupper():
        i += 1
    begin, last = first, -1
    while i < end and i - begin < LONGEST_NAME + 2:
        token = doc[i]
        if _is_name_word(token) and not _starts_clause(token, i == first):
            last = i
        elif last >= 0 and token.ent_type_ == "PERSON" and token.ent_iob_ == "I":
            last = i  # "al-Kuwari", "Dae-ho": the tagger sees a name through its small letters
        elif not (
            last >= 0
            and (token.lower_ in rules.particles or token.text in ("-", "’", "'"))
            and i + 1 < end
            and _is_name_word(doc[i + 1])
        ):
            break
        i += 1
    if last < 0 or not _is_person(sentence, begin, last):
        return None
    return begin, last


def _is_name_word(token: Token) -> bool:
    text = token.text
    return (
        text[:1].isupper()
        and token.lower_ not in CALENDAR
        and token.lower_ not in _openers()
        and not text.isupper()
        or (text.isupper() and 1 < len(text) <= 3 and text.endswith("."))
        or re.fullmatch(r"[A-Z]\.", text) is not None
    )


def _starts_clause(token: Token, first: bool) -> bool:
    return token.lower_ in _openers() or (first and token.is_sent_start is True)


def _is_person(sentence: Sentence, first: int, last: int) -> bool:
    """A run of capitalised words is a person unless it is a place, an organisation's name or an office."""
    tokens = list(sentence.span.doc[first : last + 1])
    text = sentence.span.doc[first : last + 1].text
    if any(hit for hit in _rules().offices.find(text)) or polity_of(text) is not None:
        return False
    labels = [t.ent_type_ for t in tokens]
    if "PERSON" in labels:
        return True
    if len(tokens) == 1:
        return False
    return not all(label in ("GPE", "LOC", "FAC", "DATE") for label in labels) and not re.search(
        r"\b(?:Ministry|Office|Party|University|Court|Committee|Council|Department|News|Agency|Army)\b", text
    )


def _name_before(sentence: Sentence, group: list[Office]) -> tuple[int, int] | None:
    """ "X, the foreign minister of Y", "X, who serves as foreign minister", "X is foreign minister"."""
    doc, i = sentence.span.doc, group[0].start - 1
    while i > sentence.span.start and doc[i].lower_ in (
        "the",
        "a",
        "as",
        "serves",
        "served",
        "is",
        "was",
        "who",
        "country",
        "its",
        "their",
        "an",
        "been",
        "has",
        "appointed",
        "named",
    ):
        i -= 1
    back = i
    while (
        back > sentence.span.start
        and i - back < LOOSE_WORDS
        and doc[back].text != ","
        and not doc[back].tag_.startswith(("VB", "IN", "CC"))
    ):
        back -= 1
    if doc[back].text == ",":
        i = back - 1
    elif doc[i + 1].lower_ not in ("is", "was", "serves", "as", "who"):
        return None
    last = i
    while (
        i >= sentence.span.start
        and last - i < LONGEST_NAME
        and (
            _is_name_word(doc[i])
            or (doc[i].lower_ in _rules().particles and i > sentence.span.start and _is_name_word(doc[i - 1]))
        )
    ):
        i -= 1
    first = i + 1
    if first > last or not _is_person(sentence, first, last) or last - first < 1:
        return None
    return _span(sentence, (first, last))


def _span(sentence: Sentence, name: tuple[int, int]) -> tuple[int, int]:
    doc = sentence.span.doc
    first, last = name
    while last > first and doc[last].text in ("’s", "'s"):
        last -= 1
    return sentence.where(doc[first]), sentence.until(doc[last])
