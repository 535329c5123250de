"""Acts: the predicates of one sentence that the lexicon knows, with who does them to whom. Status comes later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from kg.extract import frames, status
from kg.extract.discourse import Ref
from kg.extract.phrases import Phrases
from kg.extract.tree import Tree, Word
from kg.lexicon import PredicateLexicon, PredicateRow
from kg.model import Status
from ontology import ActorKind, EventType, Mode

PARTITIVES = frozenset(
    "series number round set kind wave package group dozen hundred thousand one some pair sort form act bout spate "
    "raft string couple lot "
    "majority part member state majority flurry host campaign".split()
)
PLACES_ARE_TARGETS = frozenset(
    {EventType.ASSAULT, EventType.MOBILIZE, EventType.AID, EventType.COERCE, EventType.RETREAT, EventType.COOPERATE}
)
_VERB_SLOTS = (
    "obj",
    "with",
    "against",
    "on",
    "upon",
    "to",
    "at",
    "from",
    "of",
    "over",
    "for",
    "into",
    "toward",
    "towards",
    "between",
    "about",
)
_NOUN_SLOTS = ("between", "against", "on", "with", "to", "of", "from", "toward", "towards", "over", "into", "for", "at")
_NAMING = frozenset({"call", "consider", "name", "declare", "find", "hold", "make", "see"})
_TALK_SLOTS = frozenset({"obj", "with", "between", "to", "at", "for"})
_TALKING = frozenset({EventType.CONSULT, EventType.AGREE, EventType.COOPERATE})
_HOSTED = frozenset({EventType.SUPPORT, EventType.AGREE, EventType.AID, EventType.RETREAT, EventType.MOBILIZE})
_OCCASIONS = frozenset({"during", "after", "at", "in", "following", "before", "amid", "on"})
_SUFFERED = frozenset(
    "poisoning killing murder assassination arrest detention abduction kidnapping jailing imprisonment extradition "
    "expulsion deportation release "
    "death execution torture beating hanging trial conviction shooting capture seizure".split()
)
_PLACE_SLOTS = ("in", "inside", "near", "across", "off", "into")
_DOERS = frozenset(
    {
        "troops",
        "aircraft",
        "vessel",
        "warship",
        "missile",
        "weapons",
        "statement",
        "resolution",
        "police",
        "force",
        "step",
        "envoy",
    }
)
_PASSIVE_VICTIMS = frozenset(
    {
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.SANCTION,
        EventType.AID,
        EventType.RETREAT,
        EventType.ACCUSE,
        EventType.COOPERATE,
    }
)


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
        self.phrases = phrases
        self.lexicon = lexicon
        self.speakers = speakers
        self._consumed: set[int] = set()

    def find(self) -> dict[int, Act]:
        """Acts by the index of their head word."""
        found: dict[int, Act] = {}
        for word in self.tree.words:
            if word.is_verb:
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
            for ancestor in act.word.ancestors():
                above = acts.get(ancestor.i)
                if (
                    above is not None
                    and above.type in {EventType.ACCUSE, EventType.SANCTION, EventType.REJECT}
                    and above.sources
                ):
                    sides = {ref.side for ref in act.targets}
                    blamed = [ref for ref in above.targets if ref.side not in sides]
                    if any(ref.side in sides for ref in above.sources):
                        act.sources = [replace(ref, certainty=0.8 * ref.certainty) for ref in blamed]
                    break

    def _add(self, found: dict[int, Act], act: Act | None) -> None:
        if act is not None:
            found[act.word.i] = act

    # verbs

    def _verb(self, verb: Word) -> Act | None:
        subjects = frames.subjects(verb)
        sources = self.doers(subjects)
        row = next((r for r in self.lexicon.rows.get(("v", verb.lemma), ()) if self._fits(r, verb, sources)), None)
        if row is None or (verb.lemma in _NAMING and verb.child("oprd")):  # "called it a mistake" is no phone call
            return None
        self._consume(row, verb)
        if row.type is None:
            return None
        objects = self._objects(row, verb)
        act = Act(
            word=verb,
            rule=row.id,
            type=row.type,
            mode=row.mode,
            cameo=row.cameo,
            symmetric="sym" in row.flags,
            object=objects[0] if objects else None,
            words=self._trigger(row, verb),
            weak="weak" in row.flags,
        )
        if row.target == ("subj",):
            act.about_subject = True
            act.sources = self.speakers.get(verb.i, [])
            act.targets = self.refs(frames.subjects(verb) if not frames.is_passive(verb) else frames.objects(verb))
        else:
            act.sources = sources or self._own_doers(verb, act)
            if not act.sources and act.type is EventType.PROTEST:
                act.sources = self.refs(subjects)  # a crowd acts for its cause
            act.targets = self._verb_targets(row, verb, act)
        if "inv" in row.flags:
            act.sources, act.targets = act.targets, act.sources
        self._settle(act)
        return act

    def _own_doers(self, verb: Word, act: Act) -> list[Ref]:
        """Who did what the passive leaves unsaid but the thing's owner must have: "the UN troops were withdrawn"."""
        if not frames.is_passive(verb) or act.type not in {
            EventType.RETREAT,
            EventType.MOBILIZE,
            EventType.SANCTION,
            EventType.AID,
        }:
            return []
        own = [
            w
            for w in frames.objects(verb)
            if self.lexicon.nouns_of.get(w.lemma, frozenset())
            & {"troops", "envoy", "aircraft", "warship", "peacekeeper"}
        ]
        return [replace(ref, certainty=0.8 * ref.certainty) for ref in self.refs(own) if not ref.private]

    def _verb_targets(self, row: PredicateRow, verb: Word, act: Act) -> list[Ref]:
        sides = {ref.side for ref in act.sources}
        outer = frames.prepositions(verb)
        inside = [*frames.objects(verb), *outer.get(" ".join(row.trigger[1:]), ())]
        around = [outer, *(frames.prepositions(obj) for obj in self._heads(inside))]
        slots = row.target + tuple(s for s in _VERB_SLOTS if s not in row.target)
        for slot in slots:
            if slot == "obj":
                words = frames.objects(verb)
            elif slot == "comp":
                clause = frames.complement(verb)
                words = frames.subjects(clause) if clause else []
            elif slot == "subj":
                words = frames.subjects(verb)
            else:
                words = [w for preps in around for w in preps.get(slot, ())]
                if not words and slot in {"with", "between"}:  # "offered an olive branch in a dispute with Canada"
                    words = [w for inner in outer.values() for o in inner for w in frames.prepositions(o).get(slot, ())]
            if slot not in row.target and (
                (row.target and slot == "obj") or (act.type in _TALKING and slot not in _TALK_SLOTS)
            ):
                continue
            refs = [r for r in self.refs(words) if r.side not in sides and self._may_be_target(r, words, slot, act)]
            if refs:
                return refs
        if act.type in PLACES_ARE_TARGETS:
            for slot in _PLACE_SLOTS:
                words = [w for preps in around for w in preps.get(slot, ())]
                if refs := [r for r in self.refs(words) if r.side not in sides]:
                    return [replace(r, certainty=0.7 * r.certainty) for r in refs]
        return (
            []
            if act.type in {EventType.CONSULT, EventType.COOPERATE}
            else self._deeper(verb, sides, places=act.type in _HOSTED)
        )

    def _deeper(self, verb: Word, sides: set[str], *, places: bool) -> list[Ref]:
        """The other side inside the object or its modifiers: "extended the mandate of its mission in Sierra Leone"."""
        for obj in self._heads(frames.objects(verb)):
            for word in sorted(obj.subtree(), key=lambda w: w.i):
                refs = [
                    r
                    for r in self.phrases.who(word)
                    if r.side not in sides
                    and not r.private
                    and (places or (r.how != "city" and not self.phrases.is_place(word)))
                ]
                if refs:
                    return [replace(r, certainty=0.6 * r.certainty) for r in refs]
        return []

    def _may_be_target(self, ref: Ref, words: list[Word], slot: str, act: Act) -> bool:
        if (ref.private and act.type not in _PASSIVE_VICTIMS) or (
            ref.how == "city" and act.type not in PLACES_ARE_TARGETS
        ):
            return False
        return not (slot == "at" and act.type is EventType.CONSULT and any(self.phrases.is_place(w) for w in words))

    def _fits(self, row: PredicateRow, verb: Word, sources: list[Ref]) -> bool:
        if "will" in row.flags and not status.voiced(verb):
            return False
        rest = row.trigger[1:]
        prepositions = frames.prepositions(verb)
        slot = None
        if rest:
            part = frames.particle(verb)
            if part == rest[0]:
                rest = rest[1:]
            if rest:
                slot = " ".join(rest)
                if slot not in prepositions and not any(slot in frames.prepositions(o) for o in frames.objects(verb)):
                    return (
                        slot in {c.lower for c in verb.all("prep", "advmod", "prt", "agent")}
                        and not row.objects
                        and not row.instead
                    )
        heads = list(self._heads(prepositions.get(slot, []) if slot else frames.objects(verb)))
        if not row.objects and not row.instead:
            return True
        if any(self._special(special, verb, heads, sources) for special in row.instead):
            return True
        fitting = [head for head in heads if self._is_one_of(head, row.objects)]
        return bool(fitting) and (row.whose is None or self._special(row.whose, verb, fitting, sources))

    def _special(self, special: str, verb: Word, heads: list[Word], sources: list[Ref]) -> bool:
        if special == ":clause":
            return frames.complement(verb) is not None
        if special == ":none":
            return not heads and frames.complement(verb) is None
        refs = [ref for head in heads for ref in self.phrases.who(head)]
        if special == ":actor":
            return any(ref.how not in {"owner"} for ref in refs)
        own = {ref.side for ref in sources}
        if special == ":own":
            return any(ref.side in own for ref in refs) or any(
                w.lower in {"its", "their", "his", "her", "our"} for h in heads for w in h.all("poss")
            )
        return any(ref.side not in own for ref in refs)  # :foreign

    def _objects(self, row: PredicateRow, verb: Word) -> list[Word]:
        slot = " ".join(row.trigger[1:])
        return frames.objects(verb) or frames.prepositions(verb).get(slot, [])

    def _consume(self, row: PredicateRow, verb: Word) -> None:
        """A noun that is part of a verb's frame ("held talks") is not an event of its own."""
        if row.objects:
            slot = " ".join(row.trigger[1:])
            for head in self._heads([*frames.objects(verb), *frames.prepositions(verb).get(slot, [])]):
                if self._is_one_of(head, row.objects):
                    self._consumed.add(head.i)

    def _trigger(self, row: PredicateRow, verb: Word) -> tuple[Word, ...]:
        parts = [c for c in verb.children if c.lower in row.trigger[1:] and c.dep in {"prt", "prep", "advmod", "agent"}]
        if row.objects:
            parts += [h for h in self._heads(frames.objects(verb)) if self._is_one_of(h, row.objects)]
        return (verb, *parts)

    # nouns

    def _noun(self, noun: Word) -> Act | None:
        row = next((r for r in self.lexicon.rows.get(("n", noun.lemma), ()) if self._noun_fits(r, noun)), None)
        if row is None or row.type is None or self.phrases.hit(noun):
            return None
        act = Act(
            word=noun,
            rule=row.id,
            type=row.type,
            mode=row.mode,
            cameo=row.cameo,
            symmetric="sym" in row.flags,
            words=(noun,),
            weak="weak" in row.flags,
            certainty=0.8,
        )
        owners = self.modifiers(noun)
        prepositions = frames.prepositions(noun)
        agents = self.doers(prepositions.get("by", []))
        targets = self._noun_targets(row, act, prepositions, noun)
        if noun.lemma in _SUFFERED and not targets:  # Navalny's poisoning; but: Russia's poisoning of Navalny
            patients = [o for o in owners if o.actor.kind is ActorKind.PERSON]
            targets, owners = patients, [o for o in owners if o not in patients]
        if not owners and not agents and act.type in {EventType.RETREAT, EventType.MOBILIZE}:
            of = [w for w in self._heads(prepositions.get("of", [])) if self._acts_for_owner(w)]
            agents = self.doers(of)  # the withdrawal of British troops from Basra
            targets = [t for t in targets if t.side not in {a.side for a in agents}]
        if act.type in _TALKING and act.symmetric and not owners and not agents:
            agents = self._meeting_host(noun, {t.side for t in targets})
        if agents:
            act.sources, act.targets = agents, targets or [o for o in owners if o.side not in {a.side for a in agents}]
        elif act.symmetric and len({o.side for o in owners}) > 1:
            act.sources, act.targets = owners[:1], owners[1:]
        elif act.symmetric and len(targets) > 1 and not owners:
            act.sources, act.targets = targets[:1], targets[1:]
        else:
            act.sources = owners
            act.targets = [t for t in targets if t.side not in {o.side for o in owners}]
        if "inv" in row.flags:
            act.sources, act.targets = act.targets, act.sources
        self._settle(act)
        return act

    def _meeting_host(self, noun: Word, others: set[str]) -> list[Ref]:
        """Who met, when the meeting is the occasion of something else: "spoke during a meeting with X"."""
        preposition = noun.head
        if not others or noun.dep != "pobj" or preposition.lower not in _OCCASIONS or not preposition.head.is_verb:
            return []
        return [
            replace(r, certainty=0.8 * r.certainty)
            for r in self.doers(frames.subjects(preposition.head))
            if r.side not in others
        ][:1]

    def _noun_targets(self, row: PredicateRow, act: Act, prepositions: dict[str, list[Word]], noun: Word) -> list[Ref]:
        places = _PLACE_SLOTS if act.type in PLACES_ARE_TARGETS else ()
        for slot in (*row.target, *(s for s in _NOUN_SLOTS if s not in row.target), *places):
            if act.type in _TALKING and slot not in row.target and slot not in _TALK_SLOTS:
                continue
            words = prepositions.get(slot, [])
            refs = [r for r in self.refs(words) if self._may_be_target(r, words, slot, act)]
            if refs:
                return refs
        return []

    def modifiers(self, noun: Word) -> list[Ref]:
        """Possessor, nationality or compound: all the sides named before the noun, in order."""
        found: list[Ref] = []
        for child in noun.children:
            if child.i < noun.i and child.dep in {"poss", "amod", "compound", "nmod", "npadvmod", "dep"}:
                if child.dep != "poss" and not self.phrases.hit(child):
                    inner = [ref for c in child.children if self.phrases.hit(c) for ref in self.phrases.everyone(c)]
                    found += [
                        r for r in inner if child.dep in {"compound", "nmod"} or child.lower in {"led", "sponsored"}
                    ]
                    continue
                found += [r for r in self.phrases.everyone(child) if not r.private]
        unique: list[Ref] = []
        for ref in found:
            if all(ref.side != other.side for other in unique):
                unique.append(ref)
        return unique

    def _noun_fits(self, row: PredicateRow, noun: Word) -> bool:
        modifiers = {c.lemma for c in noun.children if c.i < noun.i}
        if not all(part in modifiers for part in row.trigger[:-1]):
            return False
        of = frames.prepositions(noun).get("of", [])
        if row.objects and not (
            modifiers & row.objects or any(self._is_one_of(w, row.objects) for w in self._heads(of))
        ):
            return False
        if row.whose == ":own":
            return any(w.lower in {"its", "their", "his", "her"} for head in of for w in head.all("poss"))
        return ":clause" not in row.instead or frames.complement(noun) is not None

    # adjectives

    def _adjective(self, word: Word) -> Act | None:
        if word.tag not in {"VBN", "NN", "NNS"} and word.dep not in {
            "acomp",
            "attr",
            "oprd",
            "ROOT",
            "conj",
            "ccomp",
            "pobj",
            "amod",
        }:
            return None
        row = next(
            (r for form in self._written(word) for r in self.lexicon.rows.get(("a", form), ()) if not r.instead), None
        )
        if row is None or row.type is None:
            return None
        about, holders = self._predication(word)
        act = Act(
            word=word,
            rule=row.id,
            type=row.type,
            mode=row.mode,
            cameo=row.cameo,
            words=(word,),
            certainty=0.8,
            about_subject=True,
            object=about[0] if about else None,
            weak=not about,
        )
        if row.target in {("subj",), ()}:
            act.targets = self.refs(about)
            act.sources = holders or self.speakers.get(word.i, [])
        else:
            act.sources = self.doers(about)
            prepositions = frames.prepositions(word)
            act.targets = next((refs for slot in row.target if (refs := self.refs(prepositions.get(slot, [])))), [])
        self._settle(act)
        return act

    def _predication(self, word: Word) -> tuple[list[Word], list[Ref]]:
        """What an adjective is said of, and who says so ("called the raid unacceptable")."""
        head = word.head
        if word.tag == "VBN" and (
            word.child("nsubjpass", "nsubj") or word.dep in {"acl", "relcl"}
        ):  # "was appalled by"
            return frames.objects(word) if frames.is_passive(word) else frames.subjects(word), []
        if word.dep == "conj" and not head.is_verb:
            return self._predication(head)
        if word.dep == "oprd" and head.is_verb:
            return frames.objects(head), self.doers(frames.subjects(head))
        if (
            word.dep == "pobj" and head.lower == "as" and (verb := _governor(head)) is not None
        ):  # described it as unacceptable
            return frames.objects(verb) or frames.prepositions(verb).get("to", []), self.doers(frames.subjects(verb))
        if (
            word.dep == "amod" and head.dep in {"oprd", "attr"} and word.i < head.i
        ):  # "is an illegal act", "called it an adverse step"
            return self._predication(head)
        if word.dep == "amod":  # "called the remarks unacceptable", which parsers take for a modifier
            verb = head.head
            return (
                ([head], self.doers(frames.subjects(verb)))
                if word.i > head.i and head.dep == "dobj" and verb.is_verb
                else ([], [])
            )
        return frames.subjects(head) or head.all("nsubj"), []

    def _written(self, word: Word) -> list[str]:
        """The forms an adjective may be listed under: as written with its hyphenated first part, and alone."""
        words = self.tree.words
        hyphenated = word.i > 1 and words[word.i - 1].text == "-" and words[word.i - 1].end == word.start
        return [*([f"{words[word.i - 2].lower}-{word.lower}"] if hyphenated else []), word.lemma, word.lower]

    # shared

    def _heads(self, words: Iterable[Word]) -> Iterator[Word]:
        """The words, their conjuncts, and what partitives such as "a series of talks" are about."""
        for word in words:
            for member in word.conjuncts():
                yield member
                if member.lemma in PARTITIVES or member.tag == "CD":
                    yield from (inner for of in member.all("prep") if of.lower == "of" for inner in of.all("pobj"))

    def _is_one_of(self, head: Word, lemmas: frozenset[str]) -> bool:
        if head.lemma in lemmas or head.lower in lemmas:
            return True
        return any(
            f"{c.lower} {head.lemma}" in lemmas or f"{c.lemma} {head.lemma}" in lemmas
            for c in head.children
            if c.i < head.i
        )

    def refs(self, words: Iterable[Word]) -> list[Ref]:
        found: list[Ref] = []
        for word in words:
            for member in [word, *(h for h in self._heads([word]) if h is not word)]:
                found += [r for r in self.phrases.who(member) if all(r.side != other.side for other in found)]
        return found

    def doers(self, words: Iterable[Word]) -> list[Ref]:
        """Those who can act: not citizens, not firms, not a country's mere belongings."""
        found: list[Ref] = []
        for word in words:
            for member in [word, *(h for h in self._heads([word]) if h is not word)]:
                for ref in self.phrases.who(member):
                    if ref.private or ref.how == "city" or (ref.how == "owner" and not self._acts_for_owner(member)):
                        continue
                    if all(ref.side != other.side for other in found):
                        found.append(ref)
        return found

    def _acts_for_owner(self, word: Word) -> bool:
        classes = self.lexicon.nouns_of.get(word.lemma, frozenset())
        return bool(classes & _DOERS) or word.lemma in PARTITIVES

    def _pair_below(self, act: Act) -> None:
        """The only two sides named below a reciprocal noun: "an exchange of fire across the Israel-Lebanon border"."""
        below = sorted(act.word.subtree(), key=lambda w: w.i)
        refs = [r for w in below if self.phrases.hit(w) for r in self.phrases.who(w) if not r.private]
        sides = list(dict.fromkeys(ref.side for ref in refs))
        if len(sides) == 2:  # noqa: PLR2004 - a pair
            first, second = (next(r for r in refs if r.side == side) for side in sides)
            act.sources, act.targets = [first], [second]

    def _settle(self, act: Act) -> None:
        """Both sides of a reciprocal act may stand in one coordination: "Turkey and Greece met"."""
        if act.symmetric and not act.targets and len(act.sources) > 1:
            act.sources, act.targets = act.sources[:1], act.sources[1:]
        if act.symmetric and act.word.is_noun and not act.sources:
            self._pair_below(act)
        sides = {ref.side for ref in act.sources}
        if act.targets and act.sources:
            act.targets = [t for t in act.targets if t.side not in sides] or act.targets


def _is_predicative(noun: Word) -> bool:
    """Whether a noun says what somebody is: "called him a killer", "the vote was a farce", "refer to it as a lie"."""
    return (
        noun.dep in {"attr", "oprd"}
        or (noun.dep == "pobj" and noun.head.lower == "as")
        or (noun.dep == "dobj" and noun.head.lemma == "call")
    )


def _governor(preposition: Word) -> Word | None:
    """The verb above a preposition, also when the parser hung it on the verb's object."""
    head = preposition.head
    if head.is_verb:
        return head
    return (
        head.head
        if head.dep in {"dobj", "pobj"} and head.head.is_verb
        else head.head.head
        if head.head.head.is_verb
        else None
    )
