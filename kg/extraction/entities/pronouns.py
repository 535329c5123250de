"""Whom *he*, *it*, *they* and *we* mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.entities.owned import done_to, owners
from kg.extraction.entities.references import Ground, Ref
from kg.extraction.entities.scope import Scope
from kg.extraction.syntax.frames import clause_of, objects, subjects
from kg.extraction.syntax.quotations import is_quoted
from kg.extraction.syntax.reciprocity import is_reciprocal
from kg.extraction.syntax.tree import Word
from kg.lexicon.weights import weight
from kg.lexicon.words import ordered, words
from ontology import ActorKind

_REACTING = words("reacting_verbs")
_REASONS = words("reason_conjunctions")
_PERSON = words("person_pronouns")
_THING = words("thing_pronouns")
_PLURAL = words("plural_pronouns")
_AMONG = words("among")
_TELLING = words("telling_verbs")
_WARNING = words("warning_verbs")
_DUTIES = words("obligations")
_SPEAKER = words("speaker_pronouns")
_SAY = words("saying_verbs")
_OF_TEXTS = words("issued_texts")
_ONTO = ordered("onto_prepositions")


def pronoun(scope: Scope, word: Word) -> tuple[Ref, ...]:
    """Whom a personal or possessive pronoun means, if the text has named anybody that fits."""
    others = _subjects_beside(scope, word)
    if word.lower in _PLURAL and scope.speaker is not None and is_quoted(scope.tree.text, word.start):
        others |= {scope.speaker.actor.stands_for}  # who speaks for several says "we"
    if word.tag == "PRP$" and word.lower in _PLURAL and (own := _clause_subjects(scope, word)):
        return own
    several = owners(scope, word) or _same_thing(scope, word) or _faulted(scope, word)
    if several:
        found = None
    elif word.lower in _SPEAKER:
        found = scope.speaker
    elif (said := _blamed(scope, word) or _author(scope, word)) is not None:
        found = said
    elif _means_a_stranger(scope, word):
        return ()
    elif word.lower in _PERSON:
        found = scope.memory.singular(word.start, person=True, others=others, strangers=True)
    elif word.lower in _THING:
        found = scope.memory.singular(word.start, person=False, others=others, strangers=True)
        several = [] if found else scope.memory.anyone(word.start, others)[:1]
    else:
        found = None
        several = scope.memory.anyone(word.start, others) if word.lower in _PLURAL else []
        several = _both(scope, word, several) or several
    if found is not None and not found.side:  # a stranger
        return ()
    sure = weight("pronoun")
    meant = [found] if found else several
    return tuple(Ref(ref.actor, word.start, word.end, Ground.PRONOUN, sure * ref.certainty) for ref in meant)


def _blamed(scope: Scope, word: Word) -> Ref | None:
    """Whom "after it invaded" means behind what is done to somebody for a reason: him, not who does it.

    What psycholinguists call implicit causality: of *punish*, *criticise*, *thank* the reason lies with the object.
    """
    clause = word.head
    if word.dep != "nsubj" or clause.dep != "advcl" or not clause.head.is_verb or clause.head.lemma not in _REACTING:
        return None
    if not any(mark.lower in _REASONS for mark in clause.all("mark", "advmod")) or clause.all("npadvmod"):
        return None  # a day after something is no reason for it
    refs = [ref for thing in done_to(clause.head, _ONTO) for ref in scope.everyone(thing) if not ref.private]
    if word.lower in _THING:  # *it* is no person
        refs = [ref for ref in refs if ref.actor.kind is not ActorKind.PERSON]
    return refs[0] if len({ref.side for ref in refs}) == 1 else None


def _both(scope: Scope, word: Word, several: Sequence[Ref]) -> list[Ref]:
    """The two who have just met, where *they* do nothing to *them*: "Chad met Mali. They accused Togo"."""
    memory, clause = scope.memory, clause_of(word)
    alone = len(several) == 1 and word.dep == "nsubj" and not any(w.tag == "PRP" for w in objects(clause))
    two = memory.deeds.together(memory.sentence - 1) if alone else ()
    if not any(actor.stands_for == several[0].side for actor in two):
        return []
    return [replace(several[0], actor=actor) for actor in two]


def _same_thing(scope: Scope, word: Word) -> list[Ref]:
    """Whose the thing is to which two do something: "Mali rejected the deal, and Chad condemned it"."""
    verb = word.head
    if word.lower not in _THING or word.dep != "dobj" or verb.dep != "conj" or verb.child("nsubj") is None:
        return []
    things = objects(verb.head) if verb.head.is_verb else []
    refs = [ref for thing in things for ref in scope.everyone(thing)]
    return refs if refs and all(ref.how == Ground.OWNER and not ref.private for ref in refs) else []


def _faulted(scope: Scope, word: Word) -> list[Ref]:
    """Whom one tells that what is *its* is wrong, or must end: nobody blames himself to another's face."""
    clause = word.head.head
    if word.tag != "PRP$" or word.lower in _PERSON or word.head.dep not in {"nsubj", "nsubjpass"}:
        return []
    if clause.dep != "ccomp" or clause.head.lemma not in _TELLING:
        return []
    deeds, said = scope.memory.deeds, {w.lemma for w in (clause, *clause.all("attr", "acomp"))}
    must = any(c.lower in _DUTIES for c in clause.all("aux"))
    warned = clause.head.lemma in _WARNING and deeds.is_hostile(word.head.lemma)
    if not (must or warned or said & deeds.faults):
        return []
    return [ref for told in objects(clause.head) for ref in scope.everyone(told) if not ref.private]


