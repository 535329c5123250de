"""SPARQL over the graph: the embedded engine, results in several forms, and the named questions that come with irkg."""

from kg.sparql.engine import Store
from kg.sparql.known import resolved, unknown_terms
from kg.sparql.named import NamedQuery, Parameter, get, named
from kg.sparql.query_text import bind
from kg.sparql.results import Result

__all__ = ["NamedQuery", "Parameter", "Result", "Store", "bind", "get", "named", "resolved", "unknown_terms"]
