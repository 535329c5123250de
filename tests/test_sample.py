"""The sample corpus through the real language model: what comes out is well formed, and its evidence exact."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from kg.extract import Extractor
from kg.model import Article, Report, merge
from kg.rdf import to_rdflib, triples
from kg.read import read
from ontology import load

ARTICLES = Path(__file__).parents[1] / "data" / "articles"
pytestmark = pytest.mark.model


@cache
def sample() -> tuple[tuple[Article, tuple[Report, ...]], ...]:
    articles = [item for item in read([ARTICLES]) if isinstance(item, Article)]
    return tuple((extraction.article, extraction.reports) for extraction in Extractor().extract(articles))


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
