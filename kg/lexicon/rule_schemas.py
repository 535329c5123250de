"""What the tables of rules must look like: predicates, opinions, matrix, derived codes, speech."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from kg.lexicon.rule_ids import misnamed
from kg.lexicon.schema import Cells, Schema, matching, one_of
from kg.lexicon.tables import TableRow
from ontology import Cameo, EventType, Mode

FLAGS = ("sym", "inv", "say", "weak", "will", "ahead", "armed")
SPECIALS = (":own", ":foreign", ":actor", ":clause", ":asked", ":none")
OUTCOMES = ("self", "negated", "future", "hypothetical", "inverse", "cut", "relent", "-", *EventType)
"""What matrix.tsv makes of an act, explained at the head of the table."""
SPOKEN = frozenset({"must", "should", "hope", "reject", "agree", "threaten", "accuse", "disapprove", "note"})
"""What saying something can do: the rules of :mod:`kg.extraction.events.speech_acts`, each a row of speech.tsv."""


def _cameo(code: str) -> str | None:
    try:
        Cameo.get(code)
    except KeyError:
        return f"unknown CAMEO code {code!r}"
    return None


def _condition(item: str) -> str | None:
    _, colon, special = item.partition(":")
    if colon and f":{special}" not in SPECIALS:
        return f"unknown condition :{special}; known: {' '.join(sorted(SPECIALS))}"
    return None


def _class(item: str) -> Iterator[tuple[str, str]]:
    if item.startswith("@"):
        yield "class", item.partition(":")[0][1:]


def mode_of(row: TableRow, column: str) -> Iterator[str]:
    """A mode that the event type in another column does not have."""
    if not row["mode"] or row[column] not in set(EventType):
        return
    type_ = EventType(row[column])
    try:
        Mode.get(type_, row["mode"])
    except KeyError:
        yield f"{type_} has no mode {row['mode']!r}; known: {' '.join(each.name for each in type_.modes) or 'none'}"


def _predicate(row: TableRow) -> Iterator[str]:
    yield from mode_of(row, "plover")
    yield from misnamed(row["id"], f"{row['pos']}:{row['trigger']}")


def _owner(row: TableRow) -> Iterator[str]:
    yield from misnamed(row["id"], f"m:{row['trigger']}")


def _derived(row: TableRow) -> Iterator[str]:
    yield from mode_of(row, "outcome")
    yield from misnamed(row["id"], ":".join(filter(None, ("d", row["outcome"], row["act"]))))


def _spoken(row: TableRow) -> Iterator[str]:
    yield from mode_of(row, "plover")
    name = row["id"].partition(":")[2]
    if name not in SPOKEN:
        yield f"no rule of speech is called {name!r}; known: {' '.join(sorted(SPOKEN))}"
    yield from misnamed(row["id"], f"s:{name}")


_TYPES = one_of(EventType, "PLOVER type")
_NEEDED, _FREE = Cells(required=True), Cells()
_CODE = Cells(check=_cameo)
_TARGET = Cells(listed=True)
_OUTCOME = Cells(required=True, check=one_of(OUTCOMES, "outcome"))
_PREDICATES = Schema(
    columns={
        "id": _FREE,
        "trigger": _NEEDED,
        "pos": Cells(required=True, check=one_of(("v", "n", "a"), "pos")),
        "object": Cells(listed=True, check=_condition, refers=_class),
        "target": _TARGET,
        "plover": Cells(required=True, check=one_of([*EventType, "-"], "PLOVER type")),
        "mode": _FREE,
        "cameo": _CODE,
        "flags": Cells(listed=True, check=one_of(FLAGS, "flag")),
        "expect": _FREE,
        "example": _FREE,
    },
    row=_predicate,
)

RULES: Mapping[str, Schema] = MappingProxyType(
    {
        "predicates.tsv": _PREDICATES,
        "opinions.tsv": _PREDICATES,
        "matrix.tsv": Schema(
            columns={
                "id": _FREE,
                "trigger": _NEEDED,
                "pos": Cells(required=True, check=one_of(("v", "n", "a"), "pos")),
                "takes": Cells(required=True, check=matching(r"[vns]+", "made of v, n, s")),
                "default": _OUTCOME,
                "friendly": _OUTCOME,
                "hostile": _OUTCOME,
                "cameo": _CODE,
                "target": _TARGET,
                "expect": _FREE,
                "example": _FREE,
            },
            row=_owner,
        ),
        "derived.tsv": Schema(
            columns={
                "id": _FREE,
                "outcome": Cells(required=True, check=_TYPES),
                "act": Cells(check=_TYPES),
                "cameo": _CODE,
                "mode": _FREE,
            },
            key=("outcome", "act"),
            row=_derived,
        ),
        "speech.tsv": Schema(
            columns={
                "id": _FREE,
                "plover": Cells(required=True, check=_TYPES),
                "mode": _FREE,
                "cameo": _CODE,
                "means": _NEEDED,
                "expect": _NEEDED,
                "example": _NEEDED,
            },
            row=_spoken,
        ),
    }
)
