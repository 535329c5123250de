"""What commands share: options, tables, finding actors by name.

Longer than 250 lines because the options that several commands share are written once, here, with their help.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer
from rich.console import Console

from kg.base.errors import ExportError
from kg.base.files import whole
from kg.base.places import place, place_to_write
from kg.base.printable import printable

if TYPE_CHECKING:
    from kg.graph.coded import Coded
    from kg.model import Event


class Who(StrEnum):
    """Between whom."""

    STATE = "state"
    ALL = "all"


class Length(StrEnum):
    """Lengths of a period."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


Days = tuple[date | None, date | None]
GraphOption = Annotated[
    Path, typer.Option("--graph", "-g", metavar="PATH", parser=place, help="Graph directory.", show_default=True)
]
BuiltOption = Annotated[
    Path,
    typer.Option(
        "--out", "-o", metavar="PATH", parser=place_to_write, help="Graph directory; made when there is none."
    ),
]
OutOption = Annotated[str, typer.Option("--out", "-o", help="File to write; - is standard output.")]
JsonOption = Annotated[bool, typer.Option("--json", help="For machines: JSON instead of a table.")]
PublishedOption = Annotated[
    str | None, typer.Option("--published", metavar="DATE", help="Publication day of all articles, as 2021-03-18.")
]
ActorsOption = Annotated[
    Path | None, typer.Option("--actors", metavar="FILE", help="Your own actor table (TSV); its rows win.")
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model", metavar="NAME", envvar="KG_MODEL", help="Another installed spaCy pipeline, such as en_core_web_trf."
    ),
]
NoModelOption = Annotated[
    bool, typer.Option("--no-model", help="Leave the small trained models out: tables and rules alone.")
]
DEFAULT_GRAPH = Path("exports")
JobsOption = Annotated[
    int | None,
    typer.Option(
        "--jobs", "-j", min=1, help="Processes that read; by default one a core, for inputs that are worth it."
    ),
]
StrictOption = Annotated[bool, typer.Option("--strict", help="Stop at the first article that cannot be read.")]
DomesticOption = Annotated[
    bool,
    typer.Option("--domestic", help="Also what goes on inside a country, and what citizens, firms and charities do."),
]
LeastOption = Annotated[
    float | None,
    typer.Option("--min-confidence", min=0, max=1, help="Tell what has at least this; by default 0.5."),
]
LimitOption = Annotated[int, typer.Option("--limit", "-n", min=1, help="Show so many.")]
ConfidenceOption = Annotated[float, typer.Option("--min-confidence", min=0, max=1, help="Leave out events below this.")]
AllegedOption = Annotated[
    bool, typer.Option("--alleged", help="Count what somebody is only accused of like what occurred.")
]
FromOption = Annotated[
    str | None,
    typer.Option("--from", metavar="DATE", help="First day, as 2021-03-18; or a month or year: 2021-03, 2021."),
]
ToOption = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day, likewise: 2021 is its last.")]
ByOption = Annotated[Length, typer.Option("--by", help="Length of a period.")]
ScaleOption = Annotated[
    str,
    typer.Option("--scale", metavar="NAME|FILE", help="plover, goldstein, or a TSV file with the columns code, score."),
]


class Codes(StrEnum):
    """Systems of states whose codes name actors."""

    COW = "cow"
    GW = "gw"
    ISO = "iso"


CodesOption = Annotated[
    Codes | None,
    typer.Option("--codes", help="Actors are codes of states: Correlates of War, Gleditsch-Ward or ISO 3166-1."),
]

_SHORT = 60
_BOUNDS = {"--from", "--to"}

err = Console(stderr=True)


def day(text: str | None, option: str) -> date | None:
    """A day given as an option: ``2021-03-18``, ``18 March 2021``.

    Raises:
        UsageError: It is none.
    """
    from kg.base import arguments

    return arguments.day(text, option)


