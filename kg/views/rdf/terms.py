"""RDF terms as strings in N-Triples syntax, in canonical form so that every library reads back what was written."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from kg.base.ids import path
from kg.base.prefixes import XSD
from ontology import iris

Term = str
Pairs = list[tuple[Term, Term]]
"""Predicates and objects of one subject."""
Triple = tuple[Term, Term, Term]

DECIMALS = 4
"""Decimal places kept of scores and probabilities."""

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_SPECIAL = re.compile('[\\\\"\x01-\x1f\x7f]')
_UNWRITABLE = re.compile("[\x00\ud800-\udfff\ufffe\uffff]")
"""NUL ends strings in some stores, lone surrogates are no characters, and the last two are none in XML."""


def uri(absolute: str) -> Term:
    """Return an absolute IRI as a term; the caller vouches for its characters."""
    return f"<{absolute}>"


def iri(kind: str, name: str) -> Term:
    """Return the IRI of a thing of ours: ``iri("actor", "Arab League")`` is ``<.../id/actor/Arab_League>``."""
    return f"<{iris.ID}{kind}/{path(name)}>"


def text(value: str, language: str | None = None) -> Term:
    """Return a string; characters that cannot be written everywhere become U+FFFD."""
    clean = _UNWRITABLE.sub("\ufffd", value)
    quoted = f'"{_SPECIAL.sub(_escape, clean)}"'
    return f"{quoted}@{language}" if language else quoted


def typed(lexical: str, datatype: str) -> Term:
    """Return a literal of an XML Schema type; ``datatype`` is its local name, such as ``date``."""
    return f"{text(lexical)}^^<{XSD}{datatype}>"


def decimal(value: float) -> Term:
    """Return an ``xsd:decimal`` in canonical form (XSD 1.1): ``-6``, ``0.93``; rounded to :data:`DECIMALS` places.

    Raises:
        ValueError: The number is infinite or not a number.
    """
    if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 - the test for NaN without math
        raise ValueError(f"{value} is no decimal number")
    rounded = round(Decimal(repr(value)), DECIMALS)
    plain = f"{rounded:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return typed("0" if plain == "-0" else plain, "decimal")


def integer(value: int) -> Term:
    """Return an ``xsd:integer``."""
    return typed(str(value), "integer")


def boolean(value: bool) -> Term:  # noqa: FBT001 - the value is the only argument
    """Return an ``xsd:boolean``."""
    return typed("true" if value else "false", "boolean")


def day(value: date) -> Term:
    """Return an ``xsd:date`` without time zone."""
    return typed(value.isoformat(), "date")


def year(value: int) -> Term:
    """Return an ``xsd:gYear`` without time zone."""
    return typed(f"{value:04d}", "gYear")


def ntriple(subject: Term, predicate: Term, obj: Term) -> str:
    """Return one line of N-Triples, without line end."""
    return f"{subject} {predicate} {obj} ."


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    return _ESCAPES.get(char) or f"\\u{ord(char):04X}"
