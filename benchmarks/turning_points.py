"""How often the search for turning points is right: series without any change, and series with known ones.

Run ``python benchmarks/turning_points.py``. Same program, same numbers. Three kinds of series of 40 values with
Gaussian noise of deviation 1: flat; one step at 20; up at 15 and down again at 25. Steps have the height given.
"""

from __future__ import annotations

import random

from kg.ties.change import find_cuts

RUNS, LENGTH, ALPHA = 200, 40, 0.05
FLAT: tuple[int, ...] = ()
STEP, HILL = (20,), (15, 25)


def series(chance: random.Random, steps: tuple[int, ...], height: float) -> list[float]:
    """Noise whose level goes up and down by so much at each step."""
    return [chance.gauss(height * (sum(at >= step for step in steps) % 2), 1) for at in range(LENGTH)]


def near(found: tuple[int, ...], steps: tuple[int, ...]) -> bool:
    """Whether exactly these steps were found, each within two places."""
    return len(found) == len(steps) and all(abs(one - other) <= 2 for one, other in zip(found, steps, strict=True))  # noqa: PLR2004


def main() -> None:
    """Print a table: any turn at all, and exactly the right ones."""
    print("series     height  any turn  exactly right")
    for name, steps, height in (
        ("flat", FLAT, 0.0),
        ("one step", STEP, 1.0),
        ("one step", STEP, 2.0),
        ("one step", STEP, 3.0),
        ("hill", HILL, 2.0),
        ("hill", HILL, 3.0),
    ):
        chance = random.Random(f"{name} {height}")  # noqa: S311 - no secret
        runs = [find_cuts(series(chance, steps, height), [1.0] * LENGTH, alpha=ALPHA).cuts for _ in range(RUNS)]
        found = [tuple(cut.at for cut in cuts) for cuts in runs]
        right = sum(near(cuts, steps) for cuts in found)
        print(f"{name:9}  {height:6.1f}  {sum(map(bool, found)) / RUNS:8.1%}  {right / RUNS:13.1%}")


if __name__ == "__main__":
    main()
