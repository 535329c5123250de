"""The command that brings in event data coded by others: import."""

# ruff: noqa: FBT002 - typer makes an option of each parameter with a default

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.base.errors import ReadError
from kg.cli.shared import DEFAULT_GRAPH, JsonOption, dump, err, progress, table

if TYPE_CHECKING:
    from kg.importers.run import Imported, Share


def import_(
    dataset: Annotated[str, typer.Argument(metavar="DATASET", help="icews, gdelt1, gdelt2 or polecat.")],
    sources: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Tables, or folders of them; also in .zip or .gz.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="Graph directory; made when there is none.")] = DEFAULT_GRAPH,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first row that cannot be read.")] = False,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Read again what was imported before.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Bring event data coded by others into a graph: ICEWS, GDELT, POLECAT."""
    from kg.importers.run import import_files

    with progress("importing", quiet=as_json, unit="rows") as update:
        try:
            done = import_files(dataset, sources, out, rebuild=rebuild, strict=strict, progress=update)
        except KeyboardInterrupt:
            err.print("kg: what was imported so far is kept; the same command goes on from there", markup=False)
            raise
    if as_json:
        dump(asdict(done))
    else:
        _tell(done, out)
    if done.files_skipped and not (done.reports or done.known):
        raise ReadError("none of the files could be read; the reasons stand above")


def _tell(done: Imported, out: Path) -> None:
    rows: list[tuple[str, object]] = [("rows", done.rows), ("imported", done.reports)]
    if done.known:
        rows.append(("in parts already known", done.known))
    if done.replaced:
        rows.append(("parts replaced", done.replaced))
    rows += [(f"left out: {reason}", number) for reason, number in done.left_out.items()]
    rows += [(f"skipped: {reason}", number) for reason, number in done.skipped.items()]
    rows += [
        (f"{name} recognised", _share(share))
        for name, share in (("countries", done.countries), ("actors", done.actors), ("codes", done.codes))
        if share.given
    ]
    rows += [("written", path) for path in done.written]
    table(("", ""), rows, to_stderr=True)
    for name, share in (("countries", done.countries), ("actors", done.actors), ("codes", done.codes)):
        if share.unknown:
            _say(f"unknown {name}: " + ", ".join(f"{what} ({n})" for what, n in share.unknown.items()))
    for place, reason in [*done.files_skipped, *done.examples]:
        _say(f"kg: skipped {place}: {reason}")
    graph = "" if out.resolve() == DEFAULT_GRAPH.resolve() else f" -g {out}"
    view = f"{out}/network.gexf" if done.written else f"kg export gexf -o network.gexf{graph}"
    _say(f"next: kg ties USA RUS --by year{graph}   or for Gephi: {view}")


def _share(share: Share) -> str:
    return f"{share.known} of {share.given} ({100 * share.known / share.given:.1f} %)"


def _say(line: str) -> None:
    err.print(line, markup=False, highlight=False, soft_wrap=True)
