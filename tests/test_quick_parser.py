"""What is done to make spaCy's parser quicker leaves its parses as they are."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import use_ops

from kg.extraction.syntax import moves
from kg.extraction.syntax.neighbours import in_few_passes
from kg.extraction.syntax.parser import DEFAULT_MODEL

TEXTS = [
    "Mali recalled its ambassador from Chad on Monday after the raid.",
    "  ",
    "France, which had sent troops to Niger in 2013, said that it would withdraw them if the new rulers asked it to.",
    "No.",
    "Talks failed.",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    with use_ops("numpy", use_blis=False):
        return spacy.load(DEFAULT_MODEL, exclude=["ner", "senter", "lemmatizer", "attribute_ruler"])


@pytest.mark.parametrize("batch", [1, 3, 128])
def test_moves_asked_for_one_by_one_give_the_same_parse(
    nlp: Language, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moves, "_TAKES_LOCKS", True)
    found = list(moves.parsed(nlp, TEXTS, batch))
    assert [doc.text for doc in found] == TEXTS
    assert [doc.to_json() for doc in found] == [doc.to_json() for doc in nlp.pipe(TEXTS, batch_size=batch)]


@Language.component("heads_counted")
def _heads_counted(doc: Doc) -> Doc:
    doc.user_data["heads"] = sum(token.head.i != token.i for token in doc)
    return doc


def test_what_comes_behind_the_parser_finds_the_parse(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moves, "_TAKES_LOCKS", True)
    nlp.add_pipe("heads_counted")
    try:
        (doc,) = moves.parsed(nlp, TEXTS[:1], 8)
    finally:
        nlp.remove_pipe("heads_counted")
    assert doc.user_data["heads"] == len(doc) - 1


def test_vectors_of_neighbours_are_the_same_to_the_last_bit(nlp: Language) -> None:
    embed, encode = nlp.get_pipe("tok2vec").model.layers  # type: ignore[attr-defined]
    quick = in_few_passes(encode)
    assert quick is not encode
    vectors = embed.predict([nlp.make_doc(text) for text in [*TEXTS, ""]])
    for one, other in zip(encode.predict(vectors), quick.predict(vectors), strict=True):
        assert np.array_equal(one, other)


def test_layers_of_another_shape_stay(nlp: Language) -> None:
    embed = nlp.get_pipe("tok2vec").model.layers[0]  # type: ignore[attr-defined]
    assert in_few_passes(embed) is embed
