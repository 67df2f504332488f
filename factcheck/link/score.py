"""Scores of many pairs of mentions at once: the anchors of `anchors.py` as columns.

What two mentions say of place, date, parties and tolls is compared once for every two values, however many pairs say
it. Points are added up as whole numbers, so that a score does not depend on their order; `anchors.score` gives the
same for a pair.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from factcheck.link import anchors
from factcheck.link.anchors import Known, weights
from factcheck.link.pairs import Blocks, Ints, distinct
from factcheck.model.event import EventMention

# Points are multiples of a ten-thousandth.
UNIT = 10_000
NEVER = -(10**6)
DATES = ("", *anchors.DATE_LEVELS, "firm_apart")
SAME, NEAR, HOUR, APART, FIRM_APART = map(DATES.index, ("same", "near", "hour", "apart", "firm_apart"))
PARTIES = ("", "none", "some", "one", "pair")
ORDINALS = ("", "same", "different")
PLACES = ("", "same", "same_city", "same_region", "same_country", "inside", "inside_region", "inside_country", "apart")
MET = [PLACES.index(level) for level in anchors.MET]
TOLLS = ("", "same", "close", "near")
GAPS = ("", *anchors.GAPS)

Flags = NDArray[np.bool_]


class Links(Struct, frozen=True):
    """Pairs whose score reaches the threshold: the positions of both mentions, the first the lower, and the scores."""

    first: Ints
    second: Ints
    totals: NDArray[np.float64]


def find_links(mentions: Sequence[EventMention], known: Known, blocks: Blocks) -> Links:
    """The pairs of mentions of two articles that share a block and reach the threshold."""
    scorer = _Scorer(mentions, known)
    article = _Values.of(m.article for m in mentions).codes
    found = [(np.empty(0, np.int64),) * 3]
    for low, high in blocks.portions():
        first, second, _ = blocks.pairs(low, high)
        first, second = np.divmod(distinct(first * len(mentions) + second), len(mentions))
        apart = article[first] != article[second]
        first, second = first[apart], second[apart]
        totals = scorer.totals(first, second, (low, high))
        enough = totals >= _points(weights()["threshold"])
        found.append((first[enough], second[enough], totals[enough]))
    first, second, totals = (np.concatenate(column) for column in zip(*found, strict=True))
    return Links(first, second, totals / UNIT)


def _points(value: float) -> int:
    return round(float(value) * UNIT)


def _worth(points: Mapping[str, float], levels: Sequence[str]) -> Ints:
    """What each level is worth; the first, where nothing is known, nothing."""
    return np.array([0, *(_points(points[level]) for level in levels[1:])], np.int64)


class _Values(Struct, frozen=True):
    """A column: the number of each mention's value, the values by number, and whether a mention has one at all."""

    codes: Ints
    values: list[Any]
    there: Flags

    @classmethod
    def of(cls, values: Iterable[Hashable]) -> _Values:
        """A column of values, equal ones under one number."""
        number: dict[Any, int] = {}
        codes = np.fromiter((number.setdefault(v, len(number)) for v in values), np.int64)
        return cls(codes, list(number), np.array([bool(v) for v in number], np.bool_)[codes])

    def levels(self, a: Ints, b: Ints, names: Sequence[str], level: Callable[[Any, Any], str]) -> Ints:
        """The levels that the values of pairs reach, as positions in `names`; 0 where one of the two has none."""
        found = np.zeros(len(a), np.int64)
        rows = np.flatnonzero(self.there[a] & self.there[b])
        if not len(rows):
            return found
        number = len(self.values)
        both = self.codes[a[rows]] * number + self.codes[b[rows]]
        once = distinct(both)
        pairs = (divmod(code, number) for code in once.tolist())
        told = [names.index(level(self.values[x], self.values[y])) for x, y in pairs]
        found[rows] = np.array(told, np.int64)[np.searchsorted(once, both)]
        return found


