"""The properties and classes that data use, as ready-made terms; a test holds them against the ontology."""

from __future__ import annotations

from kg.base.prefixes import DCT, OA, PROV, RDF, SCHEMA, SKOS
from kg.views.rdf.terms import Term, uri
from ontology import iris


def _ns(name: str) -> Term:
    return uri(iris.NS + name)


TYPE = uri(f"{RDF}type")
# classes
ACTOR, ARTICLE, DATASET, EVENT = _ns("Actor"), _ns("Article"), _ns("Dataset"), _ns("Event")
IDENTIFIED = _ns("Identifier")
OUTLET, PLACE, REPORT, RUN = _ns("Outlet"), _ns("Place"), _ns("Report"), _ns("Run")
AGENT = uri(f"{PROV}SoftwareAgent")
# events
SOURCE, TARGET, EVENT_TYPE, MODE, CONTEXT = (_ns(n) for n in ("source", "target", "eventType", "mode", "context"))
CAMEO, QUAD, SCORE, GOLDSTEIN = (_ns(n) for n in ("cameo", "quad", "score", "goldstein"))
EARLIEST, LATEST, YEAR = _ns("earliest"), _ns("latest"), _ns("year")
DATE_PRECISION, DATE_BASIS, STATUS = _ns("datePrecision"), _ns("dateBasis"), _ns("status")
IN_PLACE, OBJECT, SYMMETRIC, DOMESTIC = _ns("place"), _ns("object"), _ns("symmetric"), _ns("domestic")
CONFIDENCE, REPORT_COUNT, HAS_REPORT = _ns("confidence"), _ns("reportCount"), _ns("report")
MARK, ALTERNATE = _ns("mark"), uri(f"{PROV}alternateOf")
# reports
RULE, IN_ARTICLE, PART = _ns("rule"), _ns("article"), _ns("part")
EXACT, START, END = uri(f"{OA}exact"), uri(f"{OA}start"), uri(f"{OA}end")
PREDICATE, OBJECT_TEXT, PLACE_TEXT = _ns("predicate"), _ns("objectText"), _ns("placeText")
SOURCE_ACTOR, TARGET_ACTOR = _ns("sourceActor"), _ns("targetActor")
TRIGGER_TEXT, TRIGGER_START, TRIGGER_END = _ns("triggerText"), _ns("triggerStart"), _ns("triggerEnd")
SOURCE_TEXT, SOURCE_START, SOURCE_END = _ns("sourceText"), _ns("sourceStart"), _ns("sourceEnd")
TARGET_TEXT, TARGET_START, TARGET_END = _ns("targetText"), _ns("targetStart"), _ns("targetEnd")
GENERATED_BY = uri(f"{PROV}wasGeneratedBy")
FROM_DATASET, ORIGINAL_CODE = _ns("dataset"), _ns("originalCode")
# actors
LABEL, KIND, SECTOR, ROLE = uri(f"{SKOS}prefLabel"), _ns("kind"), _ns("sector"), _ns("role")
STANDS_FOR, COUNTRY, ISO3, EXACT_MATCH = _ns("standsFor"), _ns("country"), _ns("iso3"), uri(f"{SKOS}exactMatch")
IDENTIFIER, SCHEME, NUMBER, LETTERS = _ns("identifier"), _ns("scheme"), _ns("number"), _ns("letters")
FIRST_DAY, LAST_DAY = _ns("firstDay"), _ns("lastDay")
PREDECESSOR, SUCCESSOR, CONTINUES = _ns("predecessor"), _ns("successor"), _ns("continues")
# articles, outlets, runs, data sets
HEADLINE, PUBLISHED = uri(f"{SCHEMA}headline"), uri(f"{SCHEMA}datePublished")
PUBLISHER, LANGUAGE, URL = uri(f"{SCHEMA}publisher"), uri(f"{SCHEMA}inLanguage"), uri(f"{SCHEMA}url")
CONTENT_HASH = _ns("contentHash")
NAME, SOFTWARE_VERSION = uri(f"{SCHEMA}name"), uri(f"{SCHEMA}softwareVersion")
ASSOCIATED_WITH, MODEL, TITLE = uri(f"{PROV}wasAssociatedWith"), _ns("model"), uri(f"{DCT}title")
