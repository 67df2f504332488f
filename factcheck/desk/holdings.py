"""What the desk shows: the report on an archive, made anew when the archive has changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.check.results import Policy
from factcheck.model.article import Article
from factcheck.model.check import Check
from factcheck.model.claim import Claim
from factcheck.model.finding import Finding
from factcheck.model.report import Report
from factcheck.model.review import latest, rulings
from factcheck.model.values import Kind
from factcheck.pipeline import Against, Desk, check, ingest
from factcheck.reference.tables import ReferenceTable
from factcheck.render.article_view import Backlink
from factcheck.render.digest import Group, Index, groups, source_names
from factcheck.render.questions_view import Questions, event_name, kind_of, values_of
from factcheck.render.view import backlinks_of
from factcheck.render.words import RULINGS, plain, source_name
from factcheck.rules.pages import rule_pages
from factcheck.standing import Standing
from factcheck.store import Added, Mark

if TYPE_CHECKING:
    from factcheck.extract import Pipeline
    from factcheck.store.archive import Archive

OPEN = "open"
STATES = {OPEN: "to be judged", **RULINGS}


class Item(Struct, frozen=True, kw_only=True):
    """A finding as the queue lists it. `state` is a key of STATES; `sources` are named as reports name them."""

    finding: Finding
    label: str
    kind: Kind | None
    state: str
    sources: tuple[str, ...]
    values: tuple[str, str]
    words: str


class Holdings:
    """A report on the archive with everything that pages look up in it.

    `before` is what was held of the same articles before reviewers said something new: it need not be sorted again.
    """

    def __init__(self, report: Report, before: Holdings | None = None) -> None:
        self.report = report
        self.index: Index = before.index if before else Index(report)
        self.groups: tuple[Group, ...] = before.groups if before else groups(report, self.index)
        self.sources = source_names(report)

    @cached_property
    def by_question(self) -> dict[str, Group]:
        """The contested questions by id."""
        return {group.question.id: group for group in self.groups if group.question}

    @cached_property
    def by_finding(self) -> dict[str, Group]:
        """The question that each finding is on."""
        return {finding.id: group for group in self.groups for finding in group.findings}

    @cached_property
    def questions(self) -> Questions:
        """What makes the views of questions."""
        return Questions(self.report, self.index, self.groups, self.sources)

    @cached_property
    def backlinks(self) -> dict[str, tuple[Backlink, ...]]:
        """The findings by claim."""
        return backlinks_of(self.groups, self.questions.numbers)

    @cached_property
    def claims_of(self) -> dict[str, list[Claim]]:
        """The claims by article."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.report.claims:
            found[claim.article].append(claim)
        return found

    @cached_property
    def contested(self) -> dict[str, list[Group]]:
        """The contested questions by event, "none" for those about no event; the gravest first."""
        found: dict[str, list[Group]] = defaultdict(list)
        for group in self.groups:
            found[self.event_of(group)[0]].append(group)
        return found

    def event_of(self, group: Group) -> tuple[str, str]:
        """The event that a question is about, by id and name; "none" for one about no event."""
        event = self.index.event_of(group.question)
        return (event.id if event else "none"), event_name(event)

    def findings_of(self, article_id: str) -> tuple[str, ...]:
        """The ids of the findings that an article's claims take part in."""
        links = (link for claim in self.claims_of[article_id] for link in self.backlinks.get(claim.id, ()))
        return tuple(dict.fromkeys(link.id for link in links))

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All findings in the order of the queue: the gravest question first."""
        words = rulings(self.report.reviews)
        return tuple(self._item(group, finding, words) for group in self.groups for finding in group.findings)

    def _item(self, group: Group, finding: Finding, words: Mapping[str, str]) -> Item:
        claims = [self.index.claims[one] for one in (*finding.a.claims, *finding.b.claims)]
        names = (plain(source_name(self.index.articles[claim.article])) for claim in claims)
        sources = tuple(dict.fromkeys(names))
        text = " ".join((group.label, finding.a.value, finding.b.value, finding.explanation, *sources, finding.code))
        return Item(
            finding=finding,
            label=group.label,
            kind=kind_of(group),
            state=words.get(finding.id, OPEN),
            sources=sources,
            values=values_of(finding),
            words=text.casefold(),
        )

    def part(self, wanted: Iterable[Group]) -> Report:
        """The report on some questions alone, for an export."""
        chosen = list(wanted)
        findings = {finding.id for group in chosen for finding in group.findings}
        questions = {group.question.id for group in chosen if group.question}
        asked = [question for question in self.report.questions if question.id in questions]
        claims = {one for question in asked for answer in question.answers for one in answer.claims}
        claims |= {one for group in chosen for f in group.findings for side in (f.a, f.b) for one in side.claims}
        articles = {self.index.claims[one].article for one in claims if one in self.index.claims}
        events = {question.event for question in asked}
        names = {self.index.articles[one].source for one in articles}
        return replace(
            self.report,
            articles=tuple(one for one in self.report.articles if one.id in articles),
            claims=tuple(one for one in self.report.claims if one.id in claims),
            events=tuple(one for one in self.report.events if one.id in events),
            questions=tuple(asked),
            findings=tuple(one for one in self.report.findings if one.id in findings),
            sources=tuple(one for one in self.report.sources if one.source in names),
            origins=tuple(one for one in self.report.origins if set(one.articles) & articles),
            unjudged=tuple(one for one in self.report.unjudged if one.claim in claims),
            reviews=tuple(one for one in self.report.reviews if one.finding in findings),
        )


class Reader:
    """Reads the archive, checks drafts against it and keeps reviewers' words. May be asked by several threads."""

    def __init__(self, archive: Archive, tools: Desk) -> None:
        self.archive = archive
        self._tools = tools
        self._lock = Lock()
        self._working = Lock()
        self._standing = Standing(archive, tools.pipeline, tools.table)
        self._taken: tuple[Report, Mark] | None = None
        self._report: Report | None = None
        self._verdicts = 0
        self._holdings: Holdings | None = None

    @property
    def pipeline(self) -> Pipeline:
        """The language model."""
        return self._tools.pipeline

    @property
    def table(self) -> ReferenceTable:
        """The reference table."""
        return self._tools.table

    def take(self, report: Report) -> None:
        """Takes a report for the one on the archive as it stands."""
        with self._lock:
            self._taken = (report, self.archive.mark())

    def holdings(self) -> Holdings:
        """The archive as it stands, with reviewers' words. Raises ArchiveError."""
        with self._lock:
            mark = self.archive.mark()
            found = self._found(mark)
            if self._report is not found:
                self._report, self._holdings = found, None
            if self._holdings is None or mark.verdicts != self._verdicts:
                report = replace(found, reviews=latest(self.archive.reviews()))
                self._holdings = Holdings(report, self._holdings)
                self._verdicts = mark.verdicts
            return self._holdings

    def _found(self, mark: Mark) -> Report:
        """The report on the archive at a mark, or a later one."""
        if self._taken is not None and replace(self._taken[1], verdicts=mark.verdicts) == mark:
            return self._taken[0]
        self._taken = None
        return self._standing.report()

    def check(self, draft: Article) -> Check:
        """A draft against the archive, the reference table and itself, with reviewers' words. Raises ArchiveError."""
        with self._working:
            found = check([draft], Against(archives=[self.archive]), self._tools)
        told = {result.finding.id for result in found.results}
        reviews = tuple(one for one in latest(self.archive.reviews()) if one.finding in told)
        return replace(found, report=replace(found.report, reviews=reviews))

    def add(self, article: Article) -> Added:
        """Adds an article to the archive. Raises ArchiveError."""
        with self._working:
            added = Added()
            for _, came in ingest([article], self.pipeline, self.archive):
                added += came
            return added


def desk_tools(pipeline: Pipeline, table: ReferenceTable) -> Desk:
    """What drafts are checked with at the desk: every rule, nothing waived by a baseline."""
    return Desk(pipeline=pipeline, table=table, policy=Policy(codes=tuple(rule_pages())), files={})
