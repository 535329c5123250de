"""A graph in one of the formats, into a file that appears when it is whole, or to standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import BinaryIO

from kg.base.errors import ExportError, UsageError
from kg.base.files import whole
from kg.exporters import EXPORTERS, FORMS, icews
from kg.exporters.lines_of_log import jsonl_of
from kg.exporters.network_files import NETWORK_FORMATS, write_network
from kg.exporters.tables_of_log import csv_of, parquet_of
from kg.exporters.trig_of_log import trig_of
from kg.graph.selection import Selection
from kg.model import Article, Event
from kg.store import Log
from kg.store.best_reports import best_told
from kg.store.event_table import EventTable
from kg.store.part_of_events import Part
from kg.store.reader import Reader
from kg.views.networks import Network, View
from kg.views.rdf.from_log import blocks

_OF_WHAT_OCCURRED = frozenset({"icews", "quadruples"})
"""Beside networks the formats that have no room for a status, and hold what took place alone."""
_LINES: Mapping[str, Callable[[Log, Part | None], Iterator[bytes]]] = MappingProxyType(
    {"csv": csv_of, "jsonl": jsonl_of, "trig": trig_of}
)


def check(format_: str, view: View, *, alleged: bool = False) -> None:
    """Options that a format has no use for are told, rather than ignored.

    Args:
        format_: A format.
        view: What is asked of a network.
        alleged: Whether what is alleged is to count like what occurred.

    Raises:
        UsageError: There is one.
    """
    asked = {"--undirected": not view.directed, "--kinds": view.kinds, "--measures": view.measures}
    if format_ not in NETWORK_FORMATS and (given := [option for option, on in asked.items() if on]):
        raise UsageError(f"{given[0]} is for networks (graphml, gexf, ...), not for {format_}")
    if alleged and format_ not in (*NETWORK_FORMATS, *_OF_WHAT_OCCURRED):
        raise UsageError(f"{format_} holds what is alleged anyway, with its status; leave out --alleged")
    if view.kinds and format_ == "graphml":
        raise UsageError("--kinds needs gexf: Gephi merges the parallel edges of GraphML, whatever they are called")
    if view.timeline and format_ != "gexf":
        raise UsageError(f"--timeline needs gexf: {format_} carries no time")


def export(events: Iterable[Event], articles: Iterable[Article], format_: str, path: Path | None) -> Sequence[str]:
    """Write one format to a file, to standard output without a path; a reader sees the old file or the whole new one.

    Returns:
        What the file does not say, in words with numbers, where a format has no room for it.

    Raises:
        ExportError: The file cannot be written.
    """
    losses = icews.Losses()
    with _opened(path) as file:
        EXPORTERS[format_](losses.passing(events) if format_ == icews.NAME else events, articles, file)
    return losses.sentences


@contextmanager
def _opened(path: Path | None) -> Iterator[BinaryIO]:
    """A file to write that takes its place when it is complete; standard output without a path.

    Raises:
        ExportError: It cannot be written.
    """
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if path.is_dir():
        raise ExportError(f"{path} is a folder; name a file")
    try:
        with whole(path) as file:
            yield file
    except OSError as error:
        raise ExportError(f"cannot write {path}: {error.strerror or error}") from error


def export_network(net: Network, format_: str, path: Path | None) -> None:
    """Write a network, to standard output without a path.

    Raises:
        ExportError: The file cannot be written.
    """
    with _opened(path) as file:
        write_network(net, format_, file)


@dataclass(slots=True)
class SelectedPart:
    """Events to leave in a table.

    Attributes:
        selection: Which.
        any: Whether there were any, once they have been asked for.
    """

    selection: Selection
    any: bool = True

    @property
    def columns(self) -> Sequence[str]:
        """See :class:`kg.store.part_of_events.Part`."""
        return self.selection.columns

    def pairs(self, log: Reader) -> set[str] | None:
        """See :class:`kg.store.part_of_events.Part`."""
        return self.selection.pairs(log)

    def leave(self, table: EventTable) -> None:
        """See :class:`kg.store.part_of_events.Part`."""
        self.selection.leave(table)
        (row,) = table.rows("SELECT count(*) > 0 AS any FROM events")
        self.any = bool(row["any"])


def export_log(log: Log, format_: str, path: Path | None, wanted: SelectedPart | None = None) -> Sequence[str]:
    """Write a graph to a file, to standard output without a path, with no more than an event in memory.

    Args:
        log: The graph.
        format_: One of :data:`kg.exporters.EXPORTERS`, but for networks.
        path: The file.
        wanted: Which events; all by default.

    Returns:
        What the file does not say, in words with numbers, where a format has no room for it.

    Raises:
        ExportError: The file cannot be written.
        GraphError: The log is damaged, or the file of marks has errors.
    """
    part = None if wanted is None or wanted.selection.everything else wanted
    if format_ == icews.NAME:
        return export(best_told(log, part), (), format_, path)
    if format_ == "parquet":
        _parquet(log, path, part)
        return ()
    pieces = _LINES[format_](log, part) if format_ in _LINES else blocks(log, FORMS[format_](), part=part)
    with _opened(path) as file:
        file.writelines(pieces)
    return ()


def _parquet(log: Log, path: Path | None, part: Part | None) -> None:
    with TemporaryDirectory(prefix="irkg-") as folder:
        table = Path(folder, "events.parquet")
        parquet_of(log, table, part)
        with table.open("rb") as made, _opened(path) as file:
            copyfileobj(made, file)
