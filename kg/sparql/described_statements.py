"""The triples of a graph as lines of N-Triples, without an event in memory."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from importlib.resources import files
from itertools import chain

from kg.sparql.engine import CODE_LISTS
from kg.store import Log
from kg.views.rdf import ntriple
from kg.views.rdf.forms import NTriples
from kg.views.rdf.from_log import blocks


def statements(log: Log) -> Generator[bytes]:
    """All triples of a graph of any size, each once, and the code lists, in an order that depends on the log alone.

    Raises:
        GraphError: The log is damaged, or the file of marks has errors.
    """
    yield from chain.from_iterable(_lines(blocks(log, NTriples())))
    yield from _codes()


def _lines(pieces: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Whole lines, without their ends, of pieces that end anywhere."""
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        yield whole


def _codes() -> Iterator[bytes]:
    """The code lists, in their order."""
    import pyoxigraph as ox

    for name in CODE_LISTS:
        data = files("ontology").joinpath(f"{name}.ttl").read_bytes()
        for quad in ox.parse(data, format=ox.RdfFormat.TURTLE):
            yield ntriple(str(quad.subject), str(quad.predicate), str(quad.object)).encode()
