"""Whom a common noun or an unknown name stands for, by its role, its owner and its apposition."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.entities.both_sides import NEIGHBOURS
from kg.extraction.entities.coreference import COLLECTIVES, STATELY
from kg.extraction.entities.definite import bare, in_arms
from kg.extraction.entities.known_names import REBELS
from kg.extraction.entities.lawmakers import american
from kg.extraction.entities.offices import holder, is_over, part, person
from kg.extraction.entities.persons import full_name, known_person
from kg.extraction.entities.possession import ALLIED, BACKED, is_at_odds, owners
from kg.extraction.entities.references import BODIES, STATES, Ground, Ref
from kg.extraction.entities.roles import NAME_TAGS
from kg.extraction.entities.scenes import seat
from kg.extraction.entities.scope import Scope, counted
from kg.extraction.syntax.tree import Word
from kg.lexicon.actor_rows import RoleNoun
from kg.lexicon.weights import weight
from kg.lexicon.words import words
from ontology import ActorKind, Sector

_HEADS = words("heads")
_SERVANTS = words("servants_of_bodies")
_IN_ARMS = REBELS | words("in_arms")
_SIDES = words("sides_themselves")
_BETWEEN = words("prepositions_of_parties")
_PROXIES = words("proxies")  # Turkish-backed Syrian fighters are not Syria's


def described(scope: Scope, word: Word) -> tuple[Ref, ...]:
    """Whom the phrase headed by a noun stands for; somebody whom it introduces is kept in memory."""
    if word.dep == "compound" and word.head.tag in NAME_TAGS and word.tag in NAME_TAGS:
        return ()  # a forename or title: the surname speaks for the phrase
    if several := tuple(ref for inner in counted(word) for ref in scope.everyone(inner)):
        return several
    role_name, role = scope.roles.of(word)
    name = full_name(scope, word)
    whose = [] if is_at_odds(word) else owners(scope, word, is_role=role is not None or bool(name))
    if not whose and name and role is not None and role.stands_for:
        whose = _hosts(scope, word)
    if name and (known := known_person(scope, word, name, whose)):
        return (known,)
    if whose:
        refs = tuple(_owned(scope, word, owner, role_name, role, name) for owner in whose)
        if role is not None and (role.stands_for or not name):
            lemma = role_name.split()[-1] if name else word.lemma
            if lemma not in STATELY or not any(scope.memory.is_body(ref.side) for ref in refs):  # "ASEAN countries"
                scope.memory.learn_role(lemma, tuple(ref.actor for ref in refs))
        return refs
    if (bearer := _bearer(scope, word, name) or american(scope, word, name)) is not None:
        return (bearer,)
    if (name or (word.tag in NAME_TAGS and (role is None or word.dep == "compound"))) and not in_arms(word):
        return ()
    return bare(scope, word, role, role_name)


def _bearer(scope: Scope, word: Word, name: str) -> Ref | None:
    """Who is named behind his office: "the Kenyan minister, Amos Wako, said"; below he goes by his surname."""
    office = word.head
    if " " not in name or word.dep != "appos" or office.tag not in {"NN", "NNP"}:
        return None
    refs = scope.who(office)
    if len(refs) != 1 or refs[0].how != Ground.ROLE or refs[0].actor.kind is not ActorKind.PERSON:
        return None
    somebody = person(name, refs[0].actor.stands_for, refs[0].actor.sector, refs[0].actor.role)
    scope.memory.learn_person(name, somebody)
    return Ref(somebody, word.start, word.end, Ground.PERSON, refs[0].certainty)


def _hosts(scope: Scope, word: Word) -> list[Ref]:
    """Whose a new person with a title is, of whom nothing else tells it: "ambassador Antonov" after "its embassy"."""
    titled = any(c.dep == "compound" and scope.roles.of(c)[1] is not None for c in word.children)
    if not titled or word.text in scope.memory.people:
        return []
    host = seat(scope) or scope.memory.singular(word.start, person=False)
    return [Ref(host.actor, word.start, word.start, Ground.IMPLICIT, weight("host_of_envoy"))] if host else []


def _owned(scope: Scope, word: Word, owner: Ref, role_name: str, role: RoleNoun | None, name: str) -> Ref:
    """Whom a noun stands for that belongs to somebody: the owner's office, people or body, else the owner itself."""
    start = min(word.start, owner.start)
    if (body := _the_owner(word, owner)) is not None:
        return Ref(owner.actor, start, word.end, Ground.NAME, body)
    proxies = word.lemma in _PROXIES and any(c.lower in BACKED for c in word.all("amod"))
    band = _is_band(word)
    if band and (known := scope.memory.group_of(owner.side, scope.lexicon)) is not None:
        return Ref(known, start, word.end, Ground.MEMORY, weight("band_named_before"))
    if (word.lemma in REBELS or proxies or band) and owner.actor.kind in STATES:
        rebels = part(owner.actor, sector=Sector.REB, kind=ActorKind.ARMED_GROUP)
        rebels = replace(rebels, stands_for=rebels.id)  # they do not act for the state
        return Ref(rebels, start, word.end, Ground.ROLE, weight("rebels"))
    if role is not None:
        if word.lemma in _SERVANTS and not role.stands_for and owner.actor.kind is ActorKind.IGO and not owner.private:
            role = replace(role, stands_for=True, sector=Sector.IGO)  # "a UN team", "IAEA experts"
        actor = holder(owner.actor, role_name, role, name, former=is_over(word))
        if name:
            scope.memory.learn_person(name, actor)
        return Ref(actor, start, word.end, Ground.PERSON if name else Ground.ROLE, weight("office") * owner.certainty)
    if name and word.all("appos") and not owner.private:  # "X, a deputy head at the parliament's upper house"
        somebody = person(name, owner.side, owner.actor.sector or Sector.GOV)
        scope.memory.learn_person(name, somebody)
        return Ref(somebody, word.start, word.end, Ground.PERSON, weight("introduced_person") * owner.certainty)
    if word.lemma in _HEADS | _SERVANTS and owner.actor.kind not in STATES and not owner.private:  # "the PLO chairman"
        head = RoleNoun(stands_for=True, sector=owner.actor.sector, kind=ActorKind.PERSON)
        actor = holder(owner.actor, word.lemma, head)
        return Ref(actor, start, word.end, Ground.ROLE, weight("head_of_body") * owner.certainty)
    if word.lemma in NEIGHBOURS and owner.actor.kind in STATES and owner.how != Ground.CITY:
        return Ref(owner.actor, start, word.end, Ground.ROLE, owner.certainty)  # "his Turkish counterpart"
    how = Ground.CITY if owner.how == Ground.CITY else Ground.OWNER
    return Ref(owner.actor, owner.start, owner.end, how, weight("belonging") * owner.certainty)


