"""Draw the curves of ``docs/ties.md`` from a graph, and print what its tables say.

Run ``kg build data/articles -o exports && python scripts/draw_ties.py exports docs``. Same graph, same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

import kg
from kg.ties import By

CURVES: Final[tuple[tuple[str, str, By], ...]] = (
    ("CHN", "AUS", "month"),
    ("RUS", "USA", "quarter"),
    ("IRN", "SAU", "month"),
)
"""Dyads of the page, each with the length of its periods."""


def name(a: str, b: str) -> str:
    """File name of a curve."""
    return f"ties-{a.lower()}-{b.lower()}.svg"


def main() -> None:
    """Write the pictures into a directory."""
    parser = argparse.ArgumentParser(description="Draw the curves of docs/ties.md as SVG.")
    parser.add_argument("graph", type=Path, help="directory that kg build made of data/articles")
    parser.add_argument("out", type=Path, help="directory to write the pictures to")
    options = parser.parse_args()
    graph = kg.open(options.graph)
    for a, b, by in CURVES:
        dyad = graph.ties(a, b, by=by)
        dyad.plot(options.out / name(a, b))
        for source in (None, a, b):
            found = dyad.turns(source)
            print(f"{a} {b} {found.direction}: {found.sentence}")
            for turn in (*found.turns, *([found.likeliest] if found.likeliest else [])):
                old, new = turn.before, turn.after
                print(f"  {turn.day} after {old.last.label}: {old.level:+.1f} to {new.level:+.1f}", end="")
                print(f", {old.events} and {new.events} events, p = {turn.p:.3f}")
                for cause in turn.causes[:3]:
                    best = cause.act.event.best
                    print(f"    {cause.share:4.0%} {best.when.iso} {best.dyad} {best.type.value}: {best.sentence}")


if __name__ == "__main__":
    main()
