"""The tables of ``ontology/lexicon`` as typed mappings; every problem of a table is reported with file and line."""

from kg.lexicon.actor_lexicon import ActorLexicon, load_actors
from kg.lexicon.actor_rows import ActorRow, Alias, Form
from kg.lexicon.datasets import DatasetCodes, load_datasets
from kg.lexicon.matrix import MatrixRow
from kg.lexicon.outcomes import DerivedRow, SpeechRow
from kg.lexicon.predicates import PredicateLexicon, PredicateRow, load_predicates
from kg.lexicon.rule_places import RulePlace, rule_places

__all__ = [
    "ActorLexicon",
    "ActorRow",
    "Alias",
    "DatasetCodes",
    "DerivedRow",
    "Form",
    "MatrixRow",
    "PredicateLexicon",
    "PredicateRow",
    "RulePlace",
    "SpeechRow",
    "load_actors",
    "load_datasets",
    "load_predicates",
    "rule_places",
]
