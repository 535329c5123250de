"""Whose *its*, *their* and *his* are by the grammar of the verb above: of whom it is done to, not of who does it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extraction.entities.references import Ground, Ref
from kg.extraction.entities.scope import Scope
from kg.extraction.syntax.frames import objects, prepositions
from kg.extraction.syntax.tree import Word
from kg.lexicon.words import ordered, words
from ontology import ActorKind

_REACTING = words("reacting_verbs")
_STRIKING = words("striking_verbs")
_BACKING = words("siding_verbs")
_CONTROLLING = words("object_control_verbs")
_REASONS = words("blame_prepositions")
_LATER = frozenset({"after", "following"})
_SUPPORTED = words("siding_prepositions")
_ONTO = ordered("onto_prepositions")
_CONCERNING = ordered("concerning_prepositions")
_INTO = words("asked_gerunds")
_OVER = "over"  # whatever one does to another over his deed
_PERSON = words("person_pronouns")
_PLURAL = words("plural_pronouns")


def owners(scope: Scope, word: Word) -> list[Ref]:
    """Whom a possessive pronoun means, where what is done to somebody tells; nobody where nothing does."""
    if word.tag != "PRP$":
        return []
    found = _among(scope, word, _undergoing(scope, word)) or _among(scope, word, _punished(word))
    return list(found.values()) if len(found) == 1 or word.lower in _PLURAL else []


def _among(scope: Scope, word: Word, things: Iterable[Word]) -> dict[str, Ref]:
    """Whom a possessive may mean of those to whom something is done, by their sides."""
    people = word.lower in _PERSON
    found: dict[str, Ref] = {}
    for thing in things:
        if thing is word.head:
            continue
        for ref in scope.everyone(thing):
            named = ref.actor.kind is ActorKind.PERSON and ref.how != Ground.ROLE  # an envoy stands for his country
            if not ref.private and (people or not named):
                found.setdefault(ref.side, ref)
    return found


def _undergoing(scope: Scope, word: Word) -> Iterator[Word]:
    """Those to whom something is done for what is theirs, or who are to do it."""
    noun = word.head
    yield from _asked(noun)
    while noun.dep == "conj" and noun.head.is_noun:
        noun = noun.head
    preposition = noun.head
    if noun.dep != "pobj" or preposition.dep != "prep":
        return
    above = preposition.head
    ahead = above.child("nsubj") if above.is_verb and above.lemma not in _REACTING else None
    if ahead is not None and word.i < ahead.i:
        yield ahead  # "during his meeting with the king, Obama said"
    elif above.is_verb:
        yield from _for_reasons(above, preposition)
    elif above.is_noun and preposition.lower in _REASONS | _SUPPORTED:
        slots = prepositions(above)
        concerned = [one for slot in _CONCERNING for one in slots.get(slot, ()) if one is not noun]
        somebody = above.tag.startswith("NNP") or any(ref.how == Ground.ROLE for ref in scope.everyone(above))
        yield from [above] if somebody else concerned


def _punished(word: Word) -> list[Word]:
    """To whom something is done over what is his: "took Chad to court over its raid", "hit it with tariffs over"."""
    preposition = word.head.head
    verb = preposition.head if preposition.head.is_verb else preposition.head.head.head
    over = word.head.dep == "pobj" and preposition.lower == _OVER
    return objects(verb) if over and verb.is_verb else []


def _for_reasons(verb: Word, preposition: Word) -> Iterator[Word]:
    """To whom it is done: "condemned Chad over its raid", "imposed sanctions on Chad for its raid"."""
    why = preposition.lower
    reason = why == _OVER or (
        why in _REASONS
        and verb.lemma in _REACTING | _STRIKING | _BACKING
        and (why not in _LATER or verb.lemma in _REACTING)
    )
    if not reason and not (why in _SUPPORTED and verb.lemma in _BACKING):
        return
    yield from done_to(verb, tuple(slot for slot in _ONTO if slot != why))


def done_to(verb: Word, slots: Iterable[str]) -> list[Word]:
    """To whom it is done: behind some prepositions, which may hang on its object, else that: "sanctions on Chad"."""
    done = objects(verb)
    around = [prepositions(thing) for thing in (verb, *done)]
    return [one for found in around for slot in slots for one in found.get(slot, ())] or done


def _asked(noun: Word) -> Iterable[Word]:
    """Who is to do something with what is his: "ordered Chad to close its embassy"."""
    verb = next((above for above in noun.ancestors() if above.is_verb), None)
    if verb is None or verb.head is verb or verb.child("nsubj", "nsubjpass") is not None:
        return ()
    head = verb.head
    if verb.dep in {"xcomp", "ccomp", "advcl"} and verb.tag == "VB" and head.is_verb and head.lemma in _CONTROLLING:
        return objects(head)
    if verb.dep == "pcomp" and verb.tag == "VBG" and head.head.is_verb and head.lower in _INTO:
        return objects(head.head) if head.head.lemma in _REACTING | _CONTROLLING else ()
    return ()
