"""Counties and their towns: a copy that names both means the county that has the town, and the town that lies in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.text.gazetteer import Gazetteer
from factcheck.text.place import Place

if TYPE_CHECKING:
    from factcheck.extract.bearings import Proposal

HEADS = frozenset({"county", "parish", "borough"})
# Of two counties with towns that the copy names, the one whose towns have so many times the people is meant.
CLEAR_LEAD = 3
# A name that copy uses for a place says more than one that merely stands there.
USED, STANDING = 2, 1


class _Fit(Struct, frozen=True):
    """A county that a name may mean, with the towns in it that the copy names."""

    county: Place
    towns: Mapping[str, Place]
    weight: int

    @property
    def people(self) -> int:
        """Inhabitants of the towns."""
        return sum(town.population for town in self.towns.values())


def paired(proposals: Sequence[Proposal], known: Gazetteer) -> dict[str, Place]:
    """The county or town that each name means, for counties of which the copy names a town, and for those towns."""
    used: dict[str, int] = defaultdict(int)
    for proposal in proposals:
        if (proposal.used or not _is_person(proposal)) and not _is_cut(proposal):
            used[proposal.text] = max(used[proposal.text], USED if proposal.used else STANDING)
    counties = [name for name in used if _is_county(name)]
    towns = {name: _towns(name, known) for name in used if not _is_county(name)} if counties else {}
    found: dict[str, Place] = {}
    for name in counties:
        best = _best([_fit(county, towns, used) for county in known.candidates(name) if county.kind == "district"])
        if best is not None:
            found |= {name: best.county, **best.towns}
    return found


def _fit(county: Place, towns: Mapping[str, list[Place]], used: Mapping[str, int]) -> _Fit:
    inside = {
        name: next(t for t in bearers if county.id in t.within)
        for name, bearers in towns.items()
        if any(county.id in t.within for t in bearers)
    }
    return _Fit(county, inside, sum(used[name] for name in inside))


def _best(fits: Sequence[_Fit]) -> _Fit | None:
    """The county with the most towns named, if it clearly has more, or clearly greater ones."""
    ranked = sorted((fit for fit in fits if fit.towns), key=lambda f: (-f.weight, -f.people, f.county.id))
    if not ranked:
        return None
    best, rivals = ranked[0], ranked[1:]
    clear = all(f.weight < best.weight or f.people * CLEAR_LEAD < best.people for f in rivals)
    return best if clear else None


def _is_county(name: str) -> bool:
    return name.split()[-1].lower() in HEADS and len(name.split()) > 1


def _is_person(proposal: Proposal) -> bool:
    return any(token.ent_type_ == "PERSON" for token in proposal.tokens)


def _is_cut(proposal: Proposal) -> bool:
    """Whether the words are only the first of a county's name."""
    doc, after = proposal.tokens[0].doc, proposal.tokens[-1].i + 1
    return after < len(doc) and doc[after].lower_ in HEADS


def _towns(name: str, known: Gazetteer) -> list[Place]:
    """The towns of a name; none of what our own entries have by that name."""
    own = known.lookup(name)
    if own is not None and own.id.startswith("x:"):
        return []
    return [place for place in known.candidates(name) if place.kind == "city"]
