"""The vocabulary, the code lists and their Python values say the same thing, completely and once."""

from __future__ import annotations

import subprocess
import sys
from typing import Any, cast

import pytest
from rdflib import Graph, Literal, Node, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS, DefinedNamespace

from kg.base.dates import DateBasis, Precision
from kg.model import Status
from ontology import (
    FILES,
    MODES,
    VERSION,
    ActorKind,
    Cameo,
    Context,
    EventType,
    Mode,
    QuadClass,
    Sector,
    UnknownCodeError,
    _tables,
    generate,
    iris,
    load,
)
from ontology.graphs import FileName
from ontology.namespaces import IR, PREFIXES, REL


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    return load("irkg")


@pytest.fixture(scope="module")
def events() -> Graph:
    return load("events")


@pytest.fixture(scope="module")
def actors() -> Graph:
    return load("actors")


def own_terms(graph: Graph) -> list[URIRef]:
    bases = iris.NS, iris.REL
    return sorted({term for term in graph.subjects() if isinstance(term, URIRef) and str(term).startswith(bases)})


# ---------- Python values ----------


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys, ontology; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "ontology" in loaded
    assert not {"rdflib", "pyshacl", "spacy", "kg", "networkx", "duckdb"} & set(loaded)


def test_it_loads_little_of_its_own() -> None:
    code = "import sys, ontology; print(*sorted(name for name in sys.modules if name.split('.')[0] == 'ontology'))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert set(loaded) <= {
        f"ontology{part}" for part in ("", "._tables", ".actors", ".cameo", ".codes", ".graphs", ".iris")
    }


def test_every_kind_of_code_can_be_listed() -> None:
    for codes in QuadClass, EventType, Mode, Context, ActorKind, Sector:
        listed: list[Any] = list(codes)
        assert len(listed) == len(codes) == len({code.iri for code in listed})
    assert list(Mode) == list(MODES)


def test_codes_know_their_cameo_codes() -> None:
    assert Mode.get("SANCTION", "expel").cameo == ("166", "1661", "1662", "1663")
    assert Context.PEACEKEEPING.cameo == ("0234", "0334", "074", "0861", "1034", "1224")
    assert EventType.ASSAULT.cameo == ("18", "19", "20")
    assert (ActorKind.MILITARY.cameo, ActorKind.MILITARY.sector) == ("MIL", Sector.MIL)
    assert (ActorKind.ARMED_GROUP.cameo, ActorKind.STATE.sector) == (None, None)
    assert [sector.cameo for sector in Sector] == list(Sector)
    for mode in Mode:
        assert all(Cameo.get(code).type is mode.type for code in mode.cameo)


def test_counts() -> None:
    assert len(QuadClass) == 4
    assert len(EventType) == 16
    assert len(MODES) == len(set(MODES)) == 66
    assert len(Context) == 37
    assert len(list(Cameo.all())) == 312
    assert list(Mode.all()) == list(MODES)


@pytest.mark.parametrize(
    ("table", "members"),
    [
        ("quads", [str(q.value) for q in QuadClass]),
        ("types", list(EventType)),
        ("contexts", list(Context)),
        ("kinds", list(ActorKind)),
        ("sectors", list(Sector)),
    ],
)
def test_members_in_the_code_are_the_rows_of_the_tables(table: str, members: list[str]) -> None:
    assert list(_tables.table(table)) == members


def test_every_code_has_a_label_and_a_definition() -> None:
    for code in (*QuadClass, *EventType, *Context, *ActorKind, *Sector):
        assert code.label
        assert code.definition.endswith(".")
    assert all(mode.label and mode.definition.endswith(".") for mode in MODES)


