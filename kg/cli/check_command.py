"""The command that tells what Gephi will do with a file."""

# ruff: noqa: FBT002 - typer makes an option of each parameter with a default

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.base.printable import printable
from kg.cli.shared import JsonOption, dump

if TYPE_CHECKING:
    from kg.quality.gephi import GephiVerdict


def check(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="GraphML or GEXF, written by whatever program.")
    ],
    as_json: JsonOption = False,
) -> None:
    """What Gephi will show of a file, what gets lost on the way, and how to mend it; exit status 1 if anything is."""
    from kg.quality.gephi import check as judged

    verdicts = [judged(path) for path in files]
    if as_json:
        dump([asdict(verdict) | {"loses": verdict.loses} for verdict in verdicts])
    else:
        for verdict in verdicts:
            _say(verdict)
    if any(verdict.loses for verdict in verdicts):
        raise typer.Exit(1)


def _say(verdict: GephiVerdict) -> None:
    time = "with a timeline" if verdict.dynamic else "without time"
    kinds = f" of {verdict.kinds} kinds" if verdict.kinds > 1 else ""
    typer.echo(
        f"{verdict.file}: {verdict.format}, {verdict.nodes} nodes, {verdict.edges} {verdict.directed} edges{kinds}, "
        f"sum of weights {verdict.weight:g}, {time}"
    )
    for finding in verdict.findings:
        times = f" ({finding.count} times)" if finding.count > 1 else ""
        typer.echo(f"  {finding.severity}: {finding.message}{times}")
        typer.echo(f"    first: {printable(finding.first)}")
        typer.echo(f"    mend:  {finding.mend}")
    if not verdict.loses:
        typer.echo("  nothing is lost")
