"""What is wrong with a query that the engine does not understand, in words: the commonest slips, looked for one by one.

The engine's own message names the characters that its grammar might have taken at the furthest place it got to, which
is rarely where the slip is, and rarely what its author needs to hear.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from itertools import pairwise

from kg.base.prefixes import PREFIXES
from kg.sparql.conditions import AGGREGATES, FORMS, KEYWORDS, Slip, comparison, statement, word
from kg.sparql.tokens import Token, tokens

_OPEN = {"(": ")", "{": "}", "[": "]"}
_NUMBERED = frozenset({"LIMIT", "OFFSET"})
_OPERATORS = frozenset({"=", "<", ">", "&", "|", "!", "-", "/"})


def diagnose(query: str) -> Slip | None:
    """Return the first slip found in a query that does not parse; None when it is none of the common ones."""
    found = list(tokens(query))
    if not found:
        return Slip(0, f"the query is empty: expected {_either(FORMS)}")
    for check in _CHECKS:
        if slip := check(found, query):
            return slip
    return None


def _form(found: list[Token], _: str) -> Slip | None:
    """The first word, after the declarations, is the form of the query."""
    words = _after_prologue(found)
    first = next(words, None)
    if first is None:
        return Slip(found[-1].end, f"the query stops after its prefixes: expected {_either(FORMS)}")
    if first.word in FORMS:
        return None
    close = get_close_matches(first.word, FORMS, n=1)
    hint = f"; did you mean {close[0]}?" if close else ""
    return Slip(first.at, f"a query begins with {_either(FORMS)}{hint}")


def _after_prologue(found: list[Token]) -> Iterator[Token]:
    at = 0
    while at < len(found) and found[at].word in {"PREFIX", "BASE"}:
        at += 3 if found[at].word == "PREFIX" else 2
    return iter(found[at:])


def _declaration(found: list[Token], _: str) -> Slip | None:
    """PREFIX, a name with its colon, an IRI in angle brackets."""
    for at, token in enumerate(found):
        if token.word == "PREFIX":
            name, iri = [*found[at + 1 : at + 3], *[Token("end", "", token.end)] * 2][:2]
            if not name.text.endswith(":") or iri.kind != "iri":
                return Slip(name.at, "a prefix is declared like PREFIX ex: <https://example.org/>")
    return None


def _quote(found: list[Token], _: str) -> Slip | None:
    """A quotation mark that opens no string, an angle bracket that opens no IRI."""
    for at, token in enumerate(found):
        if token.text in {'"', "'"}:
            return Slip(token.at, f"the text that begins here is not closed: expected {token.text}")
        after = found[at + 1 : at + 2]
        if token.text == "<" and after and after[0].kind == "name" and after[0].at == token.end:
            return Slip(token.at, "the IRI that begins here is not closed: expected >; a prefixed name needs no <")
    return None


def _prefix(found: list[Token], _: str) -> Slip | None:
    """A name whose prefix nobody declared."""
    declared = {token.text for before, token in pairwise(found) if before.word == "PREFIX"}
    known = {f"{prefix}:" for prefix in PREFIXES} | declared
    for token in found:
        prefix, colon, _ = token.text.partition(":")
        if token.kind == "name" and colon and prefix != "_" and f"{prefix}:" not in known:
            close = get_close_matches(prefix, sorted(name[:-1] for name in known), n=1, cutoff=0.7)
            others = f"known are {' '.join(sorted(known))}"
            hint = f"did you mean {close[0]}:?" if close else others
            return Slip(token.at, f"unknown prefix {prefix}:; declare it with PREFIX; {hint}")
    return None


def _bracket(found: list[Token], query: str) -> Slip | None:
    """Brackets that are not closed, or close nothing."""
    stack: list[Token] = []
    for token in found:
        if token.text in _OPEN:
            stack.append(token)
        elif token.text in _OPEN.values():
            if not stack:
                return Slip(token.at, f"this {token.text} closes nothing: expected the end of the query")
            if _OPEN[stack[-1].text] != token.text:
                opened = place(query, stack[-1].at)
                return Slip(token.at, f"expected {_OPEN[stack[-1].text]} for the {stack[-1].text} at {opened}")
            stack.pop()
    if stack:
        opened = place(query, stack[-1].at)
        return Slip(len(query), f"expected {_OPEN[stack[-1].text]} for the {stack[-1].text} at {opened}")
    return None


def _where(found: list[Token], _: str) -> Slip | None:
    """Conditions stand in braces."""
    for at, token in enumerate(found):
        after = found[at + 1] if at + 1 < len(found) else None
        if token.word in {"WHERE", "OPTIONAL", "UNION", "MINUS"} and (after is None or after.text != "{"):
            return Slip(after.at if after else token.end, f"expected {{ after {token.text}")
        if token.word in {"FILTER", "BIND"} and after and after.kind in {"variable", "number", "string"}:
            return Slip(after.at, f"expected ( after {token.text}")
        if token.word in {"ORDER", "GROUP"} and (after is None or after.word != "BY"):
            return Slip(after.at if after else token.end, f"expected BY after {token.text}")
        if token.word in _NUMBERED and (after is None or not after.text.isdigit()):
            return Slip(after.at if after else token.end, f"expected a whole number after {token.text}")
    if not any(token.text == "{" for token in found) and found[0].word != "DESCRIBE":
        return Slip(found[-1].end, "expected { and the conditions")
    return None


def _projection(found: list[Token], _: str) -> Slip | None:
    """What is calculated in a SELECT stands in parentheses and gets a name; what is not grouped is aggregated."""
    words = list(_after_prologue(found))
    if words[0].word != "SELECT":
        return None
    head: list[Token] = []
    depth = 0
    for token in words:
        if token.text == "{" or token.word == "WHERE":
            break
        depth += (token.text == "(") - (token.text == ")")
        if depth == 0 and token.text == ",":
            return Slip(token.at, "variables stand side by side, without a comma")
        if depth == 0 and token.kind == "name" and token.word not in KEYWORDS:
            return Slip(token.at, f"{token.text} is no variable: expected ?{token.text}")
        if depth == 0 and token.word in AGGREGATES:
            return Slip(token.at, f"what is calculated needs parentheses and a name: ({token.text}(...) AS ?name)")
        if token.text == ")" and depth == 0 and not any(word.word == "AS" for word in head):
            return Slip(token.at, "expected AS and a name for what is calculated: (... AS ?name)")
        head = [] if token.text == ")" and depth == 0 else [*head, token]
    return None


def _grouped(found: list[Token], _: str) -> Slip | None:
    """A variable of the SELECT that is neither grouped nor calculated."""
    at = next((n for n, token in enumerate(found) if token.word == "GROUP"), None)
    if at is None or sum(token.word == "SELECT" for token in found) != 1:
        return None
    grouped = {token.text[1:] for token in found[at:] if token.kind == "variable"}
    depth = 0
    for token in _after_prologue(found):
        if token.text == "{" or token.word == "WHERE":
            return None
        depth += (token.text == "(") - (token.text == ")")
        if depth == 0 and token.kind == "variable" and token.text[1:] not in grouped:
            return Slip(
                token.at, f"{token.text} is not in GROUP BY: add it there, or aggregate it: (MIN({token.text}) AS ?one)"
            )
    return None


def _operand(found: list[Token], _: str) -> Slip | None:
    """A comparison without its other side."""
    for token, after in pairwise(found):
        if token.text in _OPERATORS and after.text == ")":
            return Slip(after.at, f"expected a value after {token.text}")
    return None


_CHECKS: tuple[Callable[[list[Token], str], Slip | None], ...] = (
    _quote,
    _declaration,
    _form,
    _prefix,
    _where,
    _bracket,
    _projection,
    _operand,
    word,
    comparison,
    statement,
    _grouped,
)


def place(query: str, at: int) -> str:
    """Return an offset as people count: ``line 2, column 7``."""
    before = query[:at]
    return f"line {before.count(chr(10)) + 1}, column {at - (before.rfind(chr(10)) + 1) + 1}"


def _either(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"
