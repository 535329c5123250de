"""Namespace prefixes of our Turtle, which queries may use without declaring them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ontology import iris

XSD = "http://www.w3.org/2001/XMLSchema#"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
SCHEMA = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCT = "http://purl.org/dc/terms/"
WIKIDATA = "http://www.wikidata.org/entity/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "act": iris.ACT,
        "actor": f"{iris.ID}actor/",
        "article": f"{iris.ID}article/",
        "basis": iris.BASIS,
        "cameo": iris.CAMEO,
        "code": iris.ACTOR,
        "dataset": f"{iris.ID}dataset/",
        "dct": DCT,
        "event": f"{iris.ID}event/",
        "ident": f"{iris.ID}identifier/",
        "irkg": iris.NS,
        "oa": OA,
        "outlet": f"{iris.ID}outlet/",
        "person": f"{iris.ID}actor/person/",
        "place": f"{iris.ID}place/",
        "plover": iris.PLOVER,
        "precision": iris.PRECISION,
        "prov": PROV,
        "quad": iris.QUAD,
        "rdf": RDF,
        "rdfs": RDFS,
        "rel": iris.REL,
        "report": f"{iris.ID}report/",
        "run": f"{iris.ID}run/",
        "schema": SCHEMA,
        "skos": SKOS,
        "software": f"{iris.ID}software/",
        "status": iris.STATUS,
        "wd": WIKIDATA,
        "xsd": XSD,
    }
)
"""Prefix to namespace; every namespace ends with ``/`` or ``#``."""

_PREFIX_OF = {namespace: prefix for prefix, namespace in PREFIXES.items()}


def split(iri: str) -> tuple[str | None, str]:
    """Return prefix and local name of an IRI; the prefix is None where no namespace of ours fits."""
    at = max(iri.rfind("/"), iri.rfind("#")) + 1
    return _PREFIX_OF.get(iri[:at]), iri[at:]
