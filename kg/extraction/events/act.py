"""An act: one predicate with who does it to whom. A value; every stage that changes something makes a new one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.extraction.entities.references import Ref
from kg.extraction.syntax.tree import Word
from kg.lexicon import SpeechRow
from kg.lexicon.rule_ids import chain
from kg.lexicon.weights import weight
from kg.model import Status
from ontology import EventType, Mode

_MOST = 5  # sides of one act that are told each
_BEING = "be"


@dataclass(frozen=True, slots=True)
class Act:
    """One predicate with its arguments; sides may be missing until a later stage fills them in.

    Attributes:
        word: The predicate's head word.
        rows: Ids of the rows that made it, the outermost owner's first: ``("m:refuse", "v:lift")``.
        object: The head of what it is done to, when that is a thing.
        words: The words that tell it.
        weak: Too thin to lend a side that is left unsaid.
        about_subject: An opinion of the speaker on the subject: a speech act whatever its clause's mood.
    """

    word: Word
    rows: tuple[str, ...]
    type: EventType
    mode: Mode | None = None
    cameo: str | None = None
    sources: tuple[Ref, ...] = ()
    targets: tuple[Ref, ...] = ()
    symmetric: bool = False
    object: Word | None = None
    certainty: float = weight("verb_act")
    status: Status = Status.OCCURRED
    words: tuple[Word, ...] = ()
    weak: bool = False
    about_subject: bool = False

    @property
    def rule(self) -> str:
        """The chain of rows as reports carry it: ``m:refuse + v:lift``."""
        return chain(*self.rows)

    @property
    def mere_presence(self) -> bool:
        """Whether it tells where somebody is, who so pays a visit: "is in Kyiv"."""
        return self.word.lemma == _BEING and self.mode is not None and self.mode.name == "visit"

    @property
    def listed(self) -> bool:
        """Whether it names more in a row than are told: codebooks note the group alone."""
        return any(len({ref.side for ref in refs}) > _MOST for refs in (self.sources, self.targets))

    def taken_as(self, row: SpeechRow) -> Act:
        """The act with the type and code of a rule of speech, which stands behind the row of its word."""
        return replace(self, type=row.type, mode=row.mode, cameo=row.cameo, rows=(*self.rows, row.id))
