"""What of a file is validated: everything, or some events with all they refer to, found in passes over the file."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import md5
from typing import TYPE_CHECKING

from kg.base.errors import GraphError
from kg.base.prefixes import RDF, XSD
from kg.quality.validate.direct import DIRECT, sides, unfounded
from kg.quality.validate.passed import Passed
from ontology import iris

if TYPE_CHECKING:
    import pyoxigraph as ox
    import rdflib

SAMPLE = 1000
"""Events validated at most, unless all are asked for: pySHACL takes 2 to 7 ms an event, so about 4 s."""
CHOOSE = "SELECT event FROM events ORDER BY md5($events || format('{:016x}', event)) LIMIT $size"
"""The same events as of :func:`choose` in SQL, by their ids as numbers; ``$events`` is what their IRIs begin with."""
MOST = 2_000_000
"""Triples that are ever held in memory: about 3 GB."""

_TYPE = f"{RDF}type"
_EVENT = f"{iris.NS}Event"
_OWN = iris.NS, iris.REL, iris.ACT
_NEARLY = "irkg"
_CODES = iris.NS, iris.REL, iris.ACT, iris.CODE


@dataclass(frozen=True, slots=True, kw_only=True)
class FileScan:
    """What one pass over a file shows.

    Attributes:
        triples: Statements.
        events: Statements that something is an event.
        chosen: IRIs of the sample; all events where there are no more than its size.
        terms: Terms of the vocabulary that it uses as property or class -> how often.
        foreign: Namespaces of its other properties -> how often.
        nameless: Events, reports and other things of ours that are blank nodes.
    """

    triples: int
    events: int
    chosen: frozenset[str]
    terms: Counter[str]
    foreign: Counter[str]
    nameless: int

    @property
    def nearly(self) -> list[str]:
        """Namespaces that are nearly ours."""
        return sorted(name for name in self.foreign if _NEARLY in name.lower())


def choose(events: Iterable[str], size: int = SAMPLE) -> frozenset[str]:
    """Return the ``size`` events with the lowest hashes: the same ones in whatever order they come."""
    return frozenset(iri for _, iri in heapq.nsmallest(size, ((_hash(iri), iri) for iri in set(events))))


def scan(quads: Iterable[ox.Quad], size: int = SAMPLE) -> FileScan:
    """Look once at every statement; memory grows with the size of the sample, not of the file."""
    predicates: Counter[str] = Counter()
    classes: Counter[str] = Counter()
    heap: list[tuple[int, str]] = []  # the highest hash first, so that it is the one to give way
    held: set[str] = set()
    triples = events = 0
    nameless: set[str] = set()
    for quad in quads:
        triples += 1
        predicate = quad.predicate.value
        predicates[predicate] += 1
        if predicate == _TYPE:
            class_ = str(getattr(quad.object, "value", ""))
            classes[class_] += 1
            if class_ == _EVENT:
                events += 1
                iri = str(getattr(quad.subject, "value", ""))
                _keep(heap, held, iri, size)
            if class_.startswith(iris.NS) and type(quad.subject).__name__ == "BlankNode":
                nameless.add(str(getattr(quad.subject, "value", "")))
    terms = {term: n for term, n in (*predicates.items(), *classes.items()) if term.startswith(_OWN)}
    foreign: Counter[str] = Counter()
    for term, n in (*predicates.items(), *classes.items()):
        if not term.startswith((*_OWN, iris.CODE)):
            foreign[term[: max(term.rfind("/"), term.rfind("#")) + 1]] += n
    return FileScan(
        triples=triples,
        events=events,
        chosen=frozenset(held),
        terms=Counter(terms),
        foreign=foreign,
        nameless=len(nameless),
    )


def _keep(heap: list[tuple[int, str]], held: set[str], iri: str, size: int) -> None:
    entry = (-_hash(iri), iri)
    if iri in held or (len(heap) >= size and entry <= heap[0]):
        return
    held.add(iri)
    if len(heap) < size:
        heapq.heappush(heap, entry)
    else:
        held.discard(heapq.heapreplace(heap, entry)[1])


def _hash(iri: str) -> int:
    """What :data:`CHOOSE` sorts by."""
    return int.from_bytes(md5(iri.encode(), usedforsecurity=False).digest(), "big")


def whole(quads: Iterable[ox.Quad | ox.Triple]) -> rdflib.Graph:
    """Return all statements as one graph, named graphs merged."""
    graph = _empty()
    node = cache(_node)  # most terms stand in several statements
    for quad in quads:
        graph.add((node(quad.subject), node(quad.predicate), node(quad.object)))
    return graph


def closure(read: Callable[[], Iterator[ox.Quad]], chosen: Collection[str]) -> rdflib.Graph:
    """Return what is said of some events and of everything they refer to, however far.

    Of the direct relations those between the sides of the events that no event of the whole file stands behind are
    kept, for the shapes to complain of; the others are left out, since most of their events are.

    Args:
        read: Reads the file from its beginning.
        chosen: IRIs of the events.
    """
    from rdflib import URIRef

    graph = _empty()
    wanted, done = set(chosen), set[str]()
    while now := wanted - done:
        passed = Passed()
        last, wished = "", False
        for quad in read():
            subject = str(getattr(quad.subject, "value", ""))
            if subject != last:
                passed.add(subject)
                last, wished = subject, subject in wanted
            if wished and not quad.predicate.value.startswith(DIRECT):
                graph.add((_node(quad.subject), _node(quad.predicate), _node(quad.object)))
                value = str(getattr(quad.object, "value", ""))
                if value not in wanted and type(quad.object).__name__ == "NamedNode" and not value.startswith(_CODES):
                    wanted.add(value)
                    if value not in passed:
                        now.add(value)  # all that is said of it lies ahead: no other pass is needed for it
        done |= now
        if len(graph) > MOST:
            raise GraphError(f"what the sample refers to has more than {MOST:,} triples; split the file")
    for relation in sorted(unfounded(read, sides(graph))):
        one, name, other = map(URIRef, relation)
        graph.add((one, name, other))
    return graph


def _empty() -> rdflib.Graph:
    from rdflib import Graph

    return Graph(bind_namespaces="none")


def _node(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> rdflib.term.Identifier:
    """Return a term of rdflib's, with its lexical form unchanged however wrong it is."""
    from rdflib import BNode, Literal, URIRef

    kind = type(term).__name__
    if kind == "NamedNode":
        return URIRef(str(term)[1:-1])
    if kind == "BlankNode":
        return BNode(str(term)[2:])
    value = getattr(term, "value", str(term))
    if language := getattr(term, "language", None):
        return Literal(value, lang=language)
    datatype = str(getattr(getattr(term, "datatype", None), "value", f"{XSD}string"))
    typed = datatype != f"{XSD}string"  # to rdflib, a plain string is another term
    return Literal(value, datatype=URIRef(datatype) if typed else None, normalize=False)
