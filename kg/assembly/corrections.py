"""What an analyst said of events: kept apart from what was read, and applied whenever events are put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kg.model.values import Report, Status
from ontology import EventType


class MarkKind(StrEnum):
    """What a mark says."""

    WRONG = "wrong"
    """Nothing of the kind took place, or nothing of the kind is told."""
    SAME_AS = "same-as"
    """The event is another one, told differently."""
    TYPE = "type"
    """The event is of another type."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mark:
    """One judgement on a claim.

    Attributes:
        event: Id of the claim as it was read, which no mark changes.
        kind: What is said.
        value: Of ``same-as`` the id of the other claim as read, of ``type`` the event type; else empty.
    """

    event: str
    kind: MarkKind
    value: str = ""

    def __str__(self) -> str:
        """``type ACCUSE``."""
        return f"{self.kind} {self.value}".rstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """All marks of a graph, by claim."""

    wrong: frozenset[str] = frozenset()
    types: Mapping[str, EventType] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, marks: Iterable[Mark]) -> Marks:
        """Sort some marks by what they say."""
        by: dict[MarkKind, dict[str, str]] = {kind: {} for kind in MarkKind}
        for mark in marks:
            by[mark.kind][mark.event] = mark.value
        types = {event: EventType(value) for event, value in by[MarkKind.TYPE].items()}
        return cls(wrong=frozenset(by[MarkKind.WRONG]), types=types, same=by[MarkKind.SAME_AS])

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.wrong or self.types or self.same)

    def apply(self, report: Report, claim: str) -> Report:
        """The report as the marks would have it.

        Args:
            report: The report.
            claim: Id of its claim as it was read.
        """
        if claim in self.types and self.types[claim] is not report.type:
            # mode and CAMEO code refine the type that was wrong
            report = replace(report, type=self.types[claim], mode=None, cameo=None)
        if claim in self.wrong:
            report = replace(report, status=Status.RETRACTED)
        return report

    def said(self, claim: str) -> list[str]:
        """What is said of a claim, for people."""
        said = [MarkKind.WRONG.value] if claim in self.wrong else []
        said += [f"{MarkKind.TYPE} {self.types[claim].value}"] if claim in self.types else []
        return said + ([f"{MarkKind.SAME_AS} {self.same[claim]}"] if claim in self.same else [])


NO_MARKS = Marks()
