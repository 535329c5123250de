"""Who does what to whom in one sentence, whoever they are: the sides of its main event as spans, from the parse alone.

Where :mod:`kg.extraction.pipeline` needs actors that stand for countries, this takes any noun phrase: "a court", "two
villagers", "the strike".
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.coding.marked import Span
from kg.extraction.entities.attribution import SAY
from kg.extraction.events.mood import OBLIGATIONS, OBLIGING
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Tree, Word
from kg.lexicon import PredicateLexicon
from kg.lexicon.words import ordered, words

_LEFT_OUT = frozenset({"relcl", "acl", "advcl", "appos", "punct", "cc", "conj", "parataxis", "preconj"})
_PRONOUNS = words("no_side_pronouns")
_SLOTS = ordered("main_event_slots")
_TIMES = words("no_side_times")
# what is given, said or felt; whom it is for, to or about is the other side
_CONTENT_CLASSES = words("content_classes")
_CONTENT = words("content_nouns")
_PARTS = words("main_event_partitives")
_GIVING = words("giving_verbs")
_KEEP_OWN = words("own_speech_acts")
_DEEP = 5
_RECEIVING = ordered("recipient_prepositions")


@dataclass(frozen=True, slots=True, kw_only=True)
class MainEvent:
    """The sides and the verb of a sentence's main event; an empty tuple where the sentence leaves a side unsaid."""

    sources: tuple[Span, ...]
    targets: tuple[Span, ...]
    predicate: Word | None


def main_event(tree: Tree, predicates: PredicateLexicon) -> MainEvent:
    """The event that a sentence is about; without a verb, none."""
    verb = _start(tree)
    if verb is None:
        return MainEvent(sources=(), targets=(), predicate=None)
    verb, doers = _content(verb, _doers(verb))
    if not doers and (clause := verb.child("advcl")) is not None and clause.child("nsubj"):
        verb, doers = _content(clause, _doers(clause))  # "two were hurt when rebels shelled the town"
    taken = {w.i for w in doers}
    others = [w for w in _others(verb, predicates, taken, _DEEP) if w.i not in taken]
    sources = [_span(tree, w) for w in doers]
    targets = [t for t in (_span(tree, w) for w in others) if not any(a < t[1] and t[0] < b for a, b in sources)]
    return MainEvent(sources=tuple(sources), targets=tuple(targets), predicate=verb)


def _start(tree: Tree) -> Word | None:
    """The main verb of the first part of the text that has one with a subject."""
    for root in (w for w in tree.words if w.head is w):
        if root.is_verb or root.child("nsubj", "nsubjpass"):
            return root
    return next((w for w in tree.words if w.is_verb), None)


def _doers(verb: Word) -> list[Word]:
    found = [m for w in frames.subjects(verb) if w.is_noun or w.tag.startswith("JJ") for m in w.conjuncts()]
    return [w for w in found if w.is_noun]


def _content(verb: Word, doers: list[Word]) -> tuple[Word, list[Word]]:
    """From "said it would meet" to *meet*, from "said the army shelled" to what the army did."""
    for _ in range(_DEEP):
        clause = verb.child("ccomp", "xcomp")
        if clause is None or not (clause.is_verb or clause.child("nsubj")):
            break
        own = clause.all("nsubj", "nsubjpass")
        if _obliged(clause) and own:
            return clause, doers
        if verb.lemma in SAY and verb.lemma not in _KEEP_OWN:
            inner = _doers(clause)
            if own and own[0].lower not in _PRONOUNS and inner:
                return _content(clause, inner)
            below = clause.child("advcl")
            if own and not inner and below is not None and below.child("nsubj"):
                return _content(below, _doers(below))
        elif frames.objects(verb) or (own and own[0].lower not in _PRONOUNS):
            break
        verb = clause
    return verb, doers


def _obliged(clause: Word) -> bool:
    return any(c.lower in OBLIGATIONS for c in clause.all("aux")) or clause.lemma in OBLIGING


