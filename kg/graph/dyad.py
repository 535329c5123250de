"""A dyad over time for notebooks and scripts: numbers, turning points and picture of one tie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.base import data_frames
from kg.base.errors import UsageError
from kg.base.listing import Tabular, counted
from kg.lexicon.actor_index import described
from kg.model import Event
from kg.views.plot import figure, save, svg
from kg.views.plot.picture_files import html_table
from kg.views.ties import Answers, By, Period, Scale, Side, Tie, Ties, Turns, load_scale, reciprocity, series, turns

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


@dataclass(frozen=True, kw_only=True, repr=False)
class Dyad(Tabular):
    """Two actors over time.

    Attributes:
        series: The numbers, period by period.
        names: Labels of the two sides.
    """

    series: Ties = field(repr=False)
    names: Mapping[str, str]

    @property
    def ties(self) -> tuple[Tie, ...]:
        """For each period what the first did to the second, then the other way round."""
        return self.series.ties

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods, in order and without holes."""
        return self.series.periods

    @property
    def undated(self) -> int:
        """Number of events whose date is unknown or too vague for one period."""
        return self.series.undated

    def rows(self) -> list[dict[str, object]]:
        """All ties as flat dictionaries."""
        return self.series.rows()

    def records(self) -> list[dict[str, object]]:
        """The rows with first and last day of each period as dates."""
        return [
            row | {"first": tie.period.first, "last": tie.period.last}
            for row, tie in zip(self.rows(), self.ties, strict=True)
        ]

    def to_frame(self, library: data_frames.Library | None = None) -> pd.DataFrame | pl.DataFrame:
        """The rows as a data frame of pandas, or of polars where pandas is not installed or ``library`` says so.

        Days are dates; what a period without events does not have is missing; types stay dictionaries, in
        polars a struct of the types that occur.

        Raises:
            UsageError: Neither is installed, or not the one asked for.
        """
        return data_frames.frame(self.records(), days=("first", "last"), library=library)

    def __repr__(self) -> str:
        return f"<{self._said()}>"

    def _said(self) -> str:
        events = len({act.event.id for act in self.series.acts})
        periods = counted(len(self.periods), "period")
        return f"Dyad {self.series.a} and {self.series.b} by {self.series.by}: {periods}, {counted(events, 'event')}"

    @cached_property
    def _found(self) -> tuple[Turns, ...]:
        return all_turns(self.series)

    def turns(self, source: str | None = None) -> Turns:
        """Turning points of both directions together, or of what one side did to the other.

        Raises:
            UsageError: There is no such side, or too many periods.
        """
        return turns(self.series, source)

    def reciprocity(self) -> tuple[Answers, Answers]:
        """How the second answers the first, and the first the second."""
        return reciprocity(self.series)

    def plot(self, path: str | Path | None = None) -> str:
        """The picture as SVG text; also written to a file when one is named.

        The suffix says how: .svg, .html, or with matplotlib .png or .pdf.

        Raises:
            UsageError: The file's suffix is unknown, or matplotlib is missing.
            ExportError: The file cannot be written.
        """
        shown = figure(self.series, self._found, self.names)
        if path is not None:
            save(Path(path), shown, self.series, self._found)
        return svg(shown)

    def _repr_html_(self) -> str:
        """What a notebook shows: the picture, and the numbers below it."""
        return f"{self.plot()}<details><summary>Numbers</summary>{html_table(self.series)}</details>"


def dyad(  # noqa: PLR0913 - one keyword an option of `kg ties`
    events: Iterable[Event],
    a: str | Side,
    b: str | Side,
    *,
    by: By = "month",
    start: date | None = None,
    end: date | None = None,
    scale: str | Path | Scale = "plover",
    expand_members: bool = False,
    others: Mapping[date, int] | None = None,
) -> Dyad:
    """Two actors over time; see :func:`kg.views.ties.series`.

    Args:
        events: Merged events, of any dyads.
        a: An id such as ``RUS``, or a sector of it: ``RUS:MIL``.
        b: The other side, likewise.
        by: Length of a period.
        start: First day to look at.
        end: Last day to look at.
        scale: ``plover``, ``goldstein``, a table's path, or a scale.
        expand_members: Count members of a body at the time as the body.
        others: Where ``events`` are not all of the graph; see :func:`kg.views.ties.series`.

    Raises:
        UsageError: Sides, dates or scale make no sense.
        LexiconError: The scale's table is malformed.
    """
    sides = [x if isinstance(x, Side) else Side.parse(x, expand_members=expand_members) for x in (a, b)]
    worth = scale if isinstance(scale, Scale) else load_scale(scale)
    found = series(events, sides[0], sides[1], by=by, start=start, end=end, scale=worth, others=others)
    return Dyad(series=found, names={str(side): label(side) for side in sides})


def label(side: Side) -> str:
    """A side's name for people: ``Russia``, ``Russia (military)``, ``European Union with members``."""
    name = f"{side.body} ({', '.join(sorted(side.ids))})" if side.ids else described(side.body).label
    if side.sector:
        name = f"{name} ({side.sector.label})"
    return f"{name} with members" if side.members else name


def all_turns(ties: Ties) -> tuple[Turns, ...]:
    """Turning points of both directions together, then of each; none where the periods are too many to search."""
    try:
        return tuple(turns(ties, source) for source in (None, ties.a, ties.b))
    except UsageError:
        return ()
