"""The shapes accept a well-formed graph and name what is wrong with each broken one.

Every broken graph is a copy of the example with IRIs of its own and one thing changed; all are validated together, and
each is held against exactly the violations found among its own nodes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pyshacl
import pytest
from rdflib import BNode, Graph, Literal, Node, URIRef
from rdflib.namespace import RDF, SH

from kg.quality.validate.choices import narrowed
from kg.quality.validate.spread import spread
from ontology import load
from ontology.namespaces import SHAPES
from tests.example_graph import TURTLE, example

pytestmark = pytest.mark.long  # one validation of some hundred graphs

Found = set[tuple[str, str]]
"""Local names of a shape and of the kind of constraint that was violated."""


def _broken() -> dict[str, tuple[str, str, Found]]:
    """Read name -> (text of the example, what stands there instead, violations that follow)."""
    lines = Path(__file__).with_name("broken_graphs.tsv").read_text("utf-8").splitlines()
    rows = [line.replace("\\n", "\n").split("\t") for line in lines if not line.startswith("#")][1:]
    return {name: (old, new, {_pair(cell) for cell in cells.split("|")}) for name, old, new, cells in rows}


def _report(graph: Graph, shapes: Graph) -> Graph:
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes)
    assert isinstance(report, Graph)
    return report


def _results(report: Graph) -> set[tuple[Node | None, ...]]:
    told = (SH.focusNode, SH.value, SH.resultPath, SH.sourceShape, SH.sourceConstraintComponent, SH.resultMessage)
    return {
        tuple(report.value(result, part) for part in told) for result in report.subjects(RDF.type, SH.ValidationResult)
    }


def _pair(cell: str) -> tuple[str, str]:
    shape, _, constraint = cell.partition("/")
    return shape, constraint


BROKEN = _broken()
DOUBLED, WRONG = len(BROKEN) + 1, len(BROKEN) + 2
MISSING = len(BROKEN) + 3  # and the copies after it, one a required property

CONSTRAINTS = {SH["class"], SH["in"], SH["or"], SH.sparql, SH.closed, SH.datatype, SH.pattern, SH.uniqueLang}
CONSTRAINTS |= {SH.lessThan, SH.lessThanOrEquals, SH.minLength, SH.minInclusive, SH.maxInclusive}


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return load("shapes")


@pytest.fixture(scope="module")
def copies(shapes: Graph) -> Graph:
    """All copies; copy 0 is the example as it is."""
    graph = Graph().parse(data=example(), format="turtle")
    for copy, (old, new, _) in enumerate(BROKEN.values(), 1):
        assert old in TURTLE, f"the example no longer has {old!r}"
        graph.parse(data=example(copy, old, new), format="turtle")
    graph += _doubled(shapes)
    graph += _wrong(shapes)
    for copy, shape in enumerate(_shapes_with(shapes, SH.minCount), MISSING):
        graph += _without(shapes, shape, copy)
    return graph


@pytest.fixture(scope="module")
def report(copies: Graph, shapes: Graph) -> Graph:
    """What is found of all at once."""
    return _report(copies, shapes)


@pytest.fixture(scope="module")
def found(report: Graph) -> Callable[[int], Found]:
    """Violations by copy."""
    by_copy: dict[int | None, Found] = {}
    for result in report.subjects(RDF.type, SH.ValidationResult):
        by_copy.setdefault(_copy(report, result), set()).add(_violation(report, result))
    return lambda copy: by_copy.get(copy, set())


def test_a_well_formed_graph_conforms(found: Callable[[int], Found]) -> None:
    assert found(0) == set()


@pytest.mark.parametrize(("copy", "name"), list(enumerate(BROKEN, 1)), ids=list(BROKEN))
def test_a_broken_graph_is_rejected_for_what_is_wrong(copy: int, name: str, found: Callable[[int], Found]) -> None:
    assert found(copy) == BROKEN[name][2]


def test_shapes_spread_for_pyshacl_find_the_same(report: Graph, copies: Graph, shapes: Graph) -> None:
    spread_out = spread(shapes)
    assert not list(spread_out.objects(SHAPES.Event, SH.property))
    assert _results(_report(copies, spread_out)) == _results(report)
    assert _results(_report(copies, narrowed(spread_out, copies))) == _results(report)


def test_every_required_property_is_missed(found: Callable[[int], Found], shapes: Graph) -> None:
    required = _shapes_with(shapes, SH.minCount)
    assert len(required) > 40
    unmissed = [shape for copy, shape in enumerate(required, MISSING) if (_local(shape), "MinCount") not in found(copy)]
    assert unmissed == []


def test_every_second_value_is_refused(found: Callable[[int], Found], shapes: Graph) -> None:
    single = _shapes_with(shapes, SH.maxCount)
    assert len(single) > 60
    assert {(_local(shape), "MaxCount") for shape in single} - found(DOUBLED) == set()


def test_every_other_constraint_has_a_broken_graph(found: Callable[[int], Found], shapes: Graph) -> None:
    stated = {
        (_local(shape), str(parameter).removeprefix(str(SH)).lower())
        for shape, parameter in shapes.subject_predicates()
        if isinstance(shape, URIRef) and parameter in CONSTRAINTS
    }
    shown = set().union(found(WRONG), *(violations for _, _, violations in BROKEN.values()))
    assert len(stated) > 150
    assert stated - {(shape, component.lower()) for shape, component in shown} == set()


def test_blank_nodes_are_refused(shapes: Graph) -> None:
    data, kinds = Graph(), set()
    for shape in shapes.subjects(SH.nodeKind, SH.IRI):
        if isinstance(cls := shapes.value(shape, SH.targetClass), URIRef):
            data.add((BNode(), RDF.type, cls))
            kinds.add((_local(shape), "NodeKind"))
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    assert isinstance(report, Graph)
    assert len(kinds) > 10
    assert kinds - {_violation(report, result) for result in report.subjects(RDF.type, SH.ValidationResult)} == set()


def test_every_shape_has_a_message_and_an_iri(shapes: Graph) -> None:
    for kind in SH.NodeShape, SH.PropertyShape:
        for shape in shapes.subjects(RDF.type, kind):
            assert isinstance(shape, URIRef)
            said = shapes.value(shape, SH.message) or shapes.value(shapes.value(shape, SH.sparql), SH.message)
            assert said, shape


def test_the_code_lists_conform(shapes: Graph) -> None:
    conforms, _, text = pyshacl.validate(load("events") + load("actors"), shacl_graph=shapes)
    assert conforms, text


def _local(node: Node) -> str:
    return str(node).removeprefix(str(SHAPES))


def _shapes_with(shapes: Graph, parameter: URIRef) -> list[URIRef]:
    """Return the property shapes that have a parameter, sorted; those inside a logical constraint have no IRI."""
    return sorted(shape for shape in shapes.subjects(parameter) if isinstance(shape, URIRef))


def _focus(shapes: Graph, shape: URIRef, data: Graph) -> tuple[Node, Node]:
    """Return a node of the data that a property shape is about and that has the property, and the property."""
    path, owner = shapes.value(shape, SH.path), shapes.value(predicate=SH.property, object=shape)
    assert path, shape
    nodes = {node for cls in shapes.objects(owner, SH.targetClass) for node in data.subjects(RDF.type, cls)}
    nodes |= {node for by in shapes.objects(owner, SH.targetSubjectsOf) for node in data.subjects(by)}
    having = sorted((node for node in nodes if (node, path, None) in data), key=str)
    assert having, f"nothing in the example has the property of {shape}"
    return having[0], path


def _doubled(shapes: Graph) -> Graph:
    data = Graph().parse(data=example(DOUBLED), format="turtle")
    for shape in _shapes_with(shapes, SH.maxCount):
        focus, path = _focus(shapes, shape, data)
        data.add((focus, path, Literal("another")))
    return data


def _wrong(shapes: Graph) -> Graph:
    """Add to every property an empty literal of a type that none has."""
    data = Graph().parse(data=example(WRONG), format="turtle")
    for shape in sorted(shape for shape in shapes.subjects(RDF.type, SH.PropertyShape) if isinstance(shape, URIRef)):
        focus, path = _focus(shapes, shape, data)
        data.add((focus, path, Literal("", datatype=URIRef("https://example.org/type"))))
    return data


def _without(shapes: Graph, shape: URIRef, copy: int) -> Graph:
    data = Graph().parse(data=example(copy), format="turtle")
    focus, path = _focus(shapes, shape, data)
    data.remove((focus, path, None))
    return data


def _violation(report: Graph, result: Node) -> tuple[str, str]:
    shape, component = report.value(result, SH.sourceShape), report.value(result, SH.sourceConstraintComponent)
    assert shape
    return _local(shape), str(component).removeprefix(str(SH)).removesuffix("ConstraintComponent")


def _copy(report: Graph, result: Node) -> int | None:
    """Return the copy that a result is about: its number stands in the IRI of the focus node or of the value."""
    for about in report.value(result, SH.focusNode), report.value(result, SH.value):
        if about and (number := re.search("0{8}[0-9a-f]{6}", str(about))):
            return int(number[0], 16)
    return None
