"""Which stage lost an event that the gold has, or made one that it has not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kg.extraction import Reading
from kg.extraction.entities.coreference import Ref
from kg.extraction.events.act import Act


class Stage(StrEnum):
    """Where an event was lost, in the order of the work."""

    FILTER = "filter"
    TABLES = "tables"
    OWNER = "owner"
    TYPE = "type"
    SOURCE = "source"
    TARGET = "target"
    SIDES = "both sides"
    STATUS = "status"
    LATE = "late rule"
    COUNTED = "counted once"


MEANING = {
    Stage.FILTER: "the sentence was not parsed: it names nobody, or no word the tables know",
    Stage.TABLES: "no word of the sentence is in the tables with that type, or any",
    Stage.OWNER: "the word above it (refused, denied, hoped) took the act away",
    Stage.TYPE: "an act with these sides was told as another type",
    Stage.SOURCE: "the act was found, not its source",
    Stage.TARGET: "the act was found, not its target",
    Stage.SIDES: "the act was found, neither of its sides",
    Stage.STATUS: "told, but as negated, hypothetical or to come",
    Stage.LATE: "everything was found, and a later rule left it out as an echo or too unsure",
    Stage.COUNTED: "told, and paired with another event of the gold",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An event of the gold: codes that are right for each side and for the type."""

    sources: Collection[str]
    targets: Collection[str]
    types: Collection[str]
    symmetric: bool = False


def stage(wanted: Wanted, readings: Sequence[Reading], codes: Callable[[Ref], Collection[str]]) -> Stage:
    """The stage that lost an event.

    Args:
        wanted: The event.
        readings: What became of its sentence; several when it was read twice or cut in two.
        codes: What the gold may call whom a phrase stands for.
    """
    if not readings:
        return Stage.FILTER
    acts = [told.found for reading in readings for told in reading.told]
    told = [act for reading in readings for act in reading.acts_told]
    there = [act for act in told if _sides(wanted, act, codes) == (True, True)]
    typed = [act for act in told if act.type in wanted.types]
    if complete := [act for act in there if act.type in wanted.types]:
        reported = {report.rule for reading in readings for report in reading.reports}
        real = [act for act in complete if act.status.real]
        return Stage.STATUS if not real else Stage.COUNTED if any(a.rule in reported for a in real) else Stage.LATE
    if typed:
        return _best(_sides(wanted, act, codes) for act in typed)
    if there:
        return Stage.TYPE
    if any(act.type in wanted.types for act in acts):
        return Stage.OWNER
    return Stage.TABLES


def summary(stages: Iterable[Stage]) -> list[tuple[str, int, str]]:
    """How many events each stage lost, the worst first: stage, number, what it means."""
    counts = Counter(stages)
    return [(str(s), counts[s], MEANING[s]) for s in sorted(counts, key=lambda s: (-counts[s], list(Stage).index(s)))]


def _best(found: Iterable[tuple[bool, bool]]) -> Stage:
    """What is lacking in the act that comes nearest."""
    source, target = max(found, key=lambda sides: (sum(sides), sides))
    return Stage.TARGET if source else Stage.SOURCE if target else Stage.SIDES


def _sides(wanted: Wanted, act: Act, codes: Callable[[Ref], Collection[str]]) -> tuple[bool, bool]:
    sources = {code for ref in act.sources for code in codes(ref)}
    targets = {code for ref in act.targets for code in codes(ref)}
    right = bool(sources & set(wanted.sources)), bool(targets & set(wanted.targets))
    if not (wanted.symmetric or act.symmetric):
        return right
    turned = bool(targets & set(wanted.sources)), bool(sources & set(wanted.targets))
    return max(right, turned, key=sum)
