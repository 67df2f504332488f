"""HTML pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from factcheck.ingest import Unreadable, read
from factcheck.ingest.html import visible_paragraphs
from factcheck.model.article import Article

PARAGRAPHS = (
    "A ferry struck the pier at Port Elma on Tuesday morning, and nine passengers were hurt, the coast guard said.",
    "The ferry was towed to a yard in the afternoon, and the pier stays shut until engineers have looked at its piles.",
    "It was the fourth crash at the pier this year, according to records that the port authority keeps in its office.",
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
HEAD = (
    '<meta property="og:title" content="Nine hurt as ferry hits pier">'
    '<meta property="og:site_name" content="Delta Times">'
    '<meta property="article:published_time" content="2024-03-12T10:00:00+02:00">'
    '<link rel="canonical" href="https://example.org/news/1"><meta name="author" content="Lena Ito">'
)


def page(body: str, head: str = HEAD) -> str:
    return f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def one(folder: Path, content: str | bytes) -> Article:
    (folder / "a.html").write_bytes(content if isinstance(content, bytes) else content.encode())
    (article,) = read([folder / "a.html"])
    assert isinstance(article, Article), article
    return article


def test_text_and_metadata(tmp_path: Path) -> None:
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/s'>Sport</a></li></ul></nav>"
    article = one(tmp_path, page(f"{menu}<article><h1>Nine hurt as ferry hits pier</h1>{BODY}</article>"))
    assert all(paragraph in article.text for paragraph in PARAGRAPHS)
    assert "Sport" not in article.text
    assert (article.title, article.source) == ("Nine hurt as ferry hits pier", "Delta Times")
    assert (article.published, article.language) == (date(2024, 3, 12), "en")
    assert (article.url, article.author) == ("https://example.org/news/1", "Lena Ito")
    assert article.warnings == ()


def test_a_date_after_the_clock_s_today_is_read_too(tmp_path: Path) -> None:
    head = '<meta property="article:published_time" content="2150-03-12">'
    assert one(tmp_path, page(f"<article>{BODY}</article>", head)).published == date(2150, 3, 12)


def test_no_date_is_guessed_from_the_copy(tmp_path: Path) -> None:
    copy = BODY.replace("on Tuesday morning", "on 4 May 2019")
    article = one(tmp_path, page(f"<article>{copy}</article>", ""))
    assert article.published is None
    assert any("no publication date" in warning for warning in article.warnings)


def test_deep_nesting_loses_nothing(tmp_path: Path) -> None:
    deep = "<div>" * 400 + BODY + "</div>" * 400
    article = one(tmp_path, page(f"<article>{deep}</article>"))
    assert all(paragraph in " ".join(article.text.split()) for paragraph in PARAGRAPHS)


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    outside = "".join(
        f"<p>{n} houses were flooded when the river rose in the night, the mayor said.</p>" for n in range(9)
    )
    article = one(tmp_path, page(f"<article>{BODY}</article><div class='comments' id='comments'>{outside}</div>"))
    assert all(paragraph in article.text for paragraph in PARAGRAPHS)
    missing = "houses were flooded" not in article.text
    assert missing == any("not in the extracted text" in warning for warning in article.warnings)
    assert missing


def test_a_page_without_an_article_gives_what_is_visible(tmp_path: Path) -> None:
    article = one(tmp_path, page("<table><tr><td>Pier shut.</td></tr></table>", ""))
    assert "Pier shut." in article.text


@pytest.mark.parametrize("content", ["", "<html></html>", page("<script>var a = 1;</script>", "")])
def test_nothing_to_read(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.htm").write_text(content)
    (problem,) = read([tmp_path / "a.htm"])
    assert isinstance(problem, Unreadable)


def test_the_declared_encoding(tmp_path: Path) -> None:
    more = "<p>Der Fährmann blieb unverletzt, sagte die Hafenbehörde am Abend über ihren Łódź-Dienst.</p>"
    content = page(f"<article>{BODY}{more}</article>")
    article = one(tmp_path, content.replace("utf-8", "iso-8859-2").encode("iso-8859-2"))
    assert "Łódź" in article.text


def test_visible_paragraphs() -> None:
    found = visible_paragraphs(
        "<nav>Home</nav><p>One <b>bold</b> word.</p>x<script>no()</script>"
        "<div>Two<br>lines</div><footer><p>Foot</p></footer>end"
    )
    assert found == ["One bold word.", "x", "Two", "lines", "end"]
