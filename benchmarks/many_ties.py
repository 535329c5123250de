"""How many of the ties that ``kg turns`` would call changed are not, and how many of the changed it finds.

Run ``python benchmarks/many_ties.py``, with ``--write docs/ties.md`` to put the table there. Same numbers every time.
A family has 150 series of 40 values with Gaussian noise of deviation 1, each of which carries on a part of the one
before; one in five has a step in the middle. Five families of each kind.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

from turning_points import Kind, series

from kg.views.ties.discoveries import RATE, evidence, false_share

FAMILIES, SERIES, CHANGED = 5, 150, 30
BEGIN, END = "<!-- benchmarks/many_ties.py begins -->", "<!-- benchmarks/many_ties.py ends -->"


def lines() -> Iterator[str]:
    """The table."""
    yield "| step | echo | called changed | of these false | of the changed found | at 5 % each: of these false |"
    yield "|---|---|---|---|---|---|"
    for height, echo in ((1.0, 0.0), (2.0, 0.0), (2.0, 0.5), (3.0, 0.5)):
        called = false = found = alone = alone_false = 0
        for family in range(FAMILIES):
            chance = random.Random(f"{height} {echo} {family}")  # noqa: S311 - no secret
            kinds = [Kind(name="", steps=(20,), height=height * (at < CHANGED), echo=echo) for at in range(SERIES)]
            ps = [evidence(series(chance, kind), [1.0] * kind.length) or 1.0 for kind in kinds]
            chosen = [at for at, q in enumerate(false_share(ps)) if q <= RATE]
            single = [at for at, p in enumerate(ps) if p <= RATE]
            called, alone = called + len(chosen), alone + len(single)
            false += sum(at >= CHANGED for at in chosen)
            found += sum(at < CHANGED for at in chosen)
            alone_false += sum(at >= CHANGED for at in single)
        shares = false / max(called, 1), found / (FAMILIES * CHANGED), alone_false / max(alone, 1)
        yield f"| {height:g} | {echo:g} | {called / FAMILIES:.1f} | {' | '.join(f'{share:.1%}' for share in shares)} |"


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
