"""Place mentions: spans that the parse and the gazetteer propose together."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.extract.bearings import Bearings, Proposal, at_home, bearings_of, is_capital, region_after, text_of
from factcheck.extract.naming import naming
from factcheck.text.gazetteer import Gazetteer, gazetteer
from factcheck.text.place import KIND_OF_HINT, Place
from factcheck.text.polities import polity_of

if TYPE_CHECKING:
    from factcheck.extract.document import Sentence
    from factcheck.extract.parse import Token

PREPOSITIONS = frozenset(
    "in at near from to of outside around into across through inside between over toward towards on off within".split()
)
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
LONGEST = 5
SIDES = frozenset(
    "north south east west central downtown greater upper lower northeast northwest southeast southwest "
    "ne nw se sw".split()
)
SETTLEMENTS = frozenset({"city", "town", "village"})
INDEFINITE = frozenset("a an another one this that each every some any".split())
ORIGIN = frozenset("based born bred raised bound educated".split())
# A quarter of a town: "the Bozeman neighborhood", "Chicago's Bozeman section". "A Bozeman neighborhood" is in Bozeman.
OWNING = frozenset({"the", "'s", "’s", "s"})
QUARTERS = frozenset("neighborhood neighbourhood neighborhoods neighbourhoods section subdivision".split())
WAYS = frozenset("streets avenues roads drives boulevards lanes".split())
MONTHS = frozenset(name.lower() for name in calendar.month_name if name)

# "GENEVA - The talks ...", "GENEVA (Agency) -": where the copy comes from.
DATELINE_ENDS = frozenset({"-", "–", "—", "--", "("})


@dataclass(frozen=True)
class PlaceMention:
    """A place named in the text, with its head noun where one follows ("Herat province").

    `fits` is False where the article is at home elsewhere: the name may be a quarter's or a street's that the
    gazetteer does not have. It still tells one scene from another.
    """

    start: int
    end: int
    text: str
    place: Place
    fits: bool = True


def propose_places(sentences: Sequence[Sentence]) -> list[tuple[Sentence, list[Proposal]]]:
    """Each sentence with the runs of its words that may name places."""
    known = gazetteer()
    return [(s, [_proposal(tokens, known, first=not n) for tokens in _runs(s, known)]) for n, s in enumerate(sentences)]


def find_bearings(proposed: Sequence[tuple[Sentence, list[Proposal]]]) -> Bearings:
    """Where the sentences are at home, from the names that leave no doubt."""
    return bearings_of([proposal for _, proposals in proposed for proposal in proposals], gazetteer())


def find_place_mentions(
    proposed: Sequence[tuple[Sentence, list[Proposal]]], bearings: Bearings
) -> Iterator[PlaceMention]:
    """Places named in the sentences, in order, without overlap.

    Names that are sure without context give the countries and regions in play; those decide the ambiguous ones.
    A name that the copy once gives with its state means that place throughout.
    """
    known = gazetteer()
    for sentence, proposals in proposed:
        taken = -1
        for proposal in proposals:
            if taken >= proposal.tokens[0].i:
                continue
            mention = _resolve(sentence, proposal, known, bearings)
            if mention is not None:
                taken = proposal.tokens[-1].i
                yield mention


def _runs(sentence: Sentence, known: Gazetteer) -> Iterator[list[Token]]:
    """Runs of capitalised tokens that name a known place, the longest at each position first."""
    words, capitals = sentence.words, sentence.capitals
    for n, first in enumerate(capitals):
        for last in reversed(capitals[n : n + LONGEST]):
            if last - first < LONGEST and known.is_name(tuple(words[first : last + 1])):
                yield list(sentence.span[first : last + 1])


def _proposal(tokens: list[Token], known: Gazetteer, *, first: bool) -> Proposal:
    """What a run of words may name; a dateline stands in the `first` sentence."""
    text = text_of(tokens)
    dateline = first and bool(tokens[0].is_sent_start) and text.isupper()
    after = _next(tokens)
    before = tokens[0].nbor(-1).lower_ if tokens[0].i else ""
    quarter = after is not None and after.lower_ in QUARTERS and before in OWNING
    return Proposal(tokens, text, region_after(tokens), _names_place(tokens, text, known), dateline, quarter)


def _resolve(sentence: Sentence, proposal: Proposal, known: Gazetteer, bearings: Bearings) -> PlaceMention | None:
    tokens, text, region, used = proposal[:4]
    context = bearings.context
    if len(tokens) == 1 and (text in naming().streets or text.lower() in MONTHS or text.lower() in SIDES):
        return None
    if not used:
        return None
    after = _next(tokens)
    hint = after.lower_ if after is not None and after.lower_ in KIND_OF_HINT and not _is_common(tokens, after) else ""
    place = known.lookup_chain([text, region], context) if region else None
    place = place or bearings.named.get(text)
    sure = place is not None
    end = sentence.until(tokens[-1])
    if place is None and hint:
        place = at_home(text, bearings.home, known, hint) or known.lookup(text, context, kind_hint=hint)
        end = sentence.until(after) if place is not None and after is not None else end
    if place is None:
        place = at_home(text, bearings.home, known) or known.lookup(text, context, strict=not _is_entity(tokens))
    start = sentence.where(tokens[0])
    if place is None or (region and not sure and _lies_elsewhere(place, region, sentence.text[end - sentence.start :])):
        return None
    words = sentence.text[start - sentence.start : end - sentence.start]
    fits = sure or bearings.fits(text, place)
    if not fits and text in bearings.quarters:
        return None
    return PlaceMention(start, end, words, place, fits)


def _lies_elsewhere(place: Place, region: str, after: str) -> bool:
    """Whether the copy gives a name with another state than a place of that name lies in: it is one we do not know."""
    state = gazetteer().region(region)
    if state is None or state.kind != "region" or state.id in (place.id, *place.within):
        return False
    return re.match(rf",\s*{re.escape(region)}\s*(?:[,.;:)–—-]|$)", after) is not None


def _names_place(tokens: list[Token], text: str, known: Gazetteer) -> bool:
    """Whether the copy uses the words as a place's name, not as part of another name."""
    if _part_of_longer_place(tokens) or _part_of_other_name(tokens) or _names_street(tokens) or _is_origin(tokens):
        return False
    return _has_evidence(tokens, text, known)


