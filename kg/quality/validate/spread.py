"""Shapes in a form that pySHACL runs faster, with the same findings.

pySHACL runs the property shapes of a node shape for one focus node after the other, and sets each of them up anew for
it. A property shape with the targets of its node shape finds the same, of all focus nodes at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rdflib import Graph, Node


def spread(shapes: Graph) -> Graph:
    """Return shapes whose property shapes stand for themselves, wherever a node shape with an IRI and targets has them.

    What a closed shape allows beside its own property shapes, which it then has no more, it is told in so many words.
    """
    from rdflib import RDF, SH, BNode, Graph, URIRef
    from rdflib.collection import Collection

    out = Graph(bind_namespaces="none")
    for triple in shapes:
        out.add(triple)
    for node in shapes.subjects(RDF.type, SH.NodeShape):
        declared = list(targets(shapes, node))
        owned = [shape for shape in shapes.objects(node, SH.property) if isinstance(shape, URIRef)]
        if not declared or not isinstance(node, URIRef):
            continue
        for shape in owned:
            out.remove((node, SH.property, shape))
            for kind, target in declared:
                out.add((shape, kind, target))
        if (node, SH.closed, None) in shapes:
            ignored = shapes.value(node, SH.ignoredProperties)
            allowed = [*(shapes.items(ignored) if ignored else ()), *_paths(shapes, owned)]
            head = BNode()
            out.set((node, SH.ignoredProperties, head))
            Collection(out, head, allowed)
    return out


def targets(shapes: Graph, node: Node) -> Iterator[tuple[Node, Node]]:
    """Yield what a shape declares as its targets: the kind of target, and what is named."""
    from rdflib import SH

    for kind in (SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf):
        for target in shapes.objects(node, kind):
            yield kind, target


def _paths(shapes: Graph, owned: Iterable[Node]) -> Iterator[Node]:
    from rdflib import SH

    for shape in owned:
        yield from shapes.objects(shape, SH.path)
