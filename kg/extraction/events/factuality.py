"""What becomes of an act under the words that own it: refused, threatened, promised, demanded, begun, halted.

This one stage decides most of what dictionary coders get wrong: "refused to send troops" is no deployment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extraction.entities.references import Ground, Ref
from kg.extraction.events import doubt, mood
from kg.extraction.events.act import Act
from kg.extraction.events.acts import ActFinder
from kg.extraction.events.arguments import PARTITIVES
from kg.extraction.events.sides import every_pair
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Word
from kg.lexicon import MatrixRow, PredicateLexicon
from kg.lexicon.weights import weight
from kg.lexicon.words import ordered, words
from kg.model import Status
from ontology import EventType

_FRIENDLY = 2  # quad classes 1 and 2 are cooperation
_DEPTH = 5
_RULING_OUT = words("ruling_out")
_PROMISES = frozenset({EventType.AGREE, EventType.THREATEN, "self"})
_WISHES = words("wishes")  # whatever the form of their clause, it is no fact
_INFORMING = words("informing")  # "told it that", "warned that": a finite clause is news
_MUTUALLY = words("mutually")
_NOUN_LINKS = words("noun_links")
_LIGHT_SLOTS = ordered("light_verb_slots")
_WILLED = words("willed")


@dataclass(frozen=True, slots=True)
class _Link:
    """A word that owns an act: its row, itself, and where to climb on from."""

    row: MatrixRow | None
    owner: Word
    top: Word


@dataclass(frozen=True, slots=True)
class Owned:
    """A word that owned an act on its way up: itself, its row's id, and what it made of the act."""

    word: Word
    row: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Settled:
    """An act as its owners leave it.

    Attributes:
        act: The act; as far as it came when an owner took it away.
        top: The topmost word of the chain.
        owners: Those with a row, the innermost first.
        gone: Whether the last owner took the act away: it tells nothing.
    """

    act: Act
    top: Word
    owners: tuple[Owned, ...] = ()
    gone: bool = False


