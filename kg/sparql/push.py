"""Loading a graph into any SPARQL 1.1 server: in small batches, so that it can be interrupted and go on.

A batch adds triples to one named graph; adding what is there changes nothing, so that a batch sent twice does no harm.
How far it got is written down in the graph directory, without names and passwords.
"""

from __future__ import annotations

import http.client
import json
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

from kg.base.errors import GraphError, UsageError
from kg.base.files import write_whole
from kg.base.ids import digest
from kg.sparql.described_statements import statements
from kg.store import Log
from kg.store.state import made_of
from ontology import iris

BATCH = 1000
"""Triples a request: Virtuoso 7.2.5 refuses INSERT DATA with 5,000."""

NAMED_GRAPH = f"{iris.ID}graph/irkg"
PAUSES = (0.5, 2.0)
"""Seconds before a request that failed is tried again."""

TIMEOUT = 120.0
NOTED = 1.0
"""Seconds after which it is written down again how far it got; what is sent twice after a kill does no harm."""

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_ADDRESS = re.compile(r"[^\s\x00-\x20\x7f<>\"{}|\\^`]+")
_SAID = 200
_AGAIN = 500  # what a server answers with from here on may be over a moment later

Progress = Callable[[int], None]


class Protocol(StrEnum):
    """How triples are sent."""

    UPDATE = "update"
    """SPARQL 1.1 Update: INSERT DATA."""
    GRAPH_STORE = "graph-store"
    """SPARQL 1.1 Graph Store HTTP Protocol: POST to the graph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where to.

    Attributes:
        endpoint: Address of the update endpoint or graph store, without user and password.
        graph: IRI of the named graph.
        protocol: How triples are sent.
        user, password: For servers that ask for them, by the basic or the digest scheme.
    """

    endpoint: str
    graph: str = NAMED_GRAPH
    protocol: Protocol = Protocol.UPDATE
    user: str | None = None
    password: str = ""

    @classmethod
    def of(cls, endpoint: str, graph: str, protocol: Protocol, user: str | None, password: str) -> Target:
        """Check an address and the rest as a user gives them; ``http://user:password@host`` is taken apart.

        Raises:
            UsageError: The address is no web address, or the graph's name no IRI.
        """
        parts = _address(endpoint)
        if not _IRI.fullmatch(graph):
            raise UsageError(f"{graph!r} is no IRI for a named graph, such as {NAMED_GRAPH}")
        plain = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
        return cls(
            endpoint=plain,
            graph=graph,
            protocol=protocol,
            user=user or (parts.username and unquote(parts.username)),
            password=password or unquote(parts.password or ""),
        )


def _address(endpoint: str) -> SplitResult:
    """The parts of an endpoint. What is wrong with it is told without it: it may hold a password.

    Raises:
        UsageError: It is no web address.
    """
    wrong = UsageError("the endpoint is no web address, such as http://127.0.0.1:8890/sparql")
    try:
        parts = urlsplit(endpoint)
        host, port = (parts.hostname or "").encode("idna"), parts.port
    except ValueError:
        raise wrong from None
    if parts.scheme not in {"http", "https"} or not host or port == 0 or not _ADDRESS.fullmatch(endpoint):
        raise wrong
    if "@" in parts.path + parts.query:
        raise UsageError("the endpoint has an @ behind its host; in a password / is written %2F, or give KG_PASSWORD")
    return parts


def push(log: Log, target: Target, *, replace: bool = False, progress: Progress | None = None) -> tuple[int, int]:
    """Send a graph, and the code lists it refers to.

    Args:
        log: The graph.
        target: Where to.
        replace: Empty the named graph first, and begin at the beginning.
        progress: Called with the number of triples that are there.

    Returns:
        How many triples were sent now, and how many had been sent before.

    Raises:
        GraphError: The server cannot be reached or refuses; the same call goes on from there.
    """
    state = _State(log, target)
    opener = _opener(target)
    if replace:
        _send(opener, target, None, 0)
        state.write(0)
    before = done = noted = state.read()
    due = time.monotonic() + NOTED
    with closing(statements(log)) as lines:
        source = islice(lines, before, None)
        try:
            while batch := list(islice(source, BATCH)):
                _send(opener, target, batch, done)
                done += len(batch)
                if time.monotonic() > due:
                    state.write(done)
                    noted, due = done, time.monotonic() + NOTED
                if progress is not None:
                    progress(done)
        finally:
            if done != noted:
                state.write(done)
    return done - before, before


