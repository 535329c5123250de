"""What is wrong with the tables taken together: names used twice, words in two places, outcomes without a code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.lexicon.rule_schemas import RULES, SPOKEN
from kg.lexicon.tables import Problems, TableRow
from ontology import EventType

Tables = Mapping[str, Sequence[TableRow]]
"""The rows of each table by its file's name."""
BECOMES: Mapping[str, tuple[EventType, ...]] = {
    "cut": (EventType.SANCTION,),
    "relent": (EventType.CONCEDE, EventType.RETREAT),
    **{str(type_): (type_,) for type_ in EventType},
}
"""The types that an outcome of matrix.tsv can make of an act."""


def check_across(tables: Tables, problems: Problems) -> None:
    """Note everything that no table shows alone."""
    for place, problem in (
        *_ids(row for name in RULES for row in tables[name]),
        *_defaults(tables),
        *_speech(tables["speech.tsv"]),
        *_twice(tables["irregular.tsv"], "forms", "lemma"),
        *_twice(tables["contexts.tsv"], "cues", "context"),
        *_regions(tables["regions.tsv"]),
    ):
        problems.add(place, problem)


def _ids(rules: Iterable[TableRow]) -> Iterator[tuple[str, str]]:
    """Ids are of one row, in all tables of rules."""
    places: dict[str, str] = {}
    for row in rules:
        if row["id"] and (first := places.setdefault(row["id"], row.place)) != row.place:
            yield row.place, f"id {row['id']!r} is that of {first}; ids are never used twice"


def _defaults(tables: Tables) -> Iterator[tuple[str, str]]:
    """Every outcome that can become an event type has a code for acts of any kind."""
    known = {row["outcome"] for row in tables["derived.tsv"] if not row["act"]}
    for row in tables["matrix.tsv"]:
        for outcome in dict.fromkeys(row[column] for column in ("default", "friendly", "hostile")):
            for type_ in BECOMES.get(outcome, ()):
                if type_ not in known:
                    yield row.place, f"derived.tsv has no default for {type_}, the outcome {outcome!r}"


def _speech(rules: Sequence[TableRow]) -> Iterator[tuple[str, str]]:
    if missing := SPOKEN - {row["id"].partition(":")[2] for row in rules}:
        yield "speech.tsv:1", f"no row for {' '.join(f's:{name}' for name in sorted(missing))}"


def _twice(table: Sequence[TableRow], column: str, owner: str) -> Iterator[tuple[str, str]]:
    """What may belong to one row only."""
    first: dict[str, str] = {}
    for row in table:
        for item in row.items(column):
            if first.setdefault(item, row[owner]) != row[owner]:
                yield row.place, f"{item} is of {first[item]} above"


def _regions(table: Sequence[TableRow]) -> Iterator[tuple[str, str]]:
    names: dict[str, str] = {}
    for row in table:
        if names.setdefault(row["code"], row["region"]) != row["region"]:
            yield row.place, f"code {row['code']} is {names[row['code']]!r} above"
