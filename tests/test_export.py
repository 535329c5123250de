from __future__ import annotations

import csv
import io
import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph
from rdflib.compare import to_isomorphic

from kg.assembly import merge
from kg.exporters import EXPORTERS, SUFFIXES
from kg.exporters.event_lines import line
from kg.exporters.tables_of_log import csv_of
from kg.model import Article, Event, Report
from kg.store import Log, Reading
from ontology import ActorKind, Sector
from tests.builders import actor, article, report

HOSTILE = "a\tb\nc\rd\x00e\x07f\"g'h\\i<j>&k]]>\u202eRTL\U0001f600\ud800\ufffe=INFORMATION"


def reports() -> list[Report]:
    antonov = actor("person/anatoly-antonov", label="Anatoly Antonov", stands_for="RUS", sector=Sector.GOV)
    return [
        report(
            rule="v:recall",
            mode="withdraw",
            cameo="161",
            contexts=["diplomatic"],
            object="Antonov",
            object_actor=antonov,
        ),
        report(rule="v:recall", mode="withdraw", cameo="161", outlet="Other Paper", article="b2", confidence=0.9),
        report("G7", "RUS", "ACCUSE", "2021-03-18", place="Brussels", article="b2", outlet="Other Paper"),
        report("GRC", "TUR", "CONSULT", "2020", symmetric=True, rule="v:meet"),
        report("RUS", "RUS", "COERCE", "2020-01-01", domestic=True),
        report("Arab League", "USA", "REJECT", None, status="negated"),
        report(
            "CHN", "AUS", "THREATEN", "1899-12", article="odd id/ü", sentence=f"China acted {HOSTILE}", outlet=HOSTILE
        ),
        report("DEU", "UN", "AID", "2021-01-05", dataset="icews", original_code="070", sentence="", article=""),
    ]


def articles() -> list[Article]:
    return [
        article("a1", title='He said "no"'),
        article("b2", outlet="Other Paper", url="https://paper.example/1?a=b&c"),
    ]


@pytest.fixture
def events() -> list[Event]:
    return merge(reports())


def written(name: str, events: list[Event], read: list[Article] | None = None) -> bytes:
    out = io.BytesIO()
    EXPORTERS[name](iter(events), iter(articles() if read is None else read), out)
    return out.getvalue()


def test_every_format_has_a_suffix() -> None:
    assert EXPORTERS.keys() == SUFFIXES.keys()


@pytest.mark.parametrize("name", EXPORTERS)
def test_order_of_input_does_not_matter(name: str) -> None:
    told, read = reports(), articles()
    expected = written(name, merge(told), read)
    for seed in range(3):
        random.Random(seed).shuffle(told)  # noqa: S311 - no secret
        read.reverse()
        shuffled = merge(told)
        random.Random(seed).shuffle(shuffled)  # noqa: S311 - no secret
        assert written(name, shuffled, read) == expected


@pytest.mark.parametrize("name", EXPORTERS)
def test_an_empty_graph_can_be_written(name: str) -> None:
    assert isinstance(written(name, [], []), bytes)


@pytest.mark.parametrize("name", sorted(EXPORTERS.keys() - {"parquet"}))
def test_text_is_utf8_with_plain_line_ends(name: str, events: list[Event]) -> None:
    data = written(name, events)
    assert data.endswith(b"\n")
    data.decode("utf-8")
    assert b"\r\n" not in data
    assert str(Path.cwd()).encode() not in data


def test_importing_the_exporters_loads_nothing_heavy() -> None:
    code = "import sys, kg.exporters, kg.sparql; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"rdflib", "networkx", "numpy", "duckdb", "pyoxigraph", "spacy", "pyshacl"} & set(found)


# --- RDF --------------------------------------------------------------------------------------------------------


def oxigraph(data: bytes, syntax: ox.RdfFormat) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(data, format=syntax)}


def test_rdf_formats_hold_the_same_triples_for_oxigraph(events: list[Event]) -> None:
    expected = oxigraph(written("ntriples", events), ox.RdfFormat.N_TRIPLES)
    assert len(expected) > 100
    assert oxigraph(written("turtle", events), ox.RdfFormat.TURTLE) == expected
    assert oxigraph(written("jsonld", events), ox.RdfFormat.JSON_LD) == expected
    assert oxigraph(written("trig", events), ox.RdfFormat.TRIG) == expected


