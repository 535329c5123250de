"""One exporter a format: a function of events, their articles and an open binary file.

Exporters write the same bytes for the same events whatever their order, never a clock and never a machine's name.
Text is UTF-8 with LF at line ends. ``events`` and ``articles`` may be any iterables; they are read once and held in
memory (about 3 KB an event with its report), while output is streamed line by line.
``articles`` only adds what reports do not carry (title, language); an empty iterable is allowed everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import BinaryIO, Protocol

from kg.exporters.icews import write_icews
from kg.exporters.jsonld import JsonLd
from kg.exporters.network_files import NETWORK_FORMATS, NetworkExporter
from kg.exporters.rdf_files import Turtle, write_jsonld, write_ntriples, write_trig, write_turtle
from kg.exporters.tabular import write_csv, write_jsonl, write_parquet
from kg.model import Article, Event
from kg.views.rdf.forms import NTriples, Serialization


class Exporter(Protocol):
    """Writes events to a file opened for writing bytes; leaves it open.

    Raises:
        ExportError: The output cannot be written; the message says why.
    """

    def __call__(self, events: Iterable[Event], articles: Iterable[Article], out: BinaryIO) -> None:
        """Write the events."""


EXPORTERS: Mapping[str, Exporter] = MappingProxyType(
    {
        "turtle": write_turtle,
        "ntriples": write_ntriples,
        "jsonld": write_jsonld,
        "trig": write_trig,
        **{name: NetworkExporter(name) for name in NETWORK_FORMATS},
        "csv": write_csv,
        "parquet": write_parquet,
        "jsonl": write_jsonl,
        "icews": write_icews,
    }
)
"""Format name to exporter."""

FORMS: Mapping[str, type[Serialization]] = MappingProxyType({"turtle": Turtle, "ntriples": NTriples, "jsonld": JsonLd})
"""Format name to the form in which :func:`kg.views.rdf.from_log.blocks` writes the same bytes without events."""

SUFFIXES: Mapping[str, str] = MappingProxyType(
    {
        "turtle": ".ttl",
        "ntriples": ".nt",
        "jsonld": ".jsonld",
        "trig": ".trig",
        "graphml": ".graphml",
        "gexf": ".gexf",
        "nodes": ".nodes.csv",
        "edges": ".edges.csv",
        "cytoscape": ".cyjs",
        "pajek": ".net",
        "dot": ".dot",
        "csv": ".csv",
        "parquet": ".parquet",
        "jsonl": ".jsonl",
        "icews": ".tab",
    }
)
"""Format name to the usual suffix of its files."""

__all__ = ["EXPORTERS", "FORMS", "SUFFIXES", "Exporter"]