class Outcomes:
    """Climbs from each act of a sentence through its owners."""

    def __init__(self, lexicon: PredicateLexicon, finder: ActFinder, found: Mapping[int, Act]) -> None:
        """``found`` are the sentence's acts; those for owners of unknown complements join them in ``acts``."""
        self._lexicon = lexicon
        self._finder = finder
        self._found = found
        self.acts: Mapping[int, Act] = {**found, **self._defaults()}

    def settle(self, act: Act) -> Settled:
        """The act as its owners leave it."""
        current = act.word
        status = (
            mood.of_noun(current) if current.is_noun and not current.is_verb else mood.of_verb(_clause_word(current))
        )
        result = act if status is act.status else replace(act, status=status)
        owners: tuple[Owned, ...] = ()
        for _ in range(_DEPTH):
            link = self._link(current)
            if link is None or (current is not act.word and doubt.merely_told(current, link.owner)):
                break
            if link.row is not None:
                if _left_open(link):
                    lent = replace(
                        self._lent(result, link, self._owner_sources(link.owner)), status=Status.HYPOTHETICAL
                    )
                    return Settled(lent, link.top, (*owners, Owned(link.owner, link.row.id, lent.status)))
                told = _mood(link, current)
                outcome = _outcome(link.row, result, told)
                owners = (*owners, Owned(link.owner, link.row.id, outcome))
                changed = self._apply(result, link, link.row, current, outcome, told)
                if changed is None:
                    return Settled(result, link.top, owners, gone=True)
                result = changed
            elif not link.owner.is_noun and link.owner is not current:  # a joined verb's own mood is counted already
                result = replace(result, status=_combine(result.status, mood.of_verb(link.owner)))
            elif current.dep == "acl" and current.tag == "VB":  # a plan, consensus or chance to do it
                result = replace(result, status=_combine(result.status, Status.HYPOTHETICAL))
            current = link.top
        if result.status.real and doubt.doubted(act.word, result.words):
            result = replace(result, status=Status.HYPOTHETICAL)
        return Settled(result, current, owners)

    def _defaults(self) -> dict[int, Act]:
        """Owners whose complement is no known act: "refused to bow to Moscow"."""
        made: dict[int, Act] = {}
        for word in self._finder.tree.words:
            if word.i not in self._found and (act := self._default(word, made)) is not None:
                made[word.i] = act
        return made

    def _default(self, word: Word, made: Mapping[int, Act]) -> Act | None:
        minded = word.dep == "acomp" and word.head.is_verb  # "is willing to"
        clause = frames.complement(word) if word.is_verb or minded else None
        if clause is None or clause.i in self._found or clause.i in made:
            return None
        row = self._row(_part_of_speech(word), word, "v", self._marker(clause))
        if row is None or row.default == "-" or self._holds_act(clause, made) or not _completes(clause, row):
            return None
        sources: Sequence[Ref] = self._finder.arguments.doers(frames.subjects(word.head if minded else word))
        targets: Sequence[Ref] = self._slots(row, word, clause, sources)
        together = len(sources) > 1 and any(w.lower in _MUTUALLY for w in clause.subtree())
        if not targets and together:
            sources, targets = every_pair(sources)
        type_ = EventType(row.default)
        if not targets and type_ is EventType.REQUEST and self._asks_its_own(word, sources):
            return None  # "told its citizens to leave Lebanon" asks nothing of Lebanon
        code = self._lexicon.outcome(type_, None)
        return Act(
            word=word,
            rows=(row.id, code.id),
            type=type_,
            mode=code.mode,
            cameo=row.cameo or code.cameo,
            sources=tuple(sources),
            targets=tuple(targets or self._inside(clause, sources)),
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
            found = [
                r for r in self._finder.arguments.phrases.who(word) if r.side not in sides and r.how != Ground.PLACE
            ]
            if found:
                return found
        return []

    def _link(self, word: Word) -> _Link | None:
        """The next word up that owns an act, or that leads on to one; None where the chain ends."""
        head = word.head
        if head is word:
            return None
        if word.dep in {"xcomp", "ccomp", "oprd"} or (word.dep == "acl" and (word.tag == "VB" or word.child("mark"))):
            return self._clause_link(word, head)
        if word.dep == "pcomp":
            governor = head.head
            return self._owned(_part_of_speech(governor), governor, "v", head.lower)
        if word.dep == "acomp":
            return _Link(None, head, head)
        if word.dep == "conj" and (head.is_verb == word.is_verb) and not word.child("nsubj", "nsubjpass"):
            return _Link(None, word, head)
        return self._noun_link(word, head) if word.is_noun else None

    def _clause_link(self, clause: Word, head: Word) -> _Link | None:
        """A complement clause passes through owners without a row, but what is merely said ends the chain."""
        pos = _part_of_speech(head)
        top = head.head if pos == "a" and head.dep in {"acomp", "attr", "oprd"} else head
        link = self._owned(pos, head, "v", None, top=top)
        return link if link or clause.dep == "ccomp" else _Link(None, head, top)

    def _noun_link(self, noun: Word, head: Word) -> _Link | None:
        if head.is_verb and noun.dep in {"dobj", "nsubjpass", "attr", "nsubj"}:
            return self._owned("v", head, "s" if noun.dep == "nsubj" else "n", None)
        if noun.dep != "pobj":
            return None
        governor = head.head
        if governor.lemma in PARTITIVES and head.lower == "of":
            return _Link(None, governor, governor)
        if governor.is_verb:
            return self._owned("v", governor, "n", head.lower)
        return self._owned("n", governor, "n", None) if head.lower in _NOUN_LINKS else None

    def _owned(
        self, pos: str, owner: Word, takes: str, preposition: str | None, *, top: Word | None = None
    ) -> _Link | None:
        row = self._row(pos, owner, takes, preposition)
        return _Link(row, owner, top or owner) if row else None

    def _row(self, pos: str, owner: Word, takes: str, preposition: str | None) -> MatrixRow | None:
        particle = frames.particle(owner) if owner.is_verb else None
        present = {c.lower for c in owner.children if c.dep in {"prep", "prt", "advmod", "agent"}}
        for row in self._lexicon.matrix.get((pos, owner.lemma), ()):
            if takes not in row.takes:
                continue
            rest = row.trigger[1:]
            if rest and not all(part in present or part == particle or _has_word(owner, part) for part in rest):
                continue
            if preposition and takes == "n" and preposition not in rest:
                continue
            return row
        return None

    def _marker(self, clause: Word) -> str | None:
        return clause.head.lower if clause.dep == "pcomp" else None

    def _apply(self, act: Act, link: _Link, row: MatrixRow, clause: Word, outcome: str, told: Status) -> Act | None:
        """What an owner makes of an act; None when it takes the act away. ``told`` is the owner's own status."""
        if outcome == "-":
            return None
        owner_sources = self._owner_sources(link.owner)
        if clause.is_verb and outcome in {"AGREE", "THREATEN", "REQUEST"} and not _completes(clause, row):
            return act
        lent = self._lent(act, link, owner_sources, inverse=outcome == "inverse")
        if outcome in {"self", "inverse"}:
            return replace(lent, status=_combine(lent.status, told))
        if outcome in {"negated", "future", "hypothetical"}:
            inner, outer = (
                (Status(outcome), Status.NEGATED) if told is Status.NEGATED else (lent.status, Status(outcome))
            )
            return replace(lent, status=_combine(inner, outer))
        if outcome == "cut":
            return self._become(lent, EventType.SANCTION, link, row, owner_sources, told, keep_targets=True)
        if outcome == "relent":
            eased = lent.type in {EventType.SANCTION, EventType.THREATEN, EventType.REJECT}
            kind = EventType.CONCEDE if eased else EventType.RETREAT
            return self._become(lent, kind, link, row, owner_sources, told, keep_targets=True)
        if row.friendly == EventType.AGREE and outcome in _PROMISES and _abstains(clause):
            outcome = (
                EventType.REJECT if act.type.quad <= _FRIENDLY else EventType.AGREE
            )  # "vowed never to recognise", "not to attack"
        return self._become(lent, EventType(outcome), link, row, owner_sources, told)

    def _lent(self, act: Act, link: _Link, owner_sources: list[Ref], *, inverse: bool = False) -> Act:
        """A light verb's subject does the noun's act ("Russia held talks"), or suffers it ("came under attack")."""
        if not act.word.is_noun or not link.owner.is_verb:
            return act
        if inverse:
            return self._suffered(act, link.owner)
        lent = tuple(owner_sources)
        if self._finder.arguments.doers(frames.prepositions(act.word).get("by", ())):
            # "thwarted an attack by Iran": whose attack, the noun says
            return replace(act, targets=act.targets or lent)
        if frames.is_passive(link.owner):
            lent = lent or act.sources
        sources, targets = act.sources, act.targets
        if not sources or (lent and lent[0].side in {t.side for t in targets} and not act.symmetric):
            sources = tuple(r for r in lent if r.side not in {t.side for t in targets}) or lent
        elif lent and not targets and lent[0].side not in {s.side for s in sources}:
            sources, targets = lent, sources  # "Russia imposed U.S. sanctions": the modifier is the other side
        targets = targets or tuple(self._around(link.owner, {ref.side for ref in sources}))
        if act.symmetric and not targets and len(sources) > 1:
            sources, targets = every_pair(sources)
        return replace(act, sources=sources, targets=targets)

    def _around(self, owner: Word, sides: set[str]) -> list[Ref]:
        """The other side in the light verb's own phrases: "imposed sanctions together with France on Iran"."""
        around = frames.prepositions(owner)
        for slot in _LIGHT_SLOTS:
            refs = [r for r in self._finder.arguments.refs(around.get(slot, [])) if r.side not in sides]
            if refs:
                return refs
        return []

    def _suffered(self, act: Act, owner: Word) -> Act:
        """Turn an act round: its owner's subject is whom it is done to."""
        arguments, around = self._finder.arguments, frames.prepositions(owner)
        doers = arguments.doers([word for slot in ("from", "by") for word in around.get(slot, ())])
        return replace(
            act,
            sources=act.sources or act.targets or tuple(doers),
            targets=tuple(arguments.refs(frames.subjects(owner))),
        )

    def _become(
        self,
        act: Act,
        type_: EventType,
        link: _Link,
        row: MatrixRow,
        owner_sources: list[Ref],
        told: Status,
        *,
        keep_targets: bool = False,
    ) -> Act:
        """The act of the owner in place of the one it owns: "refused to send" is a REJECT."""
        sources, targets, strangers = self._sides(act, type_, link, row, owner_sources, keep_targets=keep_targets)
        sides = {ref.side for ref in sources}
        alone = act.symmetric and all(ref.side in sides for ref in targets)  # with each other
        if len(sources) > 1 and (alone or (link.owner.lemma == "agree" and not targets)):
            sources, targets = every_pair(sources)  # "Jordan and Britain agreed to train"
        code = self._lexicon.outcome(type_, act.type)
        cameo = code.cameo
        if type_ is EventType.REQUEST and row.cameo == "10" and cameo:
            cameo = f"10{cameo[2:]}"
        return replace(
            act,
            type=type_,
            cameo=cameo,
            mode=code.mode,
            sources=sources,
            targets=targets,
            object=act.word if act.object is None else act.object,
            rows=(row.id, code.id, *act.rows),
            words=(link.owner, *act.words),
            status=told,
            symmetric=False,
            weak=strangers,
        )

    def _sides(
        self, act: Act, type_: EventType, link: _Link, row: MatrixRow, owner_sources: list[Ref], *, keep_targets: bool
    ) -> tuple[tuple[Ref, ...], tuple[Ref, ...], bool]:
        """Sources, targets, and whether the other side is nobody who was named before."""
        if not owner_sources:
            # who asks, promises or refuses nobody says; what is cut off keeps its sides
            unsaid = link.owner.is_verb and type_ is not EventType.SANCTION
            return ((), (), False) if unsaid else (act.sources, act.targets, False)
        sides = {ref.side for ref in owner_sources}
        others = tuple(ref for ref in (*act.targets, *act.sources) if ref.side not in sides)
        if keep_targets:
            return tuple(owner_sources), others or act.targets, False
        asked = tuple(self._slots(row, link.owner, act.word, owner_sources))
        if type_ is EventType.REQUEST and not asked and self._asks_others(link.owner, act.word, sides):
            return tuple(owner_sources), (), True
        named = tuple(ref for ref in act.targets if ref.side not in sides)  # all of "aid for Romania and Poland"
        return tuple(owner_sources), asked or named or others[:1] or act.targets, False

    def _asks_others(self, owner: Word, clause: Word, sides: set[str]) -> bool:
        """Whether a request names somebody we do not know: "called on its allies to impose sanctions on Iran"."""
        if not clause.is_verb:
            return False
        asked = [w for w in frames.objects(owner) if w is not clause] + frames.prepositions(owner).get("on", [])
        who = self._finder.arguments.phrases.who
        return any(w.tag in {"NN", "NNS"} and all(ref.side in sides for ref in who(w)) for w in asked)

    def _asks_its_own(self, owner: Word, sources: Sequence[Ref]) -> bool:
        asked = self._finder.arguments.refs([*frames.objects(owner), *frames.prepositions(owner).get("on", ())])
        return bool(asked) and {ref.side for ref in asked} <= {ref.side for ref in sources}

    def _owner_sources(self, owner: Word) -> list[Ref]:
        if owner.is_verb:
            return self._finder.arguments.doers(frames.subjects(owner))
        if owner.is_noun:
            by = frames.prepositions(owner).get("by", [])
            return self._finder.arguments.modifiers(owner) or self._finder.arguments.doers(by)
        return self._finder.arguments.doers(frames.subjects(owner.head)) if owner.head.is_verb else []

    def _slots(self, row: MatrixRow, owner: Word, clause: Word, sources: Sequence[Ref]) -> list[Ref]:
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
            refs = [ref for ref in self._finder.arguments.refs(words) if ref.side not in sides]
            if refs:
                return refs
        return []


def _core(clause: Word) -> list[Word]:
    """The words of a clause without its subordinate clauses."""
    found = [clause]
    for word in found:
        found += [child for child in word.children if child.dep not in {"advcl", "relcl", "parataxis", "acl"}]
    return found


def _part_of_speech(word: Word) -> str:
    return "v" if word.is_verb else "a" if word.tag.startswith("JJ") else "n"


def _outcome(row: MatrixRow, act: Act, told: Status) -> str:
    """What the row says becomes of the act; what its owner leaves open stays open, whatever the row says."""
    if told is Status.HYPOTHETICAL:
        return told
    outcome = row.friendly if act.type.quad <= _FRIENDLY else row.hostile
    if outcome == "negated" and act.word.is_noun and act.type.quad == EventType.ACCUSE.quad:
        return "self"  # to reject an accusation or demand is not to undo it
    return outcome


def _mood(link: _Link, clause: Word) -> Status:
    if link.owner.is_verb:
        return mood.of_verb(link.owner, through=clause)
    own = mood.of_noun(link.owner)
    return own if own is not Status.OCCURRED or not link.top.is_verb else mood.of_verb(link.top)


def _completes(clause: Word, row: MatrixRow) -> bool:
    """Whether a clause is what the owner asks, promises or threatens, not merely what it states.

    An infinitive or gerund is; a finite clause only with a subjunctive or an auxiliary of will or duty ("demanded that
    India release", "vowed it would").
    """
    if clause.dep != "ccomp" or not clause.is_verb:
        return True
    helpers = {c.lower for c in clause.children if c.dep == "aux"}
    if row.default == "REJECT" or clause.head.lemma in _WISHES:
        return True
    if clause.head.lemma in _INFORMING:
        return "to" in helpers
    return clause.tag == "VB" or bool(helpers & _WILLED)


def _abstains(clause: Word) -> bool:
    """Whether what somebody promises is not to do it."""
    return clause.is_verb and mood.negated(clause)


def _left_open(link: _Link) -> bool:
    """Whether somebody does not say that it will not be: "did not rule out an attack", "refused to rule it out"."""
    owner = link.owner
    if owner.lemma not in _RULING_OUT or not owner.is_verb:
        return False
    return mood.negated(owner) or (owner.dep == "xcomp" and owner.head.lemma in {"refuse", "decline"})


def _has_word(owner: Word, part: str) -> bool:
    """Whether a multi-word owner ("take part in", "appeal for") has its second or third word below it."""
    return any(
        w.lower == part for child in owner.children for w in (child, *child.children) if w.i - owner.i in range(1, 5)
    )


def _clause_word(word: Word) -> Word:
    """The verb whose auxiliaries and negation apply to an adjective: *are* in "are unacceptable"."""
    return word.head if not word.is_verb and word.head.is_verb and word.dep in {"acomp", "attr", "oprd"} else word


def _combine(inner: Status, outer: Status) -> Status:
    """Status of an act whose owner has its own: "did not fail to send" happened."""
    if outer is Status.OCCURRED:
        return inner
    if outer is Status.NEGATED and inner is Status.NEGATED:
        return Status.OCCURRED
    return outer if inner is Status.OCCURRED or outer is Status.NEGATED else inner
