from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner
from fastapi.testclient import TestClient

from factcheck.cli import app
from factcheck.desk.holdings import Reader
from tests.desk.forms import Answer, form_of, judge, tree_of


def first(reader: Reader) -> str:
    return reader.holdings().items[0].finding.id


def queue(client: TestClient, query: str = "") -> list[str]:
    links = tree_of(client.get(f"/findings?{query}")).xpath('//a[@class="item"]/@href')
    return [str(link).rpartition("/")[2] for link in links]


def test_every_link_of_the_desk_leads_to_a_page(client: TestClient) -> None:
    seen: set[str] = set()
    todo = ["/"]
    while todo and len(seen) < 90:
        path = todo.pop(0)
        if path in seen:
            continue
        seen.add(path)
        answer = client.get(path)
        assert answer.status_code == 200, path
        if "html" not in answer.headers["content-type"] or "/export" in path:
            continue
        ids = {str(value) for value in tree_of(answer).xpath("//@id")}
        for href in map(str, tree_of(answer).xpath("//@href")):
            where, _, anchor = href.partition("#")
            if href.startswith("#"):
                assert anchor in ids, (path, href)
            elif where.startswith("/") and where not in seen:
                todo.append(where)
    assert {"/", "/findings", "/events", "/articles", "/sources", "/check"} <= seen
    assert any(path.startswith("/questions/") for path in seen)


def test_an_article_marks_the_claim_that_a_link_leads_to(client: TestClient, reader: Reader) -> None:
    claim = reader.holdings().items[0].finding.a.claims[0]
    page = tree_of(client.get(f"/findings/{first(reader)}"))
    (link,) = page.xpath(f'//a[contains(@href, "#c-{claim}")]/@href')
    path, _, anchor = str(link).partition("#")
    (mark,) = tree_of(client.get(path)).xpath(f'//*[@id="{anchor}"]')
    assert mark.text_content() == reader.holdings().index.claims[claim].value_text


def test_a_word_is_kept_with_name_time_and_reason_and_not_asked_again(client: TestClient, reader: Reader) -> None:
    finding = first(reader)
    assert queue(client)[0] == finding
    answer = judge(client, finding, "dismiss", "Inès Möll", "Said by the host himself.")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/findings/{queue(client)[0]}"
    (kept,) = reader.archive.reviews(finding)
    assert (kept.reviewer, kept.verdict, kept.note) == ("Inès Möll", "dismiss", "Said by the host himself.")
    assert kept.at.endswith("+00:00")
    assert finding not in queue(client)
    assert queue(client, "state=dismiss") == [finding]
    page = client.get(f"/findings/{finding}")
    assert "Dismissed</strong> by Inès Möll" in page.text
    assert form_of(page, f"/findings/{finding}/review")["reviewer"] == "Inès Möll"


def test_who_changes_their_mind_adds_a_word(client: TestClient, reader: Reader) -> None:
    finding = first(reader)
    judge(client, finding, "dismiss")
    judge(client, finding, "confirm", note="The minutes say so.")
    assert [one.verdict for one in reader.archive.reviews(finding)] == ["dismiss", "confirm"]
    page = tree_of(client.get(f"/findings/{finding}"))
    assert len(page.xpath('//p[starts-with(@class, "review ")]')) == 1
    assert "What was said before" in page.text_content()
    assert queue(client, "state=confirm") == [finding]


def test_the_words_stand_in_the_reports_that_are_taken_away(client: TestClient, reader: Reader) -> None:
    finding = first(reader)
    judge(client, finding, "confirm", note="Checked by telephone.")
    report = client.get("/export/html")
    assert report.headers["content-disposition"] == 'attachment; filename="factcheck-archive.html"'
    assert "Confirmed</strong> by Ines Moll" in report.text
    assert "Checked by telephone." in report.text
    document = client.get(f"/findings/{finding}/export/json").json()
    assert [one["finding"] for one in document["reviews"]] == [finding]
    assert [one["id"] for one in document["findings"]] == [finding]
    assert client.get(f"/findings/{finding}/export/md").text.startswith("#")
    assert finding in client.get(f"/findings/{finding}/export/csv").text
    graph = json.loads(client.get(f"/findings/{finding}/export/claimreview").text)["@graph"]
    assert [one["@id"] for one in graph] == [f"urn:factcheck:{finding}"]


