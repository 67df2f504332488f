"""Where an article is at home: the countries and states of the names that leave no doubt, and who fits in with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from factcheck.extract.counties import paired
from factcheck.text.gazetteer import Gazetteer, gazetteer
from factcheck.text.place import Place, distance_km
from factcheck.text.place_rules import place_rules

if TYPE_CHECKING:
    from factcheck.extract.parse import Token

# Inhabitants from which a town is a rival for its namesakes elsewhere.
SIZEABLE = 5000
# Copy names a town of another state without its state only where everybody knows it, or close by.
KNOWN_BY_NAME = 250_000
KNOWN_ABROAD = 100_000
OUTSHINES = 10
# A name that stands in the copy so many times as often as the others is what it is about.
IN_PASSING = 3
CLOSE_KM = 100
TOWNS = ("city", "district")


class Proposal(NamedTuple):
    """Words that may name a place, and the region behind them ("Ardmore, Okla."); `used` where copy uses them so.

    `dateline` marks the place that the copy comes from, `quarter` what the copy calls a neighbourhood.
    """

    tokens: list[Token]
    text: str
    region: str
    used: bool
    dateline: bool = False
    quarter: bool = False


@dataclass(frozen=True)
class Bearings:
    """What an article's names say of where it is.

    `context` holds ids of places in play, `core` of those that leave no doubt. `named` are the places that the copy
    gives with their state or country, by name, and `sure` those that need no context. `read` holds the best reading
    of each name, and `often` how often it stands there. `home` is the state of the dateline, or that of the county that
    the copy tells of, "" where neither is known: what bears the name of a place there is that place. `quarters` are
    names of neighbourhoods, which are no towns elsewhere.
    """

    context: frozenset[str]
    core: frozenset[str]
    named: Mapping[str, Place]
    sure: Mapping[str, Place]
    read: Mapping[str, Place]
    often: Mapping[str, int]
    home: str = ""
    quarters: frozenset[str] = frozenset()

    def beside(self, other: Bearings, in_play: frozenset[str]) -> Bearings:
        """These together with another part's, and with what places are in play there."""
        return Bearings(
            self.core | in_play or self.context,
            self.core | other.core,
            {**self.named, **other.named},
            {**self.sure, **other.sure},
            {**self.read, **other.read},
            other.often,
            self.home or other.home,
            self.quarters | other.quarters,
        )

    def fits(self, text: str, place: Place) -> bool:
        """Whether a name alone may mean a place: small ones lie where the article's greater ones do, or close by."""
        others = {name: p for name, p in self.sure.items() if name != text}
        if text in self.quarters:
            return any(_close(p, place) for p in others.values())
        vouching = {name: p for name, p in others.items() if _vouches(p, place)}
        if place.kind not in TOWNS or not vouching:
            return True
        if sum(self.often.get(name, 0) for name in vouching) * IN_PASSING < self.often.get(text, 0):
            return True
        if place.country not in {p.country for p in others.values()}:
            return place.population >= KNOWN_ABROAD
        if place.country not in place_rules().dense or place.population >= KNOWN_BY_NAME:
            return True
        if self.home and place.country in place_rules().stated and _state(place) != self.home:
            told = any(p.id == _state(place) for p in others.values())
            return told or any(_close(p, place) for p in others.values())
        if text in self.sure and place.population >= SIZEABLE:
            return True
        at_home = [p for p in [*others.values(), *self._company(text)] if _state(p) == _state(place)]
        known = any(_state(p) for p in vouching.values() if p.country == place.country)
        return bool(at_home) or not known or any(_close(p, place) for p in others.values())

    def _company(self, text: str) -> list[Place]:
        """The readings of the other names, where two or more of them lie in one state."""
        states = Counter(_state(place) for name, place in self.read.items() if name != text)
        return [p for name, p in self.read.items() if name != text and states[_state(p)] > 1]


def bearings_of(proposals: Sequence[Proposal], known: Gazetteer) -> Bearings:
    """The bearings of an article, from the runs of words that may name places.

    A name that several towns or counties bear does not vouch for its own reading: the others decide it.
    """
    quarters = frozenset(p.text for p in proposals if p.quarter)
    proposals = [p for p in proposals if p.region or p.text not in quarters]
    evident = frozenset(proposal.text for proposal in proposals if proposal.used)
    told = _named(proposals, known)
    pairs = paired(proposals, known)
    named = {**pairs, **told}
    home = _home(proposals, known, told, pairs)
    often = Counter(proposal.text for proposal in proposals)
    found = {text: place for text in often if (place := _read(text, evident, known)) is not None}
    found |= {text: place for text in evident if (place := at_home(text, home, known)) is not None}
    plain = {text: p for text, p in found.items() if not _shared(text, p, known) or _outshines(text, p, known)} | named
    sure = {text: place for text, place in plain.items() if text in evident or text in named}
    core = frozenset(i for place in plain.values() for i in (place.id, *place.within))
    core |= frozenset({home, home[:2]} if home else ())
    if core:
        found = {t: at_home(t, home, known) or known.lookup(t, core) or p for t, p in found.items()}
    context = core | frozenset(i for place in found.values() for i in (place.id, *place.within))
    evident_ones = {text: place for text, place in found.items() if text in evident}
    return Bearings(context, core, named, sure, evident_ones, often, home, quarters)


