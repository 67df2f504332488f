"""A number found in a text."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.values import Bounds


class NumberMention(Struct, frozen=True, kw_only=True):
    """A number in a text.

    `text[start:end]` is the number with its hedge and its currency sign, `core` the span of the number
    alone. `kind` is cardinal, ordinal, fraction or none ("no one"); `role` is count, age, clock, date,
    money, percent, measure, address, identifier, score, kin (of parents) or pronoun. `unit` is the currency code or the
    normalised unit and `unit_span` where a unit after the number stands. `partitive` marks "three of
    the", `more` a number on top of another ("two others"). `bounds` means nothing for a clock, a date,
    an address, an identifier or a score.
    """

    start: int
    end: int
    bounds: Bounds
    kind: str
    core: tuple[int, int]
    role: str = "count"
    unit: str = ""
    unit_span: tuple[int, int] | None = None
    partitive: bool = False
    more: bool = False

    def moved(self, by: int) -> NumberMention:
        """The same mention where the text begins `by` characters further on."""
        unit = self.unit_span
        return replace(
            self,
            start=self.start + by,
            end=self.end + by,
            core=(self.core[0] + by, self.core[1] + by),
            unit_span=None if unit is None else (unit[0] + by, unit[1] + by),
        )
