"""A Virtuoso server of a test's own: on free ports of 127.0.0.1, its data in a temporary folder, stopped in the end.

Install with ``apt-get install virtuoso-opensource-7-bin`` (Debian; version 7.2.5 was tried). Use as::

    with virtuoso(tmp_path) as server:
        server.load(tmp_path / "graph.nt", "https://example.org/graph")
        columns, rows = server.select("SELECT * { ?s ?p ?o } LIMIT 5", "https://example.org/graph")
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

INSTALL = "apt-get install virtuoso-opensource-7-bin"
PROGRAMS = ("virtuoso-t", "isql-vt")
MISSING = [program for program in PROGRAMS if not shutil.which(program)]
"""What is not installed of it: skip a test with :data:`INSTALL` when this is not empty."""

STARTING, ANSWERING = 300.0, 300.0
"""Seconds that the server may take to start, and to answer."""

INI = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx

[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CaseMode = 2
DirsAllowed = {allowed}
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
ThreadsPerQuery = 1
AsyncQueueMaxThreads = 2

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 4
Charset = UTF-8

[SPARQL]
ResultSetMaxRows = 10000
MaxQueryExecutionTime = 60
"""

Binding = dict[str, dict[str, str]]
"""Variable to term, as SPARQL 1.1 query results JSON has it; variables without a value are absent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server.

    Attributes:
        sql: Port of its SQL listener on 127.0.0.1.
        http: Port of its web server on 127.0.0.1.
        user: Database user with all rights.
        password: That user's password.
    """

    sql: int
    http: int
    user: str = "dba"
    password: str = "dba"  # noqa: S105 - the built-in one, behind the loopback address and for seconds

    @property
    def endpoint(self) -> str:
        """SPARQL Protocol, for queries; without a password, read-only unless :meth:`allow_updates` was called."""
        return f"http://127.0.0.1:{self.http}/sparql"

    @property
    def auth_endpoint(self) -> str:
        """SPARQL Protocol, queries and updates, with HTTP digest authentication."""
        return f"http://127.0.0.1:{self.http}/sparql-auth"

    @property
    def graph_store(self) -> str:
        """SPARQL Graph Store Protocol without a password; add ``?graph=IRI``."""
        return f"http://127.0.0.1:{self.http}/sparql-graph-crud"

    @property
    def graph_store_auth(self) -> str:
        """SPARQL Graph Store Protocol with HTTP digest authentication; add ``?graph=IRI``."""
        return f"http://127.0.0.1:{self.http}/sparql-graph-crud-auth"

    def execute(self, statements: str) -> str:
        """Run SQL statements, each with its semicolon, and return what isql prints; an error raises AssertionError."""
        command = ["isql-vt", f"127.0.0.1:{self.sql}", self.user, self.password, "VERBOSE=OFF", "BANNER=OFF"]
        done = subprocess.run(command, input=statements, capture_output=True, text=True, timeout=ANSWERING, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "*** Error" not in done.stderr + done.stdout, done.stderr + done.stdout
        return done.stdout

    def load(self, path: Path, graph: str) -> None:
        """Add an N-Triples or Turtle file, which lies in a folder allowed at the start, to a named graph."""
        # without a transaction, which could outgrow memory; 0: a syntax error stops it
        source = f"file_to_string_output('{path}')"
        self.execute(f"log_enable(2);\nDB.DBA.TTLP_MT({source}, '', '{graph}', 0);\ncheckpoint;\n")

    def allow_updates(self) -> None:
        """Let everybody who reaches :attr:`endpoint` change graphs."""
        self.execute('grant SPARQL_UPDATE to "SPARQL";\n')

    def select(self, query: str, graph: str | None = None) -> tuple[list[str], list[Binding]]:
        """Return the variables and rows of a SELECT over a named graph, or over all graphs."""
        form = {"query": query, "format": "application/sparql-results+json"}
        if graph:
            form["default-graph-uri"] = graph
        data = urllib.parse.urlencode(form).encode()
        try:
            with urllib.request.urlopen(self.endpoint, data, timeout=ANSWERING) as answer:  # noqa: S310 - our own http:
                found = json.load(answer)
        except urllib.error.HTTPError as error:
            raise AssertionError(error.read().decode("utf-8", "replace")) from None
        return found["head"]["vars"], found["results"]["bindings"]


@contextmanager
def virtuoso(folder: Path, *allowed: Path) -> Iterator[Server]:
    """Start a server, wait until it answers, and stop it in the end, whatever happens.

    Args:
        folder: An empty folder for its files; :meth:`Server.load` may read from it.
        allowed: More folders to load files from.
    """
    home = folder / "virtuoso"
    home.mkdir()
    sql, http = _free_ports(2)
    server = Server(sql=sql, http=http)
    dirs = ", ".join(str(path) for path in (folder, *allowed))
    (home / "virtuoso.ini").write_text(INI.format(folder=home, allowed=dirs, sql=sql, http=http), "utf-8")
    command = ["virtuoso-t", "+foreground", "+configfile", str(home / "virtuoso.ini")]
    process = subprocess.Popen(command, cwd=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _await(server, process, home / "virtuoso.log")
        yield server
    finally:
        process.kill()  # its files are thrown away: nothing needs a checkpoint
        process.wait(ANSWERING)


def _await(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + STARTING
    while time.monotonic() < end and process.poll() is None:
        try:
            server.select("SELECT ?s { ?s a <urn:nothing> }")
        except (AssertionError, OSError):
            time.sleep(0.2)
        else:
            return
    told = log.read_text("utf-8", "replace")[-2000:] if log.exists() else "it wrote no log"
    raise AssertionError(f"Virtuoso does not answer:\n{told}")


def _free_ports(count: int) -> list[int]:
    with_ports = [socket.socket() for _ in range(count)]
    for listener in with_ports:
        listener.bind(("127.0.0.1", 0))
    ports = [int(listener.getsockname()[1]) for listener in with_ports]
    for listener in with_ports:
        listener.close()
    return ports
