"""Writes statements about code lists as Turtle text, without an RDF library."""

from __future__ import annotations

from collections.abc import Iterable

from ontology import VERSION, iris

PREFIXES = """\
@prefix irkg: <https://w3id.org/irkg/ns#> .
@prefix rel: <https://w3id.org/irkg/rel#> .
@prefix code: <https://w3id.org/irkg/code/> .
@prefix plover: <https://w3id.org/irkg/code/plover/> .
@prefix cameo: <https://w3id.org/irkg/code/cameo/> .
@prefix quad: <https://w3id.org/irkg/code/quad/> .
@prefix actorcode: <https://w3id.org/irkg/code/actor/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

# Generated from ontology/tables by `python -m ontology.generate`: edit the tables, not this file.
"""
NAMES = {
    iris.PLOVER: "plover:",
    iris.CAMEO: "cameo:",
    iris.QUAD: "quad:",
    iris.ACTOR: "actorcode:",
    iris.NS: "irkg:",
    iris.REL: "rel:",
    iris.CODE: "code:",
}
SOURCES = {
    "plover": "<https://github.com/openeventdata/PLOVER>",
    "plover-contexts": "<https://github.com/openeventdata/PLOVER>",
    "cameo": "<http://eventdata.parusanalytics.com/data.dir/cameo.html>",
}


def name(iri: str) -> str:
    """Return an IRI as Turtle writes it: prefixed where a prefix fits, else in angle brackets."""
    for base, prefix in NAMES.items():
        local = iri.removeprefix(base)
        if local != iri and "/" not in local:
            return prefix + local
    return f"<{iri}>"


def text(value: str, language: str = "@en") -> str:
    """Return a Turtle string literal."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"{language}'


def subject(iri: str, *pairs: tuple[str, str]) -> str:
    """Return the statements about one subject; pairs with an empty object are left out."""
    lines = [f"    {predicate} {value}" for predicate, value in pairs if value]
    return f"{name(iri)}\n" + " ;\n".join(lines) + " .\n"


def header(local: str, title: str, about: str, licence: str) -> str:
    """Return the statements about one file as an ontology document."""
    return subject(
        iris.BASE + local,
        ("a", "owl:Ontology"),
        ("dct:title", text(title)),
        ("dct:description", text(about)),
        ("dct:creator", text("irkg developers", "")),
        ("dct:license", licence),
        ("owl:versionIRI", f"<{iris.BASE}{local}/{VERSION}>"),
        ("owl:versionInfo", text(VERSION, "")),
    )


def scheme(local: str, title: str, about: str, licence: str, tops: Iterable[str]) -> str:
    """Return the statements about one concept scheme; ``tops`` are the IRIs of its top concepts."""
    return subject(
        iris.CODE + local,
        ("a", "skos:ConceptScheme"),
        ("dct:title", text(title)),
        ("dct:description", text(about)),
        ("dct:license", licence),
        ("dct:source", SOURCES.get(local, "")),
        ("skos:hasTopConcept", " , ".join(name(iri) for iri in tops)),
    )


def concept(
    iri: str, kind: str, local: str, notation: str, label: str, about: str, *more: tuple[str, str], broader: str = ""
) -> str:
    """Return the statements about one code of the scheme ``local``."""
    scheme_iri = name(iris.CODE + local)
    return subject(
        iri,
        ("a", f"skos:Concept , irkg:{kind}"),
        ("skos:inScheme", scheme_iri),
        ("skos:broader", name(broader)) if broader else ("skos:topConceptOf", scheme_iri),
        ("skos:notation", text(notation, "")),
        ("skos:prefLabel", text(label)),
        ("skos:definition", text(about) if about else ""),
        *more,
    )


def decimal(value: float) -> str:
    """Return a Turtle decimal: ``-6.0``."""
    return f"{value:.1f}"
