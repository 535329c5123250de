"""A limit of time for a whole exchange: a server that sends a byte now and then never meets a time-out."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Watch:
    """Ends connections when its time is up; see :func:`watched`."""

    def __init__(self) -> None:
        self._sockets: list[socket.socket] = []
        self._late = False
        self._lock = threading.Lock()

    def over(self, connection: socket.socket) -> None:
        """Watch a connection from now on, whatever becomes of the object."""
        with self._lock:
            self._sockets.append(connection.dup())
            if self._late:
                self._cut()

    def end(self) -> None:
        """Time is up."""
        with self._lock:
            self._late = True
            self._cut()

    def close(self) -> None:
        """Watch no more."""
        with self._lock:
            for one in self._sockets:
                one.close()
            self._sockets.clear()

    def _cut(self) -> None:
        for one in self._sockets:
            with suppress(OSError):  # it has ended by itself
                one.shutdown(socket.SHUT_RDWR)


@contextmanager
def watched(seconds: float) -> Iterator[Watch]:
    """A watch over the connections that are told to it, for so many seconds; then their reads and writes end."""
    watch = Watch()
    timer = threading.Timer(seconds, watch.end)
    timer.daemon = True
    timer.start()
    try:
        yield watch
    finally:
        timer.cancel()
        watch.close()