def test_rdf_formats_hold_the_same_triples_for_rdflib(events: list[Event]) -> None:
    expected = to_isomorphic(Graph().parse(data=written("ntriples", events), format="nt"))
    assert to_isomorphic(Graph().parse(data=written("turtle", events), format="turtle")) == expected
    assert to_isomorphic(Graph().parse(data=written("jsonld", events), format="json-ld")) == expected
    quads = Dataset().parse(data=written("trig", events), format="trig")
    union = Graph()
    for s, p, o, _ in quads.quads():
        union.add((s, p, o))
    assert to_isomorphic(union) == expected


def test_rdflib_and_oxigraph_read_the_same_terms(events: list[Event]) -> None:
    data = written("turtle", events)
    ours = {str(triple) for triple in oxigraph(data, ox.RdfFormat.TURTLE)}
    theirs = Graph().parse(data=data, format="turtle").serialize(format="nt", encoding="utf-8")
    assert {str(triple) for triple in oxigraph(theirs, ox.RdfFormat.N_TRIPLES)} == ours


def test_a_line_of_ntriples_is_a_triple_and_lines_ascend(events: list[Event]) -> None:
    lines = written("ntriples", events).decode().splitlines()
    assert len(lines) == len(set(lines))
    subjects = [text.split(" ", 1)[0] for text in lines]
    assert [s for s, _ in zip(subjects, ["", *subjects], strict=False) if s != _] == sorted(set(subjects))


def test_turtle_as_people_read_it() -> None:
    data = written("turtle", merge([report("G7", "RUS", "ACCUSE", "2021-03-18", rule="v:denounce", cameo="111")]), [])
    body = data.decode().split("@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n")[1]
    assert body.startswith(
        """
actor:G7 a irkg:Actor, irkg:Coalition ;
    skos:exactMatch wd:Q1764511 ;
    skos:prefLabel "G7"@en ;
    act:denounce actor:RUS ;
    irkg:kind code:kind-coalition ;
    rel:accuse actor:RUS .
"""
    )
    assert '    irkg:earliest "2021-03-18"^^xsd:date ;\n' in body
    assert '    irkg:score "-3"^^xsd:decimal ;\n' in body
    assert "    irkg:reportCount 1 ;\n" in body


def test_trig_names_a_graph_after_each_article(events: list[Event]) -> None:
    quads = list(ox.parse(written("trig", events), format=ox.RdfFormat.TRIG))
    graphs = {str(quad.graph_name) for quad in quads}
    base = "https://w3id.org/irkg/id/article/"
    assert graphs == {"DEFAULT", f"<{base}a1>", f"<{base}b2>", f"<{base}odd_id/%C3%BC>"}
    exact = "http://www.w3.org/ns/oa#exact"
    assert {str(q.graph_name) for q in quads if q.predicate.value == exact} == graphs - {"DEFAULT"}


# --- tables -----------------------------------------------------------------------------------------------------


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_csv_has_one_row_an_event(events: list[Event]) -> None:
    rows = table(written("csv", events))
    assert [row["event"] for row in rows] == [event.id for event in events]
    recall = next(row for row in rows if row["plover"] == "SANCTION")
    assert (recall["source"], recall["target"], recall["date"], recall["cameo"]) == ("RUS", "USA", "2021-03-17", "161")
    assert (recall["reports"], recall["outlets"], recall["score"]) == ("2", "Daily Sample|Other Paper", "-6.0")


def test_tables_have_the_codes_of_the_day(tmp_path: Path) -> None:
    told = [
        report("DEU", "RUS", "AID", "1985-03-05"),
        report("DEU", "KIR", "AID", "2005-03-05", start=9),
        report("ETH", "Hamas", "ACCUSE", "1993", start=99),  # ISO's number changed within the year
    ]
    rows = table(written("csv", merge(told)))
    columns = [f"{side}_{code}" for side in ("source", "target") for code in ("cow", "gw", "iso", "iso_num")]
    assert [tuple(row[column] for column in columns) for row in rows] == [
        ("260", "260", "DEU", "280", "365", "365", "SUN", "810"),
        ("530", "530", "", "", "", "", "", ""),
        ("255", "260", "DEU", "276", "946", "970", "KIR", "296"),
    ]
    log = Log.create(tmp_path / "g")
    with log.writing():
        log.append([Reading(article=article("a1"), reports=tuple(told))])
    assert table(b"".join(csv_of(log))) == rows


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_cells_are_no_formulas(start: str) -> None:
    rows = table(written("csv", merge([report(sentence=f"{start}cmd|'/C calc'!A0", outlet=f"{start}1+1")])))
    assert rows[0]["sentence"] == f"'{start}cmd|'/C calc'!A0"
    assert rows[0]["outlet"] == f"'{start}1+1"


