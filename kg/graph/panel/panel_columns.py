"""The columns of a panel: names, types, and what they mean; the SQL of its measures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.graph.panel.question import Question
from kg.lexicon.systems import System
from kg.views.ties import COOPERATION, Scale
from ontology import EventType, QuadClass

CELLS = ("missing", "zero", "observed")
"""Values of the column ``cell``."""
COVERAGE = ("none", "partial", "full")
"""Values of the column ``coverage``."""

_IDS = 1 << 64  # more than any id of an event


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelColumn:
    """A column.

    Attributes:
        name: As it stands in the file.
        kind: Its type in DuckDB.
        label: What it means, in up to 80 characters, as Stata wants it.
    """

    name: str
    kind: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A column that is counted from events.

    Attributes:
        column: The column.
        total: SQL of its value over the events of a cell, in which ``s0`` is the score on the first scale and ``kind``
            the number of the type; None for what is joined to the cells later, and for what follows from others.
        derived: SQL of its value by other columns of the cell.
        empty: Whether a cell without events holds 0, where there is coverage; else it holds nothing.
        lagged: Whether lags of it are told.
        held: Type of the value in a cell where it is another than the column's; ``shown`` then makes the one of the
            other, in SQL with ``{}`` for it.
    """

    column: PanelColumn
    total: str | None
    derived: str | None = None
    empty: bool = True
    lagged: bool = True
    held: str | None = None
    shown: str = "{}"


def _count(name: str, label: str, total: str | None) -> Measure:
    return Measure(column=PanelColumn(name=name, kind="INTEGER", label=label), total=total)


def _mean(name: str, label: str, total: str | None) -> Measure:
    return Measure(column=PanelColumn(name=name, kind="DOUBLE", label=label), total=total, empty=False)


def _id(name: str, label: str, which: str) -> Measure:
    # the day in front, so that one number orders events by day, and within it by id
    total = f"{which}((earliest - DATE '0001-01-01')::HUGEINT * {_IDS} + event)"
    shown = f"format('{{{{:016x}}}}', ({{}} % {_IDS})::UBIGINT)"
    column = PanelColumn(name=name, kind="VARCHAR", label=label)
    return Measure(column=column, total=total, held="HUGEINT", shown=shown, empty=False, lagged=False)


TYPES = {type_.value: at for at, type_ in enumerate(EventType)}
"""Event types as numbers, which are counted faster than words."""


def _together(quads: Iterable[QuadClass]) -> str:
    """SQL of the number of events of some quad classes, by the numbers of each type."""
    return " + ".join(f"type_{type_.value.lower()}" for type_ in EventType if type_.quad in quads)


def measures(question: Question) -> list[Measure]:
    """What is counted for each cell, in the order of columns."""
    found = [_count("events", "Events", "count(*)")]
    for quad in QuadClass:
        label = f"Events of {quad.name.lower().replace('_', ' ')}"
        found.append(replace(_count(quad.name.lower(), label, None), derived=_together({quad})))
    for type_ in EventType:
        total = f"count(*) FILTER (kind = {TYPES[type_.value]})"
        found.append(_count(f"type_{type_.value.lower()}", f"Events of PLOVER type {type_.value}", total))
    net = _mean("net", "Net cooperation, -1 to 1: cooperative less conflictual over all events", None)
    found.append(replace(net, derived=f"(2 * ({_together(COOPERATION)}) - events)::DOUBLE / events"))
    for at, (name, scale) in enumerate(zip(scale_names(question.worth), question.worth, strict=True)):
        whole = f"round(fsum(s{at}), 9)"
        found += [
            replace(_mean(f"{name}_sum", f"Sum of scores on the scale {scale.name}", whole), empty=True),
            _mean(f"{name}_mean", f"Mean score on the scale {scale.name}", f"round(fsum(s{at}) / count(s{at}), 9)"),
            _count(f"{name}_scored", f"Events with a score on the scale {scale.name}", f"count(s{at})"),
        ]
    found.append(_count("reports", "Sentences that tell the events; of imported data rows", "sum(reports)"))
    found.append(_count("articles", "Distinct articles that tell them; of imported data rows", None))
    found.append(_count("outlets", "Distinct outlets that tell them", None))
    share = _mean("share", "Events over all events of the graph in the period", "count(*)::DOUBLE")
    found.append(replace(share, empty=True))
    found += [_id("first_event", "Id of the first event", "min"), _id("last_event", "Id of the last event", "max")]
    return found


