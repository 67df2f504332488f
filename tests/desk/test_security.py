from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from factcheck.desk.app import create_app
from factcheck.desk.holdings import Reader
from factcheck.desk.judging import safe_path
from factcheck.desk.security import SEAT, SESSION, Access
from tests.desk.forms import form_of

AWAY = "http://192.0.2.7"


@pytest.fixture
def access() -> Access:
    return Access.new("192.0.2.7", token="a-token-for-tests")  # noqa: S106


@pytest.fixture
def away(reader: Reader, access: Access) -> TestClient:
    """A browser on another machine."""
    return TestClient(create_app(reader, access), base_url=AWAY, follow_redirects=False)


def test_the_loopback_address_asks_for_no_token_and_any_other_for_one() -> None:
    assert Access.new("127.0.0.1").token == ""
    assert Access.new("localhost").token == ""
    first, second = Access.new("0.0.0.0"), Access.new("0.0.0.0")  # noqa: S104
    assert len(first.token) >= 40
    assert first.token != second.token
    assert first.secret != second.secret


@pytest.mark.parametrize("path", ["/", "/findings", "/api/findings", "/static/desk.css", "/check", "/?token=wrong"])
def test_without_the_token_nothing_is_shown(away: TestClient, path: str) -> None:
    assert away.get(path).status_code == 401
    assert away.get(path, headers={"Cookie": f"{SESSION}=guess"}).status_code == 401
    assert away.get(path, headers={"Authorization": "Bearer guess"}).status_code == 401


def test_the_address_with_the_token_opens_a_session(away: TestClient, access: Access) -> None:
    answer = away.get(f"/findings?token={access.token}&state=all")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/findings?state=all"
    (cookie,) = [one for one in answer.headers.get_list("set-cookie") if one.startswith(SESSION)]
    assert "httponly" in cookie.lower()
    assert "samesite=strict" in cookie.lower()
    assert access.token not in cookie
    assert away.get("/findings").status_code == 200


def test_the_way_in_leads_to_no_other_host(away: TestClient, access: Access) -> None:
    answer = away.get(f"{AWAY}//evil.example/?token={access.token}")
    assert answer.headers["location"] == "/evil.example/"


def test_a_program_sends_the_token_in_a_header(away: TestClient, access: Access) -> None:
    assert away.get("/api/findings", headers={"Authorization": f"Bearer {access.token}"}).status_code == 200


def test_another_host_name_is_turned_away(client: TestClient) -> None:
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
    assert client.get("/", headers={"Host": "127.0.0.1.evil.example:8480"}).status_code == 400
    assert client.get("/", headers={"Host": "localhost:8480"}).status_code == 200


def test_a_form_has_to_be_the_desks_own(client: TestClient, reader: Reader) -> None:
    finding = reader.holdings().items[0].finding.id
    action = f"/findings/{finding}/review"
    fields = form_of(client.get(f"/findings/{finding}"), action) | {"reviewer": "Ines", "verdict": "confirm"}
    assert client.post(action, data=fields | {"form_key": ""}).status_code == 403
    assert client.post(action, data=fields | {"form_key": "0" * 64}).status_code == 403
    stranger = TestClient(client.app, base_url="http://127.0.0.1")
    assert stranger.post(action, data=fields).status_code == 403
    assert reader.archive.reviews() == []
    assert client.post(action, data=fields).status_code == 303
    assert len(reader.archive.reviews()) == 1


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}]
)
def test_another_site_changes_nothing(client: TestClient, reader: Reader, headers: dict[str, str]) -> None:
    finding = reader.holdings().items[0].finding.id
    word = {"verdict": "confirm", "reviewer": "Ines"}
    assert client.post(f"/api/findings/{finding}/reviews", json=word, headers=headers).status_code == 403
    assert client.post("/api/articles", json={"text": "A bridge fell."}, headers=headers).status_code == 403
    assert reader.archive.reviews() == []


def test_the_api_takes_json_alone(client: TestClient, reader: Reader) -> None:
    """A form of another site could send text/plain without being asked for its origin."""
    body = '{"verdict": "confirm", "reviewer": "Ines"}'
    finding = reader.holdings().items[0].finding.id
    answer = client.post(f"/api/findings/{finding}/reviews", content=body, headers={"Content-Type": "text/plain"})
    assert answer.status_code == 422
    assert reader.archive.reviews() == []


def test_a_request_has_a_largest_size(reader: Reader) -> None:
    client = TestClient(create_app(reader, Access.new("127.0.0.1", most=5_000)), base_url="http://127.0.0.1")
    assert client.post("/api/check", json={"text": "word " * 2_000}).status_code == 413

    def pieces() -> Iterator[bytes]:
        for _ in range(100):
            yield b"x" * 1_000

    answer = client.post("/api/check", content=pieces(), headers={"Content-Type": "application/json"})
    assert answer.status_code == 413


@pytest.mark.parametrize("path", ["/", "/nowhere", "/api/findings", "/static/desk.js"])
def test_every_answer_says_what_a_page_may_load(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = dict(rule.strip().split(" ", 1) for rule in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"


def test_a_seat_is_given_once_and_kept_from_scripts(client: TestClient) -> None:
    (cookie,) = client.get("/").headers.get_list("set-cookie")
    assert cookie.startswith(SEAT)
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert client.get("/").headers.get_list("set-cookie") == []


@pytest.mark.parametrize(
    "given", ["//evil.example", "https://evil.example", "/\\evil.example", "/%2F", "/a\nb", "", "/%0a"]
)
def test_a_form_sends_nobody_elsewhere(given: str) -> None:
    assert safe_path(given) in ("", given)
    if given != "/%2F":
        assert safe_path(given) == ""


def test_a_form_may_lead_back_to_a_page_of_the_desk() -> None:
    assert safe_path("/findings?state=all") == "/findings?state=all"


def test_the_pages_load_nothing_from_elsewhere(client: TestClient) -> None:
    for path in ("/", "/findings", "/events", "/articles", "/sources", "/check"):
        page = client.get(path).text
        assert "<style" not in page
        assert "style=" not in page
        assert "onclick" not in page
        assert 'src="http' not in page
        assert 'href="http' not in page


def test_the_command_names_the_extra_that_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from factcheck.cli import app

    monkeypatch.setitem(__import__("sys").modules, "factcheck.desk.security", None)
    answer = CliRunner().invoke(app, ["serve", "--store", str(tmp_path / "none.db")])
    assert answer.exit_code == 2
    assert "factcheck-desk[desk]" in answer.output
