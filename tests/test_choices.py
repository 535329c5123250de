"""What fits an alternative of a choice is kept from pySHACL, and nothing else is."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pyshacl
import pytest
from rdflib import RDF, RDFS, SH, XSD, Graph, Literal, Namespace, Node, URIRef

from kg.quality.validate.choices import narrowed
from kg.quality.validate.spread import targets
from ontology import load
from ontology.namespaces import IR

EX = Namespace("https://example.org/")
KINDS = IR.Event, IR.Report, IR.GovernmentBody, EX.Meeting
NODES = 200


@pytest.fixture(scope="module")
def choices() -> Graph:
    """The choices of the ontology alone, each with all that it refers to."""
    shapes, out = load("shapes"), Graph()
    waiting = {shape for shape in shapes.subjects(RDF.type, SH.NodeShape) if (shape, SH["or"], None) in shapes}
    assert len(waiting) > 7
    done: set[Node] = set()
    while now := waiting - done:
        for node in now:
            for predicate, value in shapes.predicate_objects(node):
                out.add((node, predicate, value))
                if not isinstance(value, URIRef):
                    waiting.add(value)
        done |= now
    return out


def drawn(shapes: Graph, seed: int) -> Graph:
    """Things whose properties are drawn from the values that choices name for them, and some others."""
    draw, graph = random.Random(seed), Graph()  # noqa: S311 - the same each time
    graph.add((EX.Meeting, RDFS.subClassOf, IR.Event))
    others = [EX.one, EX.other, Literal("1", datatype=XSD.boolean, normalize=False)]
    paths = {path for kind in (SH.path, SH.equals, SH.disjoint) for path in shapes.objects(None, kind)}
    named = {path: sorted(_named(shapes, path), key=str) for path in sorted(paths, key=str)}
    for number in range(NODES):
        node = EX[f"n{number}"]
        graph.add((node, RDF.type, draw.choice(KINDS)))
        for path, values in named.items():
            for _ in range(draw.choice([0, 0, 1, 1, 2])):
                graph.add((node, path, draw.choice(values if values and draw.random() < 0.9 else others)))
    return graph


def _named(shapes: Graph, path: Node) -> Iterator[Node]:
    for shape in shapes.subjects(SH.path, path):
        yield from shapes.objects(shape, SH.hasValue)
        for items in shapes.objects(shape, SH["in"]):
            yield from shapes.items(items)


def found(graph: Graph, shapes: Graph) -> set[tuple[Node | None, Node | None]]:
    """Focus node and shape of what pySHACL finds."""
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes)
    assert isinstance(report, Graph)
    results = report.subjects(RDF.type, SH.ValidationResult)
    return {(report.value(result, SH.focusNode), report.value(result, SH.sourceShape)) for result in results}


@pytest.mark.parametrize("seed", range(3))
def test_pyshacl_gets_exactly_what_it_finds(choices: Graph, seed: int) -> None:
    graph = drawn(choices, seed)
    fewer = narrowed(choices, graph)
    wrong = found(graph, choices)
    assert len({shape for _, shape in wrong}) == len(set(choices.subjects(RDF.type, SH.NodeShape)))
    assert len(wrong) < 6 * NODES
    left = {(node, shape) for shape in fewer.subjects(RDF.type, SH.NodeShape) for _, node in targets(fewer, shape)}
    assert left == wrong
    assert found(graph, fewer) == wrong


@pytest.mark.parametrize(
    "said",
    [
        "sh:or ( [ sh:path ex:p ; sh:minCount 1 ] ) ; sh:nodeKind sh:IRI",
        "sh:or ( [ sh:path ex:p ; sh:minCount 1 ] ) ; sh:or ( [ sh:path ex:q ; sh:minCount 1 ] )",
        "sh:or ( [ sh:path ( ex:p ex:q ) ; sh:minCount 1 ] )",
        "sh:or ( [ sh:path ex:p ; sh:minLength 1 ] )",
        "sh:or ( [ sh:path ex:p ; sh:property [ sh:path ex:q ; sh:minCount 1 ] ] )",
        "sh:or ( [ sh:minCount 1 ] )",
        "sh:path ex:p ; sh:or ( [ sh:class ex:C ] )",
        "sh:deactivated true ; sh:or ( [ sh:path ex:p ; sh:minCount 1 ] )",
    ],
)
def test_a_shape_that_says_more_is_left_to_pyshacl(said: str) -> None:
    text = f"@prefix sh: <{SH}> . @prefix ex: <{EX}> . ex:s sh:targetClass ex:T ; {said} ."
    shapes = Graph().parse(data=text, format="turtle")
    graph = Graph().add((EX.a, RDF.type, EX.T)).add((EX.a, EX.p, Literal("x")))
    assert list(targets(narrowed(shapes, graph), EX.s)) == [(SH.targetClass, EX.T)]


@pytest.mark.parametrize(
    ("target", "nodes"),
    [("sh:targetNode ex:c", "c"), ("sh:targetSubjectsOf ex:p", "a"), ("sh:targetObjectsOf ex:p", "b")],
)
def test_every_kind_of_target_is_looked_through(target: str, nodes: str) -> None:
    text = f"@prefix sh: <{SH}> . @prefix ex: <{EX}> . ex:s {target} ; sh:or ( [ sh:path ex:q ; sh:minCount 1 ] ) ."
    shapes = Graph().parse(data=text, format="turtle")
    graph = Graph().add((EX.a, EX.p, EX.b))
    assert list(targets(narrowed(shapes, graph), EX.s)) == [(SH.targetNode, EX[node]) for node in nodes]
