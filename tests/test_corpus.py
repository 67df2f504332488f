"""The bundled corpus and its gold file are sound: what the gold says stands in the articles."""

from __future__ import annotations

import functools
import html
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import frontmatter
import pytest

from factcheck.model.values import Kind

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
ARTICLES = CORPUS / "articles"
FIELDS = ("source", "url", "published", "title")
VERDICTS = {"contradiction", "dispute", "discrepancy", "update"}
CLAIM_KEYS = {"id", "file", "kind", "event", "attribute", "snippet", "value_text", "value", "attributed_to"}
PAIR_KEYS = {"id", "a", "b", "why"}
WORDS = (90, 260)

GOLD: dict[str, Any] = json.loads((CORPUS / "gold.json").read_text(encoding="utf-8"))
CLAIMS: dict[str, dict[str, Any]] = {claim["id"]: claim for claim in GOLD["claims"]}
PAIRS: list[dict[str, Any]] = GOLD["conflicts"] + GOLD["non_conflicts"]
FILES = sorted(path.name for path in ARTICLES.iterdir())


def _page(text: str) -> dict[str, str]:
    """Metadata and visible text of an HTML page, furniture included."""

    def meta(name: str) -> str:
        found = re.search(rf'<meta (?:name|property)="{re.escape(name)}" content="([^"]*)"', text)
        return html.unescape(found[1]) if found else ""

    body = re.sub(r"<[^>]+>", " ", text[text.index("<body>") :])
    return {
        "source": meta("og:site_name"),
        "url": meta("og:url"),
        "published": meta("article:published_time")[:10],
        "title": meta("og:title"),
        "text": html.unescape(body),
    }


def _headed(text: str) -> dict[str, str]:
    """Fields of a `key: value` block and the text after its blank line."""
    head, _, body = text.partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    return fields | {"text": body}


@functools.cache
def article(name: str) -> dict[str, str]:
    """The four fields and the text of one article, read without the project's own readers."""
    raw = (ARTICLES / name).read_text(encoding="utf-8")
    suffix = Path(name).suffix
    if suffix == ".json":
        record: dict[str, str] = json.loads(raw)
        return record
    if suffix == ".md":
        post = frontmatter.loads(raw)
        return {key: str(value) for key, value in post.metadata.items()} | {"text": post.content}
    return _page(raw) if suffix == ".html" else _headed(raw)


def body_words(name: str) -> list[str]:
    """Words of an article; of a page only what stands in its <article>."""
    if name.endswith(".html"):
        raw = (ARTICLES / name).read_text(encoding="utf-8")
        return re.sub(r"<[^>]+>", " ", raw.split("<article>")[1].split("</article>")[0]).split()
    return article(name)["text"].split()


def test_ten_outlets_with_an_article_each() -> None:
    assert len(FILES) == 10
    assert len({article(name)["source"] for name in FILES}) == 10
    assert {Path(name).suffix for name in FILES} == {".txt", ".md", ".html", ".json"}


@pytest.mark.parametrize("name", FILES)
def test_article_states_its_metadata(name: str) -> None:
    found = article(name)
    assert all(found.get(field, "").strip() for field in FIELDS)
    assert re.match(r"https://[a-z-]+\.example/", found["url"])
    assert date(2025, 10, 13) <= date.fromisoformat(found["published"]) <= date(2025, 11, 11)
    assert GOLD["published"][name] == found["published"]
    assert WORDS[0] <= len(body_words(name)) <= WORDS[1]


def test_published_names_the_articles_and_no_others() -> None:
    assert sorted(GOLD["published"]) == FILES


@pytest.mark.parametrize("claim", GOLD["claims"], ids=lambda claim: str(claim["id"]))
def test_claim_stands_in_its_article(claim: dict[str, Any]) -> None:
    assert claim.keys() >= CLAIM_KEYS
    assert claim["file"] in FILES
    assert claim["kind"] in set(Kind)
    assert article(claim["file"])["text"].count(claim["snippet"]) == 1
    assert re.search(rf"(?<!\w){re.escape(claim['value_text'])}(?!\w)", claim["snippet"])
    assert len(claim["value_text"].split()) <= 12
    assert bool(claim["event"]) == (claim["kind"] != Kind.OFFICE_HOLDER)
    assert claim["attribute"]


