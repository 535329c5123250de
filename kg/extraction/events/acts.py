"""Finding acts: the predicates of a sentence that the lexicon knows, with who does them to whom. Status comes later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.entities.references import Ground, Ref
from kg.extraction.events.act import Act
from kg.extraction.events.arguments import TALKING, Arguments
from kg.extraction.events.senses import Senses
from kg.extraction.events.targets import Targets
from kg.extraction.reasons import Reason
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Tree, Word
from kg.lexicon import PredicateLexicon, PredicateRow
from kg.lexicon.weights import weight
from kg.lexicon.words import words
from ontology import ActorKind, EventType

_SUFFERED = words("suffered_nouns")
MEDIATION = "045"  # of several mediators none mediates with the other
_TABLE = 5  # parties of which each two are told
_VOICED = frozenset({EventType.PROTEST, EventType.ACCUSE, EventType.SUPPORT, EventType.REQUEST, EventType.THREATEN})
_MUTUAL = words("mutual_classes")
_SCENES = frozenset({Ground.PLACE, Ground.CITY})
_WARS = words("wars")
_PAPERS = words("papers")
_PREDICATIVE = frozenset("acomp attr oprd ROOT conj ccomp pobj amod".split())
_JUDGING = words("judging_verbs")
_BLAMING = frozenset({EventType.ACCUSE, EventType.SANCTION, EventType.REJECT})


class ActFinder:
    """Finds the acts of one sentence."""

    def __init__(
        self, tree: Tree, phrases: Phrases, lexicon: PredicateLexicon, speakers: Mapping[int, Sequence[Ref]]
    ) -> None:
        """``speakers`` gives for each word of a reported clause who is reported."""
        self.tree = tree
        self.lexicon = lexicon
        self.arguments = Arguments(phrases, lexicon)
        self._targets = Targets(self.arguments)
        self.speakers = speakers
        self.senses = Senses(tree, self.arguments, lexicon)

    def find(self) -> dict[int, Act]:
        """Acts by the index of their head word."""
        found: dict[int, Act] = {}
        framed: set[int] = set()  # a noun in a verb's frame ("held talks") is no event of its own
        for word, row, sources, objects in self.verbs():
            framed |= {head.i for head in objects}
            if row.type is not None:
                found[word.i] = self._verb(word, row, row.type, sources, objects)
        for word in self.tree.words:
            if word.i not in found and word.i not in framed and (act := self._nominal(word)) is not None:
                found[word.i] = act
        return {at: _blamed(act, found) for at, act in found.items()}

    def verbs(self) -> Iterator[tuple[Word, PredicateRow, list[Ref], list[Word]]]:
        """Each verb with a row that fits, its doers, and the objects that the row asks for."""
        for word in self.tree.words:
            if word.is_verb and not frames.is_people(word):
                sources = self.arguments.doers(frames.subjects(word))
                row = self.senses.of_verb(word, sources, spoken=word.i in self.speakers)
                if row is not None:
                    yield word, row, sources, self.senses.objects(row, word)

    def _nominal(self, word: Word) -> Act | None:
        if word.tag in {"NN", "NNS", "NNP", "NNPS"} or (word.tag == "VBG" and word.dep in {"pobj", "dobj", "nsubj"}):
            return (self._adjective(word) if _is_predicative(word) else None) or self._noun(word)
        return self._adjective(word) if word.tag in {"JJ", "JJR", "VBN", "VBG"} else None

    def _verb(self, verb: Word, row: PredicateRow, type_: EventType, sources: list[Ref], objects: list[Word]) -> Act:
        others = frames.objects(verb) or frames.prepositions(verb).get(" ".join(row.trigger[1:]), [])
        opinion, about = row.target == ("subj",), []
        if opinion:
            about = self.arguments.refs(frames.objects(verb) if frames.is_passive(verb) else frames.subjects(verb))
        doers = self.speakers.get(verb.i, ()) if opinion else sources or self._own_doers(verb, row)
        act = Act(
            word=verb,
            rows=(row.id,),
            type=type_,
            mode=row.mode,
            cameo=row.cameo,
            sources=tuple(doers),
            targets=tuple(about),
            symmetric="sym" in row.flags,
            object=others[0] if others else None,
            weak="weak" in row.flags,
            words=(verb, *_particles(row, verb), *objects),
            about_subject=opinion,
        )
        if opinion:
            return self._settled(act, row)
        if act.type is EventType.PROTEST and act.mode is None and any(s.how != Ground.ADJECTIVE for s in act.sources):
            # a government protests by note, a crowd in the street
            act = act.taken_as(self.lexicon.speech["note"])
        elif act.type is EventType.PROTEST:
            own = act.sources or tuple(self.arguments.refs(frames.subjects(verb)))
            act = replace(act, sources=own)  # a crowd acts for its cause
        targets = self._targets.of_verb(row, verb, act.type, act.sources) or self._speakers_own(act)
        act = replace(act, targets=tuple(targets)) if targets else act
        return self._settled(self._halted(self._joined(act, objects), objects), row)

    def _own_doers(self, verb: Word, row: PredicateRow) -> list[Ref]:
        """Whose belongings move when nobody is said to move them; one expels those of others."""
        foreign = row.whose == ":foreign" or (row.mode is not None and row.mode.name == "expel")
        hits = [hit for word in frames.objects(verb) if (hit := self.arguments.phrases.hit(word))]
        armed = any(
            hit.actor is not None and hit.actor.kind is ActorKind.ARMED_GROUP for hit in hits
        )  # the Liberation Army
        return [] if foreign or armed else self.arguments.own_doers(verb, row.type)

    def _halted(self, act: Act, objects: list[Word]) -> Act:
        """What two did together and end, or nobody says who: "talks between Iran and France were suspended"."""
        if not any(self.arguments.classes(w) & _MUTUAL for w in objects):
            return act
        theirs = any(
            c.tag == "PRP$" for w in objects for c in w.all("poss")
        )  # "Greece and Albania put off their talks"
        parties = act.targets if not act.sources else act.sources if theirs and not act.targets else ()
        if len(parties) < 2:  # noqa: PLR2004 - two make a pair
            return act
        sources, targets = every_pair(parties)
        return replace(act, sources=sources, targets=targets, symmetric=True)

    def _speakers_own(self, act: Act) -> list[Ref]:
        """Whose *its* is in what is done to it: "Armenia said that Azerbaijani forces fired on its positions"."""
        if act.type not in {EventType.ASSAULT, EventType.COERCE}:  # one recalls one's own ambassador
            return []
        things = [*frames.objects(act.word), *(w for found in frames.prepositions(act.word).values() for w in found)]
        if not any(owner.tag == "PRP$" for thing in things for owner in thing.all("poss")):
            return []
        sides = {ref.side for ref in act.sources}
        around = act.word.head if act.word.dep == "advcl" else act.word
        beside = [*frames.subjects(around), *frames.objects(around)]
        others = self.speakers.get(act.word.i) or self.arguments.refs(beside)
        speakers = [ref for ref in others if ref.side not in sides][:1]
        return [replace(ref, certainty=weight("speakers_own") * ref.certainty) for ref in speakers]

    def _joined(self, act: Act, objects: list[Word]) -> Act:
        """Exercises of several, against nobody, are held together: "French and Egyptian ships began war games"."""
        exercise = any("exercise" in self.arguments.classes(noun) for noun in objects)
        if act.type is EventType.MOBILIZE and exercise and len(act.sources) > 1 and not act.targets:
            return replace(act, type=EventType.COOPERATE, mode=None, cameo="062", symmetric=True)
        return act

    def _noun(self, noun: Word) -> Act | None:
        row = self.senses.of_noun(noun)
        if row is None or row.type is None or self.no_act(noun, row) is not None:
            return None
        act = _act(row, row.type, noun, words=(noun,), certainty=weight("noun_act"))
        sources, targets = self._noun_sides(act, row)
        return self._settled(replace(act, sources=tuple(sources), targets=tuple(targets)), row)

    def no_act(self, noun: Word, row: PredicateRow) -> Reason | None:
        """Why a noun tells no act though a row of it fits, if so."""
        if row.type is None:
            return Reason.NO_EVENT
        if self.arguments.phrases.hit(noun):
            return Reason.IN_NAME
        if noun.dep == "compound":
            return Reason.COMPOUND  # "war games" are no war
        mentioned = noun.lemma in _PAPERS and noun.dep in {"appos", "pobj", "poss"}
        return Reason.MENTIONED if mentioned and row.type is EventType.SUPPORT else None

    def _noun_sides(self, act: Act, row: PredicateRow) -> tuple[Sequence[Ref], Sequence[Ref]]:
        noun = act.word
        owners = self.arguments.modifiers(noun)
        around = frames.prepositions(noun)
        said = (
            [] if "from" in row.target or act.type not in _VOICED else around.get("from", [])
        )  # "protests from London"
        agents = self.arguments.doers([*around.get("by", []), *said])
        targets = self._targets.of_noun(row, noun, act.type)
        if act.type is EventType.ASSAULT and noun.child("poss") is None:  # the Berlin bombing hit Berlin
            scenes = [owner for owner in owners if owner.how in _SCENES or self._fought_in(noun, owner)]
            owners = [owner for owner in owners if owner not in scenes]
            targets = targets or scenes
        if noun.lemma in _SUFFERED and not targets:  # Navalny's poisoning; but: Russia's poisoning of Navalny
            targets = [o for o in owners if o.actor.kind is ActorKind.PERSON]
            owners = [o for o in owners if o not in targets]
        if not owners and not agents:
            agents = self._unnamed_agents(act, targets)
        if agents:
            return agents, [t for t in targets or owners if t.side not in {a.side for a in agents}]
        if act.symmetric and len(owners) > 1:
            return every_pair(owners)
        if act.symmetric and len(targets) > 1 and not owners:
            return every_pair(targets)
        return owners, [t for t in targets if t.side not in {o.side for o in owners}]

    def _fought_in(self, noun: Word, owner: Ref) -> bool:
        """Whether a war is named after where it is: "the Gaza war", not "the Israeli war"."""
        return noun.lemma in _WARS and any(
            c.start == owner.start and owner.how == Ground.NAME for c in noun.all("compound")
        )

    def _unnamed_agents(self, act: Act, targets: list[Ref]) -> list[Ref]:
        """Who did it when no possessor says so: "the withdrawal of British troops", "spoke during a meeting with X"."""
        if act.type in {EventType.RETREAT, EventType.MOBILIZE}:
            moved = self.arguments.heads(frames.prepositions(act.word).get("of", []))
            return self.arguments.doers([w for w in moved if self.arguments.acts_for_owner(w)])
        if act.type is EventType.PROTEST and act.word.dep == "pobj" and act.word.head.head.is_verb:
            return self.arguments.refs(frames.subjects(act.word.head.head))  # "youths threw stones during a protest"
        if act.type in TALKING and act.symmetric:
            return self.arguments.meeting_host(act.word, {t.side for t in targets})
        return []

    def _adjective(self, word: Word) -> Act | None:
        if word.tag not in {"VBN", "NN", "NNS"} and word.dep not in _PREDICATIVE:
            return None
        row = self.senses.of_adjective(word)
        if row is None or row.type is None:
            return None
        about, holders = self._predication(word)
        if row.target in {("subj",), ()}:
            targets = self.arguments.refs(about)
            sources = holders or self.speakers.get(word.i, ())
        else:
            slots = frames.prepositions(word)
            sources = self.arguments.doers(about)
            targets = next((r for slot in row.target if (r := self.arguments.refs(slots.get(slot, [])))), [])
        act = replace(
            _act(row, row.type, word, words=(word,), certainty=weight("adjective_act")),
            about_subject=True,
            weak=not about,
            object=about[0] if about else None,
            sources=tuple(sources),
            targets=tuple(targets),
        )
        return self._settled(act, row)

    def _predication(self, word: Word) -> tuple[list[Word], list[Ref]]:
        """What an adjective is said of, and who says so ("called the raid unacceptable")."""
        head = word.head
        if word.tag == "VBN" and (word.child("nsubjpass", "nsubj") or word.dep in {"acl", "relcl"}):
            return frames.objects(word) if frames.is_passive(word) else frames.subjects(word), []  # was appalled by
        if word.dep == "conj" and not head.is_verb:
            return self._predication(head)
        if word.dep == "oprd" and head.is_verb:
            # "called Mali's decision hasty": parsers may hang the decision, or only its owner, on the adjective
            stray = [c for c in word.all("nmod", "compound", "poss", "nsubj") if c.i < word.i]
            return frames.objects(head) or stray, self.arguments.doers(frames.subjects(head))
        if word.dep == "ccomp" and head.lemma in _JUDGING and (own := word.all("nsubj", "nsubjpass")):
            return own, self.arguments.doers(frames.subjects(head))  # "considers the wall illegal"
        if word.dep == "pobj" and head.lower == "as" and (verb := _governor(head)) is not None:
            about = frames.objects(verb) or frames.prepositions(verb).get("to", [])
            return about, self.arguments.doers(frames.subjects(verb))  # described it as, referred to it as
        if word.dep in {"dobj", "appos"}:  # "called the strike a crime", where parsers lose the object
            verb = head if word.dep == "dobj" and head.is_verb else head.head
            objects = [
                w for w in verb.subtree() if w.dep in {"nsubj", "dobj"} and w.head is verb and verb.i < w.i < word.i
            ]
            return objects, self.arguments.doers(frames.subjects(verb))
        if word.dep == "amod" and head.dep in {"oprd", "attr"} and word.i < head.i:
            return self._predication(head)  # "is an illegal act", "called it an adverse step"
        if word.dep == "amod":  # "called the remarks unacceptable", which parsers take for a modifier
            called = word.i > head.i and head.dep == "dobj" and head.head.is_verb
            return ([head], self.arguments.doers(frames.subjects(head.head))) if called else ([], [])
        return frames.subjects(head) or head.all("nsubj"), []

    def _pair_below(self, act: Act) -> Act:
        """The only two sides named below a reciprocal noun: "an exchange of fire across the Israel-Lebanon border"."""
        below = sorted(act.word.subtree(), key=lambda w: w.i)
        refs = [
            r for w in below if self.arguments.phrases.hit(w) for r in self.arguments.phrases.who(w) if not r.private
        ]
        sides = list(dict.fromkeys(ref.side for ref in refs))
        if len(sides) != 2:  # noqa: PLR2004 - a pair
            return act
        first, second = (next(r for r in refs if r.side == side) for side in sides)
        return replace(act, sources=(first,), targets=(second,))

    def _held_by(self, word: Word, sides: set[str]) -> list[Ref]:
        """Who is blamed for what befell one's own: "concerned about the arrest of its citizen in Turkey"."""
        below = sorted(word.subtree(), key=lambda w: w.i)
        there = [w for w in below if w.dep == "pobj" and w.head.lower in {"in", "by"} and self.arguments.phrases.hit(w)]
        return [ref for w in there for ref in self.arguments.phrases.who(w) if ref.side not in sides][:1]

    def _settled(self, act: Act, row: PredicateRow) -> Act:
        """Turn the sides where the row says so, and split those of a reciprocal act: "Turkey and Greece met"."""
        if "inv" in row.flags:
            act = replace(act, sources=act.targets, targets=act.sources)
        if act.symmetric and not act.targets and len(act.sources) > 1 and act.cameo != MEDIATION:
            sources, targets = every_pair(act.sources)
            act = replace(act, sources=sources, targets=targets)
        if act.symmetric and act.word.is_noun and not act.sources:
            act = self._pair_below(act)
        sides = {ref.side for ref in act.sources}
        targets = act.targets
        if act.type is EventType.ACCUSE and act.sources and {t.side for t in targets} == sides:
            targets = tuple(self._held_by(act.word, sides)) or targets
        if targets and act.sources and not act.symmetric:
            targets = tuple(t for t in targets if t.side not in sides) or targets
        return act if targets == act.targets else replace(act, targets=targets)


