"""Those who have left office: what they did in it was done by their state, what they say now is theirs alone."""

from __future__ import annotations

from dataclasses import replace

from kg.base.dates import DateBasis, When
from kg.extraction.entities.references import Ref
from kg.extraction.events.act import Act
from kg.extraction.events.targets import TO_CITIZENS
from kg.extraction.time.resolution import DatedBy, Dating
from kg.model import Status
from ontology import ActorKind, EventType, Sector

_FORMER = "former"
_OF_POWER = frozenset(
    {
        EventType.AID,
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.CONCEDE,
        EventType.COOPERATE,
        EventType.MOBILIZE,
        EventType.RETREAT,
        EventType.SANCTION,
    }
)
"""What nobody can do out of office: who imposed duties did so while in it."""


def in_its_term(act: Act, source: Ref, dating: Dating) -> Dating:
    """When it was: what only a holder of office can have done is background, on a day that nothing tells."""
    guessed = dating.status is Status.OCCURRED and dating.when.basis in {DateBasis.PUBLICATION, DateBasis.UNKNOWN}
    if not (_has_left(source) and guessed and act.type in _OF_POWER):
        return dating
    return replace(dating, when=When.unknown(), status=Status.HISTORICAL, by=DatedBy.LOOKING_BACK)


def speaks_for_nobody(act: Act, source: Ref, target: Ref, dating: Dating) -> bool:
    """Whether somebody out of office does it now or hereafter, or it is done with him; he is a citizen like others."""
    if dating.status is Status.HISTORICAL:
        return False
    return _has_left(source) or (_has_left(target) and act.type not in TO_CITIZENS)


def _has_left(ref: Ref) -> bool:
    role = ref.actor.role or ""  # who has none is to come into the office that the tables know
    person = ref.actor.kind is ActorKind.PERSON  # a former regime may fight on
    return person and ref.actor.sector is Sector.ELI and role.startswith(_FORMER) and not ref.party
