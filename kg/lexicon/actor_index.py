"""Who takes part: every actor of some events, and whom those actors stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.lexicon.actor_lexicon import ActorLexicon, load_actors
from kg.lexicon.actor_rows import ActorRow
from kg.model import Actor, Event, Report
from ontology import ActorKind

COUNTRIES = frozenset({ActorKind.STATE, ActorKind.FORMER_STATE, ActorKind.TERRITORY})
"""Kinds whose id is a country code."""

_COUNTRY_CODE = re.compile(r"[A-Z]{3}")


def cast(events: Iterable[Event], lexicon: ActorLexicon | None = None) -> dict[str, Actor]:
    """Return the actors of the events by id, sorted; see :class:`Cast`.

    Args:
        events: Any events.
        lexicon: Where to look actors up; the shipped tables by default.
    """
    found = Cast()
    for event in events:
        found.meet(event)
    return found.everybody(lexicon)


def cast_of(actors: Iterable[Actor], lexicon: ActorLexicon | None = None) -> dict[str, Actor]:
    """The same of actors as they were mentioned, in any order."""
    found = Cast()
    found.greet(actors)
    return found.everybody(lexicon)


@dataclass(frozen=True, slots=True)
class Cast:
    """Collects actors while events pass by.

    An actor that texts describe in several ways (offices change) is described by the first in alphabetical order of
    the descriptions, so that the result does not depend on the order of events.
    """

    seen: dict[str, Actor] = field(default_factory=dict)

    def meet(self, event: Event) -> None:
        """Note the actors that the event's reports mention."""
        self.greet(actor for report in event.reports for actor in mentioned(report))

    def greet(self, actors: Iterable[Actor]) -> None:
        """Note actors as they were mentioned, in any order."""
        for actor in actors:
            known = self.seen.get(actor.id)
            if known is None or (known is not actor and _description(actor) < _description(known)):
                self.seen[actor.id] = actor

    def everybody(self, lexicon: ActorLexicon | None = None) -> dict[str, Actor]:
        """Return all actors met by id, sorted, with whom they stand for and their countries.

        Those are looked up in the lexicon, the shipped tables by default; unknown ones get their id as label.
        """
        found = dict(self.seen)
        fresh = list(found.values())
        while fresh:
            needed = {other for actor in fresh for other in (actor.stands_for, country(actor, lexicon)) if other}
            fresh = [described(actor_id, lexicon) for actor_id in sorted(needed - found.keys())]
            found |= {actor.id: actor for actor in fresh}
        return dict(sorted(found.items()))


def mentioned(report: Report) -> Iterator[Actor]:
    """Yield source, target and the actor that the object names."""
    yield report.source.actor
    yield report.target.actor
    if report.object_actor:
        yield report.object_actor


def described(actor_id: str, lexicon: ActorLexicon | None = None) -> Actor:
    """Return what the lexicon knows of an id, or an actor with nothing but that id."""
    row = _row(actor_id, lexicon or load_actors())
    if row:
        return row.actor
    kind = ActorKind.STATE if _COUNTRY_CODE.fullmatch(actor_id) else ActorKind.ORGANIZATION
    return Actor(id=actor_id, label=actor_id, kind=kind, stands_for=actor_id)


def country(actor: Actor, lexicon: ActorLexicon | None = None) -> str | None:
    """Return the code of the country an actor belongs to; None for bodies of several countries and unknown ones."""
    if actor.kind in COUNTRIES and _COUNTRY_CODE.fullmatch(actor.id):
        return actor.id
    known: ActorLexicon = lexicon or load_actors()
    if _is_country(actor.stands_for, known):
        return actor.stands_for
    for other in (actor.id, actor.stands_for):
        if (row := _row(other, known)) and _is_country(row.country, known):
            return row.country
    owner = actor.stands_for.partition(":")[0]  # rebels of Syria: SYR:REB
    return owner if owner != actor.stands_for and _is_country(owner, known) else None


def state_like(actor: Actor) -> bool:
    """Whether what an actor stands for is a state, a former one or a territory."""
    return actor.kind in COUNTRIES if actor.id == actor.stands_for else _is_country(actor.stands_for, load_actors())


def _is_country(actor_id: str, lexicon: ActorLexicon) -> bool:
    row = _row(actor_id, lexicon)
    return row.kind in COUNTRIES if row else bool(_COUNTRY_CODE.fullmatch(actor_id))


def _row(actor_id: str, lexicon: ActorLexicon) -> ActorRow | None:
    rows: Mapping[str, tuple[ActorRow, ...]] = lexicon.by_id
    return lexicon.row(rows[actor_id], None) if actor_id in rows else None


def _description(actor: Actor) -> tuple[str, ...]:
    fields = actor.label, actor.kind, actor.stands_for, actor.sector, actor.wikidata, actor.role
    # an unknown field sorts last: the fuller description wins
    return tuple(field if field is not None else "\U0010ffff" for field in fields)
