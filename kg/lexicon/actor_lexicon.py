"""Who is who: the actor tables, and every name under which their actors appear in news."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kg.base.collector import undisturbed
from kg.lexicon import checked
from kg.lexicon.actor_rows import ActorRow, Alias, Choice, Form, RoleNoun
from kg.lexicon.actor_schemas import OWN_ACTOR
from kg.lexicon.actor_tables import Lines, actor_row, choices, forms_of, memberships, role_nouns
from kg.lexicon.lazy import Lazy
from kg.lexicon.tables import Problems, TableRow, read_file
from kg.model import Actor
from ontology import ActorKind

NOT_AN_ACTOR = "-"
_ELECT = 100  # days before a term in which somebody is in all likelihood elected to it
_Entries = tuple[tuple[int, Form, bool], ...]  # number of the row, how the form names its actor, tentative


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorLexicon:
    """All actor tables, indexed for matching and resolution. Immutable."""

    aliases: Mapping[str, tuple[Alias, ...]]
    by_id: Mapping[str, tuple[ActorRow, ...]]
    roles: Mapping[str, RoleNoun]
    sectors: Mapping[str, RoleNoun]  # the same and nouns that only tell a sector: events are read without these
    role_ends: frozenset[str]  # the last word of each: most nouns need no further look
    ambiguous: Mapping[str, tuple[Choice, ...]]
    members: Mapping[str, tuple[tuple[str, date | None, date | None], ...]]

    def actor(self, actor_id: str, day: date | None = None) -> Actor:
        """The actor with that id as of a day; a person out of office keeps the last role before it.

        Raises:
            KeyError: no table knows the id.
        """
        return self.row(self.by_id[actor_id], day).actor

    def row(self, candidates: Iterable[ActorRow], day: date | None) -> ActorRow:
        """The row among an actor's rows that holds on ``day``, else the last that ended before, else the first.

        A president-elect acts for the state already: the row of a person whose term is about to begin holds as well.
        """
        terms = sorted(candidates, key=lambda row: row.start or date.min)
        current = [row for row in terms if row.covers(day)]
        if current:
            return current[-1]
        people = (row for row in terms if row.kind is ActorKind.PERSON and row.start and day)
        if elect := [row for row in people if row.start and day and 0 <= (row.start - day).days <= _ELECT]:
            return elect[0]
        past = [row for row in terms if day and row.end and row.end < day]
        return past[-1] if past else terms[0]


def load_actors(user_table: Path | None = None) -> ActorLexicon:
    """Load the shipped tables, and a user's own whose rows win over shipped ones.

    All are checked as a whole first; then rows are only indexed, and read when somebody asks for them.

    Raises:
        LexiconError: with every problem of the shipped tables, or of the user's, as ``file:line: problem``.
    """
    if user_table is None:
        return _shipped()
    problems = Problems()
    own = OWN_ACTOR.check(read_file(user_table), user_table.name, {}, problems)
    problems.raise_if_any()
    return _compile(own)


@cache
def _shipped() -> ActorLexicon:
    return _compile(())


@undisturbed()
def _compile(own: Sequence[TableRow]) -> ActorLexicon:
    """Index the shipped rows and a user's by form and by id; what a row says is read when it is asked for.

    Of a shipped row only its line is kept, as text: tens of thousands of small objects would cost more than the index.
    """
    table = Lines()
    forms: dict[str, _Entries] = {}
    ids: dict[str, tuple[int, ...]] = {}
    for number, row in table.read():
        if row["kind"] != "none":
            identifier = row["id"]
            ids[identifier] = (*ids[identifier], number) if identifier in ids else (number,)
        for name, form, tentative in forms_of(row):
            entry = number, form, tentative
            forms[name] = (*forms[name], entry) if name in forms else (entry,)
    decided = _overlay(own, table, forms, ids)
    for row in checked.table("places.tsv"):
        if (name := row["name"]) not in forms and (owner := ids.get(row["country"])):
            forms[name] = ((owner[0], Form.CITY, False),)
    made: dict[int, ActorRow] = {}

    def row_of(number: int) -> ActorRow:
        if number not in made:
            made[number] = actor_row(table[number])
        return made[number]

    roles = role_nouns()
    return ActorLexicon(
        aliases=Lazy(forms, lambda entries: tuple(Alias(row_of(n), form, doubt) for n, form, doubt in entries)),
        by_id=Lazy(ids, lambda numbers: tuple(row_of(number) for number in numbers)),
        roles=MappingProxyType({name: role for name, (role, only) in roles.items() if not only}),
        sectors=MappingProxyType({name: role for name, (role, _) in roles.items()}),
        role_ends=frozenset(name.rpartition(" ")[2] for name in roles),
        ambiguous=MappingProxyType({name: c for name, c in choices().items() if name not in decided}),
        members=MappingProxyType(memberships()),
    )


def _overlay(
    own: Sequence[TableRow], table: Lines, forms: dict[str, _Entries], ids: dict[str, tuple[int, ...]]
) -> set[str]:
    """Lay a user's rows over the shipped ones: a user's name means what the user says. Returns those names."""
    decided: set[str] = set()
    for row in own:
        number = table.add(row)
        if row["kind"] != "none":
            ids[row["id"]] = (*ids.get(row["id"], ()), number)
        for spaced, form, tentative in forms_of(row):
            if not (name := spaced.strip()):
                continue
            decided.add(name)
            before = tuple(entry for entry in forms.get(name, ()) if table[entry[0]]["id"] == row["id"])
            forms[name] = (*before, (number, form, tentative))
    return decided
