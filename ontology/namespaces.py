# ruff: noqa: N815  # the terms of RDF vocabularies are written in mixed case
"""RDF namespaces of irkg for rdflib. The vocabulary namespaces are closed: a term that does not exist raises.

Imports rdflib, so import it where it is used: ``from ontology.namespaces import IR``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rdflib import URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SH, SKOS, XSD, DefinedNamespace, Namespace

from ontology import iris


class IR(DefinedNamespace):
    """Classes and properties of ``irkg.ttl``; a misspelt term raises AttributeError."""

    _fail = True
    _NS = Namespace(iris.NS)

    Event: URIRef
    Report: URIRef
    Article: URIRef
    Outlet: URIRef
    Place: URIRef
    Run: URIRef
    Dataset: URIRef
    Identifier: URIRef
    Actor: URIRef
    State: URIRef
    FormerState: URIRef
    Territory: URIRef
    Coalition: URIRef
    Organization: URIRef
    IntergovernmentalOrganization: URIRef
    GovernmentBody: URIRef
    ArmedGroup: URIRef
    Movement: URIRef
    Population: URIRef
    Person: URIRef
    QuadClass: URIRef
    EventType: URIRef
    Mode: URIRef
    Context: URIRef
    CameoCode: URIRef
    Status: URIRef
    DatePrecision: URIRef
    DateBasis: URIRef
    ActorKind: URIRef
    Sector: URIRef
    source: URIRef
    target: URIRef
    eventType: URIRef
    mode: URIRef
    context: URIRef
    cameo: URIRef
    quad: URIRef
    score: URIRef
    goldstein: URIRef
    earliest: URIRef
    latest: URIRef
    year: URIRef
    datePrecision: URIRef
    dateBasis: URIRef
    status: URIRef
    place: URIRef
    object: URIRef
    symmetric: URIRef
    domestic: URIRef
    confidence: URIRef
    report: URIRef
    reportCount: URIRef
    mark: URIRef
    article: URIRef
    part: URIRef
    predicate: URIRef
    objectText: URIRef
    placeText: URIRef
    triggerText: URIRef
    triggerStart: URIRef
    triggerEnd: URIRef
    sourceText: URIRef
    sourceStart: URIRef
    sourceEnd: URIRef
    targetText: URIRef
    targetStart: URIRef
    targetEnd: URIRef
    sourceActor: URIRef
    targetActor: URIRef
    rule: URIRef
    dataset: URIRef
    originalCode: URIRef
    kind: URIRef
    sector: URIRef
    standsFor: URIRef
    country: URIRef
    iso3: URIRef
    identifier: URIRef
    scheme: URIRef
    number: URIRef
    letters: URIRef
    firstDay: URIRef
    lastDay: URIRef
    predecessor: URIRef
    successor: URIRef
    continues: URIRef
    memberOf: URIRef
    role: URIRef
    contentHash: URIRef
    model: URIRef
    configHash: URIRef
    directProperty: URIRef
    actorClass: URIRef


class REL(DefinedNamespace):
    """Direct properties by event type and quad class; a misspelt term raises AttributeError."""

    _fail = True
    _NS = Namespace(iris.REL)

    verbalCooperation: URIRef
    agree: URIRef
    consult: URIRef
    support: URIRef
    materialCooperation: URIRef
    cooperate: URIRef
    aid: URIRef
    concede: URIRef
    retreat: URIRef
    verbalConflict: URIRef
    request: URIRef
    accuse: URIRef
    reject: URIRef
    threaten: URIRef
    materialConflict: URIRef
    protest: URIRef
    mobilize: URIRef
    sanction: URIRef
    coerce: URIRef
    assault: URIRef


ACT = Namespace(iris.ACT)
ID = Namespace(iris.ID)
PLOVER = Namespace(iris.PLOVER)
CAMEO = Namespace(iris.CAMEO)
QUAD = Namespace(iris.QUAD)
ACTOR = Namespace(iris.ACTOR)
STATUS = Namespace(iris.STATUS)
PRECISION = Namespace(iris.PRECISION)
BASIS = Namespace(iris.BASIS)
SHAPES = Namespace(iris.SHAPES)

DCAT = Namespace("http://www.w3.org/ns/dcat#")
GEO = Namespace("http://www.opengis.net/ont/geosparql#")
OA = Namespace("http://www.w3.org/ns/oa#")
SCHEMA = Namespace("https://schema.org/")
WD = Namespace("http://www.wikidata.org/entity/")

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "irkg": iris.NS,
        "rel": iris.REL,
        "act": iris.ACT,
        "id": iris.ID,
        "plover": iris.PLOVER,
        "cameo": iris.CAMEO,
        "quad": iris.QUAD,
        "actorcode": iris.ACTOR,
        "status": iris.STATUS,
        "precision": iris.PRECISION,
        "basis": iris.BASIS,
        "dcat": str(DCAT),
        "dct": str(DCTERMS),
        "geo": str(GEO),
        "oa": str(OA),
        "owl": str(OWL),
        "prov": str(PROV),
        "rdf": str(RDF),
        "rdfs": str(RDFS),
        "schema": str(SCHEMA),
        "sh": str(SH),
        "skos": str(SKOS),
        "wd": str(WD),
        "xsd": str(XSD),
    }
)
"""Prefix -> namespace, as every file of irkg writes them."""
