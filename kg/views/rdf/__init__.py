"""Events as RDF triples: pure functions, no RDF library needed.

A triple is three strings in N-Triples syntax. Three levels, so that simple questions have simple queries: direct
triples between actors (``rel:``, ``act:``), the event node with the coded claim, and the report with the sentence it
stands in. No blank nodes, no clock: the same events give the same triples on every machine.
"""

from kg.views.rdf.subjects import RdfView, Run, Whole, by_slug, subjects, to_rdflib, triples
from kg.views.rdf.terms import Pairs, Triple, boolean, day, decimal, integer, iri, ntriple, text, typed, uri, year

__all__ = [
    "Pairs",
    "RdfView",
    "Run",
    "Triple",
    "Whole",
    "boolean",
    "by_slug",
    "day",
    "decimal",
    "integer",
    "iri",
    "ntriple",
    "subjects",
    "text",
    "to_rdflib",
    "triples",
    "typed",
    "uri",
    "year",
]
