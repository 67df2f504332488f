"""Questions to findings: every pair of rival answers judged, pairs of one verdict gathered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations

from msgspec import Struct
from msgspec.structs import replace

from factcheck.compare.dead import Dead, dead_of
from factcheck.compare.figures import figure_of, is_beside, key_of_sum, sums_of
from factcheck.compare.firmness import Voice, speaking_for_articles, voice_of
from factcheck.compare.judge import Judgement, judge, same_speaker, scope_of
from factcheck.compare.levels import Comparator, Comparison, Level, Setting
from factcheck.compare.rivals import Only, rival_claims
from factcheck.model.article import Article, content_id
from factcheck.model.claim import Attribution, Claim
from factcheck.model.event import Event
from factcheck.model.finding import SEVERITY, Finding, Reason, Scope, Side, Verdict
from factcheck.model.question import Answer, Question
from factcheck.model.values import CasualtyValue, DateValue, Kind, QuantityValue, VenueValue
from factcheck.rules import load
from factcheck.text.dates.intervals import bounds
from factcheck.text.gazetteer import gazetteer

ROUNDUP = 4
# A title rounds what the copy says.
SAME_SIZE = 0.9
BORNE_OUT = (Level.SAME, Level.COMPATIBLE, Level.RECONCILABLE)
BEFORE_EVENT = timedelta(days=2)
# After so long counts of the dead and hurt no longer move.
SETTLED = timedelta(days=30)


class Corpus(Struct, frozen=True):
    """What the comparing stage looks things up in."""

    claims: Mapping[str, Claim]
    articles: Mapping[str, Article]
    events: Mapping[str, Event]
    starts: Mapping[str, int]
    years: frozenset[tuple[str, str]]
    sums: frozenset[tuple[str, str, str, float]]
    dead: Mapping[tuple[str, str], Dead]
    tolls: Mapping[tuple[str, int, str], Mapping[str, Claim]]

    @classmethod
    def of(cls, claims: Iterable[Claim], articles: Mapping[str, Article], events: Iterable[Event]) -> Corpus:
        """A corpus of what the stages before give; an article's copy begins with the first sentence claimed of."""
        known = {c.id: c for c in claims}
        starts: dict[str, int] = {}
        for claim in (c for c in known.values() if c.quote_start >= 0):
            starts[claim.article] = min(starts.get(claim.article, claim.quote_start), claim.quote_start)
        return cls(
            known,
            articles,
            {e.id: e for e in events},
            starts,
            frozenset((c.article, c.event or "") for c in known.values() if c.kind is Kind.DATE and _in_full(c)),
            frozenset(sums_of(known.values())),
            dead_of(known.values()),
            _tolls(known.values()),
        )

    def dead_in(self, claim: Claim) -> Dead:
        """What a claim's article tells of the dead of its event."""
        return self.dead.get((claim.article, claim.event or ""), Dead())


class _Pair(Struct, frozen=True):
    """Two claims compared and judged."""

    comparison: Comparison
    judgement: Judgement
    scope: Scope


def compare_question(
    question: Question, corpus: Corpus, comparator: Comparator, only: Only = None
) -> Iterator[Finding]:
    """Findings among the answers of one question, a block of pairs with one verdict to each.

    Where `only` names articles, a pair of claims counts if one of the two is theirs.
    """
    for first, second, pairs in _pairs(question, corpus, comparator, only):
        for rows, columns, pair in _blocks(pairs):
            yield _finding(question, (first, rows), (second, columns), pair, corpus)


def compared_claims(question: Question, corpus: Corpus, comparator: Comparator, only: frozenset[str]) -> Iterator[str]:
    """Claims of the articles `only` on which there is a verdict, agreement included, beside another claim."""
    for answer in question.answers:
        articles = {corpus.claims[i].article for i in answer.claims}
        if len(articles) > 1:
            yield from (i for i in answer.claims if corpus.claims[i].article in only)
    for _, _, pairs in _pairs(question, corpus, comparator, only):
        for both, pair in pairs.items():
            if pair.judgement.verdict is not None:
                yield from (i for i in both if corpus.claims[i].article in only)


