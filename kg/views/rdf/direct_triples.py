"""The direct triples between two sides: that of the event type, and those of the verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import PredicateRow, load_predicates, rule_places
from kg.lexicon.rule_ids import CHAIN
from kg.model import Event
from kg.views.rdf.terms import Term, Triple, iri, uri
from ontology import EventType, iris

_VERB_RULE = re.compile(r"[vm]:([A-Za-z][A-Za-z '-]*)")


def direct(what: Event) -> Iterator[Triple]:
    """Yield the direct triples of an event: none unless it took place between two sides.

    ``rel:`` joins source and target by event type, both ways when the event is symmetric. ``act:`` joins the source
    with what the verb acts on, by verb: the actor that the object names, else the target. Verbs whose subject is the
    one it is done to ("receive aid from") give none.
    """
    best = what.best
    source, target = (iri("actor", key) for key in best.dyad)
    if not best.status.real or best.domestic or source == target:
        return
    yield from relation(best.dyad, best.type, symmetric=best.symmetric)
    for told in what.reports:
        obj = told.object_actor.id if told.object_actor else None
        yield from acts(best.dyad, told.rule, obj, told.dyad, symmetric=best.symmetric)


def relation(dyad: tuple[str, str], type_: EventType, *, symmetric: bool) -> Iterator[Triple]:
    """Yield the ``rel:`` triples of an event that took place between two sides."""
    for one, other in _ways(dyad, symmetric=symmetric):
        yield one, uri(iris.REL + type_.rel), other


def acts(
    dyad: tuple[str, str], rule: str, obj: str | None, told: tuple[str, str], *, symmetric: bool
) -> Iterator[Triple]:
    """Yield the ``act:`` triples of one report of such an event.

    Args:
        dyad: The sides of the event.
        rule: The report's rule.
        obj: Id of the actor that its object names.
        told: Its own sides.
        symmetric: Whether the event is.
    """
    verb = act(rule)
    if verb is None or _inverse(rule):
        return
    if obj is None or obj in told:
        yield from ((one, verb, other) for one, other in _ways(dyad, symmetric=symmetric))
    elif told == dyad:  # else a symmetric event told from the other side, whose object it is
        yield iri("actor", dyad[0]), verb, iri("actor", obj)


def _ways(dyad: tuple[str, str], *, symmetric: bool) -> list[tuple[Term, Term]]:
    source, target = (iri("actor", key) for key in dyad)
    return [(source, target), (target, source)] if symmetric else [(source, target)]


def act(rule: str) -> Term | None:
    """Return the property of the verb that a rule is about: ``v:give:aid`` gives ``act:give``; None for others."""
    match = _VERB_RULE.match(rule)
    words = re.findall(r"[A-Za-z]+", match[1]) if match else []
    if not words:
        return None
    first, *rest = (word.lower() for word in words)
    return uri(iris.ACT + first + "".join(word.capitalize() for word in rest))


@cache
def _inverse(rule: str) -> bool:
    """Whether a sense of the verb is done to its subject; of a rule of old, which named several, whether any is."""
    known = load_predicates().by_id
    rows = [known[each.id] for each in rule_places(rule)]
    return CHAIN not in rule and any(isinstance(row, PredicateRow) and "inv" in row.flags for row in rows)
