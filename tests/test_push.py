"""Loading a graph into a server of others.

The last tests need Virtuoso: apt-get install virtuoso-opensource-7-bin
"""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest

from kg.base.errors import GraphError, UsageError
from kg.sparql import push as pushing
from kg.sparql.portions import triples
from kg.sparql.push import Protocol, Target, push
from kg.store import Log, Reading
from tests.builders import article, report
from tests.virtuoso import INSTALL, MISSING, virtuoso

GRAPH = "https://example.org/graph"


@dataclass
class Fake:
    """A server that keeps what it is sent, and fails when told to."""

    store: ox.Store = field(default_factory=ox.Store)
    requests: int = 0
    failing: set[int] = field(default_factory=set)  # numbers of requests to answer with 500
    refusing: int = 0  # a status for all requests
    password: str | None = None
    port: int = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/data"

    def count(self) -> int:
        return len(list(self.store.quads_for_pattern(None, None, None, ox.NamedNode(GRAPH))))


class Handler(BaseHTTPRequestHandler):
    fake: Fake

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        if self.stopped():
            return
        if self.headers["Content-Type"] == "application/sparql-update":
            self.fake.store.update(body.decode())
        else:
            self.fake.store.load(body, format=ox.RdfFormat.N_TRIPLES, to_graph=self.graph())
        self.answer(204)

    def do_DELETE(self) -> None:
        if not self.stopped():
            known = self.fake.store.contains_named_graph(self.graph())
            self.fake.store.remove_graph(self.graph())
            self.answer(204 if known else 404)

    def graph(self) -> ox.NamedNode:
        return ox.NamedNode(parse_qs(urlsplit(self.path).query)["graph"][0])

    def stopped(self) -> bool:
        self.fake.requests += 1
        wanted = self.fake.password and "Basic " + base64.b64encode(f"me:{self.fake.password}".encode()).decode()
        if wanted and self.headers["Authorization"] != wanted:
            self.answer(401, b"who are you", authenticate='Basic realm="r"')
        elif self.fake.refusing:
            self.answer(self.fake.refusing, b"not here\nat all")
        elif self.fake.requests in self.fake.failing:
            self.answer(500, b"out of space")
        else:
            return False
        return True

    def answer(self, status: int, body: bytes = b"", authenticate: str | None = None) -> None:
        self.send_response(status)
        if authenticate:
            self.send_header("WWW-Authenticate", authenticate)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving() -> Iterator[Fake]:
    """A server that keeps what it is sent."""
    made = Fake()
    server = HTTPServer(("127.0.0.1", 0), type("Mine", (Handler,), {"fake": made}))
    made.port = server.server_port
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[Fake]:
    monkeypatch.setattr(pushing, "PAUSES", (0.0, 0.0))
    with serving() as made:
        yield made


@pytest.fixture
def log(tmp_path: Path) -> Log:
    log = Log.create(tmp_path / "g")
    told = tuple(
        report(day=f"2021-03-{n:02}", start=n * 100, sentence='He said "no" \\ 日本\n.') for n in range(1, 20, 3)
    )
    with log.writing():
        log.append([Reading(article=article("a1"), reports=told)])
    return log


def target(fake: Fake, protocol: Protocol = Protocol.UPDATE, user: str | None = None, password: str = "") -> Target:
    return Target.of(fake.address, GRAPH, protocol, user, password)


def expected(log: Log) -> set[str]:
    return {f"{s} {p} {o}" for s, p, o in triples(log)}


def there(fake: Fake) -> set[str]:
    quads = fake.store.quads_for_pattern(None, None, None, ox.NamedNode(GRAPH))
    return {f"{q.subject} {q.predicate} {q.object}" for q in quads}


