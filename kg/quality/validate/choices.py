"""Choices of the ontology's shapes (sh:or) that are evidently met, so that pySHACL need not look at them.

For each focus node pySHACL runs every alternative, and makes a report of each that does not fit only to throw it away:
more than half of its time. Here an alternative is a few sets, and what fits one of them is no longer a target. pySHACL
gets all others, and all of a shape that says what is not known here, so that a verdict and its words are its own.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.quality.validate.spread import targets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from rdflib import Graph, Node

    Test = Callable[[Node], bool]
    Values = Callable[[Node], set[Node]]


class _UnknownError(Exception):
    """A shape says something that is left to pySHACL."""


def narrowed(shapes: Graph, graph: Graph) -> Graph:
    """Return shapes with the same findings in a graph, whose choices have as targets what fits no alternative.

    Args:
        shapes: Shapes; of those that are nothing but a choice the targets are narrowed.
        graph: What is to be validated.
    """
    from rdflib import SH, Graph

    out = Graph(bind_namespaces="none")
    out += shapes
    alternatives = _Alternatives(shapes, graph)
    for shape in set(shapes.subjects(SH["or"])):
        try:
            fits = alternatives.choice(shape)
        except _UnknownError:
            continue
        declared = list(targets(shapes, shape))
        for kind, target in declared:
            out.remove((shape, kind, target))
        for node in _focus(graph, declared):
            if not fits(node):
                out.add((shape, SH.targetNode, node))
    return out


def _focus(graph: Graph, declared: list[tuple[Node, Node]]) -> Iterator[Node]:
    """What targets stand for, as SHACL has it: instances of subclasses, too; a node that is not in the graph, too."""
    from rdflib import RDF, RDFS, SH

    for kind, target in declared:
        if kind == SH.targetClass:
            for class_ in graph.transitive_subjects(RDFS.subClassOf, target):
                yield from graph.subjects(RDF.type, class_)
        elif kind == SH.targetSubjectsOf:
            yield from graph.subjects(target)
        elif kind == SH.targetObjectsOf:
            yield from graph.objects(None, target)
        else:
            yield target


class _Alternatives:
    """Shapes as tests of nodes of a graph."""

    def __init__(self, shapes: Graph, graph: Graph) -> None:
        from rdflib import RDF, SH

        self._shapes, self._graph = shapes, graph
        self._silent = {RDF.type, SH.message, SH.path}
        self._declaring = {SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf}
        self._values = cache(self._indexed)
        self._of_nodes: Mapping[Node, Callable[[Node], Test]] = {SH.property: self.test, SH["not"]: self._not}
        self._of_values: Mapping[Node, Callable[[Values, Node], Test]] = {
            SH.hasValue: lambda values, wanted: lambda node: wanted in values(node),
            SH.minCount: lambda values, least: lambda node: len(values(node)) >= int(str(least)),
            SH.maxCount: lambda values, most: lambda node: len(values(node)) <= int(str(most)),
            SH["in"]: self._in,
            SH.equals: self._equals,
            SH.disjoint: self._disjoint,
        }

    def choice(self, shape: Node) -> Test:
        """Return whether a node fits an alternative of a shape that is nothing but a choice.

        Raises:
            _UnknownError: It is something else.
        """
        from rdflib import SH

        said = set(self._shapes.predicates(shape)) - self._silent - self._declaring
        choices = list(self._shapes.objects(shape, SH["or"]))
        if said != {SH["or"]} or len(choices) != 1 or (shape, SH.path, None) in self._shapes:
            raise _UnknownError
        tests = [self.test(alternative) for alternative in self._shapes.items(choices[0])]
        return lambda node: any(test(node) for test in tests)

    def test(self, shape: Node) -> Test:
        """Return whether a node conforms to a shape.

        Raises:
            _UnknownError: The shape has a path of several steps, or a constraint that is not known here.
        """
        from rdflib import SH, URIRef

        path = self._shapes.value(shape, SH.path)
        said = [(kind, value) for kind, value in self._shapes.predicate_objects(shape) if kind not in self._silent]
        if path is None and all(kind in self._of_nodes for kind, _ in said):
            tests = [self._of_nodes[kind](value) for kind, value in said]
        elif isinstance(path, URIRef) and all(kind in self._of_values for kind, _ in said):
            tests = [self._of_values[kind](self._values(path), value) for kind, value in said]
        else:
            raise _UnknownError
        return lambda node: all(test(node) for test in tests)

    def _indexed(self, path: Node) -> Values:
        found: dict[Node, set[Node]] = {}
        for node, value in self._graph.subject_objects(path):
            found.setdefault(node, set()).add(value)
        none: set[Node] = set()
        return lambda node: found.get(node, none)

    def _not(self, shape: Node) -> Test:
        test = self.test(shape)
        return lambda node: not test(node)

    def _in(self, values: Values, items: Node) -> Test:
        allowed = set(self._shapes.items(items))
        return lambda node: values(node) <= allowed

    def _equals(self, values: Values, path: Node) -> Test:
        others = self._values(path)
        return lambda node: values(node) == others(node)

    def _disjoint(self, values: Values, path: Node) -> Test:
        others = self._values(path)
        return lambda node: values(node).isdisjoint(others(node))
