"""SPARQL cut into tokens: as much of its grammar as is needed to put values in and to tell slips."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(
    r"(?P<comment>\#[^\r\n]*)"
    r'|(?P<string>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\r\n]|\\.)*"|\'(?:[^\'\\\r\n]|\\.)*\')'
    r"|(?P<iri><[^<>\"{}|^`\\\s]*>)"
    r"|(?P<variable>[?$]\w+)"
    r"|(?P<name>[A-Za-z_][\w.-]*(?::(?:\\.|[^\s,;(){}\[\]<>\"'#\\])*)?|:(?:\\.|[^\s,;(){}\[\]<>\"'#\\])*)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_NAME = re.compile(r"[\w.-]*:(?:[\w.:%-]|\\.)*")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?")
_TAG = re.compile(r"@[A-Za-z][A-Za-z0-9-]*|\^\^(?:<[^<>\s]*>|[\w.-]*:[\w.-]*\w)")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query.

    Attributes:
        kind: ``string``, ``iri``, ``variable``, ``name`` (keywords too), ``number`` or ``other`` (one character).
        text: As it stands there; of a string with its language or datatype.
        at: Its offset.
    """

    kind: str
    text: str
    at: int

    @property
    def end(self) -> int:
        """Offset behind it."""
        return self.at + len(self.text)

    @property
    def word(self) -> str:
        """A keyword in capitals; whatever else as it is."""
        return self.text.upper() if self.kind == "name" and ":" not in self.text else self.text


def tokens(query: str) -> Iterator[Token]:
    """Yield the tokens of a query in order, without comments and space."""
    at = 0
    while match := _NUMBER.match(query, at) or TOKEN.match(query, at):
        kind, text = match.lastgroup or "number", match[0]
        if kind == "name":
            exact = _NAME.match(text) if ":" in text else None
            text = (exact[0] if exact else text).rstrip(".")  # without the rest of a path, or the end of a statement
        elif kind == "string" and (tag := _TAG.match(query, match.end())):
            text += tag[0]
        if kind != "comment" and not text.isspace():
            yield Token(kind, text, at)
        at += len(text)
