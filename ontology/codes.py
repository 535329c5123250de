"""Event codes as typed values: quad classes, PLOVER types, modes and contexts.

Members stand in the code so that type checkers know them; what they mean stands in ``ontology/tables/*.tsv``.
Scores are PLOVER's conflict-cooperation scores, in [-10, 10] with cooperation positive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from ontology import iris
from ontology._tables import many, rows, table

_QUADS, _TYPES, _CONTEXTS = table("quads"), table("types"), table("contexts")


class UnknownCodeError(KeyError):
    """A code that the code list does not have."""

    def __str__(self) -> str:
        return str(self.args[0])


class QuadClass(IntEnum):
    """Cooperation or conflict, by words or by deeds."""

    VERBAL_COOPERATION = 1
    MATERIAL_COOPERATION = 2
    VERBAL_CONFLICT = 3
    MATERIAL_CONFLICT = 4

    @property
    def label(self) -> str:
        """Name for people: ``material conflict``."""
        return _QUADS[str(self.value)]["label"]

    @property
    def definition(self) -> str:
        """What belongs to the class."""
        return _QUADS[str(self.value)]["definition"]

    @property
    def rel(self) -> str:
        """Local name of the direct property in ``rel#``: ``materialConflict``."""
        return _QUADS[str(self.value)]["rel"]

    @property
    def iri(self) -> str:
        """IRI of the concept."""
        return f"{iris.QUAD}{self.value}"


class EventType(StrEnum):
    """The 16 event types of PLOVER."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    COOPERATE = "COOPERATE"
    AID = "AID"
    CONCEDE = "CONCEDE"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    MOBILIZE = "MOBILIZE"
    SANCTION = "SANCTION"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"

    @property
    def score(self) -> float:
        """PLOVER score of the type when no mode is coded."""
        return float(_TYPES[self]["score"])

    @property
    def quad(self) -> QuadClass:
        """Quad class that follows from the type."""
        return QuadClass(int(_TYPES[self]["quad"]))

    @property
    def label(self) -> str:
        """Name for people: ``Sanction``."""
        return _TYPES[self]["label"]

    @property
    def definition(self) -> str:
        """What belongs to the type."""
        return _TYPES[self]["definition"]

    @property
    def cameo(self) -> tuple[str, ...]:
        """CAMEO roots that the type replaces: ``("18", "19", "20")`` for ASSAULT."""
        return many(_TYPES[self]["cameo"])

    @property
    def rel(self) -> str:
        """Local name of the direct property in ``rel#``: ``sanction``."""
        return self.value.lower()

    @property
    def iri(self) -> str:
        """IRI of the concept."""
        return iris.PLOVER + self.value

    @property
    def modes(self) -> tuple[Mode, ...]:
        """The type's modes in table order; empty for types without."""
        return tuple(mode for mode in MODES if mode.type is self)


class Context(StrEnum):
    """What an event is about: the 37 contexts of PLOVER."""

    MILITARY = "military"
    INTELLIGENCE = "intelligence"
    EXECUTIVE = "executive"
    LEGISLATIVE = "legislative"
    ELECTION = "election"
    POLITICAL_INSTITUTIONS = "political_institutions"
    PRO_DEMOCRACY = "pro_democracy"
    PRO_AUTOCRACY = "pro_autocracy"
    ECONOMIC = "economic"
    LEGAL = "legal"
    REPARATIONS = "reparations"
    HUMAN_RIGHTS = "human_rights"
    RIGHTS_FREEDOMS = "rights_freedoms"
    REPRESSION = "repression"
    HUMAN_SECURITY = "human_security"
    GENDER = "gender"
    LGBT = "lgbt"
    RELIGION_ETHNICITY = "religion_ethnicity"
    INEQUALITY = "inequality"
    DIPLOMATIC = "diplomatic"
    TERRITORY = "territory"
    PEACEKEEPING = "peacekeeping"
    HEALTH = "health"
    ASYLUM = "asylum"
    MIGRATION = "migration"
    DISASTERS = "disasters"
    NATURAL_RESOURCE = "natural_resource"
    ENVIRONMENT = "environment"
    TECHNOLOGY = "technology"
    TERRORISM = "terrorism"
    CBRN = "cbrn"
    CYBER = "cyber"
    MISINFORMATION = "misinformation"
    CRIME = "crime"
    CORRUPTION = "corruption"
    ILLEGAL_DRUGS = "illegal_drugs"
    TRAFFICKING = "trafficking"

    @property
    def label(self) -> str:
        """Name for people: ``human rights``."""
        return _CONTEXTS[self]["label"]

    @property
    def definition(self) -> str:
        """What the context covers."""
        return _CONTEXTS[self]["definition"]

    @property
    def cameo(self) -> tuple[str, ...]:
        """CAMEO codes that imply the context, ascending."""
        return tuple(row["code"] for row in rows("cameo") if self.value in many(row["contexts"]))

    @property
    def iri(self) -> str:
        """IRI of the concept."""
        return f"{iris.PLOVER}context-{self.value}"


class _Listed(type):
    """Makes a class iterable, as enumerations are."""

    def __iter__(cls) -> Iterator[Mode]:
        return iter(MODES)

    def __len__(cls) -> int:
        return len(MODES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode(metaclass=_Listed):
    """The way in which an event of one type was done, such as SANCTION by ``withdraw``. The class yields every mode.

    Attributes:
        type: The type that the mode refines.
        name: PLOVER's name; the same name may occur under several types.
        score: PLOVER score, in place of the type's.
        definition: What belongs to the mode.
    """

    type: EventType
    name: str
    score: float
    definition: str

    @property
    def quad(self) -> QuadClass:
        """Quad class of the type."""
        return self.type.quad

    @property
    def cameo(self) -> tuple[str, ...]:
        """CAMEO codes that correspond to the mode, ascending: ``("1622", ...)``; often none."""
        return tuple(row["code"] for row in rows("cameo") if (row["type"], row["mode"]) == (self.type, self.name))

    @property
    def label(self) -> str:
        """Name for people: ``Sanction: withdraw``."""
        return f"{self.type.label}: {self.name}"

    @property
    def iri(self) -> str:
        """IRI of the concept."""
        return f"{self.type.iri}-{self.name}"

    @classmethod
    def get(cls, of: str, name: str) -> Mode:
        """Return the mode ``name`` of an event type, as in ``Mode.get("SANCTION", "withdraw")``.

        Raises:
            UnknownCodeError: There is no such mode; the message lists the modes of the type.
        """
        try:
            return _MODES[of, name]
        except KeyError:
            known = ", ".join(mode.name for mode in MODES if mode.type == of) or "none"
            raise UnknownCodeError(f"no mode {name!r} of event type {of!r}; its modes: {known}") from None

    @classmethod
    def all(cls) -> Iterator[Mode]:
        """Yield every mode in table order."""
        return iter(MODES)


MODES: tuple[Mode, ...] = tuple(
    Mode(type=EventType(r["type"]), name=r["mode"], score=float(r["score"]), definition=r["definition"])
    for r in rows("modes")
)
_MODES = {(mode.type.value, mode.name): mode for mode in MODES}
