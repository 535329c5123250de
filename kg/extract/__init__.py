"""Reading events out of text: articles in, reports of events out. The only part of irkg that knows spaCy."""

from kg.extract.extractor import Explanation, Extraction, Extractor, Step
from kg.extract.pairs import Coding, PairCoder
from kg.extract.parse import DEFAULT_MODEL, model_version
from kg.extract.reading import Reading

__all__ = [
    "DEFAULT_MODEL", "Coding", "Explanation", "Extraction", "Extractor", "PairCoder", "Reading", "Step",
    "model_version",
]  # fmt: skip
