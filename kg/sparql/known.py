"""Names in a query that mean nothing: terms that the vocabulary lacks, actors and events that the graph lacks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from itertools import pairwise

from kg.base.errors import QueryError
from kg.base.ids import path
from kg.base.prefixes import PREFIXES
from kg.sparql.engine import Store
from kg.sparql.named import NamedQuery
from kg.sparql.parameters import term
from kg.sparql.tokens import tokens
from ontology import ActorKind, Cameo, Context, EventType, Mode, QuadClass, Sector, iris

_TERM = re.compile(r"^(irkg|rel):(\w+) a owl:", re.MULTILINE)
_CODE = re.compile(rf"^<{re.escape(iris.CODE)}([a-z-]+)/([a-z-]+)>$", re.MULTILINE)
_SHORT = {"status": "status", "date-precision": "precision", "date-basis": "basis"}
_CLOSE, _LIKE = 3, 0.5
"""How many similar names are told, and how similar they are at least, from 0 to 1."""


@cache
def vocabulary() -> frozenset[str]:
    """Return every term and code as a query writes it: ``irkg:source``, ``plover:SANCTION``. Read as text, in 2 ms."""
    read = {name: files("ontology").joinpath(f"{name}.ttl").read_text("utf-8") for name in ("irkg", "events")}
    found = {f"{prefix}:{local}" for prefix, local in _TERM.findall(read["irkg"])}
    found |= {f"{_SHORT[scheme]}:{local}" for scheme, local in _CODE.findall(read["events"])}
    spaces = {"plover": iris.PLOVER, "cameo": iris.CAMEO, "quad": iris.QUAD, "code": iris.ACTOR}
    codes = (*EventType, *Mode, *Context, *Cameo.all(), *QuadClass, *ActorKind, *Sector)
    for prefix, space in spaces.items():
        found |= {f"{prefix}:{code.iri.removeprefix(space)}" for code in codes if code.iri.startswith(space)}
    return frozenset(found)


def unknown_terms(query: str) -> list[str]:
    """Say which terms of a query the vocabulary does not have, with the closest ones."""
    found = list(tokens(query))
    own = {name.text[:-1] for word, name in pairwise(found) if word.word == "PREFIX"}
    ours = {name.partition(":")[0] for name in vocabulary()} - own
    said = []
    for name in dict.fromkeys(token.text for token in found if token.kind == "name"):
        prefix, colon, local = name.partition(":")
        if colon and local and prefix in ours and name not in vocabulary():
            close = get_close_matches(name, sorted(vocabulary()), n=1)
            said.append(f"the vocabulary has no {name}{f'; did you mean {close[0]}?' if close else ''}")
    return said


def resolved(query: NamedQuery, values: Mapping[str, str], store: Store) -> dict[str, str]:
    """Return the values with names of actors, and beginnings of event ids, turned into ids of the graph.

    Raises:
        QueryError: The graph has no such actor or event; the message names similar ones.
    """
    kinds = {parameter.name: parameter.kind for parameter in query.parameters}
    ways = {"actor": _actor, "event": _event}
    return {
        name: ways[kinds[name]](value, store) if kinds.get(name) in ways else value for name, value in values.items()
    }


def _actor(value: str, store: Store) -> str:
    if store.run("ASK { $it irkg:kind ?kind }", {"it": term("actor", value)}).answer:
        return value
    rows = store.run(
        "SELECT ?actor ?label { ?actor irkg:kind ?kind ; skos:prefLabel ?label } ORDER BY ?actor ?label"
    ).rows
    cells = [[str(getattr(cell, "value", "")) for cell in row] for row in rows]
    labels = {iri.removeprefix(PREFIXES["actor"]): label for iri, label in cells}
    wanted = value.strip().casefold()
    found = [id_ for id_, label in labels.items() if wanted in {id_.casefold(), label.casefold()}]
    if len(found) == 1:
        return found[0]
    forms = {id_.casefold(): id_ for id_ in labels} | {label.casefold(): id_ for id_, label in labels.items()}
    close = found or [forms[form] for form in get_close_matches(wanted, sorted(forms), n=_CLOSE, cutoff=_LIKE)]
    if not close:
        raise QueryError(f"no actor {value!r} in the graph; see kg query top-dyads for the busiest ones")
    named = " or ".join(f"{id_} ({labels[id_]})" for id_ in dict.fromkeys(close))
    raise QueryError(f"no actor {value!r} in the graph; did you mean {named}?")


def _event(value: str, store: Store) -> str:
    beginning = term("string", f"{PREFIXES['event']}{path(value.strip())}")
    text = "SELECT ?event { ?event a irkg:Event FILTER ( STRSTARTS(STR(?event), $beginning) ) } ORDER BY ?event LIMIT 4"
    found = [str(getattr(row[0], "value", "")) for row in store.run(text, {"beginning": beginning}).rows]
    ids = [iri.removeprefix(PREFIXES["event"]) for iri in found]
    if len(ids) == 1 or value in ids:
        return value if value in ids else ids[0]
    if not ids:
        raise QueryError(
            f"no event {value!r} in the graph; ids stand in the last column of kg query dyad, and in events.csv"
        )
    raise QueryError(
        f"several events begin with {value!r}: {', '.join(ids[:_CLOSE])}{' ...' if len(ids) > _CLOSE else ''}"
    )
