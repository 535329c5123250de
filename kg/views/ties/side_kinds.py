"""What a side of a tie can be: a state, a body or group, its members with it, or one sector of it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.base.dates import When
from kg.base.errors import UsageError
from kg.lexicon import load_actors
from kg.model import Actor, Event
from ontology import Sector

_SECTORS = frozenset(Sector)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a tie.

    Attributes:
        body: What its actors stand for: ``RUS``, ``EU``.
        sector: Only actors of this sector, as ``RUS:MIL`` for Russia's armed forces; None for all of them.
        members: Whether those who are members of the body at the time count as the body; see ``members.tsv``.
        ids: What its actors stand for instead, where the side goes by several ids: 365 is SUN and RUS. Or a list of
            one's own, of which the body is the name.
    """

    body: str
    sector: Sector | None = None
    members: bool = False
    ids: frozenset[str] = frozenset()

    @classmethod
    def parse(cls, name: str, *, expand_members: bool = False) -> Side:
        """Read ``RUS``, ``EU`` or ``RUS:MIL``; what follows the last colon is a sector if it is the code of one.

        Args:
            name: Id, with or without a sector.
            expand_members: Count members of a body as the body. A state has none, and stays itself.
        """
        body, _, code = name.rpartition(":")
        if not body or code not in _SECTORS:
            body, code = name, ""
        has_members = expand_members and body in load_actors().members
        return cls(body=body, sector=Sector(code) if code else None, members=has_members)

    def __str__(self) -> str:
        return f"{self.body}:{self.sector.value}" if self.sector else self.body

    def is_named(self, actor: Actor) -> bool:
        """Whether an actor stands for the side itself."""
        return actor.stands_for in (self.ids or {self.body}) and self._in_sector(actor)

    def has_member(self, actor: Actor, when: When) -> bool:
        """Whether an actor stands for a member of the side throughout a date; at any time when the date is unknown."""
        if not self.members or not self._in_sector(actor):
            return False
        return any(
            member == actor.stands_for
            and (when.earliest is None or start is None or start <= when.earliest)
            and (when.latest is None or end is None or when.latest <= end)
            for member, start, end in load_actors().members[self.body]
        )

    def _in_sector(self, actor: Actor) -> bool:
        return self.sector is None or actor.sector is self.sector


def sides_of(a: str | Side, b: str | Side) -> tuple[Side, Side]:
    """Both sides of a tie.

    Raises:
        UsageError: They are the same, or one is a part of the other.
    """
    one, other = (side if isinstance(side, Side) else Side.parse(side) for side in (a, b))
    if both := sorted(one.ids & (other.ids or {other.body}) | other.ids & {one.body}):
        raise UsageError(f"{both[0]} is on both sides; a tie needs two different actors")
    if one.body == other.body and one.sector is other.sector:
        raise UsageError(f"a tie needs two different actors, not {one} twice")
    if one.body == other.body and not (one.sector and other.sector):
        part, whole = (one, other) if one.sector else (other, one)
        raise UsageError(f"{part} is a part of {whole}; a tie needs two different actors")
    return one, other


def directions(event: Event, a: Side, b: Side) -> list[tuple[Side, Side]]:
    """In which directions an event counts: none, one, or both when it took place and is symmetric.

    The name of a side outranks membership: with its members, the EU faces Germany. A member of both counts for neither.
    """
    report = event.best
    if not report.status.real:
        return []
    source, target = (_of(mention.actor, report.when, a, b) for mention in (report.source, report.target))
    if source is None or target is None or source is target:
        return []
    return [(a, b), (b, a)] if report.symmetric else [(source, target)]


def _of(actor: Actor, when: When, a: Side, b: Side) -> Side | None:
    named = [side for side in (a, b) if side.is_named(actor)]
    if not named and (a.members or b.members):
        named = [side for side in (a, b) if side.has_member(actor, when)]
    return named[0] if len(named) == 1 else None