def test_an_event_is_taken_away_whole(client: TestClient, reader: Reader) -> None:
    held = reader.holdings()
    event, groups = max(held.contested.items(), key=lambda item: len(item[1]))
    document = client.get(f"/events/{event}/export/json").json()
    assert {one["id"] for one in document["findings"]} == {f.id for group in groups for f in group.findings}


def test_an_event_names_its_reports_and_what_joins_them(client: TestClient, reader: Reader) -> None:
    event = max(reader.holdings().report.events, key=lambda one: len(one.articles))
    page = tree_of(client.get(f"/events/{event.id}"))
    (reports,) = page.xpath('//section[@aria-labelledby="reports-title"]')
    assert {str(href) for href in reports.xpath("./ul//@href")} == {f"/articles/{one}" for one in event.articles}
    links = reports.xpath(".//ol/li")
    assert len(links) == len(event.mentions) - 1
    assert f"{event.joins[0].score:g} points" in links[0].text_content()
    assert "kind of event: same, +1" in links[0].text_content()


def test_an_event_that_nothing_is_asked_about_names_its_reports(client: TestClient, reader: Reader) -> None:
    asked = {question.event for question in reader.holdings().report.questions}
    event = next(one for one in reader.holdings().report.events if one.id not in asked)
    assert tree_of(client.get(f"/events/{event.id}")).xpath('//section[@aria-labelledby="reports-title"]//a')


def test_filters_work_without_scripts(client: TestClient, reader: Reader) -> None:
    held = reader.holdings()
    updates = {item.finding.id for item in held.items if item.finding.verdict == "update"}
    assert set(queue(client, "verdict=update")) == updates
    assert queue(client, "verdict=update&kind=venue") == []
    source = held.items[0].sources[0]
    assert set(queue(client, f"source={source}")) == {i.finding.id for i in held.items if source in i.sources}
    assert queue(client, "q=doha+istanbul")
    assert client.get("/findings?state=nonsense").status_code == 422


DRAFT = (
    "The first round of talks between Pakistan and the Afghan Taliban was held in Ankara on October 18–19, officials "
    "in both capitals said.\n\nThe second round followed in Istanbul on October 25."
)


def checked(client: TestClient, text: str = DRAFT) -> Answer:
    fields = form_of(client.get("/check"), "/check")
    return client.post(
        "/check",
        data=fields | {"text": text, "source": "Our Desk", "title": "Talks so far", "published": "2025-11-12"},
    )


def test_a_pasted_draft_is_checked_judged_added_and_remembered(client: TestClient, reader: Reader) -> None:
    before = len(reader.holdings().report.articles)
    answer = checked(client)
    page = tree_of(answer)
    marks = page.xpath('//div[@class="text"]//mark[contains(@class, "contradiction")]')
    assert "Ankara" in [mark.text_content() for mark in marks]
    ids = [str(value).split("/")[2] for value in page.xpath('//form[@class="judge"]/@action')]
    finding = next(one for one in ids if "Ankara against" in page.xpath(f'string(//*[@id="f-{one}"]/../p)'))
    assert len(reader.holdings().report.articles) == before
    fields = form_of(answer, f"/findings/{finding}/review")
    client.post(f"/findings/{finding}/review", data=fields | {"reviewer": "Ines", "verdict": "confirm"})
    assert "Confirmed</strong> by Ines" in checked(client).text
    added = client.post("/articles", data=form_of(answer, "/articles"))
    assert added.status_code == 303
    assert "Talks so far" in client.get(added.headers["location"]).text
    assert len(reader.holdings().report.articles) == before + 1
    assert finding in queue(client, "state=confirm")
    assert finding not in queue(client)


def test_an_uploaded_file_is_checked_with_the_head_it_has(client: TestClient) -> None:
    fields = form_of(client.get("/check"), "/check")
    content = f"source: Our Desk\npublished: 2025-11-12\n\n{DRAFT}".encode()
    answer = client.post("/check", data=fields, files={"file": ("draft.txt", content, "text/plain")})
    assert answer.status_code == 200
    assert "against" in answer.text
    form = form_of(answer, "/articles")
    assert (form["source"], form["published"]) == ("Our Desk", "2025-11-12")


