"""The sides around a predicate: whom its phrases stand for, who of them can act, whose a thing is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.entities.references import Ground, Ref
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Word
from kg.lexicon import Form, PredicateLexicon
from kg.lexicon.weights import weight
from kg.lexicon.words import words
from ontology import EventType, QuadClass

COUNTED = words("counted_talks")
PARTITIVES = words("partitives")
_GROUPS = words("listing_nouns")
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SINGULAR = frozenset({"NN", "NNP"})
_INCLUDING = "including"
TALKING = frozenset({EventType.CONSULT, EventType.AGREE, EventType.COOPERATE})
HOSTILE = frozenset(t for t in EventType if t.quad in {QuadClass.VERBAL_CONFLICT, QuadClass.MATERIAL_CONFLICT})
_MOVING = frozenset("RETREAT MOBILIZE SANCTION AID".split())
_DOERS = words("acting_classes")
_ONES_OWN = words("own_classes")
_OCCASIONS = words("occasions")
_FOR = "for"
_HERE = words("dateline_adverbs")
_LED = words("led")
_MONEY = words("money")
_WARS = words("wars")
_ATTACK = "attack"  # the class of nouns
_FIRE = words("fire")
_PART_LINKS = frozenset({"of"})
_SUM_LINKS = frozenset({"of", "in"})


def _listed(group: Word) -> Iterator[Word]:
    """Who is named of a group: "several countries, including Canada and Australia"."""
    if group.lemma in _GROUPS:
        yield from (inner for first in _among(group) for inner in first.conjuncts())


def _among(group: Word) -> Iterator[Word]:
    """Whom a plural names as some of its own: "states, including Chad, met", "leaders hailed it, including NAME"."""
    yield from (some for p in group.all("prep") if p.lower == _INCLUDING or _is_such_as(p) for some in p.all("pobj"))
    if group.dep in _SUBJECTS:  # parsers take them for some of the one thing that stands before them
        things = [group.head, *(thing for thing in group.head.all("dobj") if thing.tag in _SINGULAR)]
        late = (p for thing in things for p in thing.all("prep") if p.lower == _INCLUDING and p.i > group.head.i)
        yield from (some for p in late for some in p.all("pobj") if some.tag == "NNP")


def _is_such_as(preposition: Word) -> bool:
    """Whether a preposition names some of many: "countries such as Chad", "states like Chad"."""
    if preposition.lower == "like":
        return preposition.head.tag == "NNS"
    return preposition.lower == "as" and any(c.lower == "such" for c in preposition.all("amod", "advmod"))


class Arguments:
    """Finds the sides around the predicates of one sentence."""

    def __init__(self, phrases: Phrases, lexicon: PredicateLexicon) -> None:
        """Take the sentence's phrases and the noun classes."""
        self.phrases = phrases
        self._lexicon = lexicon

    def heads(self, words: Iterable[Word]) -> Iterator[Word]:
        """The words, their conjuncts, and what partitives such as "a series of talks" are about."""
        for word in words:
            for member in word.conjuncts():
                yield member
                if member.lemma in PARTITIVES or member.tag == "CD":
                    links = _SUM_LINKS if counts_money(member) else _PART_LINKS
                    for inner in (inner for of in member.all("prep") if of.lower in links for inner in of.all("pobj")):
                        yield inner
                        yield from _listed(inner)  # "a number of countries, including Canada"
                yield from _listed(member)

    def refs(self, words: Iterable[Word]) -> list[Ref]:
        """Everybody the words stand for, each side once."""
        found: list[Ref] = []
        for word in words:
            for member in [word, *(h for h in self.heads([word]) if h is not word)]:
                found += [r for r in self.phrases.who(member) if all(r.side != other.side for other in found)]
        return found

    def doers(self, words: Iterable[Word], *, by_deeds: bool = False) -> list[Ref]:
        """Those who can act: not citizens, not firms, not mere belongings; ``by_deeds``, also whose deed it is."""
        found: list[Ref] = []
        for word in words:
            for member in [word, *(h for h in self.heads([word]) if h is not word)]:
                for ref in self.phrases.who(member):
                    if (
                        ref.private
                        or ref.how == Ground.CITY
                        or (ref.how == Ground.OWNER and not self._may_act(member, by_deeds))
                    ):
                        continue
                    if all(ref.side != other.side for other in found):
                        found.append(ref)
        return found

    def modifiers(self, noun: Word) -> list[Ref]:
        """Possessor, nationality or compound: all the sides named before the noun, in order."""
        found: list[Ref] = []
        for child in noun.children:
            if child.i < noun.i and child.dep in {"poss", "amod", "compound", "nmod", "npadvmod", "dep"}:
                if child.dep != "poss" and not self.phrases.hit(child):
                    inner = [ref for c in child.children if self.phrases.hit(c) for ref in self.phrases.everyone(c)]
                    found += [r for r in inner if child.dep in {"compound", "nmod"} or child.lower in _LED]
                    joined = [c for c in child.all("conj") if self.phrases.hit(c) and c.i < noun.i]
                    found += [r for c in joined for r in self.phrases.who(c)]  # "international and Palestinian anger"
                    continue
                paired = [c for c in child.all("compound") if child.dep == "compound" and self.phrases.hit(c)]
                paired += [c for c in _hyphenated(child, noun) if c not in paired]
                found += [r for c in paired for r in self.phrases.who(c)]  # "US-China talks"
                found += [r for r in self.phrases.everyone(child) if not r.private]
        unique: list[Ref] = []
        for ref in found:
            if all(ref.side != other.side for other in unique):
                unique.append(ref)
        return unique

    def acts_for_owner(self, word: Word) -> bool:
        """Whether a thing can act for its owner: Russian warplanes can, Russian exports cannot."""
        return bool(self.classes(word) & _DOERS) or word.lemma in PARTITIVES

    def _may_act(self, thing: Word, by_deeds: bool) -> bool:  # noqa: FBT001 - handed on
        """Whether a thing acts for whose it is, as a deed does: "an Israeli strike killed", not "the Kunduz raid"."""
        if self.acts_for_owner(thing):
            return True
        deed = thing
        if not by_deeds or not (_ATTACK in self.classes(deed) or (deed.lemma in _FIRE and not deed.child("det"))):
            return False
        owners = [c for c in deed.all("amod", "poss", "compound", "nmod") if self.phrases.hit(c)]
        if len(owners) != 1:
            return False
        hit = self.phrases.hit(owners[0])
        return owners[0].dep in {"amod", "poss"} or (hit is not None and hit.form is Form.ADJECTIVE)

    def classes(self, noun: Word) -> frozenset[str]:
        """Names of the noun classes it belongs to."""
        known = self._lexicon.nouns_of
        pairs = (known.get(f"{child.lower} {noun.lemma}", frozenset()) for child in noun.all("compound", "amod"))
        return known.get(noun.lemma, frozenset()).union(*pairs)

    def own_doers(self, verb: Word, type_: EventType | None) -> list[Ref]:
        """Who did what the passive leaves unsaid but the thing's owner must have: "the UN troops were withdrawn"."""
        if not frames.is_passive(verb) or type_ not in _MOVING:
            return []
        own = [w for w in frames.objects(verb) if self._lexicon.nouns_of.get(w.lemma, frozenset()) & _ONES_OWN]
        return [replace(ref, certainty=weight("own_doer") * ref.certainty) for ref in self.refs(own) if not ref.private]

    def meeting_host(self, noun: Word, others: set[str]) -> list[Ref]:
        """Who met, when the meeting is the occasion of something else: "spoke during a meeting with X"."""
        preposition = noun.head
        if not others or noun.dep != "pobj" or preposition.lower not in _OCCASIONS:
            return []
        around = preposition.head
        here = around.tag == "RB" and around.lower in _HERE
        around = around.head if here else around
        here = here or (around.is_noun and around.head is around)  # "Macron in Cairo for talks with"
        if not (around.is_verb or (here and around.is_noun)):
            return []
        if preposition.lower == _FOR and not here and frames.objects(around):
            return []  # "is in Rome for talks with"; but whom one criticises for talks has held them
        return [
            replace(r, certainty=weight("meeting_host") * r.certainty)
            for r in self.doers(frames.subjects(around) if around.is_verb else [around])
            if r.side not in others
        ][:1]


def measured(objects: list[Word]) -> list[Word]:
    """What objects are measures of: *talks* in "ended two days of talks"."""
    return [word for thing in objects if thing.lemma in COUNTED for word in frames.prepositions(thing).get("of", ())]


def counts_money(word: Word) -> bool:
    """Whether a word heads a sum of money."""
    signed = word.tag in {"$", "CD"} or any(child.tag == "$" for child in word.children)
    return signed or word.lower in _MONEY or word.lemma in _MONEY


def _hyphenated(word: Word, noun: Word) -> list[Word]:
    """The first of two or three nationalities that hyphens or a stroke join, whatever they are called: "a US/UK drill".

    A war that is called after both by a stroke is a headword, not what they do to each other.
    """
    stroke = noun.lemma not in _WARS
    joined = any((c.tag == "HYPH" or (stroke and c.text == "/")) and c.i == word.i - 1 for c in word.children)
    return [c for c in word.children if joined and c.i in {word.i - 2, word.i - 4}]
