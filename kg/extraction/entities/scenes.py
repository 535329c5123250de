"""Where a sentence is set: the countries it happens in, the government it is told from, whose *students* are."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.entities.offices import holder
from kg.extraction.entities.references import STATES, Ground, Ref
from kg.extraction.entities.scope import Scope
from kg.extraction.syntax.tree import Word
from kg.lexicon import Form
from kg.lexicon.actor_rows import RoleNoun
from kg.lexicon.weights import weight
from kg.lexicon.words import words
from ontology import ActorKind, Sector

_WHERE = words("where")
_LOCATED = frozenset({Ground.NAME, Ground.CITY, Ground.PLACE, Ground.OWNER})
_MINORITY = ("minority", RoleNoun(stands_for=False, sector=Sector.CVL, kind=ActorKind.POPULATION))


def scenes(scope: Scope) -> list[Ref]:
    """The countries where a sentence says that something happened: *in*, *near* or *outside* a place."""
    found = []
    for word in scope.tree.words:
        if word.dep == "pobj" and word.head.lower in _WHERE:
            for ref in scope.who(word):
                rows = scope.lexicon.by_id.get(ref.actor.stands_for)
                if rows and rows[0].kind in STATES and ref.how in _LOCATED:
                    found.append(replace(ref, actor=rows[0].actor))
    return found


def seat(scope: Scope) -> Ref | None:
    """The government a sentence is set at: "In Paris, a foreign ministry spokesman said"."""
    for word in scope.tree.words:
        hit = scope.names.heads.get(word.i)
        if hit is None or hit.form is not Form.PLACE or word.dep != "pobj":
            continue
        if word.head.lower == "in" and word.head.dep == "prep" and word.head.head.is_verb:
            return scope.who(word)[0] if scope.who(word) else None
    return None


def local(scope: Scope, word: Word) -> tuple[Ref, ...]:
    """*Students*, *the opposition* without an owner, inside a country: those of the country the sentence names."""
    if not word.is_noun or word.tag in {"PRP", "PRP$"} or word.dep == "compound":
        return ()
    name, role = scope.roles.of(word)
    if role is None:
        name, role = scope.sectors.of(word)
    if any(child.lower == "ethnic" for child in word.children):
        name, role = _MINORITY  # ethnic Albanians need not be of Albania
    home = _home(scope, word) if role is not None and role.sector is not None else None
    if home is None or role is None:
        return ()
    certainty = weight("local_role") * home.certainty
    return (Ref(holder(home.actor, name, role), word.start, word.end, Ground.ROLE, certainty),)


def _home(scope: Scope, word: Word) -> Ref | None:
    """The state named nearest before a word of its sentence, else the first behind it, else the topic's."""
    heads = scope.names.heads
    named = [heads[i] for i in sorted(heads)]
    states = [h for h in named if h.actor is not None and h.actor.kind in STATES and not h.start <= word.start < h.end]
    before = [hit for hit in states if hit.start < word.start]
    hit = before[-1] if before else states[0] if states else None
    if hit is not None and hit.actor is not None:
        return Ref(hit.actor, hit.start, hit.end, Ground(hit.form.value))
    topic = scope.memory.topic(word.start)
    known = scope.lexicon.by_id.get(topic.actor.stands_for) if topic else None
    return replace(topic, actor=known[0].actor) if topic and known and known[0].kind in STATES else None
