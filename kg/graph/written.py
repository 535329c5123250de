"""The views of a graph directory, and a note of what they were made of.

A view that was made of another state of the log is made again by the next command that writes, whatever that finds new:
so an interruption, or a full disk, leaves nothing behind that disagrees with the log for good.
"""

from __future__ import annotations

import json
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

from kg.base.errors import ExportError, GraphError
from kg.base.files import locked, write_whole
from kg.graph.exporting import export
from kg.graph.options import Summary
from kg.model import Article
from kg.store import Log
from kg.store.state import made_of
from kg.views.networks import counts

VIEWS = {"graph.ttl": "turtle", "network.graphml": "graphml", "network.gexf": "gexf", "events.csv": "csv"}
VIEWS_LIMIT = 20_000
"""Reports up to which a build writes the views (some ten seconds); beyond, they are written when asked for."""

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
        wanted = note["told"]["reports"] <= VIEWS_LIMIT if views is None else views
        if wanted == bool(note["files"]):
            for name in _TOLD:
                setattr(summary, name, note["told"][name])
            summary.dyads = [(a, b, n) for a, b, n in summary.dyads]
            summary.files = [str(out / name) for name in note["files"]]
            return
    summary.articles, summary.reports = log.size()
    if views or (views is None and summary.reports <= VIEWS_LIMIT):
        _write(log, out, summary)
    else:
        summary.events = None
        for name in VIEWS:
            with suppress(OSError):
                (out / name).unlink(missing_ok=True)  # a view never disagrees with the log
    files = {Path(path).name: _state(Path(path)) for path in summary.files}
    told = {name: getattr(summary, name) for name in _TOLD}
    text = json.dumps({"made_of": now, "files": files, "told": told})
    write_whole(out / NOTE, text.encode() + b"\n")


def _write(log: Log, out: Path, summary: Summary) -> None:
    """Write the graph's views and fill in what the graph holds."""
    events = log.events()
    articles = articles_of(log)
    summary.articles, summary.events = len(articles), len(events)
    summary.reports = sum(len(event.reports) for event in events)
    real = [event for event in events if counts(event)]
    summary.quads = dict(Counter(event.best.quad.label for event in sorted(real, key=lambda e: e.best.quad)))
    dyads = Counter(tuple(sorted(event.best.dyad)) for event in real)
    summary.dyads = [
        (pair[0], pair[1], n) for pair, n in sorted(dyads.items(), key=lambda item: (-item[1], item[0]))[:_TOP]
    ]
    for name, format_ in VIEWS.items():
        try:
            export(events, articles, format_, out / name)
        except ExportError as error:
            raise ExportError(
                f"{error}\nthe log is whole, the views are not all of its state; make room, then the same again"
            ) from error
        summary.files.append(str(out / name))


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
