"""Who does what a verb tells, with companions: "Kenya, along with Uganda, condemned the coup"; who undergoes it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.entities.references import Ground, Ref
from kg.extraction.events.arguments import Arguments
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Word
from kg.lexicon import PredicateRow
from kg.lexicon.words import words
from ontology import EventType

_BESIDE = words("together")
_WITH = "with"
_IN = "in"
_AS = "as"
_JOIN, _DO = "join", "do"


def doers(arguments: Arguments, verb: Word) -> list[Ref]:
    """Those who do what a verb tells, and their companions."""
    found = arguments.doers(frames.subjects(verb))
    if not found or frames.is_passive(verb):
        return found
    sides = {ref.side for ref in found}
    return [*found, *(ref for ref in arguments.doers(_companions(verb)) if ref.side not in sides)]


def undergoers(arguments: Arguments, verb: Word, row: PredicateRow) -> list[Ref]:
    """Whose is what an inverse verb is done to: "the German plan met with resistance"; towns fall, and do no more."""
    found = arguments.refs(frames.subjects(verb))
    return [ref for ref in found if ref.how != Ground.CITY or row.type is EventType.COERCE]


def _companions(verb: Word) -> Iterator[Word]:
    for subject in (verb, *verb.all("nsubj")):
        for child in subject.children:
            if child.dep == "prep" and child.i < verb.i:
                yield from _with(child)
            elif child.dep in {"acl", "advcl"} and child.lemma == _JOIN and child.i < verb.i:  # "joined by Uganda"
                yield from (word for by in child.all("agent") for word in by.all("pobj"))
    for clause in verb.all("advcl"):
        if clause.lemma == _DO and any(mark.lower == _AS for mark in clause.all("mark")):  # "as did Uganda"
            yield from (word for word in clause.all("nsubj") if word.i > clause.i)
    joining = verb.head.head if verb.dep == "pcomp" and verb.head.lower == _IN else None
    if joining is not None and joining.lemma == _JOIN:  # "joined Uganda in condemning"
        yield from joining.all("dobj")


def _with(preposition: Word) -> Iterator[Word]:
    """Whom "along with" or "together with" names, whichever of the two words is above."""
    if preposition.lower in _BESIDE:
        yield from (word for inner in preposition.all("prep") if inner.lower == _WITH for word in inner.all("pobj"))
    elif preposition.lower == _WITH:
        around = (*preposition.children, *preposition.head.children)
        if any(word.lower in _BESIDE and word.i == preposition.i - 1 for word in around):
            yield from preposition.all("pobj")
