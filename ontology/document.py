"""Writes the page about the ontology, docs/ontology.html, from its Turtle files: terms, codes and rules with anchors.

    python -m ontology.document [--check]

With ``--check`` nothing is written, and a stale page makes the exit status 1. The anchor of a term is its local name,
that of a code its list and notation (``plover-SANCTION``, ``cameo-161``), as docs/w3id.htaccess redirects to them.

Longer than 250 lines because the page is one thing: a short function for each of its sections.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

from rdflib import Node, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SH, SKOS

from ontology import FILES, VERSION, ActorKind, Cameo, Context, EventType, QuadClass, Sector, iris, load
from ontology._html import OWN, Rows, anchor, facts, frame, ref, refs, said, section, short, table
from ontology.generate import SHORT_LISTS
from ontology.namespaces import IR, REL

PAGE = Path(__file__).parents[1] / "docs" / "ontology.html"
SHAPES = load("shapes")
KINDS = {
    OWL.ObjectProperty: "links things",
    OWL.DatatypeProperty: "has a value",
    OWL.AnnotationProperty: "annotation",
}
TERMS = [URIRef(iris.NS + name) for name in IR.__annotations__ if not name.startswith("_")]
DIRECT = [URIRef(iris.REL + name) for name in REL.__annotations__ if not name.startswith("_")]


def rules(path: Node) -> str:
    """Return what the shapes demand of a property's values."""
    shapes = sorted(s for s in SHAPES.subjects(SH.path, path) if isinstance(s, URIRef) and "#Evidence" not in s)
    return "<br>".join(
        f'<a href="#{escape(name)}">{escape(name)}</a>: {escape(str(SHAPES.value(shape, SH.message)))}'
        for shape in shapes
        if (name := str(shape).removeprefix(iris.SHAPES))
    )


def classes() -> Iterator[str]:
    """Yield every class, in the order of the vocabulary."""
    for term in TERMS:
        if (term, RDF.type, OWL.Class) in OWN:
            yield entry(
                term,
                ("Sub-class of", refs(OWN.objects(term, RDFS.subClassOf))),
                ("Sub-classes", refs(OWN.subjects(RDFS.subClassOf, term))),
                ("Properties", refs(using(term, RDFS.domain))),
                ("Properties of others", refs(borrowed(term))),
                ("Properties that lead here", refs(using(term, RDFS.range))),
            )


def borrowed(term: URIRef) -> Iterator[Node]:
    """Yield the properties of other vocabularies that the shapes allow for a class."""
    for shape in SHAPES.subjects(SH.targetClass, term):
        for rule in SHAPES.objects(shape, SH.property):
            path = SHAPES.value(rule, SH.path)
            if isinstance(path, URIRef) and anchor(str(path)) is None:
                yield path


def using(term: URIRef, how: URIRef) -> Iterator[Node]:
    """Yield the properties with a class as domain or range, alone or in a union."""
    for prop, cls in OWN.subject_objects(how):
        members = OWN.value(cls, OWL.unionOf)
        if cls == term or (members and term in Collection(OWN, members)):
            yield prop


def properties() -> Iterator[str]:
    """Yield every property that is no direct relation."""
    yield from (prop(term) for term in TERMS if (term, RDF.type, OWL.Class) not in OWN)


def prop(term: URIRef) -> str:
    """Return the entry of a property."""
    kinds = set(OWN.objects(term, RDF.type))
    kind = next(text for cls, text in KINDS.items() if cls in kinds)
    return entry(
        term,
        ("Kind", kind + (", one value at most" if OWL.FunctionalProperty in kinds else "")),
        ("Sub-property of", refs(OWN.objects(term, RDFS.subPropertyOf))),
        ("Sub-properties", refs(OWN.subjects(RDFS.subPropertyOf, term))),
        ("Domain", refs(OWN.objects(term, RDFS.domain))),
        ("Range", refs(OWN.objects(term, RDFS.range))),
        ("See also", refs(OWN.objects(term, RDFS.seeAlso))),
        ("Rules", rules(term)),
    )


def entry(term: URIRef, *pairs: tuple[str, str]) -> str:
    """Return the description of one term."""
    first = [("IRI", f"<code>{escape(str(term))}</code>"), ("Example", said(term, SKOS.example))]
    heading = f"<h3>{said(term, RDFS.label)} <code>{escape(short(str(term)))}</code></h3>"
    return (
        f'<section id="{anchor(str(term))}">\n{heading}\n'
        f"<p>{said(term, SKOS.definition)}</p>\n{facts([*first, *pairs])}</section>\n"
    )


