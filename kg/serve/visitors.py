"""Who may ask: pages of this server, programs, people; no page of somebody else's in a browser on this machine."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_SAID = b"a page of another origin may not ask here\n"


class OwnOrigin:
    """Refuses with 403 what a browser sends for a page of another origin, before it costs anything.

    Args:
        app: The application.
    """

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on."""
        if scope["type"] != "http" or not foreign(dict(scope["headers"]), scope["path"]):
            await self._app(scope, receive, send)
            return
        headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(_SAID)).encode())]
        await send({"type": "http.response.start", "status": 403, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else _SAID})


def foreign(headers: dict[bytes, bytes], path: str) -> bool:
    """Whether a request comes from a page of another origin.

    Args:
        headers: Its headers, names in lower case.
        path: What it asks for: a link from elsewhere may lead to a page of ours, not to a query.
    """
    if headers.get(b"sec-fetch-site") in {b"cross-site", b"same-site"}:
        return path == "/sparql" or headers.get(b"sec-fetch-mode") != b"navigate"
    origin = headers.get(b"origin")
    if origin is None:
        return False
    try:
        return urlsplit(origin.decode("latin-1")).netloc.lower() != headers.get(b"host", b"").decode("latin-1").lower()
    except ValueError:
        return True