def restricted(question: Question, corpus: Corpus, only: frozenset[str]) -> Question:
    """The question with the claims of some articles alone."""
    kept = [(a, tuple(i for i in a.claims if corpus.claims[i].article in only)) for a in question.answers]
    return replace(question, answers=tuple(Answer(a.value, claims) for a, claims in kept if claims))


def _pairs(
    question: Question, corpus: Corpus, comparator: Comparator, only: Only
) -> Iterator[tuple[Answer, Answer, dict[tuple[str, str], _Pair]]]:
    """Every two answers with the pairs of their claims that can be compared."""
    facts = _facts(question, corpus)
    told = [corpus.claims[i] for answer in question.answers for i in answer.claims]
    claims = list(_speaking(told, comparator, corpus.sums))
    chosen = speaking_for_articles(claims, corpus.starts, facts.family)
    plain = {c.id: v for c in claims if (v := voice_of(c, corpus.starts, facts.family)) is not None}
    told_by = {c.id: _told(c, facts, corpus) for c in claims}
    heads = {figure_of(c, c.article) for c in told if c.announced} - {None}
    for first, second, rivals in rival_claims(question, corpus.claims, corpus.articles, only):
        found: dict[tuple[str, str], _Pair] = {}
        for a, b in rivals:
            # An article is set against another by its firmest answers, against itself by all it puts forward.
            voices = plain if a.article == b.article else chosen
            if a.id in voices and b.id in voices:
                voice = min(voices[a.id], voices[b.id])
                if is_beside(a, b, heads) or is_beside(b, a, heads):
                    voice = Voice.PASSING
                found[a.id, b.id] = _compare(told_by[a.id], told_by[b.id], facts, comparator, voice)
        yield first, second, found


def _speaking(
    claims: Sequence[Claim], comparator: Comparator, sums: frozenset[tuple[str, str, str, float]]
) -> Iterator[Claim]:
    """Claims without titles that the copy below bears out, and without shocks after an article's strongest.

    A title shortens what the copy says at length: it speaks where nothing in the copy agrees with it.
    """
    below: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if not claim.announced:
            below[claim.article].append(claim)
    strongest = {article: _strongest(told) for article, told in below.items()}
    setting = Setting(same_article=True)
    for claim in claims:
        if claim.announced and (
            any(comparator(claim, b, setting).level in BORNE_OUT and _alike(claim, b) for b in below[claim.article])
            or key_of_sum(claim) in sums
        ):
            continue
        if strongest.get(claim.article, 0) > _strongest([claim]) > 0:
            continue
        yield claim


def _tolls(claims: Iterable[Claim]) -> dict[tuple[str, int, str], dict[str, Claim]]:
    """The exact tolls of all people that a sentence gives for an event, by article, place in it, event and harm."""
    found: dict[tuple[str, int, str], dict[str, Claim]] = defaultdict(dict)
    for claim in claims:
        value = claim.value
        if isinstance(value, CasualtyValue) and value.group == "all" and not value.part and value.min == value.max:
            found[claim.article, claim.quote_start, claim.event or ""].setdefault(value.harm, claim)
    return found


def _alike(title: Claim, below: Claim) -> bool:
    """Whether two tolls are of one size: "at least 30" allows for 90 and bears it out no more than silence."""
    if not isinstance(title.value, CasualtyValue) or not isinstance(below.value, CasualtyValue):
        return True
    numbers = [value.min if value.min is not None else value.max for value in (title.value, below.value)]
    low, high = sorted(number or 0 for number in numbers)
    return low >= SAME_SIZE * high


def _strongest(claims: Sequence[Claim]) -> float:
    """The greatest magnitude told; 0 where none is."""
    told = [c.value.min for c in claims if isinstance(c.value, QuantityValue) and c.value.unit == "magnitude"]
    return max((number for number in told if number is not None), default=0)


