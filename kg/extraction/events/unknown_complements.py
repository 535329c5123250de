"""Acts whose content has no row of its own: "refused to bow to Moscow" is a refusal, whatever *bow* means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.extraction.entities.references import Ground, Ref
from kg.extraction.events.act import Act
from kg.extraction.events.acts import ActFinder
from kg.extraction.events.owner_sides import OwnerSides
from kg.extraction.events.owners import Owners, completes, part_of_speech
from kg.extraction.events.sides import every_pair
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Word
from kg.lexicon import PredicateLexicon
from kg.lexicon.weights import weight
from kg.lexicon.words import words
from ontology import EventType

_MUTUALLY = words("mutually")


class UnknownComplements:
    """Finds the owners of one sentence whose complement is no known act."""

    def __init__(
        self, lexicon: PredicateLexicon, finder: ActFinder, owners: Owners, sides: OwnerSides, found: Mapping[int, Act]
    ) -> None:
        """``found`` are the acts that are known, by the index of their head word."""
        self._lexicon = lexicon
        self._tree = finder.tree
        self._arguments = finder.arguments
        self._owners = owners
        self._sides = sides
        self._found = found

    def acts(self) -> dict[int, Act]:
        """What these owners tell, by the index of the owner."""
        made: dict[int, Act] = {}
        for word in self._tree.words:
            if word.i not in self._found and (act := self._default(word, made)) is not None:
                made[word.i] = act
        return made

    def _default(self, word: Word, made: Mapping[int, Act]) -> Act | None:
        minded = word.dep == "acomp" and word.head.is_verb  # "is willing to"
        clause = frames.complement(word) if word.is_verb or minded else None
        if clause is None or clause.i in self._found or clause.i in made:
            return None
        row = self._owners.row(part_of_speech(word), word, "v", _marker(clause))
        if row is None or row.default == "-" or self._holds_act(clause, made) or not completes(clause, row):
            return None
        sources: Sequence[Ref] = self._arguments.doers(frames.subjects(word.head if minded else word))
        targets: Sequence[Ref] = self._sides.slots(row, word, clause, sources)
        type_ = EventType(row.default)
        if not targets and type_ is EventType.REQUEST and self._sides.asks_its_own(word, sources):
            return None  # "told its citizens to leave Lebanon" asks nothing of Lebanon
        targets = targets or self._inside(clause, sources)
        if not targets and len(sources) > 1 and _is_mutual(clause, type_):
            sources, targets = every_pair(sources, type_)
        code = self._lexicon.outcome(type_, None)
        return Act(
            word=word,
            rows=(row.id, code.id),
            type=type_,
            mode=code.mode,
            cameo=row.cameo or code.cameo,
            sources=tuple(sources),
            targets=tuple(targets),
            object=clause,
            words=(word, clause),
            certainty=weight("unknown_complement"),
        )

    def _holds_act(self, clause: Word, made: Mapping[int, Act]) -> bool:
        """Whether the complement's own object or complement is an act, which will climb up by itself."""
        inner = frames.complement(clause)
        below = [*frames.objects(clause), *([] if inner is None else [inner])]
        return any(word.i in self._found or word.i in made for word in below)

    def _inside(self, clause: Word, sources: Sequence[Ref]) -> list[Ref]:
        sides = {ref.side for ref in sources}
        for word in sorted(_core(clause), key=lambda w: w.i):
            found = [r for r in self._arguments.phrases.who(word) if r.side not in sides and r.how != Ground.PLACE]
            if found:
                return found
        return []


def _is_mutual(clause: Word, type_: EventType) -> bool:
    """Whether several do it with each other: "agreed to adopt common rules", "refused to recognise each other"."""
    return type_ is EventType.AGREE or any(word.lower in _MUTUALLY for word in clause.subtree())


def _marker(clause: Word) -> str | None:
    return clause.head.lower if clause.dep == "pcomp" else None


def _core(clause: Word) -> list[Word]:
    """The words of a clause without its subordinate clauses."""
    found = [clause]
    for word in found:
        found += [child for child in word.children if child.dep not in {"advcl", "relcl", "parataxis", "acl"}]
    return found
