"""Commands that read text into events: build, extract.

Longer than 250 lines because the two commands that read articles share a dozen options, which typer wants in full.
"""

# ruff: noqa: FBT002, PLR0913, PLR0917 - typer makes an option of each parameter with a default

from __future__ import annotations

import sys
from dataclasses import asdict, replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.base.errors import ReadError, UsageError
from kg.base.suggestions import unknown
from kg.cli.progress import articles_progress
from kg.cli.shared import (
    DEFAULT_GRAPH,
    ActorsOption,
    BuiltOption,
    DomesticOption,
    JobsOption,
    JsonOption,
    LeastOption,
    ModelOption,
    NoModelOption,
    OutOption,
    PublishedOption,
    StrictOption,
    day,
    dump,
    note,
    output,
    table,
    warn,
)

if TYPE_CHECKING:
    from kg.graph.options import Engine, Options, Summary

SourcesArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE...",
        help="Files and folders of articles, tables, feeds, web archives, addresses; - is JSON lines.",
    ),
]
TextColumn = Annotated[str | None, typer.Option("--text-column", metavar="NAME", help="Of a table: the text.")]
TitleColumn = Annotated[str | None, typer.Option("--title-column", metavar="NAME", help="The headline.")]
DateColumn = Annotated[str | None, typer.Option("--date-column", metavar="NAME", help="The day of publication.")]
IdColumn = Annotated[str | None, typer.Option("--id-column", metavar="NAME", help="The article's id.")]
UrlColumn = Annotated[str | None, typer.Option("--url-column", metavar="NAME", help="The address.")]
OutletColumn = Annotated[str | None, typer.Option("--outlet-column", metavar="NAME", help="The publisher.")]
PrivateOption = Annotated[bool, typer.Option("--allow-private", help="Read addresses within your own network as well.")]
EngineOption = Annotated[
    str, typer.Option("--engine", metavar="NAME", help="Who shares the work out: local (this machine) or spark.")
]
_SHOWN = 10


