"""SPARQL over the graph: the embedded engine, results in several forms, and the named questions that come with irkg."""

from kg.query.known import resolved, unknown_terms
from kg.query.named import NamedQuery, Parameter, get, named
from kg.query.results import Result
from kg.query.store import Store
from kg.query.text import bind

__all__ = ["NamedQuery", "Parameter", "Result", "Store", "bind", "get", "named", "resolved", "unknown_terms"]
