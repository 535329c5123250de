"""JSON-LD by the published context: each term's value in the shape that the context expects."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby
from operator import itemgetter

from kg.base.prefixes import XSD
from kg.store.event_table import literal
from kg.views.rdf import Pairs
from kg.views.rdf import vocabulary as v
from kg.views.rdf.forms import Serialization, escaping
from kg.views.rdf.terms import Term, uri

Json = str | int | bool | dict[str, "Json"] | list["Json"]

_LITERAL = re.compile(r'("(?:[^"\\]|\\.)*")(?:@([A-Za-z0-9-]+)|\^\^<([^<>]*)>)?')


@dataclass(frozen=True, slots=True)
class Key:
    """How the context writes one property: its key, and the type (``@id`` or a datatype) or language of its values."""

    name: str
    type: str | None = None
    language: str | None = None


@cache
def context() -> Mapping[str, object]:
    """Return the published context (``context.jsonld``), without its outer ``@context``."""
    text = files("kg.exporters").joinpath("context.jsonld").read_text("utf-8")
    found: dict[str, object] = json.loads(text)["@context"]
    return found


@cache
def _prefixes() -> tuple[tuple[str, str], ...]:
    # prefixes are the plain strings among the terms
    found = [(name, value) for name, value in context().items() if isinstance(value, str) and name[0] != "@"]
    return tuple(sorted(found, key=lambda item: (-len(item[1]), item[0])))


@cache
def _keys() -> Mapping[Term, Key]:
    found = {}
    for name, entry in context().items():
        if isinstance(entry, dict):
            type_ = entry.get("@type")
            kind = _expand(type_) if type_ and type_ != "@id" else type_
            found[uri(_expand(entry["@id"]))] = Key(name, kind, entry.get("@language"))
    return found


def lines(subjects: Iterable[tuple[Term, Pairs]]) -> Iterator[str]:
    """Yield the lines of a JSON-LD document: the context first, then one node a line."""
    yield f'{{"@context": {_dump(context())},\n"@graph": ['
    separator = "\n"
    for subject, pairs in subjects:
        yield f"{separator}{_dump(node(subject, pairs))}"
        separator = ",\n"
    yield "\n]}\n"


def node(subject: Term, pairs: Pairs) -> dict[str, Json]:
    """Return the JSON-LD object of one subject; ``pairs`` must be sorted."""
    types = [_compact(obj) for predicate, obj in pairs if predicate == v.TYPE]
    about: dict[str, Json] = {"@id": _compact(subject), "@type": types[0] if len(types) == 1 else list[Json](types)}
    for predicate, group in groupby(pairs, itemgetter(0)):
        if predicate != v.TYPE:
            key = _key(predicate)
            values = [_value(obj, key) for _, obj in group]
            about[key.name] = values[0] if len(values) == 1 else values
    return about


class JsonLd(Serialization):
    """JSON-LD: one node a line."""

    first = "\n"
    end = ",\n"
    foot = "\n]}\n"

    def __init__(self) -> None:
        self.head = f'{{"@context": {_dump(context())},\n"@graph": ['

    def subject(self, term: Term) -> str:
        """See :class:`kg.views.rdf.forms.Serialization`."""
        return _dump(_compact(term))

    def term(self, predicate: Term, term: Term) -> str:
        """See :class:`kg.views.rdf.forms.Serialization`."""
        return _dump(_compact(term) if predicate == v.TYPE else _value(term, _key(predicate)))

    def block(self, subject: Term, pairs: Pairs) -> str:
        """See :class:`kg.views.rdf.forms.Serialization`."""
        return _dump(node(subject, pairs))

    def escaped(self, sql: str) -> str:
        """See :class:`kg.views.rdf.forms.Serialization`."""
        controls = [chr(n) for n in range(1, 32)]
        return escaping(sql, [(char, json.dumps(char)[1:-1]) for char in controls])

    def one(self, predicate: Term, sql: str) -> str:
        """See :class:`kg.views.rdf.forms.Serialization`."""
        return f"{literal(f', {_dump(_key(predicate).name)}: ')} || {sql}"

    def many(self, predicate: Term, sql: str) -> str:
        """See :class:`kg.views.rdf.forms.Serialization`."""
        several = f"CASE WHEN len({sql}) = 1 THEN ({sql})[1] ELSE '[' || array_to_string({sql}, ', ') || ']' END"
        return self.one(predicate, several)

    def whole(self, type_: str, statements: str) -> str:
        """See :class:`kg.views.rdf.forms.Serialization`."""
        start = literal('{"@id": ')
        of_type = literal(f', "@type": {type_}')
        return f"concat({start}, s, {of_type}, {statements}, '}}')"


def _key(predicate: Term) -> Key:
    return _keys().get(predicate) or Key(_compact(predicate))


def _value(term: Term, key: Key) -> Json:
    if term.startswith("<"):
        return _compact(term) if key.type == "@id" else {"@id": _compact(term)}
    match = _LITERAL.fullmatch(term)
    assert match, term
    text, language, datatype = json.loads(match[1]), match[2], match[3]
    if datatype == f"{XSD}integer" and key.type is None:
        return int(text)
    if datatype == f"{XSD}boolean" and key.type is None:
        return bool(text == "true")
    if (key.type, key.language) == (datatype, language):
        return str(text)
    tags = {"@type": datatype and _compact(uri(datatype)), "@language": language}
    return {"@value": text} | {name: tag for name, tag in tags.items() if tag}


@lru_cache(maxsize=10_000)
def _compact(term: Term) -> str:
    absolute = term[1:-1]
    for prefix, namespace in _prefixes():
        # "//" behind the colon would make it an absolute IRI
        if absolute.startswith(namespace) and not absolute.startswith("//", len(namespace)):
            return f"{prefix}:{absolute[len(namespace) :]}"
    return absolute


def _expand(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{context()[prefix]}{local}"


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
