"""The sample corpus through the real language model: what comes out is well formed, and its evidence exact."""

from __future__ import annotations

import importlib.util
from difflib import unified_diff
from pathlib import Path
from types import ModuleType

import pytest

from kg.assembly import merge
from kg.model import Article, Report
from kg.views.rdf import to_rdflib, triples
from ontology import load
from tests.sample_read import sample_read

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.model


def sample() -> tuple[tuple[Article, tuple[Report, ...]], ...]:
    return tuple((extraction.article, extraction.reports) for extraction in sample_read())


def test_every_event_is_as_in_the_golden_file() -> None:
    """After a change that is meant: ``python scripts/write_golden.py``, and say in the commit why each kind changed."""
    golden = ROOT / "tests" / "golden" / "events.tsv"
    told = writer().table(sample())
    changed = list(unified_diff(golden.read_text("utf-8").splitlines(), told.splitlines(), lineterm="", n=0))
    assert not changed, "\n".join(changed[:40])


def writer() -> ModuleType:
    """scripts/write_golden.py, which is no package."""
    spec = importlib.util.spec_from_file_location("write_golden", ROOT / "scripts" / "write_golden.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_articles_give_events() -> None:
    assert len(sample()) == 108
    assert sum(bool(reports) for _, reports in sample()) >= 100


def test_articles_without_events_between_sides_give_none() -> None:
    for topic in ("heatwave", "world-cup", "shares-tumble"):
        named = [reports for article, reports in sample() if topic in article.name]
        assert named, f"no sample article about {topic}"
        assert not any(named), topic


def test_evidence_stands_where_it_says() -> None:
    for article, reports in sample():
        for report in reports:
            whole = article.text if report.part == "text" else article.title or ""
            assert whole[report.start : report.end] == report.sentence
            assert whole[report.trigger_start : report.trigger_end] == report.trigger
            for mention in (report.source, report.target):
                assert whole[mention.start : mention.end] == mention.text


def test_the_graph_keeps_its_shapes() -> None:
    from pyshacl import validate

    chosen = sample()[::9]
    events = merge(report for _, reports in chosen for report in reports)
    graph = to_rdflib(triples(events, [article for article, _ in chosen]))
    conforms, _, text = validate(graph, shacl_graph=load("shapes"), ont_graph=load("irkg"), inference="none")
    assert conforms, text[:2000]
