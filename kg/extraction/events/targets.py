"""The other side of an act: whom a verb or noun is done to, by its slots, the places around it and its purpose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.entities.possession import is_at_odds
from kg.extraction.entities.references import Ground, Ref
from kg.extraction.events.addressees import implied
from kg.extraction.events.arguments import HOSTILE, TALKING, Arguments
from kg.extraction.events.contents import content, phrase
from kg.extraction.events.ones_own import are_ones_own, homes
from kg.extraction.events.put_forward import put_forward
from kg.extraction.syntax import frames
from kg.extraction.syntax.company import in_company, without_company
from kg.extraction.syntax.reciprocity import is_reciprocal
from kg.extraction.syntax.tree import Word
from kg.lexicon import PredicateRow
from kg.lexicon.weights import weight
from kg.lexicon.words import ordered, words
from ontology import ActorKind, EventType

_ON_A_PLACE = frozenset("ASSAULT MOBILIZE AID COERCE RETREAT COOPERATE".split())  # types whose place is their target
_HOSTED = frozenset("SUPPORT AGREE AID RETREAT MOBILIZE".split())  # a mission's host may stand deep in the object
TO_CITIZENS = frozenset("ASSAULT COERCE SANCTION AID CONCEDE RETREAT ACCUSE COOPERATE REQUEST".split())
"""Types of acts by which citizens count as their state: they are shot, arrested, accused, let in."""
_VERB_SLOTS = ordered("verb_slots")
_NOUN_SLOTS = ordered("noun_slots")
_TALK_SLOTS = words("talk_slots")
_PLACE_SLOTS = ordered("place_slots")
_BORDERS = words("borders")
_REACTING = words("reacting_verbs")
_BESIDE = words("beside")  # "near the Thai border" is not in Thailand
_NOT_STRUCK = frozenset({"from", "over"})  # "fired rockets from Gaza", "attacked his rival over Iran"
_APPEALING = frozenset({"with", "to"})
_JUDGED = frozenset({EventType.ACCUSE, EventType.SUPPORT})
_BEFALLING = words("befalling")
_ATTACK = "attack"  # the class of nouns
_SERVICES = words("services")
_FOR = "for"
_SUFFERED = words("suffered_nouns")
_SCENES = frozenset({Ground.PLACE, Ground.CITY})
_AVENGING = words("avenging")
_DISCUSSING = words("discussing")
_DATING = words("dating_prepositions") - {"during"}  # during talks one discusses it with their other side


class Targets:
    """Finds the targets of the predicates of one sentence."""

    def __init__(self, arguments: Arguments) -> None:
        """Take whom the sentence's phrases stand for."""
        self._arguments = arguments
        self._phrases = arguments.phrases

    def of_verb(self, row: PredicateRow, verb: Word, type_: EventType | None, sources: Sequence[Ref]) -> list[Ref]:
        """The other side of a verb: its own slots first, then the usual ones, then places, then deep in the object."""
        if "sym" not in row.flags and (both := self._each_other(verb, sources)):
            return both
        sides = {ref.side for ref in sources}
        outer = frames.prepositions(verb)
        inside = [*frames.objects(verb), *outer.get(" ".join(row.trigger[1:]), ())]
        judged = [obj for obj in self._arguments.heads(inside) if type_ in _JUDGED and self._suffered(obj, row)]
        around = [outer, *(frames.prepositions(obj) for obj in self._arguments.heads(inside) if obj not in judged)]
        around = around if type_ not in HOSTILE else [without_company(slots) for slots in around]
        mutual = "sym" in row.flags and len(sources) > 1  # their own counterparts: "signed at the White House"
        clause = frames.complement(verb) if type_ is EventType.REQUEST else None
        asked = ["comp"] if clause is not None and clause.child("nsubj") else []  # "demanded that India release"
        direct = self._directly(row, verb, inside, sides, type_)
        if direct or self._stays_at_home([*asked, *row.target], verb, around, sides, type_):
            return direct
        usual = _slots(row, _VERB_SLOTS, type_) if row.target != ("comp",) else ["comp"]
        for slot in [*asked, *usual]:
            if mutual and slot not in {"obj", "with", "between"}:
                continue
            words = self._slot(slot, verb, around)
            others = [r for r in self._named(slot, words, verb, sides) if r.side not in sides]
            refs = [r for r in others if self._may_be_target(r, words, slot, type_)]
            if refs := [r for r in refs if not any(self._befell(r, deed) for deed in judged)]:
                return refs
        if judged or mutual or row.target == ("comp",):  # "does not want to improve ties with Russia" asks nobody
            return []
        if refs := self._places(around, sides | homes(sources, type_), type_):
            return refs
        if refs := implied(self._arguments, verb, sides, type_):
            return refs
        if type_ in {EventType.CONSULT, EventType.COOPERATE} or ("sym" in row.flags and len(sources) > 1):
            return []
        return self._deeper(verb, sides, places=type_ in _HOSTED)

    def _named(self, slot: str, words: list[Word], verb: Word, sides: set[str]) -> list[Ref]:
        """Whom a slot names, but not the parties to a topic: "discussed the deal between"."""
        named = self._arguments.refs(words)
        topic = slot == "between" and verb.lemma in _DISCUSSING and all(r.side not in sides for r in named)
        return [] if topic else named

    def _stays_at_home(
        self,
        slots: list[str],
        verb: Word,
        around: Sequence[dict[str, list[Word]]],
        sides: set[str],
        type_: EventType | None,
    ) -> bool:
        """Whether the first slot that is filled is so by one's own people: "told the army to help Somalia"."""
        filled = next(((slot, found) for slot in slots if (found := self._slot(slot, verb, around))), None)
        if filled is None or type_ in TALKING:
            return False
        return are_ones_own(self._phrases, filled[1], filled[0], sides, type_)

    def _each_other(self, verb: Word, sources: Sequence[Ref]) -> list[Ref]:
        """Those who do it themselves, where they do it to each other."""
        if len(sources) < 2:  # noqa: PLR2004 - two make a pair
            return []
        words = (word for word in verb.subtree() if is_reciprocal(word) and frames.clause_of(word) is verb)
        return [ref for word in words for ref in self._phrases.who(word)]

    def of_noun(self, row: PredicateRow, noun: Word, type_: EventType | None) -> list[Ref]:
        """The other side of a noun: in its own slots, the usual ones, or the place where it happened."""
        prepositions = frames.prepositions(noun)
        prepositions = without_company(prepositions) if type_ in HOSTILE else prepositions
        for slot in (*_slots(row, _NOUN_SLOTS, type_), *(_PLACE_SLOTS if type_ in _ON_A_PLACE else ())):
            if slot == _FOR and noun.lemma in _AVENGING:  # "reprisals for the killing of": that is their reason
                continue
            words = prepositions.get(slot, [])
            if refs := [r for r in self._arguments.refs(words) if self._may_be_target(r, words, slot, type_)]:
                return refs
        return []

    def _suffered(self, noun: Word, row: PredicateRow) -> bool:
        """Whether a noun is a deed against somebody that the verb judges, without a word on whom it blames for it."""
        return self._phrases.memory.deeds.has_victim(noun.lemma) and "on" not in row.target[:2]

    def _own_deed(self, ref: Ref, word: Word) -> bool:
        """Whether somebody is remembered for a deed: "carried out the attacks" is not done to him."""
        return ref.start == word.start and self._phrases.memory.deeds.has_victim(word.lemma)

    def _hit_there(self, ref: Ref, deed: Word) -> bool:
        """Whether a deed is called after the town where it was done: "the Moscow attacks", not "Moscow's attacks"."""
        named = (child for child in deed.subtree() if child.dep in {"compound", "nmod"} and child.i < deed.i)
        there = (child.start <= ref.start < child.end and self._phrases.is_town(child) for child in named)
        return any(there) and _ATTACK in self._arguments.classes(deed)

    def _befell(self, ref: Ref, deed: Word) -> bool:
        """Whether somebody named behind a deed is whom it befell: "the killing of", "the raid on"."""
        behind = [p for p in deed.all("prep") if p.lower in _BEFALLING]
        return any(word.start <= ref.start < word.end for p in behind for word in p.subtree())

    def _places(self, around: Sequence[dict[str, list[Word]]], sides: set[str], type_: EventType | None) -> list[Ref]:
        """Where some acts happen, for whom they concern."""
        for slot in _PLACE_SLOTS if type_ in _ON_A_PLACE else ():
            words = [w for prepositions in around for w in prepositions.get(slot, ())]
            refs = [r for r in self._arguments.refs(words) if r.side not in sides]
            if refs and not (slot in _BESIDE and all(word.lemma in _BORDERS for word in words)):
                return [replace(r, certainty=weight("place_as_target") * r.certainty) for r in refs]
        return []

    def _slot(self, slot: str, verb: Word, around: Sequence[dict[str, list[Word]]]) -> list[Word]:
        if slot == "obj":
            return frames.objects(verb)
        if slot == "subj":
            return frames.subjects(verb)
        if slot == "comp":
            said = (frames.complement(word) or content(word) for word in (verb, *frames.objects(verb)))
            return next((frames.subjects(clause) for clause in said if clause is not None), [])
        words = [w for prepositions in around for w in prepositions.get(slot, ())]
        if words or slot not in {"with", "between"}:
            return words
        nested = (frames.prepositions(w) for where, words in around[0].items() if where not in _DATING for w in words)
        return [w for prepositions in nested for w in prepositions.get(slot, ())]  # "in a dispute with Canada"

    def _may_be_target(self, ref: Ref, words: list[Word], slot: str, type_: EventType | None) -> bool:
        if (ref.private and type_ not in TO_CITIZENS) or (ref.how == Ground.CITY and type_ not in _ON_A_PLACE):
            return False
        if type_ is EventType.ACCUSE and slot in _APPEALING and ref.actor.kind is ActorKind.IGO:
            return False  # "filed a case with the World Trade Organization": against whom, others say
        if slot == "with" and words and all(word.lemma in _SERVICES for word in words):
            return False  # "reached a deal with French mediation"
        if ref.how == Ground.OWNER and type_ is EventType.ASSAULT and any(self._own_deed(ref, word) for word in words):
            return False
        if type_ is EventType.ACCUSE and slot == "obj" and any(self._hit_there(ref, word) for word in words):
            return False
        if slot in _BESIDE and type_ is EventType.ASSAULT and all(word.lemma in _BORDERS for word in words):
            return False
        return not (slot == "at" and type_ is EventType.CONSULT and any(self._phrases.is_place(w) for w in words))

    def _directly(
        self, row: PredicateRow, verb: Word, inside: list[Word], sides: set[str], type_: EventType | None
    ) -> list[Ref]:
        """Whom some acts concern before any slot is looked at: who is struck, and whose deed is blamed."""
        if type_ in _ON_A_PLACE or type_ is EventType.PROTEST:
            return self._whom(verb, sides, type_)
        if type_ is EventType.ACCUSE:  # "condemned the raid on Goma by Rwanda": who did it, not where
            by = [word for obj in self._arguments.heads(inside) for word in frames.prepositions(obj).get("by", ())]
            if not frames.is_passive(verb):  # where parsers hang it on the verb
                by += frames.prepositions(verb).get("by", ())
            deeds = self._arguments.heads(inside)
            found = self._arguments.doers(by) or [ref for deed in deeds for ref in self._doers_of(deed)]
            return [ref for ref in found if ref.side not in sides]
        return put_forward(self._arguments, row, self._arguments.heads(inside), sides)

    def _doers_of(self, deed: Word) -> list[Ref]:
        """Whose an attack is by what stands before it, wherever it was: "the Israeli military operations in Gaza"."""
        if _ATTACK not in self._arguments.classes(deed) or deed.lemma in _SUFFERED:
            return []
        owners = self._arguments.modifiers(deed)
        scenes = [c for c in deed.all("compound", "nmod") if self._phrases.is_place(c) and not c.text.isupper()]
        owners = [r for r in owners if r.how not in _SCENES and all(r.start != c.start for c in scenes)]
        return [r for r in owners if not self._hit_there(r, deed)]

    def _whom(self, verb: Word, sides: set[str], type_: EventType | None) -> list[Ref]:
        """An object that is somebody comes before the place: the French embassy in Beirut was hit."""
        objects = frames.objects(verb)
        return [
            ref
            for ref in self._arguments.refs(objects)
            if (
                ref.how in {Ground.ROLE, Ground.NAME, Ground.PERSON}
                or (ref.how == Ground.OWNER and ref.actor.kind is ActorKind.ARMED_GROUP)
            )  # "Hezbollah positions"
            and ref.side not in sides
            and self._may_be_target(ref, objects, "obj", type_)
            and not any(self._phrases.is_place(word) for word in objects)
        ]

    def _deeper(self, verb: Word, sides: set[str], *, places: bool) -> list[Ref]:
        """The other side inside the object or its modifiers: "extended the mandate of its mission in Sierra Leone"."""
        for obj in self._arguments.heads(frames.objects(verb)):
            for word in sorted(phrase(obj), key=lambda w: w.i):
                if _BORDERS & {word.lemma, word.head.lemma} or any(map(in_company, (word, *word.ancestors()))):
                    continue
                if is_at_odds(obj) or self._phrases.is_town(word) or (not places and self._phrases.is_place(word)):
                    continue
                if verb.lemma in _REACTING and self._phrases.of_a_citizen(word):
                    continue  # praise for a poet is none for his country
                refs = [r for r in self._phrases.who(word) if r.side not in sides and not r.private]
                if refs := [r for r in refs if not self._hit_there(r, obj)]:
                    return [replace(r, certainty=weight("deep_target") * r.certainty) for r in refs]
        return []


def _slots(row: PredicateRow, usual: tuple[str, ...], type_: EventType | None) -> list[str]:
    """The row's own slots, then the usual ones; talks have none behind *on* or *about*, attacks none behind *from*."""
    taken = {*row.target, *(["obj"] if row.target else []), *(_NOT_STRUCK if type_ is EventType.ASSAULT else [])}
    rest = (slot for slot in usual if slot not in taken and not (type_ in TALKING and slot not in _TALK_SLOTS))
    return [*row.target, *rest]
