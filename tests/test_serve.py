"""The endpoint, asked by curl, SPARQLWrapper and by hand."""

from __future__ import annotations

import http.client
import json
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest

from kg.serve import explorer, follow
from kg.serve.explorer import Explorer
from kg.serve.negotiate import GRAPHS, RESULTS, choose
from kg.serve.pool import Pool
from kg.sparql.index import ensure
from kg.store import Log, Reading
from tests.builders import article, report

ASK = "ASK { actor:RUS rel:sanction actor:USA }"
SELECT = "SELECT ?who { ?who rel:sanction ?whom }"
CONSTRUCT = "CONSTRUCT { ?who rel:sanction ?whom } WHERE { ?who rel:sanction ?whom }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"
LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f }"


T = TypeVar("T")
PATIENCE = 300  # seconds until a hung server is called hung; nothing is judged by how soon it answers


def until(answer: Callable[[], T | None]) -> T:
    """Ask again until there is an answer: a busy machine is no fault of the server."""
    for _ in range(20 * PATIENCE):
        if found := answer():
            return found
        time.sleep(0.05)
    raise AssertionError(f"nothing after {PATIENCE} seconds")


def listening(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


@dataclass(frozen=True)
class Served:
    port: int
    graph: Path

    def ask(
        self, path: str, *, method: str = "GET", body: str | bytes | None = None, **headers: str
    ) -> tuple[http.client.HTTPResponse, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body=body, headers=named)
        answer = connection.getresponse()
        found = answer.read()
        connection.close()
        return answer, found

    def query(self, text: str, accept: str = "*/*") -> tuple[http.client.HTTPResponse, bytes]:
        return self.ask(f"/sparql?query={quote(text)}", Accept=accept)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """``kg serve`` as a user starts it, with tight limits."""
    graph = tmp_path_factory.mktemp("served") / "g"
    log = Log.create(graph)
    with log.writing():
        log.append([Reading(article=article("a1"), reports=(report(), report("USA", "RUS", "ACCUSE", start=50)))])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "kg", "serve", "-g", str(graph), "--port", str(port), "--timeout", "2"]
    process = subprocess.Popen([*command, "--max-size", "1"], stderr=subprocess.PIPE, text=True)
    try:
        until(lambda: listening(port) or process.poll() is not None)
        yield Served(port, graph)
    finally:
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=PATIENCE)
        assert f"http://127.0.0.1:{port}/sparql" in told
        assert "Traceback" not in told


def test_rows_in_every_form(served: Served) -> None:
    for media in RESULTS:
        answer, body = served.query(SELECT, media)
        assert (answer.status, answer.headers.get_content_type()) == (200, media)
        assert b"id/actor/RUS" in body
    assert json.loads(served.query(ASK)[1])["boolean"] is True


def test_triples_in_every_form(served: Served) -> None:
    expected = set(ox.parse(served.query(CONSTRUCT, "application/n-triples")[1], format=ox.RdfFormat.N_TRIPLES))
    assert len(expected) == 1
    for media, name in GRAPHS.items():
        answer, body = served.query(CONSTRUCT, media)
        assert (answer.status, answer.headers.get_content_type()) == (200, media)
        assert set(ox.parse(body, format=getattr(ox.RdfFormat, name))) == expected
    assert served.query("DESCRIBE actor:RUS")[0].headers.get_content_type() == "text/turtle"


def test_what_cannot_be_had_is_refused_with_what_can(served: Served) -> None:
    answer, body = served.query(SELECT, "image/png")
    assert (answer.status, b"text/csv" in body) == (406, True)


def test_three_ways_to_ask(served: Served) -> None:
    found = [
        served.query(ASK)[1],
        served.ask("/sparql", method="POST", body=ASK, Content_Type="application/sparql-query")[1],
        served.ask(
            "/sparql",
            method="POST",
            body=urlencode({"query": ASK}),
            Content_Type="application/x-www-form-urlencoded; charset=UTF-8",
        )[1],
    ]
    assert [json.loads(body)["boolean"] for body in found] == [True, True, True]


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("SELECT ?x {", 400, "line 1"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }", 400, "SERVICE is refused"),
        ("LOAD <http://127.0.0.1:1/>", 400, "LOAD is refused"),
        ("DELETE WHERE { ?a ?b ?c }", 400, "DELETE is refused"),
        ("INSERT DATA { <a:b> <a:b> <a:b> }", 400, "INSERT is refused"),
    ],
)
def test_what_may_not_be_asked(served: Served, query: str, status: int, said: str) -> None:
    answer, body = served.query(query)
    assert (answer.status, said in body.decode()) == (status, True)


