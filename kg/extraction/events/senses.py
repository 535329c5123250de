"""Which sense of a word a sentence uses: the most specific row of the tables whose conditions hold."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.entities.references import Ground, Ref
from kg.extraction.events import mood
from kg.extraction.events.arguments import Arguments
from kg.extraction.events.listed import beside, is_one_of, listed_as
from kg.extraction.events.row_slots import open_slot, possible, takes, without_phrase
from kg.extraction.reasons import Reason
from kg.extraction.syntax import frames
from kg.extraction.syntax.company import moves_on
from kg.extraction.syntax.tree import Word
from kg.lexicon import PredicateLexicon, PredicateRow
from kg.lexicon.words import words
from ontology import ActorKind, EventType

_ONES_OWN = words("own_possessives")
_NAMING = words("naming_verbs")
_ARMS = words("arms")
_PARTICLES = words("particles")
_NATURE = words("forces_of_nature")
_VIOLENT = frozenset({EventType.ASSAULT, EventType.COERCE})
_AHEAD = frozenset({"will", "ahead"})  # flags of rows


class Senses:
    """Chooses rows for the words of one sentence."""

    def __init__(self, arguments: Arguments, lexicon: PredicateLexicon) -> None:
        """Take the sentence's sides and the tables."""
        self._arguments = arguments
        self._lexicon = lexicon
        self._possible: dict[int, Sequence[PredicateRow]] = {}

    def of_verb(self, verb: Word, sources: list[Ref], *, spoken: bool) -> PredicateRow | None:
        """The row of a verb; an opinion needs somebody who speaks, and an object may have to be the doer's own."""
        rows = () if _only_names(verb) or moves_on(verb) else self.possible_rows(verb)
        return next((row for row in rows if self.verb_misfit(row, verb, sources, spoken=spoken) is None), None)

    def possible_rows(self, verb: Word) -> Sequence[PredicateRow]:
        """The rows of a verb whose preposition or particle it has, in the order in which they are tried."""
        if verb.i not in self._possible:
            self._possible[verb.i] = possible(self.rows_of_verb(verb), verb)
        return self._possible[verb.i]

    def rows_of_verb(self, verb: Word) -> Sequence[PredicateRow]:
        """All rows of a verb, in the order in which they are tried."""
        particle = frames.particle(verb)
        rows = self._lexicon.rows.get(("v", verb.lemma), ())
        if particle:  # with its particle it is another verb: "shot down" before "shot", and never "turned to"
            may = [row for row in rows if row.trigger[1:2] in {(), (particle,)}]
            return sorted(may, key=lambda row: row.trigger[1:2] != (particle,))
        return rows

    def of_noun(self, noun: Word) -> PredicateRow | None:
        """The row of a noun."""
        return next((row for row in self.rows_of_noun(noun) if self.noun_misfit(row, noun) is None), None)

    def rows_of_noun(self, noun: Word) -> Sequence[PredicateRow]:
        """All rows of a noun, in the order in which they are tried."""
        return self._lexicon.rows.get(("n", noun.lemma), ())

    def of_adjective(self, word: Word) -> PredicateRow | None:
        """The row of an adjective, participle or predicative noun."""
        return next((row for row in self.rows_of_adjective(word) if self.adjective_misfit(row, word) is None), None)

    def rows_of_adjective(self, word: Word) -> Sequence[PredicateRow]:
        """All rows of an adjective, in the order in which they are tried."""
        return [row for form in self._written(word) for row in self._lexicon.rows.get(("a", form), ())]

    def objects(self, row: PredicateRow, verb: Word) -> list[Word]:
        """Heads of the objects that meet the row's condition on the object."""
        slot = " ".join(row.trigger[1:])
        heads = self._arguments.heads([*frames.objects(verb), *frames.prepositions(verb).get(slot, [])])
        return [head for head in heads if row.objects and is_one_of(head, row.objects)]

    def matched(self, row: PredicateRow, word: Word) -> list[tuple[Word, str]]:
        """What meets the row's condition on the object, each with the lemma or phrase that it is listed as."""
        if row.pos == "v":
            near = self.objects(row, word)
        else:
            behind = (thing for slot in frames.prepositions(word).values() for thing in slot)
            near = [*(c for c in word.children if c.i < word.i), *self._arguments.heads(list(behind))]
        listed = ((head, listed_as(head, row.objects)) for head in near)
        return [(head, lemma) for head, lemma in listed if lemma is not None]

    def verb_misfit(self, row: PredicateRow, verb: Word, sources: list[Ref], *, spoken: bool) -> Reason | None:
        """Which of its conditions keeps a row from a verb; None when all hold."""
        if _only_names(verb):
            return Reason.NAMING
        if row.target == ("subj",) and not spoken:
            return Reason.UNSPOKEN
        if _is_done_already(row, verb):
            return Reason.NO_WILL
        unarmed = "armed" in row.flags and not self._is_done_by_arms(verb)
        if unarmed or (row.type in _VIOLENT and self._is_done_by_things(verb)):
            return Reason.NOT_ARMED
        slot = open_slot(row, verb)
        if slot and not takes(verb, slot):
            if (reason := without_phrase(slot, row, verb)) is not None:
                return reason
            slot = None  # an adverb, and the object is the verb's own: "rolled back its duties", "sent home the envoy"
        if not row.objects and not row.instead:
            return None
        heads = list(self._arguments.heads(self._in_slot(row, verb, slot) if slot else frames.objects(verb)))
        if any(self._special(special, verb, heads, sources) for special in row.instead):
            return None
        fitting = [head for head in heads if is_one_of(head, row.objects) or self._is_named(head, row)]
        if not fitting:
            return _unmet(row, found=bool(heads))
        return None if row.whose is None or self._special(row.whose, verb, fitting, sources) else Reason.NOT_WHOSE

    def noun_misfit(self, row: PredicateRow, noun: Word) -> Reason | None:
        """Which of its conditions keeps a row from a noun; None when all hold."""
        if noun.text == "March" and noun.i:
            return Reason.MONTH
        modifiers = {form for c in noun.children if c.i < noun.i for form in (c.lemma, c.lower)}
        denied = self._arguments.phrases.tree.text[: noun.start].lower().endswith("non-")  # non-compliance is none
        if denied or not all(part in modifiers for part in row.trigger[:-1]):
            return Reason.OTHER_WORDS
        slots = frames.prepositions(noun)
        of = slots.get("of", [])
        if row.type is None:  # what makes it no event may stand in any phrase: "a battle against cancer"
            of = [word for words in slots.values() for word in words]
        if (row.objects or row.instead) and not (
            modifiers & row.objects
            or any(is_one_of(w, row.objects) for w in self._arguments.heads(of))
            or any(self._noun_special(special, noun) for special in row.instead)
        ):
            return _unmet(row, found=bool(modifiers or of))
        own = row.whose != ":own" or any(w.lower in _ONES_OWN for head in of for w in head.all("poss"))
        return None if own else Reason.NOT_WHOSE

    def adjective_misfit(self, row: PredicateRow, word: Word) -> Reason | None:
        """Which of its conditions keeps a row from an adjective; None when all hold."""
        slots = frames.prepositions(word.head) | frames.prepositions(word)
        behind = [head for slot in row.target for head in self._arguments.heads(slots.get(slot, []))]
        near = [*beside(word), *behind]
        if row.instead or (row.objects and not any(is_one_of(head, row.objects) for head in near)):
            return Reason.OTHER_OBJECT
        return None if slots.keys() >= set(row.trigger[1:]) else Reason.OTHER_WORDS

    def _is_done_by_arms(self, verb: Word) -> bool:
        """Whether soldiers do it: "the soldiers left Mali"; a minister who leaves withdraws nothing."""
        doers = self._arguments.heads(frames.subjects(verb))
        return any(self._arguments.classes(doer) & _ARMS for doer in doers)

    def _is_done_by_things(self, verb: Word) -> bool:
        """Whether a measure or the weather hits somebody, not a weapon: "the new sanctions target Iranian banks"."""
        doers = [*frames.subjects(verb), *([verb.head] if verb.dep == "acl" and verb.head.is_noun else [])]
        kinds = self._arguments.phrases.memory.deeds.nouns
        return any(
            kinds.get(doer.lemma) is EventType.SANCTION
            or {doer.lemma, *(c.lemma for c in doer.all("compound"))} & _NATURE
            for doer in self._arguments.heads(doers)
        )

    def _in_slot(self, row: PredicateRow, verb: Word, slot: str) -> list[Word]:
        """What stands behind the preposition a row ends in, which some parsers hang on the object.

        Not where it is a particle: who "takes a dispute over an island to court" takes over no island.
        """
        found = frames.prepositions(verb).get(slot, [])
        if found or (slot in _PARTICLES and slot not in row.target):
            return found
        return [word for thing in frames.objects(verb) for word in frames.prepositions(thing).get(slot, ())]

    def _is_named(self, head: Word, row: PredicateRow) -> bool:
        """Whether a row that asks for a leader or a town is given one by name."""
        if head.tag not in {"NNP", "NNPS"}:
            return False
        if "town" in row.objects and self._arguments.phrases.is_town(head):
            return True
        refs = self._arguments.phrases.who(head) if "leader" in row.objects else ()
        return any(ref.actor.kind is ActorKind.PERSON and not ref.private for ref in refs)

    def _special(self, special: str, verb: Word, heads: list[Word], sources: list[Ref]) -> bool:
        if special == ":clause":
            return frames.complement(verb) is not None
        if special == ":none":
            return not heads and frames.complement(verb) is None
        if special == ":asked":
            clause = frames.complement(verb)
            asked = [] if clause is None else [*clause.all("nsubj", "nsubjpass"), *heads]
            return any(ref.side not in {s.side for s in sources} for ref in self._arguments.doers(asked))
        refs = [ref for head in heads for ref in self._arguments.phrases.who(head)]
        if special == ":actor":
            return any(ref.how != Ground.OWNER for ref in refs)
        own = {ref.side for ref in sources}
        if special == ":own":
            return any(ref.side in own for ref in refs) or any(
                w.lower in _ONES_OWN for h in heads for w in h.all("poss")
            )
        return any(ref.side not in own for ref in refs)  # :foreign

    def _noun_special(self, special: str, noun: Word) -> bool:
        if special == ":clause":
            return frames.complement(noun) is not None
        of = frames.prepositions(noun).get("of", [])
        if special == ":none":
            return not of
        return any(
            ref.how != "owner" for head in self._arguments.heads(of) for ref in self._arguments.phrases.who(head)
        )

    def _written(self, word: Word) -> list[str]:
        """The forms an adjective may be listed under: as written with its hyphenated first part, and alone."""
        words = self._arguments.phrases.tree.words
        hyphenated = word.i > 1 and words[word.i - 1].text == "-" and words[word.i - 1].end == word.start
        alone = [word.lower] if word.tag in {"VBN", "VBG"} else [word.lemma, word.lower]  # "caused" is no cause
        return [*([f"{words[word.i - 2].lower}-{word.lower}"] if hyphenated else []), *alone]


def _only_names(verb: Word) -> bool:
    """Whether a verb only says what somebody calls something: "called it a mistake" is no phone call."""
    if verb.lemma == "call" and verb.child("dobj"):  # "calling Israel a threat", "called it shaming the dead"
        judged = verb.child("xcomp")
        return verb.child("dative", "oprd") is not None or (judged is not None and judged.tag == "VBG")
    return verb.lemma in _NAMING and verb.child("oprd") is not None


def _is_done_already(row: PredicateRow, verb: Word) -> bool:
    """Whether a row asks for what is to come, by *will* or by an infinitive, and the verb tells what was or is."""
    if row.flags.isdisjoint(_AHEAD) or mood.voiced(verb):
        return False
    return "will" in row.flags or not any(c.lower == "to" for c in verb.all("aux"))


def _unmet(row: PredicateRow, *, found: bool) -> Reason:
    """Which condition on the object fails, where an object was found or none."""
    if row.instead == {":none"} and not (found and row.objects):
        return Reason.NOT_ALONE
    if row.instead == {":clause"} and not row.objects:
        return Reason.NO_CLAUSE
    return Reason.OTHER_OBJECT if found else Reason.NO_OBJECT
