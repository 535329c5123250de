"""Who holds an office of a side: actors that no table names, made from their owner and their role."""

from __future__ import annotations

from kg.base.ids import slug
from kg.extraction.syntax.tree import Word
from kg.lexicon.actor_rows import RoleNoun
from kg.lexicon.words import words
from kg.model import Actor
from ontology import ActorKind, Sector

_FORMER = words("former")


def holder(owner: Actor, role_name: str, role: RoleNoun, name: str = "", *, former: bool = False) -> Actor:
    """The person of that name, or whoever or whatever has that role with the owner.

    Args:
        owner: Whose office it is.
        role_name: The role as a phrase: ``foreign minister``.
        role: What kind of role that is.
        name: Full name of the person, empty if the text gives none.
        former: Whether the office is over.
    """
    sector = role.sector or owner.sector
    if owner.kind in {ActorKind.ARMED_GROUP, ActorKind.MOVEMENT} and role.stands_for:
        sector = owner.sector  # its "force" is no army, its "leader" no government
    if former:
        sector, role_name = Sector.ELI, f"former {role_name.removeprefix('former ')}"
    if name and role.kind is ActorKind.PERSON:
        return person(name, owner.stands_for, sector, role_name)
    return Actor(
        id=f"{owner.stands_for}:{sector or Sector.GOV}:{slug(role_name).upper()}",
        label=f"{owner.stands_for} {role_name}",
        kind=role.kind,
        stands_for=owner.stands_for,
        sector=sector,
        role=role_name,
    )


def person(name: str, side: str, sector: Sector | None, role: str | None = None) -> Actor:
    """Somebody by full name who acts for a side."""
    return Actor(
        id=f"person/{slug(name)}", label=name, kind=ActorKind.PERSON, stands_for=side, sector=sector, role=role
    )


def organ(owner: str, text: str, kind: ActorKind, sector: Sector | None, code: Sector) -> Actor:
    """A ministry, court or army of another state than the one whose organ of that name the tables know."""
    return Actor(
        id=f"{owner}:{code}:{slug(text).upper()}",
        label=f"{owner} {text}",
        kind=kind,
        stands_for=owner,
        sector=sector,
        role=text,
    )


def part(actor: Actor, *, sector: Sector, kind: ActorKind) -> Actor:
    """People of a state: its citizens, its rebels."""
    return Actor(
        id=f"{actor.stands_for}:{sector}",
        label=f"{actor.label} ({sector})",
        kind=kind,
        stands_for=actor.stands_for,
        sector=sector,
    )


def is_over(word: Word) -> bool:
    """Whether a phrase says that the office it names is over."""
    return any(
        c.lower in _FORMER or (c.dep == "compound" and any(g.lower in _FORMER for g in c.children))
        for c in word.children
    )
