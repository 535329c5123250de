"""Draw the curves of ``docs/ties.md`` from a graph, and write the table of their turning points into that page.

Run ``kg build data/articles -o exports && python scripts/draw_ties.py exports docs``. Same graph, same bytes.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import kg
from kg.graph.dyad import Dyad
from kg.views.ties import By, Turn, Turns

CURVES: Final[tuple[tuple[str, str, By, date | None], ...]] = (
    ("CHN", "AUS", "quarter", None),
    ("RUS", "USA", "quarter", date(2014, 1, 1)),
    ("IRN", "SAU", "month", None),
)
"""Dyads of the page, each with the length of its periods and its first day: one event of 1998 would halve the curve."""

PAGE: Final = "ties.md"
BEGIN, END = "<!-- turns: scripts/draw_ties.py -->", "<!-- end of turns -->"
_HEAD = """\
| tie | direction | with events | found | p of all | turn, or the likeliest | level before | after | p of the turn |
|---|---|---|---|---|---|---|---|---|"""


def name(a: str, b: str) -> str:
    """File name of a curve."""
    return f"ties-{a.lower()}-{b.lower()}.svg"


def lines(dyad: Dyad) -> Iterator[str]:
    """Rows of the table: each direction's turns, or where it would turn."""
    sides = " and ".join(dyad.names.values())
    for source in (None, dyad.series.a, dyad.series.b):
        found = dyad.turns(source)
        for turn in found.turns or (found.likeliest,):
            yield f"| {' | '.join([sides, *_cells(found), *_turn(turn)])} |"


def _cells(found: Turns) -> tuple[str, ...]:
    outcome = "**turns**" if found.turns else "no turn" if found.p is not None else "too few to tell"
    return found.direction, f"{found.periods} {found.by}s", outcome, _p(found.p)


def _turn(turn: Turn | None) -> tuple[str, ...]:
    if turn is None:
        return ("",) * 4
    before, after = (f"{stretch.level:+.1f} ({stretch.events} events)" for stretch in (turn.before, turn.after))
    return turn.day.isoformat(), before, after, _p(turn.p)


def _p(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def main() -> None:
    """Write the pictures and the table; print the events behind the turns."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("graph", type=Path, help="directory that kg build made of data/articles")
    parser.add_argument("docs", type=Path, help="directory of ties.md, to write the pictures to")
    options = parser.parse_args()
    graph = kg.open(options.graph)
    table = [_HEAD]
    for a, b, by, start in CURVES:
        dyad = graph.ties(a, b, by=by, start=start)
        dyad.plot(options.docs / name(a, b))
        table += lines(dyad)
        for turn in dyad.turns().turns or filter(None, [dyad.turns().likeliest]):
            print(f"{a} {b} {turn.day}")
            for cause in turn.causes[:3]:
                best = cause.act.event.best
                print(f"  {cause.share:4.0%} {best.when.iso} {best.dyad} {best.type.value}: {best.sentence}")
    page = options.docs / PAGE
    before, _, rest = page.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text("\n".join([before + BEGIN, *table, END + after]), "utf-8")


if __name__ == "__main__":
    main()
