"""What an import did: rows that came in and rows that did not, by reason, and what was recognised."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.importers.recognition import Tally

_COMMONEST = 10


@dataclass(slots=True)
class Share:
    """How many of some things were recognised, and the commonest of the others."""

    given: int = 0
    known: int = 0
    unknown: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, tally: Tally) -> Share:
        """A tally as it is told."""
        commonest = sorted(tally.unknown.items(), key=lambda item: (-item[1], item[0]))[:_COMMONEST]
        return cls(tally.given, tally.known, dict(commonest))


@dataclass(slots=True, kw_only=True)
class Imported:
    """What an import did.

    Every row is in one of ``imported``, ``known``, ``left_out`` and ``skipped``.

    Attributes:
        dataset: Name of the data set.
        files: Files and members of archives that were read.
        rows: Rows in them, headers not counted.
        imported: Rows that became reports in this run.
        reports: These reports; a row that names several actors is several.
        known: Rows of parts that were imported before and are the same.
        replaced: Parts imported before that count no more, because their file has changed.
        left_out: Rows that are in order but no event, by reason.
        skipped: Rows that cannot be read, by reason.
        told: Rows that were read with a remark, by remark.
        examples: Where the first of the skipped and of those with a remark stand, and why.
        taken: Files of an unusual layout, and what was taken for what.
        files_skipped: Files that cannot be read, or not to their end, and why.
        countries, actors, codes: What was recognised of what the rows of this run name.
        written: The views written.
        removed: Views of an earlier state that are no longer there.
    """

    dataset: str
    files: int = 0
    rows: int = 0
    imported: int = 0
    reports: int = 0
    known: int = 0
    replaced: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    skipped: dict[str, int] = field(default_factory=dict)
    told: dict[str, int] = field(default_factory=dict)
    examples: list[tuple[str, str]] = field(default_factory=list)
    taken: list[tuple[str, str]] = field(default_factory=list)
    files_skipped: list[tuple[str, str]] = field(default_factory=list)
    countries: Share = field(default_factory=Share)
    actors: Share = field(default_factory=Share)
    codes: Share = field(default_factory=Share)
    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
