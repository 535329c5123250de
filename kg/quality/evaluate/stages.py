"""Which stage lost an event that the gold has, or made one that it has not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kg.extraction import ArticleTrace, Reason, SentenceTrace
from kg.extraction.entities.references import Ref
from kg.extraction.events.act import Act
from kg.extraction.events.considered import considered
from kg.extraction.reasons import NOT_PARSED
from kg.extraction.segmentation.lines import LeftOut
from kg.lexicon import PredicateLexicon


class LostAt(StrEnum):
    """Where an event was lost, in the order of the work."""

    CLEANING = "cleaning"
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
    LostAt.CLEANING: "the sentence was taken for furniture of the page, or was not found in the text",
    LostAt.FILTER: "the sentence was not parsed: it names nobody, or no word the tables know",
    LostAt.TABLES: "no word of the sentence is in the tables with that type, or any",
    LostAt.OWNER: "the word above it (refused, denied, hoped) took the act away",
    LostAt.TYPE: "an act with these sides was told as another type",
    LostAt.SOURCE: "the act was found, not its source",
    LostAt.TARGET: "the act was found, not its target",
    LostAt.SIDES: "the act was found, neither of its sides",
    LostAt.STATUS: "told, but as negated, hypothetical or to come",
    LostAt.LATE: "everything was found, and a later rule left it out as an echo or too unsure",
    LostAt.COUNTED: "told, and paired with another event of the gold",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An event of the gold: codes that are right for each side and for the type."""

    sources: Collection[str]
    targets: Collection[str]
    types: Collection[str]
    symmetric: bool = False


@dataclass(frozen=True, slots=True)
class Loss:
    """What lost an event: the stage, and the reason and row that the trace gives, where it gives them."""

    stage: LostAt
    reason: Reason | None = None
    row: str | None = None

    def __str__(self) -> str:
        why = " ".join(str(each) for each in (self.reason, self.row and f"({self.row})") if each)
        return f"{self.stage}: {why}" if why else str(self.stage)


def loss(
    wanted: Wanted, read: ArticleTrace, codes: Callable[[Ref], Collection[str]], predicates: PredicateLexicon
) -> Loss:
    """What lost an event.

    Args:
        wanted: The event.
        read: What became of its sentence, which may have been read twice or cut in two.
        codes: What the gold may call whom a phrase stands for.
        predicates: The tables that it was read with.
    """
    traces = read.sentences
    if not traces:
        return _unparsed(read.left_out)
    told = [(trace, act) for trace in traces for act in trace.acts_told]
    there = [(trace, act) for trace, act in told if _sides(wanted, act, codes) == (True, True)]
    typed = [act for _, act in told if act.type in wanted.types]
    if complete := [(trace, act) for trace, act in there if act.type in wanted.types]:
        fates = [trace.fate(act) for trace, act in complete if act.status.asserted]
        if not fates:
            return Loss(LostAt.STATUS)
        return Loss(LostAt.COUNTED) if None in fates else Loss(LostAt.LATE, fates[0])
    if typed:
        return Loss(_best(_sides(wanted, act, codes) for act in typed))
    if there:
        return Loss(LostAt.TYPE)
    changed = [each for trace in traces for each in trace.told if each.found.type in wanted.types]
    return Loss(LostAt.OWNER, changed[0].dropped) if changed else _untold(wanted, traces, predicates)


def _unparsed(left_out: Sequence[LeftOut]) -> Loss:
    why = next((left.why for left in left_out), None)
    return Loss(LostAt.FILTER if why in NOT_PARSED else LostAt.CLEANING, why)


def _untold(wanted: Wanted, traces: Sequence[SentenceTrace], predicates: PredicateLexicon) -> Loss:
    """No row with a right type was taken; the first that was tried says why."""
    tried = (each for trace in traces for each in considered(trace.phrases, predicates))
    near = next((each for each in tried if each.row.type in wanted.types and each.left), None)
    return Loss(LostAt.TABLES, near.left, near.row.id) if near else Loss(LostAt.TABLES)


def summary(stages: Iterable[LostAt]) -> list[tuple[str, int, str]]:
    """How many events each stage lost, the worst first: stage, number, what it means."""
    counts = Counter(stages)
    return [(str(s), counts[s], MEANING[s]) for s in sorted(counts, key=lambda s: (-counts[s], list(LostAt).index(s)))]


def _best(found: Iterable[tuple[bool, bool]]) -> LostAt:
    """What is lacking in the act that comes nearest."""
    source, target = max(found, key=lambda sides: (sum(sides), sides))
    return LostAt.TARGET if source else LostAt.SOURCE if target else LostAt.SIDES


def _sides(wanted: Wanted, act: Act, codes: Callable[[Ref], Collection[str]]) -> tuple[bool, bool]:
    sources = {code for ref in act.sources for code in codes(ref)}
    targets = {code for ref in act.targets for code in codes(ref)}
    right = bool(sources & set(wanted.sources)), bool(targets & set(wanted.targets))
    if not (wanted.symmetric or act.symmetric):
        return right
    turned = bool(targets & set(wanted.sources)), bool(sources & set(wanted.targets))
    return max(right, turned, key=sum)
