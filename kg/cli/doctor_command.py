"""The command that looks whether a graph directory is sound: doctor."""

# ruff: noqa: FBT002 - typer makes an option of each parameter with a default

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from kg.cli.shared import DEFAULT_GRAPH, GraphOption, JsonOption, dump, table


def doctor(
    graph: GraphOption = DEFAULT_GRAPH,
    verify: Annotated[bool, typer.Option("--verify", help="Read every part against its checksum.")] = False,
    mend: Annotated[
        bool, typer.Option("--mend", help="Mend what can be mended; what is taken out is kept in set-aside/.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Is a graph sound: its log, marks, views, index, versions, room and permissions; exit status 1 if not."""
    from kg.graph.doctor import examine

    found = list(examine(graph, verify=verify, mend=mend))
    if as_json:
        dump([asdict(one) for one in found])
    else:
        table(("", "check", "found", "what to do"), [(one.state, one.check, one.message, one.remedy) for one in found])
    if any(one.state == "fault" for one in found):
        raise typer.Exit(1)
