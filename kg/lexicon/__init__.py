"""The tables of ``ontology/lexicon`` as typed mappings; every problem of a table is reported with file and line."""

from kg.lexicon.actors import ActorLexicon, ActorRow, Alias, Form, load_actors
from kg.lexicon.datasets import DatasetCodes, load_datasets
from kg.lexicon.predicates import MatrixRow, PredicateLexicon, PredicateRow, load_predicates

__all__ = [
    "ActorLexicon",
    "ActorRow",
    "Alias",
    "DatasetCodes",
    "Form",
    "MatrixRow",
    "PredicateLexicon",
    "PredicateRow",
    "load_actors",
    "load_datasets",
    "load_predicates",
]
