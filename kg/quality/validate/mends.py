"""How to mend what breaks a rule: from the rule's own parameters, so that a new shape needs no word here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.base.prefixes import split
from ontology import iris

if TYPE_CHECKING:
    from rdflib import Graph, Node

OWN: Mapping[str, str] = MappingProxyType(
    {
        "Event-parties": "correct irkg:source or irkg:target, or add irkg:domestic true",
        "Event-quadOfType": "take the irkg:quad that the event type has in events.ttl",
        "Event-bounds": "give both irkg:earliest and irkg:latest, or neither and precision:unknown",
        "Event-day": "make irkg:earliest and irkg:latest equal, or state another irkg:datePrecision",
        "Event-goldsteinOfCameo": "add irkg:cameo, or remove irkg:goldstein",
        "Event-modeOfType": "take a mode whose name begins with that of the event type, or remove irkg:mode",
        "Event-yearOfDate": "correct irkg:year, or remove it",
        "Event-object": "describe the object as an irkg:Actor or irkg:Event in the same graph, or remove the link",
        "Report-object": "describe the object as an irkg:Actor or irkg:Event in the same graph, or remove the link",
        "Report-imported": "give both irkg:dataset and irkg:originalCode, or neither",
        "Report-origin": "add irkg:article, or irkg:dataset for an imported report",
        "Actor-closed": "remove the property, or correct its name",
        "GovernmentBody-country": "add irkg:standsFor or irkg:country",
        "Direct-rel": "remove the direct relation, or add the event that it follows from",
        "Direct-act": "remove the direct relation, or add the event that it follows from",
        "Article-datePublished": 'write it as "2021-03-18"^^xsd:date',
    }
)
"""Rules whose constraint is a choice or a query: what to do instead."""

FORMS: Mapping[str, str] = MappingProxyType(
    {
        "Event": "event:5f0c1d2e9ab44c07",
        "Report": "report:91c2a0e4d3b75f18",
        "Actor": "actor:RUS",
        "Event-cameo": "cameo:042, with its leading zero",
        "Actor-iso3": '"RUS"',
        "Identifier-number": '"365"',
        "Identifier-letters": '"RUS"',
        "Actor-exactMatch": "wd:Q159",
        "Place-exactMatch": "wd:Q159",
        "Article-inLanguage": '"en"',
        "Article-contentHash": '"9f86d081884c7d65"',
        "Run-configHash": '"4bf5122f344554c5"',
        "Geometry-asWKT": '"POINT(12.5 -7.25)"^^geo:wktLiteral',
        "Direct-property": "rel:sanction",
        "Actor-predecessor": "actor:SUN",
        "Actor-successor": "actor:RUS",
        "Actor-continues": "actor:SUN",
    }
)
"""Rules whose constraint is a pattern: what is right looks like this."""

_EXAMPLES: Mapping[str, str] = MappingProxyType(
    {
        "date": '"2021-03-17"^^xsd:date',
        "gYear": '"2021"^^xsd:gYear',
        "dateTime": '"2021-03-18T09:00:00Z"^^xsd:dateTime',
        "decimal": "-6.0",
        "integer": "12",
        "boolean": "true",
        "anyURI": '"https://example.org/"^^xsd:anyURI',
        "string": '"text", without a language tag',
        "langString": '"text"@en',
    }
)
_LISTED = 8
_OTHERWISE = "change it so that the rule holds"


def mend(shapes: Graph, shape: Node, constraint: str, path: Node | None, value: Node | None) -> str:
    """Say what to do about a violation.

    Args:
        shapes: The shapes graph.
        shape: The shape that was violated.
        constraint: Name of the kind of constraint, such as ``MinCount``.
        path: Property in question, if any.
        value: What stands there, if anything.
    """
    name = str(shape).removeprefix(iris.SHAPES)
    if constraint in {"Or", "SPARQL", "Not"}:
        return OWN.get(name, _OTHERWISE)
    what = _short(path) if path is not None else "it"
    ways: dict[str, Callable[[], str]] = {
        "MinCount": lambda: f"add {what}{_allowed(shapes, shape)}",
        "MaxCount": lambda: f"keep one value of {what}",
        "Datatype": lambda: f"write it as {_example(shapes, shape, value)}",
        "NodeKind": lambda: "name it by an IRI, not by text or a blank node",
        "Class": lambda: f"add its class in the same graph: a {_parameter(shapes, shape, 'class')}",
        "In": lambda: f"take one of the list{_close(shapes, shape, value)}",
        "Pattern": lambda: f"write it like {FORMS.get(name, 'the rule says')}",
        "MinInclusive": lambda: f"not below {_parameter(shapes, shape, 'minInclusive')}",
        "MaxInclusive": lambda: f"not above {_parameter(shapes, shape, 'maxInclusive')}",
        "MinLength": lambda: "write something, or remove it",
        "LessThan": lambda: f"make it smaller than {_parameter(shapes, shape, 'lessThan')}",
        "LessThanOrEquals": lambda: f"make it no greater than {_parameter(shapes, shape, 'lessThanOrEquals')}",
        "UniqueLang": lambda: "keep one label a language",
        "Closed": lambda: f"remove {what}, or correct its name{_similar(shapes, shape, path)}",
    }
    return ways[constraint]() if constraint in ways else _OTHERWISE


def _parameter(shapes: Graph, shape: Node, name: str) -> str:
    from rdflib import SH

    found = sorted(_short(value) for value in shapes.objects(shape, SH[name]))
    return found[0] if found else ""


def _short(node: Node) -> str:
    from rdflib import Literal

    if isinstance(node, Literal):
        return str(node)
    prefix, local = split(str(node))
    return f"{prefix}:{local}" if prefix else str(node)


def _example(shapes: Graph, shape: Node, value: Node | None) -> str:
    """The value with the right type, if it can have it; else some other value."""
    from rdflib import SH, Literal, URIRef

    wanted = shapes.value(shape, SH.datatype)
    assert isinstance(wanted, URIRef)
    local = _short(wanted)
    lexical = str(value)
    can = isinstance(value, Literal) and Literal(lexical, datatype=wanted).ill_typed is False
    return f'"{lexical}"^^{local}' if can else _EXAMPLES.get(local.rpartition(":")[2], local)


def _list(shapes: Graph, shape: Node) -> list[str]:
    from rdflib import SH
    from rdflib.collection import Collection

    head = shapes.value(shape, SH["in"])
    return [] if head is None else [_short(item) for item in Collection(shapes, head)]


def _allowed(shapes: Graph, shape: Node) -> str:
    values = _list(shapes, shape)
    more = " ..." if len(values) > _LISTED else ""
    return f": {', '.join(values[:_LISTED])}{more}" if values else ""


def _close(shapes: Graph, shape: Node, value: Node | None) -> str:
    values = _list(shapes, shape)
    close = [] if value is None else get_close_matches(_short(value), values, n=1)
    return f"; did you mean {close[0]}?" if close else _allowed(shapes, shape)


def _similar(shapes: Graph, shape: Node, path: Node | None) -> str:
    from rdflib import SH

    paths = sorted(_short(p) for prop in shapes.objects(shape, SH.property) for p in shapes.objects(prop, SH.path))
    close = [] if path is None else get_close_matches(_short(path), paths, n=1)
    return f"; did you mean {close[0]}?" if close else ""