def build(
    sources: SourcesArgument,
    out: BuiltOption = DEFAULT_GRAPH,
    published: PublishedOption = None,
    model: ModelOption = None,
    actors: ActorsOption = None,
    domestic: DomesticOption = False,
    strict: StrictOption = False,
    min_confidence: LeastOption = None,
    no_model: NoModelOption = False,
    jobs: JobsOption = None,
    engine: EngineOption = "local",
    master: Annotated[
        str | None, typer.Option("--master", metavar="URL", help="Of Spark: the cluster; by default this machine.")
    ] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Forget what was read before.")] = False,
    text_column: TextColumn = None,
    title_column: TitleColumn = None,
    date_column: DateColumn = None,
    id_column: IdColumn = None,
    url_column: UrlColumn = None,
    outlet_column: OutletColumn = None,
    allow_private: PrivateOption = False,
    views: Annotated[
        bool | None,
        typer.Option("--views/--no-views", help="Write graph.ttl and so on; by default unless the graph is large."),
    ] = None,
    wait: Annotated[bool, typer.Option("--wait", help="Wait while another kg writes to the graph.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Read articles into a graph: what is new is added, what is known is not read again."""
    from kg.graph import build as pipeline

    if master is not None and engine != "spark":
        raise UsageError("--master is the cluster of Spark: give --engine spark as well")
    columns = _columns(
        text=text_column, title=title_column, published=date_column, id=id_column, url=url_column, outlet=outlet_column
    )
    options = replace(
        _options(published, model, actors, strict=strict, domestic=domestic),
        columns=columns,
        private=allow_private,
        judging=not no_model,
        min_confidence=min_confidence,
        jobs=jobs,
        engine=_engine(engine),
        master=master,
    )
    with articles_progress(quiet=as_json) as update:
        try:
            summary = pipeline.build(sources, out, options, rebuild=rebuild, views=views, wait=wait, progress=update)
        except KeyboardInterrupt:
            note("kg: what was read so far is kept; the same command goes on from there")
            raise
    if as_json:
        dump(asdict(summary))
    else:
        _tell(summary, out)
    _fail_if_nothing(summary.read + summary.known, len(summary.skipped))


def _engine(name: str) -> Engine:
    from kg.graph.options import Engine

    if name not in set(Engine):
        raise UsageError(unknown("engine", name, list(Engine)))
    return Engine(name)


def extract(
    sources: SourcesArgument,
    out: OutOption = "-",
    published: PublishedOption = None,
    model: ModelOption = None,
    actors: ActorsOption = None,
    domestic: DomesticOption = False,
    strict: StrictOption = False,
    jobs: JobsOption = None,
    no_filter: Annotated[
        bool, typer.Option("--no-filter", help="Parse every sentence, also those without a known trigger.")
    ] = False,
    min_confidence: LeastOption = None,
    no_model: NoModelOption = False,
    status: Annotated[
        str | None,
        typer.Option(
            "--status", help="Only this status: occurred, historical, alleged, future, hypothetical, negated."
        ),
    ] = None,
    text_column: TextColumn = None,
    title_column: TitleColumn = None,
    date_column: DateColumn = None,
    id_column: IdColumn = None,
    url_column: UrlColumn = None,
    outlet_column: OutletColumn = None,
    allow_private: PrivateOption = False,
) -> None:
    """Articles in, events out as JSON lines, one event a line."""
    from kg.exporters.event_lines import encode, line
    from kg.graph import build as pipeline
    from kg.model import Status

    if status is not None and status not in set(Status):
        raise UsageError(unknown("--status", status, Status))
    columns = _columns(
        text=text_column, title=title_column, published=date_column, id=id_column, url=url_column, outlet=outlet_column
    )
    options = replace(
        _options(published, model, actors, strict=strict, prefilter=not no_filter, domestic=domestic),
        columns=columns,
        private=allow_private,
        judging=not no_model,
        min_confidence=min_confidence,
        jobs=jobs,
    )
    read = undated = 0
    skipped: list[str] = []

    def skip(place: str, reason: str) -> None:
        skipped.append(place)
        _say_skipped(place, reason)

    with articles_progress() as update:
        found = pipeline.extract(sources, options, stdin=sys.stdin.buffer, progress=update, on_skip=skip)
        begun = list(islice(found, 1))  # what fails before anything is read leaves an older file alone
        with output(out, line_by_line=True) as file:
            for reading in chain(begun, found):
                if reading.skipped:
                    skip(reading.article.origin or reading.article.name, reading.skipped)
                else:
                    read += 1
                    undated += reading.article.published is None
                for report in reading.reports:
                    if report.confidence >= (min_confidence or 0.0) and status in {None, report.status}:
                        file.write(encode(line(report)))
                file.flush()  # the next program in the chain need not wait
    if undated:
        note(
            f"kg: {undated} of {read} articles have no date: their events have one only where the text names it; "
            "see --published"
        )
    _fail_if_nothing(read, len(skipped))


def _options(
    published: str | None,
    model: str | None,
    actors: Path | None,
    *,
    strict: bool = False,
    prefilter: bool = True,
    domestic: bool = False,
) -> Options:
    from kg.graph.options import Options

    return Options(
        published=day(published, "--published"),
        model=model,
        actors=actors,
        strict=strict,
        prefilter=prefilter,
        domestic=domestic,
    )


def _columns(**named: str | None) -> dict[str, str]:
    """The columns that were named."""
    return {field: name for field, name in named.items() if name is not None}


def _say_skipped(place: str, reason: str) -> None:
    warn(f"skipped {place}: {reason}")


def _fail_if_nothing(read: int, skipped: int) -> None:
    """A run that was given articles and could read none of them has failed."""
    if skipped and not read:
        raise ReadError("none of the articles could be read; the reasons stand above")


def _tell(summary: Summary, out: Path) -> None:
    rows: list[tuple[str, object]] = [("articles read", summary.read)]
    if summary.known:
        rows.append(("already known", summary.known))
    if summary.replaced:
        rows.append(("changed since", summary.replaced))
    if summary.copies:
        rows.append(("copies of another", summary.copies))
    if summary.undated:
        rows.append(("without a date", summary.undated))
    if summary.skipped:
        rows.append(("skipped", len(summary.skipped)))
    count = ("reports", summary.reports) if summary.events is None else ("events", summary.events)
    rows += [("articles in graph", summary.articles), count]
    rows += [(f"  {label}", number) for label, number in summary.quads.items()]
    rows += [(f"  {a} - {b}", number) for a, b, number in summary.dyads]
    rows += [("written", path) for path in summary.files]
    rows += [("removed, of before", path) for path in summary.removed]
    table(("", ""), rows, to_stderr=True)
    for place, reason in summary.skipped[:_SHOWN]:
        _say_skipped(place, reason)
    if len(summary.skipped) > _SHOWN:
        note(f"... and {len(summary.skipped) - _SHOWN} more; --json names all")
    if not summary.articles:
        return  # nothing to go on with
    graph = "" if out == DEFAULT_GRAPH else f" -g {out}"
    pair = (
        " ".join(f'"{name}"' if " " in name else name for name in summary.dyads[0][:2]) if summary.dyads else "USA RUS"
    )
    view = f"open {out}/network.gexf in Gephi" if summary.files else f"write a view: kg export gexf -o n.gexf{graph}"
    note(f"next: kg ties {pair} --by year{graph}   kg query --list   or {view}")
