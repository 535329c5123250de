"""How often the search for turning points is right: series without any change, and series with known ones.

Run ``python benchmarks/turning_points.py``, with ``--write docs/ties.md`` to put the table there. Same program, same
numbers. Series of 40 values, or of another number, with Gaussian noise of deviation 1: flat; one step in the middle; up
at 15 and down again at 25. Steps have the height given. In an echo, each value's noise carries on so much of that
before it, as the news do.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from kg.views.ties.change import find_cuts

RUNS, ALPHA = 400, 0.05
LONG, SHORT = 40, 10
BEGIN, END = "<!-- benchmarks/turning_points.py begins -->", "<!-- benchmarks/turning_points.py ends -->"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of series.

    Attributes:
        name: As printed.
        length: Number of values.
        steps: Where the level goes up, then down, and so on.
        height: By how much.
        echo: Correlation of the noise with that of the value before it.
    """

    name: str
    length: int = LONG
    steps: tuple[int, ...] = ()
    height: float = 0.0
    echo: float = 0.0


KINDS = (
    Kind(name="flat"),
    Kind(name="flat, echo of 0.3", echo=0.3),
    Kind(name="flat, echo of 0.5", echo=0.5),
    Kind(name="flat, echo of 0.7", echo=0.7),
    Kind(name="flat, 120 values, echo of 0.5", length=120, echo=0.5),
    Kind(name="flat, ten values", length=SHORT),
    Kind(name="flat, ten values, echo of 0.5", length=SHORT, echo=0.5),
    Kind(name="one step of 1", steps=(20,), height=1),
    Kind(name="one step of 2", steps=(20,), height=2),
    Kind(name="one step of 3", steps=(20,), height=3),
    Kind(name="one step of 1, 120 values", length=120, steps=(60,), height=1),
    Kind(name="one step of 1, 120 values, echo of 0.5", length=120, steps=(60,), height=1, echo=0.5),
    Kind(name="one step of 2, echo of 0.5", steps=(20,), height=2, echo=0.5),
    Kind(name="up by 2 and down again", steps=(15, 25), height=2),
    Kind(name="up by 3 and down again", steps=(15, 25), height=3),
    Kind(name="one step of 2, ten values", length=SHORT, steps=(5,), height=2),
    Kind(name="one step of 3, ten values", length=SHORT, steps=(5,), height=3),
)


def series(chance: random.Random, kind: Kind) -> list[float]:
    """Noise of deviation 1 whose level goes up and down at each step."""
    values, noise = [], chance.gauss(0, 1)
    for at in range(kind.length):
        values.append(kind.height * (sum(at >= step for step in kind.steps) % 2) + noise)
        noise = kind.echo * noise + sqrt(1 - kind.echo**2) * chance.gauss(0, 1)
    return values


def near(found: tuple[int, ...], steps: tuple[int, ...]) -> bool:
    """Whether exactly these steps were found, each within two places."""
    return len(found) == len(steps) and all(abs(one - other) <= 2 for one, other in zip(found, steps, strict=True))  # noqa: PLR2004


def lines() -> Iterator[str]:
    """The table: any turn at all, and exactly the right ones."""
    yield f"| {RUNS} series each | any turn found | exactly the right ones, within two periods |"
    yield "|---|---|---|"
    for kind in KINDS:
        chance = random.Random(kind.name)  # noqa: S311 - no secret
        runs = [find_cuts(series(chance, kind), [1.0] * kind.length, alpha=ALPHA).cuts for _ in range(RUNS)]
        right = sum(near(tuple(cut.at for cut in cuts), kind.steps) for cuts in runs)
        yield f"| {kind.name} | {sum(map(bool, runs)) / RUNS:.1%} | {right / RUNS:.1%} |"


def main() -> None:
    """Print the table, or put it into a document."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path, help="a document that gets the table between its two marks")
    options = parser.parse_args()
    table = []
    for line in lines():
        table.append(line)
        print(line, flush=True)
    if options.write:
        before, rest = options.write.read_text("utf-8").split(BEGIN)
        options.write.write_text("\n".join([before + BEGIN, *table, END + rest.split(END)[1]]), "utf-8")


if __name__ == "__main__":
    main()
