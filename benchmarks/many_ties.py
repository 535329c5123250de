"""How many of the ties that ``kg turns`` would call changed are not, and how many of the changed it finds.

Run ``python benchmarks/many_ties.py``, with ``--write docs/ties.md`` to put the table there. Same numbers every time.
A family has 150 series of 40 values, or of 120, with Gaussian noise of deviation 1, each of which carries on a part of
the one before; one in five has a step in the middle, or none has. Five families of each kind with steps; of those
without, a hundred, since what counts there is in how many anything at all is called changed.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

from turning_points import LONG, Kind, series

from kg.views.ties.discoveries import RATE, common_echo, evidence, false_share

FAMILIES, FLAT_FAMILIES, SERIES, CHANGED = 5, 100, 150, 30
STEPS = ((1.0, 0.0, 40), (2.0, 0.0, 40), (2.0, 0.5, 40), (3.0, 0.5, 40), (1.0, 0.0, 120), (1.0, 0.5, 120))
ECHOES = ((0.0,), (0.3,), (0.5,), (0.7,), (0.0, 0.5))
BEGIN, END = "<!-- benchmarks/many_ties.py begins -->", "<!-- benchmarks/many_ties.py ends -->"


def family(name: str, height: float, echoes: tuple[float, ...], length: int = LONG) -> list[float]:
    """P-values of one family, as ``kg turns`` reckons them; those of series with a step come first."""
    chance = random.Random(name)  # noqa: S311 - no secret
    kinds = [
        Kind(
            name="",
            length=length,
            steps=(length // 2,),
            height=height * (at < CHANGED),
            echo=echoes[at % len(echoes)],
        )
        for at in range(SERIES)
    ]
    many = [(series(chance, kind), [1.0] * kind.length) for kind in kinds]
    carried = common_echo(many)
    return [evidence(*one, carried) or 1.0 for one in many]


def called(ps: list[float]) -> list[int]:
    """Which are called changed."""
    return [at for at, q in enumerate(false_share(ps)) if q <= RATE]


def lines() -> Iterator[str]:
    """Both tables."""
    yield f"| echo of {FLAT_FAMILIES} families without a step | anything called | series with p of 5 % or less |"
    yield "|---|---|---|"
    for echoes in ECHOES:
        families = [family(f"flat {echoes} {at}", 0.0, echoes) for at in range(FLAT_FAMILIES)]
        some = sum(bool(called(ps)) for ps in families) / FLAT_FAMILIES
        single = sum(p <= RATE for ps in families for p in ps) / (FLAT_FAMILIES * SERIES)
        yield f"| {' and '.join(f'{echo:g}' for echo in echoes)} | {some:.1%} | {single:.1%} |"
    yield ""
    yield "| step | echo | values | called | of these false | of the changed found | at 5 % each: of these false |"
    yield "|---|---|---|---|---|---|---|"
    for height, echo, length in STEPS:
        families = [family(f"{height} {echo} {length} {at}", height, (echo,), length) for at in range(FAMILIES)]
        chosen = [at for ps in families for at in called(ps)]
        alone = [at for ps in families for at, p in enumerate(ps) if p <= RATE]
        false, alone_false = (sum(at >= CHANGED for at in some) / max(len(some), 1) for some in (chosen, alone))
        found = sum(at < CHANGED for at in chosen) / (FAMILIES * CHANGED)
        shares = " | ".join(f"{share:.1%}" for share in (false, found, alone_false))
        yield f"| {height:g} | {echo:g} | {length} | {len(chosen) / FAMILIES:.1f} | {shares} |"


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
