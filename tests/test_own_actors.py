"""A user's own actor table: listed, looked up, added to, checked, and brought up to date from a service of our own."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest

from kg.base.errors import ReadError
from kg.cli import main
from kg.corpus import wikidata
from kg.lexicon import load_actors

Kg = Callable[..., tuple[int, str, str]]
TERMS = [
    ("POL", "foreign minister", "", "Q9001", "Jan Nowy", "2026-03-02", None),
    ("NOR", "head of government", "Prime Minister of Norway", "Q9002", "Kari Ny", "2026-02-01", "2026-07-01"),
    ("NOR", "head of government", "Prime Minister of Norway", "Q9003", "Ola Nyere", "2026-07-01", None),
    ("DEU", "defence minister", "", "Q9004", "Eva Neu", "2026-05-05", None),
    ("XXZ", "head of state", "President of Nowhere", "Q9005", "Nobody", "2026-05-05", None),
    ("FRA", "head of state", "President of France", "Q9006", "Q9006", "2026-05-05", None),  # without a name
    ("FRA", "head of state", "President of France", "Q3052772", "Emmanuel Macron", "2017-05-14", None),
]


def answer(terms: list[tuple[str, str, str, str, str, str, str | None]]) -> bytes:
    """As the SPARQL protocol has it."""
    rows = []
    for state, office, role, item, name, start, end in terms:
        values = {"state": state, "office": office, "personLabel": name, "start": f"{start}T00:00:00Z"}
        values |= {"role": role} if role else {}
        values |= {"end": f"{end}T00:00:00Z"} if end else {}
        row = {key: {"type": "literal", "value": value} for key, value in values.items()}
        rows.append(row | {"person": {"type": "uri", "value": f"http://www.wikidata.org/entity/{item}"}})
    return json.dumps({"head": {"vars": []}, "results": {"bindings": rows}}).encode()


class Service(BaseHTTPRequestHandler):
    """Answers with what the test says, and keeps what it was asked."""

    asked: ClassVar[list[str]] = []
    said: ClassVar[tuple[int, str, bytes]] = (200, wikidata.MEDIA, b"")

    def do_GET(self) -> None:
        self.asked.append(parse_qs(urlsplit(self.path).query)["query"][0])
        status, media, body = self.said
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def endpoint() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Service)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    Service.asked.clear()
    Service.said = (200, wikidata.MEDIA, answer(TERMS))
    yield f"http://127.0.0.1:{server.server_port}/sparql"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Kg:
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(("actors", *arguments))
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return run


def cells(out: str) -> list[list[str]]:
    return [line.split("\t") for line in out.splitlines()[1:]]


def test_an_actor_is_added_listed_looked_up_and_counts(kg: Kg) -> None:
    made = ("add", "Ruritania", "Ruritania", "Kingdom of Ruritania", "--kind", "state", "--country", "Ruritania")
    assert kg(*made)[0] == 0
    assert kg("add", "person/rudolf", "Rudolf Elphberg", "--country", "Ruritania", "--role", "king")[0] == 0
    assert [row[0] for row in cells(kg("list")[1])] == ["Ruritania", "person/rudolf"]
    assert cells(kg("lookup", "kingdom of ruritania")[1])[0][:3] == ["Ruritania", "Ruritania", "state"]
    assert kg("lookup", "Kingdom of Ruritania")[1].rstrip().endswith("actors.tsv:2")
    assert load_actors(Path("actors.tsv")).actor("person/rudolf").stands_for == "Ruritania"
    assert [row["id"] for row in json.loads(kg("list", "Elphberg", "--json")[1])] == ["person/rudolf"]


def test_the_same_actor_added_twice_is_there_once(kg: Kg) -> None:
    words = ("add", "xx:front", "Gulf Front", "--kind", "armed-group", "--country", "OMN")
    assert [kg(*words)[0], kg(*words)[0]] == [0, 0]
    assert "is there already" in kg(*words)[2]
    assert Path("actors.tsv").read_text().count("xx:front") == 1


def test_ours_are_listed_and_looked_up_without_a_table(kg: Kg) -> None:
    assert [row[0] for row in cells(kg("list", "Vladimir Putin", "-n", "2")[1])] == ["person/vladimir-putin"] * 2
    assert "more; -n shows more" in kg("list", "a", "-n", "1")[2]
    roles = [row[4] for row in cells(kg("lookup", "Vladimir Putin", "--date", "2010-01-01")[1])]
    assert roles == ["prime minister"]
    code, _, err = kg("lookup", "Kremln")
    assert (code, "did you mean Kremlin" in err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "x"), "give an id and at least one name"),
        (("add", "x", "X", "--kind", "sate"), "unknown kind 'sate'"),
        (("add", "x", "X", "--start", "soon"), "--start 'soon' is no date; write it as"),
        (("add", "x", "X\tY"), "a tab or line end"),
        (("check",), "no such actor table"),
        (("lookup",), "give the name"),
        (("add", "person/x", "X", "--country", "DUE"), "no actor has the id 'DUE'; did you mean DEU"),
        (
            ("add", "person/x", "X", "--country", "Ruritania"),
            "no actor has the id 'Ruritania'; give it a row of its own",
        ),
        (("update",), "whom to ask? kg actors update --from wikidata"),
        (("update", "--from", "wikidta"), "did you mean wikidata"),
        (("lst",), "did you mean list"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(kg: Kg, arguments: tuple[str, ...], said: str) -> None:
    code, _, err = kg(*arguments)
    assert (code, said in err, "Traceback" in err) == (2, True, False), err
    assert not Path("actors.tsv").exists()


def test_check_tells_problems_and_what_the_table_takes_over(kg: Kg) -> None:
    kg("add", "Ruritania", "Ruritania", "Moscow", "--kind", "state")
    code, _, err = kg("check")
    assert code == 0
    assert "'Moscow' meant RUS; it now means Ruritania" in err
    with Path("actors.tsv").open("a") as file:
        file.write("# a remark\nx\tX\tsate\n")
    code, _, err = kg("check")
    assert (code, "actors.tsv:4: kind: unknown kind 'sate'" in err) == (2, True)


def test_check_tells_a_country_that_nobody_is(kg: Kg) -> None:
    kg("add", "person/x", "X", "--country", "DEU")
    Path("actors.tsv").write_text(Path("actors.tsv").read_text().replace("DEU", "GER"))
    code, _, err = kg("check")
    assert (code, "actors.tsv:2: country: no actor has the id 'GER'" in err) == (2, True)


@pytest.mark.parametrize(
    ("option", "written", "cell"),
    [("--start", "2026", "2026"), ("--start", "18 March 2026", "2026-03-18"), ("--end", "May 2026", "2026-05-31")],
)
def test_days_of_a_row_may_be_written_as_everywhere(kg: Kg, option: str, written: str, cell: str) -> None:
    assert json.loads(kg("add", "person/x", "X", option, written, "--json")[1])[0][option[2:]] == cell


def test_an_update_shows_the_difference_and_writes_it_when_told(kg: Kg, endpoint: str) -> None:
    asking = ("update", "--from", "wikidata", "--endpoint", endpoint, "--allow-private")
    code, out, err = kg(*asking)
    assert code == 0
    assert [row[:4] for row in cells(out)] == [
        ["add", "POL", "foreign minister", "Jan Nowy"],
        ["add", "NOR", "prime minister", "Kari Ny"],
        ["add", "NOR", "prime minister", "Ola Nyere"],
        ["add", "DEU", "defence minister", "Eva Neu"],
    ]
    assert "4 of 6 terms are new; --write" in err
    assert not Path("actors.tsv").exists()
    assert kg(*asking, "--write")[0] == 0
    known = load_actors(Path("actors.tsv"))
    assert known.actor("person/kari-ny", date(2026, 5, 1)).role == "prime minister"
    assert not any(row.covers(date(2026, 8, 1)) for row in known.by_id["person/kari-ny"])
    assert known.by_id["person/jan-nowy"][0].wikidata == "Q9001"
    assert kg("check")[0] == 0
    assert cells(kg(*asking)[1]) == []  # nothing is new any more


def test_the_question_is_sparql_that_an_engine_understands(kg: Kg, endpoint: str) -> None:
    kg("update", "--from", "wikidata", "--endpoint", endpoint, "--allow-private", "--since", "2026-04-01")
    (asked,) = Service.asked
    assert '"2026-04-01T00:00:00Z"^^xsd:dateTime' in asked
    names = (
        ("wd", "entity/"),
        ("wdt", "prop/direct/"),
        ("p", "prop/"),
        ("ps", "prop/statement/"),
        ("pq", "prop/qualifier/"),
    )
    known = {name: f"http://www.wikidata.org/{path}" for name, path in names}
    known |= {"wikibase": "http://wikiba.se/ontology#", "bd": "http://www.bigdata.com/rdf#"}
    known |= {"rdfs": "http://www.w3.org/2000/01/rdf-schema#", "xsd": "http://www.w3.org/2001/XMLSchema#"}
    local = asked.replace('SERVICE wikibase:label { bd:serviceParam wikibase:language "en" . }', "")
    assert not list(ox.Store().query(local, prefixes=known))  # type: ignore[arg-type]  # rows, of none


def test_a_term_that_ended_gets_its_end_and_hand_made_rows_stay(kg: Kg, endpoint: str) -> None:
    asking = ("update", "--from", "wikidata", "--endpoint", endpoint, "--allow-private", "--write")
    kg("add", "person/my-minister", "My Minister", "--country", "DEU", "--role", "defence minister", "--start", "2026")
    kg(*asking)
    before = [line for line in Path("actors.tsv").read_text().splitlines() if "by hand" in line]
    assert "eva-neu" not in Path("actors.tsv").read_text()
    terms = [(*term[:6], "2026-09-09") if term[4] == "Jan Nowy" else term for term in TERMS]
    Service.said = (200, wikidata.MEDIA, answer(terms))
    changes = cells(kg(*asking)[1])
    assert [row[0] for row in changes] == ["end", "left alone"]
    assert changes[1][3] == "Eva Neu"
    assert changes[1][7] == "actors.tsv:2"
    text = Path("actors.tsv").read_text()
    assert "2026-03-02\t2026-09-09\tQ9001" in text
    assert [line for line in text.splitlines() if "by hand" in line] == before


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ((500, wikidata.MEDIA, b""), "answers 500"),
        ((200, "text/html", b"<p>busy"), "text/html, not application/sparql-results"),
        ((200, wikidata.MEDIA, b"{}"), "no results of a query"),
        ((200, wikidata.MEDIA, b"[" * 100_000), "no results of a query"),
        ((200, wikidata.MEDIA, b'{"results": {"bindings": [{"person": 3}]}}'), "no results of a query"),
    ],
)
def test_a_service_that_answers_badly_changes_nothing(
    kg: Kg, endpoint: str, said: tuple[int, str, bytes], told: str
) -> None:
    Service.said = said
    code, _, err = kg("update", "--from", "wikidata", "--endpoint", endpoint, "--allow-private", "--write")
    assert (code, told in err, "Traceback" in err) == (1, True, False), err
    assert not Path("actors.tsv").exists()


def test_nobody_is_asked_within_the_network_unless_told(endpoint: str) -> None:
    with pytest.raises(ReadError, match="--allow-private"):
        wikidata.office_holders(date(2026, 1, 1), endpoint=endpoint)
    assert not Service.asked


def test_a_password_of_the_endpoint_is_not_told(kg: Kg) -> None:
    code, _, err = kg("update", "--from", "wikidata", "--endpoint", "http://me:s3cret@127.0.0.1:1/", "--allow-private")
    assert code == 1
    assert "asking http://***@127.0.0.1:1/" in err
    assert "s3cret" not in err
