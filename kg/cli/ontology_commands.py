"""Commands about the ontology: validate."""

# ruff: noqa: FBT002 - typer makes an option of each parameter with a default

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.base.errors import UsageError
from kg.cli.shared import DEFAULT_GRAPH, GraphOption, JsonOption, dump, err

if TYPE_CHECKING:
    from kg.quality.validate import Verdict, Violation
    from kg.quality.validate.statements import Progress

_SHOWN = 5  # of each rule


def validate(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="RDF: .ttl .nt .nq .trig .jsonld .rdf; else the graph.")
    ] = None,
    graph: GraphOption = DEFAULT_GRAPH,
    everything: Annotated[bool, typer.Option("--all", help="Every event, not a sample of a large graph.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Is a graph well formed? Says what is wrong, where, by which rule, and how to mend it."""
    from kg.quality.validate import validate_file, validate_log
    from kg.store import Log

    if file is not None and graph != DEFAULT_GRAPH:
        raise UsageError("give either a file or a graph directory with -g")
    with _waiting() as progress:
        if file is not None:
            verdict = validate_file(file, everything=everything, progress=progress)
        else:
            verdict = validate_log(Log.open(graph), str(graph), everything=everything)
    if as_json:
        dump(asdict(verdict) | {"valid": verdict.valid, "sampled": verdict.sampled})
    else:
        for line in _told(verdict):
            typer.echo(line)
    raise typer.Exit(0 if verdict.valid else 1)


@contextmanager
def _waiting() -> Iterator[Progress | None]:
    """What is being done, on a terminal; validation takes seconds."""
    if not err.is_terminal:
        yield None
        return
    with err.status("validating") as status:
        yield lambda done: status.update(f"reading: {done:,} statements")


def _told(verdict: Verdict) -> Iterator[str]:
    """The verdict in lines: first the sum, then rule by rule what breaks it, where, and how to mend it."""
    count = len(verdict.findings)
    faults = "fault" if count == 1 else "faults"
    yield f"{verdict.origin}: {'valid' if verdict.valid else f'not valid, {count:,} {faults}'}"
    yield f"  {_extent(verdict)}"
    # what is wrong with the whole first: an unknown term explains much of what follows
    findings = sorted(verdict.findings, key=lambda finding: (finding.constraint != "", finding.shape))
    for shape, group in groupby(findings, key=attrgetter("shape")):
        found = list(group)
        messages = {finding.message for finding in found}
        times = f" ({len(found):,} times)" if len(found) > 1 else ""
        yield ""
        yield f"{shape}{times}{f': {found[0].message}' if len(messages) == 1 else ''}"
        for finding in found[:_SHOWN]:
            yield from _finding(finding, with_message=len(messages) > 1)
        if len(found) > _SHOWN:
            yield f"  and {len(found) - _SHOWN:,} more; --json lists all"


def _finding(finding: Violation, *, with_message: bool) -> Iterator[str]:
    yield f"  {finding.node}{f'  {finding.label}' if finding.label else ''}"
    if with_message:
        yield f"    {finding.message}"
    there = f"{finding.path} is {finding.value}" if finding.path and finding.value else finding.path or finding.value
    yield f"    {f'{there}; ' if there and not with_message else ''}mend: {finding.mend}"


def _extent(verdict: Verdict) -> str:
    if not verdict.sampled:
        return f"{verdict.events:,} events, all validated ({verdict.triples:,} statements)"
    return (
        f"{verdict.events:,} events; validated: a sample of {verdict.checked:,}, those with the lowest hashes,"
        " with all that they refer to and the direct relations of their sides; --all validates everything"
    )