class _Scorer:
    """Columns of mentions, by which any pairs of them are scored."""

    def __init__(self, mentions: Sequence[EventMention], known: Known) -> None:
        of = [known.of[m.id] for m in mentions]
        self._type = _Values.of(m.type for m in mentions).codes
        self._family = _Values.of(e.family for e in of)
        self._table = _Values.of(e.table for e in of)
        self._extended = np.array([e.extended for e in of], np.bool_)
        self._ordinal = _Values.of(m.ordinal if e.serial else None for m, e in zip(mentions, of, strict=True))
        self._counted = np.array([e.serial and m.ordinal is not None for m, e in zip(mentions, of, strict=True)])
        self._parties = _Values.of(m.participants for m in mentions)
        self._titles = _Values.of(anchors.titles(m.names) for m in mentions)
        self._places = _Values.of(anchors.met_in(m.places, m.participants) for m in mentions)
        self._dates = _Values.of(m.dates for m in mentions)
        self._tolls = _Values.of(anchors.great_tolls(m.tolls) for m in mentions)
        self._first_day = _days(anchors.first_day(m.dates) for m in mentions)
        self._main = np.array([m.salience == 1 for m in mentions], np.bool_)
        self._published = _days(e.published for e in of)
        self._names = _Names(mentions, known.common)

    def totals(self, a: Ints, b: Ints, span: tuple[int, int]) -> Ints:
        """Scores in units of the pairs (a, b), which are in order; all of `a` lie in the range `span`."""
        shared = self._names.shared(a, b, span)
        found = np.zeros(len(a), np.int64)
        for code, name in enumerate(self._table.values):
            rows = np.flatnonzero(self._table.codes[a] == code)
            if len(rows):
                table = weights()["weights"][name]
                places = self._places.levels(a[rows], b[rows], PLACES, anchors.places_level)
                names = self._names.points(a[rows], b[rows], shared[rows], (table["names"], np.isin(places, MET)))
                found[rows] = self._facts(a[rows], b[rows], places, table) + names
        return found

    def _facts(self, a: Ints, b: Ints, places: Ints, table: Any) -> Ints:
        """Points of all anchors but the names, by one table of weights."""
        date = self._date_levels(a, b)
        ordinal = np.where(self._ordinal.codes[a] == self._ordinal.codes[b], 1, 2) * (
            self._counted[a] & self._counted[b]
        )
        parties = self._parties.levels(a, b, PARTIES, anchors.parties_level)
        titles = self._titles.levels(a, b, ORDINALS, anchors.titles_level)
        tolls = self._tolls.levels(a, b, TOLLS, anchors.tolls_level)
        tolls[(date == APART) | (date == NEAR) | (date == HOUR)] = 0
        date[(date == APART) & (ordinal == ORDINALS.index("same")) & (parties >= PARTIES.index("some"))] = FIRM_APART
        after = self._after(a, b) | self._after(b, a)
        points = self._kinds(a, b, table) + np.where(after, _points(table["future"]["after"]), 0)
        for name, names, levels in (
            ("ordinal", ORDINALS, ordinal),
            ("participants", PARTIES, parties),
            ("title", ORDINALS, titles),
            ("place", PLACES, places),
            ("date", DATES, date),
            ("toll", TOLLS, tolls),
        ):
            points += _worth(table[name], names)[levels]
        return points + self._gaps(a, b, date, table["published"])

    def _kinds(self, a: Ints, b: Ints, table: Any) -> Ints:
        """Points for events of one type or family."""
        family = self._family.codes[a] == self._family.codes[b]
        kind = np.array([_points(table["kind"].get(name, 0)) for name in self._family.values], np.int64)
        same, near, far = (_points(table["type"][level]) for level in ("same", "family", "harm"))
        alike = np.where(self._type[a] == self._type[b], same, np.where(family, near, far))
        return alike + np.where(family, kind[self._family.codes[a]], 0)

    def _date_levels(self, a: Ints, b: Ints) -> Ints:
        found = np.zeros(len(a), np.int64)
        for extended in (True, False):
            rows = np.flatnonzero(self._extended[a] == extended)
            level = partial(anchors.dates_level, extended=extended)
            found[rows] = self._dates.levels(a[rows], b[rows], DATES, level)
        return found

    def _after(self, told: Ints, other: Ints) -> Flags:
        """Whether an event lies after the day on which the other article came out."""
        day, published = self._first_day[told], self._published[other]
        after: Flags = (day != NEVER) & (published != NEVER) & (day > published + anchors.AHEAD.days)
        return after

    def _gaps(self, a: Ints, b: Ints, date: Ints, table: Any) -> Ints:
        """Points for reports that came out close together, or not."""
        first, second = self._published[a], self._published[b]
        gap = 1 + np.searchsorted(np.array(anchors.GAP_DAYS), np.abs(first - second))
        gap[(first == NEVER) | (second == NEVER)] = 0
        dated = self._dates.there[a] & self._dates.there[b]
        worth = np.stack([_worth(table[name], GAPS) for name in ("same", "dated", "undated", "passing")])
        undated = np.where(self._main[a] & self._main[b], 2, 3)
        found: Ints = worth[np.where(date == SAME, 0, np.where(dated, 1, undated)), gap]
        return found


