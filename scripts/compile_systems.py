"""Compile ``ontology/lexicon/systems.tsv``: the codes of states in the systems of states, each with its days.

The cells ``cow``, ``gw`` and ``iso`` of ``data/lexicon/states.tsv``, and of ``de_facto.tsv`` beside it for members of a
system that are no state in our tables, hold spells such as ``260 GFR 1955-05-05..1990-10-02``: number, letters, first
and last day; ``-`` for no number, ``~`` after the letters of a microstate. Where the cell ``iso`` is empty, the id is
the alpha-3 code and the Unicode CLDR (through Babel) has its number.

Run ``python scripts/compile_systems.py`` to write the table, with ``--check`` to fail when it would change.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from typing import Final

from babel.core import get_global
from compile_actors import SOURCES, TABLES, Row, alpha2_codes, read_table

SYSTEMS: Final = ("cow", "gw", "iso")
HEADER: Final = ("id", "system", "number", "letters", "status", "start", "end")
SPELL: Final = re.compile(r"(\d+|-) ([A-Z]{3})(~?) (\d{4}-\d\d-\d\d)?\.\.(\d{4}-\d\d-\d\d)?")
NOTE: Final = "# Written by scripts/compile_systems.py from data/lexicon; edit the sources, not this file.\n"


def numbers() -> dict[str, str]:
    """ISO 3166-1 alpha-3 to the number of three digits, of what is a country or territory today."""
    alpha2 = alpha2_codes()
    by_alpha2 = {new[0]: old for old, new in get_global("territory_aliases").items() if old.isdigit() and len(new) == 1}
    return {alpha3: by_alpha2[code] for alpha3, code in alpha2.items() if code in by_alpha2}


def spells(row: Row, known: dict[str, str]) -> Iterator[tuple[str, ...]]:
    """The lines of one actor."""
    for system in SYSTEMS:
        cell = row[system]
        if system == "iso" and not cell and row["id"] in known:
            cell = f"{known[row['id']]} {row['id']} .."
        for text in filter(None, cell.split("|")):
            if (match := SPELL.fullmatch(text)) is None:
                raise ValueError(f"{row['id']}: {text!r} is no spell such as '260 GFR 1955-05-05..1990-10-02'")
            number, letters, micro, start, end = match.groups()
            status = "microstate" if micro else row["kind"]
            yield row["id"], system, number.strip("-"), letters, status, start or "", end or ""


def table() -> str:
    """The table as text."""
    known = numbers()
    rows = [row for file in ("states.tsv", "de_facto.tsv") for row in read_table(SOURCES / file)]
    lines = ["\t".join(cells) for row in rows for cells in spells(row, known)]
    return NOTE + "\n".join(["\t".join(HEADER), *lines]) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Write the table, or with ``--check`` return 1 when the one on disk is not what the sources give."""
    parser = argparse.ArgumentParser(description="Compile the codes of states.")
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 when the table would change")
    check = parser.parse_args(arguments).check
    path, text = TABLES / "systems.tsv", table()
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return 0
    if not check:
        path.write_text(text, encoding="utf-8")
    sys.stderr.write(f"systems.tsv: {'stale' if check else 'written'}\n")
    return int(check)


if __name__ == "__main__":
    sys.exit(main())
