"""What becomes of an act under the words that own it: refused, threatened, promised, demanded, begun, halted.

This one stage decides most of what dictionary coders get wrong: "refused to send troops" is no deployment.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.entities.coreference import Ref
from kg.extraction.events import mood
from kg.extraction.events.acts import Act, ActFinder
from kg.extraction.events.arguments import PARTITIVES
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Word
from kg.lexicon import MatrixRow, PredicateLexicon
from kg.lexicon.rule_ids import chain
from kg.model import Status
from ontology import EventType

_FRIENDLY = 2  # quad classes 1 and 2 are cooperation
_DEPTH = 5
_RULING_OUT = frozenset({"rule", "exclude", "preclude"})
_WISHES = frozenset({"demand", "request", "urge"})  # whatever the form of their clause, it is no fact
_INFORMING = frozenset({"tell", "warn", "advise", "remind"})  # "told it that", "warned that": a finite clause is news


@dataclass(frozen=True, slots=True)
class _Link:
    """A word that owns an act: its row, itself, and where to climb on from."""

    row: MatrixRow | None
    owner: Word
    top: Word


class Outcomes:
    """Climbs from each act of a sentence through its owners."""

    def __init__(self, lexicon: PredicateLexicon, finder: ActFinder, acts: dict[int, Act]) -> None:
        """``acts`` are the sentence's; acts for owners of unknown complements are added to it."""
        self._lexicon = lexicon
        self._finder = finder
        self._acts = acts
        self._add_defaults()

    def settle(self, act: Act) -> tuple[Act, Word] | None:
        """The act as its owners leave it, with the topmost word of the chain; None when nothing is left."""
        result = act.copy()
        current = act.word
        result.status = (
            mood.of_noun(current) if current.is_noun and not current.is_verb else mood.of_verb(_clause_word(current))
        )
        for _ in range(_DEPTH):
            link = self._link(current)
            if link is None:
                break
            if link.row is not None and _left_open(link):
                self._lend(result, link, self._owner_sources(link.owner))
                result.status = Status.HYPOTHETICAL
                return result, link.top
            if link.row is not None:
                changed = self._apply(result, link, current)
                if changed is None:
                    return None
                result = changed
            elif not link.owner.is_noun:
                result.status = _combine(result.status, mood.of_verb(link.owner))
            elif current.dep == "acl" and current.tag == "VB":  # a plan, consensus or chance to do it
                result.status = _combine(result.status, Status.HYPOTHETICAL)
            current = link.top
        return result, current

    def _add_defaults(self) -> None:
        """Owners whose complement is no known act: "refused to bow to Moscow"."""
        for word in self._finder.tree.words:
            minded = word.dep == "acomp" and word.head.is_verb  # "is willing to"
            if not (word.is_verb or minded) or word.i in self._acts:
                continue
            clause = frames.complement(word)
            if clause is None or clause.i in self._acts:
                continue
            row = self._row(_part_of_speech(word), word, "v", self._marker(clause))
            if row is None or row.default == "-" or self._holds_act(clause) or not _completes(clause, row):
                continue
            sources = self._finder.arguments.doers(frames.subjects(word.head if minded else word))
            targets = self._slots(row, word, clause, sources)
            if (
                not targets
                and len(sources) > 1
                and any(w.lower in {"each", "another", "together", "jointly"} for w in clause.subtree())
            ):
                sources, targets = sources[:1], sources[1:]
            type_ = EventType(row.default)
            if not targets and type_ is EventType.REQUEST and self._asks_its_own(word, sources):
                continue  # "told its citizens to leave Lebanon" asks nothing of Lebanon
            targets = targets or self._inside(clause, sources)
            made = self._lexicon.outcome(type_, None)
            self._acts[word.i] = Act(
                word=word,
                rule=chain(row.id, made.id),
                type=type_,
                mode=made.mode,
                cameo=row.cameo or made.cameo,
                sources=sources,
                targets=targets,
                object=clause,
                words=(word, clause),
                certainty=0.6,
            )

    def _holds_act(self, clause: Word) -> bool:
        """Whether the complement's own object or complement is an act, which will climb up by itself."""
        inner = frames.complement(clause)
        return (inner is not None and inner.i in self._acts) or any(o.i in self._acts for o in frames.objects(clause))

    def _inside(self, clause: Word, sources: list[Ref]) -> list[Ref]:
        sides = {ref.side for ref in sources}
        for word in sorted(_core(clause), key=lambda w: w.i):
            found = [r for r in self._finder.arguments.phrases.who(word) if r.side not in sides and r.how != "place"]
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
        return self._owned("n", governor, "n", None) if head.lower in {"of", "to", "for"} else None

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

    def _apply(self, act: Act, link: _Link, clause: Word) -> Act | None:
        row = link.row
        assert row is not None
        friendly = act.type is not None and act.type.quad <= _FRIENDLY
        outcome = row.friendly if friendly else row.hostile
        mood = _mood(link, clause)
        if mood is Status.HYPOTHETICAL:
            self._lend(act, link, self._owner_sources(link.owner))
            act.status = _combine(act.status, mood)
            return act
        owner_sources = self._owner_sources(link.owner)
        if (
            outcome == "negated"
            and act.word.is_noun
            and act.type is not None
            and act.type.quad == EventType.ACCUSE.quad
        ):
            outcome = "self"  # to reject an accusation or demand is not to undo it
        if outcome == "-":
            return None
        if clause.is_verb and outcome in {"AGREE", "THREATEN", "REQUEST"} and not _completes(clause, row):
            return act
        if outcome in {"self", "inverse"}:
            self._lend(act, link, owner_sources, inverse=outcome == "inverse")
            act.status = _combine(act.status, mood)
            return act
        if outcome in {"negated", "future", "hypothetical"}:
            self._lend(act, link, owner_sources)
            act.status = (
                _combine(Status(outcome), Status.NEGATED)
                if mood is Status.NEGATED
                else _combine(act.status, Status(outcome))
            )
            return act
        self._lend(act, link, owner_sources)
        if outcome == "cut":
            return self._become(act, EventType.SANCTION, link, owner_sources, mood, keep_targets=True)
        if outcome == "relent":
            kind = (
                EventType.CONCEDE
                if act.type in {EventType.SANCTION, EventType.THREATEN, EventType.REJECT}
                else EventType.RETREAT
            )
            return self._become(act, kind, link, owner_sources, mood, keep_targets=True)
        return self._become(act, EventType(outcome), link, owner_sources, mood)

    def _lend(self, act: Act, link: _Link, owner_sources: list[Ref], *, inverse: bool = False) -> None:
        """A light verb's subject does the noun's act ("Russia held talks"), or suffers it ("came under attack")."""
        if not act.word.is_noun or not link.owner.is_verb:
            return
        if inverse:
            self._suffer(act, link.owner)
            return
        if self._finder.arguments.doers(frames.prepositions(act.word).get("by", ())):
            act.targets = act.targets or owner_sources  # "thwarted an attack by Iran": whose attack, the noun says
            return
        if frames.is_passive(link.owner):
            owner_sources = owner_sources or act.sources
        if not act.sources or (
            owner_sources and owner_sources[0].side in {t.side for t in act.targets} and not act.symmetric
        ):
            act.sources = [r for r in owner_sources if r.side not in {t.side for t in act.targets}] or owner_sources
        elif owner_sources and not act.targets and owner_sources[0].side not in {s.side for s in act.sources}:
            act.sources, act.targets = (
                owner_sources,
                act.sources,
            )  # "Russia imposed U.S. sanctions": the modifier is the other side
        act.targets = act.targets or self._around(link.owner, {ref.side for ref in act.sources})
        if act.symmetric and not act.targets and len(act.sources) > 1:
            act.sources, act.targets = act.sources[:1], act.sources[1:]

    def _around(self, owner: Word, sides: set[str]) -> list[Ref]:
        """The other side in the light verb's own phrases: "imposed sanctions together with France on Iran"."""
        around = frames.prepositions(owner)
        for slot in ("with", "between", "against", "on", "to", "at", "for", "over", "from", "of"):
            refs = [r for r in self._finder.arguments.refs(around.get(slot, [])) if r.side not in sides]
            if refs:
                return refs
        return []

    def _suffer(self, act: Act, owner: Word) -> None:
        """Turn an act round: its owner's subject is whom it is done to."""
        arguments, around = self._finder.arguments, frames.prepositions(owner)
        doers = arguments.doers([word for slot in ("from", "by") for word in around.get(slot, ())])
        act.sources, act.targets = act.sources or act.targets or doers, arguments.refs(frames.subjects(owner))

    def _become(
        self, act: Act, type_: EventType, link: _Link, sources: list[Ref], mood: Status, *, keep_targets: bool = False
    ) -> Act:
        row = link.row
        assert row is not None
        clause = act.word
        inner = act.type
        if not sources and link.owner.is_verb and type_ is not EventType.SANCTION:
            act.sources, act.targets = [], []
        elif sources:
            others = [*act.targets, *act.sources]
            asked = [] if keep_targets else self._slots(row, link.owner, clause, sources)
            sides = {ref.side for ref in sources}
            named = [ref for ref in act.targets if ref.side not in sides]  # all of "aid for Romania and Poland"
            act.targets = asked or named or [ref for ref in others if ref.side not in sides][:1] or act.targets
            if type_ is EventType.REQUEST and not asked and self._asks_others(link.owner, clause, sides):
                act.targets = []
            if keep_targets:
                act.targets = [ref for ref in others if ref.side not in sides] or act.targets
            act.sources = sources
        if link.owner.lemma == "agree" and not act.targets and len(act.sources) > 1:
            act.sources, act.targets = act.sources[:1], act.sources[1:]  # "Jordan and Britain agreed to train"
        act.type = type_
        made = self._lexicon.outcome(type_, inner)
        act.cameo, act.mode = made.cameo, made.mode
        if type_ is EventType.REQUEST and row.cameo == "10" and act.cameo:
            act.cameo = f"10{act.cameo[2:]}"
        act.object = act.word if act.object is None else act.object
        act.rule = chain(row.id, made.id, act.rule)
        act.words = (link.owner, *act.words)
        act.status = mood
        act.symmetric = act.weak = False
        return act

    def _asks_others(self, owner: Word, clause: Word, sides: set[str]) -> bool:
        """Whether a request names somebody we do not know: "called on its allies to impose sanctions on Iran"."""
        if not clause.is_verb:
            return False
        asked = [w for w in frames.objects(owner) if w is not clause] + frames.prepositions(owner).get("on", [])
        who = self._finder.arguments.phrases.who
        return any(w.tag in {"NN", "NNS"} and all(ref.side in sides for ref in who(w)) for w in asked)

    def _asks_its_own(self, owner: Word, sources: list[Ref]) -> bool:
        asked = self._finder.arguments.refs(frames.objects(owner))
        return bool(asked) and {ref.side for ref in asked} <= {ref.side for ref in sources}

    def _owner_sources(self, owner: Word) -> list[Ref]:
        if owner.is_verb:
            return self._finder.arguments.doers(frames.subjects(owner))
        if owner.is_noun:
            by = frames.prepositions(owner).get("by", [])
            return self._finder.arguments.modifiers(owner) or self._finder.arguments.doers(by)
        return self._finder.arguments.doers(frames.subjects(owner.head)) if owner.head.is_verb else []

    def _slots(self, row: MatrixRow, owner: Word, clause: Word, sources: list[Ref]) -> list[Ref]:
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
    return clause.tag == "VB" or bool(helpers & {"to", "will", "would", "should", "must", "shall"})


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
