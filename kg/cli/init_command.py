"""The command that writes a first file of settings: init."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from kg.base.errors import UsageError
from kg.base.files import write_whole
from kg.cli.settings import FILE
from kg.cli.shared import DEFAULT_GRAPH, GraphOption, JsonOption, dump, note

_TEXT = """\
# Defaults of kg in this folder and below. Keys are long options without dashes, at the top for every command that
# has them, in a table for one command. An option that is typed wins, then a variable such as KG_GRAPH, then this file.

graph = {graph}
# min-confidence = 0.5

[build]
out = {graph}
# jobs = 2
# actors = "my-actors.tsv"

[ties]
# by = "year"
# scale = "goldstein"
"""


def init(
    graph: GraphOption = DEFAULT_GRAPH,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,  # noqa: FBT002
    as_json: JsonOption = False,  # noqa: FBT002
) -> None:
    """Write kg.toml into this folder: what is typed every time, written down once."""
    path = Path(FILE)
    if path.exists() and not force:
        raise UsageError(f"{path} is there; edit it, or write over it with --force")
    write_whole(path, _TEXT.format(graph=json.dumps(str(graph))).encode())  # JSON texts are TOML texts
    if as_json:
        dump({"written": str(path), "graph": str(graph)})
    note(f"{path}: the graph is {graph}; next: kg build ARTICLES")
