"""What the formats of a check share: each result in words, with its place in the file and what stands against it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from factcheck.model.article import Article
from factcheck.model.check import Check, Notice, Result
from factcheck.model.claim import Claim
from factcheck.render.digest import Index, Voice, voice_of
from factcheck.render.words import count, dates_in_words, day, plain, safe_url, source_name, standing, verdict_counts
from factcheck.text.offsets import line_column

_BRIEF = 40  # characters of a rival passage on each side of its value, where there is one line for all
# Files whose lines are those of the copy; of a page or a word processor's file only the text is counted.
_MAPPED = (".txt", ".md", ".json", ".jsonl", ".csv")
_CORRECTS = {
    "correction": "{0} corrects {1}",
    "retraction": "{0} retracts {1}",
    "version": "{0} is a later version of {1}",
}


class Place(Struct, frozen=True, kw_only=True):
    """Where words stand: the file from where the command ran, lines and columns from 1, the end exclusive.

    Of an article that an archive holds, `file` is the path under which it was filed, and `stored` is True.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    url: str = ""
    stored: bool = False

    @property
    def path(self) -> str:
        """The file without the number of a record in it."""
        return self.file.partition("#")[0]

    @property
    def mapped(self) -> bool:
        """Whether line and column count in the file itself; of an HTML page they count in the text taken out of it."""
        return self.path.lower().endswith(_MAPPED)

    def __str__(self) -> str:
        return f"{plain(self.file)}:{self.line}:{self.column}"


class Rival(Struct, frozen=True, kw_only=True):
    """A passage that stands against the draft.

    `corrects` says that it corrects an earlier one, `brief` is the words about its value.
    """

    voice: Voice
    place: Place
    corrects: bool
    brief: str

    @property
    def who(self) -> str:
        """ "The Daily Lantern, 14 March 2026, citing Ada Renn, in a correction"."""
        said = (self.voice.source, day(self.voice.article.published), self.voice.said)
        return ", ".join([*(part for part in said if part), *(["in a correction"] if self.corrects else [])])

    @property
    def quote(self) -> str:
        """The sentence with the value set off."""
        return self.voice.quoted


class Told(Struct, frozen=True, kw_only=True):
    """One result, ready to be shown. `standing` says what the rival value rests on where no passage does."""

    result: Result
    place: Place
    own: Voice
    value: str
    rival_value: str
    standing: str
    rivals: tuple[Rival, ...]
    question: str
    why: str

    @property
    def title(self) -> str:
        """ "FC301 contradiction"."""
        return f"{self.result.finding.code} {self.result.finding.verdict.value}"

    @property
    def message(self) -> str:
        """ "9, against 12 (The Daily Lantern, 14 March 2026, wire/a.txt:3:20: “… «12» …”). Why." on one line."""
        return f"{self.value}, against {self.rival_value}{self._by()}. {self.why}".strip()

    def _by(self) -> str:
        if not self.rivals:
            return f" ({self.standing})" if self.standing else ""
        more = f" and {count(len(self.rivals) - 1, 'more passage')}" if len(self.rivals) > 1 else ""
        return f" ({self.rivals[0].who}, {self.rivals[0].place}: “{self.rivals[0].brief}”{more})"


class Teller:
    """Puts the results of a check into words."""

    def __init__(self, check: Check) -> None:
        self._check = check
        self.index = Index(check.report)
        self._correcting = {c.article for c in check.corrections if c.kind != "version"}

    def place(self, claim: Claim) -> Place:
        """Where a claim stands."""
        article = self.index.articles[claim.article]
        line, column = line_column(article, claim.span[1])
        return Place(
            file=self._check.file(article),
            line=claim.line,
            column=claim.column,
            end_line=line,
            end_column=column,
            url=safe_url(article.url),
            stored=claim.article not in self._check.files,
        )

    def claim(self, claim: str) -> Claim:
        """A claim by its id."""
        return self.index.claims[claim]

    def article(self, article: str) -> Article:
        """An article by its id."""
        return self.index.articles[article]

    def notices(self) -> list[str]:
        """ "path:line:column: text" for each notice; those about a whole draft with its path alone."""
        return [f"{self._where(notice)}: {plain(notice.text)}" for notice in self._check.notices]

    def _where(self, notice: Notice) -> str:
        file = plain(self._check.file(self.article(notice.draft)))
        return file if notice.line is None else f"{file}:{notice.line}:{notice.column or 1}"

    def corrections(self) -> list[str]:
        """A line for each correction in the archive that took something out of the comparison."""
        return [
            f"{_CORRECTS[c.kind].format(self._named(c.article), self._named(c.corrects))} "
            f"({count(len(c.replaced), 'claim')} left out)" + (f": “{plain(c.quote)}”" if c.quote else "")
            for c in self._check.corrections
        ]

    def _named(self, article: str) -> str:
        if not article:
            return "a piece that is not in the archive"
        found = self.article(article)
        return f"{plain(source_name(found))}, {day(found.published)} ({plain(found.path)})"

    def tell(self, results: Iterable[Result]) -> list[Told]:
        """The results in their order."""
        return [self._told(result) for result in results]

    def _told(self, result: Result) -> Told:
        finding = result.finding
        question = self.index.questions.get(finding.question)
        rivals = tuple(self._rival(voice) for voice in self.index.voices(finding.b.claims))
        return Told(
            result=result,
            place=self.place(self.index.claims[result.claim]),
            own=self.index.voices([result.claim])[0],
            value=dates_in_words(plain(finding.a.value)),
            rival_value=dates_in_words(plain(finding.b.value)),
            standing=standing(finding, finding.b),
            rivals=rivals,
            question=dates_in_words(plain(question.label)) if question else "",
            why=self.index.told(finding),
        )

    def _rival(self, voice: Voice) -> Rival:
        return Rival(
            voice=voice,
            place=self.place(voice.claim),
            corrects=voice.article.id in self._correcting,
            brief=voice_of(voice.claim, voice.article, _BRIEF).quoted,
        )


def coverage(check: Check) -> str:
    """ "12 claims found: 9 compared with something, 3 not comparable." """
    found, compared = len(check.claims()), len(check.compared)
    where = count(len(check.drafts), "draft")
    if not found:
        return f"No claims found in {where}, so nothing was compared."
    claims = count(found, "claim")
    return f"{claims} found in {where}: {compared} compared with something, {found - compared} not comparable."


def totals(check: Check) -> str:
    """ "3 findings: 2 contradictions, 1 update; 1 waived, 2 in the baseline." """
    told = check.told()
    suppressed = [result.suppression.by for result in check.results if result.suppression is not None]
    findings = tuple(result.finding for result in told)
    said = f"{count(len(told), 'finding')}: {', '.join(verdict_counts(findings))}" if told else "No findings"
    waived, known = (sum(by == name for by in suppressed) for name in ("waiver", "baseline"))
    aside = [f"{waived} waived"] * bool(waived) + [f"{known} in the baseline"] * bool(known)
    return f"{said}; {', '.join(aside)}." if aside else f"{said}."
