"""Who alone can have done what the passive leaves unsaid: the state in whose country it was done.

"Was jailed in Chad", "was summoned in Paris", "was freed from a Syrian prison", "were barred from Malian airspace".
"""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.entities.references import Ground, Ref
from kg.extraction.events.arguments import Arguments
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Word
from kg.lexicon.weights import weight
from kg.lexicon.words import ordered, words
from ontology import ActorKind

_POWERS = words("powers_of_state")
_HOSTING = words("hosting_verbs")
_SHUTTING_OUT = words("shutting_out")
_CELLS = words("cells")
_NAMED = frozenset({Ground.NAME, Ground.PLACE, Ground.CITY, Ground.SEAT})
_WITHIN = ordered("places_of_power")
_FROM = ("from",)


def power_there(arguments: Arguments, verb: Word) -> list[Ref]:
    """Whose country it was done in, of what only a state does to somebody else's people or things."""
    slots = _WITHIN if verb.lemma in _POWERS | _HOSTING else _FROM if verb.lemma in _SHUTTING_OUT else ()
    if not slots or not frames.is_passive(verb) or verb.child("agent") is not None:
        return []
    things = arguments.refs(frames.objects(verb))
    if verb.lemma in _HOSTING and not any(ref.actor.kind is ActorKind.PERSON and not ref.private for ref in things):
        return []
    undergone = {ref.side for ref in things}
    around = frames.prepositions(verb)
    for slot in slots if undergone else ():
        behind = around.get(slot, [])
        deeper = [w for word in behind for w in frames.prepositions(word).get("in", ())]  # "from captivity in Chad"
        places = [
            ref for word in (*behind, *deeper) for ref in arguments.refs([word]) if _is_there(arguments, word, ref)
        ]
        if there := [ref for ref in places if ref.side not in undergone]:
            return [replace(there[0], certainty=weight("power_there") * there[0].certainty)]
    return []


def _is_there(arguments: Arguments, word: Word, ref: Ref) -> bool:
    """Whether a word names the place or what the state has there: not "in connection with", "from the party"."""
    if ref.how is Ground.OWNER:
        owners = [c for c in word.children if c.i < word.i and c.start <= ref.start < c.end]
        return bool(owners) and (arguments.phrases.is_place(word) or word.lemma in _CELLS)
    return ref.how in _NAMED
