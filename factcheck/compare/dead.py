"""What an article tells of the dead of an event, by which differences between tolls explain themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations

from msgspec import Struct

from factcheck.model.claim import Claim
from factcheck.model.values import CasualtyValue

# One of the hurt has died since.
LATER = re.compile(
    r"\b(?:later|since|has|have) died\b|\bsuccumbed\b|\bdied (?:later|hours|days|overnight|at|in|of|from)\b", re.I
)


class Dead(Struct, frozen=True):
    """Numbers of dead that an article gives, whether an attacker is among them, and whether some died later."""

    numbers: frozenset[float] = frozenset()
    attacker: bool = False
    later: bool = False

    def together(self, other: Dead) -> Dead:
        """What two articles tell between them."""
        return Dead(self.numbers | other.numbers, self.attacker or other.attacker, self.later or other.later)

    def explains(self, difference: float) -> bool:
        """Whether the dead, or those who died between two counts, make up a difference in the hurt."""
        gaps = {abs(x - y) for x, y in combinations(sorted(self.numbers), 2)}
        return difference > 0 and difference in self.numbers | gaps


def dead_of(claims: Iterable[Claim]) -> dict[tuple[str, str], Dead]:
    """The dead by (article, event)."""
    found: dict[tuple[str, str], Dead] = {}
    for claim in claims:
        value = claim.value
        if not isinstance(value, CasualtyValue) or value.harm != "killed":
            continue
        key = (claim.article, claim.event or "")
        numbers = frozenset() if value.part or value.min is None else frozenset({float(value.min)})
        told = Dead(numbers, value.group == "attackers", LATER.search(claim.quote) is not None)
        found[key] = found.get(key, Dead()).together(told)
    return found