def _others(verb: Word, predicates: PredicateLexicon, doers: set[int], depth: int) -> list[Word]:
    """The other side: what the verb's object, or the event that its object tells, is done to."""
    if not depth:
        return []
    if _obliged(verb) and (subjects := _doers(verb)) and not {w.i for w in subjects} & doers:
        return subjects[:1]
    around = _near(verb)
    if verb.lemma in _GIVING and (given := _recipients(verb, doers)):
        return given
    for obj in (w for w in frames.objects(verb) if w.i not in doers and _may_be_side(w)):
        if not _is_content(obj, predicates):
            return obj.conjuncts()
        return (
            _below(obj, doers)
            or _in_slots(around, doers)
            or _told(obj, verb, predicates, doers, depth)
            or obj.conjuncts()
        )
    found = _in_slots(around, doers)
    if found:
        if _is_content(found[0], predicates):
            return _below(found[0], doers) or found
        return found
    adjective = verb.child("acomp", "attr", "oprd")
    if adjective is not None and (found := _in_slots(_near(adjective), doers)):
        return found
    return _told(adjective or verb, verb, predicates, doers, depth) or [
        w for w in (*_doers(verb), *frames.objects(verb)) if w.i not in doers and _may_be_side(w)
    ]


def _recipients(verb: Word, doers: set[int]) -> list[Word]:
    """To whom something is given, also where the parser hung the preposition on what is given."""
    for around in (_near(verb), *(_near(obj) for obj in frames.objects(verb))):
        for slot in _RECEIVING:
            words = [w for w in around.get(slot, ()) if w.i not in doers and _may_be_side(w)]
            if words:
                return words[0].conjuncts()
    return []


def _told(word: Word, verb: Word, predicates: PredicateLexicon, doers: set[int], depth: int) -> list[Word]:
    """The side in a clause below: "issued a statement urging X to leave", "voiced hope that X would help"."""
    clauses = [*word.all("acl", "ccomp", "xcomp", "relcl", "pcomp")]
    if verb is not word:
        clauses += verb.all("ccomp", "xcomp", "advcl")
    for clause in clauses:
        own = [w for w in clause.all("nsubj") if w.i not in doers and _may_be_side(w)]
        if own and clause.dep in {"ccomp", "acl"}:
            return own[:1]
        if clause.tag == "VBN" and clause.dep == "acl":
            found = [w for w in frames.subjects(clause) if _may_be_side(w)] or _in_slots(_near(clause), doers)
        else:
            found = _others(clause, predicates, doers, depth - 1)
        if found:
            return found
    return []


def _near(word: Word) -> dict[str, list[Word]]:
    """Objects of the prepositions under a word and under its own partitives."""
    return frames.prepositions(word)


def _in_slots(around: dict[str, list[Word]], doers: set[int]) -> list[Word]:
    for slot in _SLOTS:
        words = [w for w in around.get(slot, ()) if w.i not in doers and _may_be_side(w)]
        if words:
            return words[0].conjuncts()
    return []


def _below(noun: Word, doers: set[int]) -> list[Word]:
    """Whom an event noun is about: "an attack on the embassy", "talks with Iran", "the president's request"."""
    owners = [w for w in noun.all("poss") if w.tag != "PRP$" and w.i not in doers]
    found = owners or _in_slots(_near(noun), doers)
    for word in found[:1]:
        if word.lemma in _PARTS or (word.tag != "NNP" and word.lemma in _CONTENT):
            return _in_slots(_near(word), doers) or found
    return found


def _may_be_side(word: Word) -> bool:
    return word.is_noun and word.lemma not in _TIMES and word.lower not in _PRONOUNS and word.tag not in {"CD", "EX"}


def _is_content(noun: Word, predicates: PredicateLexicon) -> bool:
    """Whether a noun says what is done, given or felt, and is nobody it could be done to."""
    if _is_named(noun):
        return False
    classes = predicates.nouns_of.get(noun.lemma, frozenset())
    return (
        noun.lemma in _CONTENT
        or noun.lemma in _PARTS
        or bool(classes & _CONTENT_CLASSES)
        or noun.tag in {"CD", "$"}
        or (not classes and ("n", noun.lemma) in predicates.rows)
    )


def _is_named(word: Word) -> bool:
    return word.tag in {"NNP", "NNPS"}


def _span(tree: Tree, head: Word) -> Span:
    """The phrase under a head without clauses, coordinations and appositions."""
    kept = [head]
    for word in kept:
        kept += [c for c in word.children if c.dep not in _LEFT_OUT]
    numbers = sorted(w.i for w in kept)
    first = last = head.i
    while first - 1 in set(numbers):
        first -= 1
    while last + 1 in set(numbers):
        last += 1
    return tree.words[first].start, tree.words[last].end
