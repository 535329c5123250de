"""The command that measures extraction against gold."""

# ruff: noqa: FBT002, PLR0913, PLR0917 - typer makes an option of each parameter with a default

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.base.errors import UsageError
from kg.base.suggestions import unknown
from kg.cli.shared import JobsOption, JsonOption, LeastOption, ModelOption, NoModelOption, dump, table

if TYPE_CHECKING:
    from kg.quality.evaluate import Measurement


def evaluate(
    path: Annotated[
        Path, typer.Argument(help="A folder with articles/ and gold/, or a .jsonl file of gold sentences.")
    ],
    errors: Annotated[int, typer.Option("--errors", min=0, help="List so many errors of each set.")] = 0,
    no_model: NoModelOption = False,
    model: ModelOption = None,
    part: Annotated[
        str, typer.Option("--part", help="Of articles: learn, left-out (by a hash of the name) or all.")
    ] = "all",
    min_confidence: LeastOption = None,
    no_filter: Annotated[bool, typer.Option("--no-filter", help="Parse every sentence.")] = False,
    jobs: JobsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Measure extraction against gold: precision, recall and F1, and what went wrong."""
    from kg.extraction import DEFAULT_MODEL, Extractor
    from kg.graph import workers
    from kg.quality.evaluate import GoldPart, by_set, measure

    if part not in set(GoldPart):
        raise UsageError(unknown("--part", part, GoldPart))
    extractor = Extractor(
        model=model or DEFAULT_MODEL, filter=not no_filter, judging=not no_model, min_confidence=min_confidence
    )
    read = partial(workers.extract, extractor, jobs=jobs)
    found = measure(path, extractor, classifier=not no_model, part=GoldPart(part), extract=read)
    if as_json:
        dump(by_set(found, errors))
        return
    columns = ("set", "measure", "precision", "recall", "f1", "right", "predicted", "found", "wanted")
    rows = [{"set": m.name, **score.row()} for m in found for score in m.scores]
    table(columns, [[row[column] for column in columns] for row in rows])
    _reliability(found)
    _cuts(found)
    _lost(found)
    for measurement in found:
        for error in measurement.errors[:errors]:
            typer.echo(f"{measurement.name}: {error}")


def _reliability(found: Sequence[Measurement]) -> None:
    """Is confidence what it says?"""
    from kg.quality.evaluate import reliability

    for measurement in found:
        if (result := reliability(measurement.judged)) is None:
            continue
        errors = f"expected calibration error {result.error:.3f}, Brier {result.brier:.3f}"
        area = "" if result.area is None else f", area under the curve {result.area:.3f}"
        errors += f"{area}, right in the surer half {result.surer:.3f}"
        typer.echo(f"\nconfidence, {measurement.name}: {errors}")
        rows = [
            (f"{b.lowest:.2f} to {b.highest:.2f}", b.size, f"{b.confidence:.2f}", f"{b.right:.2f}") for b in result.bins
        ]
        table(("confidence", "told", "mean", "right"), rows)


def _cuts(found: Sequence[Measurement]) -> None:
    """What does one get from which confidence on?"""
    for measurement in found:
        if measurement.cuts:
            typer.echo(f"\ntold with type from each confidence on, {measurement.name}")
            columns = ("confidence", "told", "precision", "recall", "f1", "per article without events")
            rows = [(c.least, c.told, c.precision, c.recall, c.f1, c.invented) for c in measurement.cuts]
            table(columns, rows)


def _lost(found: Sequence[Measurement]) -> None:
    """Where do events get lost?"""
    from kg.quality.evaluate import summary

    for measurement in found:
        if measurement.lost:
            typer.echo(f"\nmissed, {measurement.name}: the stage that lost them")
            table(("stage", "events", "meaning"), summary(measurement.lost))
