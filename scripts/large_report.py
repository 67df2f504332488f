"""A report of many invented findings, to see how the page bears it.

    python scripts/large_report.py 20000 large.html

writes it, opens it in Chromium where that is installed (with Playwright, of the dev extra), and prints how long it
takes to open, to jump to the end and how evenly it scrolls.
"""

from __future__ import annotations

import shutil
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from factcheck.model.article import Article, article_id, content_id
from factcheck.model.claim import Claim
from factcheck.model.event import Event
from factcheck.model.finding import SEVERITY, Finding, Reason, Scope, Side, Verdict
from factcheck.model.question import Answer, Question
from factcheck.model.report import Report, SourceSummary, Tool
from factcheck.model.values import CasualtyValue, Kind, VenueValue
from factcheck.reliability import audit_report
from factcheck.render import render, write

PER_EVENT = 8  # findings on an event: four questions with two each
VERDICTS = (Verdict.CONTRADICTION, Verdict.DISPUTE, Verdict.DISCREPANCY, Verdict.UPDATE)
OUTLETS = 40
BROWSER = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")

SCROLL = """async () => {
  const gaps = []; let last = performance.now();
  for (let step = 0; step < 120; step++) {
    window.scrollBy(0, 400);
    await new Promise(requestAnimationFrame);
    const now = performance.now(); gaps.push(now - last); last = now;
  }
  gaps.sort((a, b) => a - b);
  return [gaps[60], gaps[113], gaps[119]];
}"""


