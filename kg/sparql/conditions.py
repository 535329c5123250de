"""Slips in the conditions of a query: its statements of three parts, and the words among them."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from kg.sparql.tokens import Token

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
AGGREGATES = frozenset({"COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE", "GROUP_CONCAT"})
_CLAUSES = frozenset(
    {"OPTIONAL", "FILTER", "BIND", "VALUES", "UNION", "MINUS", "GRAPH", "SELECT", "EXISTS", "NOT", "SERVICE"}
)
_CLAUSES |= {"WHERE", "GROUP", "ORDER", "HAVING", "LIMIT", "OFFSET", "PREFIX", "BASE", "FROM"}
KEYWORDS = _CLAUSES | AGGREGATES | frozenset(FORMS)
KEYWORDS |= set("A AS ASC BY DESC DISTINCT FALSE IN NAMED REDUCED SEPARATOR SILENT TRUE UNDEF".split())
_WHOLE = 3
"""Parts of a statement."""
_AFTER = {"{": 0, ".": 0, "}": 0, ";": 1, ",": 2}
"""How many parts of the next statement are known behind a sign."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong.

    Attributes:
        at: Offset in the query.
        said: What, and what was expected.
    """

    at: int
    said: str


def word(found: list[Token], _: str) -> Slip | None:
    """A bare word among the conditions that is no keyword."""
    start = next((at for at, token in enumerate(found) if token.text == "{"), len(found))
    for token, after in zip(found[start:], found[start + 1 :], strict=False):
        if token.kind == "name" and ":" not in token.text and after.text != "(" and token.word not in KEYWORDS:
            close = get_close_matches(token.word, sorted(KEYWORDS), n=1, cutoff=0.75)
            hint = f"did you mean {close[0]}? Else " if close else ""
            like = f"?{token.text}, irkg:{token.text} or <https://...>"
            return Slip(
                token.at, f"{token.text} is no keyword: {hint}expected a variable, a prefixed name or an IRI: {like}"
            )
    return None


def statement(found: list[Token], _: str) -> Slip | None:
    """Subject, property, object; then a dot, or a semicolon, or a comma. Of paths and lists nothing is said."""
    parts: int | None = None  # terms of the present statement; None where there is none, or none that we understand
    clause = values = False
    depth = 0  # of parentheses, in which other rules hold
    for at, token in enumerate(found):
        if depth or token.text == "(":
            depth += (token.text == "(") - (token.text == ")")
            parts = 0 if clause and not depth else None
        elif values:
            values, parts = token.text != "}", 0
        elif token.word in _CLAUSES:
            clause, values, parts = token.word != "VALUES", token.word == "VALUES", None
        elif token.text in _AFTER:
            if parts and parts < _WHOLE and not (parts == 1 and found[at - 1].text == ";"):
                return Slip(token.at, _missing(parts, found[at - 1]))
            clause, parts = False, _AFTER[token.text]
        elif token.kind == "other":
            parts = None
        elif parts is not None:
            parts += 1
            if parts > _WHOLE:
                return Slip(token.at, f"expected . or ; or , or }} before {token.text}: a statement has three parts")
    return None


def _missing(parts: int, before: Token) -> str:
    if parts == 1:
        return f"expected a property and a value after {before.text}"
    return f"expected a value after {before.text}: a variable, an IRI, text or a number"


def comparison(found: list[Token], _: str) -> Slip | None:
    """A comparison outside parentheses."""
    depth = 0
    for token in found:
        depth += (token.text == "(") - (token.text == ")")
        if depth == 0 and token.text in {"<", ">", "="}:
            return Slip(token.at, "a comparison stands in FILTER ( ... )")
    return None
