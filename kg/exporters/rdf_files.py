"""RDF files: Turtle, N-Triples, TriG and JSON-LD, written subject by subject in one fixed order.

No library writes them: rdflib's Turtle serializer takes minutes where these take seconds. The readers of rdflib and
Oxigraph get the same triples from each. Events are held in memory, triples are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import BinaryIO

from kg.base.prefixes import PREFIXES, split
from kg.exporters.jsonld import lines as jsonld_lines
from kg.model import Article, Event
from kg.store.event_table import literal
from kg.views.rdf import Pairs, RdfView, iri, ntriple
from kg.views.rdf import vocabulary as v
from kg.views.rdf.forms import NTriples, Serialization
from kg.views.rdf.terms import Term

_LOCAL = re.compile(r"(?:[A-Za-z0-9_](?:[A-Za-z0-9_.:-]*[A-Za-z0-9_:-])?)?")
"""Local names that need no escape in Turtle, of the characters that our IRIs have."""

_DATATYPE = re.compile(r"\^\^(<[^<>]*>)\Z")
_BARE = re.compile(r'"(true|false|[+-]?[0-9]+)"\^\^<http://www\.w3\.org/2001/XMLSchema#(boolean|integer)>')


def write_turtle(events: Iterable[Event], articles: Iterable[Article], out: BinaryIO) -> None:
    """Write the graph as Turtle: prefixes, then every subject once, ascending."""
    out.write(Turtle.head.encode())
    out.writelines(f"\n{block(subject, pairs)}".encode() for subject, pairs in RdfView(events, articles).subjects())


def write_ntriples(events: Iterable[Event], articles: Iterable[Article], out: BinaryIO) -> None:
    """Write the graph as N-Triples, ascending: for loading into stores."""
    for subject, pairs in RdfView(events, articles).subjects():
        out.writelines(f"{ntriple(subject, predicate, obj)}\n".encode() for predicate, obj in pairs)


def write_jsonld(events: Iterable[Event], articles: Iterable[Article], out: BinaryIO) -> None:
    """Write the graph as JSON-LD 1.1 with its context inside: one node a line, no network needed to read it."""
    out.writelines(line.encode() for line in jsonld_lines(RdfView(events, articles).subjects()))


def write_trig(events: Iterable[Event], articles: Iterable[Article], out: BinaryIO) -> None:
    """Write the graph as TriG with one named graph an article, named like the article.

    A named graph holds what the article says: the article, its reports and the links from events to them. All
    else (actors, direct triples, events, outlets) stands in the default graph. Together they are the graph of the
    Turtle export, so a query over the union of graphs gives the same rows.
    """
    view = RdfView(events, articles)
    graph_of = {iri("report", r.id): iri("article", key) for key, told in view.by_article.items() for r in told}
    graphs: dict[Term, list[tuple[Term, Pairs]]] = {graph: [] for graph in sorted(set(graph_of.values()))}
    out.write(Turtle.head.encode())
    for subject, pairs in view.subjects():
        home = subject if subject in graphs else graph_of.get(subject)
        if home:
            graphs[home].append((subject, pairs))
            continue
        for predicate, obj in pairs:
            if predicate == v.HAS_REPORT and obj in graph_of:
                graphs[graph_of[obj]].append((subject, [(predicate, obj)]))
        out.write(f"\n{block(subject, [pair for pair in pairs if pair[1] not in graph_of])}".encode())
    for graph, found in graphs.items():
        merged = groupby(sorted(found), itemgetter(0))
        body = "\n".join(block(subject, [pair for _, pairs in group for pair in pairs]) for subject, group in merged)
        out.write(f"\n{short(graph)} {{\n{body}}}\n".encode())


class Turtle(Serialization):
    """Turtle: a block of statements a subject, its class first."""

    head = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())

    def subject(self, term: Term) -> str:
        """See :class:`kg.views.rdf.forms.Serialization`."""
        return short(term)

    def term(self, predicate: Term, term: Term) -> str:  # noqa: ARG002 - the same for all
        """See :class:`kg.views.rdf.forms.Serialization`."""
        return short(term)

    def block(self, subject: Term, pairs: Pairs) -> str:
        """See :class:`kg.views.rdf.forms.Serialization`."""
        return f"\n{block(subject, pairs)}"[:-1]

    def escaped(self, sql: str) -> str:
        """See :class:`kg.views.rdf.forms.Serialization`."""
        return NTriples().escaped(sql)

    def one(self, predicate: Term, sql: str) -> str:
        """See :class:`kg.views.rdf.forms.Serialization`."""
        return f"' ;' || chr(10) || {literal(f'    {short(predicate)} ')} || {sql}"

    def many(self, predicate: Term, sql: str) -> str:
        """See :class:`kg.views.rdf.forms.Serialization`."""
        return self.one(predicate, f"array_to_string({sql}, ', ')")

    def whole(self, type_: str, statements: str) -> str:
        """See :class:`kg.views.rdf.forms.Serialization`."""
        return f"concat(chr(10), s, {literal(f' a {type_}')}, {statements}, ' .')"


def block(subject: Term, pairs: Pairs) -> str:
    """Return the statements of one subject in Turtle; ``pairs`` must be sorted."""
    typed = [pair for pair in pairs if pair[0] == v.TYPE]
    ordered = typed + [pair for pair in pairs if pair[0] != v.TYPE]
    statements = [
        f"{'a' if predicate == v.TYPE else short(predicate)} {', '.join(short(obj) for _, obj in group)}"
        for predicate, group in groupby(ordered, itemgetter(0))
    ]
    return f"{short(subject)} " + " ;\n    ".join(statements) + " .\n"


def short(term: Term) -> str:
    """Return a term in its shortest Turtle form that reads back as the same term."""
    if term.startswith("<"):
        return _short_iri(term)
    if bare := _BARE.fullmatch(term):
        return bare[1]
    if datatype := _DATATYPE.search(term):
        return f"{term[: datatype.start()]}^^{_short_iri(datatype[1])}"
    return term


@lru_cache(maxsize=10_000)
def _short_iri(term: Term) -> str:
    prefix, local = split(term[1:-1])
    return f"{prefix}:{local}" if prefix and _LOCAL.fullmatch(local) else term
