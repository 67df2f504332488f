"""The town, county or organisation that an office belongs to, where it is no country's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, cached_property
from typing import TYPE_CHECKING

from factcheck.extract.document import Document, Sentence
from factcheck.rules import load
from factcheck.text.folding import fold
from factcheck.text.gazetteer import gazetteer

if TYPE_CHECKING:
    from factcheck.extract.parse import Token

# "The city's police chief" is that of the town that the article is about.
OWN = frozenset("city town county village township borough department state country nation agency area".split())
_NAME = r"[A-Z][\w.’'-]*[\w’'](?:(?: of| and| for| the| &)* [A-Z][\w.’'-]*[\w’'])*"
AFTER = re.compile(rf"\s*(?:of|for|with|from|at)\s+(?:the\s+)?(?:city of\s+|town of\s+)?({_NAME})")
# "Covington Police Department", "the Kerr County Sheriff's Office", in this order: town first.
FORCES = {
    "police chief": re.compile(
        r"((?:[A-Z][\w.’'-]*\w )+)(?:Metropolitan |Metro )?(?:Police|PD)\b(?! (?:Officers?|Sgt|Lt|spokes))"
    ),
    "sheriff": re.compile(r"((?:[A-Z][\w.’'-]*\w )+(?:County|Parish))\s+(?:Sheriff|deput|Deput)"),
}
TAILS = re.compile(
    r"[\s,]*(?:(?:Metropolitan |Metro )?Police(?: Department| Dept\.?| Bureau)?|PD|Sheriff[’']?s?"
    r"(?: Office| Department)?|Fire (?:Department|Dept\.?|Rescue))[’']?s?\s*$"
)
HEADS = re.compile(
    r"^(?:The|A|An|On|In|At|But|And|Meanwhile|As|Former|Then|According|When|After|While|Update|UPDATE)\s+"
)


@cache
def offices_of(level: str) -> frozenset[str]:
    """Keys of `local` offices (of towns, counties and their services) or `regional` ones (of states, too)."""
    return frozenset(key for key, office in load("offices")["offices"].items() if office.get(level))


@cache
def _ranks() -> frozenset[str]:
    """Words for a rank or a standing in an office, which no body is called by."""
    data = load("offices")
    return frozenset(data["ranks"]) | frozenset(word for words in data["qualifiers"].values() for word in words)


def region_of(body: str) -> str:
    """The body where it is a first-level division of a country: a state, a province; "" else."""
    place = gazetteer().region(body) if body else None
    return place.name if place is not None and place.kind == "region" else ""


def bare(body: str) -> str:
    """A town or county without the word for its force and without its possessive."""
    name = TAILS.sub("", " ".join(body.split()))
    while (shorter := HEADS.sub("", name)) != name:
        name = shorter
    return re.sub(r"[’']s?$", "", name).strip(" .,")


def body_after(sentence: Sentence, at: int) -> str:
    """The body in "of the Covington Police Department" that begins at an offset of the article's text."""
    found = AFTER.match(sentence.text[at - sentence.start :])
    return " ".join(found[1].split()) if found else ""


def body_before(sentence: Sentence, first: Token) -> str:
    """The capitalised words right before an office: "Kerr County" of "Kerr County Sheriff"."""
    doc, i = sentence.span.doc, first.i - 1
    words: list[Token] = []
    while i >= sentence.span.start and first.i - i <= 5:
        token = doc[i]
        if token.lower_.rstrip("-") in _ranks():
            break  # "Deputy Fire Chief": the rank is the office's
        joined = token.text in ("'s", "’s", "-", ".") and bool(words or i == first.i - 1)
        if not joined and not (token.text[:1].isupper() and token.tag_ in ("NNP", "NNPS", "JJ", "NN")):
            if len(words) == 1 and words[0].text in ("'s", "’s") and token.lower_ not in OWN:
                return str(token.lower_)  # "the school's police chief" is not the town's
            break
        if not joined and token.ent_type_ in ("DATE", "TIME"):
            break
        words.insert(0, token)
        i -= 1
    return bare(doc.words(words[0].i, words[-1].i + 1)) if words else ""


class Bodies:
    """What one article says of the bodies its office-holders belong to."""

    def __init__(self, document: Document) -> None:
        self._sentences = document.sentences
        self._of: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._places = tuple(mention.place for mention in document.places)
        self._context = tuple(sorted({i for p in self._places for i in (p.id, *p.within)}))

    @cached_property
    def _forces(self) -> dict[str, set[str]]:
        """The forces of each kind that the article names."""
        return {
            office: {name for sentence in self._sentences for name in _named(pattern, sentence.text)}
            for office, pattern in FORCES.items()
        }

    def note(self, office: str, name: str, body: str) -> None:
        """Keeps that a person holds an office of a body."""
        self._of[office, _surname(name)].add(body)

    def knows(self, office: str, name: str) -> bool:
        """Whether the article gives the person this office."""
        return (office, _surname(name)) in self._of

    def of(self, office: str, name: str) -> str:
        """The one body that the article gives for a person, else its only force of that kind; "" in doubt."""
        known = self._of.get((office, _surname(name)), set())
        if known:
            return next(iter(known)) if len(known) == 1 else ""
        forces = {fold(f): f for f in sorted(self._forces.get(office, set()))}
        return next(iter(forces.values())) if len(forces) == 1 else ""

    def placed(self, body: str) -> str:
        """The body with the state or country that the article's places put it in: many counties share a name."""
        place = gazetteer().lookup(body, self._context) if body else None
        if place is None or place.kind in ("country", "region"):
            return body
        others = {i for p in self._places if p.id != place.id for i in (p.id, *p.within)}
        if not others & {i for i in place.within if self._is_region(i)}:
            return body  # nothing else in the copy lies there
        above = [p for i in place.within if (p := gazetteer().get(i)) is not None and p.kind in ("region", "country")]
        around = next((p.name for p in above if fold(p.name) != fold(body)), "")
        return f"{body}, {around}" if around else body

    def _is_region(self, place_id: str) -> bool:
        place = gazetteer().get(place_id)
        return place is not None and place.kind == "region"


def _named(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    for match in pattern.finditer(text):
        name = bare(match[1])
        if name and fold(name) not in OWN | {"local", "metro", "metropolitan"} | _ranks():
            yield name


def _surname(name: str) -> str:
    words = [w for w in fold(name).split() if w.rstrip(".") not in ("jr", "sr", "ii", "iii")]
    return words[-1] if words else ""
