"""Who is meant by a row's names and codes, in terms of our actor tables.

Whom an actor stands for is what the data set says: the country of the row if it gives one. Actors are looked up in the
tables; one that they do not have, or have under another country, is kept under its own name within that country
(``IND:CVL:CITIZEN``, ``person/ann-example``), or as itself when the row gives none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import TypeVar

from kg.base.ids import slug
from kg.importers.country_names import turned, twice
from kg.importers.recognition import Tally
from kg.lexicon import Form, load_actors, load_datasets
from kg.lexicon.actor_index import COUNTRIES
from kg.model import Actor, Mention
from ontology import ActorKind, Sector

KINDS: Mapping[Sector | None, ActorKind] = MappingProxyType(
    {
        None: ActorKind.ORGANIZATION,
        Sector.GOV: ActorKind.GOVERNMENT_BODY,
        Sector.LEG: ActorKind.PARLIAMENT,
        Sector.JUD: ActorKind.COURT,
        Sector.MIL: ActorKind.MILITARY,
        Sector.COP: ActorKind.POLICE,
        Sector.SPY: ActorKind.INTELLIGENCE,
        Sector.OPP: ActorKind.MOVEMENT,
        Sector.PTY: ActorKind.PARTY,
        Sector.REB: ActorKind.ARMED_GROUP,
        Sector.SEP: ActorKind.ARMED_GROUP,
        Sector.UAF: ActorKind.ARMED_GROUP,
        Sector.IMG: ActorKind.ARMED_GROUP,
        Sector.CRM: ActorKind.ARMED_GROUP,
        Sector.IGO: ActorKind.IGO,
        Sector.NGO: ActorKind.NGO,
        Sector.HRI: ActorKind.NGO,
        Sector.ENV: ActorKind.NGO,
        Sector.DEV: ActorKind.NGO,
        Sector.BUS: ActorKind.COMPANY,
        Sector.MNC: ActorKind.COMPANY,
        Sector.MED: ActorKind.MEDIA,
        Sector.REL: ActorKind.RELIGIOUS_BODY,
        Sector.CVL: ActorKind.POPULATION,
        Sector.REF: ActorKind.POPULATION,
        Sector.LAB: ActorKind.POPULATION,
        Sector.AGR: ActorKind.POPULATION,
        Sector.ELI: ActorKind.POPULATION,
    }
)
"""Kind of an actor that only its sector is known of; sectors that are not here are organizations."""

ROLE_OF = re.compile(r"(.+?) \((.+)\)")
"""``Police (India)``: a role, and in brackets the country."""
_PERSONAL = frozenset({Sector.GOV, Sector.LEG, Sector.OPP, Sector.ELI})
_FEWEST, _MOST = 2, 4  # words of a name
_BODIES = frozenset(
    """administration affairs agency alliance and army assembly association authorities authority bank board
    bureau cabinet center central centre chamber commission committee company congress corporation council
    court dal democratic department development directorate federal federation for force forces foreign
    front fund government group guard house in institute institution janata jazeera league ministry monetary
    morcha movement national network of office organization parishad parliament party people's police postal
    public republican security senate service services social socialist society state states system the
    trade tribunal union united university""".split()
)
"""Words of names of bodies, in lower case, which no person's name has."""
_Key = TypeVar("_Key")
_OF_A_STATE = frozenset(kind for kind in ActorKind if kind.class_iri == ActorKind.GOVERNMENT_BODY.class_iri)
"""Kinds that belong to a state: not for actors of whom no country is known."""
_CODE = re.compile(r"[A-Z]{3}")
_CACHED = 200_000


@dataclass(frozen=True, slots=True)
class RowSide:
    """What one row says of one side.

    Attributes:
        name: Name of the actor.
        country: Its country as the data set names it, None when it gives none.
        sector: Its sector.
        group: Id of an actor of ours that a code stands for.
        generic: The name is a mere word for the sector ("PRESIDENT"): the sector within the country is meant.
    """

    name: str
    country: str | None
    sector: Sector | None
    group: str | None = None
    generic: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    mention: Mention
    country_known: bool | None  # None: the row names no country
    actor_known: bool
    person: bool  # who may hold another office on another day


@cache
def _names() -> Mapping[str, set[str]]:
    """Ids of the actors of the tables by name, in one case."""
    found: dict[str, set[str]] = {}
    for form, aliases in load_actors().aliases.items():
        ids = {a.row.id for a in aliases if a.form is Form.NAME and a.row.kind is not None and not a.tentative}
        if ids:
            found.setdefault(form.casefold(), set()).update(ids)
    return MappingProxyType(found)