def _author(scope: Scope, word: Word) -> Ref | None:
    """Whose statement it is in which *he* or *it* is the subject: "India noted Macron's remark that he would come"."""
    clause = word.head
    if word.dep != "nsubj" or clause.dep not in {"acl", "ccomp"} or not clause.head.is_noun or not clause.child("mark"):
        return None
    people = word.lower in _PERSON
    refs = [ref for owner in clause.head.all("poss") for ref in scope.everyone(owner)]
    refs = [ref for ref in refs if (ref.actor.kind is ActorKind.PERSON) == people]
    return refs[0] if len(refs) == 1 and word.lower in _PERSON | _THING else None


def reciprocal(scope: Scope, word: Word) -> tuple[Ref, ...]:
    """Who do something to *each other*, *one another* or, each of them, to *the other*: all of them."""
    if not is_reciprocal(word):
        return ()
    found = {ref.side: ref for doer in subjects(clause_of(word)) for ref in scope.everyone(doer) if not ref.private}
    if len(found) < 2:  # noqa: PLR2004 - several
        return ()
    sure = weight("reciprocal")
    return tuple(Ref(r.actor, word.start, word.end, Ground.PAIR, sure * r.certainty) for r in found.values())


def _means_a_stranger(scope: Scope, word: Word) -> bool:
    """Whether *it* or *they* is whoever says so, of whom we know nothing: "the charity said it was appalled"."""
    if word.lower not in _THING | _PLURAL:
        return False
    verb = next((w.head for w in (word, *word.ancestors()) if w.dep == "ccomp" and w.head.lemma in _SAY), None)
    sayer = verb.child("nsubj") if verb is not None else None
    if sayer is None or sayer.tag not in ({"NNS", "NNPS"} if word.lower in _PLURAL else {"NN", "NNP"}):
        return False
    return sayer.i < word.i and not scope.everyone(sayer) and sayer.lemma not in _OF_TEXTS


def _subjects_beside(scope: Scope, word: Word) -> frozenset[str]:
    """Sides a pronoun cannot mean, as they do to it what its clause tells: "China stopped them"."""
    if word.tag == "PRP$" and word.lower in _PERSON:  # "praised his courage": somebody else's
        verb = word.head.head
        judged = word.head.dep == "dobj" and verb.is_verb and verb.lemma in _REACTING
        judges = subjects(verb) if judged else []
        return frozenset(ref.actor.stands_for for judge in judges for ref in scope.everyone(judge))
    if word.tag != "PRP" or word.dep not in {"dobj", "dative", "pobj"} or word.lower.endswith(("self", "selves")):
        return frozenset()
    verb = word.head if word.dep != "pobj" else word.head.head
    doers = subjects(verb) if verb.is_verb else []
    return frozenset(ref.actor.stands_for for doer in doers for ref in scope.everyone(doer))


def _clause_subjects(scope: Scope, word: Word) -> tuple[Ref, ...]:
    """Whose *their* is when several do something to what is theirs: "the US and the UK told their citizens"."""
    verb = next((w for w in word.ancestors() if w.is_verb), None)
    doers = subjects(verb) if verb is not None else []
    if any(word in doer.subtree() for doer in doers):
        return ()
    named = [w for doer in doers for p in doer.all("prep") if p.lower in _AMONG for w in p.all("pobj")]
    found = {ref.side: ref for doer in (*doers, *named) for ref in scope.everyone(doer) if not ref.private}
    if len(found) < 2:  # noqa: PLR2004 - several
        return ()
    return tuple(
        Ref(ref.actor, word.start, word.end, Ground.PRONOUN, weight("pronoun") * ref.certainty)
        for ref in found.values()
    )