def at_home(text: str, home: str, known: Gazetteer, hint: str = "") -> Place | None:
    """The place of the home state that a name means there; None for what everybody knows to lie elsewhere."""
    place = known.lookup(text, (home,), kind_hint=hint) if home else None
    if place is None or home not in place.within:
        return None
    anywhere = known.lookup(text, kind_hint=hint)
    elsewhere = anywhere is not None and home not in anywhere.within and _outshines(text, anywhere, known)
    return None if elsewhere else place


def _great(text: str, known: Gazetteer) -> Place | None:
    """The great city that a dateline names without its state."""
    place = known.lookup(text.title(), strict=False)
    return place if place is not None and place.kind in TOWNS and place.population >= KNOWN_BY_NAME else None


def _home(
    proposals: Sequence[Proposal], known: Gazetteer, named: Mapping[str, Place], pairs: Mapping[str, Place]
) -> str:
    """The state of the dateline where that is given, else that of the county whose towns the copy names."""
    datelined = (named.get(p.text) or _great(p.text, known) for p in proposals if p.dateline)
    place = next(filter(None, datelined), None) or next(iter(pairs.values()), None)
    return "" if place is None else _state(place)


def _read(text: str, evident: frozenset[str], known: Gazetteer) -> Place | None:
    """The place that a name means without context; where used as a place, a great city that bears a surname too."""
    place = known.lookup(text)
    if place is None and text in evident:
        weak = known.lookup(text, strict=False)
        place = weak if weak is not None and _outshines(text, weak, known) else None
    return place


def _named(proposals: Sequence[Proposal], known: Gazetteer) -> dict[str, Place]:
    """The places that are given with their state or country, by name; none for a name that is given with two."""
    found: dict[str, set[Place]] = {}
    for proposal in proposals:
        place = known.lookup_chain([proposal.text, proposal.region]) if proposal.region else None
        if place is not None:
            found.setdefault(proposal.text, set()).add(place)
            if proposal.text.isupper():
                found.setdefault(proposal.text.title(), set()).add(place)  # as a dateline has it
    return {text: next(iter(places)) for text, places in found.items() if len(places) == 1}


def _vouches(place: Place, other: Place) -> bool:
    """Whether a place says where the article is: a country or a state, or a town at least as great as the other."""
    if place.kind in ("country", "region"):
        return True
    return place.kind in TOWNS and place.population >= other.population


def _state(place: Place) -> str:
    """The first-level division of a place, "" where it has none."""
    if place.kind == "region":
        return place.id
    return next((i for i in place.within if i.startswith(f"{place.country}-")), "")


def _outshines(text: str, place: Place, known: Gazetteer) -> bool:
    """Whether a city is so much greater than its namesakes that nobody gives its state."""
    if place.country not in place_rules().dense or place.population < KNOWN_BY_NAME:
        return False
    rivals = [p for p in known.candidates(text) if _state(p) != _state(place)]
    return all(p.population * OUTSHINES < place.population for p in rivals)


def _close(a: Place, b: Place) -> bool:
    apart = distance_km(a, b)
    return apart is not None and apart <= CLOSE_KM


def _shared(text: str, place: Place, known: Gazetteer) -> bool:
    """Whether a town of some size, or a county, elsewhere has the same name."""
    if place.kind not in TOWNS:
        return False
    return any(
        p.id != place.id
        and p.kind in TOWNS
        and (p.kind == "district" or p.population >= SIZEABLE)
        and not set(p.within) & {place.id}
        and not set(place.within) & {p.id}
        for p in known.candidates(text)
    )


def region_after(tokens: list[Token]) -> str:
    """The region or country named after a comma: "Ardmore, Okla."."""
    doc, after = tokens[0].doc, tokens[-1].i + 1
    if after + 1 >= len(doc) or doc[after].text != "," or not is_capital(doc[after + 1]):
        return ""
    run = list(doc[after + 1 : after + 4])
    kept = [token for n, token in enumerate(run) if all(is_capital(t) for t in run[: n + 1])]
    for length in range(len(kept), 0, -1):
        text = text_of(kept[:length])
        if gazetteer().is_name((text,)) or text.endswith("."):
            return text
    return ""


def is_capital(token: Token) -> bool:
    """Whether a token begins with a capital."""
    return token.text[:1].isupper()


def text_of(tokens: list[Token]) -> str:
    """The words of adjoining tokens as they stand."""
    return "".join([*(token.text_with_ws for token in tokens[:-1]), tokens[-1].text])
