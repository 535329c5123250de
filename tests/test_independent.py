"""Other people's software agrees: parsers, a triple store and reasoners that share no code with what irkg runs on.

    apt-get install raptor2-utils virtuoso-opensource-7-bin default-jre-headless
    pip install owlready2 owlrl
    IRKG_TORCH_PYTHON: an interpreter with torch and torch_geometric (Debian: python3-torch; torch_geometric 2.4.0)
    pip install -r requirements-judges.txt

Whatever is missing, its tests are skipped. ``python -m pytest -m external`` runs what is there.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph, Literal, Node, URIRef
from rdflib.namespace import OWL, RDF, RDFS, XSD

from kg.assembly import merge
from kg.base.prefixes import PREFIXES
from kg.corpus import read
from kg.exporters import EXPORTERS
from kg.exporters.quadruples import write_quadruples
from kg.model import Article, Event
from kg.sparql import Store
from kg.views.rdf import to_rdflib, triples
from ontology import FILES, load
from tests.example_graph import example
from tests.sample_read import extractor
from tests.virtuoso import INSTALL, MISSING, Server, virtuoso

pytestmark = pytest.mark.external

ARTICLES = Path(__file__).parents[1] / "data" / "articles"
ONTOLOGY = [files("ontology").joinpath(f"{name}.ttl").read_bytes() for name in FILES]
PATIENCE = 300  # seconds until a hung program is called hung
SUFFIXES = {"turtle": "ttl", "ntriples": "nt", "trig": "trig", "jsonld": "jsonld"}


@pytest.fixture(scope="module")
def sample() -> tuple[list[Event], list[Article]]:
    """The sample articles, read by the real language model."""
    articles = [item for item in read([ARTICLES]) if isinstance(item, Article)]
    found = list(extractor().extract(articles))
    return list(merge(report for item in found for report in item.reports)), [item.article for item in found]


@pytest.fixture(scope="module")
def exports(sample: tuple[list[Event], list[Article]], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("exports")
    found = {}
    for name, suffix in SUFFIXES.items():
        found[name] = folder / f"graph.{suffix}"
        with found[name].open("wb") as file:
            EXPORTERS[name](*sample, file)
    return found


# ---------- parsers ----------

Terms = Counter[tuple[str, str, str]]


def by_rapper(path: Path, syntax: str) -> Terms:
    command = ["rapper", "--quiet", "--input", syntax, "--output", "ntriples", str(path), "urn:base"]
    done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr.decode()[:500]
    return by_oxigraph(done.stdout, ox.RdfFormat.N_TRIPLES)


def by_oxigraph(data: bytes, format_: ox.RdfFormat) -> Terms:
    return Counter((str(q.subject), str(q.predicate), str(q.object)) for q in ox.parse(data, format=format_))


def by_rdflib(path: Path, syntax: str) -> Terms:
    if syntax in {"trig", "json-ld"}:
        dataset = Dataset()
        dataset.parse(path, format=syntax)
        return Counter(tuple(map(term, quad[:3])) for quad in dataset.quads())  # type: ignore[misc]
    return Counter(tuple(map(term, triple)) for triple in Graph().parse(path, format=syntax))  # type: ignore[misc]


def term(node: Node) -> str:
    """A term as Oxigraph writes it."""
    if isinstance(node, URIRef):
        return str(ox.NamedNode(str(node)))
    assert isinstance(node, Literal)
    if node.language:
        return str(ox.Literal(str(node), language=node.language))
    return str(ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)) if node.datatype else None))


FORMATS = {
    "turtle": ("turtle", "turtle", ox.RdfFormat.TURTLE),
    "ntriples": ("ntriples", "nt", ox.RdfFormat.N_TRIPLES),
    "trig": ("trig", "trig", ox.RdfFormat.TRIG),
    "jsonld": (None, "json-ld", ox.RdfFormat.JSON_LD),  # raptor reads no JSON-LD
}


@pytest.mark.model
@pytest.mark.skipif(not shutil.which("rapper"), reason="needs raptor: apt-get install raptor2-utils")
@pytest.mark.parametrize("name", FORMATS)
def test_three_parsers_read_the_same_triples(name: str, exports: dict[str, Path]) -> None:
    raptor, rdflib, oxigraph = FORMATS[name]
    wanted = by_oxigraph(exports["ntriples"].read_bytes(), ox.RdfFormat.N_TRIPLES)
    assert sum(wanted.values()) == len(wanted) > 20_000
    assert by_oxigraph(exports[name].read_bytes(), oxigraph) == wanted
    assert by_rdflib(exports[name], rdflib) == wanted
    if raptor:
        assert by_rapper(exports[name], raptor) == wanted


# ---------- Virtuoso ----------

GRAPH = "https://example.org/sample"
PROLOGUE = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())


@pytest.fixture(scope="module")
def server(exports: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if MISSING:
        pytest.skip(f"needs Virtuoso: {INSTALL}")
    folder = tmp_path_factory.mktemp("server")
    with virtuoso(folder, exports["ntriples"].parent) as running:
        running.load(exports["ntriples"], GRAPH)
        for name, data in zip(FILES, ONTOLOGY, strict=True):
            if name in {"events", "actors"}:
                (folder / f"{name}.ttl").write_bytes(data)
                running.load(folder / f"{name}.ttl", GRAPH)
        yield running


@pytest.fixture(scope="module")
def store(sample: tuple[list[Event], list[Article]]) -> Store:
    return Store.of(triples(*sample))


@pytest.mark.model
def test_virtuoso_holds_the_same_triples(server: Server, store: Store) -> None:
    _, rows = server.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", GRAPH)
    assert int(rows[0]["n"]["value"]) == len(store) > 30_000


# ---------- PyTorch Geometric ----------


@pytest.mark.model
def test_pytorch_geometric_loads_the_quadruples(sample: tuple[list[Event], list[Article]], tmp_path: Path) -> None:
    python = os.environ.get("IRKG_TORCH_PYTHON")
    if python is None:
        pytest.skip("set IRKG_TORCH_PYTHON to an interpreter with torch and torch_geometric")
    done = write_quadruples(sample[0], tmp_path / "facts")
    script = Path(__file__).with_name("quadruples_by_pyg.py")
    told = subprocess.run(
        [python, str(script), str(tmp_path / "facts"), str(tmp_path / "root")],
        capture_output=True,
        timeout=120,
        check=True,
    )
    found = json.loads(told.stdout.splitlines()[-1])
    assert (found["facts"], found["ascending"]) == (sum(done.sizes), True)
    assert found["entities"] <= done.entities
    assert found["relations"] <= done.relations


# ---------- reasoners ----------

NO_HERMIT = not importlib.util.find_spec("owlready2") or not shutil.which("java")
needs_hermit = pytest.mark.skipif(
    NO_HERMIT, reason="needs HermiT: pip install owlready2; apt-get install default-jre-headless"
)
needs_owlrl = pytest.mark.skipif(not importlib.util.find_spec("owlrl"), reason="needs owlrl: pip install owlrl")

IRKG = "https://w3id.org/irkg/ns#"
THING = URIRef("https://example.org/thing")
BOTH = [(THING, RDF.type, URIRef(f"{IRKG}Event")), (THING, RDF.type, URIRef(f"{IRKG}Report"))]
"""What cannot be: the two classes are disjoint."""


def with_data() -> Graph:
    """The vocabulary, the code lists and a graph that uses every term."""
    return load("irkg") + load("events") + load("actors") + Graph().parse(data=example(), format="turtle")


def hermit(graph: Graph, folder: Path) -> list[str]:
    """Names of the unsatisfiable classes, by HermiT; what is inconsistent, or is not OWL 2 DL to it, raises."""
    import owlready2

    path = folder / "graph.nt"
    graph.serialize(path, "nt", encoding="utf-8")
    world = owlready2.World()
    world.get_ontology(path.as_uri()).load()
    with world:
        owlready2.sync_reasoner_hermit(world, debug=0)
    return sorted(str(found) for found in world.inconsistent_classes())


@needs_hermit
def test_hermit_finds_the_vocabulary_consistent_and_every_class_satisfiable(tmp_path: Path) -> None:
    assert hermit(load("irkg"), tmp_path) == []


@needs_hermit
def test_hermit_finds_code_lists_and_data_consistent(tmp_path: Path) -> None:
    graph = with_data()
    for triple in list(graph):  # datatypes that OWL 2 does not have
        if isinstance(triple[2], Literal) and str(triple[2].datatype).endswith(("#date", "#gYear", "#wktLiteral")):
            graph.remove(triple)
    assert hermit(graph, tmp_path) == []


@needs_hermit
def test_hermit_would_find_what_is_wrong(tmp_path: Path) -> None:
    import owlready2

    impossible = load("irkg")
    for _, _, kind in BOTH:
        impossible.add((THING, RDFS.subClassOf, kind))
    impossible.add((THING, RDF.type, OWL.Class))
    assert str(THING).rpartition("/")[2] in " ".join(hermit(impossible, tmp_path))

    contradiction = load("irkg")
    for triple in (*BOTH, (THING, RDF.type, OWL.NamedIndividual)):
        contradiction.add(triple)
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        hermit(contradiction, tmp_path)

    undecidable = load("irkg")
    undecidable.add((URIRef(f"{IRKG}earliest"), RDFS.range, XSD.date))
    with pytest.raises(owlready2.OwlReadyJavaError, match="not part of the OWL 2 datatype map"):
        hermit(undecidable, tmp_path)


def contradictions(graph: Graph) -> list[str]:
    """What is wrong in the OWL 2 RL closure: members of the empty class, and the errors that owlrl writes down."""
    import owlrl

    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    told = [str(text) for text in graph.objects(None, URIRef("http://www.daml.org/2002/03/agents/agent-ont#error"))]
    return sorted(map(str, graph.subjects(RDF.type, OWL.Nothing))) + sorted(told)


@needs_owlrl
def test_owl_rl_derives_no_contradiction() -> None:
    graph = with_data()
    before = len(graph)
    assert contradictions(graph) == []
    assert len(graph) > 1.5 * before


@needs_owlrl
@pytest.mark.model
def test_owl_rl_derives_no_contradiction_from_the_sample(sample: tuple[list[Event], list[Article]]) -> None:
    events, articles = sample
    graph = load("irkg") + to_rdflib(triples(events[::9], articles))
    assert contradictions(graph) == []
    # what the vocabulary promises is derived: a direct relation's quad class, and whose terms an event is in
    hostile = URIRef("https://w3id.org/irkg/rel#materialConflict")
    assert list(graph.subject_objects(hostile))
    assert (None, RDF.type, URIRef("http://semanticweb.cs.vu.nl/2009/11/sem/Event")) in graph


@needs_owlrl
def test_owl_rl_would_find_a_contradiction() -> None:
    graph = with_data()
    for triple in BOTH:
        graph.add(triple)
    assert contradictions(graph) != []
