"""Acts: the predicates of one sentence that the lexicon knows, with who does them to whom. Status comes later."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kg.extraction.entities.coreference import Ref
from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.events.arguments import TALKING, Arguments
from kg.extraction.events.senses import Senses
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Tree, Word
from kg.lexicon import PredicateLexicon, PredicateRow, SpeechRow
from kg.lexicon.rule_ids import chain
from kg.model import Status
from ontology import ActorKind, EventType, Mode

_SUFFERED = frozenset(
    "poisoning killing murder assassination arrest detention abduction kidnapping jailing imprisonment extradition "
    "expulsion deportation release death execution torture beating hanging trial conviction shooting capture "
    "seizure".split()
)
_VOICED = frozenset({EventType.PROTEST, EventType.ACCUSE, EventType.SUPPORT, EventType.REQUEST, EventType.THREATEN})
_MUTUAL = frozenset({"talks", "ties", "treaty", "ceasefire"})
_SCENES = frozenset({"place", "city"})
_PAPERS = frozenset("treaty agreement deal accord pact memorandum charter convention".split())
_PREDICATIVE = frozenset("acomp attr oprd ROOT conj ccomp pobj amod".split())
_JUDGING = frozenset({"consider", "call", "find", "deem", "think", "believe", "view", "judge"})
_BLAMING = frozenset({EventType.ACCUSE, EventType.SANCTION, EventType.REJECT})


@dataclass(slots=True)
class Act:
    """One predicate with its arguments; ``sources`` may be empty until a light verb lends its subject."""

    word: Word
    rule: str
    type: EventType | None
    mode: Mode | None = None
    cameo: str | None = None
    sources: list[Ref] = field(default_factory=list)
    targets: list[Ref] = field(default_factory=list)
    symmetric: bool = False
    object: Word | None = None
    certainty: float = 0.9
    status: Status = Status.OCCURRED
    words: tuple[Word, ...] = ()
    weak: bool = False
    about_subject: bool = False  # an opinion of the speaker on the subject: a speech act whatever its clause's mood

    def copy(self) -> Act:
        """A copy whose lists may be changed."""
        return replace(self, sources=list(self.sources), targets=list(self.targets))


class ActFinder:
    """Finds the acts of one sentence."""

    def __init__(self, tree: Tree, phrases: Phrases, lexicon: PredicateLexicon, speakers: dict[int, list[Ref]]) -> None:
        """``speakers`` gives for each word of a reported clause who is reported."""
        self.tree = tree
        self.lexicon = lexicon
        self.arguments = Arguments(phrases, lexicon)
        self.speakers = speakers
        self._senses = Senses(tree, self.arguments, lexicon)
        self._consumed: set[int] = set()

    def find(self) -> dict[int, Act]:
        """Acts by the index of their head word."""
        found: dict[int, Act] = {}
        for word in self.tree.words:
            if word.is_verb and not frames.is_people(word):
                self._add(found, self._verb(word))
        for word in self.tree.words:
            if word.i in found or word.i in self._consumed:
                continue
            if word.tag in {"NN", "NNS", "NNP", "NNPS"} or (
                word.tag == "VBG" and word.dep in {"pobj", "dobj", "nsubj"}
            ):
                self._add(found, (self._adjective(word) if _is_predicative(word) else None) or self._noun(word))
            elif word.tag in {"JJ", "JJR", "VBN", "VBG"}:
                self._add(found, self._adjective(word))
        self._blame(found)
        return found

    def _blame(self, acts: dict[int, Act]) -> None:
        """A hostile act without a doer, told as the reason for blaming somebody, was done by whom one blames.

        "Vietnam protested to China over an attack on a fishing boat": China attacked.
        """
        for act in acts.values():
            if act.sources or act.type is None or act.type.quad != EventType.ASSAULT.quad:
                continue
            above = next((acts[word.i] for word in act.word.ancestors() if word.i in acts), None)
            if above is None or above.type not in _BLAMING:
                continue
            sides = {ref.side for ref in act.targets}
            if any(ref.side in sides for ref in above.sources):
                blamed = [ref for ref in above.targets if ref.side not in sides]
                act.sources = [replace(ref, certainty=0.8 * ref.certainty) for ref in blamed]

    def _add(self, found: dict[int, Act], act: Act | None) -> None:
        if act is not None:
            found[act.word.i] = act

    def _verb(self, verb: Word) -> Act | None:
        subjects = frames.subjects(verb)
        sources = self.arguments.doers(subjects)
        row = self._senses.of_verb(verb, sources, spoken=verb.i in self.speakers)
        if row is None:
            return None
        objects = self._senses.objects(row, verb)
        self._consumed |= {head.i for head in objects}  # a noun in a verb's frame ("held talks") is no event of its own
        if row.type is None:
            return None
        act = _act(row, verb, words=(verb, *_particles(row, verb), *objects))
        others = frames.objects(verb) or frames.prepositions(verb).get(" ".join(row.trigger[1:]), [])
        act.object = others[0] if others else None
        if row.target == ("subj",):
            act.about_subject = True
            act.sources = self.speakers.get(verb.i, [])
            act.targets = self.arguments.refs(frames.objects(verb) if frames.is_passive(verb) else subjects)
        else:
            act.sources = sources or self.arguments.own_doers(verb, act.type)
            if act.type is EventType.PROTEST and act.mode is None and any(s.how != "adjective" for s in act.sources):
                taken_as(act, self.lexicon.speech["note"])  # a government protests by note, a crowd in the street
            elif act.type is EventType.PROTEST:
                act.sources = act.sources or self.arguments.refs(subjects)  # a crowd acts for its cause
            act.targets = self.arguments.verb_targets(row, verb, act.type, act.sources) or self._speakers_own(act)
            self._joined(act, objects)
            self._halted(act, objects)
        return self._settled(act, row)

    def _halted(self, act: Act, objects: list[Word]) -> None:
        """What two did together and nobody says who ended: "talks between Iran and France were suspended"."""
        if not act.sources and len(act.targets) > 1 and any(self.arguments.classes(w) & _MUTUAL for w in objects):
            act.sources, act.targets, act.symmetric = act.targets[:1], act.targets[1:], True

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
        return [replace(ref, certainty=0.8 * ref.certainty) for ref in speakers]

    def _joined(self, act: Act, objects: list[Word]) -> None:
        """Exercises of several, against nobody, are held together: "French and Egyptian ships began war games"."""
        exercise = any("exercise" in self.arguments.classes(noun) for noun in objects)
        if act.type is EventType.MOBILIZE and exercise and len(act.sources) > 1 and not act.targets:
            act.type, act.mode, act.cameo, act.symmetric = EventType.COOPERATE, None, "062", True

    def _noun(self, noun: Word) -> Act | None:
        row = self._senses.of_noun(noun)
        if row is None or row.type is None or self.arguments.phrases.hit(noun) or noun.dep == "compound":
            return None  # "war games" are no war
        if row.type is EventType.SUPPORT and noun.lemma in _PAPERS and noun.dep in {"appos", "pobj", "poss"}:
            return None  # a treaty that is merely mentioned is not concluded
        act = _act(row, noun, words=(noun,), certainty=0.8)
        owners = self.arguments.modifiers(noun)
        around = frames.prepositions(noun)
        said = (
            [] if "from" in row.target or act.type not in _VOICED else around.get("from", [])
        )  # "protests from London"
        agents = self.arguments.doers([*around.get("by", []), *said])
        targets = self.arguments.noun_targets(row, noun, act.type)
        if act.type is EventType.ASSAULT and noun.child("poss") is None:  # the Berlin bombing hit Berlin
            scenes = [owner for owner in owners if owner.how in _SCENES]
            owners = [owner for owner in owners if owner not in scenes]
            targets = targets or scenes
        if noun.lemma in _SUFFERED and not targets:  # Navalny's poisoning; but: Russia's poisoning of Navalny
            targets = [o for o in owners if o.actor.kind is ActorKind.PERSON]
            owners = [o for o in owners if o not in targets]
        if not owners and not agents:
            agents = self._unnamed_agents(act, targets)
        if agents:
            others = [t for t in targets or owners if t.side not in {a.side for a in agents}]
            act.sources, act.targets = agents, others
        elif act.symmetric and len(owners) > 1:
            act.sources, act.targets = owners[:1], owners[1:]
        elif act.symmetric and len(targets) > 1 and not owners:
            act.sources, act.targets = targets[:1], targets[1:]
        else:
            act.sources = owners
            act.targets = [t for t in targets if t.side not in {o.side for o in owners}]
        return self._settled(act, row)

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
        row = self._senses.of_adjective(word)
        if row is None or row.type is None:
            return None
        about, holders = self._predication(word)
        act = _act(row, word, words=(word,), certainty=0.8)
        act.about_subject, act.weak, act.object = True, not about, about[0] if about else None
        if row.target in {("subj",), ()}:
            act.targets = self.arguments.refs(about)
            act.sources = holders or self.speakers.get(word.i, [])
        else:
            slots = frames.prepositions(word)
            act.sources = self.arguments.doers(about)
            act.targets = next((r for slot in row.target if (r := self.arguments.refs(slots.get(slot, [])))), [])
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

    def _pair_below(self, act: Act) -> None:
        """The only two sides named below a reciprocal noun: "an exchange of fire across the Israel-Lebanon border"."""
        below = sorted(act.word.subtree(), key=lambda w: w.i)
        refs = [
            r for w in below if self.arguments.phrases.hit(w) for r in self.arguments.phrases.who(w) if not r.private
        ]
        sides = list(dict.fromkeys(ref.side for ref in refs))
        if len(sides) == 2:  # noqa: PLR2004 - a pair
            first, second = (next(r for r in refs if r.side == side) for side in sides)
            act.sources, act.targets = [first], [second]

    def _held_by(self, word: Word, sides: set[str]) -> list[Ref]:
        """Who is blamed for what befell one's own: "concerned about the arrest of its citizen in Turkey"."""
        below = sorted(word.subtree(), key=lambda w: w.i)
        there = [w for w in below if w.dep == "pobj" and w.head.lower in {"in", "by"} and self.arguments.phrases.hit(w)]
        return [ref for w in there for ref in self.arguments.phrases.who(w) if ref.side not in sides][:1]

    def _settled(self, act: Act, row: PredicateRow) -> Act:
        """Turn the sides where the row says so, and split those of a reciprocal act: "Turkey and Greece met"."""
        if "inv" in row.flags:
            act.sources, act.targets = act.targets, act.sources
        if act.symmetric and not act.targets and len(act.sources) > 1:
            act.sources, act.targets = act.sources[:1], act.sources[1:]
        if act.symmetric and act.word.is_noun and not act.sources:
            self._pair_below(act)
        sides = {ref.side for ref in act.sources}
        if act.type is EventType.ACCUSE and act.sources and {t.side for t in act.targets} == sides:
            act.targets = self._held_by(act.word, sides) or act.targets
        if act.targets and act.sources:
            act.targets = [t for t in act.targets if t.side not in sides] or act.targets
        return act


def taken_as(act: Act, row: SpeechRow) -> Act:
    """Give an act the type and code of a rule of speech, which stands behind the row of its word."""
    act.type, act.mode, act.cameo, act.rule = row.type, row.mode, row.cameo, chain(act.rule, row.id)
    return act


def _act(row: PredicateRow, word: Word, *, words: tuple[Word, ...], certainty: float = 0.9) -> Act:
    return Act(
        word=word,
        rule=row.id,
        type=row.type,
        mode=row.mode,
        cameo=row.cameo,
        symmetric="sym" in row.flags,
        weak="weak" in row.flags,
        words=words,
        certainty=certainty,
    )


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
