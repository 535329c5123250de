"""The views of a graph directory, and a note of what they were made of.

A view that was made of another state of the log is made again by the next command that writes, whatever that finds new:
so an interruption, or a full disk, leaves nothing behind that disagrees with the log for good.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from kg.base.errors import ExportError, GraphError
from kg.base.files import locked, write_whole
from kg.exporters.network_files import NETWORK_FORMATS
from kg.graph.exporting import export, export_log, export_network
from kg.graph.network_sums import NEEDED, network_in
from kg.graph.options import Summary
from kg.graph.selection import Selection
from kg.model import Article
from kg.store import Log
from kg.store.event_table import EventTable
from kg.store.state import made_of
from kg.views.networks import COUNTS, View, counts
from ontology import EventType, QuadClass

VIEWS = {"graph.ttl": "turtle", "network.graphml": "graphml", "network.gexf": "gexf", "events.csv": "csv"}
VIEWS_LIMIT = 2_000
"""Reports up to which views are written unasked, of events in memory; beyond, when they are asked for, from SQL.

Up to here they cost a build that adds little no more than half of what it costs without them."""

COUNTED = 20_000
"""Reports up to which a summary says how many events they make, and between whom, if no views are written."""

NOTE = ".views.json"
_LOCK = ".views.lock"
_TOP = 5
_TOLD = ("articles", "reports", "events", "quads", "dyads")
"""What a summary says of the graph, kept with the note: a run that changes nothing reads nothing."""


def refresh(log: Log, out: Path, summary: Summary, *, views: bool | None = None) -> None:
    """Make the views agree with the log: written anew, or removed where the graph is too large to write them unasked.

    What agrees already stays. Of several who do this at once each does it in turn, so that the last sees all.

    Args:
        log: The log.
        out: Where the views are.
        summary: Gets what the graph holds.
        views: Whether to write them; by default if there are no more than :data:`VIEWS_LIMIT` reports.

    Raises:
        GraphError: The log is damaged, or there can be no lock.
        ExportError: A view cannot be written. Those that stand are of an earlier state; the next run makes them.
    """
    try:
        with locked(out / _LOCK):
            _refresh(log, out, summary, views=views)
    except OSError as error:
        raise GraphError.unwritable(out, error) from error


def stale(log: Log, out: Path) -> list[str]:
    """Names of the views that are not of the log as it is now; none where there are no views."""
    there = [name for name in VIEWS if (out / name).exists()]
    note = _note(out)
    if note is None or note["made_of"] != made_of(log):
        return there
    files = note["files"]
    return sorted(name for name in {*there, *files} if files.get(name) != _state(out / name))


def _refresh(log: Log, out: Path, summary: Summary, *, views: bool | None) -> None:
    note = _note(out)
    now = made_of(log)  # taken before anything is read: what comes meanwhile is new the next time
    if note is not None and note["made_of"] == now and not stale(log, out):
        there = bool(note["files"])
        if there == views or (views is None and (there or note["told"]["reports"] > VIEWS_LIMIT)):
            for name in _TOLD:
                setattr(summary, name, note["told"][name])
            summary.dyads = [(a, b, n) for a, b, n in summary.dyads]
            summary.files = [str(out / name) for name in note["files"]]
            return
    summary.articles, summary.reports = log.size()
    if views or (views is None and summary.reports <= VIEWS_LIMIT):
        _write(log, out, summary)
    else:
        _remove(out, summary)
        if summary.reports <= COUNTED:
            with EventTable(log, columns=("domestic",), evidence=False) as table:
                _count(table, summary)
        else:
            summary.events = None
    files = {Path(path).name: _state(Path(path)) for path in summary.files}
    told = {name: getattr(summary, name) for name in _TOLD}
    text = json.dumps({"made_of": now, "files": files, "told": told})
    write_whole(out / NOTE, text.encode() + b"\n")


def _remove(out: Path, summary: Summary) -> None:
    """A view never disagrees with the log."""
    for name in VIEWS:
        with suppress(OSError):
            (out / name).unlink()
            summary.removed.append(str(out / name))


def _write(log: Log, out: Path, summary: Summary) -> None:
    """Write the graph's views and fill in what the graph holds."""
    try:
        if summary.reports <= VIEWS_LIMIT:
            _of_events(log, out, summary)
        else:
            _in_sql(log, out, summary)
    except ExportError as error:
        raise ExportError(
            f"{error}\nthe log is whole, the views are not all of its state; make room, then the same again"
        ) from error
    summary.files = [str(out / name) for name in VIEWS]


def _of_events(log: Log, out: Path, summary: Summary) -> None:
    events = log.events()
    articles = articles_of(log)
    summary.articles, summary.events = len(articles), len(events)
    summary.reports = sum(len(event.reports) for event in events)
    real = [event for event in events if counts(event)]
    _tell(
        summary,
        Counter(event.best.type for event in real),
        Counter(cast("tuple[str, str]", tuple(sorted(event.best.dyad))) for event in real),
    )
    for name, format_ in VIEWS.items():
        export(events, articles, format_, out / name)


def _in_sql(log: Log, out: Path, summary: Summary) -> None:
    """The same without an event in memory: what is written of some events more costs that much more, and little."""
    with EventTable(log, columns=NEEDED, outlet_names=True) as table:
        _count(table, summary)
        net = network_in(table, Selection(), View())
    for name, format_ in VIEWS.items():
        if format_ in NETWORK_FORMATS:
            export_network(net, format_, out / name)
        else:
            export_log(log, format_, out / name)


def _count(table: EventTable, summary: Summary) -> None:
    """Say how many events there are, and tell of those that take part in the network."""
    (size,) = table.rows("SELECT count(*) AS events, coalesce(sum(reports), 0)::BIGINT AS reports FROM events")
    summary.events, summary.reports = cast("int", size["events"]), cast("int", size["reports"])
    types = table.rows(f"SELECT type, count(*) AS n FROM events WHERE {COUNTS} GROUP BY type")
    number = {EventType(str(row["type"])): cast("int", row["n"]) for row in types}
    sides = "least(source_stands_for, target_stands_for) AS a, greatest(source_stands_for, target_stands_for) AS b"
    pairs = table.rows(f"SELECT {sides}, count(*) AS n FROM events WHERE {COUNTS} GROUP BY ALL")
    _tell(summary, number, {(str(row["a"]), str(row["b"])): cast("int", row["n"]) for row in pairs})


def _tell(summary: Summary, types: Mapping[EventType, int], pairs: Mapping[tuple[str, str], int]) -> None:
    """Say how many events of each kind, and between whom, take part in the network."""
    quads = Counter[QuadClass]()
    for type_, number in types.items():
        quads[type_.quad] += number
    summary.quads = {quad.label: quads[quad] for quad in sorted(quads)}
    ranked = sorted(pairs.items(), key=lambda item: (-item[1], item[0]))
    summary.dyads = [(*pair, number) for pair, number in ranked[:_TOP]]


def articles_of(log: Log) -> list[Article]:
    """The articles that were read."""
    return [article for article, skipped in log.articles() if skipped is None]


def _state(path: Path) -> list[int] | None:
    """What tells that a file is the one that was written."""
    try:
        status = path.stat()
    except OSError:
        return None
    return [status.st_size, status.st_mtime_ns]


def _note(out: Path) -> dict[str, Any] | None:
    try:
        found = json.loads((out / NOTE).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    kinds = {"made_of": dict, "files": dict, "told": dict}
    if not isinstance(found, dict) or any(type(found.get(name)) is not kind for name, kind in kinds.items()):
        return None
    return found if set(_TOLD) <= found["told"].keys() else None
