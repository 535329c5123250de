"""People whom a body has sent or who head one, whatever the state of their earlier offices: "OSCE envoy Vranitzky"."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.entities.names import Hit
from kg.extraction.entities.offices import is_over
from kg.extraction.entities.references import STATES, Ground, Ref
from kg.extraction.entities.roles import NAME_TAGS
from kg.extraction.entities.scope import Scope
from kg.extraction.syntax.tree import Word
from kg.lexicon.words import words
from kg.model import Actor
from ontology import ActorKind, Sector

_BODIES = frozenset({ActorKind.IGO, ActorKind.COALITION})
_TO_BODIES = words("envoys_to_bodies")  # "UN ambassador Nikki Haley" is her country's
_LONGEST = 5  # words of a title


def sent_by(scope: Scope, word: Word, hit: Hit, actor: Actor) -> Actor:
    """Somebody known by name, for the body that the text gives him to: by a title, an apposition, or before."""
    said = scope.memory.people.get(actor.label.rsplit(maxsplit=1)[-1])
    if said is not None and said.id == actor.id and said.stands_for != actor.stands_for:
        return said
    if is_over(word):
        return actor
    body = _before(scope, word, hit) or _behind(scope, word)
    if body is None or body == actor.stands_for:
        return actor
    return replace(actor, stands_for=body, sector=Sector.IGO, role=None)


def _before(scope: Scope, word: Word, hit: Hit) -> str | None:
    """The body in a title before the name: "the EU's special envoy NAME"."""
    first = next((w.i for w in scope.tree.words if w.start >= hit.start), word.i)
    titled = False
    for w in reversed(scope.tree.words[max(first - _LONGEST, 0) : first]):
        found = scope.names.covered.get(w.i)
        if found is not None:
            side = found.actor.stands_for if found.actor is not None else ""
            return side if titled and _is_body(scope, side) and not _is_owned(scope, found) else None
        if w.lower in _TO_BODIES or not (w.is_noun or w.tag in {"JJ", "POS", "HYPH", "VBN"}) or w.tag == "NNS":
            return None
        role = scope.lexicon.roles.get(w.lower)
        titled = titled or (role is not None and role.stands_for and role.kind is ActorKind.PERSON)
    return None


def _is_owned(scope: Scope, body: Hit) -> bool:
    """Whether a state or pronoun before the body has the office: "Russia's UN envoy", "its NATO envoy"."""
    before = [w for w in scope.tree.words if w.end <= body.start][-2:]
    return any(w.tag == "PRP$" or _is_state(scope.names.covered.get(w.i)) for w in before)


def _is_state(hit: Hit | None) -> bool:
    return hit is not None and hit.actor is not None and hit.actor.kind in STATES


def _behind(scope: Scope, word: Word) -> str | None:
    """The body in an apposition: "NAME, head of the OSCE mission", "NAME, the UN envoy"."""
    for office in word.all("appos"):
        if office.tag in NAME_TAGS or office.lower in _TO_BODIES or is_over(office):
            continue
        for ref in scope.who(office):
            if _speaks_for_body(scope, ref):
                return ref.side
    return None


def _speaks_for_body(scope: Scope, ref: Ref) -> bool:
    return ref.how == Ground.ROLE and ref.actor.kind is ActorKind.PERSON and _is_body(scope, ref.side)


def _is_body(scope: Scope, side: str) -> bool:
    return any(row.kind in _BODIES for row in scope.lexicon.by_id.get(side, ())[:1])
