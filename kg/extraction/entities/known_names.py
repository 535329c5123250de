"""Whom a known name stands for: people in the office the text gives them, nationalities, organs of another state."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.entities.missions import sent_by
from kg.extraction.entities.names import ORGANS, Hit
from kg.extraction.entities.offices import is_over, organ, part
from kg.extraction.entities.references import STATES, Ground, Ref
from kg.extraction.entities.scope import Scope
from kg.extraction.syntax.tree import Word
from kg.lexicon import Form
from kg.lexicon.weights import weight
from kg.lexicon.words import words
from kg.model import Actor
from ontology import ActorKind, Sector

MODIFIERS = ("poss", "amod", "compound", "nmod", "nummod", "npadvmod")
REBELS = words("rebels")
_STANCES = words("stances")
_PRO = "pro"
_COUNTS = words("counted_people")
_COUNTED = frozenset({"nummod", "amod", "relcl", "acl", "quantmod", "compound", "poss"})  # two Russians, young Poles


def known_name(scope: Scope, word: Word, hit: Hit) -> tuple[Ref, ...]:
    """Whom a name stands for, headed by ``word``; somebody by name is kept in memory."""
    if hit.actor is None or _is_stance(scope, word):
        return ()
    if hit.form is Form.ADJECTIVE:
        return _nationality(word, hit, hit.actor)
    if hit.actor.kind is ActorKind.PERSON:
        actor = _titled(scope, word, sent_by(scope, word, hit, _introduced(scope, hit) or hit.actor))
        scope.memory.learn_person(actor.label, actor)
        if " " in hit.text:  # as the text spells it
            scope.memory.learn_person(hit.text, actor)
        for role in _role_words(scope, word):
            scope.memory.learn_role(role, (actor,))
        certainty = weight("former_office") if actor.sector is Sector.ELI else 1.0
        return (Ref(actor, hit.start, hit.end, Ground(hit.form.value), certainty),)
    if hit.actor.kind in ORGANS and hit.form is Form.NAME and (owner := _other_owner(scope, word, hit, hit.actor)):
        office = scope.lexicon.roles.get(hit.text.lower())
        sector = office.sector if office else hit.actor.sector
        other = organ(owner.side, hit.text, hit.actor.kind, sector, hit.actor.sector or Sector.GOV)
        return (Ref(other, min(hit.start, owner.start), hit.end, Ground.ROLE, weight("organ_of_another")),)
    if hit.actor.role and is_over(word):
        return ()  # a former holder of an office that is named like a body
    if hit.actor.kind is ActorKind.COALITION and len(named := _named_members(scope, word)) > 1:
        return named
    return (Ref(hit.actor, hit.start, hit.end, Ground(hit.form.value)),)


def _introduced(scope: Scope, hit: Hit) -> Actor | None:
    """Whom of those with a surname the article has named in full, and as what: Kabila the rebel, not his son."""
    told = scope.memory.people.get(hit.text.rsplit(maxsplit=1)[-1])
    if told is None or hit.actor is None or told.id not in scope.lexicon.by_id:
        return None
    if told.id == hit.actor.id:
        return told if told.sector is Sector.REB else None
    return told if " " not in hit.text else None


def _is_stance(scope: Scope, word: Word) -> bool:
    """Whether a name only says for or against whom somebody is: "anti-Israel protesters"; but "pro-Russian rebels"."""
    before = [w.lower for w in scope.tree.words[max(word.i - 2, 0) : word.i]]
    if len(before) < 2 or before[1] != "-" or before[0] not in _STANCES:  # noqa: PLR2004 - a prefix and its hyphen
        return False
    return before[0] != _PRO or word.head.lemma not in REBELS


def _named_members(scope: Scope, word: Word) -> tuple[Ref, ...]:
    """The states that a group stands for where it names them: "two Arab states, Egypt and Jordan, have signed"."""
    named = [ref for name in word.all("appos") for ref in scope.everyone(name)]
    return tuple(ref for ref in named if ref.actor.kind in STATES)


def _nationality(word: Word, hit: Hit, actor: Actor) -> tuple[Ref, ...]:
    if any(c.lower == "ethnic" for c in word.children):
        return ()  # ethnic Albanians need not be of Albania
    if word.tag not in {"NNS", "NNPS", "NNP", "NN"} or word.dep in {"compound", "amod", "nmod"}:
        return (Ref(actor, hit.start, hit.end, Ground.ADJECTIVE),)
    if word.tag in {"NNS", "NNPS"} and not any(c.dep in _COUNTED for c in word.children) and not _some_of(word):
        # the Israelis, Palestinians: the side
        return (Ref(actor, hit.start, hit.end, Ground.ADJECTIVE, weight("nationality_plural")),)
    citizen = part(actor, sector=Sector.CVL, kind=ActorKind.POPULATION)  # "two Russians", "a Briton"
    return (Ref(citizen, hit.start, hit.end, Ground.ADJECTIVE, weight("citizen")),)


def _some_of(word: Word) -> bool:
    """Whether people are counted by the noun before them: "dozens of Poles", "a growing number of Israelis"."""
    return word.dep == "pobj" and word.head.lower == "of" and word.head.head.lemma in _COUNTS


def _other_owner(scope: Scope, word: Word, hit: Hit, actor: Actor) -> Ref | None:
    """The state that the text gives a ministry or court to, if not the one the lexicon does: "Chile's Senate"."""
    heads = scope.names.heads
    if actor.stands_for not in scope.lexicon.by_id:
        return None
    own = scope.lexicon.by_id[actor.stands_for][0].kind
    before = [c for c in word.children if c.end <= hit.start and c.i in heads]
    owners = [c for c in before if c.dep == "poss" or (own in STATES and c.dep in MODIFIERS)]
    if own in STATES:
        owners += [c for p in word.all("prep") if p.lower == "of" for c in p.all("pobj") if c.i in heads]
    for child in owners:
        for ref in scope.who(child):
            if ref.actor.kind in STATES and ref.side != actor.stands_for and ref.how != Ground.CITY:
                return ref
    return None


def _titled(scope: Scope, word: Word, actor: Actor) -> Actor:
    """The person in the office the text itself gives: "Senator Rubio", "former president Obama"."""
    name, role = scope.roles.of(word)
    if role is None or role.kind is not ActorKind.PERSON or role.sector in {None, Sector.CVL, Sector.UNK}:
        return actor  # somebody's sister may hold an office of her own
    if is_over(word):
        return replace(actor, sector=Sector.ELI, role=f"former {name}")
    owner = scope.lexicon.by_id.get(actor.stands_for, ())
    if role.sector is Sector.REB and owner and owner[0].kind in STATES:  # what he leads does not act for the state
        return replace(actor, sector=role.sector, role=name, stands_for=f"{actor.stands_for}:{role.sector}")
    return replace(actor, sector=role.sector, role=name)


def _role_words(scope: Scope, word: Word) -> list[str]:
    return [c.lower for c in word.children if c.dep in {"compound", "amod", "appos"} and c.lower in scope.lexicon.roles]
