"""kg validate says in plain words what is wrong with a graph, and what is wrong with a file that holds none."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from rdflib import SH, Graph, URIRef

from kg.assembly import merge
from kg.base.errors import KgError, UsageError
from kg.cli import main
from kg.exporters import EXPORTERS
from kg.model import Event
from kg.quality.validate import Violation, validate_events, validate_file
from kg.quality.validate import verdict as checking
from kg.quality.validate.direct import founded, unfounded
from kg.quality.validate.mends import FORMS, OWN
from kg.quality.validate.sample import choose, scan
from kg.quality.validate.statements import read
from kg.quality.validate.violations import find
from kg.views.rdf import ntriple, triples
from ontology import iris, load
from tests.builders import actor, report
from tests.example_graph import TURTLE, example
from tests.random_graphs import GRAPHS, Given
from tests.random_graphs import written as made

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("COLUMNS", "200")

    def run(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(["validate", *map(str, arguments)])
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return run


def written(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def broken(old: str, new: str, folder: Path) -> list[Violation]:
    assert old in TURTLE
    return list(validate_file(written(folder / "broken.ttl", example(1, old, new))).findings)


def some_events(count: int) -> list[Event]:
    days = [f"20{year:02}-{month:02}-{day:02}" for year in range(10, 25) for month in range(1, 13) for day in (3, 17)]
    told = [report("USA", "RUS", "CONSULT", day, article=f"a{day}") for day in days[:count]]
    return list(merge([*told, report(object_actor=actor("person/anatoly-antonov", stands_for="RUS"))]))


# ---------- what is wrong with a graph ----------


def test_a_well_formed_file_is_valid(kg: Run, tmp_path: Path) -> None:
    path = written(tmp_path / "good.ttl", example())
    assert kg(path) == (0, f"{path}: valid\n  3 events, all validated (214 statements)\n", "")


def test_a_fault_is_told_with_thing_value_rule_and_remedy(kg: Run, tmp_path: Path) -> None:
    path = written(tmp_path / "bad.ttl", example(0, "irkg:score -7.0", "irkg:score -10.5"))
    code, out, _ = kg(path)
    assert code == 1
    assert out.splitlines() == [
        f"{path}: not valid, 1 fault",
        "  3 events, all validated (214 statements)",
        "",
        "Event-score: An event has exactly one PLOVER score, a decimal from -10 to 10.",
        "  event:00000000000000a3  FRE COERCE FRE",
        "    irkg:score is -10.5 (xsd:decimal); mend: not below -10.0",
    ]


def test_json_has_every_finding(kg: Run, tmp_path: Path) -> None:
    path = written(tmp_path / "bad.ttl", example(0, "irkg:eventType plover:COERCE", "irkg:eventType plover:COERSE"))
    code, out, _ = kg(path, "--json")
    found = json.loads(out)
    assert (code, found["valid"], found["sampled"], found["events"], found["checked"]) == (1, False, False, 3, 3)
    assert [(f["shape"], f["constraint"]) for f in found["findings"]] == [
        ("Event-quadOfType", "Or"),
        ("Event-eventType", "In"),
    ]
    assert found["findings"][1]["mend"] == "take one of the list; did you mean plover:COERCE?"


@pytest.mark.parametrize(
    ("old", "new", "node", "shape", "remedy"),
    [
        ("cameo:161", "cameo:167", "event:", "Event-cameo", "write it like cameo:042"),
        ("irkg:score -7.0", 'irkg:score "-7.0"', "event:", "Event-score", 'write it as "-7.0"^^xsd:decimal'),
        ("irkg:score -7.0", 'irkg:score "low"', "event:", "Event-score", "write it as -6.0"),
        ("irkg:confidence 0.5 ; irkg:reportCount", "irkg:confidence 0.5 ; irkg:model 1 ; irkg:reportCount", "event:",
         "Event", "remove irkg:model"),
        ('irkg:year "2031"^^xsd:gYear ;\n    irkg:datePrecision precision:day',
         'irkg:year "2030"^^xsd:gYear ;\n    irkg:datePrecision precision:day', "event:", "Event-yearOfDate",
         "correct irkg:year"),
        ("rel:sanction actor:SYL", "rel:aid actor:SYL", "actor:", "Direct-rel", "add the event that it follows from"),
        ("act:recall person:rufus-firefly", "act:recall actor:Concert", "actor:", "Direct-act", "remove the direct"),
        ('skos:prefLabel "Sylvania"@en', 'schema:name "Sylvania" ; skos:prefLabel "Sylvania"@en', "actor:",
         "Actor-closed", "remove the property"),
    ],
)  # fmt: skip
def test_what_to_do_is_told(old: str, new: str, node: str, shape: str, remedy: str, tmp_path: Path) -> None:
    (found,) = (finding for finding in broken(old, new, tmp_path) if finding.shape == shape)
    local = found.node.rpartition("/")[2]
    assert found.node.startswith((node, iris.ID + node.strip(":"))), local
    assert remedy in found.mend
    assert found.label


def test_a_date_that_is_none_is_told_without_a_traceback(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    old = 'irkg:earliest "2031-05-06"^^xsd:date ; irkg:latest "2031-05-06"^^xsd:date'
    found = broken(old, old.replace("05-06", "13-40"), tmp_path)
    assert {f.shape for f in found} >= {"Event-earliest", "Event-latest"}
    assert 'write it as "2021-03-17"^^xsd:date' in {f.mend for f in found}
    assert not caplog.records


def test_a_misspelt_term_is_told_first(kg: Run, tmp_path: Path) -> None:
    path = written(tmp_path / "bad.ttl", example().replace("irkg:eventType", "irkg:eventtype"))
    lines = kg(path)[1].splitlines()
    assert lines[3:6] == [
        "unknown term: The vocabulary has no such term.",
        "  irkg:eventtype  used 3 times",
        "    mend: correct its name; did you mean irkg:eventType?",
    ]


def test_many_faults_are_shortened(kg: Run, tmp_path: Path) -> None:
    events = written(tmp_path / "many.ttl", b"")
    with events.open("wb") as file:
        EXPORTERS["turtle"](some_events(9), [], file)
    text = re.sub(r'(event:(?:.(?! \.\n))*?irkg:confidence )"', r'\1"9', events.read_text(), flags=re.DOTALL)
    out = kg(written(events, text))[1]
    assert "Event-confidence (10 times)" in out
    assert "  and 5 more; --json lists all" in out
    assert out.count("event:") == 5


@pytest.mark.parametrize("constraint", [SH["or"], SH.sparql, SH.pattern])
def test_every_rule_that_needs_words_of_its_own_has_them(constraint: URIRef) -> None:
    shapes, words = load("shapes"), FORMS if constraint == SH.pattern else OWN
    found = {str(s).removeprefix(iris.SHAPES) for s in shapes.subjects(constraint) if isinstance(s, URIRef)}
    assert found
    assert found <= words.keys()


@pytest.mark.parametrize("name", ["events", "actors"])
def test_our_code_lists_are_valid(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.ttl"
    path.write_bytes(files("ontology").joinpath(f"{name}.ttl").read_bytes())
    assert validate_file(path).valid


@pytest.mark.parametrize("format_", ["turtle", "ntriples", "trig", "jsonld"])
def test_every_export_is_valid(format_: str, tmp_path: Path) -> None:
    path = tmp_path / f"graph.{ {'turtle': 'ttl', 'ntriples': 'nt'}.get(format_, format_) }"
    with path.open("wb") as file:
        EXPORTERS[format_](some_events(3), [], file)
    verdict = validate_file(path)
    assert verdict.valid, verdict.findings[:3]
    assert (verdict.events, verdict.checked) == (4, 4)


# ---------- samples ----------


def test_a_sample_is_the_same_whatever_the_order() -> None:
    events = [f"urn:{n}" for n in range(500)]
    shuffled = random.Random(7).sample(events, len(events))  # noqa: S311 - a fixed shuffle
    assert choose(events, 20) == choose(shuffled, 20)
    assert len(choose(events, 20)) == 20
    quads = [ox.Quad(ox.NamedNode(e), ox.NamedNode(f"{TYPE}"), ox.NamedNode(f"{iris.NS}Event")) for e in shuffled]
    assert scan([*quads, *quads], 20).chosen == choose(events, 20)


TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def test_a_sample_holds_all_that_its_events_refer_to(tmp_path: Path) -> None:
    events = some_events(30)
    path = tmp_path / "graph.nt"
    with path.open("wb") as file:
        EXPORTERS["ntriples"](events, [], file)
    lines = path.read_text().splitlines()
    random.Random(7).shuffle(lines)  # noqa: S311 - a fixed shuffle
    verdict = validate_file(written(path, "\n".join(lines)), size=4)
    assert verdict.valid, verdict.findings
    assert (verdict.events, verdict.checked, verdict.sampled) == (31, 4, True)


def test_a_fault_outside_the_sample_is_found_with_all_only(tmp_path: Path) -> None:
    events = some_events(30)
    chosen = choose([f"{iris.ID}event/{event.id}" for event in events], 4)
    outside = next(event for event in events if f"{iris.ID}event/{event.id}" not in chosen)
    path = tmp_path / "graph.nt"
    with path.open("wb") as file:
        EXPORTERS["ntriples"](events, [], file)
    mark = f"<{iris.ID}event/{outside.id}> <{iris.NS}score> "
    text = "".join(
        line.replace('"2.5"', '"25"') if line.startswith(mark) else line for line in path.read_text().splitlines(True)
    )
    path.write_text(text)
    assert validate_file(path, size=4).valid
    assert [f.shape for f in validate_file(path, size=4, everything=True).findings] == ["Event-score"]


@pytest.mark.parametrize("shuffled", [False, True])
@pytest.mark.parametrize(
    ("relation", "shape"),
    [("rel#consult", None), ("rel#assault", "Direct-rel"), ("act#bomb", None), ("rel#verbalCooperation", "Direct-rel")],
)
def test_a_sample_checks_the_direct_relations_of_its_sides(
    tmp_path: Path, relation: str, shape: str | None, *, shuffled: bool
) -> None:
    path = tmp_path / "graph.nt"
    with path.open("wb") as file:
        EXPORTERS["ntriples"](some_events(30), [], file)
    one, other = (f"<{iris.ID}actor/{name}>" for name in ("USA", "RUS"))
    lines = [*path.read_text().splitlines(), f"{one} <{iris.BASE}{relation}> {other} ."]
    if shuffled:
        random.Random(7).shuffle(lines)  # noqa: S311 - a fixed shuffle
    verdict = validate_file(written(path, "\n".join(lines)), size=4)
    assert verdict.sampled
    assert [finding.shape for finding in verdict.findings] == ([shape] if shape else [])


@given(GRAPHS)
@settings(max_examples=30, deadline=None)
def test_an_event_stands_behind_every_relation_of_ours(graph: Given) -> None:
    with made(graph) as log:
        told = list(triples(log.events(), []))
    direct = {one for one in told if one[1].startswith((f"<{iris.REL}", f"<{iris.ACT}"))}
    assert founded(told) == direct
    fewer = [one for one in told if not one[1].endswith("#status>") or int(one[0][-2], 16) % 2]
    lines = "\n".join(ntriple(*one) for one in fewer)
    open_ = unfounded(lambda: read(lines), {(a[1:-1], b[1:-1]) for a, _, b in direct})
    assert {tuple(part[1:-1] for part in one) for one in direct - founded(fewer)} == open_


def test_of_a_whole_file_pyshacl_gets_the_relations_that_no_event_stands_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "graph.nt"
    with path.open("wb") as file:
        EXPORTERS["ntriples"](some_events(30), [], file)
    one, other = (f"<{iris.ID}actor/{name}>" for name in ("USA", "RUS"))
    written(path, f"{path.read_text()}{one} <{iris.REL}assault> {other} .\n")
    given: list[str] = []

    def notes(graph: Graph) -> list[Violation]:
        given.extend(str(name) for name in graph.predicates(unique=False) if str(name).startswith((iris.REL, iris.ACT)))
        return list(find(graph))

    monkeypatch.setattr(checking, "find", notes)
    found = validate_file(path)
    assert given == [f"{iris.REL}assault"]
    assert [finding.shape for finding in found.findings] == ["Direct-rel"]
    assert found.triples == len(path.read_text().splitlines())


def test_the_event_behind_a_relation_may_lie_outside_the_sample(tmp_path: Path) -> None:
    told = [report("USA", "RUS", "CONSULT", f"2020-01-{day:02}", article=f"a{day}") for day in range(1, 29, 3)]
    kept = list(merge(told))
    chosen = choose([f"{iris.ID}event/{event.id}" for event in kept], 2)
    days = (f"2021-02-{day:02}" for day in range(1, 29))
    for day in days:  # an assault that the sample leaves out
        events = list(merge([*told, report("USA", "RUS", "ASSAULT", day, article="b")]))
        if choose([f"{iris.ID}event/{event.id}" for event in events], 2) == chosen:
            break
    path = tmp_path / "graph.nt"
    with path.open("wb") as file:
        EXPORTERS["ntriples"](events, [], file)
    lines = path.read_text().splitlines()
    assert any("rel#assault" in line for line in lines)
    assert validate_file(path, size=2).valid
    random.Random(7).shuffle(lines)  # noqa: S311 - a fixed shuffle
    assert validate_file(written(path, "\n".join(lines)), size=2).valid
    without = [line for line in lines if "status/occurred" not in line]
    assert "Direct-rel" in {
        finding.shape for finding in validate_file(written(path, "\n".join(without)), size=2).findings
    }


def test_a_namespace_that_is_wrong_for_the_terms_only_is_told(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    with path.open("wb") as file:
        EXPORTERS["turtle"](some_events(3), [], file)
    text = path.read_text().replace(iris.NS, "https://example.org/irkg/ns#")
    with pytest.raises(KgError, match=r"<https://example[.]org/irkg/ns#> is not ours, <https://w3id"):
        validate_file(written(path, text))


def test_a_graph_directory_is_validated_by_a_sample_too() -> None:
    events = some_events(30)
    part = validate_events(events, [], "g", size=4)
    assert (part.valid, part.events, part.checked) == (True, 31, 4)
    assert validate_events(events[::-1], [], "g", size=4) == part
    assert validate_events(events, [], "g", size=4, everything=True).checked == 31


def test_a_file_too_large_for_memory_is_refused_with_all_and_sampled_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "graph.nt"
    with path.open("wb") as file:
        EXPORTERS["ntriples"](some_events(9), [], file)
    monkeypatch.setattr(checking, "MOST", 100)
    with pytest.raises(KgError, match=r"--all would take .* GB of memory.*leave out --all"):
        validate_file(path, everything=True)
    assert validate_file(path).checked == 10


# ---------- what is wrong with a file ----------


@pytest.mark.parametrize("suffix", ["ttl", "nt", "trig", "jsonld"])
def test_a_file_cut_off_anywhere_is_told(suffix: str, tmp_path: Path) -> None:
    formats = {"ttl": "turtle", "nt": "ntriples", "trig": "trig", "jsonld": "jsonld"}
    path = tmp_path / f"graph.{suffix}"
    with path.open("wb") as file:
        EXPORTERS[formats[suffix]](some_events(2), [], file)
    text = path.read_text()
    start = 2000 if suffix != "jsonld" else 4500
    for end in range(start, start + 200, 7):
        path.write_text(text[:end])
        if text[:end].rstrip().endswith((" .", "}")) and suffix != "jsonld":
            continue  # a whole statement: nothing shows that there was more
        with pytest.raises(KgError, match=r"is cut off: it ends at line \d+, column \d+, in the middle"):
            validate_file(path)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("empty.ttl", "", "is empty: it holds no statements"),
        ("empty.ttl", "# nothing\n@prefix a: <urn:a> .\n", "is empty"),
        ("g.ttl", '{"@context": {}, "@graph": []}', r"not Turtle: it looks like JSON-LD; name it \*.jsonld"),
        ("g.json", '{"a": 1}', "not JSON-LD: it looks like JSON;"),
        ("g.xml", '<?xml version="1.0"?>\n<graphml xmlns="urn:g"/>', "looks like GraphML; write RDF with: kg export"),
        ("g.nt", "@prefix a: <urn:a> .\n", r"not N-Triples: it looks like Turtle; name it \*.ttl"),
        ("g.ttl", "<!DOCTYPE html><html></html>", "looks like HTML"),
        ("g.ttl", b"PAR1\0\0", "looks like Parquet"),
        ("g.ttl", b"\x1f\x8b\x08\0", "looks like a packed file; unpack it first"),
        ("g.ttl", b"\0\1\2", "binary data"),
        ("g.ttl", "a,b,c\n1,2,3\n", "line 1, column 1, near 'a,b,c': not Turtle"),
        ("g.ttl", "<urn:a> <urn:b> 1 .\n<urn:a> x:y 2 .\n", r"line 2, column 9, near 'x:y 2 \.': .*x: has not been"),
        ("g.ttl", "<urn:a> <urn:b> 1\n<urn:c> <urn:d> 2 .\n", "line 2, column 1, near '<urn:c>.*dot is expected"),
        ("g.jsonld", '{"@context": "https://example.org/c", "@id": "urn:a", "p": 1}', "its context from the network"),
        ("g.ttl", "<urn:a> a <http://xmlns.com/foaf/0.1/Person> .", "no irkg terms in its 1 statements; it uses <http"),
        ("g.ttl", "<urn:a> a <http://w3id.org/irkg/ns#Event> .", "<http://w3id.org/irkg/ns#> is not ours, <https:"),
    ],
)  # fmt: skip
def test_what_is_no_graph_of_ours_is_told(name: str, text: str | bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(KgError, match=message) as caught:
        validate_file(written(tmp_path / name, text))
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 1


@pytest.mark.parametrize(
    ("name", "message"),
    [("none.ttl", "no file"), ("g.csv", "what format is it.*[.]ttl"), (".", "is a folder; .* kg validate -g")],
)
def test_wrong_use_is_told(name: str, message: str, tmp_path: Path) -> None:
    written(tmp_path / "g.csv", "a,b\n")
    with pytest.raises(UsageError, match=message):
        validate_file(tmp_path / name)


def test_a_file_and_a_graph_are_one_too_many(kg: Run, tmp_path: Path) -> None:
    code, out, err = kg(tmp_path / "g.ttl", "-g", tmp_path)
    assert (code, out) == (2, "")
    assert "either a file or a graph directory" in err


def test_blank_nodes_in_a_large_file_are_told(tmp_path: Path) -> None:
    path = tmp_path / "graph.nt"
    with path.open("wb") as file:
        EXPORTERS["ntriples"](some_events(9), [], file)
    with path.open("a") as more:
        more.write(f"_:x <{TYPE}> <{iris.NS}Report> .\n")
    assert "blank nodes" in {finding.node for finding in validate_file(path, size=3).findings}
    assert validate_file(path).findings[0].node == "a thing without a name"
