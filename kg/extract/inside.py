"""A second look at a sentence: what goes on inside a country, and what citizens, firms and charities do or suffer.

Between countries a minister, a soldier and a court are one side. Seen from inside they are several: the same rules read
the sentence again with *parties* as sides.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from kg.extract.discourse import PRIVATE, STATES, Ref
from kg.lexicon import ActorLexicon
from kg.model import Report
from ontology import ActorKind, EventType, Sector

_EXECUTIVE = frozenset({Sector.GOV, Sector.MIL, Sector.COP, Sector.SPY, None})
_POPULATION = "people"  # a country or town as a place: whoever lives there
_DONE_TO_PEOPLE = frozenset({EventType.COERCE, EventType.CONCEDE, EventType.THREATEN})
_DONE_TO_GOVERNMENT = frozenset({EventType.PROTEST, EventType.THREATEN, EventType.REQUEST})
_IN_PLACE = frozenset({"place", "city"})


def partisan(ref: Ref) -> Ref:
    """The reference with its party: branches of government, opposition, rebels, citizens and so on of one country."""
    sector = ref.actor.sector
    if ref.how in _IN_PLACE:
        party = _POPULATION
    elif sector in _EXECUTIVE:
        party = "government"
    else:
        party = str(sector)
    return replace(ref, party=f"{ref.actor.stands_for}/{party}")


def default_target(source: Ref, type_: EventType | None, lexicon: ActorLexicon) -> list[Ref]:
    """Whom an act inside a country concerns when nobody is named: crowds their government, curfews the people."""
    rows = lexicon.by_id.get(source.actor.stands_for)
    by_government = source.party.endswith("/government")
    if type_ not in (_DONE_TO_PEOPLE if by_government else _DONE_TO_GOVERNMENT) or not rows:
        return []
    if rows[0].kind not in STATES:
        return []
    party = _POPULATION if by_government else "government"
    return [Ref(rows[0].actor, 0, 0, "implicit", 0.5, f"{source.actor.stands_for}/{party}")]


def belongs(report: Report, known: Collection[tuple[int, int]]) -> bool:
    """Whether the second look has found something of its own: inside a country, or with a private side.

    ``known`` are the places of triggers that have told an event between countries.
    """
    if (report.trigger_start, report.trigger_end) in known:
        return False
    source, target = report.source.actor, report.target.actor
    if source.stands_for == target.stands_for:
        return source.kind not in STATES or target.kind not in STATES
    return _alone(source.kind, source.sector) or _alone(target.kind, target.sector)


def _alone(kind: ActorKind, sector: Sector | None) -> bool:
    return sector in PRIVATE and kind not in STATES
