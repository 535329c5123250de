"""How articles are read, and what a build did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path


class Engine(StrEnum):
    """Who shares out the reading of articles."""

    LOCAL = "local"
    SPARK = "spark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How articles are read.

    Attributes:
        published: Publication day of all articles, whatever their metadata say.
        model: spaCy pipeline; None is the one that comes with irkg.
        actors: A user's own actor table.
        prefilter: Parse only sentences that can hold an event.
        domestic: Tell also what goes on inside a country, and what citizens, firms and charities do and suffer.
        strict: Stop at the first article that cannot be read.
        columns: For tables of articles: which column holds a field; others are guessed.
        private: Read addresses within the own network as well.
        judging: Let the trained judge decide what is told, and how sure; else tables and rules alone.
        min_confidence: What is told at least; None is what is more likely right than wrong, or all without the judge.
        jobs: How many processes read; None is one for each core, for inputs that are worth it.
        engine: Who shares the work out: processes of this machine, or Spark.
        master: Of Spark: the cluster, as ``spark://host:7077``; None is this machine.
    """

    published: date | None = None
    model: str | None = None
    actors: Path | None = None
    prefilter: bool = True
    domestic: bool = False
    strict: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)
    private: bool = False
    judging: bool = True
    min_confidence: float | None = None
    jobs: int | None = None
    engine: Engine = Engine.LOCAL
    master: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progressed:
    """How far a run is.

    Attributes:
        articles: Articles done, and what was none.
        words: Words of those that were read in this run.
        share: How much of the files is read, 0 to 1; None where nobody knows how long they are.
    """

    articles: int
    words: int
    share: float | None = None


@dataclass(slots=True, kw_only=True)
class Summary:
    """What a build did, and what the graph holds now.

    Attributes:
        read: Articles read in this run.
        replaced: How many of them were changed ones, which took the place of what was read before.
        known: Articles that had been read before and are the same.
        copies: How many of those read are copies of an article read before.
        undated: How many of those read have no day of publication: what they tell has a date only where they name one.
        skipped: Articles that were not read, now or before: where they stand, and why.
        articles, reports: What the graph holds.
        events: Likewise; None when the graph is so large that they are not counted unasked.
        quads: Number of events by quad class, of those that the network shows.
        dyads: The pairs with most of these events, either direction.
        files: The views written.
        removed: Views of an earlier state that are no longer there.
    """

    read: int = 0
    replaced: int = 0
    known: int = 0
    copies: int = 0
    undated: int = 0
    skipped: list[tuple[str, str]] = field(default_factory=list)
    articles: int = 0
    reports: int = 0
    events: int | None = 0
    quads: dict[str, int] = field(default_factory=dict)
    dyads: list[tuple[str, str, int]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    def skip(self, origin: str, reason: str) -> None:
        """Note an article that was not read, and why."""
        self.skipped.append((origin, reason))
