"""What a text gives does not hang on what is read with it, to the last bit."""

from __future__ import annotations

import numpy as np
import pytest

from factcheck.extract import Pipeline, extract, extract_one, load_pipeline
from factcheck.extract.aligned import ALIGNED, PIECE, AlignedOps, Layout, aligned, height, places
from factcheck.model.article import Article, article_id

ARTICLES = (
    ("Two ferries collided off Ponta Seca on Friday.", "At least 14 people drowned, said harbour master Rui Tavel."),
    ("“We heard a bang,” said a baker.",),
    (
        "The third round of talks between the two unions opened in Lund.",
        "It is to last until 12 May.",
        "A spokeswoman, Greta Ahl, 41, declined to say more about the offer of 3.5 percent that was made in April.",
    ),
    ("",),
    tuple(f"Shop {number} in Mill Street lost {number * 7} windows in the hail." for number in range(70)),
)


@pytest.mark.parametrize(("inputs", "outputs"), [(288, 288), (96, 384), (96, 64), (96, 50)])
def test_a_rows_product_does_not_hang_on_where_it_stands(inputs: int, outputs: int) -> None:
    random = np.random.default_rng(7)
    weights = random.standard_normal((inputs, outputs), dtype=np.float32)
    layout = Layout()
    ops = AlignedOps(layout)
    for rows in (1, 5, 47, 48, 190, 400):
        text = random.standard_normal((rows, inputs), dtype=np.float32)
        with layout.of([[rows]]):
            alone = ops.gemm(text, weights)
        assert np.allclose(alone, text @ weights, atol=1e-3)
        for before in (1, ALIGNED, 3 * ALIGNED - 7, 20 * PIECE + 5):
            company = random.standard_normal((before + rows + 900, inputs), dtype=np.float32)
            company[before : before + rows] = text
            with layout.of([[before], [rows], [900]]):
                together = ops.gemm(company, weights)
            assert np.array_equal(together[before : before + rows], alone)


def test_groups_begin_at_aligned_rows() -> None:
    assert list(places([2, 0, 3])) == [
        (slice(0, 2), slice(0, 2)),
        (slice(2, 2), slice(ALIGNED, ALIGNED)),
        (slice(2, 5), slice(ALIGNED, ALIGNED + 3)),
    ]
    assert (aligned(0), aligned(1), aligned(ALIGNED)) == (0, ALIGNED, ALIGNED)
    assert height([1, 1]) == PIECE


def test_articles_are_parsed_together_as_each_alone() -> None:
    nlp = load_pipeline()
    alone = [nlp.docs([texts])[0] for texts in ARTICLES]
    together = nlp.docs(ARTICLES)
    turned = list(reversed(nlp.docs(ARTICLES[::-1])))
    for one, other, third in zip(alone, together, turned, strict=True):
        assert [doc.text for doc in one] == [doc.text for doc in other]
        assert [doc.to_bytes() for doc in one] == [doc.to_bytes() for doc in other] == [doc.to_bytes() for doc in third]


def test_articles_give_the_same_claims_together_as_alone(nlp: Pipeline) -> None:
    articles = [
        Article(id=article_id("The Quay", str(number), text), path=str(number), text=text, source="The Quay")
        for number, text in enumerate("\n\n".join(texts) for texts in ARTICLES)
    ]
    assert list(extract(articles, nlp)) == [extract_one(article, nlp) for article in articles]