def test_quad_class_follows_from_the_type() -> None:
    by_quad = {quad: {t.value for t in EventType if t.quad is quad} for quad in QuadClass}
    assert by_quad == {
        QuadClass.VERBAL_COOPERATION: {"AGREE", "CONSULT", "SUPPORT"},
        QuadClass.MATERIAL_COOPERATION: {"COOPERATE", "AID", "CONCEDE", "RETREAT"},
        QuadClass.VERBAL_CONFLICT: {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
        QuadClass.MATERIAL_CONFLICT: {"PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT"},
    }


def test_scores_lie_in_range_and_a_mode_never_turns_conflict_into_cooperation() -> None:
    assert EventType.ACCUSE.score == -3
    assert EventType.SANCTION.score == -6
    for mode in MODES:
        assert -10 <= mode.score <= 10
        if mode.type is not EventType.REQUEST:  # PLOVER puts REQUEST at 0, its modes on both sides
            assert mode.score * mode.type.score > 0, mode


def test_a_type_knows_its_modes_roots_and_direct_property() -> None:
    assert [mode.name for mode in EventType.SANCTION.modes] == ["convict", "discontinue", "expel", "withdraw"]
    assert EventType.AID.modes == ()
    assert EventType.REQUEST.cameo == ("02", "10")
    assert EventType.SANCTION.rel == "sanction"
    assert QuadClass.MATERIAL_CONFLICT.rel == "materialConflict"
    assert {root for t in EventType for root in t.cameo} == {c.root for c in Cameo.all()} - {"01"}


def test_iris() -> None:
    base = "https://w3id.org/irkg/code/"
    assert EventType.SANCTION.iri == base + "plover/SANCTION"
    assert Mode.get("SANCTION", "withdraw").iri == base + "plover/SANCTION-withdraw"
    assert Context.HUMAN_RIGHTS.iri == base + "plover/context-human_rights"
    assert QuadClass.MATERIAL_CONFLICT.iri == base + "quad/4"
    assert Cameo.get("010").iri == base + "cameo/010"
    assert ActorKind.FORMER_STATE.iri == base + "actor/kind-former-state"
    assert Sector.GOV.iri == base + "actor/sector-GOV"


@pytest.mark.parametrize("name", ["", "Withdraw", "embargo"])
def test_an_unknown_mode_is_refused_with_the_modes_of_the_type(name: str) -> None:
    with pytest.raises(UnknownCodeError, match="convict, discontinue, expel, withdraw"):
        Mode.get("SANCTION", name)


@pytest.mark.parametrize("code", ["", "1", "42", "0420", "ABC", "1214"])
def test_an_unknown_cameo_code_is_refused(code: str) -> None:
    with pytest.raises(KeyError, match="leading zero"):
        Cameo.get(code)


def test_cameo_codes_keep_their_leading_zero() -> None:
    make_statement, demand = Cameo.get("010"), Cameo.get("10")
    assert (make_statement.root, make_statement.parent, make_statement.type) == ("01", "01", None)
    assert (demand.root, demand.parent, demand.type) == ("10", None, EventType.REQUEST)
    assert Cameo.get("1621").parent == "162"


def test_cameo_codes_correspond_to_plover() -> None:
    embargo, release, appeal = Cameo.get("163"), Cameo.get("0841"), Cameo.get("0232")
    assert (embargo.type, embargo.goldstein) == (EventType.SANCTION, -8)
    assert (release.type, release.mode, release.context) == (EventType.RETREAT, "release", "legal")
    assert (appeal.type, appeal.mode, appeal.contexts) == (EventType.REQUEST, "assist", (Context.MILITARY,))
    assert Cameo.get("08").type is EventType.CONCEDE
    assert Cameo.get("192").type is EventType.COERCE
    for code in Cameo.all():
        assert (code.type is None) == (code.root == "01"), code
        assert code.mode is None or (code.type and Mode.get(code.type, code.mode))


def test_kinds_form_a_hierarchy() -> None:
    for kind in ActorKind:
        above, seen = kind.parent, {kind}
        while above:
            assert above not in seen
            seen.add(above)
            above = above.parent
    assert ActorKind.COURT.parent is ActorKind.GOVERNMENT_BODY
    assert ActorKind.STATE.parent is None


def test_a_row_with_a_wrong_number_of_cells_is_reported_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_tables, "_lines", lambda _: ["# remark", "code\tlabel", "a\tA", "b"])
    with pytest.raises(ValueError, match=r"tables/odd\.tsv:4: 1 cells where the header has 2"):
        _tables.rows("odd")


# ---------- Turtle ----------


def test_generated_files_are_fresh() -> None:
    assert generate.main(["--check"]) == 0