def _weighed(found: Comparison, voice: Voice, *, same_article: bool) -> Comparison:
    """A comparison, its level lowered where one of the two is said in passing: it may be of something else."""
    if voice is Voice.FIRM or found.level is not Level.APART:
        return found
    if same_article:
        return replace(found, level=Level.UNKNOWN)
    return replace(
        found, level=Level.RECONCILABLE, reason=f"{found.reason}, though one is said in passing", confidence=0.4
    )


class _Facts(Struct, frozen=True):
    """What is known of a question's event."""

    event: Event | None
    day: date | None
    family: str
    extended: bool
    several_sites: bool
    roundups: frozenset[str] = frozenset()


def _facts(question: Question, corpus: Corpus) -> _Facts:
    event = corpus.events.get(question.event or "")
    if event is None:
        return _Facts(None, None, "", False, False)
    span = bounds(event.date) if len(event.date.split("/")[0]) >= 10 else None
    rule = load("events").get(event.type.partition(" ")[0], {})
    return _Facts(
        event,
        span[0] if span else None,
        rule.get("family", ""),
        bool(rule.get("extended")),
        _several_sites(question, corpus),
        _roundups(question, corpus),
    )


def _roundups(question: Question, corpus: Corpus) -> frozenset[str]:
    """Articles that give one toll in four numbers or more: pages that gather several reports."""
    told: dict[str, set[float]] = defaultdict(set)
    for answer in question.answers:
        for claim in (corpus.claims[i] for i in answer.claims):
            value = claim.value
            if claim.announced or not isinstance(value, CasualtyValue) or value.part:
                continue
            if value.min is not None and value.min > 1:
                told[claim.article].add(float(value.min))
    return frozenset(article for article, numbers in told.items() if len(numbers) >= ROUNDUP)


def _several_sites(question: Question, corpus: Corpus) -> bool:
    """Whether one article alone names places apart for the event."""
    if question.kind is not Kind.VENUE:
        return False
    by_article: dict[str, set[str]] = defaultdict(set)
    for answer in question.answers:
        for claim in (corpus.claims[i] for i in answer.claims):
            if isinstance(claim.value, VenueValue):
                by_article[claim.article].add(claim.value.place)
    known = gazetteer()
    return any(
        known.relation(x, y) == "apart" for places in by_article.values() for x, y in combinations(sorted(places), 2)
    )


class _Told(Struct, frozen=True):
    """A claim with what its article adds: source, day where it can be trusted, look back, speaker, the dead."""

    claim: Claim
    source: str
    published: date | None
    looks_back: bool
    speaker: Attribution | None
    dead: Dead


def _told(claim: Claim, facts: _Facts, corpus: Corpus) -> _Told:
    article = corpus.articles[claim.article]
    return _Told(
        claim,
        article.source,
        _trusted(article, facts.day),
        _looks_back(claim, article, facts.day, corpus),
        claim.attribution if claim.attribution is not None and claim.attribution.named else None,
        corpus.dead_in(claim) if claim.kind is Kind.CASUALTY else Dead(),
    )


def _compare(a: _Told, b: _Told, facts: _Facts, comparator: Comparator, voice: Voice) -> _Pair:
    same_article = a.claim.article == b.claim.article
    setting = Setting(
        published_a=a.published,
        published_b=b.published,
        looks_back=a.looks_back and b.looks_back,
        event=facts.event,
        event_day=facts.day,
        family=facts.family,
        extended=facts.extended,
        several_sites=facts.several_sites,
        same_article=same_article,
        dead=a.dead if a.dead == b.dead else a.dead.together(b.dead),
        roundup=same_article and a.claim.article in facts.roundups,
        same_speaker=a.speaker is not None and b.speaker is not None and same_speaker(a.speaker, b.speaker),
    )
    comparison = _weighed(comparator(a.claim, b.claim, setting), voice, same_article=same_article)
    scope = scope_of(a.claim, b.claim, (a.source, b.source))
    return _Pair(comparison, judge(a.claim, b.claim, comparison), scope)