def scale_names(scales: Sequence[Scale]) -> list[str]:
    """What the columns of each scale begin with: its name as a name of a column, each once."""
    found: list[str] = []
    for scale in scales:
        name = re.sub(r"\W+", "_", Path(scale.name).stem.lower(), flags=re.ASCII).strip("_") or "scale"
        name = name if name[0].isalpha() else f"scale_{name}"
        found.append(name if name not in found else f"{name}_{len(found) + 1}")
    return found


def keys(question: Question) -> list[PanelColumn]:
    """The columns that say which row it is."""
    span = question.by
    found = [
        PanelColumn(name="period", kind="VARCHAR", label=f"The {span}"),
        PanelColumn(name="time", kind="INTEGER", label=_TIME[span]),
        PanelColumn(name="first", kind="DATE", label=f"First day of the {span}"),
        PanelColumn(name="last", kind="DATE", label=f"Last day of the {span}"),
    ]
    sides = side_names(question)
    whole = "Actor" if len(sides) == 1 else "Dyad, directed" if question.unit == "directed" else "Dyad, undirected"
    found.append(PanelColumn(name="panel", kind="INTEGER", label=f"{whole}: a number that is the same in all periods"))
    found += [PanelColumn(name=side, kind="VARCHAR", label=f"{_ROLES[side]}, as irkg calls it") for side in sides]
    return [*found, *code_columns(question)]


def code_columns(question: Question) -> list[PanelColumn]:
    """The codes of the sides; those of the panel's own system, which tell them apart, in front."""
    own = question.system
    found = []
    for system in sorted(System, key=lambda one: one.value != own):
        kind = "VARCHAR" if system is System.ISO or (system.value == own and question.groups) else "INTEGER"
        if system.value == own:
            day = ", or the name of the group" if question.groups else ""
        else:
            day = f" on the last day of the {question.by}"
        found += [
            PanelColumn(name=f"{side}_{system.value}", kind=kind, label=f"{_ROLES[side]}: {system.label} code{day}")
            for side in side_names(question)
        ]
    return found


_ROLES = {"source": "Who does it", "target": "To whom", "a": "One side", "b": "The other side", "actor": "Actor"}
_TIME = {
    "day": "Days since 1960-01-01",
    "week": "Weeks since that of Monday 1960-01-04",
    "month": "Months since January 1960, as Stata counts",
    "quarter": "Quarters since the first of 1960, as Stata counts",
    "year": "Year",
}


def side_names(question: Question) -> tuple[str, ...]:
    """What the columns of the sides are called."""
    return {"directed": ("source", "target"), "undirected": ("a", "b"), "monad": ("actor",)}[question.unit]


def states_of_cells(question: Question) -> list[PanelColumn]:
    """The columns that say what an empty cell is."""
    return [
        PanelColumn(name="cell", kind="VARCHAR", label="observed, zero (covered, nothing happened) or missing"),
        PanelColumn(
            name="coverage", kind="VARCHAR", label=f"Is the {question.by} covered: full, partial (cut) or none"
        ),
        PanelColumn(
            name="covered_days",
            kind="INTEGER",
            label=f"Days of the {question.by}, within the bounds, on which something was told",
        ),
    ]


def prefixes(question: Question) -> list[tuple[str, str]]:
    """What the names and labels of measures begin with: a monad's once for what it did and once for what it got."""
    if question.unit != "monad":
        return [("", "")]
    return [("did_", "Did: "), ("got_", "Suffered: ")]


def columns(question: Question) -> list[PanelColumn]:
    """All columns of a panel, in order."""
    found = [*keys(question), *states_of_cells(question)]
    for prefix, said in prefixes(question):
        found += [_named(one.column, prefix, said) for one in measures(question)]
    for prefix, said in prefixes(question):
        for lag in question.delays:
            span = f", {lag} {question.by}{'s' if lag > 1 else ''} before"
            found += [_named(one.column, prefix, said, f"_lag{lag}", span) for one in measures(question) if one.lagged]
    return found


def _named(column: PanelColumn, prefix: str, said: str, suffix: str = "", then: str = "") -> PanelColumn:
    return replace(column, name=f"{prefix}{column.name}{suffix}", label=f"{said}{column.label}{then}")
