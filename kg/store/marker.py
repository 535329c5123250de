"""``irkg.json``: what makes a directory a graph, and by which version of the files."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from kg.base.errors import GraphError, no_directory
from kg.base.files import write_whole
from kg.base.places import elsewhere

NAME = "irkg.json"


def schema_of(directory: Path) -> int:
    """The version of a graph's files.

    Raises:
        GraphError: There is no graph, or it cannot be read.
    """
    marker = directory / NAME
    if elsewhere(directory):
        from kg.store import remote  # needs packages that are not always there

        remote.reach(directory, marker)
    elif directory.is_file():
        raise GraphError(no_directory(directory))
    elif not marker.is_file():
        raise GraphError(f"no graph in {directory}; make one with: kg build ARTICLES -o {directory}")
    schema = None
    with suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
        schema = json.loads(marker.read_text("utf-8"))["schema"]
    if type(schema) is not int or schema < 1:
        raise GraphError(f"{marker} cannot be understood; restore it, or build into another directory")
    return schema


def mark(directory: Path, schema: int) -> None:
    """Make a directory a graph.

    Raises:
        OSError: It cannot be written.
    """
    write_whole(directory / NAME, json.dumps({"schema": schema, "made_by": "irkg"}).encode() + b"\n")
