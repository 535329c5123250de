"""Writes what follows from ``ontology/tables``: events.ttl, actors.ttl and the code lists at the end of shapes.ttl.

    python -m ontology.generate [--check]

Edit the tables, never the generated text. With ``--check`` nothing is written, and stale files make the exit status 1.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from ontology import ActorKind, Cameo, Context, EventType, Mode, QuadClass, Sector, iris
from ontology._tables import comments, rows, table
from ontology._turtle import PREFIXES, concept, decimal, header, name, scheme, text

HERE = Path(__file__).parent
MARK = "# ---------- Code lists: generated from ontology/tables, do not edit ----------\n"

SHORT_LISTS = {
    "status": ("Status", "Whether an act took place"),
    "date-precision": ("DatePrecision", "What the two bounds of a date amount to"),
    "date-basis": ("DateBasis", "What a date rests on"),
}
BY_SA = "<https://creativecommons.org/licenses/by-sa/4.0/>"
BY = "<https://creativecommons.org/licenses/by/4.0/>"


def quads() -> Iterator[str]:
    """Yield the quad classes."""
    yield scheme(
        "quad", "Quad classes", "Cooperation or conflict, by words or by deeds.", BY, (q.iri for q in QuadClass)
    )
    for quad in QuadClass:
        direct = ("irkg:directProperty", f"rel:{quad.rel}")
        yield concept(quad.iri, "QuadClass", "quad", str(quad.value), quad.label, quad.definition, direct)


def plover() -> Iterator[str]:
    """Yield PLOVER's event types with their modes, and its contexts."""
    yield scheme(
        "plover",
        "PLOVER event types and modes",
        "Codes and scores of PLOVER; definitions in our own words.",
        BY_SA,
        (t.iri for t in EventType),
    )
    for type_ in EventType:
        direct = ("irkg:directProperty", f"rel:{type_.rel}")
        values = ("irkg:quad", name(type_.quad.iri)), ("irkg:score", decimal(type_.score)), direct
        note = ("skos:changeNote", text("PLOVER prints 3 here; read as -3, the sign of all modes."))
        extra = (*values, note) if type_ is EventType.ACCUSE else values
        yield concept(type_.iri, "EventType", "plover", type_.value, type_.label, type_.definition, *extra)
        yield from (_mode(mode) for mode in type_.modes)
    about = "What an event is about; definitions in our own words."
    yield scheme("plover-contexts", "PLOVER contexts", about, BY_SA, (c.iri for c in Context))
    for context in Context:
        yield concept(context.iri, "Context", "plover-contexts", context.value, context.label, context.definition)


def _mode(mode: Mode) -> str:
    values = ("irkg:quad", name(mode.quad.iri)), ("irkg:score", decimal(mode.score))
    notation = f"{mode.type.value}-{mode.name}"
    return concept(mode.iri, "Mode", "plover", notation, mode.label, mode.definition, *values, broader=mode.type.iri)


def cameo() -> Iterator[str]:
    """Yield the CAMEO codes with their scores and their correspondence to PLOVER."""
    about = "Codes, short names and Goldstein scores, matched to PLOVER types, modes and contexts."
    yield scheme("cameo", "CAMEO event codes", about, "", (c.iri for c in Cameo.all() if c.parent is None))
    notes = table("cameo")
    for code in Cameo.all():
        note = notes[code.code]["note"]
        yield concept(
            code.iri,
            "CameoCode",
            "cameo",
            code.code,
            code.label,
            "",
            ("irkg:goldstein", decimal(code.goldstein)),
            *matches(code),
            ("skos:changeNote", text(f"Mapping to PLOVER, {note}.") if note else ""),
            broader=iris.CAMEO + code.parent if code.parent else "",
        )


def matches(code: Cameo) -> Iterator[tuple[str, str]]:
    """Yield the mapping properties of a CAMEO code.

    A root and a type that replace each other alone are close; a root split over several types is broader than each; any
    other code is narrower than its type and mode. A context is another facet of the event, hence only related.
    """
    types = [t for t in EventType if code.code in t.cameo]
    if len(types) > 1:
        yield "skos:narrowMatch", " , ".join(name(t.iri) for t in types)
    elif code.type and types and code.type.cameo == (code.code,):
        yield "skos:closeMatch", name(code.type.iri)
    elif code.type:
        mode = Mode.get(code.type, code.mode).iri if code.mode else ""
        yield "skos:broadMatch", " , ".join(name(iri) for iri in (code.type.iri, mode) if iri)
    yield "skos:relatedMatch", " , ".join(name(context.iri) for context in code.contexts)