def _is_band(word: Word) -> bool:
    """Whether a noun is a group in arms: "the Lebanese militant group"."""
    return ActorKind.ARMED_GROUP in COLLECTIVES.get(word.lemma, ()) and any(
        {c.lemma, c.lower} & _IN_ARMS for c in word.all("amod", "compound")
    )


def _takes_sides(word: Word) -> bool:
    """Whether "the Chinese side" is China, not one of a border: "on the Chinese side", "the Chinese side of it"."""
    first = word.head if word.dep == "conj" else word
    there = first.dep == "pobj" and first.head.lower not in _BETWEEN
    return (
        word.lemma in _SIDES and word.tag == "NN" and not there and not any(p.lower == "of" for p in word.all("prep"))
    )


def _the_owner(word: Word, owner: Ref) -> float | None:
    """How sure it is that a noun means its owner itself: "the G7 group", "its European Union partners"."""
    kinds = COLLECTIVES.get(word.lemma, ())
    if owner.actor.kind in kinds and owner.actor.id == owner.side:
        return owner.certainty
    if owner.actor.kind in STATES and owner.how == Ground.ADJECTIVE and _takes_sides(word):
        return owner.certainty
    if word.lemma in ALLIED and owner.actor.kind in BODIES:
        return weight("allied_body") * owner.certainty
    return None
