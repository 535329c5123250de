"""Finding acts: the predicates of a sentence that the lexicon knows, with who does them to whom. Status comes later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.entities.references import Ground, Ref
from kg.extraction.events.act import Act
from kg.extraction.events.arguments import Arguments, measured
from kg.extraction.events.captives import captors, is_release
from kg.extraction.events.companions import doers, undergoers
from kg.extraction.events.local_powers import power_there
from kg.extraction.events.noun_sides import noun_sides
from kg.extraction.events.own_measures import owners_of
from kg.extraction.events.partners import addressees, announced
from kg.extraction.events.predication import adjective_sides, is_nobodys, is_predicative, judged, says_of_what
from kg.extraction.events.put_forward import warns_of_anothers
from kg.extraction.events.senses import Senses
from kg.extraction.events.sides import blamed, halted, joined, settled
from kg.extraction.events.targets import Targets
from kg.extraction.events.visits import paid_visit
from kg.extraction.reasons import Reason
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Word
from kg.lexicon import PredicateLexicon, PredicateRow
from kg.lexicon.weights import weight
from kg.lexicon.words import words
from ontology import ActorKind, EventType

_NON = "non"
_VIOLENT = frozenset({EventType.ASSAULT, EventType.COERCE})
_PAPERS = words("papers")
_THROWING_OUT = frozenset({"expel", "deport"})  # modes
_PREDICATIVE = frozenset("acomp attr oprd ROOT conj ccomp pobj pcomp amod".split())


class ActFinder:
    """Finds the acts of one sentence."""

    def __init__(self, phrases: Phrases, lexicon: PredicateLexicon, speakers: Mapping[int, Sequence[Ref]]) -> None:
        """``speakers`` gives for each word of a reported clause who is reported."""
        self.tree = phrases.tree
        self.lexicon = lexicon
        self.arguments = Arguments(phrases, lexicon)
        self._targets = Targets(self.arguments)
        self.speakers = speakers
        self.senses = Senses(self.arguments, lexicon)

    def find(self) -> dict[int, Act]:
        """Acts by the index of their head word."""
        found: dict[int, Act] = {}
        framed: set[int] = set()  # a noun in a verb's frame ("held talks") is no event of its own
        for word, row, sources, objects in self.verbs():
            framed |= {head.i for head in objects} | self._asked_for(row, word)
            if row.type is not None and (act := self._verb(word, row, row.type, sources, objects)) is not None:
                found[word.i] = act
        for word in self.tree.words:
            if word.i not in found and word.i not in framed and (act := self._nominal(word)) is not None:
                found[word.i] = act
        return {at: blamed(act, found) for at, act in found.items()}

    def _asked_for(self, row: PredicateRow, verb: Word) -> set[int]:
        """Words before an object that a row asks for with it: *terrorist* in "listed it as a terrorist group"."""
        matched = self.senses.matched(row, verb) if row.objects else []
        return {c.i for head, listed in matched for c in head.children if c.i < head.i and c.lemma in listed.split()}

    def verbs(self) -> Iterator[tuple[Word, PredicateRow, list[Ref], list[Word]]]:
        """Each verb with a row that fits, its doers (who undergoes what is inverse), and the objects it asks for."""
        for word in self.tree.words:
            if word.is_verb and self.senses.possible_rows(word) and not frames.is_people(word):
                sources = doers(self.arguments, word)
                row = self.senses.of_verb(word, sources, spoken=self._by_others(word))
                if row is not None:
                    if "inv" in row.flags:
                        sources = sources or undergoers(self.arguments, word, row)
                    elif row.type in _VIOLENT:
                        sources = sources or self.arguments.doers(frames.subjects(word), by_deeds=True)
                    objects = self.senses.objects(row, word)
                    yield word, row, sources, [*objects, *measured(objects)]

    def _by_others(self, verb: Word) -> bool:
        """Whether somebody else than who does it says that it is done."""
        doers = {ref.side for ref in self.arguments.refs(frames.subjects(verb))}
        sayers = {ref.side for ref in self.speakers.get(verb.i, ())}
        return bool(sayers) and not (doers and sayers <= doers)

    def _nominal(self, word: Word) -> Act | None:
        if word.tag in {"NN", "NNS", "NNP", "NNPS"} or (word.tag == "VBG" and word.dep in {"pobj", "dobj", "nsubj"}):
            act = self._adjective(word) if self.senses.rows_of_adjective(word) and is_predicative(word) else None
            return act or self._noun(word)
        return self._adjective(word) if word.tag in {"JJ", "JJR", "VBN", "VBG"} else None

    def _verb(
        self, verb: Word, row: PredicateRow, type_: EventType, sources: list[Ref], objects: list[Word]
    ) -> Act | None:
        others = frames.objects(verb) or frames.prepositions(verb).get(" ".join(row.trigger[1:]), [])
        opinion, about = row.target == ("subj",), []
        if opinion:
            subjects = self._blamed_by(verb, row)
            if type_ is not EventType.THREATEN and (not subjects or is_nobodys(self.arguments, subjects)):
                return None
            about = judged(self.arguments, subjects)
        if not opinion and warns_of_anothers(self.arguments, row, objects, {ref.side for ref in sources}):
            return None
        there = sources or power_there(self.arguments, verb)
        undergone = () if opinion else there or self._own_doers(verb, row) or self._left(verb, row)
        undergone = undergone or (() if opinion else owners_of(self.arguments, self.senses, verb, type_, objects))
        doing = self.speakers.get(verb.i, ()) if opinion else undergone
        act = Act(
            word=verb,
            rows=(row.id,),
            type=type_,
            mode=row.mode,
            cameo=row.cameo,
            sources=tuple(doing),
            targets=tuple(about),
            symmetric="sym" in row.flags,
            object=others[0] if others else None,
            weak="weak" in row.flags,
            words=(verb, *_particles(row, verb), *objects),
            about_subject=opinion,
        )
        if opinion:
            return settled(self.arguments, act, row)
        if act.type is EventType.PROTEST and act.mode is None and any(s.how != Ground.ADJECTIVE for s in act.sources):
            # a government protests by note, a crowd in the street
            act = act.taken_as(self.lexicon.speech["note"])
        elif act.type is EventType.PROTEST:
            own = act.sources or self.arguments.refs(frames.subjects(verb))  # a crowd acts for its cause
            act = replace(act, sources=tuple(own))
        targets = self._targets.of_verb(row, verb, act.type, act.sources) or self._speakers_own(act)
        targets = targets or (addressees(self.arguments, verb) if act.type is EventType.REQUEST else [])
        act = replace(act, targets=tuple(targets)) if targets else act
        if act.mode is not None and act.mode.name == "visit":
            visit = paid_visit(self.arguments, act)
            if visit is None:
                return None
            act = visit
        act = announced(self.arguments, halted(self.arguments, joined(self.arguments, act, objects), objects), objects)
        return settled(self.arguments, act, row)

    def _blamed_by(self, verb: Word, row: PredicateRow) -> list[Word]:
        """Of whom an opinion is held: who does it, or who "was involved in it", "can be trusted"."""
        if not frames.is_passive(verb):
            return frames.subjects(verb)
        undergone = row.trigger[1:] or (row.type is EventType.SUPPORT and not row.objects)
        doers = [] if verb.dep == "acl" else frames.subjects(verb)  # "threats posed by Mali" are merely mentioned
        return doers or (frames.objects(verb) if undergone else [])

    def _own_doers(self, verb: Word, row: PredicateRow) -> list[Ref]:
        """Whose belongings move when nobody is said to move them; one expels those of others."""
        foreign = row.whose == ":foreign" or is_release(row) or (row.mode is not None and row.mode.name == "expel")
        foreign = foreign or (row.type is EventType.AID and ":actor" in row.instead)  # who is provided with, gets it
        hits = [hit for word in frames.objects(verb) if (hit := self.arguments.phrases.hit(word))]
        armed = any(
            hit.actor is not None and hit.actor.kind is ActorKind.ARMED_GROUP for hit in hits
        )  # the Liberation Army
        return [] if foreign or armed else self.arguments.own_doers(verb, row.type)

    def _left(self, verb: Word, row: PredicateRow) -> list[Ref]:
        """Who throws out those who "were expelled from Chad", as nobody else can."""
        if not frames.is_passive(verb) or row.mode is None or row.mode.name not in _THROWING_OUT:
            return captors(self.arguments, verb, row)
        out = self.arguments.refs(frames.prepositions(verb).get("from", ()))
        thrown = {ref.side for ref in self.arguments.refs(frames.objects(verb))}
        return [ref for ref in out if ref.side not in thrown] or captors(self.arguments, verb, row)

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

    def _noun(self, noun: Word) -> Act | None:
        row = self.senses.of_noun(noun)
        if row is None or row.type is None or self.no_act(noun, row) is not None:
            return None
        act = _act(row, row.type, noun, words=(noun,), certainty=weight("noun_act"))
        sources, targets = noun_sides(self.arguments, self._targets, act, row)
        return settled(self.arguments, replace(act, sources=tuple(sources), targets=tuple(targets)), row)

    def no_act(self, noun: Word, row: PredicateRow) -> Reason | None:
        """Why a noun tells no act though a row of it fits, if so."""
        if row.type is None:
            return Reason.NO_EVENT
        if self.arguments.phrases.hit(noun):
            return Reason.IN_NAME
        before = [word.lower for word in self.tree.words[max(noun.i - 2, 0) : noun.i]]
        if noun.dep == "compound" or before == [_NON, "-"]:
            return Reason.COMPOUND  # "war games" are no war, "non-compliance" is no compliance
        mentioned = noun.lemma in _PAPERS and noun.dep in {"appos", "pobj", "poss"}
        return Reason.MENTIONED if mentioned and row.type is EventType.SUPPORT else None

    def _adjective(self, word: Word) -> Act | None:
        if word.tag not in {"VBN", "NN", "NNS"} and word.dep not in _PREDICATIVE:
            return None
        if word.tag == "VBG" and frames.objects(word):
            return None  # "was threatening Norway" does so, "was threatening" is so
        row = self.senses.of_adjective(word)
        if row is None or row.type is None:
            return None
        about, sources, targets = adjective_sides(self.arguments, word, row, self.speakers.get(word.i, ()))
        if is_nobodys(self.arguments, about):
            return None
        act = replace(
            _act(row, row.type, word, words=(word,), certainty=weight("adjective_act")),
            about_subject=True,
            weak=not about or ("weak" in row.flags and not says_of_what(word, row)),
            object=about[0] if about else None,
            sources=tuple(sources),
            targets=tuple(targets),
        )
        return settled(self.arguments, act, row)


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


def _particles(row: PredicateRow, verb: Word) -> list[Word]:
    return [c for c in verb.children if c.lower in row.trigger[1:] and c.dep in {"prt", "prep", "advmod", "agent"}]