def short_lists() -> Iterator[str]:
    """Yield the lists of statuses, date precisions and date bases."""
    for local, (kind, title) in SHORT_LISTS.items():
        mine = [row for row in rows("terms") if row["scheme"] == local]
        yield scheme(local, title, f"{title}.", BY, (f"{iris.CODE}{local}/{row['code']}" for row in mine))
        for row in mine:
            iri = f"{iris.CODE}{local}/{row['code']}"
            yield concept(iri, kind, local, row["code"], row["label"], row["definition"])


def actors() -> Iterator[str]:
    """Yield actor kinds and sectors."""
    tops = (kind.iri for kind in ActorKind if kind.parent is None)
    yield scheme("actor-kind", "Actor kinds", "What sort of thing an actor is.", BY, tops)
    for kind in ActorKind:
        broader = kind.parent.iri if kind.parent else ""
        more = (
            ("irkg:actorClass", name(kind.class_iri)),
            ("skos:relatedMatch", name(kind.sector.iri) if kind.sector else ""),
        )
        yield concept(
            kind.iri, "ActorKind", "actor-kind", kind.value, kind.label, kind.definition, *more, broader=broader
        )
    about = "Role codes as CAMEO and PLOVER use them; definitions in our own words."
    yield scheme("actor-sector", "Sectors", about, BY, (sector.iri for sector in Sector))
    for sector in Sector:
        yield concept(sector.iri, "Sector", "actor-sector", sector.value, sector.label, sector.definition)


def code_lists() -> Iterator[str]:
    """Yield the allowed values of the shapes that take a code."""
    lists = {
        "Event-eventType": [t.iri for t in EventType],
        "Event-context": [c.iri for c in Context],
        "Event-quad": [q.iri for q in QuadClass],
        "Actor-kind": [k.iri for k in ActorKind],
        "Actor-sector": [s.iri for s in Sector],
    }
    short = {
        "status": ["Event-status", "Report-status"],
        "date-precision": ["Event-datePrecision"],
        "date-basis": ["Event-dateBasis", "Report-dateBasis"],
    }
    for local, shapes in short.items():
        codes = [f"{iris.CODE}{local}/{row['code']}" for row in rows("terms") if row["scheme"] == local]
        lists |= dict.fromkeys(shapes, codes)
    for shape, values in lists.items():
        yield f"shapes:{shape} sh:in (\n" + "".join(f"    {name(value)}\n" for value in values) + ") .\n"
    known = "|".join(code.code for code in Cameo.all())  # as sh:in, this long list takes pySHACL 3 ms an event
    yield f'shapes:Event-cameo sh:pattern "^{iris.CAMEO.replace(".", "[.]")}({known})$" .\n'
    yield "shapes:Event-modeOfType sh:or (\n" + "".join(_pairs(type_) for type_ in EventType if type_.modes) + ") .\n"


def _pairs(type_: EventType) -> str:
    modes = " ".join(name(mode.iri) for mode in type_.modes)
    of_type = f"[ sh:path irkg:eventType ; sh:hasValue {name(type_.iri)} ]"
    return f"    [ sh:property {of_type} , [ sh:path irkg:mode ; sh:in ( {modes} ) ] ]\n"


def files() -> dict[str, str]:
    """Return the text of every generated file by its name."""
    events = header(
        "events", "Event codes", "PLOVER and CAMEO as linked data, and the short lists irkg adds to them.", BY_SA
    )
    kinds = header("actors", "Actor codes", "Actor kinds and sectors.", BY)
    remarks = "".join(line + "\n" for line in (*comments("types"), *comments("cameo")))
    shapes = (HERE / "shapes.ttl").read_text("utf-8").split(MARK)[0]
    return {
        "events.ttl": "\n".join([PREFIXES + "#\n" + remarks, events, *quads(), *plover(), *cameo(), *short_lists()]),
        "actors.ttl": "\n".join([PREFIXES, kinds, *actors()]),
        "shapes.ttl": shapes + MARK + "\n" + "\n".join(code_lists()),
    }


def main(arguments: list[str]) -> int:
    """Write the generated files, or with ``--check`` report stale ones; return the exit status."""
    stale = [file for file, new in files().items() if not _same(HERE / file, new)]
    if "--check" in arguments:
        for file in stale:
            sys.stderr.write(f"ontology/{file} is stale: run python -m ontology.generate\n")
        return 1 if stale else 0
    for file in stale:
        (HERE / file).write_text(files()[file], "utf-8", newline="\n")
    return 0


def _same(path: Path, new: str) -> bool:
    return path.is_file() and path.read_bytes() == new.encode()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
