"""Several actors as one side: a body with its members at the time, or a list of one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kg import states
from kg.base.errors import UsageError
from kg.graph.lookup import named
from kg.lexicon import load_actors
from kg.lexicon.actor_index import state_like


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One side made of several.

    Attributes:
        name: ``EU``, or what the user calls the list.
        members: Who counts as the group, from which day to which day; None is open. Somebody may be one twice, as are
            those whose code means others on other days.
    """

    name: str
    members: Sequence[tuple[str, date | None, date | None]]


def parse(text: str, known: Mapping[str, str], codes: str | None = None) -> Group:
    """Read ``EU`` (its members at the time count as it) or ``BRICS=BRA,RUS,IND,CHN``.

    Args:
        text: What a user typed.
        known: The actors of the graph, as :meth:`kg.store.Log.sides` lists them.
        codes: The members of a list are codes of this system of states, and count on the days on which these hold.

    Raises:
        UsageError: There is no such body, or a list has no name, no members or one twice; or a code means nobody.
    """
    name, is_list, listed = text.partition("=")
    if not is_list:
        bodies = load_actors().members
        body = next((body for body in bodies if body.casefold() == name.strip().casefold()), None)
        if body is None:
            raise UsageError(
                f"no members of {name!r} are known; known: {', '.join(sorted(bodies))}; or name them: {name}=RUS,BLR"
            )
        return Group(name=body, members=bodies[body])
    names = [one.strip() for one in listed.split(",") if one.strip()]
    if not name.strip() or not names:
        raise UsageError(f"{text!r} is no group; write it as BRICS=BRA,RUS,IND,CHN")
    if codes is not None:
        return Group(name=name.strip(), members=_coded(names, codes, text))
    members = [_member(one, known) for one in names]
    if len(set(members)) < len(members):
        raise UsageError(f"{text!r} has a member twice")
    actor = next((row.actor for row in load_actors().by_id.get(name.strip().upper(), ())), None)
    if actor is not None and state_like(actor) and actor.id not in members:
        raise UsageError(f"{name.strip()} is {actor.label}; give the list a name of its own: G{len(members)}={listed}")
    return Group(name=name.strip(), members=[(member, None, None) for member in members])


def _member(name: str, known: Mapping[str, str]) -> str:
    """An id that the lexicon knows may be absent from the graph: that others of the list act is enough."""
    return name.upper() if name.upper() in load_actors().by_id else named(name, known)


def _coded(codes: Sequence[str], scheme: str, text: str) -> list[tuple[str, date | None, date | None]]:
    """Those who bear the codes, each on the days on which it does."""
    found = [(one.actor, one.start, one.end) for code in codes for one in states.bearers(code, scheme)]
    if len(set(found)) < len(found):
        raise UsageError(f"{text!r} has a member twice")
    return found