def large_report(findings: int) -> Report:
    """A report with so many findings, on invented floods."""
    made = [_event(number) for number in range(max(findings // PER_EVENT, 1))]
    articles = tuple(article for part in made for article in part.articles)
    names = sorted({article.source for article in articles})
    return Report(
        tool=Tool("0", "none", "none"),
        articles=articles,
        events=tuple(part.events[0] for part in made),
        claims=tuple(claim for part in made for claim in part.claims),
        questions=tuple(question for part in made for question in part.questions),
        findings=tuple(finding for part in made for finding in part.findings),
        sources=tuple(SourceSummary(source=name, articles=1, claims=1, findings=1) for name in names),
    )


def _event(number: int) -> Report:
    """Three reports of one flood that disagree on four things."""
    town, day = f"Marsh End {number}", date(2025, 1, 1) + timedelta(days=number % 365)
    articles = tuple(_article(number, nth, town, day) for nth in range(3))
    event = Event(
        id=content_id("e", town), type="flood", label=f"flood at {town}", ordinal=None, participants=(), place=town,
        date=day.isoformat(), articles=tuple(article.id for article in articles), mentions=(),
    )  # fmt: skip
    claims: list[Claim] = []
    questions: list[Question] = []
    findings: list[Finding] = []
    for at, harm in enumerate(("killed", "injured", "missing", "venue")):
        told = [_claim(article, event.id, harm, number + nth) for nth, article in enumerate(articles)]
        claims += told
        question = Question(
            id=content_id("q", town, harm), kind=told[0].kind, label=f"What of the {harm} in the flood at {town}?",
            event=event.id, attribute=harm,
            answers=tuple(Answer(claim.value_text, (claim.id,)) for claim in told),
        )  # fmt: skip
        questions.append(question)
        findings += [_finding(question, told[0], other, VERDICTS[(number + at) % 4]) for other in told[1:]]
    return Report(
        tool=Tool("", "", ""), articles=articles, events=(event,), claims=tuple(claims), questions=tuple(questions),
        findings=tuple(findings), sources=(),
    )  # fmt: skip


def _article(number: int, nth: int, town: str, day: date) -> Article:
    source = f"Outlet {(number + nth * 7) % OUTLETS}"
    numbers = [number + nth + 10 * at for at in range(3)]
    text = (
        f"The river rose over its banks at {town} in the night and took the lower road with it.\n\n"
        f"{numbers[0]} people were killed, {numbers[1]} injured and {numbers[2]} missing, the fire service said. "
        f"It began at Weir {nth}, where the wall gave way.\n"
    )
    return Article(
        id=article_id(source, town, text), path=f"floods/{number}-{nth}.txt", text=text, source=source,
        title=f"Water over {town}", published=day + timedelta(days=nth), url=f"https://outlet.example/{number}/{nth}",
    )  # fmt: skip


def _claim(article: Article, event: str, harm: str, number: int) -> Claim:
    nth = article.path.rpartition("-")[2][0]
    offset = {"killed": 0, "injured": 10, "missing": 20}.get(harm, 0)
    words = f"Weir {nth}" if harm == "venue" else f"{number + offset} "
    words = words.strip()
    start = article.text.rindex(words) if harm == "venue" else article.text.index(words, article.text.index("\n\n"))
    value = (
        VenueValue(name=words, place=f"w:{nth}")
        if harm == "venue"
        else CasualtyValue(min=number + offset, max=number + offset, harm=harm)
    )
    quote = article.text[article.text.index("\n\n") + 2 :].strip()
    return Claim(
        id=content_id("c", article.id, harm), article=article.id,
        kind=Kind.VENUE if harm == "venue" else Kind.CASUALTY, event=event, attribute=harm, value=value,
        value_text=words, span=(start, start + len(words)), line=3, column=1, quote=quote,
        quote_start=article.text.index(quote), confidence=0.8,
    )  # fmt: skip


def _finding(question: Question, a: Claim, b: Claim, verdict: Verdict) -> Finding:
    return Finding(
        id=content_id("f", a.id, b.id), code="FC301", verdict=verdict, severity=SEVERITY[verdict],
        scope=Scope.CROSS_SOURCE, question=question.id, confidence=0.7,
        a=Side(value=a.value_text, claims=(a.id,)), b=Side(value=b.value_text, claims=(b.id,)),
        reasons=(
            Reason("question", question.label),
            Reason("compare", "the two numbers have no value in common"),
            Reason("judge", "both outlets say so themselves"),
        ),
        explanation="The two numbers have no value in common; both outlets say so themselves.",
    )  # fmt: skip


def measure(file: Path, last: str) -> None:
    """Opens the page in Chromium and prints what was measured."""
    browser_path = shutil.which("chromium")
    if browser_path is None:
        print("chromium is not installed: nothing measured in a browser")
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=BROWSER)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        # Time of the page's own thread, so that what else the machine does is not counted.
        tools = page.context.new_cdp_session(page)
        tools.send("Performance.enable", {"timeDomain": "threadTicks"})
        began = time.perf_counter()
        page.goto(file.resolve().as_uri(), wait_until="load", timeout=120_000)
        page.wait_for_selector("#filters:not([hidden])", timeout=120_000)
        timing: Any = page.evaluate(
            "() => [performance.getEntriesByName('first-contentful-paint')[0]?.startTime, "
            "performance.timing.loadEventEnd - performance.timing.navigationStart]"
        )
        print(f"open: first paint {timing[0]:.0f} ms, loaded {timing[1]:.0f} ms, with filters "
              f"{1000 * (time.perf_counter() - began):.0f} ms")  # fmt: skip
        spent = {one["name"]: one["value"] for one in tools.send("Performance.getMetrics")["metrics"]}
        print(f"the page's thread was busy for {1000 * spent['TaskDuration']:.0f} ms, of which layout "
              f"{1000 * spent['LayoutDuration']:.0f} ms, scripts {1000 * spent['ScriptDuration']:.0f} ms; "
              f"{spent['Nodes']:,.0f} nodes")  # fmt: skip
        page.evaluate("location.hash = '#findings'")
        middle, high, worst = page.evaluate(SCROLL)
        print(f"scrolling by 400 px: frames of {middle:.0f} ms (median), {high:.0f} ms (95 %), {worst:.0f} ms (worst)")
        began = time.perf_counter()
        page.evaluate("id => { location.hash = id; return new Promise(requestAnimationFrame); }", f"#f-{last}")
        print(f"jump to the last finding: {1000 * (time.perf_counter() - began):.0f} ms")
        browser.close()


def main() -> None:
    """Writes the report and measures it."""
    count, file = int(sys.argv[1]), Path(sys.argv[2])
    report = large_report(count)
    began = time.process_time()
    audit = audit_report(report, by_kind=False)
    audited = time.process_time()
    text = render(report, "html", audit)
    write(text, file)
    print(f"{len(report.findings):,} findings, {len(report.articles):,} articles: sources compared in "
          f"{audited - began:.1f} s of CPU, rendered in {time.process_time() - audited:.1f} s, "
          f"{len(text.encode()) / 1e6:.1f} MB")  # fmt: skip
    measure(file, report.findings[-1].id)


if __name__ == "__main__":
    main()