def first_day(text: str | None, option: str = "--from") -> date | None:
    """The day with which a span begins that is given as a day, month or year.

    Raises:
        UsageError: It is none of them.
    """
    from kg.base import arguments

    return arguments.bound(text, option, last=False)


def last_day(text: str | None, option: str = "--to") -> date | None:
    """The day with which such a span ends.

    Raises:
        UsageError: It is none of them.
    """
    from kg.base import arguments

    return arguments.bound(text, option, last=True)


def note(text: str) -> None:
    """Tell something beside the answer, on standard error, as it is; with ``--quiet`` it is not told."""
    err.print(printable(text), markup=False, highlight=False, soft_wrap=True)


def warn(text: str) -> None:
    """Tell what was not done, on standard error, also with ``--quiet``."""
    typer.echo(printable(f"kg: {text}"), err=True)


def dump(value: object) -> None:
    """Print JSON."""
    import json

    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None, to_stderr: bool = False
) -> None:
    """Print a table, with colours on a terminal only; plain tab-separated lines when piped."""
    console = err if to_stderr else Console()
    if not console.is_terminal and not to_stderr:
        typer.echo("\t".join(columns))
        for row in rows:
            typer.echo(
                "\t".join(
                    "" if cell is None else printable(str(cell).replace("\t", " ").replace("\n", " ")) for cell in row
                )
            )
        return
    from rich.table import Table

    shown = Table(
        title=title, title_justify="left", header_style="bold", show_header=any(columns), box=None, pad_edge=False
    )
    for column in columns:
        # words wrap, and the table of a dyad fits 80 columns
        shown.add_column(column.replace("_", " ").replace("cooperation", "coop."), overflow="fold")
    for row in rows:
        lines = (None if cell is None else map(printable, str(cell).split("\n")) for cell in row)
        shown.add_row(*("" if cell is None else "\n".join(cell) for cell in lines))
    console.print(shown)


@contextmanager
def output(out: str, *, line_by_line: bool = False) -> Iterator[BinaryIO]:
    """The file, which takes its place when it is complete, or standard output for ``-``.

    Args:
        out: The file.
        line_by_line: It is of use while it grows, and after an interruption: what is written stands there at once.

    Raises:
        ExportError: It cannot be written.
    """
    if out == "-":
        if sys.stdout is None:  # closed by who started us
            raise ExportError("standard output is closed; name a file with -o")
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with Path(out).open("wb") if line_by_line else whole(Path(out)) as file:
            yield file
    except OSError as error:
        raise ExportError(f"cannot write {out}: {error.strerror or error}") from error


def brief(events: Sequence[Event]) -> str:
    """The first of some events in one cell, with the beginning of the id that ``kg show`` wants; empty without any."""
    if not events:
        return ""
    best = events[0].best
    text = f"{best.when.iso or 'undated'} {best.dyad[0]} {best.type.value} {best.dyad[1]}"
    return f"{text[:_SHORT]} ({events[0].id[:8]})"


def say_codes(found: Iterable[Coded]) -> None:
    """Tell on standard error whom each code was taken for."""
    for one in found:
        err.print(one.sentence, markup=False, highlight=False, soft_wrap=True)


def chosen(
    names: Sequence[str], events: Iterable[Event] | Mapping[str, str], codes: Codes | None, span: Days
) -> tuple[list[frozenset[str]], Days]:
    """The ids of actors given by name, or by code; and the days, of those asked for, on which all codes hold.

    Raises:
        UsageError: There is no such actor or code.
    """
    if codes is None:
        return [frozenset({side(name, events)}) for name in names], span
    from kg.graph.coded import coded, common_days

    found = [coded(name, codes.value, *span) for name in names]
    say_codes(found)
    return [one.ids for one in found], common_days(found, *span)


def side(name: str, events: Iterable[Event] | Mapping[str, str]) -> str:
    """The id of an actor given by id, label or any name the lexicon knows, in any case.

    Raises:
        UsageError: The graph has no such actor; the message names similar ones.
    """
    from kg.graph.lookup import named

    return named(name, events)
