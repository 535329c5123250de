"""Query text: parameters put in as typed terms, and what a query may not do, told before it runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from kg.base.errors import QueryError
from kg.sparql.diagnosis import diagnose
from kg.sparql.tokens import TOKEN

_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UPDATES = frozenset({"LOAD", "INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD"})
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


def bind(query: str, terms: Mapping[str, str]) -> str:
    """Return the query with every ``$name`` that has a term replaced by it.

    Names inside strings, IRIs and comments stay, as do ``?name`` and names without a term: variables.

    Args:
        query: SPARQL.
        terms: Name without ``$`` to a term in SPARQL syntax; :func:`kg.sparql.parameters.term` makes them safely.

    Raises:
        QueryError: The query has no place for one of the names.
    """
    used = set()
    parts = []
    for kind, token in _tokens(query):
        if kind == "variable" and token[0] == "$" and token[1:] in terms:
            used.add(token[1:])
            token = terms[token[1:]]  # noqa: PLW2901 - the token is what is replaced
        parts.append(token)
    for name in sorted(terms.keys() - used):
        raise QueryError(f"the query has no parameter ${name}{_hint(name, query)}")
    return "".join(parts)


def refuse(query: str) -> None:
    """Raise QueryError when the query would reach the network or is an update."""
    for text in (query, _CODEPOINT.sub(_char, query)):
        # in any word, since the engine wants no space behind a keyword
        if any("SERVICE" in word for word in _possible_words(text)):
            raise QueryError("SERVICE is refused: queries reach no other endpoint")
    for kind, token in _tokens(query):
        if kind == "name" and token.upper() in _FORMS:
            return
        if kind == "name" and token.upper() in _UPDATES:
            raise QueryError(f"{token.upper()} is refused: use SELECT, ASK, CONSTRUCT or DESCRIBE")


def syntax_error(message: str, query: str) -> QueryError:
    """Return the engine's complaint as an error that says where and what was expected."""
    engine = re.search(r"at (\d+):(\d+): (.*)", message, re.DOTALL)
    if slip := diagnose(query):
        before = query[: slip.at]
        line, column, said = before.count("\n") + 1, slip.at - before.rfind("\n"), slip.said
    elif engine:
        line, column, said = int(engine[1]), int(engine[2]), _expected(engine[3])
    else:
        return QueryError(f"the query is not SPARQL: {' '.join(message.split())}")
    lines = query.splitlines()
    found = lines[line - 1][column - 1 : column + 29].strip() if line <= len(lines) else ""
    near = f"near {found!r}" if found else "at the end of the query"
    return QueryError(f"line {line}, column {column}, {near}: {said}")


def _expected(rest: str) -> str:
    """What the engine would have taken, as far as that are words and signs."""
    # the rest of the message are character classes, no help to anybody
    options = dict.fromkeys(re.findall(r'"(?:[^"\\]|\\.)+"|\b[A-Z]{2,}\b', re.sub(r"\[[^\]]*\]", "", rest)))
    names = [option.strip('"').replace('\\"', '"') for option in options]
    if not names:
        return "this is not SPARQL"
    return f"expected {'one of ' if len(names) > 1 else ''}{' '.join(names[:12])}{' ...' if len(names) > 12 else ''}"  # noqa: PLR2004 - enough for a line


def _possible_words(query: str) -> Iterator[str]:
    """Yield the keywords, prefixes included, of every way to read the query.

    ``<`` opens an IRI or compares, which only a full parser can tell: both ways are followed, so that nothing can be
    hidden in what merely looks like an IRI.
    """
    ways, seen = [0], set[int]()
    while ways:
        at = ways.pop()
        while at not in seen and (match := TOKEN.match(query, at)):
            seen.add(at)
            if match.lastgroup == "iri":
                ways.append(at + 1)
            elif match.lastgroup == "name":
                yield match[0].partition(":")[0].upper()
            at = match.end()


def _tokens(query: str) -> Iterator[tuple[str, str]]:
    for match in TOKEN.finditer(query):
        yield match.lastgroup or "other", match[0]


def _char(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else match[0]  # noqa: PLR2004 - the last code point


def _hint(name: str, query: str) -> str:
    names = {token[1:] for kind, token in _tokens(query) if kind == "variable" and token[0] == "$"}
    close = get_close_matches(name, sorted(names))
    return f"; did you mean ${close[0]}?" if close else ""