@pytest.mark.parametrize("protocol", list(Protocol))
def test_everything_arrives_and_a_second_time_nothing_is_sent(log: Log, fake: Fake, protocol: Protocol) -> None:
    sent, before = push(log, target(fake, protocol))
    assert before == 0
    assert expected(log) <= there(fake)
    requests = fake.requests
    assert requests == -(-sent // pushing.BATCH)
    assert push(log, target(fake, protocol)) == (0, sent)
    assert fake.requests == requests


@pytest.mark.parametrize("protocol", list(Protocol))
def test_an_interrupted_push_goes_on_where_it_was(log: Log, fake: Fake, protocol: Protocol) -> None:
    fake.failing = {3, 4, 5}  # the third batch, and both times that it is tried again
    with pytest.raises(GraphError, match=r"answered 500 .*out of space; 2,000 triples are there, the same command, w"):
        push(log, target(fake, protocol))
    sent, before = push(log, target(fake, protocol))
    assert before == 2 * pushing.BATCH
    assert expected(log) <= there(fake)
    whole = fake.count()
    assert push(log, target(fake, protocol), replace=True) == (sent + before, 0)
    assert fake.count() == whole


def test_a_moment_of_weakness_is_forgiven(log: Log, fake: Fake) -> None:
    fake.failing = {2}
    push(log, target(fake))
    assert expected(log) <= there(fake)


def test_what_was_lost_on_the_way_does_no_harm(log: Log, fake: Fake) -> None:
    push(log, target(fake))
    whole = there(fake)
    for path in (log.directory / "push").iterdir():  # as if the last answer had never come
        told = json.loads(path.read_text())
        path.write_text(json.dumps(told | {"lines": told["lines"] - 1500}))
    assert push(log, target(fake))[0] == 1500
    assert there(fake) == whole


def test_every_triple_is_sent_once(log: Log, fake: Fake) -> None:
    sent, _ = push(log, target(fake))
    assert sent == fake.count()


def test_a_place_in_the_order_of_an_earlier_kg_counts_for_nothing(log: Log, fake: Fake) -> None:
    push(log, target(fake))
    whole = there(fake)
    (path,) = (log.directory / "push").iterdir()
    told = json.loads(path.read_text())
    path.write_text(json.dumps({"graph": told["graph"], "sent": told["lines"] - 1}))
    assert push(log, target(fake)) == (told["lines"], 0)
    assert there(fake) == whole


@pytest.mark.parametrize("noted", [0.0, 1000.0])
def test_how_far_it_got_is_written_down_now_and_then_and_in_the_end(
    log: Log, fake: Fake, noted: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pushing, "NOTED", noted)
    seen: list[int] = []

    def told(done: int) -> None:
        files = [json.loads(path.read_text())["lines"] for path in log.directory.glob("push/*.json")]
        seen.append(done - max(files, default=0))

    sent, _ = push(log, target(fake), progress=told)
    assert seen[1] == (0 if noted == 0 else 2 * pushing.BATCH)
    (path,) = (log.directory / "push").iterdir()
    assert json.loads(path.read_text())["lines"] == sent


def test_a_graph_that_has_grown_is_sent_again(log: Log, fake: Fake) -> None:
    push(log, target(fake))
    with log.writing():
        log.append([Reading(article=article("b2"), reports=(report("IRN", "IRQ", article="b2"),))])
    assert push(log, target(fake))[1] == 0
    assert expected(log) <= there(fake)


@pytest.mark.parametrize("protocol", list(Protocol))
def test_replacing_removes_what_else_was_there(log: Log, fake: Fake, protocol: Protocol) -> None:
    old = ox.Quad(ox.NamedNode("a:a"), ox.NamedNode("a:b"), ox.NamedNode("a:c"), ox.NamedNode(GRAPH))
    push(log, target(fake, protocol), replace=True)
    whole = there(fake)
    fake.store.add(old)
    push(log, target(fake, protocol), replace=True)
    assert there(fake) == whole


def test_a_refusal_is_told_at_once(log: Log, fake: Fake) -> None:
    fake.refusing = 403
    with pytest.raises(GraphError, match=r"answered 403 Forbidden: not here; 0 triples"):
        push(log, target(fake))
    assert fake.requests == 1


def test_a_redirect_is_not_followed(log: Log, fake: Fake) -> None:
    fake.refusing = 307
    with pytest.raises(GraphError, match="answered 307"):
        push(log, target(fake))


def test_a_server_that_is_down(log: Log, fake: Fake) -> None:
    down = Target.of("http://me:secret@127.0.0.1:1/sparql?key=secret", GRAPH, Protocol.UPDATE, None, "")
    with pytest.raises(GraphError, match=r"http://127\.0\.0\.1:1/sparql cannot be reached") as told:
        push(log, down)
    assert "secret" not in str(told.value)
    del fake


def test_names_and_passwords_are_used_and_written_nowhere(log: Log, fake: Fake) -> None:
    fake.password = "secret"  # noqa: S105 - of the fake
    push(log, target(fake, user="me", password="secret"))  # noqa: S106 - of the fake
    assert expected(log) <= there(fake)
    assert not [path for path in log.directory.rglob("*") if path.is_file() and b"secret" in path.read_bytes()]
    with pytest.raises(GraphError, match="answered 401"):
        push(log, target(fake, user="me", password="guess"), replace=True)  # noqa: S106 - of the fake


@pytest.mark.parametrize(
    ("endpoint", "graph", "said"),
    [
        ("127.0.0.1:8890", GRAPH, "web address"),
        ("file:///etc/passwd", GRAPH, "web address"),
        ("http:///x", GRAPH, "web address"),
        ("http://h/", "no iri", "no IRI"),
        ("http://h/", "a:b> } } ; DROP ALL #", "no IRI"),
    ],
)
def test_what_is_no_target(endpoint: str, graph: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        Target.of(endpoint, graph, Protocol.UPDATE, None, "")


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://me:secret@[::1/x",
        "http://me:secret@host:port/x",
        "http://me:sec/ret@host/x",
        "http://me:secret@host\x00/x",
        "http://me:secret@ho st/x",
        "http://me:secret@/x",
        "ftp://me:secret@host/x",
        "http://me:12/secret@host",
    ],
)
def test_an_address_that_is_none_is_told_without_its_password(endpoint: str) -> None:
    with pytest.raises(UsageError) as told:
        Target.of(endpoint, GRAPH, Protocol.UPDATE, None, "")
    assert "sec" not in str(told.value)


