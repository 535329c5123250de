"""Reading events out of text: articles in, reports of events out. The only part of irkg that knows spaCy."""

from kg.extraction.extractor import Explanation, Extraction, Extractor, Step
from kg.extraction.syntax.parser import DEFAULT_MODEL, model_version
from kg.extraction.trace import Reading

__all__ = [
    "DEFAULT_MODEL", "Explanation", "Extraction", "Extractor", "Reading", "Step",
    "model_version",
]  # fmt: skip
