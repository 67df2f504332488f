"""How dates, values, sources and counts are put into words for a reader, the same in every format."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from urllib.parse import urlsplit

from factcheck.model.article import Article
from factcheck.model.claim import Claim, Modality
from factcheck.model.finding import Finding, Scope, Side, Verdict
from factcheck.model.values import (
    CasualtyValue,
    DateValue,
    Kind,
    Number,
    OfficeHolderValue,
    OrdinalValue,
    OutcomeValue,
    QuantityValue,
    RoleValue,
    Value,
    VenueValue,
)
from factcheck.text.gazetteer import gazetteer
from factcheck.text.phrasing import unit

NO_SOURCE = "unnamed source"

KIND_NAMES: dict[Kind, str] = {
    Kind.DATE: "date",
    Kind.VENUE: "place",
    Kind.CASUALTY: "toll",
    Kind.OFFICE_HOLDER: "office-holder",
    Kind.QUANTITY: "quantity",
    Kind.ORDINAL: "number in a series",
    Kind.OUTCOME: "outcome",
    Kind.ROLE: "role",
}

VERDICT_ORDER: tuple[Verdict, ...] = (Verdict.CONTRADICTION, Verdict.DISPUTE, Verdict.DISCREPANCY, Verdict.UPDATE)

VERDICT_PLURALS: dict[Verdict, str] = {
    Verdict.CONTRADICTION: "contradictions",
    Verdict.DISPUTE: "disputes",
    Verdict.DISCREPANCY: "discrepancies",
    Verdict.UPDATE: "updates",
    Verdict.AGREEMENT: "agreements",
}

SCOPE_WORDS: dict[Scope, str] = {
    Scope.CROSS_SOURCE: "between sources",
    Scope.SAME_SOURCE: "one source against itself",
    Scope.SAME_ARTICLE: "one article against itself",
    Scope.REFERENCE: "against the reference table",
}

_MODALITY_WORDS: dict[Modality, str] = {
    Modality.ASSERTED: "",
    Modality.HEDGED: "hedged",
    Modality.DENIED: "denied",
    Modality.PLANNED: "a plan",
    Modality.HYPOTHETICAL: "hypothetical",
}

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

# Marks that turn the direction of what follows them: text could be shown in another order than it has.
_DIRECTION = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

_ISO_DATE = r"\d{4}-[01]\d(?:-[0-3]\d)?"
_ISO_IN_TEXT = re.compile(rf"(?<![\w/.-])({_ISO_DATE})(?:(?:/| to )({_ISO_DATE}))?(?![\w/-])")
_ISO = re.compile(r"(?P<year>\d{4}|-)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:[T ](?P<time>\d\d:\d\d).*)?)?)?")


def count(number: int, one: str, many: str = "") -> str:
    """ "1 source", "4 sources"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(items: list[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


RULINGS = {"confirm": "confirmed", "dismiss": "dismissed", "unsure": "unsure"}


def reviewed_words(rulings: Mapping[str, int]) -> str:
    """ "confirmed 3, dismissed 1", or "" """
    return ", ".join(f"{word} {rulings[key]}" for key, word in RULINGS.items() if rulings.get(key))


def day(when: date | None) -> str:
    """ "11 March 2026", or "undated"."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}" if when else "undated"


def iso_words(iso: str) -> str:
    """An ISO date, month, year, date-time or interval in words; what is not one is returned as it is."""
    first, slash, last = iso.partition("/")
    if not slash:
        return _moment(first)
    one, two = _ISO.fullmatch(first), _ISO.fullmatch(last)
    if one and two and _whole_day(one) and _whole_day(two) and one.group("year", "month") == two.group("year", "month"):
        return f"{int(one['day'])}–{_moment(last)}"
    return f"{_moment(first)} to {_moment(last)}"


def _whole_day(match: re.Match[str]) -> bool:
    return bool(match["day"]) and not match["time"]


def _moment(iso: str) -> str:
    match = _ISO.fullmatch(iso)
    if match is None:
        return iso
    month = match["month"]
    if month and not 1 <= int(month) <= 12:
        return iso
    parts = [
        str(int(match["day"])) if match["day"] else "",
        _MONTHS[int(month) - 1] if month else "",
        match["year"].strip("-"),
    ]
    words = " ".join(part for part in parts if part)
    return f"{words}, {match['time']}" if match["time"] else words


def dates_in_words(text: str) -> str:
    """`text` with its ISO dates, months with a year and intervals in words; table rows stay as they are."""
    return _ISO_IN_TEXT.sub(lambda match: iso_words("/".join(filter(None, match.groups()))), text)


def number(value: Number) -> str:
    """With thousands separated: "41,500,000", "78.6"."""
    return f"{value:,}" if isinstance(value, int) or not value.is_integer() else f"{int(value):,}"


def _interval(value: CasualtyValue | QuantityValue) -> str:
    """ "12", "about 80", "more than 13", "7 or more", "30 to 40"."""
    low, high = value.min, value.max
    if low is None and high is None:
        return value.qualifier if value.qualifier != "exact" else "some"
    if low is not None and high is not None:
        amount = number(low) if low == high else f"{number(low)} to {number(high)}"
        return amount if value.qualifier == "exact" else f"{value.qualifier} {amount}"
    if high is None:
        assert low is not None
        return f"{'more than' if value.min_exclusive else 'at least'} {number(low)}"
    return f"{'fewer than' if value.max_exclusive else 'at most'} {number(high)}"


def _beside(offset: str, name: str) -> str:
    """ "35 km north-west of X", "near X": with the word that leads to the name, where the offset does not end in it."""
    leads = offset.rpartition(" ")[2].lower() in ("of", "from", "off", "near", "outside", "to")
    return f"{offset} {name}" if leads else f"{offset} of {name}"


def describe(value: Value) -> str:
    """A claim's value in a few words."""
    match value:
        case DateValue(iso=iso):
            return iso_words(iso)
        case VenueValue(name=name, site=site, offset=offset):
            return ", ".join(part for part in (site, _beside(offset, name) if offset else name) if part)
        case CasualtyValue(harm=harm, group=group):
            whom = "" if group in ("all", "") else f" {group}"
            return f"{_interval(value)}{whom} {harm}"
        case QuantityValue(of=of):
            unit_words = f" {unit(value)}" if value.unit else ""
            return f"{_interval(value)}{unit_words}" + (f" ({of})" if of else "")
        case OfficeHolderValue(name=name, office=office, qualifier=qualifier):
            return f"{name}, {' '.join(part for part in (qualifier, office) if part)}"
        case OrdinalValue(value=place, of=of):
            return f"{of} no. {place}" if of else f"no. {place}"
        case OutcomeValue(term=term):
            return term
        case RoleValue(role=role, party=party):
            return f"{party} ({role})"


def place_name(code: str) -> str:
    """The name of a place or polity that is given by its id in the gazetteer; any other name as it is."""
    place = gazetteer().get(code)
    return plain(place.name if place is not None else code)


_WORKED_OUT = {"FC901": "by the calendar", "FC902": "the sum of its parts"}


def standing(finding: Finding, side: Side) -> str:
    """What a side rests on that is not an article's own words: "by the calendar", a table's row, or ""."""
    return standing_of(finding.code, side, second=side is finding.b)


def standing_of(code: str, side: Side, *, second: bool) -> str:
    """The same by the finding's code and whether the side is its second."""
    if side.reference is not None:
        return f"reference table {plain(side.reference.table)}, row {plain(side.reference.row)}"
    if second and code in _WORKED_OUT:
        return _WORKED_OUT[code]
    return "" if side.claims else "worked out from the copy"


def told(finding: Finding, explanation: str) -> str:
    """The explanation for a reader who has just read both values: without them, dates in words."""
    text = plain(explanation)
    # A denial is shown as "not 58 killed", and compared by its number.
    values = [plain(side.value).removeprefix("not ") for side in (finding.a, finding.b)]
    for first, second in (values, values[::-1]):
        text = text.removeprefix(f"{first} against {second}: ")
    return dates_in_words(text[:1].upper() + text[1:])


def source_name(article: Article) -> str:
    """The article's source, or words that say it has none."""
    return article.source or NO_SOURCE


def spoken_by(claim: Claim) -> str:
    """Who is quoted, how firmly and where: "citing Ada Renn, hedged", "denied by X", "in the headline", or ""."""
    said, firmness = claim.attribution, _MODALITY_WORDS[claim.modality]
    where = "" if claim.place == "body" else f"in the {claim.place}"
    if said is None:
        parts = [firmness, where]
    elif claim.modality is Modality.DENIED:
        parts = [f"denied by {said.speaker}", where]
    else:
        parts = [f"citing {said.speaker}", firmness, where]
    return ", ".join(part for part in parts if part)


def verdict_counts(findings: tuple[Finding, ...]) -> list[str]:
    """ "2 contradictions", "1 dispute" …, the graver first, without the verdicts that do not occur."""
    totals = [(verdict, sum(finding.verdict is verdict for finding in findings)) for verdict in VERDICT_ORDER]
    return [count(total, verdict.value, VERDICT_PLURALS[verdict]) for verdict, total in totals if total]


def plain(text: str) -> str:
    """One line of `text` without control and direction-changing characters, which could rewrite a terminal's line."""
    return "".join(char for char in " ".join(text.split()) if not _is_hidden(char))


def visible(text: str) -> str:
    """`text` with its line breaks and without the characters that `plain` drops."""
    return "".join(char for char in text if char in "\n\t" or not _is_hidden(char))


def _is_hidden(char: str) -> bool:
    return unicodedata.category(char) == "Cc" or char in _DIRECTION or "\ue000" <= char <= "\ue001"


def safe_url(url: str) -> str:
    """The address where it is a plain http or https one, else "": nothing else may become a link."""
    if any(char.isspace() or char in '<>"\\' or _is_hidden(char) for char in url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.hostname else ""