def _act(
    row: PredicateRow, type_: EventType, word: Word, *, words: tuple[Word, ...], certainty: float = weight("verb_act")
) -> Act:
    return Act(
        word=word,
        rows=(row.id,),
        type=type_,
        mode=row.mode,
        cameo=row.cameo,
        symmetric="sym" in row.flags,
        weak="weak" in row.flags,
        words=words,
        certainty=certainty,
    )


def every_pair(parties: Sequence[Ref]) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """Sources and targets of what several do together, such that each two of them are a pair once.

    Of more than that nobody says who dealt with whom.
    """
    return ((), ()) if len(parties) > _TABLE else (tuple(parties[:-1]), tuple(parties[1:]))


def _blamed(act: Act, acts: Mapping[int, Act]) -> Act:
    """A hostile act without a doer, told as the reason for blaming somebody, was done by whom one blames.

    "Vietnam protested to China over an attack on a fishing boat": China attacked.
    """
    if act.sources or act.type.quad != EventType.ASSAULT.quad:
        return act
    above = next((acts[word.i] for word in act.word.ancestors() if word.i in acts), None)
    sides = {ref.side for ref in act.targets}
    if above is None or above.type not in _BLAMING or not any(ref.side in sides for ref in above.sources):
        return act
    blamed = (ref for ref in above.targets if ref.side not in sides)
    return replace(act, sources=tuple(replace(ref, certainty=weight("blamed_doer") * ref.certainty) for ref in blamed))


def _particles(row: PredicateRow, verb: Word) -> list[Word]:
    return [c for c in verb.children if c.lower in row.trigger[1:] and c.dep in {"prt", "prep", "advmod", "agent"}]


def _is_predicative(noun: Word) -> bool:
    """Whether a noun says what somebody is: "called him a killer", "the vote was a farce", "refer to it as a lie"."""
    return (
        noun.dep in {"attr", "oprd"}
        or (noun.dep == "pobj" and noun.head.lower == "as")
        or (noun.dep == "dobj" and "call" in {noun.head.lemma, noun.head.head.lemma})
    )


def _governor(preposition: Word) -> Word | None:
    """The verb above a preposition, also when the parser hung it on the verb's object."""
    head = preposition.head
    if not head.is_verb and head.dep in {"dobj", "pobj"}:
        head = head.head
    head = head if head.is_verb else head.head
    return head if head.is_verb else None