def _is_common(tokens: list[Token], noun: Token) -> bool:
    """Whether a small-written noun behind a name only says what lies there: "a western Nevada city"."""
    if noun.lower_ not in SETTLEMENTS or noun.text != noun.lower_:
        return False
    if noun.i + 1 < len(noun.doc) and noun.nbor(1).lower_ == "of":
        return True
    i = tokens[0].i - 1
    while i >= 0 and (noun.doc[i].tag_ in ("JJ", "NN") or noun.doc[i].lower_ in SIDES):
        i -= 1
    return i >= 0 and noun.doc[i].lower_ in INDEFINITE


def _is_origin(tokens: list[Token]) -> bool:
    """Whether a name only says where somebody is from: "a Denver-based band"."""
    doc, after = tokens[0].doc, tokens[-1].i + 1
    return after + 1 < len(doc) and doc[after].text == "-" and doc[after + 1].lower_ in ORIGIN


def _next(tokens: list[Token]) -> Token | None:
    last = tokens[-1]
    return last.nbor(1) if last.i + 1 < len(last.doc) else None


def _is_entity(tokens: list[Token]) -> bool:
    """Whether NER takes exactly these tokens for a place: then a weak name will do."""
    first, last = tokens[0], tokens[-1]
    if first.ent_type_ != "GPE" or first.ent_iob_ != "B" or last.ent_type_ != "GPE":
        return False
    after = _next(tokens)
    return (after is None or after.ent_iob_ != "I") and bool(first.i) and first.nbor(-1).lower_ in PREPOSITIONS


def _part_of_other_name(tokens: list[Token]) -> bool:
    """Inside a longer person's or organisation's name: "Paris Hilton", "Jordan Smith"."""
    labels = {token.ent_type_ for token in tokens}
    if labels & {"PERSON"} and not any(token.ent_type_ in PLACE_LABELS for token in tokens):
        entity = [token for token in tokens[0].sent if token.ent_type_ == "PERSON"]
        run = [token for token in entity if abs(token.i - tokens[0].i) <= LONGEST]
        longer = len(run) > len(tokens)
        return longer or tokens[0].nbor(-1).lower_ not in PREPOSITIONS if tokens[0].i else True
    return False


def _part_of_longer_place(tokens: list[Token]) -> bool:
    """Inside the name of a quarter or a site that the gazetteer does not have: "Hamilton Heights", "Event Center"."""
    first, last, after = tokens[0], tokens[-1], _next(tokens)
    if first.i and first.nbor(-1).text == "-" and not first.nbor(-1).whitespace_ and not first.nbor(-2).whitespace_:
        return True  # the second half of a name with a hyphen
    if (
        after is not None
        and _runs_on(after)
        and after.lower_ not in KIND_OF_HINT
        and polity_of(after.text) is None
        and gazetteer().region(after.text) is None
    ):
        return True
    return (
        bool(first.i)
        and _runs_on(first)
        and is_capital(first.nbor(-1))
        and first.nbor(-1).lower_ not in SIDES
        and last is first
    )


def _runs_on(token: Token) -> bool:
    return token.ent_iob_ == "I" and token.ent_type_ in ("GPE", "LOC", "FAC") and token.tag_ in ("NNP", "NNPS")


def _names_street(tokens: list[Token]) -> bool:
    """A street's name, not the place it is called after: "Good Hope Road", "Main and Oxford streets"."""
    words = naming().streets
    doc, after = tokens[0].doc, tokens[-1].i + 1
    following = list(doc[after : after + 3])
    if not following:
        return False
    if following[0].text.rstrip(".") in words and not (len(following) > 1 and following[1].text == "-"):
        return True
    joined = len(following) == 3 and following[0].lower_ in ("and", "&", "near", "at") and is_capital(following[1])
    return joined and following[2].lower_ in WAYS


def _has_evidence(tokens: list[Token], text: str, known: Gazetteer) -> bool:
    """NER calls it a place, or a preposition or a comma chain puts something there, or it is a country."""
    if any(token.ent_type_ in PLACE_LABELS for token in tokens):
        return True
    before = tokens[0].nbor(-1) if tokens[0].i else None
    if before is not None and before.lower_ in SIDES and before.i:
        before = before.nbor(-1)
    if before is not None and before.lower_ in PREPOSITIONS | {"the"}:
        return True
    if polity_of(text) is not None:
        return True
    after = _next(tokens)
    if tokens[0].is_sent_start and text.isupper() and after is not None and after.text in DATELINE_ENDS:
        return True
    if (
        before is not None
        and before.lower_ in {"and", ",", "or"}
        and before.i
        and before.nbor(-1).ent_type_ in PLACE_LABELS
    ):
        return True
    return after is not None and after.lower_ in KIND_OF_HINT