def test_a_password_in_an_address_may_be_escaped() -> None:
    target = Target.of("http://me:a%2Fb%40c@host/x", GRAPH, Protocol.UPDATE, None, "")
    assert (target.endpoint, target.user, target.password) == ("http://host/x", "me", "a/b@c")


@pytest.mark.external
@pytest.mark.skipif(bool(MISSING), reason=INSTALL)
def test_virtuoso(log: Log, tmp_path: Path) -> None:
    with virtuoso(tmp_path) as server:
        ways = {
            Protocol.UPDATE: f"http://dba:dba@127.0.0.1:{server.http}/sparql-auth",
            Protocol.GRAPH_STORE: f"http://dba:dba@127.0.0.1:{server.http}/sparql-graph-crud-auth",
        }
        for protocol, address in ways.items():
            graph = f"{GRAPH}/{protocol}"
            where = Target.of(address, graph, protocol, None, "")
            for _ in range(2):  # the second time into what is there
                push(log, where, replace=protocol is Protocol.UPDATE)
            _, rows = server.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", graph)
            mine = Target.of(address, f"{graph}/2", protocol, None, "")
            sent, _ = push(log, mine)
            assert 0 < int(rows[0]["n"]["value"]) <= sent
            _, found = server.select("SELECT ?e { ?e a <https://w3id.org/irkg/ns#Event> }", graph)
            assert len(found) == 7
