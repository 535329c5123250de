"""Loads the Turtle files of the ontology as rdflib graphs."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from rdflib import Graph

FileName = Literal["irkg", "events", "actors", "shapes"]
FILES: tuple[FileName, ...] = get_args(FileName)
"""Names that :func:`load` takes."""


def load(name: FileName) -> Graph:
    """Return one Turtle file of the ontology as a graph of the caller's own.

    The file is parsed once; each call returns a copy, so that changing it changes nothing for others.

    Args:
        name: ``irkg`` (classes and properties), ``events`` and ``actors`` (code lists) or ``shapes`` (SHACL).

    Raises:
        ValueError: There is no such file.
    """
    from rdflib import Graph  # imported here: rdflib takes half a second

    parsed = _parsed(name)
    copy = Graph(bind_namespaces="none")
    for prefix, namespace in parsed.namespaces():
        copy.bind(prefix, namespace)
    for triple in parsed:
        copy.add(triple)
    return copy


@cache
def _parsed(name: str) -> Graph:
    from importlib.resources import files

    from rdflib import Graph

    if name not in FILES:
        raise ValueError(f"no ontology file {name!r}; there are {', '.join(FILES)}")
    graph = Graph(bind_namespaces="none")
    graph.parse(data=files("ontology").joinpath(f"{name}.ttl").read_bytes(), format="turtle")
    return graph