@pytest.mark.parametrize(
    ("method", "path", "body", "media", "status"),
    [
        ("POST", "/sparql", "DELETE WHERE { ?a ?b ?c }", "application/sparql-update", 403),
        ("POST", "/sparql", "update=CLEAR+ALL", "application/x-www-form-urlencoded", 403),
        ("GET", "/sparql?update=CLEAR+ALL", None, "", 403),
        ("POST", "/sparql", ASK, "text/plain", 415),
        ("POST", "/sparql", "", "application/x-www-form-urlencoded", 400),
        ("POST", "/sparql", b"\xff", "application/sparql-query", 400),
        ("POST", "/sparql", "x" * 1_000_001, "application/sparql-query", 413),
        ("GET", f"/sparql?query={quote(ASK)}&query={quote(ASK)}", None, "", 400),
        ("GET", f"/sparql?query={quote(ASK)}&default-graph-uri=a:b", None, "", 400),
        ("PUT", "/sparql", ASK, "application/sparql-query", 405),
        ("DELETE", "/sparql", None, "", 405),
        ("GET", "/../irkg.json", None, "", 404),
    ],
)
def test_requests_that_are_wrong(
    served: Served, method: str, path: str, body: str | bytes | None, media: str, status: int
) -> None:
    answer, _ = served.ask(path, method=method, body=body, Content_Type=media)
    assert answer.status == status


def test_a_query_that_takes_too_long_is_ended_and_others_are_answered(served: Served) -> None:
    answer, body = served.query(ENDLESS)
    assert (answer.status, b"longer than 2 seconds" in body) == (503, True)
    assert served.query(ASK)[0].status == 200


def test_an_answer_that_is_too_large_is_no_answer(served: Served) -> None:
    answer, body = served.query(LARGE)
    assert (answer.status, b"LIMIT" in body) == (413, True)
    assert served.query(ASK)[0].status == 200


@pytest.mark.parametrize(("host", "status"), [("127.0.0.1", 200), ("localhost", 200), ("evil.example", 400)])
def test_other_names_of_this_machine_are_refused(served: Served, host: str, status: int) -> None:
    answer, _ = served.ask(f"/sparql?query={quote(ASK)}", Host=f"{host}:{served.port}")
    assert answer.status == status
    assert answer.headers.get("Access-Control-Allow-Origin") is None


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://127.0.0.1:{port}"}, 200),
        ({"Origin": "http://localhost:{port}"}, 403),
        ({"Origin": "https://example.org"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://[::1"}, 403),
        ({"Sec_Fetch_Site": "same-origin", "Origin": "http://127.0.0.1:{port}"}, 200),
        ({"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors"}, 403),
        ({"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate"}, 403),
        ({"Sec_Fetch_Site": "none", "Sec_Fetch_Mode": "navigate"}, 200),
    ],
)
def test_pages_of_other_origins_are_refused(served: Served, headers: dict[str, str], status: int) -> None:
    named = {name: value.format(port=served.port) for name, value in headers.items()}
    answer, _ = served.ask("/sparql?query=ASK%7B%7D", **named)
    assert answer.status == status


