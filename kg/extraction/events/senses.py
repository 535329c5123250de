"""Which sense of a word a sentence uses: the most specific row of the tables whose conditions hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.extraction.entities.references import Ground, Ref
from kg.extraction.events import mood
from kg.extraction.events.arguments import Arguments
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Tree, Word
from kg.lexicon import PredicateLexicon, PredicateRow
from kg.lexicon.words import words
from ontology import ActorKind

_ONES_OWN = words("own_possessives")
_NAMING = words("naming_verbs")


class Senses:
    """Chooses rows for the words of one sentence."""

    def __init__(self, tree: Tree, arguments: Arguments, lexicon: PredicateLexicon) -> None:
        """Take the sentence and the tables."""
        self._tree = tree
        self._arguments = arguments
        self._lexicon = lexicon

    def of_verb(self, verb: Word, sources: list[Ref], *, spoken: bool) -> PredicateRow | None:
        """The row of a verb; an opinion needs somebody who speaks, and an object may have to be the doer's own."""
        if verb.lemma in _NAMING and verb.child("oprd"):
            return None  # "called it a mistake" is no phone call
        slots = frames.prepositions(verb)
        for row in self.rows_of_verb(verb):
            if (spoken or row.target != ("subj",)) and self._verb_fits(row, verb, slots, sources):
                return row
        return None

    def rows_of_verb(self, verb: Word) -> Sequence[PredicateRow]:
        """All rows of a verb, in the order in which they are tried."""
        rows = self._lexicon.rows.get(("v", verb.lemma), ())
        particle = frames.particle(verb) if rows else None
        if particle:  # with its particle it is another verb: "shot down" before "shot", whatever was shot
            return sorted(rows, key=lambda row: row.trigger[1:2] != (particle,))
        return rows

    def of_noun(self, noun: Word) -> PredicateRow | None:
        """The row of a noun."""
        if noun.text == "March" and noun.i:
            return None
        return next((row for row in self.rows_of_noun(noun) if self._noun_fits(row, noun)), None)

    def rows_of_noun(self, noun: Word) -> Sequence[PredicateRow]:
        """All rows of a noun, in the order in which they are tried."""
        return self._lexicon.rows.get(("n", noun.lemma), ())

    def of_adjective(self, word: Word) -> PredicateRow | None:
        """The row of an adjective, participle or predicative noun."""
        rows = [row for row in self.rows_of_adjective(word) if not row.instead]
        if not rows:
            return None
        slots = frames.prepositions(word).keys() | frames.prepositions(word.head).keys()
        return next((row for row in rows if slots.issuperset(row.trigger[1:])), None)

    def rows_of_adjective(self, word: Word) -> Sequence[PredicateRow]:
        """All rows of an adjective, in the order in which they are tried."""
        known = self._lexicon.rows
        return [row for form in self._written(word) if (rows := known.get(("a", form))) for row in rows]

    def objects(self, row: PredicateRow, verb: Word) -> list[Word]:
        """Heads of the objects that meet the row's condition on the object."""
        slot = " ".join(row.trigger[1:])
        heads = self._arguments.heads([*frames.objects(verb), *frames.prepositions(verb).get(slot, [])])
        return [head for head in heads if row.objects and _is_one_of(head, row.objects)]

    def _verb_fits(
        self, row: PredicateRow, verb: Word, prepositions: Mapping[str, list[Word]], sources: list[Ref]
    ) -> bool:
        if "will" in row.flags and not mood.voiced(verb):
            return False
        slot = _open_slot(row, verb)
        if slot and slot not in prepositions and not any(slot in frames.prepositions(o) for o in frames.objects(verb)):
            bare = slot in {c.lower for c in verb.all("prep", "advmod", "prt", "agent")}
            return bare and not row.objects and not row.instead
        if not row.objects and not row.instead:
            return True
        heads = list(self._arguments.heads(prepositions.get(slot, []) if slot else frames.objects(verb)))
        if any(self._special(special, verb, heads, sources) for special in row.instead):
            return True
        fitting = [head for head in heads if _is_one_of(head, row.objects) or self._is_named(head, row)]
        return bool(fitting) and (row.whose is None or self._special(row.whose, verb, fitting, sources))

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
        refs = [ref for head in heads for ref in self._arguments.phrases.who(head)]
        if special == ":actor":
            return any(ref.how != Ground.OWNER for ref in refs)
        own = {ref.side for ref in sources}
        if special == ":own":
            return any(ref.side in own for ref in refs) or any(
                w.lower in _ONES_OWN for h in heads for w in h.all("poss")
            )
        return any(ref.side not in own for ref in refs)  # :foreign

    def _noun_fits(self, row: PredicateRow, noun: Word) -> bool:
        modifiers = {c.lemma for c in noun.children if c.i < noun.i}
        if not all(part in modifiers for part in row.trigger[:-1]):
            return False
        slots = frames.prepositions(noun)
        of = slots.get("of", [])
        if row.type is None:  # what makes it no event may stand in any phrase: "a battle against cancer"
            of = [word for words in slots.values() for word in words]
        if (row.objects or row.instead) and not (
            modifiers & row.objects
            or any(_is_one_of(w, row.objects) for w in self._arguments.heads(of))
            or any(self._noun_special(special, noun) for special in row.instead)
        ):
            return False
        return row.whose != ":own" or any(w.lower in _ONES_OWN for head in of for w in head.all("poss"))

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
        words = self._tree.words
        hyphenated = word.i > 1 and words[word.i - 1].text == "-" and words[word.i - 1].end == word.start
        return [*([f"{words[word.i - 2].lower}-{word.lower}"] if hyphenated else []), word.lemma, word.lower]


def _open_slot(row: PredicateRow, verb: Word) -> str | None:
    """The preposition a row's trigger ends in, when it has one besides its particle: *of* in "pull out of"."""
    rest = row.trigger[1:]
    if rest and frames.particle(verb) == rest[0]:
        rest = rest[1:]
    return " ".join(rest) or None


def _is_one_of(head: Word, lemmas: frozenset[str]) -> bool:
    """Whether a noun is listed, alone or with its modifier."""
    before = [c for c in head.children if c.i < head.i]
    if any(f"!{c.lemma} {head.lemma}" in lemmas for c in before):
        return False  # a hunger strike is no strike
    if head.lemma in lemmas or head.lower in lemmas:
        return True
    return any(f"{c.lower} {head.lemma}" in lemmas or f"{c.lemma} {head.lemma}" in lemmas for c in before)