@pytest.mark.parametrize("name", FILES)
def test_load_gives_each_caller_a_graph_of_its_own(name: FileName) -> None:
    first = load(name)
    size = len(first)
    assert size > 100
    first.remove((None, None, None))
    assert len(load(name)) == size
    assert dict(load(name).namespaces())["irkg"] == URIRef(iris.NS)


def test_an_unknown_file_is_refused() -> None:
    with pytest.raises(ValueError, match="irkg, events, actors, shapes"):
        load(cast("Any", "codes"))


def test_python_terms_are_the_turtle_terms(vocabulary: Graph) -> None:
    python = {str(term) for term in terms_in(IR)} | {str(term) for term in terms_in(REL)}
    assert python == {str(term) for term in own_terms(vocabulary)}


def terms_in(namespace: type[DefinedNamespace]) -> list[URIRef]:
    return [namespace[name] for name in namespace.__annotations__ if not name.startswith("_")]


@pytest.mark.parametrize("misspelt", ["sauce", "Sanction", "eventtype"])
def test_namespaces_are_closed(misspelt: str) -> None:
    for namespace in IR, REL:
        with pytest.raises(AttributeError):
            getattr(namespace, misspelt)


def test_every_term_is_documented(vocabulary: Graph) -> None:
    terms = own_terms(vocabulary)
    assert len(terms) > 90
    for term in terms:
        assert {text.language for text in vocabulary.objects(term, RDFS.label) if isinstance(text, Literal)} == {"en"}
        for documented in SKOS.definition, SKOS.example:
            assert str(vocabulary.value(term, documented) or ""), (term, documented)
        assert vocabulary.value(term, RDFS.isDefinedBy) == URIRef(iris.NS[:-1])


def test_every_property_has_a_domain_and_a_range(vocabulary: Graph) -> None:
    beyond_owl = {
        IR.earliest,
        IR.latest,
        IR.year,
        IR.firstDay,
        IR.lastDay,
    }  # xsd:date and xsd:gYear are no datatypes of OWL 2
    for kind in OWL.ObjectProperty, OWL.DatatypeProperty:
        for term in set(own_terms(vocabulary)) & set(vocabulary.subjects(RDF.type, kind)):
            assert (term, RDFS.domain, None) in vocabulary, term
            assert ((term, RDFS.range, None) in vocabulary) is (term not in beyond_owl), term


def test_every_term_used_is_declared_once_as_one_kind_of_thing(vocabulary: Graph) -> None:
    kinds = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
    builtin = str(OWL), str(RDF), str(RDFS), "http://www.w3.org/2001/XMLSchema#"
    used: set[Node] = set(vocabulary.predicates()) | set(vocabulary.objects(None, RDFS.subClassOf))
    used |= set(vocabulary.objects(None, RDFS.subPropertyOf)) | set(vocabulary.objects(None, RDFS.domain))
    for term in {*used, *own_terms(vocabulary)}:
        if isinstance(term, URIRef) and not str(term).startswith(builtin):
            assert len(kinds & set(vocabulary.objects(term, RDF.type))) == 1, term


def test_version_is_one(vocabulary: Graph) -> None:
    for name in FILES:
        graph, document = load(name), "ns" if name == "irkg" else name
        subject = URIRef(iris.BASE + document)
        assert str(graph.value(subject, OWL.versionInfo)) == VERSION
        assert str(graph.value(subject, OWL.versionIRI)) == f"{iris.BASE}{document}/{VERSION}"
    assert vocabulary.value(URIRef(iris.NS[:-1]), RDF.type) == OWL.Ontology


def test_code_lists_use_only_terms_of_the_vocabulary(vocabulary: Graph, events: Graph, actors: Graph) -> None:
    known = set(own_terms(vocabulary))
    for graph in events, actors, load("shapes"):
        for term in {term for triple in graph for term in triple}:
            if isinstance(term, URIRef) and str(term).startswith((iris.NS, iris.REL)):
                assert term in known


def test_types_name_their_direct_property_and_its_quad_class(vocabulary: Graph, events: Graph) -> None:
    for type_ in EventType:
        direct = events.value(URIRef(type_.iri), IR.directProperty)
        assert direct == REL[type_.rel]
        quad = events.value(URIRef(type_.iri), IR.quad)
        assert quad == URIRef(type_.quad.iri)
        assert (
            vocabulary.value(direct, RDFS.subPropertyOf) == events.value(quad, IR.directProperty) == REL[type_.quad.rel]
        )


