"""Opens each RDF file with each library of this interpreter that can; one JSON line a try. Used by write_readers.py."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from trying import Found, try_all

NAMES = {"turtle": "turtle", "ntriples": "nt", "jsonld": "json-ld", "trig": "trig"}


def rdflib(store: str = "default") -> dict[str, Callable[[str], Found]]:
    """rdflib; TriG into a data set."""
    import rdflib as rl

    def read(name: str) -> Callable[[str], Found]:
        def tried(path: str) -> Found:
            graph = rl.Dataset(store=store) if name == "trig" else rl.Graph(store=store)
            graph.parse(path, format=name)
            return {
                "triples": len({triple for triple, *_ in ((q[:3],) for q in graph.quads())})
                if name == "trig"
                else len(graph)
            }

        return tried

    return {format_: read(name) for format_, name in NAMES.items()}


def oxrdflib() -> dict[str, Callable[[str], Found]]:
    """rdflib over Oxigraph."""
    return rdflib("Oxigraph")


def pyoxigraph() -> dict[str, Callable[[str], Found]]:
    """pyoxigraph."""
    import pyoxigraph as ox

    kinds = {
        "turtle": ox.RdfFormat.TURTLE,
        "ntriples": ox.RdfFormat.N_TRIPLES,
        "jsonld": ox.RdfFormat.JSON_LD,
        "trig": ox.RdfFormat.TRIG,
    }

    def read(kind: ox.RdfFormat) -> Callable[[str], Found]:
        def tried(path: str) -> Found:
            return {"triples": len({quad.triple for quad in ox.parse(path=path, format=kind)})}

        return tried

    return {format_: read(kind) for format_, kind in kinds.items()}


def maplib() -> dict[str, Callable[[str], Found]]:
    """maplib."""
    from maplib import Model

    def read(name: str) -> Callable[[str], Found]:
        def tried(path: str) -> Found:
            model = Model()
            model.read(path, format=name)
            return {"triples": int(model.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")["n"][0])}

        return tried

    return {"turtle": read("turtle"), "ntriples": read("ntriples"), "jsonld": read("json-ld")}


def pyld() -> dict[str, Callable[[str], Found]]:
    """PyLD."""
    from pyld import jsonld

    def tried(path: str) -> Found:
        quads = jsonld.to_rdf(json.loads(Path(path).read_text()), {"format": "application/n-quads"})
        return {"triples": len(set(quads.splitlines()))}

    return {"jsonld": tried}


LIBRARIES = {"rdflib": rdflib, "oxrdflib": oxrdflib, "pyoxigraph": pyoxigraph, "maplib": maplib, "PyLD": pyld}

try_all(LIBRARIES)
