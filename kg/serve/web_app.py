"""The web application: SPARQL Protocol at ``/sparql``, a page to ask from at ``/``, the explorer at ``/explorer``."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from kg.base.errors import QueryError
from kg.serve.description import description
from kg.serve.explorer import Explorer
from kg.serve.follow import Following
from kg.serve.negotiate import GRAPHS, choose
from kg.serve.pool import TEXT, Pool
from kg.serve.visitors import OwnOrigin
from kg.sparql import get, named

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

_WAIT = 3  # seconds until a browser asks again for a page that is being made
_FORM, _QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
_BODY = 1_000_000  # bytes of a request
LOCAL = ("127.0.0.1", "localhost", "[::1]", "::1")
_HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }
)
_ASSETS: Mapping[str, str] = MappingProxyType(
    {"index.html": "text/html", "ask.js": "text/javascript", "ask.css": "text/css"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one query may cost.

    Attributes:
        timeout: Seconds.
        size: Bytes of an answer.
        workers: Queries at a time.
        memory: Megabytes of address space of one worker process.
    """

    timeout: float = 30.0
    size: int = 64_000_000
    workers: int = 2
    memory: int = 8192


def application(directory: Path, store: Path, limits: Limits, *, hosts: Sequence[str] = LOCAL) -> Starlette:
    """The application for one graph.

    Args:
        directory: The graph directory, for the explorer.
        store: Its index; see :func:`kg.sparql.index.ensure`. When the graph grows, a newer one takes its place.
        limits: What one query may cost.
        hosts: Names under which it answers: others are refused, so that no web page can reach it by a name of its own.
    """
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware
    from starlette.routing import Route

    following = Following(directory, store)
    pool = Pool(
        following.store,
        workers=limits.workers,
        timeout=limits.timeout,
        memory=limits.memory,
        limit=limits.size,
        damaged=following.damaged,
    )

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        pool.close()

    routes = [
        Route("/sparql", partial(_sparql, pool), methods=["GET", "HEAD", "POST"]),
        Route("/explorer", partial(_explorer, Explorer(directory))),
        Route("/queries.json", _named),
        Route("/queries/{name}", _bound),
        *(Route("/" if name == "index.html" else f"/{name}", partial(_asset, name)) for name in _ASSETS),
    ]
    middleware = [
        Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
        Middleware(OwnOrigin),
    ]
    return Starlette(routes=routes, middleware=middleware, lifespan=lifespan)


class _Refused(Exception):  # noqa: N818 - a response, not a fault
    """A request that is not what SPARQL Protocol says, or asks for what is not to be had."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


async def _sparql(pool: Pool, request: Request) -> Response:
    from starlette.concurrency import run_in_threadpool
    from starlette.requests import ClientDisconnect

    accept = request.headers.get("accept", "")
    try:
        query = _query(await _parameters(request), request.method)
    except _Refused as refused:
        return _plain(refused.status, str(refused))
    except ClientDisconnect:
        return _plain(400, "the client has left")  # nobody reads it
    if query is None:
        return _describe(request, accept)
    answer = await run_in_threadpool(pool.ask, query, accept)
    return _response(answer.status, answer.media, answer.body)


def _query(parameters: Mapping[str, list[str]], method: str) -> str | None:
    """The one query; None when there is none and the service description is meant."""
    if "update" in parameters:
        raise _Refused(403, "this endpoint is read-only")
    if "default-graph-uri" in parameters or "named-graph-uri" in parameters:
        raise _Refused(400, "there is one graph: leave out default-graph-uri and named-graph-uri")
    queries = parameters.get("query", [])
    if not queries and method in {"GET", "HEAD"}:
        return None
    if len(queries) != 1:
        raise _Refused(400, "one parameter query is needed")
    return queries[0]


async def _parameters(request: Request) -> dict[str, list[str]]:
    """Parameters of the address and of the body."""
    parameters = parse_qs(request.url.query, keep_blank_values=True)
    if request.method != "POST":
        return parameters
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media == "application/sparql-update":
        raise _Refused(403, "this endpoint is read-only")
    if media not in {_FORM, _QUERY}:
        raise _Refused(415, f"POST takes {_FORM} or {_QUERY}")
    try:
        text = (await _body(request)).decode()
    except UnicodeDecodeError:
        raise _Refused(400, "the request is no UTF-8") from None
    told = parse_qs(text, keep_blank_values=True) if media == _FORM else {"query": [text]}
    return {name: [*parameters.get(name, []), *told.get(name, [])] for name in {**parameters, **told}}


async def _body(request: Request) -> bytes:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _BODY:
            raise _Refused(413, f"a request may have {_BODY:,} bytes")
    return body


def _describe(request: Request, accept: str) -> Response:
    import pyoxigraph as ox

    media = choose(accept, ["text/html", *GRAPHS] if "text/html" in accept else list(GRAPHS))
    if media == "text/html":
        return _response(200, "text/html; charset=utf-8", _read("index.html"))
    if media is None:
        return _plain(406, f"the service description can be had as {', '.join(GRAPHS)}")
    turtle = description(str(request.url.replace(query="")))
    parsed = ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE)
    body = ox.serialize((quad.triple for quad in parsed), format=getattr(ox.RdfFormat, GRAPHS[media]))
    return _response(200, media, body or b"")


async def _named(_: Request) -> Response:
    from starlette.responses import JSONResponse

    return JSONResponse([asdict(query) for query in named()], headers=dict(_HEADERS))


async def _bound(request: Request) -> Response:
    values = {name: value for name, value in request.query_params.items() if value}
    try:
        return _plain(200, get(request.path_params["name"]).bound(values))
    except QueryError as error:
        return _plain(400, str(error))


async def _asset(name: str, _: Request) -> Response:
    return _response(200, f"{_ASSETS[name]}; charset=utf-8", _read(name))


def _explorer(explorer: Explorer, _: Request) -> Response:
    from starlette.responses import HTMLResponse, Response

    answer = explorer.answer()
    if answer.page is not None:  # it brings a content security policy of its own
        return Response(answer.page, media_type="text/html; charset=utf-8")
    if not answer.soon:
        return _plain(503, answer.reason)
    waiting = (
        f'<!doctype html><meta http-equiv="refresh" content="{_WAIT}"><title>irkg</title><p>The page is being made ...'
    )
    return HTMLResponse(waiting, 503, {**_HEADERS, "Retry-After": str(_WAIT)})


def _read(name: str) -> bytes:
    return files("kg").joinpath("serve", "page", name).read_bytes()


def _plain(status: int, message: str) -> Response:
    return _response(status, TEXT, f"{message}\n".encode())


def _response(status: int, media: str, body: bytes) -> Response:
    from starlette.responses import Response

    return Response(body, status, {**_HEADERS, "Content-Type": media, "Vary": "Accept"})
