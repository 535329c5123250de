"""Reads the code tables under ``ontology/tables``: the one source of the Python values and of the generated Turtle."""

from __future__ import annotations

import pkgutil  # importlib.resources costs 15 ms more at import time
from functools import cache

Row = dict[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """Return the rows of ``tables/<name>.tsv`` in file order, each keyed by the header line.

    Raises:
        ValueError: A row has more or fewer cells than the header.
    """
    numbered = [(n, line) for n, line in enumerate(_lines(name), 1) if line and not line.startswith("#")]
    (_, header), *body = numbered
    names = header.split("\t")
    found = []
    for number, line in body:
        cells = line.split("\t")
        if len(cells) != len(names):
            raise ValueError(f"tables/{name}.tsv:{number}: {len(cells)} cells where the header has {len(names)}")
        found.append(dict(zip(names, cells, strict=True)))
    return tuple(found)


def table(name: str) -> dict[str, Row]:
    """Return the rows of a table by their first cell."""
    return {next(iter(row.values())): row for row in rows(name)}


def comments(name: str) -> list[str]:
    """Return the comment lines of a table, with their ``#``."""
    return [line for line in _lines(name) if line.startswith("#")]


def _lines(name: str) -> list[str]:
    data = pkgutil.get_data("ontology", f"tables/{name}.tsv")
    if data is None:  # only with a loader that cannot read data files
        raise FileNotFoundError(f"ontology/tables/{name}.tsv")
    return data.decode("utf-8").splitlines()


def many(cell: str) -> tuple[str, ...]:
    """Split a list cell at ``|``; an empty cell has no items."""
    return tuple(cell.split("|")) if cell else ()
