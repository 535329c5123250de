"""Commands that show a graph: view."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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

if TYPE_CHECKING:
    from kg.views.page import LogPage


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
    from kg.views.page import TITLE, columns_of, page_of

    log = Log.open(graph)
    sides, (first, last) = chosen(actor or (), log.sides() if actor else {}, codes, (first_day(start), last_day(end)))
    among, alone = frozenset[str]().union(*sides), len(sides) == 1
    wanted = Selection(start=first, end=last, among=among, alone=alone, min_confidence=min_confidence)
    with columns_of(log, None if wanted.everything else wanted) as found:
        made = page_of(found.columns, title=title or TITLE)
    if out == "-":
        with output(out) as file:
            file.write(made.html.encode())
        return
    size = made.save(Path(out)).stat().st_size
    note(f"{out}: {held(found)}, {size / 1e6:.1f} MB; open it in a browser")


def held(found: LogPage) -> str:
    """What a page shows, in the words of its own first line, and what it tells beside that."""
    told = f"{counted(found.shown, 'event')} between {counted(found.actors, 'actor')}"
    apart = found.events - found.shown
    return told + (f", and {apart:,} that make no tie" if apart else "")