def _days(days: Iterable[date | None]) -> Ints:
    return np.fromiter((NEVER if day is None else day.toordinal() for day in days), np.int64)


class _Names:
    """The names of mentions by kind: how many each has, and how many two of them share."""

    def __init__(self, mentions: Sequence[EventMention], common: Mapping[str, int]) -> None:
        most = weights()["common_name"]
        kinds = {kind: n for n, kind in enumerate(weights()["weights"]["placed"]["names"]["kinds"])}
        self._kinds = tuple(kinds)
        self._held = np.zeros((len(mentions), len(kinds)), np.int64)
        number: dict[str, int] = {}
        keys, members = array("q"), array("q")
        for position, mention in enumerate(mentions):
            for name in mention.names:
                kind = kinds.get(name.partition(":")[0])
                if kind is None:
                    continue
                self._held[position, kind] += 1
                if common.get(name, 1) <= most:
                    keys.append(number.setdefault(name, len(number)) * len(kinds) + kind)
                    members.append(position)
        self._blocks = Blocks.of(keys, members, len(mentions))

    def shared(self, a: Ints, b: Ints, span: tuple[int, int]) -> Ints:
        """How many names the pairs share, a row a pair, a column a kind. The pairs are in order."""
        width, mentions = len(self._kinds), len(self._held)
        first, second, key = self._blocks.pairs(*span)
        wanted, pairs = first * mentions + second, a * mentions + b
        at = np.searchsorted(pairs, wanted)
        found = at < len(pairs)
        found[found] = pairs[at[found]] == wanted[found]
        counts = np.bincount(at[found] * width + key[found] % width, minlength=len(pairs) * width)
        return counts.reshape(len(pairs), width)

    def points(self, a: Ints, b: Ints, shared: Ints, by: tuple[Any, Flags]) -> Ints:
        """Points for names shared, and for kinds of which both have several and share none.

        They are given `by` a table and, for each pair, whether the places met.
        """
        table, met = by
        found = np.zeros(len(a), np.int64)
        for column, kind in enumerate(self._kinds):
            same, held = shared[:, column], np.minimum(self._held[a, column], self._held[b, column])
            fresh = np.maximum(0, same - shared[:, self._kinds.index("victim")]) if kind == "person" else same
            most = range(int(fresh.max(initial=0)) + 1)
            worth = [
                [_points(anchors.names_worth(kind, n, table, met=met, few=few)) for n in most]
                for few in (False, True)
                for met in (False, True)
            ]
            found += np.array(worth, np.int64)[2 * anchors.is_few(fresh, held) + met, fresh]
            if kind in table["none"]:
                several = held >= weights()["several"][kind]
                found += np.where(several & (same == 0), _points(table["none"][kind]), 0)
        return found