def quads() -> str:
    """Return the quad classes."""
    columns = ("Code", "Name", "Meaning", "Direct property", "Types")
    rows = (
        (f"quad-{q.value}|{q.value}", q.label, escape(q.definition), ref(iris.REL + q.rel), members(q))
        for q in QuadClass
    )
    return table("Cooperation or conflict, by words or by deeds", columns, rows)


def members(quad: QuadClass) -> str:
    """Return links to the types of a quad class."""
    return " ".join(ref(type_.iri) for type_ in EventType if type_.quad is quad)


def events() -> Iterator[str]:
    """Yield each PLOVER type with its modes."""
    for type_ in EventType:
        note = said(URIRef(type_.iri), SKOS.changeNote)
        yield f'<section id="plover-{type_}">\n<h3>{type_.label} <code>plover:{type_}</code></h3>\n'
        yield f"<p>{escape(type_.definition)}</p>\n"
        pairs = (
            ("IRI", f"<code>{type_.iri}</code>"),
            ("PLOVER score", f"{type_.score:g}"),
            ("Quad class", ref(type_.quad.iri)),
            ("Direct property", ref(iris.REL + type_.rel)),
            ("CAMEO roots", " ".join(ref(iris.CAMEO + root) for root in type_.cameo)),
            ("Note", note),
        )
        yield facts(pairs)
        if type_.modes:
            columns = ("Mode", "Score", "Meaning", "CAMEO codes")
            rows = (
                (f"plover-{type_}-{mode.name}|{mode.name}", f"{mode.score:g}", escape(mode.definition),
                 " ".join(ref(c.iri) for c in Cameo.all() if (c.type, c.mode) == (type_, mode.name)))
                for mode in type_.modes
            )  # fmt: skip
            yield table(f"Modes of {type_}", columns, rows)
        yield "</section>\n"


def codes() -> Iterator[tuple[str, str, str]]:
    """Yield anchor, heading and content of each of the other code lists."""
    rows: Rows = ((f"plover-context-{c}|{c}", escape(c.label), escape(c.definition)) for c in Context)
    yield "list-plover-contexts", "Contexts", table("What an event is about", ("Context", "Name", "Meaning"), rows)
    columns = ("Code", "Name", "Goldstein", "PLOVER type", "Mode", "Contexts", "Note")
    rows = (
        (f"cameo-{c.code}|{c.code}", escape(c.label), f"{c.goldstein:g}", ref(c.type.iri) if c.type else "none",
         ref(f"{c.type.iri}-{c.mode}") if c.type and c.mode else "", " ".join(ref(x.iri) for x in c.contexts),
         said(URIRef(c.iri), SKOS.changeNote))
        for c in Cameo.all()
    )  # fmt: skip
    yield "list-cameo", "CAMEO codes", table("Goldstein scores, and what each code is in PLOVER", columns, rows)
    for local, (_, title) in SHORT_LISTS.items():
        scheme = URIRef(f"{iris.CODE}{local}")
        found = list(OWN.objects(scheme, SKOS.hasTopConcept))
        named = sorted((str(c).rpartition("/")[2], said(c, SKOS.definition)) for c in found)
        rows = ((f"{local}-{name}|{name}", text) for name, text in named)
        yield f"list-{local}", title, table(title, ("Code", "Meaning"), rows)
    rows = (
        (f"actor-kind-{k}|{k}", escape(k.definition), ref(k.class_iri), ref(k.parent.iri) if k.parent else "",
         ref(k.sector.iri) if k.sector else "")
        for k in ActorKind
    )  # fmt: skip
    yield "list-actor-kind", "Actor kinds", table("Actors", ("Kind", "Meaning", "Class", "Broader", "Role code"), rows)
    rows = ((f"actor-sector-{s}|{s}", escape(s.label), escape(s.definition)) for s in Sector)
    yield "list-actor-sector", "Sectors", table("Role codes of CAMEO and PLOVER", ("Code", "Name", "Meaning"), rows)


def shapes() -> str:
    """Return what a well-formed graph keeps to."""
    found = []
    for shape in {s for kind in (SH.NodeShape, SH.PropertyShape) for s in SHAPES.subjects(RDF.type, kind)}:
        name = str(shape).removeprefix(iris.SHAPES)
        message = SHAPES.value(shape, SH.message) or SHAPES.value(SHAPES.value(shape, SH.sparql), SH.message)
        path = SHAPES.value(shape, SH.path)
        mark = name if "-" in name else f"shape-{name}"
        found.append((f"{mark}|{name}", ref(path) if isinstance(path, URIRef) else "", escape(str(message))))
    return table("Rules, as kg validate names them", ("Rule", "Property", "Says"), sorted(found))


