"""Commands that show a graph: view."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from kg.base.listing import counted
from kg.cli.shared import (
    DEFAULT_GRAPH,
    CodesOption,
    ConfidenceOption,
    FromOption,
    GraphOption,
    OutOption,
    ToOption,
    chosen,
    first_day,
    last_day,
    note,
    output,
)
from kg.model import Event


def view(
    out: OutOption = "page.html",
    graph: GraphOption = DEFAULT_GRAPH,
    title: Annotated[str | None, typer.Option(help="Heading of the page.")] = None,
    start: FromOption = None,
    end: ToOption = None,
    actor: Annotated[
        list[str] | None,
        typer.Option(help="Only events in which it takes part; given several times, events among these."),
    ] = None,
    codes: CodesOption = None,
    min_confidence: ConfidenceOption = 0.0,
) -> None:
    """Write one HTML page to explore the graph: map, time, evidence. It needs no network; open it in a browser."""
    from kg.graph.selection import Selection
    from kg.store import Log
    from kg.views.page import TITLE, page

    log = Log.open(graph)
    sides, (first, last) = chosen(actor or (), log.sides() if actor else {}, codes, (first_day(start), last_day(end)))
    among, alone = frozenset[str]().union(*sides), len(sides) == 1
    events = Selection(start=first, end=last, among=among, alone=alone, min_confidence=min_confidence).read(log)
    articles = log.articles_of({report.article for event in events for report in event.reports})
    made = page(events, articles, title=title or TITLE)
    if out == "-":
        with output(out) as file:
            file.write(made.html.encode())
        return
    size = made.save(Path(out)).stat().st_size
    note(f"{out}: {held(events)}, {size / 1e6:.1f} MB; open it in a browser")


def held(events: Sequence[Event]) -> str:
    """What a page of some events shows, in the words of its own first line, and what it tells beside that."""
    from kg.views.networks import counts

    shown = [event for event in events if counts(event)]
    actors = {side for event in shown for side in event.best.dyad}
    told = f"{counted(len(shown), 'event')} between {counted(len(actors), 'actor')}"
    return told + (f", and {len(events) - len(shown):,} that make no tie" if len(shown) < len(events) else "")
