"""The reading-only layers: the parse is that of the plain model, and a word's first vector is its own alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from factcheck.extract import load_pipeline
from factcheck.extract.aligned import Layout
from factcheck.extract.loading import UNUSED
from factcheck.extract.tok2vec import Embedding, Encoder

TEXTS = [
    "Governor Mila Dovan said on Friday that 14 miners, two of them injured, had been brought up from the shaft.",
    "Talks in Muscat ended without an agreement; a third round is planned for late October.",
    "",
    "“We can't confirm the toll,” said Lt. Omar Fanlin of the coast guard near 12th Street.",
]


def parses(docs: list[Doc]) -> list[list[tuple[str, str, int, str, str]]]:
    return [[(t.tag_, t.dep_, t.head.i, t.ent_type_, t.ent_iob_) for t in doc] for doc in docs]


def model_of(language: Language) -> Any:
    component: Any = language.get_pipe("tok2vec")
    return component.model


@pytest.fixture(scope="module")
def plain() -> Language:
    return spacy.load(load_pipeline().place, exclude=UNUSED)


def test_the_parse_is_that_of_the_plain_model(plain: Language) -> None:
    (ours,) = load_pipeline().docs([TEXTS])
    assert model_of(load_pipeline().language).name == "tok2vec_reading_only"
    assert parses(ours) == parses(list(plain.pipe(TEXTS)))


def test_the_vectors_are_those_of_the_plain_model(plain: Language) -> None:
    docs = [plain.make_doc(text) for text in TEXTS if text]
    theirs = model_of(plain).predict(docs)
    ours = model_of(load_pipeline().language).predict(docs)
    for mine, other in zip(ours, theirs, strict=True):
        assert np.allclose(mine, other, atol=1e-4)


def embedding_of(model: Any) -> Embedding:
    return Embedding(model.layers[0], Encoder(model.layers[1], Layout()).layers[0])


def vectors(embedding: Embedding, doc: Doc) -> Any:
    rows = embedding.rows_of([doc])
    return embedding.vectors[rows]


def test_a_words_first_vector_does_not_hang_on_its_company(plain: Language) -> None:
    long = plain.make_doc(TEXTS[0])
    together = vectors(embedding_of(model_of(plain)), long)
    for size in (1, 3, 7):
        alone = vectors(embedding_of(model_of(plain)), long[:size].as_doc())
        assert np.array_equal(alone, together[:size])


def test_in_a_full_table_forms_make_room_for_others(plain: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.extract.tok2vec.MOST_FORMS", 12)
    small = embedding_of(model_of(plain))
    for text in (t for t in TEXTS if t):
        doc = plain.make_doc(text)
        assert np.array_equal(vectors(small, doc), vectors(embedding_of(model_of(plain)), doc))


def test_the_first_layer_made_of_shares_is_the_whole_layer(plain: Language) -> None:
    model = model_of(plain)
    encoder = Encoder(model.layers[1], Layout())
    embedding, doc = Embedding(model.layers[0], encoder.layers[0]), plain.make_doc(TEXTS[0])
    rows = embedding.rows_of([doc])
    window = np.concatenate([embedding.vectors[rows[at : at + 3]].reshape(1, -1) for at in range(len(doc) - 2)])
    shares = sum(embedding.shares[rows[side : len(doc) - 2 + side], side] for side in range(3))
    assert np.allclose(encoder.layers[0](window), encoder.layers[0].finish(np.array(shares)), atol=1e-5)