def alignment() -> str:
    """Return which terms of others ours refine."""
    ways = {RDFS.subClassOf: "sub-class of", RDFS.subPropertyOf: "sub-property of", RDFS.seeAlso: "compare"}
    rows = [
        (ref(term), way, ref(other))
        for how, way in ways.items()
        for term, other in OWN.subject_objects(how)
        if isinstance(other, URIRef) and anchor(str(term)) and not anchor(str(other)) and other != SKOS.Concept
    ]
    return table("Terms of other vocabularies", ("Ours", "is", "Theirs"), sorted(rows))


NAMESPACES = (
    ("irkg", iris.NS, "classes and properties", "vocabulary"),
    ("rel", iris.REL, "direct relations by event type", "direct"),
    ("act", iris.ACT, "direct relations by verb, as texts use them", "direct"),
    ("plover", iris.PLOVER, "event types, modes, contexts", "list-plover"),
    ("cameo", iris.CAMEO, "CAMEO codes", "list-cameo"),
    ("quad", iris.QUAD, "quad classes", "list-quad"),
    ("actorcode", iris.ACTOR, "actor kinds and sectors", "list-actor-kind"),
    ("status", iris.STATUS, "whether it took place", "list-status"),
    ("precision", iris.PRECISION, "what the bounds of a date amount to", "list-date-precision"),
    ("basis", iris.BASIS, "what a date rests on", "list-date-basis"),
    ("shapes", iris.SHAPES, "rules for well-formed graphs", "shapes"),
    ("id", iris.ID, "actors, events, reports, articles", "things"),
)


def body() -> Iterator[str]:
    """Yield the sections of the page."""
    document = URIRef(iris.NS[:-1])
    rows = ((f"<code>{p}:</code>", f"<code>{n}</code>", f'<a href="#{m}">{about}</a>') for p, n, about, m in NAMESPACES)
    yield f"<p>{said(document, DCTERMS.description)}</p>\n"
    facts_ = [
        ("Version", f"{VERSION}, <code>{OWN.value(document, OWL.versionIRI)}</code>"),
        ("Creator", said(document, DCTERMS.creator)),
        ("Licences", "<br>".join(licences())),
    ]
    yield facts(facts_) + table("Namespaces", ("Prefix", "Namespace", "Holds"), rows)
    yield THINGS
    yield section("vocabulary", "Classes", classes())
    yield section("properties", "Properties", properties())
    yield section("direct", "Direct relations", [RELATIONS, *map(prop, DIRECT)])
    yield section("list-quad", "Quad classes", [quads()])
    yield section("list-plover", "Event types and modes", events())
    for mark, title, text in codes():
        yield section(mark, title, [text])
    yield section("shapes", "Rules", [shapes()])
    yield section("alignment", "Other vocabularies", [alignment()])


def licences() -> Iterator[str]:
    """Yield the licence of each file."""
    for name in FILES:
        subject = URIRef(iris.NS[:-1] if name == "irkg" else iris.BASE + name)
        url = load(name).value(subject, DCTERMS.license)
        yield f'<code>{name}.ttl</code>: <a href="{url}">{url}</a>'


THINGS = """<section id="things">
<h2>A graph in three levels</h2>
<p>Direct relations between actors (<code>actor:RUS rel:sanction actor:USA</code>) answer simple questions. Behind each
stands at least one event with type, dates, scores and status. Behind each event stand its reports: the sentences that
tell it, where they stand, and the rule that read them. Things have IRIs under <code>https://w3id.org/irkg/id/</code>;
an event's is a hash of what is claimed, so that everybody who reads the same claim names it alike. There are no blank
nodes.</p>
</section>
"""
RELATIONS = """<p>Properties in <code>rel:</code> follow from the event type, those in <code>act:</code> from the verb
of the text (<code>act:recall</code>) and are minted as they are met. Both stand for events that took place, and have
neither date nor evidence: for these, ask the event.</p>
"""


def page() -> str:
    """Return the whole page."""
    return frame(str(OWN.value(URIRef(iris.NS[:-1]), DCTERMS.title)), "".join(body()))


def main(arguments: list[str]) -> int:
    """Write the page, or with ``--check`` say whether it is stale; return the exit status."""
    new = page()
    if PAGE.is_file() and PAGE.read_text("utf-8") == new:
        return 0
    if "--check" in arguments:
        sys.stderr.write("docs/ontology.html is stale: run python -m ontology.document\n")
        return 1
    PAGE.write_text(new, "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
