"""The other side where a verb has none of its own: whom one writes to, whose officials one meets, whom mobs oppose."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.entities.references import Ground, Ref
from kg.extraction.events.arguments import Arguments
from kg.extraction.events.captives import casualties
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Word
from kg.lexicon.weights import weight
from kg.lexicon.words import words
from ontology import EventType

_CONDITIONS = words("conditions")
_MEDIATING = words("mediating_verbs")
_PURPOSES = words("purposes")
_CAUSES = words("causes")


def implied(arguments: Arguments, verb: Word, sides: set[str], type_: EventType | None) -> list[Ref]:
    """Whom an act of some types concerns by what stands around it; ``sides`` do it."""
    if type_ is EventType.REQUEST:
        return _addressees(arguments, verb, sides)
    if type_ is EventType.ASSAULT:
        return _dispersed(arguments, verb, sides) or casualties(arguments, verb.head)
    if type_ is EventType.PROTEST:
        return _cause(arguments, verb, sides)
    if type_ is EventType.THREATEN:
        return _provoker(arguments, verb, sides)
    if type_ is EventType.CONSULT:
        return _hosts(arguments, verb, sides) or [ref for ref in _parties(arguments, verb) if ref.side not in sides]
    return []


def _dispersed(arguments: Arguments, verb: Word, sides: set[str]) -> list[Ref]:
    """Whom violence without an object is meant for: "opened fire to disperse the demonstrators"."""
    ends = [c for c in verb.all("advcl", "xcomp") if any(aux.lower == "to" for aux in c.all("aux"))]
    refs = arguments.refs([obj for end in ends for obj in frames.objects(end)])
    return [replace(r, certainty=weight("dispersed") * r.certainty) for r in refs if r.side not in sides]


def _cause(arguments: Arguments, verb: Word, sides: set[str]) -> list[Ref]:
    """Whom a crowd is against, as its purpose says: "to demand the removal of", "in protest at the arrests by"."""
    purposes = [c for c in verb.all("advcl", "xcomp") if c.lemma in _PURPOSES]
    purposes += [w for p in verb.all("prep") for w in p.all("pobj") if w.lemma in _CAUSES]
    for purpose in purposes:
        for word in sorted(purpose.subtree(), key=lambda w: w.i):
            if refs := [r for r in arguments.phrases.who(word) if r.side not in sides and r.how != Ground.CITY]:
                return [replace(r, certainty=weight("cause_of_protest") * r.certainty) for r in refs]
    return []


def _provoker(arguments: Arguments, verb: Word, sides: set[str]) -> list[Ref]:
    """Whom one threatens if he does something: "will resort to other means if Mali backs the motion"."""
    clauses = [c for c in verb.all("advcl") if any(mark.lower in _CONDITIONS for mark in c.all("mark"))]
    doers = arguments.doers(word for clause in clauses for word in frames.subjects(clause))
    return [ref for ref in doers if ref.side not in sides]


def _addressees(arguments: Arguments, verb: Word, sides: set[str]) -> list[Ref]:
    """To whom one writes or speaks what a participle tells: "wrote to the ministers of Mali and Chad urging"."""
    if verb.tag != "VBG" or verb.dep not in {"advcl", "acl"}:
        return []
    above = next((word for word in verb.ancestors() if word.is_verb), None)
    said = [] if above is None else [above, *frames.objects(above)]
    words = [w for word in said for w in frames.prepositions(word).get("to", ())]
    return [ref for ref in arguments.doers(words) if ref.side not in sides]


def _hosts(arguments: Arguments, verb: Word, sides: set[str]) -> list[Ref]:
    """Whom one meets in a capital, when all that is said of them is an office: "met officials in Ankara"."""
    met = [*frames.objects(verb), *frames.prepositions(verb).get("with", ())]
    if not met or not all(_is_some_office(arguments, word) for word in met):
        return []
    inside = [word for thing in (verb, *met) for word in frames.prepositions(thing).get("in", ())]
    return [ref for ref in arguments.refs(inside) if ref.side not in sides and ref.how == Ground.PLACE]


def _is_some_office(arguments: Arguments, word: Word) -> bool:
    """Whether a plural names office holders, and nothing whose they are."""
    own = any(c.dep in {"poss", "compound", "prep"} or c.text[:1].isupper() for c in word.children if c.lower != "in")
    return word.tag == "NNS" and arguments.phrases.is_office(word) and not own


def _parties(arguments: Arguments, verb: Word) -> list[Ref]:
    """Between whom one mediates what they agree on: "Mali and Niger agreed to a truce brokered by Chad"."""
    above = verb.head
    if verb.lemma not in _MEDIATING or verb.dep not in {"acl", "advcl"} or not frames.is_passive(verb):
        return []
    if above.is_noun:
        if "between" in frames.prepositions(above):
            return []
        above = above.head.head if above.dep == "pobj" else above.head
    parties = arguments.doers(frames.subjects(above)) if above.is_verb else []
    return parties if len(parties) > 1 else []