def _in_full(claim: Claim) -> bool:
    """Whether a date is a day with its year in words of the copy: the news of a day leaves the year out."""
    return isinstance(claim.value, DateValue) and claim.value.iso[:4] in claim.value_text and len(claim.value.iso) >= 10


def _looks_back(claim: Claim, article: Article, day: date | None, corpus: Corpus) -> bool:
    """Whether an article tells of an event that had long passed."""
    published = _trusted(article, day)
    if published is None:
        return (article.id, claim.event or "") in corpus.years
    return day is not None and published - day > SETTLED


def _trusted(article: Article, day: date | None) -> date | None:
    """The publication date, unless it lies before the event that the article reports."""
    if article.published is not None and day is not None and article.published < day - BEFORE_EVENT:
        return None
    return article.published


Signature = tuple[str, str, str, str]


def _signature(pair: _Pair) -> Signature:
    verdict = pair.judgement.verdict or ""
    return (verdict, pair.scope, pair.judgement.rule, pair.comparison.code)


def _blocks(pairs: Mapping[tuple[str, str], _Pair]) -> Iterator[tuple[list[str], list[str], _Pair]]:
    """Pairs, row by row, gathered so that every pair across the two sides of a block has the same verdict.

    Rows with the same verdicts towards all columns go together; a block is such a group of rows against
    the columns of one verdict.
    """
    rows: dict[str, list[tuple[str, Signature]]] = defaultdict(list)
    for (row, column), pair in pairs.items():
        rows[row].append((column, _signature(pair)))
    groups: dict[tuple[tuple[str, Signature], ...], list[str]] = defaultdict(list)
    for row, cells in rows.items():
        groups[tuple(cells)].append(row)
    for told, members in groups.items():
        for wanted in dict.fromkeys(signature for _, signature in told):
            if wanted[0] in ("", Verdict.AGREEMENT):
                continue
            columns = [column for column, signature in told if signature == wanted]
            best = max((pairs[r, c] for r in members for c in columns), key=lambda p: p.comparison.confidence)
            yield members, columns, best


def _earliest(side: Sequence[str], corpus: Corpus) -> str:
    """The claim that stands for a side in the finding's id: that of the first report, so later ones don't change it."""
    return min(side, key=lambda i: (corpus.articles[corpus.claims[i].article].published or date.max, i))


def _finding(
    question: Question, a: tuple[Answer, list[str]], b: tuple[Answer, list[str]], pair: _Pair, corpus: Corpus
) -> Finding:
    verdict = pair.judgement.verdict
    assert verdict is not None
    comparison = pair.comparison
    left, right = corpus.claims[a[1][0]], corpus.claims[b[1][0]]
    read = min(max(corpus.claims[i].confidence for i in side) for side in (a[1], b[1]))
    weight = 0.5 + 0.5 * read
    confidence = round(comparison.confidence * weight, 3)
    reasons = (
        Reason("question", question.label),
        Reason("value-a", f"“{left.value_text}” is read as {comparison.a}"),
        Reason("value-b", f"“{right.value_text}” is read as {comparison.b}"),
        Reason("compare", comparison.reason),
        Reason(f"judge-{pair.judgement.rule}", pair.judgement.text),
        Reason(
            "confidence",
            f"{comparison.confidence:.2f} for the comparison, times {weight:.2f} since the weaker side is read "
            f"with {read:.2f}, is {confidence:.2f}",
        ),
    )
    return Finding(
        id=content_id("f", comparison.code, verdict, pair.scope, *sorted(_earliest(s, corpus) for s in (a[1], b[1]))),
        code=comparison.code,
        verdict=verdict,
        severity=SEVERITY[verdict],
        scope=pair.scope,
        question=question.id,
        confidence=confidence,
        a=Side(value=a[0].value, claims=tuple(a[1])),
        b=Side(value=b[0].value, claims=tuple(b[1])),
        reasons=reasons,
        explanation=f"{comparison.a} against {comparison.b}: {comparison.reason}; {pair.judgement.text}.",
    )
