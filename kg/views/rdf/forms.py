"""How a serialization writes a subject, as Python text and as SQL that makes the same text of columns.

A form says how one term, one statement and one block are written. Of these a block is put together in two ways that
give the same bytes: in Python of terms at hand, and in SQL as a template for each predicate, in which the columns of a
table take the place of a placeholder.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass

from kg.store.event_table import literal
from kg.views.rdf.terms import Pairs, Term, iri, ntriple, text, typed
from kg.views.rdf.vocabulary import TYPE

PLACEHOLDER = "7340033"
"""Stands for a column while a term is written: digits, so that it is plain in every form."""

_CONTROLS = [chr(n) for n in (*range(1, 32), 127)]
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


@dataclass(frozen=True, slots=True)
class Column:
    """An object that a column tells.

    Attributes:
        sample: The term, with :data:`PLACEHOLDER` for what the column holds; None if the column holds it as written.
        sql: Expression that gives what stands for the placeholder; null where there is no statement.
        free: Whether it is free text, to be escaped.
    """

    sample: Term | None
    sql: str
    free: bool = False


def thing(kind: str, sql: str) -> Column:
    """One of our things by its id, which is a hash or the like."""
    return Column(iri(kind, PLACEHOLDER), sql)


def words(sql: str, language: str | None = None) -> Column:
    """A text; null where it is empty."""
    return Column(text(PLACEHOLDER, language), f"nullif({sql}, '')", free=True)


def value(sql: str, datatype: str) -> Column:
    """A number or a day."""
    return Column(typed(PLACEHOLDER, datatype), f"({sql})::VARCHAR")


def written(sql: str) -> Column:
    """A term that the column holds as it is written."""
    return Column(None, sql)


class Serialization(ABC):
    """A serialization."""

    head = ""
    """What a file begins with."""
    first = ""
    """What stands before the first block, if there is one."""
    end = "\n"
    """What ends a block; a line end at least."""
    foot = ""
    """What a file ends with; it takes the place of what ends the last block, but for its line end."""

    @abstractmethod
    def subject(self, term: Term) -> str:
        """A term as the subject of a block."""

    @abstractmethod
    def term(self, predicate: Term, term: Term) -> str:
        """A term as the object of a predicate."""

    @abstractmethod
    def block(self, subject: Term, pairs: Pairs) -> str:
        """All statements about a subject, of sorted pairs, without what ends the block."""

    @abstractmethod
    def escaped(self, sql: str) -> str:
        """SQL that escapes a text as it stands in a literal."""

    @abstractmethod
    def one(self, predicate: Term, sql: str) -> str:
        """SQL of the statement with one object; ``s`` is the subject. Null where the object is null."""

    @abstractmethod
    def many(self, predicate: Term, sql: str) -> str:
        """SQL of the statements with each object of a list that has one or more; null where the list is null."""

    @abstractmethod
    def whole(self, type_: Term, statements: str) -> str:
        """SQL of the block with its class, of the SQL of its other statements with commas; without what ends it.

        In one call of ``concat``: each ``||`` would copy all that stands before it.
        """

    def column(self, predicate: Term, column: Column) -> str:
        """SQL of an object that a column tells."""
        if column.sample is None:
            return column.sql
        sql = self.escaped(column.sql) if column.free else column.sql
        return filled(self.term(predicate, column.sample), sql)

    def statement(self, predicate: Term, column: Column) -> str:
        """SQL of the statement of a column; empty where there is none."""
        return f"coalesce({self.one(predicate, self.column(predicate, column))}, '')"

    def statements(self, predicate: Term, items: str, column: Column) -> str:
        """SQL of the statements of a list; empty where it is empty or null.

        Args:
            predicate: The property.
            items: SQL of the list.
            column: What an element tells, which its SQL calls ``x``.
        """
        each = f"list_transform(nullif({items}, []), lambda x: {self.column(predicate, column)})"
        return f"coalesce({self.many(predicate, each)}, '')"


class NTriples(Serialization):
    """One statement a line."""

    def subject(self, term: Term) -> str:
        """See :class:`Serialization`."""
        return term

    def term(self, predicate: Term, term: Term) -> str:  # noqa: ARG002 - the same for all
        """See :class:`Serialization`."""
        return term

    def block(self, subject: Term, pairs: Pairs) -> str:
        """See :class:`Serialization`."""
        return "\n".join(ntriple(subject, predicate, obj) for predicate, obj in pairs)

    def escaped(self, sql: str) -> str:
        """See :class:`Serialization`."""
        return escaping(sql, [(char, _SHORT.get(char, f"\\u{ord(char):04X}")) for char in _CONTROLS])

    def one(self, predicate: Term, sql: str) -> str:
        """See :class:`Serialization`."""
        return f"chr(10) || s || {literal(f' {predicate} ')} || {sql} || ' .'"

    def many(self, predicate: Term, sql: str) -> str:
        """See :class:`Serialization`."""
        return f"array_to_string(list_transform({sql}, lambda o: {self.one(predicate, 'o')}), '')"

    def whole(self, type_: Term, statements: str) -> str:
        """See :class:`Serialization`."""
        return f"concat(s, {literal(f' {TYPE} {type_} .')}, {statements})"


def escaping(sql: str, special: Iterable[tuple[str, str]]) -> str:
    r"""SQL that escapes backslash, quotation mark and some control characters, and replaces what cannot be written."""
    found = sql
    for char, escape in (("\\", "\\\\"), ('"', '\\"'), *special):
        found = f"replace({found}, chr({ord(char)}), {literal(escape)})"
    for char in ("\0", "\ufffe", "\uffff"):
        found = f"replace({found}, chr({ord(char)}), {literal(chr(0xFFFD))})"
    odd = literal(r'[\\"\x00-\x1f\x7f\x{fffe}\x{ffff}]')
    return f"CASE WHEN regexp_matches({sql}, {odd}) THEN {found} ELSE {sql} END"


def filled(written_: str, sql: str) -> str:
    """SQL that puts a column in the place of the placeholder of a text."""
    before, _, after = written_.partition(PLACEHOLDER)
    parts = [*([literal(before)] if before else []), sql, *([literal(after)] if after else [])]
    return f"({' || '.join(parts)})"
