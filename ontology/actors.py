"""Kinds of actors and the sectors they act in, as typed values."""

from __future__ import annotations

from enum import StrEnum

from ontology import iris
from ontology._tables import table

_KINDS, _SECTORS = table("kinds"), table("sectors")


class ActorKind(StrEnum):
    """What sort of thing an actor is."""

    STATE = "state"
    FORMER_STATE = "former-state"
    TERRITORY = "territory"
    COALITION = "coalition"
    ORGANIZATION = "organization"
    IGO = "igo"
    GOVERNMENT_BODY = "government-body"
    MILITARY = "military"
    POLICE = "police"
    INTELLIGENCE = "intelligence"
    PARLIAMENT = "parliament"
    COURT = "court"
    MISSION = "mission"
    PARTY = "party"
    ARMED_GROUP = "armed-group"
    MOVEMENT = "movement"
    COMPANY = "company"
    NGO = "ngo"
    MEDIA = "media"
    RELIGIOUS_BODY = "religious-body"
    PERSON = "person"
    POPULATION = "population"
    PLACE = "place"
    VESSEL = "vessel"

    @property
    def label(self) -> str:
        """Name for people: ``armed group``."""
        return _KINDS[self]["label"]

    @property
    def definition(self) -> str:
        """What belongs to the kind."""
        return _KINDS[self]["definition"]

    @property
    def parent(self) -> ActorKind | None:
        """The next broader kind, if any."""
        return ActorKind(_KINDS[self]["parent"]) if _KINDS[self]["parent"] else None

    @property
    def sector(self) -> Sector | None:
        """The sector that goes with the kind alone; None where it differs from actor to actor."""
        return Sector(_KINDS[self]["role"]) if _KINDS[self]["role"] else None

    @property
    def cameo(self) -> str | None:
        """Role code of that sector in CAMEO and PLOVER: ``MIL`` for ``military``."""
        return _KINDS[self]["role"] or None

    @property
    def class_iri(self) -> str:
        """IRI of the narrowest class of ``irkg.ttl`` for actors of this kind."""
        return iris.NS + _KINDS[self]["class"]

    @property
    def iri(self) -> str:
        """IRI of the concept."""
        return f"{iris.ACTOR}kind-{self.value}"


class Sector(StrEnum):
    """The part of society or of the state that an actor belongs to, by its CAMEO/PLOVER role code."""

    GOV = "GOV"
    LEG = "LEG"
    JUD = "JUD"
    MIL = "MIL"
    COP = "COP"
    SPY = "SPY"
    OPP = "OPP"
    PTY = "PTY"
    REB = "REB"
    SEP = "SEP"
    UAF = "UAF"
    IMG = "IMG"
    CRM = "CRM"
    IGO = "IGO"
    NGO = "NGO"
    BUS = "BUS"
    MNC = "MNC"
    LAB = "LAB"
    AGR = "AGR"
    MED = "MED"
    EDU = "EDU"
    HLH = "HLH"
    ENV = "ENV"
    HRI = "HRI"
    DEV = "DEV"
    REL = "REL"
    REF = "REF"
    ELI = "ELI"
    CVL = "CVL"
    UNK = "UNK"

    @property
    def label(self) -> str:
        """Name for people: ``government``."""
        return _SECTORS[self]["label"]

    @property
    def definition(self) -> str:
        """Who belongs to the sector."""
        return _SECTORS[self]["definition"]

    @property
    def cameo(self) -> str:
        """Role code in CAMEO and PLOVER, which is what names the sector."""
        return self.value

    @property
    def iri(self) -> str:
        """IRI of the concept."""
        return f"{iris.ACTOR}sector-{self.value}"
