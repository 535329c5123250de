"""The command that measures extraction against gold."""

# ruff: noqa: FBT002 - typer makes an option of each parameter with a default

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import app
from kg.cli.shared import JsonOption, ModelOption, NoModelOption, dump, table


@app.command(epilog="Example: kg evaluate gold-folder --errors 20")
def evaluate(
    path: Annotated[
        Path, typer.Argument(help="A folder with articles/ and gold/, or a .jsonl file of gold sentences.")
    ],
    errors: Annotated[int, typer.Option("--errors", min=0, help="List so many errors of each set.")] = 0,
    no_model: NoModelOption = False,
    model: ModelOption = None,
    no_filter: Annotated[bool, typer.Option("--no-filter", help="Parse every sentence.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Measure extraction against gold: precision, recall and F1, and what went wrong."""
    from kg.evaluate import by_set, measure
    from kg.extract import DEFAULT_MODEL, Extractor

    found = measure(path, Extractor(model=model or DEFAULT_MODEL, filter=not no_filter, classifier=not no_model))
    if as_json:
        dump(by_set(found))
        return
    columns = ("set", "measure", "precision", "recall", "f1", "right", "predicted", "found", "wanted")
    rows = [{"set": m.name, **score.row()} for m in found for score in m.scores]
    table(columns, [[row[column] for column in columns] for row in rows])
    for measurement in found:
        for error in measurement.errors[:errors]:
            typer.echo(f"{measurement.name}: {error}")