@pytest.mark.parametrize(
    ("file", "kind", "codes"),
    [
        ("events", IR.QuadClass, list(QuadClass)),
        ("events", IR.EventType, list(EventType)),
        ("events", IR.Mode, list(MODES)),
        ("events", IR.Context, list(Context)),
        ("events", IR.CameoCode, list(Cameo.all())),
        ("actors", IR.ActorKind, list(ActorKind)),
        ("actors", IR.Sector, list(Sector)),
    ],
)
def test_concepts_are_the_python_codes(file: FileName, kind: URIRef, codes: list[Any]) -> None:
    graph = load(file)
    assert {str(concept) for concept in graph.subjects(RDF.type, kind)} == {code.iri for code in codes}
    for code in codes:
        concept = URIRef(code.iri)
        assert (concept, RDF.type, SKOS.Concept) in graph
        assert graph.value(concept, SKOS.prefLabel) == Literal(code.label, lang="en")
        definition = graph.value(concept, SKOS.definition)
        assert definition == (Literal(code.definition, lang="en") if hasattr(code, "definition") else None)
        score, number = (IR.goldstein, "goldstein") if kind == IR.CameoCode else (IR.score, "score")
        stated = graph.value(concept, score)
        assert (None if stated is None else float(str(stated))) == getattr(code, number, None)


@pytest.mark.parametrize(
    ("kind", "base", "members"),
    [
        (IR.Status, iris.STATUS, list(Status)),
        (IR.DatePrecision, iris.PRECISION, list(Precision)),
        (IR.DateBasis, iris.BASIS, list(DateBasis)),
    ],
)
def test_short_lists_are_the_values_of_the_model(kind: URIRef, base: str, members: list[str], events: Graph) -> None:
    assert {str(c) for c in events.subjects(RDF.type, kind)} == {base + member for member in members}


def test_cameo_codes_hang_together(events: Graph) -> None:
    for code in Cameo.all():
        concept, parent = URIRef(code.iri), events.value(URIRef(code.iri), SKOS.broader)
        assert str(events.value(concept, SKOS.notation)) == code.code
        assert parent == (URIRef(iris.CAMEO + code.parent) if code.parent else None)
        assert ((concept, SKOS.topConceptOf, None) in events) is (code.parent is None)


def test_cameo_codes_are_matched_to_plover(events: Graph) -> None:
    def matched(code: str, how: URIRef) -> set[str]:
        return {str(o).removeprefix(iris.PLOVER) for o in events.objects(URIRef(iris.CAMEO + code), how)}

    assert matched("16", SKOS.closeMatch) == {"SANCTION"}
    assert matched("18", SKOS.broadMatch) == {"ASSAULT"}
    assert matched("08", SKOS.narrowMatch) == {"CONCEDE", "RETREAT"}
    assert matched("161", SKOS.broadMatch) == {"SANCTION", "SANCTION-withdraw"}
    assert matched("161", SKOS.relatedMatch) == {"context-diplomatic"}
    for how in SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch:
        assert matched("014", how) == set()
        for target in events.objects(None, how):
            assert (target, RDF.type, SKOS.Concept) in events


def test_kinds_name_a_class_of_the_vocabulary(vocabulary: Graph, actors: Graph) -> None:
    for kind in ActorKind:
        cls = actors.value(URIRef(kind.iri), IR.actorClass)
        assert cls == URIRef(kind.class_iri)
        role = actors.value(URIRef(kind.iri), SKOS.relatedMatch)
        assert role == (URIRef(kind.sector.iri) if kind.sector else None)
        assert (cls, RDFS.subClassOf * "*", IR.Actor) in vocabulary  # type: ignore[operator]  # rdflib paths


def test_prefixes_are_distinct_and_agree_with_the_files() -> None:
    assert len(set(PREFIXES.values())) == len(PREFIXES)
    for name in FILES:
        for prefix, namespace in load(name).namespaces():
            assert PREFIXES.get(prefix, str(namespace)) == str(namespace)