class _State:
    """How many triples of the graph as it is now are there already: lines of its N-Triples."""

    def __init__(self, log: Log, target: Target) -> None:
        name = digest(target.endpoint, target.graph, target.protocol)
        self.path = log.directory / "push" / f"{name}.json"
        self._graph = made_of(log)

    def read(self) -> int:
        try:
            told = json.loads(self.path.read_text("utf-8"))
            return int(told["lines"]) if told["graph"] == self._graph else 0
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return 0

    def write(self, sent: int) -> None:
        try:
            self.path.parent.mkdir(exist_ok=True)
            write_whole(self.path, json.dumps({"graph": self._graph, "lines": sent}).encode())
        except OSError as error:
            raise GraphError(f"cannot write {self.path}: {error.strerror or error}") from error


def _send(opener: urllib.request.OpenerDirector, target: Target, batch: list[bytes] | None, done: int) -> None:
    """Send one batch, or empty the graph; what may be over in a moment is tried again."""
    for pause in (*PAUSES, None):
        try:
            with opener.open(_request(target, batch), timeout=TIMEOUT) as answer:
                answer.read()
        except urllib.error.HTTPError as error:
            if batch is None and error.code == http.client.NOT_FOUND:
                return  # nothing to empty
            said = error.read(_SAID).decode("utf-8", "replace").partition("\n")[0].strip()
            reason = f"answered {error.code} {error.reason}{f': {said}' if said else ''}"
            if pause is None or error.code < _AGAIN:
                raise _failed(target, reason, done) from None
        except (OSError, http.client.HTTPException) as error:
            reason = str(getattr(error, "reason", None) or error)
            if pause is None:
                raise _failed(target, f"cannot be reached: {reason}", done) from None
        else:
            return
        time.sleep(pause)


def _failed(target: Target, reason: str, done: int) -> GraphError:
    goes_on = "the same command, without --replace, goes on from there"
    place = target.endpoint.partition("?")[0]  # what comes behind may hold a key
    return GraphError(f"{place} {reason}; {done:,} triples are there, {goes_on}")


def _request(target: Target, batch: list[bytes] | None) -> urllib.request.Request:
    lines = b"\n".join(batch or ())
    if target.protocol is Protocol.GRAPH_STORE:
        joint = "&" if "?" in target.endpoint else "?"
        return urllib.request.Request(  # noqa: S310 - http or https, checked
            f"{target.endpoint}{joint}graph={quote(target.graph, safe='')}",
            data=None if batch is None else lines,
            headers={"Content-Type": "application/n-triples"},
            method="DELETE" if batch is None else "POST",
        )
    graph = f"GRAPH <{target.graph}>".encode()
    update = b"CLEAR SILENT " + graph if batch is None else b"INSERT DATA { " + graph + b" {\n" + lines + b"\n} }"
    return urllib.request.Request(  # noqa: S310 - http or https, checked
        target.endpoint, data=update, headers={"Content-Type": "application/sparql-update"}, method="POST"
    )


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Triples go where the user said, and nowhere else."""

    def redirect_request(self, *_: object) -> None:
        return None


def _opener(target: Target) -> urllib.request.OpenerDirector:
    handlers: list[urllib.request.BaseHandler] = [_NoRedirect()]
    if target.user is not None:
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, target.endpoint, target.user, target.password)
        handlers += [urllib.request.HTTPBasicAuthHandler(passwords), urllib.request.HTTPDigestAuthHandler(passwords)]
    return urllib.request.build_opener(*handlers)
