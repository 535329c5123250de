"""How often the search for turning points is right: series without any change, and series with known ones.

Run ``python benchmarks/turning_points.py``. Same program, same numbers. Series of 40 values, or of 10, with Gaussian
noise of deviation 1: flat; one step in the middle; up at 15 and down again at 25. Steps have the height given. In an
echo, each value's noise carries on half of that before it, as the news do, though the search takes it for independent.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from math import sqrt

from kg.views.ties.change import find_cuts

RUNS, ALPHA = 200, 0.05
LONG, SHORT = 40, 10


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
    Kind(name="flat, echo", echo=0.5),
    Kind(name="one step", steps=(20,), height=1),
    Kind(name="one step", steps=(20,), height=2),
    Kind(name="one step", steps=(20,), height=3),
    Kind(name="hill", steps=(15, 25), height=2),
    Kind(name="hill", steps=(15, 25), height=3),
    Kind(name="flat, ten values", length=SHORT),
    Kind(name="one step, ten values", length=SHORT, steps=(5,), height=2),
    Kind(name="one step, ten values", length=SHORT, steps=(5,), height=3),
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


def main() -> None:
    """Print a table: any turn at all, and exactly the right ones."""
    print("series                height  any turn  exactly right")
    for kind in KINDS:
        chance = random.Random(f"{kind.name} {kind.height}")  # noqa: S311 - no secret
        runs = [find_cuts(series(chance, kind), [1.0] * kind.length, alpha=ALPHA).cuts for _ in range(RUNS)]
        right = sum(near(tuple(cut.at for cut in cuts), kind.steps) for cuts in runs)
        some = sum(bool(cuts) for cuts in runs)
        print(f"{kind.name:20}  {kind.height:6g}  {some / RUNS:8.1%}  {right / RUNS:13.1%}")


if __name__ == "__main__":
    main()
