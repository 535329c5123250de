"""What each table of ``ontology/lexicon`` must look like; rules, words and actors have modules of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from kg.lexicon.actor_schemas import ACTOR, ACTORS, DATE, SECTOR, own_days
from kg.lexicon.rule_schemas import RULES, mode_of
from kg.lexicon.schema import Cells, Schema, actor, matching, number, one_of
from kg.lexicon.tables import TableRow
from kg.lexicon.word_schemas import NAME, WORDS
from ontology import ActorKind, Context, EventType

SCHEMES = (
    *("country-name", "cameo-country", "region", "group", "role", "icews-sector"),
    *("icews-country", "icews-text", "icews-name", "ucdp-name", "acled-type"),
)
"""Kinds of codes of other people's data."""
_NEEDED, _FREE = Cells(required=True), Cells()
_ITEMS = Cells(required=True, listed=True)
_ACTOR = Cells(required=True, refers=actor)


def _collective(row: TableRow) -> Iterator[str]:
    if not row["kinds"] and not row["sides"]:
        yield f"{row['noun']!r} has neither kinds nor sides"


def _meaning(name: str) -> Iterator[tuple[str, str]]:
    if name != "-":
        yield "actor", name


def _code(row: TableRow) -> Iterator[str]:
    """What a code of other people's data means is of the kind that its scheme says."""
    sector = {"role": "means", "icews-sector": "means", "icews-name": "code"}.get(row["scheme"])
    if sector and (problem := SECTOR(row[sector])):
        yield problem


def _event_code(row: TableRow) -> Iterator[str]:
    """A code has a type and says who does it to whom, or says why it has none."""
    if bool(row["type"]) != bool(row["way"]):
        yield "a type needs a way, and a way a type"
    if not row["type"] and not row["note"]:
        yield "no type, and no note that says why"
    yield from mode_of(row, "type")


SCHEMAS: Mapping[str, Schema] = MappingProxyType(
    {f"{name}.tsv": ACTOR for name in ACTORS}
    | dict(RULES)
    | dict(WORDS)
    | {
        "ambiguous.tsv": Schema(
            columns={
                "name": _NEEDED,
                "actor": Cells(required=True, refers=_meaning),
                "cues": Cells(listed=True),
                "default": Cells(required=True, check=one_of(("yes", "no"))),
            },
            key=("name", "cues"),
        ),
        "classes.tsv": Schema(
            columns={"class": Cells(required=True, check=matching(r"@?[a-z_]+", "a name")), "lemmas": _ITEMS},
            key=("class",),
        ),
        "collectives.tsv": Schema(
            columns={
                "noun": _NEEDED,
                "kinds": Cells(listed=True, check=one_of(ActorKind, "kind")),
                "sides": Cells(listed=True, refers=actor),
            },
            key=("noun",),
            row=_collective,
        ),
        "contexts.tsv": Schema(
            columns={
                "context": Cells(required=True, check=one_of(Context, "context")),
                "cues": Cells(
                    required=True, listed=True, check=matching(r"[a-z-]+(?: [a-z-]+)?", "one or two small words")
                ),
            },
            key=("context",),
        ),
        "coordinates.tsv": Schema(
            columns={
                "id": _ACTOR,
                "place": _NEEDED,
                "latitude": Cells(required=True, check=number(-90, 90)),
                "longitude": Cells(required=True, check=number(-180, 180)),
                "basis": _NEEDED,
            },
            key=("id",),
        ),
        "datasets.tsv": Schema(
            columns={
                "scheme": Cells(
                    required=True,
                    check=one_of(SCHEMES, "scheme"),
                ),
                "code": _NEEDED,
                "means": _NEEDED,
            },
            key=("scheme", "code"),
            row=_code,
        ),
        "epithets.tsv": Schema(
            columns={
                "epithet": _NEEDED,
                "countries": Cells(required=True, listed=True, refers=actor),
                "basis": _NEEDED,
            },
            key=("epithet",),
        ),
        "event_codes.tsv": Schema(
            columns={
                "dataset": _NEEDED,
                "code": _NEEDED,
                "type": Cells(check=one_of(EventType, "PLOVER type")),
                "mode": _FREE,
                "way": Cells(check=one_of(("directed", "reversed", "mutual"), "way")),
                "note": _FREE,
            },
            key=("dataset", "code"),
            row=_event_code,
        ),
        "genres.tsv": Schema(
            columns={
                "genre": NAME,
                "words": Cells(required=True, listed=True, check=matching(r"[a-z][a-z-]*", "a small word")),
            },
            key=("genre",),
        ),
        "eras.tsv": Schema(
            columns={
                "name": _NEEDED,
                "since": Cells(required=True, check=matching(r"\d{4}", "a year")),
                "until": Cells(required=True, check=matching(r"\d{4}", "a year")),
            },
            key=("name",),
        ),
        "invasions.tsv": Schema(
            columns={
                "source": _ACTOR,
                "target": _ACTOR,
                "since": Cells(required=True, check=matching(r"\d{4}-\d\d-\d\d", "a day")),
                "words": Cells(required=True, listed=True),
                "beside": Cells(listed=True),
            },
            key=("source", "target", "since", "words"),
        ),
        "irregular.tsv": Schema(columns={"lemma": _NEEDED, "forms": Cells(listed=True)}, key=("lemma",)),
        "members.tsv": Schema(
            columns={"body": _ACTOR, "member": _ACTOR, "start": DATE, "end": DATE},
            key=("body", "member", "start"),
            row=own_days,
        ),
        "places.tsv": Schema(
            columns={
                "name": _NEEDED,
                "country": Cells(refers=actor),
                "kind": Cells(
                    required=True,
                    check=one_of(("base", "city", "people", "place", "region", "sea", "strait"), "kind"),
                ),
            },
            key=("name",),
        ),
        "regions.tsv": Schema(
            columns={
                "country": _NEEDED,
                "region": _NEEDED,
                "code": Cells(required=True, check=matching(r"\d{3}", "a code of M49")),
                "basis": _NEEDED,
            },
            key=("country",),
        ),
        "roles.tsv": Schema(
            columns={
                "role": _NEEDED,
                "sector": Cells(check=SECTOR),
                "kind": Cells(required=True, check=one_of([*ActorKind, "group", "mission", "place", "vessel"], "kind")),
                "stands_for": Cells(required=True, check=one_of(("yes", "no", "sector"))),
            },
            key=("role",),
        ),
        "systems.tsv": Schema(
            columns={
                "id": _ACTOR,
                "system": Cells(required=True, check=one_of(("cow", "gw", "iso"), "system")),
                "number": Cells(check=matching(r"\d{1,3}", "a number of up to three digits")),
                "letters": _NEEDED,
                "status": Cells(
                    required=True,
                    check=one_of(("state", "former-state", "microstate", "territory", "movement"), "status"),
                ),
                "start": DATE,
                "end": DATE,
            },
            row=own_days,
        ),
    }
)
"""The schema of each table by its file's name."""
