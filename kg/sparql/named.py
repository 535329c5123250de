"""Named queries: SPARQL files with a documented header, ``kg/sparql/queries/*.rq``.

A header is comment lines before the query::

    # title: Sanctions in a year
    # description: Who sanctioned whom, with the best sentence for it.
    # parameter: year | year | 2021 | Year of the event

A parameter has a name (``$year`` in the query), a kind (:data:`kg.sparql.parameters.KINDS`), a default and a meaning.
An empty default makes it required.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.base.errors import QueryError
from kg.base.nearest import nearest
from kg.sparql.parameters import KINDS, term
from kg.sparql.query_text import bind

_HEADER = re.compile(r"#\s*(title|description|parameter):\s*(.*\S)\s*")
_PARTS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What a named query asks of its user.

    Attributes:
        kind: A key of :data:`kg.sparql.parameters.KINDS`.
        default: As a user would type it; None when the parameter is required.
    """

    name: str
    kind: str
    default: str | None
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """A question that people ask of the graph, with its parameters.

    Attributes:
        name: File name without suffix.
        text: SPARQL with ``$name`` for each parameter.
    """

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str

    def bound(self, values: Mapping[str, str] | None = None) -> str:
        """Return the query with the values put in, ready for any SPARQL 1.1 engine that knows our prefixes.

        Args:
            values: Parameter name to value as a user types it; defaults stand in for the rest.

        Raises:
            QueryError: A parameter is missing, unknown or of the wrong kind.
        """
        given = dict(values or {})
        names = [parameter.name for parameter in self.parameters]
        has = f"it has {', '.join(names) or 'none'}"
        for name in sorted(given.keys() - {*names}):
            raise QueryError(f"query {self.name} has no parameter {name!r}; {nearest(name, names, has)}")
        terms = {}
        for parameter in self.parameters:
            value = given.pop(parameter.name, parameter.default)
            if value is None:
                raise QueryError(f"query {self.name} needs {parameter.name}=...: {parameter.meaning}")
            try:
                terms[parameter.name] = term(parameter.kind, value)
            except QueryError as error:
                raise QueryError(f"query {self.name}, parameter {parameter.name}: {error}") from None
        return bind(self.text, terms)


@cache
def named() -> tuple[NamedQuery, ...]:
    """Return the queries that come with irkg, by name.

    Raises:
        QueryError: A file's header is malformed; the message says which and where.
    """
    folder = files("kg.sparql").joinpath("queries")
    found = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".rq")), key=lambda entry: entry.name)
    return tuple(parse(entry.name.removesuffix(".rq"), entry.read_text("utf-8")) for entry in found)


def get(name: str) -> NamedQuery:
    """Return the named query.

    Raises:
        QueryError: There is none; the message suggests the closest names.
    """
    by_name = {query.name: query for query in named()}
    if name in by_name:
        return by_name[name]
    raise QueryError(f"no named query {name!r}; {nearest(name, by_name, 'kg query --list shows what there are')}")


def parse(name: str, text: str) -> NamedQuery:
    """Read a query file.

    Raises:
        QueryError: Title or description is missing, or a parameter is malformed, of an unknown kind or not used.
    """
    titles: list[str] = []
    descriptions: list[str] = []
    parameters: list[Parameter] = []
    for number, line in enumerate(text.splitlines(), 1):
        match = _HEADER.fullmatch(line)
        if not match:
            continue
        if match[1] == "parameter":
            parameters.append(_parameter(match[2], f"{name}.rq:{number}"))
        else:
            (titles if match[1] == "title" else descriptions).append(match[2])
    if len(titles) != 1 or not descriptions:
        raise QueryError(f"{name}.rq: the header needs one '# title:' and a '# description:'")
    query = NamedQuery(
        name=name, title=titles[0], description=" ".join(descriptions), parameters=tuple(parameters), text=text
    )
    bind(text, {parameter.name: "" for parameter in parameters})  # raises when one is not used
    return query


def _parameter(header: str, place: str) -> Parameter:
    parts = [part.strip() for part in header.split("|")]
    if len(parts) != _PARTS:
        raise QueryError(f"{place}: a parameter is 'name | kind | default | meaning'")
    name, kind, default, meaning = parts
    if kind not in KINDS:
        raise QueryError(f"{place}: unknown kind {kind!r}; there are {', '.join(KINDS)}")
    return Parameter(name=name, kind=kind, default=default or None, meaning=meaning)
