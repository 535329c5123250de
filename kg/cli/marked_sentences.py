"""Sentences with what matters in them marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.base.printable import printable
from kg.model import Event, Report

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    style: str
    marks: str


def say(console: Console, line: str, *, style: str | None = None) -> None:
    """Print a line as it is, on one line however long."""
    console.print(printable(line), style=style, markup=False, highlight=False, soft_wrap=True)


def marked(report: Report, *, colour: bool) -> Text:
    """The sentence with its actors and trigger marked: by colour, else ``[actor]`` and ``*trigger*``."""
    from rich.text import Text

    if not report.sentence:  # an imported record: what it says, in its own words
        return Text(f"{report.source.text} | {report.trigger} ({report.original_code}) | {report.target.text}")
    spans = _spans(report)
    if colour:
        text = Text(report.sentence)
        for span in spans:
            text.stylize(span.style, span.start, span.end)
        return text
    # at one place inner marks close before outer ones, and open after them
    marks = [(span.end, 0, -span.start, span.marks[1]) for span in spans]
    marks += [(span.start, 1, -span.end, span.marks[0]) for span in spans]
    told = report.sentence
    for at, _, _, mark in sorted(marks, reverse=True):  # from the end, so that earlier offsets stay right
        told = told[:at] + mark + told[at:]
    return Text(" ".join(told.split()))


def _spans(report: Report) -> list[_Span]:
    """What of the sentence is marked; an actor that only an earlier sentence names is not in it."""
    found = (
        _Span(report.source.start - report.start, report.source.end - report.start, "bold blue", "[]"),
        _Span(report.target.start - report.start, report.target.end - report.start, "bold magenta", "[]"),
        _Span(report.trigger_start - report.start, report.trigger_end - report.start, "bold red underline", "**"),
    )
    return [span for span in found if 0 <= span.start < span.end <= len(report.sentence)]


def tellings(event: Event) -> list[tuple[str, ...]]:
    """One row a report: who tells what."""
    return [
        (
            str(number),
            told.outlet or told.doc,
            str(told.published or ""),
            _coded(told),
            _dated(told),
            told.status.value,
            f"{told.confidence:.2f}",
        )
        for number, told in enumerate(event.reports, 1)
    ]


def disagreements(event: Event) -> dict[str, list[str]]:
    """What the reports tell differently: name to the values told, the best-founded first.

    A report that says nothing of a mode or place does not disagree about it.
    """
    told: dict[str, list[str | None]] = {
        "sides": [" and ".join(sorted(r.dyad)) if r.symmetric else " to ".join(r.dyad) for r in event.reports],
        "type": [r.type.value for r in event.reports],
        "mode": [r.mode.name if r.mode else None for r in event.reports],
        "status": [r.status.value for r in event.reports],
        "date": [_dated(r) or None for r in event.reports],
        "place": [r.place for r in event.reports],
    }
    values = {what: [value for value in dict.fromkeys(found) if value] for what, found in told.items()}
    return {what: found for what, found in values.items() if len(found) > 1}


def _coded(told: Report) -> str:
    mode = f" {told.mode.name}" if told.mode else ""
    return f"{told.dyad[0]} {told.type}{mode} {told.dyad[1]}"


def _dated(told: Report) -> str:
    when = told.when
    return when.iso or (f"{when.earliest} to {when.latest}" if when.known else "")
