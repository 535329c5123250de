"""Reading events out of text: articles in, reports of events out. The only part of irkg that knows spaCy."""

from kg.extraction.explanation import Stage, Step
from kg.extraction.extractor import Extraction, Extractor
from kg.extraction.reasons import MISFITS, Reason
from kg.extraction.syntax.parser import DEFAULT_MODEL, model_version
from kg.extraction.trace import ArticleTrace, SentenceTrace

__all__ = [
    "DEFAULT_MODEL", "MISFITS", "ArticleTrace", "Extraction", "Extractor", "Reason", "SentenceTrace", "Stage", "Step",
    "model_version",
]  # fmt: skip