@pytest.mark.parametrize("claim", GOLD["claims"], ids=lambda claim: str(claim["id"]))
def test_value_has_the_shape_of_its_kind(claim: dict[str, Any]) -> None:
    value = claim["value"]
    match claim["kind"]:
        case "date":
            assert re.fullmatch(r"\d{4}(-\d\d(-\d\d(/\d{4}-\d\d-\d\d)?)?)?", value)
        case "casualty" | "quantity":
            assert value["qualifier"]
            assert isinstance(value.get("value", value.get("min")), int)
            assert ("unit" in value) == (claim["kind"] == "quantity")
        case "ordinal":
            assert isinstance(value["value"], int)
        case "role":
            assert value
            assert all(isinstance(party, str) for party in value)
        case _:
            assert isinstance(value, str)
            assert value


def test_ids_are_unique() -> None:
    assert len(CLAIMS) == len(GOLD["claims"])
    rest = [entry["id"] for key in ("reference_errors", "internal_errors") for entry in GOLD[key]]
    repeated = [name for name, times in Counter([pair["id"] for pair in PAIRS] + rest).items() if times > 1]
    assert repeated == []


def test_no_pair_stands_twice() -> None:
    times = Counter(frozenset((pair["a"], pair["b"])) for pair in PAIRS)
    assert [sorted(pair) for pair, number in times.items() if number > 1] == []


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: str(pair["id"]))
def test_pair_joins_two_claims_of_one_kind(pair: dict[str, Any]) -> None:
    assert pair.keys() >= PAIR_KEYS
    assert pair["a"] != pair["b"]
    assert CLAIMS[pair["a"]]["kind"] == CLAIMS[pair["b"]]["kind"]
    assert pair["why"].strip()


@pytest.mark.parametrize("pair", GOLD["conflicts"], ids=lambda pair: str(pair["id"]))
def test_conflict_has_verdict_and_scope(pair: dict[str, Any]) -> None:
    assert pair["verdict"] in VERDICTS
    assert isinstance(pair["optional"], bool)
    same = CLAIMS[pair["a"]]["file"] == CLAIMS[pair["b"]]["file"]
    assert pair["scope"] == ("same-article" if same else "cross-source")
    if pair["verdict"] == "contradiction":
        assert CLAIMS[pair["a"]].get("modality", "asserted") == "asserted"
        assert CLAIMS[pair["b"]].get("modality", "asserted") == "asserted"
    if pair["verdict"] == "dispute":
        assert CLAIMS[pair["a"]]["attributed_to"] != CLAIMS[pair["b"]]["attributed_to"]


def test_errors_refer_to_claims() -> None:
    assert all(entry["claim"] in CLAIMS and entry["why"] for entry in GOLD["reference_errors"])
    assert all(set(entry["claims"]) <= CLAIMS.keys() and entry["why"] for entry in GOLD["internal_errors"])
    assert {"calendar", "arithmetic", "headline"} <= {entry["type"] for entry in GOLD["internal_errors"]}


def test_enough_of_everything() -> None:
    hard = [pair for pair in GOLD["conflicts"] if pair["verdict"] == "contradiction" and not pair["optional"]]
    assert 90 <= len(CLAIMS) <= 130
    assert {claim["kind"] for claim in CLAIMS.values()} == set(Kind)
    assert len(hard) >= 14
    assert len(GOLD["non_conflicts"]) >= 35
    assert {pair["verdict"] for pair in GOLD["conflicts"]} >= {"contradiction", "dispute", "discrepancy"}


def _runs(name: str, size: int) -> set[tuple[str, ...]]:
    words = [re.sub(r"\W", "", word).lower() for word in body_words(name)]
    return {tuple(words[start : start + size]) for start in range(len(words) - size + 1)}


def test_only_the_agency_text_is_shared() -> None:
    """Runs of 12 words that two outlets share mark agency copy; no other two articles may look like copies."""
    shared = {
        (first, second)
        for first in FILES
        for second in FILES
        if first < second and _runs(first, 12) & _runs(second, 12)
    }
    assert shared == {("03-bramble-hill-gazette.txt", "04-polder-and-quay.json")}


def test_readme_and_licence_say_what_is_there() -> None:
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")
    assert [name for name in FILES if f"`{name}`" not in readme] == []
    figures = (f"({len(CLAIMS)})", f"({len(GOLD['non_conflicts'])} pairs")
    assert [figure for figure in figures if figure not in readme] == []
    assert "CC BY 4.0" in (CORPUS / "LICENCE").read_text(encoding="utf-8")
