"""What stands beside a panel: how it was made, what its columns mean, what was not counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kg.base.listing import counted
from kg.base.versions import IRKG
from kg.graph.panel.question import Question
from kg.lexicon.systems import System
from kg.views.ties import Scale

if TYPE_CHECKING:
    from kg.graph.panel.panel import Panel, PanelFound

_TOLD = 15  # actors named among those that are no members


def codebook(panel: Panel, found: PanelFound, name: str, shortened: Mapping[str, str]) -> str:
    """The codebook of a panel in Markdown.

    Args:
        panel: The panel.
        found: What it is made of.
        name: Of its file.
        shortened: Names in the file that are shorter than the columns' own.
    """
    question = panel.question
    lines = [
        title(name),
        "",
        f"Made by irkg {IRKG} from {panel.log.size()[1]:,} reports. {_whole(question, found)}",
        "",
    ]
    lines += ["## How it was made", "", *(f"- {line}" for line in _made(question, found)), ""]
    if left := remarks(question, found):
        lines += ["## Not counted", "", *(f"- {line[0].upper()}{line[1:]}." for line in left), ""]
    long = {old: new for new, old in shortened.items()}
    lines += ["## Columns", "", "| column | type | meaning |", "|---|---|---|"]
    lines += [f"| `{long.get(c.name, c.name)}` | {c.kind.lower()} | {c.label} |" for c in panel.columns]
    if shortened:
        lines += ["", "Names of more than 32 characters were shortened for Stata: "
                  + ", ".join(f"`{new}` is `{old}`" for new, old in shortened.items()) + "."]  # fmt: skip
    lines += ["", "## What the words mean", "", *(f"- {line}" for line in _words(question)), ""]
    return "\n".join(lines)


def title(name: str) -> str:
    """The first line of the codebook of a file of that name."""
    return f"# {name}"


def remarks(question: Question, found: PanelFound) -> list[str]:
    """What was not counted, in sentences without a full stop; also for the command line."""
    told = []
    if found.vague:
        told.append(
            f"{counted(found.vague, 'event')} without a date precise enough for one {question.by} within the bounds"
        )
    if found.outsiders:
        most = list(found.outsiders.items())[:_TOLD]
        some = ", ".join(f"{actor} {number}" for actor, number in most)
        more = f" and {len(found.outsiders) - _TOLD} others" if len(found.outsiders) > _TOLD else ""
        who = f"was no member of {question.system} on the day" if question.system else "is no state"
        told.append(f"{counted(found.outside, 'event')} with somebody who {who}: {some}{more}")
    if found.beyond:
        events = counted(found.beyond, "event")
        told.append(f"{events} in {question.by}s that the grid does not have; --from and --to set its span")
    return told


def _whole(question: Question, found: PanelFound) -> str:
    unit = {"directed": "directed dyad", "undirected": "undirected dyad", "monad": "actor"}[question.unit]
    kinds = ", ".join(f"{number:,} {kind}" for kind, number in found.cells.items())
    return f"One row is one {unit} in one {question.by}: {found.rows:,} rows of {found.units} sides ({kinds})."


def _made(question: Question, found: PanelFound) -> Iterator[str]:
    yield f"Rows: {'the full grid of sides and periods' if question.grid else 'only where something happened'}."
    if question.system:
        system = System(question.system)
        end = f"; its list ends on {system.listed}, later days take its last members" if system.listed else ""
        yield (
            f"Sides: members of the system of {system.label}, by code{end}. A state is in a {question.by} in which it "
            "was a member on some day; an event counts under the codes of its first possible day; the id is that of "
            "the last day."
        )
    elif question.groups:
        others = "" if question.unit == "monad" else ", with each other and with everybody else"
        yield f"Sides: {', '.join(group.name for group in question.groups)}{others}."
    else:
        who = "states, former states and territories" if question.actors == "state" else "all actors"
        yield f"Sides: {who} of the graph, by id."
    for group in question.groups:
        members = ", ".join(f"{name}{_span(first, last)}" for name, first, last in group.members)
        yield f"{group.name} is itself and, while they were members: {members}."
    if question.start or question.end:
        yield f"Bounds: from {question.start or 'the beginning'} to {question.end or 'the end'}."
    if question.min_confidence:
        yield f"Events of a confidence of {question.min_confidence:g} or more."
    coverage = found.coverage
    span = f"from {coverage.first} to {coverage.last}, on {coverage.days:,} days" if coverage.days else "none"
    yield f"Coverage: {span}. A covered cell without events is {question.fill}, an uncovered one is missing."


def _span(first: object, last: object) -> str:
    return f" ({first or ''} to {last or ''})" if first or last else ""


def _words(question: Question) -> Iterator[str]:
    yield (
        "An event counts if it took place, once, in the one period its date lies in. "
        + ("A meeting counts in both directions." if question.unit != "undirected" else "A meeting counts once.")
    )
    yield (
        "`cell`: *observed*, there are events; *zero*, there are none and the period is covered; *missing*, nothing is "
        "known. Counts and sums of zero cells are 0; means, net cooperation and ids are empty, for silence is not "
        "neutrality."
    )
    yield (
        "`coverage`: *none*, no article came out in the period (of imported data: no event happened on a known day); "
        "*partial*, the period is cut by the beginning or end of coverage or by the bounds; *full*, else. "
        "`covered_days` says how dense it is. Events told later can be observed in a period without coverage."
    )
    yield "`share`: events over all events of the graph in the period: what is left of a rise when the press grows."
    for scale in question.worth:
        yield f"Scale {scale.name}: {_scale(scale)}"
    if question.delays:
        yield "Lags: the value of the same sides so many periods before, filled likewise; missing before coverage."


def _scale(scale: Scale) -> str:
    return f"from {scale.low:g} to {scale.high:g}; events without a code on it are counted but have no score."
