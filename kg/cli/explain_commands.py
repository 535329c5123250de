"""Commands that say why: explain, resolve."""

# ruff: noqa: FBT002 - typer makes an option of each parameter with a default

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated

import typer

from kg.base.errors import UsageError
from kg.base.printable import sound
from kg.cli.shared import (
    ActorsOption,
    DomesticOption,
    JsonOption,
    ModelOption,
    PublishedOption,
    day,
    dump,
    table,
)

if TYPE_CHECKING:
    from kg.extraction import Step

_WORDS = 40  # characters of a sentence or phrase shown in the table
_SENSE = 60  # of what a row would tell, and asks for
_NEAR = 3  # rows shown of a word that none of its rows fits


def explain(
    sentence: Annotated[str | None, typer.Argument(help="One sentence.")] = None,
    article: Annotated[
        str | None, typer.Option("--article", metavar="FILE", help="Explain an article in place of a sentence.")
    ] = None,
    event: Annotated[
        str | None,
        typer.Option("--event", metavar="ID", help="Only this event or report of it; the beginning of its id will do."),
    ] = None,
    published: PublishedOption = None,
    model: ModelOption = None,
    actors: ActorsOption = None,
    domestic: DomesticOption = False,
    as_json: JsonOption = False,
) -> None:
    """Every decision from a sentence to its events: what was kept and dropped, why, and by which row of which file."""
    from kg.graph import explain as explaining
    from kg.graph.options import Options

    if (sentence is None) == (article is None):
        raise UsageError("explain either a SENTENCE or an --article FILE")
    if event is not None and article is None:
        raise UsageError("--event is one of an --article FILE")
    options = Options(published=day(published, "--published"), model=model, actors=actors, domestic=domestic)
    if sentence is not None:
        steps = explaining.of_sentence(sound(sentence), options)
    else:
        steps = explaining.of_article(str(article), options, event)
    if as_json:
        dump([asdict(step) for step in steps])
    else:
        table(("stage", "words", "what", "row", "where"), [_row(step) for step in _short(steps)])


def resolve(
    text: Annotated[str, typer.Argument(help="A name, a role or a sentence.")],
    on: Annotated[str | None, typer.Option("--date", metavar="DATE", help="The day for which offices count.")] = None,
    actors: ActorsOption = None,
    model: ModelOption = None,
) -> None:
    """The actors a text mentions, as JSON: whom they stand for, kind, sector, span and how they were found."""
    from kg.graph.loading import extractor
    from kg.graph.options import Options

    dump(extractor(Options(model=model, actors=actors)).resolve(sound(text), day(on, "--date")))


def _short(steps: Sequence[Step]) -> Iterator[Step]:
    """The steps without the parse, and of a word's rows the one that was taken, or where none was the first few."""
    from kg.extraction import MISFITS, Reason, Stage

    owners = {step.words for step in steps if step.stage is Stage.OWNER}  # what owns an act is seldom one itself
    for (stage, _), group in groupby(steps, key=lambda step: (step.stage, step.act)):
        found = list(group)
        if stage is Stage.SENSE:
            near = [step for step in found if step.dropped in MISFITS - {Reason.OTHER_WORDS, Reason.MONTH}]
            found = [step for step in found if step.dropped not in MISFITS | {Reason.LATER_ROW}] or [
                step for step in near[:_NEAR] if step.words not in owners
            ]
        if stage is not Stage.PARSE:
            yield from (step for step in found if not (step.trial and step.dropped))


def _row(step: Step) -> tuple[object, ...]:
    dropped = f"dropped: {step.dropped}" if step.dropped else ""
    text = shorten(step.text, _SENSE) if step.stage == "sense" else step.text  # a condition may list dozens of words
    what = f"{text} ({dropped})" if text and dropped else text or dropped
    places = step.places if step.event is None else ()  # its rows stand above, each with its own
    return step.stage, shorten(step.words, _WORDS), what, step.row, "\n".join(places)
