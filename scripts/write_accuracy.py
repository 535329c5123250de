"""Write the tables of docs/accuracy.md from what ``kg evaluate`` measures; the prose around them stays.

    kg evaluate GOLD --json > gold.json
    kg evaluate NEWS --part learn --json > learn.json
    kg evaluate NEWS --part left-out --json > left-out.json
    kg evaluate NEWS --part left-out --min-confidence 0 --json > all.json
    python scripts/write_accuracy.py gold.json learn.json left-out.json --cuts all.json [--check]

A table stands between ``<!-- table: NAME -->`` and ``<!-- end -->``. The gold is no part of this repository, so whoever
has it runs this; ``--check`` says whether the page is what the file of measurements makes of it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parent.parent / "docs" / "accuracy.md"
_BLOCK = re.compile(r"(?s)(<!-- table: (\w+) -->\n).*?(<!-- end -->)")
_SCORES = ("precision", "recall", "f1", "right", "predicted", "found", "wanted")
_SIDES = ("country", "sector", "source actor", "target actor")
Measured = Mapping[str, Mapping[str, Any]]


def main() -> int:
    """Fill the page, or compare it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measured", type=Path, nargs="+")
    parser.add_argument("--cuts", type=Path, required=True, help="measured with --min-confidence 0")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    files = [json.loads(path.read_text("utf-8")) for path in options.measured]
    measured: dict[str, Any] = {name: found for file in files for name, found in file.items()}
    for name, found in json.loads(options.cuts.read_text("utf-8")).items():
        measured.setdefault(name, found)["all_cuts"] = found["cuts"]
    old = PAGE.read_text("utf-8")
    new = _BLOCK.sub(lambda block: f"{block[1]}\n{_TABLES[block[2]](measured)}\n\n{block[3]}", old)
    if options.check:
        return int(old != new)
    PAGE.write_text(new, "utf-8")
    return 0


def _scores(measured: Measured) -> str:
    return _table(
        ("set", "measure", *_SCORES),
        (
            (name, score["measure"], *(score[column] for column in _SCORES))
            for name, found in measured.items()
            for score in found["scores"]
            if not re.search(r" (\d|[A-Z]+)$", score["measure"])  # a class of its own
        ),
    )


def _actors(measured: Measured) -> str:
    return _table(
        ("set", "measure", *_SCORES),
        (
            (name, score["measure"], *(score[column] for column in _SCORES))
            for name, found in measured.items()
            for score in found["scores"]
            if score["measure"] in _SIDES
        ),
    )


def _reliability(measured: Measured) -> str:
    rows = [
        (name, f"{b['lowest']:.2f} to {b['highest']:.2f}", b["size"], f"{b['confidence']:.2f}", f"{b['right']:.2f}")
        for name, found in measured.items()
        if found["reliability"]
        for b in found["reliability"]["bins"]
    ]
    errors = [
        f"{name}: expected calibration error {whole['error']:.3f}, Brier score {whole['brier']:.3f}, "
        f"area under the curve {whole['area']:.3f}, right in the surer half {whole['surer']:.3f}."
        for name, found in measured.items()
        if (whole := found["reliability"])
    ]
    return "\n\n".join([_table(("set", "confidence", "told", "mean confidence", "share right"), rows), *errors])


def _cuts(measured: Measured) -> str:
    return _table(
        ("set", "confidence from", "told", "precision", "recall", "F1", "per article without a required event"),
        (
            (name, *(cut[key] for key in ("least", "told", "precision", "recall", "f1", "invented")))
            for name, found in measured.items()
            for cut in found.get("all_cuts", ())
        ),
    )


def _empty(measured: Measured) -> str:
    return _table(
        ("set", "articles without a required event", "events told of them", "each"),
        (
            (
                name,
                found["empty"]["articles"],
                found["empty"]["told"],
                f"{found['empty']['told'] / found['empty']['articles']:.2f}",
            )
            for name, found in measured.items()
            if found.get("empty") and found["empty"]["articles"]
        ),
    )


def _lost(measured: Measured) -> str:
    return _table(
        ("set", "stage", "events", "meaning"),
        (
            (name, row["stage"], row["events"], row["meaning"])
            for name, found in measured.items()
            for row in found["lost"]
        ),
    )


def _table(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    names = list(columns)
    lines = [names, ["---"] * len(names), *([str(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


_TABLES: dict[str, Callable[[Measured], str]] = {
    "scores": _scores,
    "actors": _actors,
    "reliability": _reliability,
    "cuts": _cuts,
    "empty": _empty,
    "lost": _lost,
}

if __name__ == "__main__":
    sys.exit(main())
