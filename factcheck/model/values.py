"""What a claim can say, a type a kind of claim.

Numbers are intervals: `min` and `max` are None at an open end, and `qualifier` keeps the hedge in the
words of the copy ("exact" where there is none). "About 80" and "nearly 80" have min = max = 80: how
wide they are is for the comparator to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from msgspec import Struct


class Kind(StrEnum):
    """The kinds of claim."""

    DATE = "date"
    VENUE = "venue"
    CASUALTY = "casualty"
    OFFICE_HOLDER = "office_holder"
    QUANTITY = "quantity"
    ORDINAL = "ordinal"
    OUTCOME = "outcome"
    ROLE = "role"


Number = int | float


class Bounds(Struct, frozen=True):
    """A number as an interval."""

    min: Number | None
    max: Number | None
    min_exclusive: bool = False
    max_exclusive: bool = False
    qualifier: str = "exact"

    @property
    def first(self) -> Number:
        """The lower end, the upper one where the interval has no lower, 0 where it has neither."""
        return self.min if self.min is not None else (self.max or 0)


class DateValue(Struct, frozen=True, kw_only=True):
    """An ISO 8601 date, month, year, date-time or interval `a/b`, as precise as the copy.

    A date whose year is not known is written `--MM-DD`. `tolerance` is the slack of the phrase in
    days: "a week earlier" is good to about three.
    """

    iso: str
    precision: str
    tolerance: int = 0


class VenueValue(Struct, frozen=True, kw_only=True):
    """A place: its canonical name, its gazetteer id, and the ids of the places that contain it.

    `offset` holds how the spot lies to the place where it is not in it: a distance and direction ("35 km north-west
    of"), or only "near" or "just outside". `site` is a named building or ground inside it.
    """

    name: str
    place: str
    within: tuple[str, ...] = ()
    site: str = ""
    offset: str = ""


class CasualtyValue(Struct, frozen=True, kw_only=True):
    """A number of people harmed.

    `harm` is killed, injured, missing, displaced, detained or casualties; `group` says who ("all",
    "children", "soldiers"), `side` to whom they belong, `scope` over what it counts ("event", "day",
    "war", "year"); `part` marks a subset of another toll, `more` a number on top of one.
    """

    min: Number | None
    max: Number | None
    min_exclusive: bool = False
    max_exclusive: bool = False
    qualifier: str = "exact"
    unit: str = "people"
    harm: str
    group: str = "all"
    side: str = ""
    scope: str = "event"
    part: bool = False
    more: bool = False
    trend: str = ""


class OfficeHolderValue(Struct, frozen=True, kw_only=True):
    """A person in an office of a polity. `polity` is a gazetteer id or "" where it is not said."""

    name: str
    office: str
    polity: str
    qualifier: str = ""


class QuantityValue(Struct, frozen=True, kw_only=True):
    """A measure or a count of things; `of` says what was counted or measured."""

    min: Number | None
    max: Number | None
    min_exclusive: bool = False
    max_exclusive: bool = False
    qualifier: str = "exact"
    unit: str
    of: str = ""


def bounds_of(value: CasualtyValue | QuantityValue) -> Bounds:
    """The interval of a value."""
    return Bounds(value.min, value.max, value.min_exclusive, value.max_exclusive, value.qualifier)


class OrdinalValue(Struct, frozen=True, kw_only=True):
    """A number in a series ("the third round"), or how many there were ("both rounds")."""

    value: int
    of: str


class OutcomeValue(Struct, frozen=True, kw_only=True):
    """How something ended, as a term of the outcome lattice."""

    term: str


class RoleValue(Struct, frozen=True, kw_only=True):
    """The part that a party plays in an event."""

    role: str
    party: str


Value = (
    DateValue | VenueValue | CasualtyValue | OfficeHolderValue | QuantityValue | OrdinalValue | OutcomeValue | RoleValue
)

VALUE_TYPES: Mapping[Kind, type[Value]] = MappingProxyType(
    {
        Kind.DATE: DateValue,
        Kind.VENUE: VenueValue,
        Kind.CASUALTY: CasualtyValue,
        Kind.OFFICE_HOLDER: OfficeHolderValue,
        Kind.QUANTITY: QuantityValue,
        Kind.ORDINAL: OrdinalValue,
        Kind.OUTCOME: OutcomeValue,
        Kind.ROLE: RoleValue,
    }
)
"""The type of a claim's value, by its kind."""
