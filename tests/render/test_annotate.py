from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from factcheck.model.claim import Claim
from factcheck.render.annotate import pieces
from tests.render.sample_claims import CLAIMS

TEXT = "Nine workers, two of them children, were hurt."
spans = st.tuples(st.integers(-3, 60), st.integers(-3, 60))


def claims_at(*at: tuple[int, int]) -> list[Claim]:
    return [replace(CLAIMS["l-burns"], id=f"c{number}", span=span) for number, span in enumerate(at)]


def test_overlapping_claims_are_split_where_either_begins_or_ends() -> None:
    cut = pieces(TEXT, claims_at((0, 34), (14, 46)))
    assert [piece.text for piece in cut] == ["Nine workers, ", "two of them children", ", were hurt."]
    assert [[claim.id for claim in piece.covering] for piece in cut] == [["c0"], ["c0", "c1"], ["c1"]]
    assert [[claim.id for claim in piece.ending] for piece in cut] == [[], ["c0"], ["c1"]]


def test_of_claims_that_start_together_the_longer_comes_first() -> None:
    cut = pieces(TEXT, claims_at((0, 4), (0, 12)))
    assert [claim.id for claim in cut[0].starting] == ["c1", "c0"]


def test_a_span_beyond_the_text_still_has_its_anchor() -> None:
    cut = pieces("short", claims_at((40, 50)))
    assert [(piece.text, len(piece.starting), len(piece.covering)) for piece in cut] == [("short", 0, 0), ("", 1, 0)]


def test_a_text_without_claims_is_one_piece() -> None:
    assert [piece.text for piece in pieces(TEXT, [])] == [TEXT]


@given(text=st.text(max_size=50), at=st.lists(spans, max_size=8))
def test_no_text_is_lost_and_each_claim_starts_and_ends_once(text: str, at: list[tuple[int, int]]) -> None:
    claims = claims_at(*at)
    cut = pieces(text, claims)
    assert "".join(piece.text for piece in cut) == text
    ids = sorted(claim.id for claim in claims)
    assert sorted(claim.id for piece in cut for claim in piece.starting) == ids
    assert sorted(claim.id for piece in cut for claim in piece.ending) == ids
    for claim in claims:
        start = min(max(claim.span[0], 0), len(text))
        end = min(max(claim.span[1], start), len(text))
        covered = "".join(piece.text for piece in cut if claim in piece.covering)
        assert covered == text[start:end]
