"""Direct relations between the sides of events: does some event stand behind each?

pySHACL takes seconds to see that one does behind each of some thousand relations: those that have one are left out of
what it is given. Of a sample of a file the events of the sample cannot tell, since another event of the same two may be
what a relation follows from. So the file is read again: once for the relations, once for events behind them, which in a
file that says all of a thing in one place ends the matter; else twice more for what is still open. Only the open
relations and one event at a time are held.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import groupby, product
from typing import TYPE_CHECKING

from kg.base.prefixes import XSD
from kg.quality.validate.passed import Passed
from kg.views.rdf import Triple
from ontology import iris

if TYPE_CHECKING:
    import pyoxigraph as ox
    import rdflib

Direct = tuple[str, str, str]
"""Source, property and target, as IRIs."""
Read = Callable[[], Iterator["ox.Quad"]]
Facts = dict[str, set[str]]

MOST_CANDIDATES = 500_000
"""Events of a file in no order that are held in memory while an event is looked for: about 300 MB."""

DIRECT = iris.REL, iris.ACT
_SOURCE, _TARGET, _OBJECT = f"{iris.NS}source", f"{iris.NS}target", f"{iris.NS}object"
_TYPE, _STATUS, _SYMMETRIC = f"{iris.NS}eventType", f"{iris.NS}status", f"{iris.NS}symmetric"
_FACTS = frozenset({_SOURCE, _TARGET, _OBJECT, _TYPE, _STATUS, _SYMMETRIC})
_REAL = {f"{iris.CODE}status/occurred", f"{iris.CODE}status/historical"}
_BOTH = {f'"{true}"^^<{XSD}boolean>' for true in ("true", "1")}


def unfounded(read: Read, pairs: Collection[tuple[str, str]]) -> set[Direct]:
    """Return the direct relations between some actors that no event of the file stands behind.

    Of a file in no order with more than :data:`MOST_CANDIDATES` events of the actors in doubt, none is returned.

    Args:
        read: Reads the file from its beginning.
        pairs: Actors between which relations are looked for; see :func:`sides`.
    """
    open_ = {
        (_value(quad.subject), quad.predicate.value, _value(quad.object))
        for quad in read()
        if quad.predicate.value.startswith(DIRECT) and (_value(quad.subject), _value(quad.object)) in pairs
    }
    if not open_:
        return set()
    passed, scattered = Passed(), False
    for subject, facts in _runs(read()):
        scattered = scattered or subject in passed
        passed.add(subject)
        open_ -= _behind(facts, open_)
    if open_ and scattered:
        return _still_open(read, open_)
    return open_


def founded(triples: Sequence[Triple]) -> set[Triple]:
    """Return the direct relations among some triples that an event among them stands behind."""
    open_: dict[tuple[str, str], set[Direct]] = {}
    events: dict[str, Facts] = {}
    for subject, predicate, value in triples:
        name = predicate[1:-1]
        if name.startswith(DIRECT):
            open_.setdefault((subject[1:-1], value[1:-1]), set()).add((subject[1:-1], name, value[1:-1]))
        elif name in _FACTS:
            plain = value[1:-1] if value.startswith("<") else value
            events.setdefault(subject, {}).setdefault(name, set()).add(plain)
    found: set[Direct] = set()
    for facts in events.values():
        others = facts.get(_TARGET, set()) | facts.get(_OBJECT, set())
        for source, other in product(facts.get(_SOURCE, set()), others):
            found |= _behind(facts, open_.get((source, other), set()) | open_.get((other, source), set()))
    return {(f"<{one}>", f"<{name}>", f"<{other}>") for one, name, other in found}


def unsettled(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Yield statements without the direct relations that an event among them stands behind; all are held."""
    told = [((str(quad.subject), str(quad.predicate), str(quad.object)), quad) for quad in quads]
    known = founded([triple for triple, _ in told])
    return (quad for triple, quad in told if triple not in known)


def sides(graph: rdflib.Graph) -> set[tuple[str, str]]:
    """Return source and target, and source and object, of the events of a graph, both ways round."""
    from rdflib import URIRef

    ends = {
        (str(source), str(other))
        for event, source in graph.subject_objects(URIRef(_SOURCE))
        for name in (_TARGET, _OBJECT)
        for other in graph.objects(event, URIRef(name))
    }
    return ends | {(other, source) for source, other in ends}


def _runs(quads: Iterable[ox.Quad]) -> Iterator[tuple[str, Facts]]:
    """What is said of each thing in one place of the file, if it has to do with events."""
    about = (quad for quad in quads if quad.predicate.value in _FACTS)
    for subject, group in groupby(about, key=lambda quad: _value(quad.subject)):
        facts: Facts = {}
        for quad in group:
            _note(facts, quad)
        yield subject, facts


def _note(facts: Facts, quad: ox.Quad) -> None:
    if quad.predicate.value in _FACTS:
        plain = type(quad.object).__name__ == "NamedNode"
        facts.setdefault(quad.predicate.value, set()).add(_value(quad.object) if plain else str(quad.object))


def _behind(facts: Facts, relations: Collection[Direct]) -> set[Direct]:
    """Those of the relations that an event stands behind, as shapes:Direct-rel and shapes:Direct-act have it."""
    if not facts.get(_STATUS, set()) & _REAL:
        return set()
    sources, targets = facts.get(_SOURCE, set()), facts.get(_TARGET, set())
    both = bool(facts.get(_SYMMETRIC, set()) & _BOTH)
    types = {one.rpartition("/")[2].lower() for one in facts.get(_TYPE, ()) if one.startswith(f"{iris.CODE}plover/")}
    found = set()
    for one, name, other in relations:
        turned = both and one in targets and other in sources
        if name.startswith(iris.REL):
            fits = name.removeprefix(iris.REL) in types and (turned or (one in sources and other in targets))
        else:
            fits = turned or (one in sources and other in targets | facts.get(_OBJECT, set()))
        if fits:
            found.add((one, name, other))
    return found


def _still_open(read: Read, relations: set[Direct]) -> set[Direct]:
    """Those that no event stands behind, in a file that says things of one event in several places."""
    actors = {end for one, _, other in relations for end in (one, other)}
    events: dict[str, Facts] = {}
    for quad in read():
        if quad.predicate.value == _SOURCE and _value(quad.object) in actors:
            events[_value(quad.subject)] = {}
            if len(events) > MOST_CANDIDATES:
                return set()
    for quad in read():
        if (facts := events.get(_value(quad.subject))) is not None:
            _note(facts, quad)
    for facts in events.values():
        relations = relations - _behind(facts, relations)
    return relations


def _value(term: object) -> str:
    return str(getattr(term, "value", ""))
