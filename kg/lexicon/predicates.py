"""What triggers what: verbs, nouns and adjectives with their frames, and the verbs that own a complement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kg.lexicon.tables import Problems, Row, rows, shipped
from ontology import Cameo, EventType, Mode

TABLES = ("opinions.tsv", "predicates.tsv")
COLUMNS = ("trigger", "pos", "object", "target", "plover", "mode", "cameo", "flags", "expect", "example")
MATRIX_COLUMNS = ("trigger", "pos", "takes", "default", "friendly", "hostile", "cameo", "target", "expect", "example")
FLAGS = frozenset({"sym", "inv", "say", "weak", "will"})
SPECIALS = frozenset({":own", ":foreign", ":actor", ":clause", ":none"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PredicateRow:
    """One sense of one trigger.

    Attributes:
        trigger: Lemmas, the first being the word the row is found by.
        objects: Lemmas allowed as head of the object. ``modifier head`` pairs hold a space.
        whose: ``:own`` or ``:foreign`` when the object must be one's own or the other side's (``@envoy:own``).
        instead: Conditions that do in place of an object: ``:actor``, ``:clause``, ``:none``, ...; with ``objects``
            empty too, anything goes.
        target: Slots to look for the other side in, in order; empty: the default of the part of speech.
        type: The event type, or None for a sense that is no event.
        id: Name of the row in reports: ``v:break off``.
    """

    trigger: tuple[str, ...]
    pos: str
    objects: frozenset[str]
    whose: str | None
    instead: frozenset[str]
    target: tuple[str, ...]
    type: EventType | None
    mode: Mode | None
    cameo: str | None
    flags: frozenset[str]
    expect: str
    example: str
    place: str

    @property
    def id(self) -> str:
        """Id of the rule as reports carry it."""
        return f"{self.pos}:{' '.join(self.trigger)}"

    @property
    def conditions(self) -> int:
        """How specific the row is: more conditions win."""
        return (
            2 * (len(self.trigger) - 1)
            + 3 * bool(self.objects)
            + 2 * bool(self.whose)
            + bool(self.instead)
            + ("will" in self.flags)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """What a verb, noun or adjective makes of the act in its complement ("refused to send troops").

    ``default`` applies when the complement is no act we know, ``friendly`` when it is cooperative, ``hostile`` when it
    is conflictual. Each is an event type or one of :data:`OUTCOMES`, explained at the head of matrix.tsv. ``takes``
    says what the complement is: clauses (``v``), nouns (``n``), or a noun in subject position (``s``).
    """

    trigger: tuple[str, ...]
    pos: str
    takes: str
    default: str
    friendly: str
    hostile: str
    cameo: str | None
    target: tuple[str, ...]
    expect: str
    example: str
    place: str

    @property
    def id(self) -> str:
        """Id of the rule as reports carry it."""
        return f"m:{' '.join(self.trigger)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PredicateLexicon:
    """All predicate tables, indexed by (part of speech, first lemma). Immutable."""

    rows: Mapping[tuple[str, str], tuple[PredicateRow, ...]]
    matrix: Mapping[tuple[str, str], tuple[MatrixRow, ...]]
    classes: Mapping[str, frozenset[str]]
    verbs: frozenset[str]
    nouns: frozenset[str]
    triggers: frozenset[str]
    nouns_of: Mapping[str, frozenset[str]]
    derived: Mapping[tuple[str, str], tuple[str, Mode | None]]

    def derived_code(self, outcome: EventType, act: EventType | None) -> tuple[str | None, Mode | None]:
        """CAMEO code and mode of what a verb makes of an act: ``(AGREE, AID)`` -> ``("033", None)``."""
        default = self.derived.get((outcome, ""), (None, None))
        return self.derived.get((outcome, act or ""), default)

    def is_a(self, lemma: str, class_: str) -> bool:
        """Whether a noun belongs to a class of classes.tsv."""
        return lemma in self.classes.get(class_, ())


@cache
def load_predicates() -> PredicateLexicon:
    """Load the shipped predicate tables.

    Raises:
        LexiconError: with every problem as ``file:line: problem``.
    """
    problems = Problems()
    classes = {
        row["class"].lstrip("@"): frozenset(item.lower() for item in row.items("lemmas"))
        for row in rows(shipped("classes.tsv"), "classes.tsv", ("class", "lemmas"), problems)
    }
    found: dict[tuple[str, str], list[PredicateRow]] = {}
    for row in (row for name in TABLES for row in rows(shipped(name), name, COLUMNS, problems)):
        predicate = _predicate(row, classes, problems)
        if predicate:
            found.setdefault((predicate.pos, predicate.trigger[-1 if predicate.pos == "n" else 0]), []).append(
                predicate
            )
    matrix: dict[tuple[str, str], list[MatrixRow]] = {}
    for row in rows(shipped("matrix.tsv"), "matrix.tsv", MATRIX_COLUMNS, problems):
        owner = _matrix(row, problems)
        matrix.setdefault((owner.pos, owner.trigger[0]), []).append(owner)
    derived: dict[tuple[str, str], tuple[str, Mode | None]] = {}
    for row in rows(shipped("derived.tsv"), "derived.tsv", ("outcome", "act", "cameo", "mode"), problems):
        mode = Mode.get(row["outcome"], row["mode"]) if row["mode"] else None
        derived[row["outcome"], row["act"]] = row["cameo"], mode
    problems.raise_if_any()
    verbs = {word for pos, word in [*found, *matrix] if pos == "v"}
    words = {part for name in classes.values() for item in name for part in item.split()}
    words |= {word for (pos, _), group in found.items() if pos == "n" for row in group for word in row.trigger}
    words |= {part for group in found.values() for row in group for item in row.objects for part in item.split()}
    words |= {word for pos, word in matrix if pos == "n"}
    nouns: dict[str, set[str]] = {}
    for name, lemmas in classes.items():
        for lemma in lemmas:
            nouns.setdefault(lemma, set()).add(name)
    return PredicateLexicon(
        rows=MappingProxyType({key: tuple(sorted(group, key=lambda r: -r.conditions)) for key, group in found.items()}),
        matrix=MappingProxyType(
            {key: tuple(sorted(group, key=lambda r: -len(r.trigger))) for key, group in matrix.items()}
        ),
        classes=MappingProxyType(classes),
        verbs=frozenset(verbs),
        triggers=frozenset(word for _, word in [*found, *matrix]),
        nouns=frozenset(words),
        derived=MappingProxyType(derived),
        nouns_of=MappingProxyType({lemma: frozenset(names) for lemma, names in nouns.items()}),
    )


def _predicate(row: Row, classes: Mapping[str, frozenset[str]], problems: Problems) -> PredicateRow | None:
    objects, whose, instead = _conditions(row, classes, problems)
    type_ = None if row["plover"] == "-" else _enum(row, problems)
    if row["plover"] != "-" and type_ is None:
        return None
    flags = frozenset(row.items("flags"))
    if unknown := flags - FLAGS:
        problems.add(row.place, f"unknown flag {' '.join(sorted(unknown))}; known: {' '.join(sorted(FLAGS))}")
    if row["pos"] not in {"v", "n", "a"}:
        problems.add(row.place, f"pos {row['pos']!r} is none of v, n, a")
    if not row["trigger"]:
        problems.add(row.place, "no trigger")
        return None
    return PredicateRow(
        trigger=tuple(row["trigger"].split()),
        pos=row["pos"],
        objects=objects,
        whose=whose,
        instead=instead,
        target=row.items("target"),
        type=type_,
        mode=_mode(row, type_, problems),
        cameo=_cameo(row, problems),
        flags=flags,
        expect=row["expect"],
        example=row["example"],
        place=row.place,
    )


def _conditions(
    row: Row, classes: Mapping[str, frozenset[str]], problems: Problems
) -> tuple[frozenset[str], str | None, frozenset[str]]:
    """Lemmas of the object cell, whose the object must be, and what does in place of an object."""
    objects: set[str] = set()
    instead: set[str] = set()
    whose: str | None = None
    for item in row.items("object"):
        lemma, colon, suffix = item.partition(":")
        if colon and f":{suffix}" not in SPECIALS:
            problems.add(row.place, f"unknown object condition :{suffix}; known: {' '.join(sorted(SPECIALS))}")
        if lemma.startswith("@"):
            if lemma[1:] not in classes:
                problems.add(row.place, f"class {lemma} is not in classes.tsv")
            objects |= classes.get(lemma[1:], frozenset())
        elif lemma:
            objects.add(lemma.lower())
        if colon and lemma:
            whose = f":{suffix}"
        elif colon:
            instead.add(f":{suffix}")
    return frozenset(objects), whose, frozenset(instead)


def _enum(row: Row, problems: Problems) -> EventType | None:
    try:
        return EventType(row["plover"])
    except ValueError:
        problems.add(row.place, f"unknown PLOVER type {row['plover']!r}; known: {' '.join(EventType)} or -")
        return None


def _mode(row: Row, type_: EventType | None, problems: Problems) -> Mode | None:
    if not row["mode"] or type_ is None:
        return None
    try:
        return Mode.get(type_, row["mode"])
    except KeyError:
        known = " ".join(mode.name for mode in type_.modes)
        problems.add(row.place, f"{type_} has no mode {row['mode']!r}; known: {known or 'none'}")
        return None


def _cameo(row: Row, problems: Problems) -> str | None:
    if not row["cameo"]:
        return None
    try:
        return Cameo.get(row["cameo"]).code
    except KeyError:
        problems.add(row.place, f"unknown CAMEO code {row['cameo']!r}")
        return None


OUTCOMES = frozenset({"self", "negated", "future", "hypothetical", "inverse", "cut", "relent", "-", *EventType})


def _matrix(row: Row, problems: Problems) -> MatrixRow:
    for column in ("default", "friendly", "hostile"):
        if row[column] not in OUTCOMES:
            problems.add(row.place, f"{column} {row[column]!r} is none of {' '.join(sorted(OUTCOMES))}")
    return MatrixRow(
        trigger=tuple(row["trigger"].split()),
        pos=row["pos"],
        takes=row["takes"],
        default=row["default"],
        friendly=row["friendly"],
        hostile=row["hostile"],
        cameo=_cameo(row, problems),
        target=row.items("target"),
        expect=row["expect"],
        example=row["example"],
        place=row.place,
    )
