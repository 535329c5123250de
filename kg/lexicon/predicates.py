"""What triggers what: verbs, nouns and adjectives with their frames, and all tables of rules as one lexicon."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from types import MappingProxyType

from kg.lexicon import matrix as matrix_table
from kg.lexicon import outcomes
from kg.lexicon.checked import table
from kg.lexicon.code_cells import cameo, mode
from kg.lexicon.matrix import MatrixRow
from kg.lexicon.outcomes import DerivedRow, SpeechRow
from kg.lexicon.tables import TableRow
from ontology import EventType, Mode

TABLES = ("opinions.tsv", "predicates.tsv")


@dataclass(frozen=True, slots=True, kw_only=True)
class PredicateRow:
    """One sense of one trigger.

    Attributes:
        id: Name of the row in reports: ``v:give:aid``; see :mod:`kg.lexicon.rule_ids`.
        trigger: Lemmas, the first being the word the row is found by.
        objects: Lemmas allowed as head of the object. ``modifier head`` pairs hold a space.
        whose: ``:own`` or ``:foreign`` when the object must be one's own or the other side's (``@envoy:own``).
        instead: Conditions that do in place of an object: ``:actor``, ``:clause``, ``:none``, ...; with ``objects``
            empty too, anything goes.
        asked: The conditions on the object as the table has them.
        target: Slots to look for the other side in, in order; empty: the default of the part of speech.
        type: The event type, or None for a sense that is no event.
    """

    id: str
    trigger: tuple[str, ...]
    pos: str
    objects: frozenset[str]
    whose: str | None
    instead: frozenset[str]
    asked: str
    target: tuple[str, ...]
    type: EventType | None
    mode: Mode | None
    cameo: str | None
    flags: frozenset[str]
    expect: str
    example: str
    place: str

    @property
    def conditions(self) -> int:
        """How specific the row is: more conditions win."""
        asked = 3 if self.objects else bool(self.instead)
        return 2 * (len(self.trigger) - 1) + asked + 2 * bool(self.whose) + len(self.flags & {"will", "ahead", "armed"})

    def order(self) -> tuple[int, bool, bool, bool, int]:
        """Sort key among the rows of a word: the most specific first, of equals the one with the narrower object.

        What a speaker says of the subject (opinions.tsv) comes before what the subject does; an object that something
        else may stand in for asks less than one.
        """
        opinion = self.target == ("subj",)
        loose = not self.objects or bool(self.instead)
        pairs = bool(self.objects) and all(" " in item for item in self.objects)  # "legal battle" before "battle"
        return -self.conditions, not opinion, loose, not pairs, len(self.objects)


Rule = PredicateRow | MatrixRow | DerivedRow | SpeechRow


@dataclass(frozen=True, slots=True, kw_only=True)
class PredicateLexicon:
    """All rule tables, the rows of triggers indexed by (part of speech, first lemma). Immutable.

    Attributes:
        by_id: Every row of every rule table by its id.
    """

    rows: Mapping[tuple[str, str], tuple[PredicateRow, ...]]
    matrix: Mapping[tuple[str, str], tuple[MatrixRow, ...]]
    derived: Mapping[tuple[EventType, EventType | None], DerivedRow]
    speech: Mapping[str, SpeechRow]
    by_id: Mapping[str, Rule]
    classes: Mapping[str, frozenset[str]]
    verbs: frozenset[str]
    nouns: frozenset[str]
    triggers: frozenset[str]
    nouns_of: Mapping[str, frozenset[str]]

    def outcome(self, type_: EventType, act: EventType | None) -> DerivedRow:
        """The row with CAMEO code and mode of what a word makes of an act: that of AGREE and AID has 033.

        Without a row for that act it is the default of the type, which every type has that a row makes of acts.
        """
        return self.derived.get((type_, act)) or self.derived[type_, None]

    def is_a(self, lemma: str, class_: str) -> bool:
        """Whether a noun belongs to a class of classes.tsv."""
        return lemma in self.classes.get(class_, ())


@cache
def load_predicates() -> PredicateLexicon:
    """Load the shipped rule tables.

    Raises:
        LexiconError: A table is malformed: every problem of every table as ``file:line: problem``.
    """
    classes = {
        row["class"].lstrip("@"): frozenset(item.lower() for item in row.items("lemmas"))
        for row in table("classes.tsv")
    }
    found: dict[tuple[str, str], list[PredicateRow]] = {}
    for predicate in (_predicate(row, classes) for name in TABLES for row in table(name)):
        key = predicate.pos, predicate.trigger[-1 if predicate.pos == "n" else 0]
        found.setdefault(key, []).append(predicate)
    matrix: dict[tuple[str, str], list[MatrixRow]] = {}
    for owner in map(matrix_table.owner, table(matrix_table.TABLE)):
        matrix.setdefault((owner.pos, owner.trigger[0]), []).append(owner)
    derived, speech = outcomes.derived(), outcomes.speech()
    rules: chain[Rule] = chain(*found.values(), *matrix.values(), derived.values(), speech.values())
    nouns_of: dict[str, set[str]] = {}
    for name, lemmas in classes.items():
        for lemma in lemmas:
            nouns_of.setdefault(lemma, set()).add(name)
    return PredicateLexicon(
        rows=MappingProxyType({key: tuple(sorted(group, key=PredicateRow.order)) for key, group in found.items()}),
        matrix=MappingProxyType(
            {key: tuple(sorted(group, key=lambda r: -len(r.trigger))) for key, group in matrix.items()}
        ),
        derived=MappingProxyType(derived),
        speech=MappingProxyType(speech),
        by_id=MappingProxyType({rule.id: rule for rule in rules}),
        classes=MappingProxyType(classes),
        verbs=frozenset(word for pos, word in [*found, *matrix] if pos == "v"),
        triggers=frozenset(word for _, word in [*found, *matrix]),
        nouns=frozenset(_nouns(classes, found, matrix)),
        nouns_of=MappingProxyType({lemma: frozenset(names) for lemma, names in nouns_of.items()}),
    )


def _nouns(
    classes: Mapping[str, frozenset[str]],
    found: Mapping[tuple[str, str], list[PredicateRow]],
    matrix: Mapping[tuple[str, str], list[MatrixRow]],
) -> Iterator[str]:
    """Every word that may be a noun: of classes, triggers and objects."""
    for items in (*classes.values(), *(row.objects for group in found.values() for row in group)):
        yield from (part for item in items for part in item.split())
    yield from (word for (pos, _), group in found.items() if pos == "n" for row in group for word in row.trigger)
    yield from (word for pos, word in matrix if pos == "n")


def _predicate(row: TableRow, classes: Mapping[str, frozenset[str]]) -> PredicateRow:
    objects, whose, instead = _conditions(row, classes)
    type_ = None if row["plover"] == "-" else EventType(row["plover"])
    return PredicateRow(
        id=row["id"],
        trigger=tuple(row["trigger"].split()),
        pos=row["pos"],
        objects=objects,
        whose=whose,
        instead=instead,
        asked=row["object"],
        target=row.items("target"),
        type=type_,
        mode=mode(row, type_),
        cameo=cameo(row),
        flags=frozenset(row.items("flags")),
        expect=row["expect"],
        example=row["example"],
        place=row.place,
    )


def _conditions(
    row: TableRow, classes: Mapping[str, frozenset[str]]
) -> tuple[frozenset[str], str | None, frozenset[str]]:
    """Lemmas of the object cell, whose the object must be, and what does in place of an object."""
    objects: set[str] = set()
    instead: set[str] = set()
    whose: str | None = None
    for item in row.items("object"):
        lemma, colon, suffix = item.partition(":")
        if lemma.startswith("@"):
            objects |= classes[lemma[1:]]
        elif lemma:
            objects.add(lemma.lower())
        if colon and lemma:
            whose = f":{suffix}"
        elif colon:
            instead.add(f":{suffix}")
    return frozenset(objects), whose, frozenset(instead)