class RowActors:
    """Resolves sides to actors, each combination once, and keeps count of what was recognised."""

    def __init__(self) -> None:
        self.lexicon = load_actors()
        self.codes = load_datasets()
        self.countries, self.actors = Tally(), Tally()
        self.missed: list[str] = []  # countries of the row at hand that the tables do not have
        self._sides: dict[RowSide, _Found] = {}
        self._persons: dict[tuple[RowSide, date], _Found] = {}
        self._homes: dict[str, str | None] = {}
        self._names = _names()

    def mention(self, side: RowSide, on: date) -> Mention:
        """The actor of a side on a day, as a mention with the name that the row gives it."""
        found = self._sides.get(side)
        if found is None:
            found = self._remember(self._sides, side, self._find(side, None))
        if found.person:
            # asked again with the day: an office holder
            found = self._persons.get((side, on)) or self._remember(self._persons, (side, on), self._find(side, on))
        if found.country_known is not None:
            self.countries.add(side.country or "", known=found.country_known)
            if not found.country_known:
                self.missed.append(side.country or "")
        self.actors.add(side.name, known=found.actor_known)
        return found.mention

    def country(self, text: str | None) -> str | None:
        """Id of the state or territory with that name or code, None when the tables have none."""
        if text is None:
            return None
        for known in (self.codes.countries, self.codes.cameo):
            if text in known:
                return known[text]
        if (rows := self.lexicon.by_id.get(text)) and rows[0].kind in COUNTRIES:
            return text
        ids = {i for i in self._names.get(text.casefold(), ()) if self.lexicon.by_id[i][0].kind in COUNTRIES}
        return ids.pop() if len(ids) == 1 else None

    def home(self, text: str | None) -> str | None:
        """Id of the state that a row's country means, also where an island or a province stands for its state."""
        if text is None:
            return None
        if text not in self._homes:
            self._homes[text] = self.country(text) or self._home(text)
        return self._homes[text]

    def _home(self, text: str) -> str | None:
        for name in (text, f"{text}s"):  # "Cook Island"
            places = {a.row.id for a in self.lexicon.aliases.get(name, ()) if a.form is Form.CITY}
            if found := self.country(name) or (places.pop() if len(places) == 1 else None):
                return found
        if found := next(filter(None, map(self.country, turned(text))), None):
            return found
        both = {self.country(name) for name in twice(text) or ()}
        return both.pop() if len(both) == 1 else None

    def _find(self, side: RowSide, on: date | None) -> _Found:
        home = self.home(side.country)
        actor = self._known(side, home, on)
        known = actor is not None or home is not None
        actor = actor or self._own(side, home)
        return _Found(
            mention=Mention(actor=actor, text=side.name, start=0, end=0),
            country_known=None if side.country is None else home is not None,
            actor_known=known,
            person=known and on is None and actor.kind is ActorKind.PERSON and actor.id in self.lexicon.by_id,
        )

    def _known(self, side: RowSide, home: str | None, on: date | None) -> Actor | None:
        """Whom the tables have: by the group's code or the name, if the country agrees."""
        ids = [side.group] if side.group else self.named(side.name)
        if home is not None and (home in ids or (not side.generic and self.country(side.name) == home)):
            ids = [home]
        if side.generic and side.group is None:
            ids = []
        actors = [self.lexicon.actor(i, on) for i in ids if i in self.lexicon.by_id]
        fitting = [actor for actor in actors if home is None or actor.stands_for == home]
        if len(fitting) == 1:
            return fitting[0]
        return self.lexicon.actor(home, on) if home and side.generic and side.sector is None else None

    def named(self, name: str) -> list[str]:
        """Ids of actors with that name; of a person also without the middle names."""
        if ids := self._names.get(name.casefold()):
            return sorted(ids)
        words = name.casefold().split()
        short = self._names.get(f"{words[0]} {words[-1]}", ()) if len(words) > len(("first", "last")) else ()
        return sorted(i for i in short if self.lexicon.by_id[i][0].kind is ActorKind.PERSON)

    def _own(self, side: RowSide, home: str | None) -> Actor:
        """An actor under its own name."""
        kind = KINDS.get(side.sector, ActorKind.ORGANIZATION)
        if home is None:
            # three capitals would be taken for a country
            name = side.name.title() if _CODE.fullmatch(side.name) else side.name
            kind = ActorKind.ORGANIZATION if kind in _OF_A_STATE else kind
            return Actor(id=name, label=name, kind=kind, stands_for=name, sector=side.sector)
        code = side.sector or Sector.UNK
        if side.generic:
            label = f"{self.lexicon.actor(home).label} ({code.label})"
            return Actor(id=f"{home}:{code}", label=label, kind=kind, stands_for=home, sector=side.sector)
        if _is_person(side):
            identity, kind, role = f"person/{slug(side.name)}", ActorKind.PERSON, None
        else:
            match = ROLE_OF.fullmatch(side.name)
            role = match[1].lower() if match and self.home(match[2]) == home else None
            identity = f"{home}:{code}:{slug(role or side.name).upper()}"
        return Actor(id=identity, label=side.name, kind=kind, stands_for=home, sector=side.sector, role=role)

    @staticmethod
    def _remember(cache: dict[_Key, _Found], key: _Key, found: _Found) -> _Found:
        if len(cache) >= _CACHED:
            cache.clear()
        cache[key] = found
        return found


def _is_person(side: RowSide) -> bool:
    """Whether a name in words is that of an office holder or politician, and not of a body."""
    words = side.name.split()
    return (
        side.sector in _PERSONAL
        and _FEWEST <= len(words) <= _MOST
        and all(word.replace("-", "").replace("'", "").replace(".", "").isalpha() for word in words)
        and words[0][:1].isupper()
        and words[-1][:1].isupper()
        and not any(word.casefold() in _BODIES for word in words)
    )
