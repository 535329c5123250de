"""Commands that code single sentences: code-pairs, code-sentences."""

# ruff: noqa: FBT002 - typer makes an option of each parameter with a default

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.base.errors import ReadError, UsageError
from kg.cli.shared import (
    ModelOption,
    NoModelOption,
    OutOption,
    output,
    warn,
)

if TYPE_CHECKING:
    from kg.coding import PairCoder

    Coder = Callable[[Iterable[str], PairCoder, Callable[[str, str], None]], Iterator[dict[str, object]]]

FileArgument = Annotated[str, typer.Argument(metavar="FILE", help="JSON lines; - is standard input.")]


def code_pairs(
    file: FileArgument, out: OutOption = "-", no_model: NoModelOption = False, model: ModelOption = None
) -> None:
    """Sentences with source and target marked by <s>..</s> and <t>..</t>: what the one does to the other."""
    from kg.coding import json_lines

    _run(file, out, json_lines.code_pairs, model, classifier=not no_model)


def code_sentences(
    file: FileArgument, out: OutOption = "-", no_model: NoModelOption = False, model: ModelOption = None
) -> None:
    """Sentences without marks: who does what to whom in the main event of each, whoever they are."""
    from kg.coding import json_lines

    _run(file, out, json_lines.code_sentences, model, classifier=not no_model)


def _run(file: str, out: str, code: Coder, model: str | None, *, classifier: bool) -> None:
    from kg.coding import coder as sentence_coder
    from kg.exporters.event_lines import encode
    from kg.extraction import DEFAULT_MODEL, Extractor

    def report(place: str, problem: str) -> None:
        warn(f"{place}: {problem}")

    with _lines(file) as lines:
        coder = sentence_coder(Extractor(model=model or DEFAULT_MODEL), classifier=classifier)
        with output(out, line_by_line=True) as target:
            for record in code(lines, coder, report):
                target.write(encode(record))


@contextmanager
def _lines(file: str) -> Iterator[Iterable[str]]:
    if file == "-":
        yield (line.decode("utf-8", "replace") for line in sys.stdin.buffer)
        return
    try:
        with Path(file).open(encoding="utf-8", errors="replace") as stream:
            yield stream
    except OSError as error:
        kind = UsageError if isinstance(error, FileNotFoundError) else ReadError
        raise kind(f"cannot read {file}: {error.strerror or error}") from error
