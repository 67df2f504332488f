"""The audit: what a corpus or a table of claims shows of its sources, and what its questions' best answers are."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from factcheck.model.report import Tool


class Statement(Struct, frozen=True, kw_only=True):
    """One source's answer to one question, in the words of a report or of a table.

    `id` is the claim's, or "row 7" of a table; what a claim says of another question than its own has the id with a
    word and a colon before it. Statements of one `origin` are copies of one text and count
    once. `own` is False where the source only quotes a named speaker. `precise` is False for bounds, rounded
    numbers and values that contain another that was given. `article` is "" in a table; `where` is the place
    in the file.
    """

    id: str
    object: str
    source: str
    value: str
    kind: str = ""
    origin: str = ""
    day: date | None = None
    speaker: str = ""
    own: bool = True
    hedged: bool = False
    precise: bool = True
    article: str = ""
    where: str = ""
    quote: str = ""

    @property
    def claim(self) -> str:
        """The id of the claim or row that says so."""
        return self.id.rpartition(":")[2]


class Rate(Struct, frozen=True, kw_only=True):
    """`hits` of `of`, with the mean and the 90 % interval of its posterior; None where there is nothing to count.

    `statements` are those behind the figure: the ones counted, or for "right" the ones counted against it.
    """

    name: str
    hits: float
    of: float
    mean: float | None
    low: float | None
    high: float | None
    statements: tuple[str, ...] = ()


class Copying(Struct, frozen=True, kw_only=True):
    """How many statements a source shares with another by copying, and what speaks for it.

    `basis` is "text" where the articles share their wording, "errors" where they share more mistakes than
    chance allows; `probability` is that of dependence.
    """

    of: str
    basis: str
    probability: float
    statements: tuple[str, ...]


class Correction(Struct, frozen=True, kw_only=True):
    """A source that gives another answer later on without marking it as a revision."""

    object: str
    before: str
    after: str
    statements: tuple[str, str]


class Timing(Struct, frozen=True, kw_only=True):
    """First and later reports: questions `first` answered, `followed`, and the days behind the first report.

    `behind` has the days for each question followed, in order; `median` is None without any.
    """

    first: int = 0
    followed: int = 0
    behind: tuple[int, ...] = ()
    median: float | None = None


class SourceAudit(Struct, frozen=True, kw_only=True):
    """What the audit found of one source. `ranked` is False where it has too few comparable claims."""

    source: str
    articles: int
    claims: int
    comparable: int
    origins: int
    ranked: bool
    reliability: Rate
    rates: tuple[Rate, ...]
    timing: Timing
    copies: tuple[Copying, ...] = ()
    corrections: tuple[Correction, ...] = ()


class Support(Struct, frozen=True, kw_only=True):
    """How one statement stands to the answer: exact, general (contains or bounds it), superseded or against."""

    statement: str
    source: str
    value: str
    relation: str


class Truth(Struct, frozen=True, kw_only=True):
    """The best supported answer to one question. `majority` is the baseline: most origins, ties by the alphabet.

    `probability` is that of the answer being the truth or containing it. `minimum` and `maximum` frame a toll;
    `rule` says in words what chose the answer.
    """

    id: str
    object: str
    kind: str
    value: str
    probability: float
    support: tuple[Support, ...]
    majority: str
    contested: bool
    minimum: str = ""
    maximum: str = ""
    rule: str = ""


class KindAgreement(Struct, frozen=True, kw_only=True):
    """Krippendorff's alpha over the questions of one kind; None where it is undefined."""

    kind: str
    alpha: float | None
    objects: int
    statements: int


class PairAgreement(Struct, frozen=True, kw_only=True):
    """How often two sources agree on the questions that both answer."""

    a: str
    b: str
    rate: Rate


class Agreement(Struct, frozen=True, kw_only=True):
    """Agreement by kind and by pair, and groups of sources that answer alike."""

    kinds: tuple[KindAgreement, ...] = ()
    pairs: tuple[PairAgreement, ...] = ()
    clusters: tuple[tuple[str, ...], ...] = ()


class Step(Struct, frozen=True, kw_only=True):
    """One report in the spread of an answer; `parent` is the statement it was likely taken from, or ""."""

    statement: str
    source: str
    day: date
    parent: str = ""
    basis: str = ""


class Chain(Struct, frozen=True, kw_only=True):
    """How one answer to one question spread from its first report."""

    object: str
    value: str
    steps: tuple[Step, ...]


class Method(Struct, frozen=True, kw_only=True):
    """How the figures were reached: names, the parameters, and the libraries with their versions."""

    truth: str
    parameters: tuple[tuple[str, str], ...]
    libraries: tuple[tuple[str, str], ...]


class Audit(Struct, frozen=True, kw_only=True):
    """One audit, in the order in which it is written.

    `rulings` are reviewers' last words on findings, each with how many findings have it.
    """

    tool: Tool
    method: Method
    sources: tuple[SourceAudit, ...]
    truths: tuple[Truth, ...]
    agreement: Agreement
    chains: tuple[Chain, ...]
    statements: tuple[Statement, ...]
    rulings: tuple[tuple[str, int], ...] = ()
