"""The server process: where it listens, for how many, what it logs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.base.errors import GraphError
from kg.serve.quiet import hush
from kg.serve.web_app import LOCAL, Limits, application

if TYPE_CHECKING:
    import socket

_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - to tell when a user wants it


def run(directory: Path, store: Path, limits: Limits, *, host: str = "127.0.0.1", port: int = 8765) -> None:
    """Serve until interrupted.

    Raises:
        GraphError: The port is taken.
    """
    import uvicorn

    from kg.serve.connections import AT_ONCE, Listening, Patient, descriptors

    with listening_on(host, port) as listening:
        app = application(directory, store, limits, hosts=("*",) if host in _EVERYWHERE else (*LOCAL, host))
        Patient.most = descriptors()
        config = uvicorn.Config(
            app,
            http=Patient,
            ws="none",
            log_level="warning",
            server_header=False,
            proxy_headers=False,
            access_log=False,
            backlog=AT_ONCE,
            timeout_graceful_shutdown=1,
        )
        hush()
        Listening(config).run(sockets=[listening])


def listening_on(host: str, port: int) -> socket.socket:
    """A socket for who asks.

    Raises:
        GraphError: The port is taken.
    """
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends at once only what it knows for TCP: else each answer waits 40 ms for the client's acknowledgement
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
    except OSError as error:
        found.close()
        raise GraphError(f"cannot listen on {host}:{port}: {error.strerror or error}; try --port") from error
    return found
