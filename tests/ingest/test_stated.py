"""What a page says about itself."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.ingest.stated import stated_date, stated_source, stated_title

COPY = (
    "A ferry struck the pier at Port Elma on Tuesday morning, and nine passengers were hurt, the coast guard said. "
    "The ferry was towed to a yard in the afternoon, and the pier stays shut until engineers have looked at its piles, "
    "which may take a week, an officer of the port said on the radio in the evening.\n"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Dark Mode\nSunday, 09 November 2025\nLogo\n{COPY}", date(2025, 11, 9)),
        (f"{COPY}Published: 9 November 2025\n", date(2025, 11, 9)),
        (f"{COPY}Last updated on November 9, 2025\nShare\n", date(2025, 11, 9)),
        (f"Updated: 10 Nov 2025\n9 Nov 2025\n{COPY}", date(2025, 11, 9)),
        (f"9 Nov 2025\nPublished: 8 Nov 2025\n{COPY}", date(2025, 11, 8)),
        (f"9 Nov 2025\n10 Nov 2025\n{COPY}", None),
        (f"{COPY}9 November 2025\n", None),
        (f"{COPY}On 9 November 2025 the pier was shut.\n", None),
        (f"The pier was shut on 9 November 2025.\n{COPY}", None),
        (COPY, None),
        ("", None),
    ],
)
def test_stated_date(text: str, expected: date | None) -> None:
    assert stated_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"Logo\nFerry hits pier, nine hurt\nFerry hits pier, nine hurt\nBy Lena Ito\n{COPY}",
            "Ferry hits pier, nine hurt",
        ),
        (f"# Ferry hits pier, nine hurt\n\n{COPY}", "Ferry hits pier, nine hurt"),
        (f"- Ferry hits pier, nine hurt\n{COPY}", ""),
        (COPY, ""),
        ("Ferry hits pier, nine hurt\n", ""),
        (f"The pier is shut.\n{COPY}", ""),
        ("", ""),
    ],
)
def test_stated_title(text: str, expected: str) -> None:
    assert stated_title(text) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By The Delta Times", "The Delta Times"),
        ("By Port Elma Herald ", "Port Elma Herald"),
        ("By Lena Ito", ""),
        ("By the time of the Post", ""),
        ("By all accounts in the News, nine were hurt.", ""),
    ],
)
def test_stated_source(line: str, expected: str) -> None:
    assert stated_source(f"{line}\n{COPY}") == expected
