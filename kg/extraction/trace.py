"""What each stage made of one sentence: for people (``kg explain``), and for finding the stage that lost an event."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.events.act import Act
from kg.extraction.events.reports import Pair
from kg.extraction.events.telling import Told
from kg.extraction.syntax.tree import Tree
from kg.model import Report


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence, stage by stage: the values that the pipeline itself works with.

    Attributes:
        sentence: As in the article.
        tree: Its parse.
        phrases: Its phrases, with whom they stand for.
        told: What became of each predicate that the tables know; sides may be missing.
        pairs: Each source of an act with each target, and why it is not told, if so.
        reports: What is told in the end.
    """

    sentence: str
    tree: Tree
    phrases: Phrases
    told: tuple[Told, ...]
    pairs: tuple[Pair, ...]
    reports: tuple[Report, ...]

    @property
    def acts_told(self) -> list[Act]:
        """The acts that no stage dropped; sides may be missing."""
        return [each.act for each in self.told if each.dropped is None]