def test_a_form_that_cannot_be_used_says_why(client: TestClient) -> None:
    fields = form_of(client.get("/check"), "/check")
    for given, told in (
        ({"text": "  "}, "There is nothing to check"),
        ({"text": "A bridge fell.", "published": "soon"}, "is no date"),
    ):
        answer = client.post("/check", data=fields | given)
        assert answer.status_code == 422
        assert told in answer.text
    answer = client.post("/check", data=fields, files={"file": ("x.exe", b"MZ", "application/octet-stream")})
    assert answer.status_code == 422
    assert "is not read here" in answer.text


def test_markup_in_a_draft_is_shown_not_run(client: TestClient) -> None:
    answer = checked(client, "<script>alert(1)</script> The talks were held in Ankara on October 18, 2025.")
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert" in answer.text


def test_what_is_not_there_is_said_on_a_page(client: TestClient) -> None:
    for path in ("/nowhere", "/findings/f000", "/events/e000", "/articles/a000", "/questions/q000"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert tree_of(answer).xpath("//h1/text()") == ["Not found"]


def test_a_later_report_on_the_archive_has_the_words_too(client: TestClient, reader: Reader, tmp_path: Path) -> None:
    finding = first(reader)
    judge(client, finding, "unsure")
    judge(client, finding, "confirm", note="Seen the minutes.")
    out = tmp_path / "report.json"
    answer = CliRunner().invoke(app, ["compare", reader.archive.shown, "-o", f"json:{out}"], standalone_mode=False)
    assert answer.exception is None
    words = json.loads(out.read_text(encoding="utf-8"))["reviews"]
    assert [(one["finding"], one["verdict"], one["note"]) for one in words] == [
        (finding, "confirm", "Seen the minutes.")
    ]


def test_the_command_explains_a_finding_of_the_archive_as_the_desk_does(client: TestClient, reader: Reader) -> None:
    finding = first(reader)
    answer = CliRunner().invoke(app, ["explain", finding, "--report", reader.archive.shown], standalone_mode=False)
    assert answer.exception is None
    page = tree_of(client.get(f"/findings/{finding}"))
    for line in page.xpath('//ol[@class="steps"]//p'):
        words = " ".join(line.text_content().split())
        assert words in " ".join(answer.output.split())


def test_the_sources_page_compares_them_and_leads_to_their_rates(client: TestClient) -> None:
    page = tree_of(client.get("/sources"))
    titles = [title.text_content() for title in page.xpath("//svg/title")]
    for told in ("Reliability of each source", "How often two sources agree", "the first to report", "spread"):
        assert any(told in title for title in titles), told
    assert len(page.xpath('//details[summary[contains(., "table behind")]]')) == len(page.xpath("//figure"))
    (link,) = page.xpath('//th/a[text()="The Larkspur Post" and contains(@href, "rates")]/@href')
    rates = tree_of(client.get(link))
    (behind,) = rates.xpath('//dt[text()="contradicted by the reference"]/following-sibling::dd[1]//li')
    assert "Hossein Amir-Abdollahian" in behind.text_content()
    path, _, anchor = str(behind.xpath(".//a/@href")[0]).partition("#")
    assert tree_of(client.get(path)).xpath(f'//*[@id="{anchor}"]')


def test_a_dismissed_finding_is_gone_from_the_rates_of_its_source(client: TestClient, reader: Reader) -> None:
    held = reader.holdings()
    wrong = next(i for i in held.items if i.finding.scope == "reference" and "The Larkspur Post" in i.sources)
    assert judge(client, wrong.finding.id, "dismiss").status_code == 303
    audit = client.get("/api/audit").json()
    rates = next(one for one in audit["sources"] if one["source"] == "The Larkspur Post")["rates"]
    assert rates["contradicted by the reference"]["hits"] == 0
    assert (rates["contradicted by reviewers"]["hits"], rates["contradicted by reviewers"]["of"]) == (0, 1)
    assert audit["reviews"] == {"dismiss": 1}


def test_the_audit_is_taken_away_and_the_report_shows_the_sources(client: TestClient) -> None:
    for kind, begins in (("html", "<!DOCTYPE html>"), ("csv", "source,articles"), ("json", "{")):
        answer = client.get(f"/sources/export/{kind}")
        assert answer.status_code == 200
        assert answer.text.startswith(begins)
        assert "attachment" in answer.headers["content-disposition"]
    assert 'id="sources"' in client.get("/export/html").text


def test_an_unknown_source_is_said_on_a_page(client: TestClient) -> None:
    assert client.get("/sources/rates?name=Nobody").status_code == 404
