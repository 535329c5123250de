"""Values of parameters: text as a user types it, checked and turned into a term."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from types import MappingProxyType

from kg.base.errors import QueryError
from kg.base.ids import path
from kg.base.prefixes import XSD
from ontology import Context, EventType, iris

_UNQUOTABLE = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\0": "\ufffd"})


def term(kind: str, value: str) -> str:
    """Return a value as a term in SPARQL syntax, with nothing in it that could end the term.

    Args:
        kind: A key of :data:`KINDS`.
        value: As a user types it: ``USA`` for an actor, ``2021`` for a year.

    Raises:
        QueryError: The value is not of that kind; the message says what would be.
    """
    return KINDS[kind](value.strip())


def _string(value: str) -> str:
    return f'"{value.encode("utf-8", "replace").decode().translate(_UNQUOTABLE)}"'


def _thing(kind: str) -> Callable[[str], str]:
    def make(value: str) -> str:
        if not value:
            raise QueryError(f"an {kind} needs an id" if kind[0] in "aeiou" else f"a {kind} needs an id")
        return f"<{iris.ID}{kind}/{path(value)}>"

    return make


def _similar(value: str, known: Iterable[str]) -> str:
    close = get_close_matches(value, list(known))
    return f"did you mean {' or '.join(close)}?" if close else f"there are {', '.join(known)}"


def _type(value: str) -> str:
    try:
        return f"<{EventType(value.upper()).iri}>"
    except ValueError:
        raise QueryError(f"{value!r} is no event type; {_similar(value.upper(), EventType)}") from None


def _context(value: str) -> str:
    try:
        return f"<{Context(value.lower().replace('-', '_').replace(' ', '_')).iri}>"
    except ValueError:
        raise QueryError(f"{value!r} is no context; {_similar(value.lower(), Context)}") from None


def _cameo(value: str) -> str:
    if not re.fullmatch(r"\d{2,4}", value, re.ASCII):
        raise QueryError(f"{value!r} is no CAMEO code: two to four digits with their leading zero, such as 042")
    return f"<{iris.CAMEO}{value}>"


def _year(value: str) -> str:
    if not re.fullmatch(r"\d{4}", value, re.ASCII):
        raise QueryError(f"{value!r} is no year: four digits, such as 2021")
    return f'"{value}"^^<{XSD}gYear>'


def _date(value: str) -> str:
    try:
        return f'"{date.fromisoformat(value).isoformat()}"^^<{XSD}date>'
    except ValueError:
        raise QueryError(f"{value!r} is no day: year, month and day, such as 2021-03-17") from None


def _integer(value: str) -> str:
    if not re.fullmatch(r"[+-]?\d+", value, re.ASCII):
        raise QueryError(f"{value!r} is no whole number")
    return str(int(value))  # bare: LIMIT takes nothing else


def _decimal(value: str) -> str:
    if not re.fullmatch(r"[+-]?\d+(\.\d+)?", value, re.ASCII):
        raise QueryError(f"{value!r} is no decimal number, such as 0.5")
    return value if "." in value else f"{value}.0"


KINDS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "actor": _thing("actor"),
        "event": _thing("event"),
        "article": _thing("article"),
        "type": _type,
        "context": _context,
        "cameo": _cameo,
        "year": _year,
        "date": _date,
        "integer": _integer,
        "decimal": _decimal,
        "string": _string,
    }
)
"""Kinds of parameters that named queries may declare."""
