"""The command that brings in event data coded by others: import."""

# ruff: noqa: FBT002 - typer makes an option of each parameter with a default

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.base.errors import ReadError
from kg.base.printable import printable
from kg.cli.progress import progress
from kg.cli.shared import (
    DEFAULT_GRAPH,
    BuiltOption,
    JsonOption,
    dump,
    note,
    table,
)

if TYPE_CHECKING:
    from kg.importers.preview import Preview, PreviewRow
    from kg.importers.summary import Imported, Share


def import_(
    dataset: Annotated[
        str, typer.Argument(metavar="DATASET", help="icews, gdelt1, gdelt2, polecat, ged, acled, phoenix or mid.")
    ],
    sources: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Tables, or folders of them; also in .zip or .gz.")
    ],
    out: BuiltOption = DEFAULT_GRAPH,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first row that cannot be read.")] = False,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Read again what was imported before.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the first rows as they would be read, and write nothing.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Bring event data coded by others into a graph: ICEWS, GDELT, POLECAT, UCDP GED, ACLED, Phoenix, COW disputes."""
    if dry_run:
        _preview(dataset, sources, as_json=as_json)
        return
    from kg.importers.run import import_files

    with progress("importing", "rows", quiet=as_json) as update:
        try:
            done = import_files(dataset, sources, out, rebuild=rebuild, strict=strict, progress=update)
        except KeyboardInterrupt:
            note("kg: what was imported so far is kept; the same command goes on from there")
            raise
    if as_json:
        dump(asdict(done))
    else:
        _tell(done, out)
    if done.files_skipped and not (done.reports or done.known):
        raise ReadError("none of the files could be read; the reasons stand above")


def _preview(dataset: str, sources: list[Path], *, as_json: bool) -> None:
    """Show how tables would be read."""
    from kg.importers.preview import previews

    found = previews(dataset, sources)
    if as_json:
        dump([_as_json(preview) for preview in found])
    for preview in [] if as_json else found:
        _say(f"{preview.origin}: {preview.error or '; '.join(preview.notes) or 'in its usual layout'}")
        if not preview.error:
            table(_COLUMNS, [cells for row in preview.rows for cells in _shown(row)])
    if found and all(preview.error for preview in found):
        raise ReadError("none of the files could be read; the reasons stand above")


_COLUMNS = ("line", "date", "source", "type", "mode", "target", "code", "place", "remark")


def _shown(row: PreviewRow) -> list[tuple[object, ...]]:
    """A row's reports as cells of :data:`_COLUMNS`, or why it has none."""
    remark = "; ".join(row.remarks)
    if row.reason:
        return [(row.line, None, None, None, None, None, None, None, f"left out: {row.reason}")]
    return [
        (
            row.line,
            report.when.iso,
            report.source.actor.id,
            report.type.value,
            report.mode.name if report.mode else None,
            report.target.actor.id,
            report.original_code,
            report.place,
            remark,
        )
        for report in row.reports
    ]


def _as_json(preview: Preview) -> dict[str, object]:
    rows = [dict(zip(_COLUMNS, cells, strict=True)) for row in preview.rows for cells in _shown(row)]
    return {
        "file": preview.origin,
        "columns": preview.columns,
        "notes": list(preview.notes),
        "rows": rows,
        "error": preview.error,
    }


def _tell(done: Imported, out: Path) -> None:
    rows: list[tuple[str, object]] = [("rows", done.rows), ("imported", done.imported)]
    if done.reports != done.imported:
        rows.append(("events of these, where a row names several actors", done.reports))
    if done.known:
        rows.append(("in parts already known", done.known))
    if done.replaced:
        rows.append(("parts replaced", done.replaced))
    rows += [(f"left out: {reason}", number) for reason, number in done.left_out.items()]
    rows += [(f"skipped: {reason}", number) for reason, number in done.skipped.items()]
    rows += [(f"remark: {remark}", number) for remark, number in done.told.items()]
    rows += [
        (f"{name} recognised", _share(share))
        for name, share in (("countries", done.countries), ("actors", done.actors), ("codes", done.codes))
        if share.given
    ]
    rows += [("written", path) for path in done.written]
    rows += [("removed, of before", path) for path in done.removed]
    table(("", ""), rows, to_stderr=True)
    for name, share in (("countries", done.countries), ("actors", done.actors), ("codes", done.codes)):
        if share.unknown:
            _say(f"unknown {name}: " + ", ".join(f"{what} ({n})" for what, n in share.unknown.items()))
    for place, reason in done.files_skipped:
        _say(f"kg: skipped {place}: {reason}")
    for place, reason in [*done.taken, *done.examples]:
        _say(f"{place}: {reason}")
    graph = "" if out.resolve() == DEFAULT_GRAPH.resolve() else f" -g {out}"
    view = f"{out}/network.gexf" if done.written else f"kg export gexf -o network.gexf{graph}"
    _say(f"next: kg ties USA RUS --by year{graph}   or for Gephi: {view}")


def _share(share: Share) -> str:
    return f"{share.known} of {share.given} ({100 * share.known / share.given:.1f} %)"


def _say(line: str) -> None:
    note(printable(line))
