"""Place mentions: spans that the parse and the gazetteer propose together."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.extract.naming import naming
from factcheck.text.gazetteer import Gazetteer, gazetteer
from factcheck.text.place import KIND_OF_HINT, Place
from factcheck.text.polities import polity_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from factcheck.extract.document import Sentence

PREPOSITIONS = frozenset(
    "in at near from to of outside around into across through inside between over toward towards on off within".split()
)
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
LONGEST = 5
# Inhabitants from which a town is a rival for its namesakes elsewhere.
SIZEABLE = 5000
SIDES = frozenset(
    "north south east west central downtown greater upper lower northeast northwest southeast southwest "
    "ne nw se sw".split()
)
WAYS = frozenset("streets avenues roads drives boulevards lanes".split())
MONTHS = frozenset(name.lower() for name in calendar.month_name if name)

# "GENEVA - The talks ...", "GENEVA (Agency) -": where the copy comes from.
DATELINE_ENDS = frozenset({"-", "–", "—", "--", "("})


@dataclass(frozen=True)
class PlaceMention:
    """A place named in the text, with its head noun where one follows ("Herat province")."""

    start: int
    end: int
    text: str
    place: Place


def find_place_mentions(sentences: Sequence[Sentence], in_play: frozenset[str] = frozenset()) -> Iterator[PlaceMention]:
    """Places named in the sentences, in order, without overlap; `in_play` are ids of places known from elsewhere.

    Two passes: names that are sure without context come first and give the countries and regions in
    play; those decide the ambiguous ones.
    """
    known = gazetteer()
    proposals = [(sentence, tokens) for sentence in sentences for tokens in _proposals(sentence, known)]
    context = _context(proposals, known) | in_play
    taken: dict[int, int] = {}
    for sentence, tokens in proposals:
        if taken.get(sentence.index, -1) >= tokens[0].i:
            continue
        mention = _resolve(sentence, tokens, known, context)
        if mention is not None:
            taken[sentence.index] = tokens[-1].i
            yield mention


def _context(proposals: list[tuple[Sentence, list[Token]]], known: Gazetteer) -> frozenset[str]:
    """Ids of the countries and regions that the sure names of the article lie in.

    A name that several towns or counties bear does not vouch for its own reading: the others decide it.
    """
    found = [(text, place) for _, tokens in proposals if (place := known.lookup(text := _text(tokens))) is not None]
    plain = [place for text, place in found if not _shared(text, place, known)]
    core = frozenset(i for place in plain for i in (place.id, *place.within))
    if not core:
        return frozenset(i for _, place in found for i in (place.id, *place.within))
    read = [known.lookup(text, core) or place for text, place in found]
    return core | frozenset(i for place in read for i in (place.id, *place.within))


def _shared(text: str, place: Place, known: Gazetteer) -> bool:
    """Whether a town of some size, or a county, elsewhere has the same name."""
    if place.kind not in ("city", "district"):
        return False
    return any(
        p.id != place.id
        and p.kind in ("city", "district")
        and (p.kind == "district" or p.population >= SIZEABLE)
        and not set(p.within) & {place.id}
        and not set(place.within) & {p.id}
        for p in known.candidates(text)
    )


def _proposals(sentence: Sentence, known: Gazetteer) -> Iterator[list[Token]]:
    """Runs of capitalised tokens that name a known place, the longest at each position first."""
    tokens = list(sentence.span)
    words = sentence.words
    capital = [word[:1].isupper() for word in words]
    for position, token in enumerate(tokens):
        if not capital[position] or token.is_punct:
            continue
        for end in range(min(position + LONGEST, len(tokens)), position, -1):
            if capital[end - 1] and known.is_name(tuple(words[position:end])):
                yield tokens[position:end]


def _capital(token: Token) -> bool:
    return token.text[:1].isupper()


def _text(tokens: list[Token]) -> str:
    return "".join([*(token.text_with_ws for token in tokens[:-1]), tokens[-1].text])


def _resolve(sentence: Sentence, tokens: list[Token], known: Gazetteer, context: frozenset[str]) -> PlaceMention | None:
    text = _text(tokens)
    if len(tokens) == 1 and (text in naming().streets or text.lower() in MONTHS):
        return None
    if (
        _part_of_longer_place(tokens)
        or _part_of_other_name(tokens)
        or _names_street(tokens)
        or not _has_evidence(tokens, text, known)
    ):
        return None
    after = _next(tokens)
    hint = after.lower_ if after is not None and after.lower_ in KIND_OF_HINT else ""
    region = _region_after(tokens)
    place = known.lookup_chain([text, region], context) if region else None
    end = sentence.until(tokens[-1])
    if place is None and hint:
        place = known.lookup(text, context, kind_hint=hint)
        end = sentence.until(after) if place is not None and after is not None else end
    if place is None:
        place = known.lookup(text, context, strict=not _is_entity(tokens))
    if place is None:
        return None
    start = sentence.where(tokens[0])
    return PlaceMention(start, end, sentence.text[start - sentence.start : end - sentence.start], place)


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


def _region_after(tokens: list[Token]) -> str:
    """The region or country named after a comma: "Ardmore, Okla."."""
    doc, after = tokens[0].doc, tokens[-1].i + 1
    if after + 1 >= len(doc) or doc[after].text != "," or not _capital(doc[after + 1]):
        return ""
    run = list(doc[after + 1 : after + 4])
    kept = [token for n, token in enumerate(run) if all(_capital(t) for t in run[: n + 1])]
    for length in range(len(kept), 0, -1):
        text = _text(kept[:length])
        if gazetteer().is_name((text,)) or text.endswith("."):
            return text
    return ""


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
        and _capital(first.nbor(-1))
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
    joined = len(following) == 3 and following[0].lower_ in ("and", "&", "near", "at") and _capital(following[1])
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
