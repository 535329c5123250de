"""How time grows with the length of a text: what is done to every article must be linear, whatever stands in it.

    python benchmarks/growth.py [--size 40000] [--times 8]

For each stage and each monotonous text: processor seconds on a text, on one so many times as long, and their ratio.
Linear work gives about the factor, quadratic work its square. The exponent is log(ratio) / log(factor); it should stay
below 1.3.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Callable, Mapping
from datetime import date

from kg.extraction.cleaning.passages import passages
from kg.extraction.entities.names import NameFinder
from kg.extraction.segmentation.boundaries import split
from kg.extraction.time.expressions import find
from kg.lexicon import load_actors
from kg.model import Article

UNITS = (
    "x",
    "A ",
    "a\n",
    ".",
    '"',
    "(",
    "U.S. ",
    "1. ",
    "(AP ",
    "[a](b",
    "**a",
    "A,",
    "May ",
    "5 May ",
    "last ",
    "Russia",
)


def stages() -> Mapping[str, Callable[[str], object]]:
    """What is done to every text, by name."""
    finder = NameFinder(load_actors())
    return {
        "passages": lambda text: passages(Article(id="a", name="a", text=text)),
        "sentences": split,
        "names": finder.spans,
        "time": lambda text: find(text, date(2024, 5, 22)),
    }


def seconds(work: Callable[[str], object], text: str) -> float:
    """Processor seconds, the best of three."""
    runs = []
    for _ in range(3):
        begin = time.process_time()
        work(text)
        runs.append(time.process_time() - begin)
    return min(runs)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=40_000, help="characters of the shorter text")
    parser.add_argument("--times", type=int, default=8, help="how many times as long the longer one is")
    options = parser.parse_args()
    print("stage\ttext\tshort s\tlong s\tratio\texponent")
    for name, work in stages().items():
        for unit in UNITS:
            short = (unit * options.size)[: options.size]
            first, second = (seconds(work, short * factor) for factor in (1, options.times))
            ratio = second / max(first, 1e-4)
            exponent = math.log(max(ratio, 1)) / math.log(options.times)
            print(f"{name}\t{unit!r}\t{first:.4f}\t{second:.4f}\t{ratio:.1f}\t{exponent:.2f}")


if __name__ == "__main__":
    main()
