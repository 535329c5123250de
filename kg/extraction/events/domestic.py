"""A second look at a sentence: what goes on inside a country, and what citizens, firms and charities do or suffer.

Between countries a minister, a soldier and a court are one side. Seen from inside they are several: the same rules read
the sentence again with *parties* as sides.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from kg.extraction.entities.parties import GOVERNMENT, POPULATION
from kg.extraction.entities.references import PRIVATE, STATES, Ground, Ref
from kg.extraction.syntax.frames import is_passive, subjects
from kg.extraction.syntax.tree import Word
from kg.lexicon import ActorLexicon
from kg.lexicon.weights import weight
from kg.lexicon.words import words
from kg.model import Actor, Report
from ontology import ActorKind, EventType, Sector

_DONE_TO_PEOPLE = frozenset({EventType.COERCE, EventType.CONCEDE, EventType.THREATEN})
_DONE_TO_GOVERNMENT = frozenset({EventType.PROTEST, EventType.THREATEN, EventType.REQUEST})
_BLASTS = words("blasts")
_SPOKEN_TO = frozenset({EventType.REQUEST, EventType.CONSULT})  # "told the agency" is no event


def default_target(source: Ref, type_: EventType | None, lexicon: ActorLexicon) -> list[Ref]:
    """Whom an act inside a country concerns when nobody is named: crowds their government, curfews the people."""
    rows = lexicon.by_id.get(source.actor.stands_for)
    by_government = source.party.endswith(f"/{GOVERNMENT}")
    if type_ not in (_DONE_TO_PEOPLE if by_government else _DONE_TO_GOVERNMENT) or not rows:
        return []
    if rows[0].kind not in STATES:
        return []
    other = _people(rows[0].actor) if by_government else _government(rows[0].actor)
    party = POPULATION if by_government else GOVERNMENT
    return [Ref(other, 0, 0, Ground.IMPLICIT, weight("default_target"), f"{source.actor.stands_for}/{party}")]


def by_unknown_hand(verb: Word) -> bool:
    """Whether a verb tells violence whose doer nobody names: "was killed by a mine", "a blast wounded"."""
    if not verb.is_verb:
        return False
    doers = subjects(verb)
    return all(word.lemma in _BLASTS for word in doers) if doers else is_passive(verb)


def unidentified(scene: Ref) -> Ref:
    """Whoever planted the bomb: CAMEO's unidentified armed forces (UAF) of the country where it went off."""
    state = scene.actor
    actor = _part(state, Sector.UAF, ActorKind.ARMED_GROUP, "UAF", "unidentified armed group")
    party = f"{state.stands_for}/UAF"
    return Ref(replace(actor, stands_for=actor.id), 0, 0, Ground.IMPLICIT, weight("unidentified_hand"), party)


def _government(state: Actor) -> Actor:
    return _part(state, Sector.GOV, ActorKind.GOVERNMENT_BODY, "GOV:GOVERNMENT", "government")


def _people(state: Actor) -> Actor:
    return _part(state, Sector.CVL, ActorKind.POPULATION, "CVL:PEOPLE", "people")


def _part(state: Actor, sector: Sector, kind: ActorKind, code: str, role: str) -> Actor:
    return Actor(
        id=f"{state.stands_for}:{code}",
        label=f"{state.label} {role}",
        kind=kind,
        stands_for=state.stands_for,
        sector=sector,
        role=role,
    )


def second_look(found: Sequence[Report], told: Sequence[Report]) -> tuple[Report, ...]:
    """Of what the second look finds in a sentence, that which the first has not told."""
    known = {(report.trigger_start, report.trigger_end) for report in told}
    return tuple(
        replace(report, domestic=report.dyad[0] == report.dyad[1]) for report in found if belongs(report, known)
    )


def belongs(report: Report, known: Collection[tuple[int, int]]) -> bool:
    """Whether the second look has found something of its own: inside a country, or with a private side.

    ``known`` are the places of triggers that have told an event between countries.
    """
    if (report.trigger_start, report.trigger_end) in known:
        return False
    source, target = report.source.actor, report.target.actor
    if source.stands_for == target.stands_for:
        return source.kind not in STATES or target.kind not in STATES
    if target.sector is Sector.MED and report.type in _SPOKEN_TO:
        return False
    if source.sector is Sector.UAF:
        return True
    return _alone(source.kind, source.sector) or _alone(target.kind, target.sector)


def _alone(kind: ActorKind, sector: Sector | None) -> bool:
    return sector in PRIVATE and kind not in STATES