def test_a_link_from_elsewhere_may_lead_to_the_page(served: Served) -> None:
    answer, _ = served.ask("/", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate")
    assert answer.status == 200


@pytest.mark.parametrize("path", ["/", "/sparql", "/sparql?query=ASK%7B%7D", "/queries.json", "/ask.js"])
def test_head_is_get_without_the_body(served: Served, path: str) -> None:
    got, _ = served.ask(path)
    answer, body = served.ask(path, method="HEAD")
    assert (answer.status, body) == (200, b"")
    assert answer.getheader("Content-Type") == got.getheader("Content-Type")
    assert answer.getheader("Content-Length") == got.getheader("Content-Length")


def test_a_client_that_leaves_is_no_error(served: Served) -> None:
    for _ in range(3):  # the log is looked at when the server ends
        with socket.create_connection(("127.0.0.1", served.port)) as leaving:
            leaving.sendall(b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n")
            leaving.sendall(b"Content-Length: 100\r\n\r\nASK")
    assert served.query("ASK {}")[0].status == 200


def test_the_service_description(served: Served) -> None:
    answer, body = served.ask("/sparql", Accept="text/turtle")
    store = ox.Store()
    store.load(body, format=ox.RdfFormat.TURTLE)
    assert answer.status == 200
    assert store.query(
        "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> ASK { ?s sd:endpoint ?s ; "
        "sd:supportedLanguage sd:SPARQL11Query ; sd:defaultDataset/sd:defaultGraph ?g }"
    )
    assert served.ask("/sparql", Accept="application/rdf+xml")[0].headers.get_content_type() == "application/rdf+xml"
    assert served.ask("/sparql", Accept="text/html,*/*;q=0.8")[0].headers.get_content_type() == "text/html"


def test_the_page_needs_nothing_from_elsewhere(served: Served) -> None:
    answer, body = served.ask("/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert b"://" not in body
    for path in ("/ask.js", "/ask.css"):
        found, text = served.ask(path)
        assert (found.status, found.headers["X-Content-Type-Options"]) == (200, "nosniff")
        assert b"http://" not in text


def test_named_questions_with_their_parameters(served: Served) -> None:
    names = {query["name"] for query in json.loads(served.ask("/queries.json")[1])}
    assert "sanctions" in names
    answer, body = served.ask("/queries/sanctions?year=2021")
    assert answer.status == 200
    assert b"2021-03-17" in served.query(body.decode(), "text/csv")[1]
    assert served.ask("/queries/sanctions?year=then")[0].status == 400
    assert served.ask("/queries/none")[0].status == 400


def waited_for(served: Served) -> bytes:
    def made() -> bytes | None:
        answer, body = served.ask("/explorer")
        assert answer.status == 200 or (answer.status, answer.getheader("Retry-After")) == (503, "3")
        return body if answer.status == 200 else None

    return until(made)


def test_the_explorer_is_made_when_asked_for(served: Served) -> None:
    assert b"content-security-policy" in waited_for(served).lower()
    assert not (served.graph / "page.html").exists()  # the graph is only read


def test_a_page_in_the_graph_directory_goes_before(served: Served) -> None:
    page = served.graph / "page.html"
    page.write_text("<!doctype html><title>x</title>")
    answer, body = served.ask("/explorer")
    page.unlink()
    assert (answer.status, body) == (200, b"<!doctype html><title>x</title>")


def test_a_page_of_too_large_a_graph_is_refused_with_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = Log.create(tmp_path / "g")
    with log.writing():
        log.append([Reading(article=article("a1"), reports=(report(),))])
    monkeypatch.setattr(explorer, "MOST", 0)
    asked = Explorer(tmp_path / "g")
    assert asked.answer().soon
    until(lambda: not asked.answer().soon)
    assert "kg view --from" in asked.answer().reason


def test_sparqlwrapper(served: Served) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(f"http://127.0.0.1:{served.port}/sparql")
    for method in (wrapper.GET, wrapper.POST):
        client.setMethod(method)
        client.setQuery(SELECT)
        client.setReturnFormat(wrapper.JSON)
        found = client.query().convert()
        assert [row["who"]["value"].rpartition("/")[2] for row in found["results"]["bindings"]] == ["RUS"]
    client.setQuery(CONSTRUCT)
    client.setReturnFormat(wrapper.TURTLE)
    assert b"rel#sanction" in client.query().convert()


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
def test_curl(served: Served) -> None:
    url = f"http://127.0.0.1:{served.port}/sparql"
    for way in (["--get"], []):
        command = ["curl", "-sS", "-f", *way, "-H", "Accept: text/csv", url, "--data-urlencode", f"query={SELECT}"]
        assert b"actor/RUS" in subprocess.run(command, check=True, capture_output=True).stdout


def test_it_follows_the_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = Log.create(tmp_path / "g")
    with log.writing():
        log.append([Reading(article=article("a1"), reports=(report(),))])
    monkeypatch.setattr(follow, "EVERY", 0.0)
    following = follow.Following(log.directory, ensure(log))
    pool = Pool(following.store, workers=1, timeout=PATIENCE, memory=8192, limit=1000)
    question = "ASK { actor:IRN rel:sanction actor:IRQ }"
    try:
        assert json.loads(pool.ask(question, "").body)["boolean"] is False
        with log.writing():
            log.append([Reading(article=article("b2"), reports=(report("IRN", "IRQ", article="b2"),))])
        until(lambda: json.loads(pool.ask(question, "").body)["boolean"])
    finally:
        pool.close()


def test_when_it_cannot_follow_it_says_so_once_and_answers_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    log = Log.create(tmp_path / "g")
    with log.writing():
        log.append([Reading(article=article("a1"), reports=(report(),))])
    monkeypatch.setattr(follow, "EVERY", 0.0)
    following = follow.Following(log.directory, store := ensure(log))
    (log.directory / "irkg.json").write_text("{")
    for _ in range(20):
        assert following.store() == store
        time.sleep(0.01)
    assert capfd.readouterr().err.count("answers come from the graph as it was") == 1


def test_a_port_that_is_taken_is_told(served: Served) -> None:
    command = [sys.executable, "-m", "kg", "serve", "-g", str(served.graph), "--port", str(served.port)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 1
    assert "--port" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("text/turtle;q=0.1, application/ld+json;q=0.5", "application/ld+json"),
        ("application/*;q=0.8, text/turtle;q=0.7", "application/n-triples"),
        ("text/turtle;q=0, */*;q=0.1", "application/n-triples"),
        ("text/turtle;q=nonsense", None),
        ("image/png", None),
    ],
)
def test_the_form_that_fits_best(accept: str, expected: str | None) -> None:
    assert choose(accept, list(GRAPHS)) == expected
