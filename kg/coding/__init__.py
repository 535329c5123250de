"""Coding single sentences: the type of what one marked side does to the other, or its main event."""

from __future__ import annotations

from kg.coding.classifier import load_classifier
from kg.coding.pairs import Coding, PairCoder
from kg.extraction import Extractor

__all__ = ["Coding", "PairCoder", "coder"]


def coder(extractor: Extractor, *, classifier: bool = True) -> PairCoder:
    """What codes single sentences, with their sides marked or not, by an extractor's parser and tables.

    Args:
        extractor: Whose language model and lexicons are used.
        classifier: Let the small trained model weigh in.

    Raises:
        ModelError: The classifier's weights cannot be read.
    """
    return PairCoder(
        parser=extractor.parser,
        actors=extractor.names.lexicon,
        predicates=extractor.predicates,
        classifier=load_classifier() if classifier else None,
    )
