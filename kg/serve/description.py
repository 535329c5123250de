"""What the endpoint says of itself: SPARQL 1.1 Service Description."""

from __future__ import annotations

from ontology import iris

_FORMATS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPH_FORMATS = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")


def description(endpoint: str) -> str:
    """Return the description in Turtle.

    Args:
        endpoint: Address of the endpoint.
    """
    formats = " , ".join(f"<http://www.w3.org/ns/formats/{name}>" for name in (*_FORMATS, *_GRAPH_FORMATS))
    return f"""@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix void: <http://rdfs.org/ns/void#> .
<{endpoint}> a sd:Service ;
    sd:endpoint <{endpoint}> ;
    dct:title "irkg: events between international actors"@en ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:resultFormat {formats} ;
    sd:defaultDataset <{endpoint}#dataset> .
<{endpoint}#dataset> a sd:Dataset ;
    sd:defaultGraph <{endpoint}#graph> .
<{endpoint}#graph> a sd:Graph ;
    void:vocabulary <{iris.NS}> .
"""
