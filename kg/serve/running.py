"""The server process: where it listens, for how many, what it logs."""

from __future__ import annotations

from pathlib import Path

from kg.base.errors import GraphError
from kg.serve.quiet import hush
from kg.serve.web_app import LOCAL, Limits, application

_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - to tell when a user wants it


def run(directory: Path, store: Path, limits: Limits, *, host: str = "127.0.0.1", port: int = 8765) -> None:
    """Serve until interrupted.

    Raises:
        GraphError: The port is taken.
    """
    import socket

    import uvicorn

    from kg.serve.connections import AT_ONCE, Listening, Patient, descriptors

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
        except OSError as error:
            raise GraphError(f"cannot listen on {host}:{port}: {error.strerror or error}; try --port") from error
        app = application(directory, store, limits, hosts=("*",) if host in _EVERYWHERE else (*LOCAL, host))
        Patient.most = descriptors()
        config = uvicorn.Config(
            app,
            http=Patient,
            ws="none",
            log_level="warning",
            server_header=False,
            access_log=False,
            backlog=AT_ONCE,
            timeout_graceful_shutdown=1,
        )
        hush()
        Listening(config).run(sockets=[listening])
