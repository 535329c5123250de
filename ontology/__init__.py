"""The vocabulary of irkg: event and actor codes as typed values, and the Turtle files they are published in.

Importing this package takes milliseconds and no RDF library; :func:`load` and :mod:`ontology.namespaces` need rdflib.
"""

from ontology.actors import ActorKind, Sector
from ontology.cameo import Cameo
from ontology.codes import MODES, Context, EventType, Mode, QuadClass, UnknownCodeError
from ontology.graphs import FILES, load
from ontology.iris import BASE

VERSION = "1.0.0"
"""Version of the vocabulary, the code lists and the shapes, and of the distribution."""

__all__ = [
    "BASE",
    "FILES",
    "MODES",
    "VERSION",
    "ActorKind",
    "Cameo",
    "Context",
    "EventType",
    "Mode",
    "QuadClass",
    "Sector",
    "UnknownCodeError",
    "load",
]
