"""Values in words that a reader understands."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from factcheck.model.values import (
    CasualtyValue,
    DateValue,
    Number,
    OfficeHolderValue,
    OrdinalValue,
    OutcomeValue,
    QuantityValue,
    RoleValue,
    VenueValue,
)
from factcheck.text.stems import after_number


def show(value: Struct) -> str:
    """A value, any of `model.values.Value`, as a reader sees it: "at least 7", "Lima", "2024-06-04/2024-06-05"."""
    match value:
        case DateValue():
            return value.iso.replace("/", " to ")
        case VenueValue():
            return f"{value.offset} {value.name}".strip()
        case CasualtyValue():
            return f"{number(value)} {value.harm}"
        case QuantityValue():
            return f"{number(value)} {unit(value)} {value.of}".strip()
        case OfficeHolderValue():
            return f"{value.qualifier} {value.name}".strip()
        case OrdinalValue():
            return str(value.value)
        case OutcomeValue():
            return value.term
        case RoleValue():
            return value.party
        case _:
            return ", ".join(str(field) for field in msgspec.to_builtins(value).values())


def unit(value: QuantityValue) -> str:
    """The unit as it stands after the number: "aftershocks" after 8, "person" after 1."""
    point = value.max if value.max is not None else value.min
    return after_number(value.unit, 2 if point is None else point)


def number(value: CasualtyValue | QuantityValue) -> str:
    """An interval in words, with the hedge of the copy where it has one."""
    low, high = value.min, value.max
    if low is not None and high is not None and low != high:
        return f"{digits(low)}–{digits(high)}"
    point = low if low is not None else high
    if point is None:
        return value.qualifier
    if value.qualifier in ("exact", ""):
        if high is None:
            return f"at least {digits(point)}"
        if low is None:
            return f"at most {digits(point)}"
        return digits(point)
    if value.qualifier in ("dozens", "hundreds", "thousands", "scores", "several"):
        return value.qualifier
    return f"{value.qualifier} {digits(point)}"


def digits(n: Number) -> str:
    """A number with thousands set off by commas."""
    return f"{int(n):,}" if float(n).is_integer() else f"{n:,}"