def test_parquet_has_typed_columns(events: list[Event], tmp_path: Path) -> None:
    file = tmp_path / "events.parquet"
    file.write_bytes(written("parquet", events))
    query = "SELECT earliest, context, reports, score, goldstein FROM read_parquet(?) WHERE plover = 'SANCTION'"
    (found,) = duckdb.execute(query, [str(file)]).fetchall()
    assert str(found[0]) == "2021-03-17"
    assert found[1:] == ([], 2, -6.0, -4.0)
    assert duckdb.execute("SELECT count(*) FROM read_parquet(?)", [str(file)]).fetchone() == (len(events),)


def test_parquet_and_csv_tell_the_same(events: list[Event], tmp_path: Path) -> None:
    file = tmp_path / "events.parquet"
    file.write_bytes(written("parquet", events))
    relation = duckdb.execute("SELECT event, source, target, sentence FROM read_parquet(?)", [str(file)])
    expected = [(r["event"], r["source"], r["target"], r["sentence"]) for r in table(written("csv", events))]
    assert [tuple(cell or "" for cell in row) for row in relation.fetchall()] == expected


def test_jsonl_has_one_line_a_report(events: list[Event]) -> None:
    lines = [json.loads(text) for text in written("jsonl", events).decode().split("\n")[:-1]]
    assert sorted(found["id"] for found in lines) == sorted(told.id for told in reports())


# --- the event line ---------------------------------------------------------------------------------------------

KEYS = """
    doc source target plover mode context cameo cameo_root quad score goldstein date date_basis status predicate object
    sentence span confidence rule
""".split()


def test_event_line_has_its_keys_in_order() -> None:
    found = line(report(mode="withdraw", cameo="161", contexts=["diplomatic"], object="its ambassador", start=100))
    assert list(found)[: len(KEYS)] == KEYS
    assert (found["source"], found["plover"], found["mode"], found["quad"]) == ("RUS", "SANCTION", "withdraw", 4)
    assert (found["cameo"], found["cameo_root"], found["goldstein"]) == ("161", "16", -4.0)
    assert (found["span"], found["date"], found["status"]) == ([100, 135], "2021-03-17", "occurred")
    json.dumps(found)


@pytest.mark.parametrize(("day", "iso"), [("2021-03", "2021-03"), ("2021", "2021"), (None, None)])
def test_event_line_gives_the_date_as_far_as_known(day: str | None, iso: str | None) -> None:
    assert line(report(day=day))["date"] == iso


def test_event_line_takes_the_dyad_from_whom_actors_stand_for() -> None:
    ministry = actor("RUS:GOV:FM", label="Foreign Ministry", kind=ActorKind.GOVERNMENT_BODY, stands_for="RUS")
    found = line(report(ministry, "Arab League"))
    assert (found["source"], found["source_actor"], found["target"]) == ("RUS", "RUS:GOV:FM", "Arab League")


def test_event_line_fills_in_from_the_article() -> None:
    bare = report(outlet=None, published=None)
    assert line(bare)["published"] is None
    found = line(bare, article(url="https://paper.example/1"))
    assert (found["outlet"], found["published"], found["url"]) == (
        "Daily Sample",
        "2021-03-18",
        "https://paper.example/1",
    )


@pytest.mark.parametrize("read", [str, lambda text: text.encode("utf-8", "replace").decode()])
def test_hostile_text_survives_json(read: Callable[[str], str]) -> None:
    data = written("jsonl", merge([report(sentence=HOSTILE.replace("\ud800", ""))]))
    assert json.loads(data)["sentence"] == read(HOSTILE.replace("\ud800", ""))
