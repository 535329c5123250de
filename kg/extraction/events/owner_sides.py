"""Who does an act to whom once its owner is counted: who asks whom, who holds the talks, who comes under attack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.entities.references import Ground, Ref
from kg.extraction.events.act import Act
from kg.extraction.events.arguments import Arguments
from kg.extraction.events.owners import Link
from kg.extraction.events.sides import every_pair
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Word
from kg.extraction.syntax.turned_down import turned_down
from kg.lexicon import MatrixRow
from kg.lexicon.words import ordered, words
from ontology import EventType

_COME_FROM = frozenset({EventType.ASSAULT, EventType.REQUEST, EventType.ACCUSE})
_ADDRESSED = frozenset({EventType.REQUEST, EventType.THREATEN})
_FRIENDLY = 2
_THINGS = frozenset({"NN", "NNS"})
_CALLED = _THINGS | {"NNP", "NNPS"}
_FOREBODING = words("foreboding")
_LIGHT_SLOTS = ordered("light_verb_slots")


class OwnerSides:
    """Finds the sides that the owners of one sentence's acts bring."""

    def __init__(self, arguments: Arguments) -> None:
        """Take whom the sentence's phrases stand for."""
        self._arguments = arguments

    def sources(self, owner: Word) -> list[Ref]:
        """Who does what an owner says: its subject, possessor or agent."""
        if owner.is_verb:
            return self._arguments.doers(frames.subjects(owner))
        if owner.is_noun:
            by = frames.prepositions(owner).get("by", [])
            return self._arguments.modifiers(owner) or self._arguments.doers(by)
        return self._arguments.doers(frames.subjects(owner.head)) if owner.head.is_verb else []

    def sources_and_targets(
        self, act: Act, type_: EventType, link: Link, row: MatrixRow, owner_sources: list[Ref], *, keep_targets: bool
    ) -> tuple[tuple[Ref, ...], tuple[Ref, ...], bool]:
        """Sources, targets, and whether the other side is nobody who was named before."""
        if not owner_sources:
            return (*self._of_nobody(act, type_, link.owner), False)
        sides = {ref.side for ref in owner_sources}
        others = tuple(ref for ref in (*act.targets, *act.sources) if ref.side not in sides)
        if keep_targets:
            return tuple(owner_sources), others or act.targets, False
        asked = tuple(self.slots(row, link.owner, act.word, owner_sources))
        if type_ is EventType.REQUEST and not asked and self._asks_others(link.owner, act.word, sides):
            return tuple(owner_sources), (), True
        done = act.word.is_verb and frames.is_passive(act.word) and act.type.quad <= _FRIENDLY
        if type_ is EventType.REQUEST and not asked and done and not any(r.side not in sides for r in act.sources):
            return tuple(owner_sources), (), True  # "called for Mali to be given aid": by whom, nobody says
        named = tuple(ref for ref in act.targets if ref.side not in sides)  # all of "aid for Romania and Poland"
        return tuple(owner_sources), asked or named or others[:1] or act.targets, False

    def _of_nobody(self, act: Act, type_: EventType, owner: Word) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
        """The sides where nobody is said to do what an owner says: those of what is cut off, whoever ends it."""
        if owner.is_verb and type_ is not EventType.SANCTION:
            return (), ()  # who asks, promises or refuses nobody says
        if type_ is EventType.REQUEST and owner.dep == "dobj" and turned_down(owner.head):
            return (), ()  # "ignored calls to condemn Mali"
        if owner.is_verb and act.word.is_verb and frames.is_passive(owner):
            return act.targets, act.sources  # "was barred from entering Peru": by Peru
        doers = [w for w in frames.subjects(owner) if w is not act.word] if owner.is_verb else []
        if any(w.tag in _THINGS and not self._arguments.phrases.is_role(w) for w in doers):
            return (), ()  # attacks that "postpone a rapprochement"
        return act.sources, act.targets

    def slots(self, row: MatrixRow, owner: Word, clause: Word, sources: Sequence[Ref]) -> list[Ref]:
        """Whom an owner's row looks for in its slots: who is asked, warned or promised something."""
        sides = {ref.side for ref in sources}
        around = frames.prepositions(owner)
        inside = frames.prepositions(clause)
        nested = [frames.prepositions(word) for words in inside.values() for word in words]
        for slot in row.target:
            if slot == "obj":
                words = [w for w in frames.objects(owner) if w is not clause]
            elif slot == "comp":
                words = frames.subjects(clause) if clause.is_verb else []
            else:
                words = [*around.get(slot, ()), *(inside.get(slot, ()) if clause.is_noun else ())]
                if clause.is_noun and not words:  # "sought the release of its tanker from Iran"
                    words = [word for prepositions in nested for word in prepositions.get(slot, ())]
            refs = [ref for ref in self._arguments.refs(words) if ref.side not in sides]
            if refs:
                return refs
        return []

    def _asks_others(self, owner: Word, clause: Word, sides: set[str]) -> bool:
        """Whether a request names somebody we do not know, or one's own: "urged its allies to bar ships of Iran"."""
        asked = [w for w in frames.objects(owner) if w is not clause] + frames.prepositions(owner).get("on", [])
        who = self._arguments.phrases.who
        return any(
            w.tag in _CALLED and all(ref.side in sides for ref in who(w)) and (clause.is_verb or bool(who(w)))
            for w in asked
        )

    def asks_its_own(self, owner: Word, sources: Sequence[Ref]) -> bool:
        """Whether a request goes to nobody but those who make it: "told its citizens"."""
        clause = frames.complement(owner)
        own = [] if clause is None else clause.all("nsubj")  # "insisted it would go ahead"
        asked = self._arguments.refs([*frames.objects(owner), *frames.prepositions(owner).get("on", ()), *own])
        return bool(asked) and {ref.side for ref in asked} <= {ref.side for ref in sources}

    def lent(self, act: Act, link: Link, owner_sources: list[Ref], *, inverse: bool = False) -> Act:
        """A light verb's subject does the noun's act ("Russia held talks"), or suffers it ("came under attack")."""
        if not act.word.is_noun or not link.owner.is_verb or (link.owner.lemma in _FOREBODING and not act.sources):
            return act
        if inverse:
            return self._suffered(act, link.owner)
        lent = tuple(owner_sources)
        around = frames.prepositions(act.word)
        come_from = around.get("from", ()) if act.type in _COME_FROM else ()
        if self._arguments.doers([*around.get("by", ()), *come_from]):
            # "thwarted an attack by Iran", "turned down a request from Mali": whose it is, the noun says
            beset = self._arguments.refs(w for w in frames.objects(link.owner) if w is not act.word)
            return replace(act, targets=act.targets or tuple(beset) or lent)  # "defend the island against attack"
        if frames.is_passive(link.owner):
            lent = lent or act.sources
        sources, targets = act.sources, act.targets
        if not sources or (lent and lent[0].side in {t.side for t in targets} and not act.symmetric):
            sources = tuple(r for r in lent if r.side not in {t.side for t in targets}) or lent
        elif lent and not targets and lent[0].side not in {s.side for s in sources} and not _their_own(act):
            # "Russia imposed U.S. sanctions": the modifier is the other side
            sources, targets = (sources, lent) if _addressed(act) else (lent, sources)
        targets = targets or tuple(self._around(link.owner, {ref.side for ref in sources}))
        if act.symmetric and not targets and len(sources) > 1:
            sources, targets = every_pair(sources, act.type)
        if act.symmetric and not sources and "between" in frames.prepositions(link.owner):
            sources, targets = every_pair(targets, act.type)  # "a war broke out between Mali and Chad"
        return replace(act, sources=sources, targets=targets)

    def _around(self, owner: Word, sides: set[str]) -> list[Ref]:
        """The other side in the light verb's own phrases: "imposed sanctions together with France on Iran"."""
        around = frames.prepositions(owner)
        for slot in _LIGHT_SLOTS:
            refs = [r for r in self._arguments.refs(around.get(slot, [])) if r.side not in sides]
            if refs:
                return refs
        return []

    def _suffered(self, act: Act, owner: Word) -> Act:
        """Turn an act round: its owner's subject is whom it is done to."""
        arguments, around = self._arguments, frames.prepositions(owner)
        doers = arguments.doers([word for slot in ("from", "by") for word in around.get(slot, ())])
        return replace(
            act,
            sources=act.sources or act.targets or tuple(doers),
            targets=tuple(arguments.refs(frames.subjects(owner))),
        )


def _their_own(act: Act) -> bool:
    """Whether a nationality says whose an attack is, whoever expects it: "braced for Iranian retaliation"."""
    return act.type is EventType.ASSAULT and all(ref.how == Ground.ADJECTIVE for ref in act.sources)


def _addressed(act: Act) -> bool:
    """Whether whoever answers a demand or threat is whom it was made to: "turned down a Malian request"."""
    own = act.word.child("poss") is not None or all(ref.how == Ground.ADJECTIVE for ref in act.sources)
    return act.type in _ADDRESSED and own
