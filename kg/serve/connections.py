"""Connections with limits: who says nothing is dropped, and a crowd of such costs nobody else."""

from __future__ import annotations

import asyncio
import resource
import socket
from typing import cast

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD, BODY, ANSWER = 10.0, 30.0, 60.0
"""Seconds for the head of a request, for its body, and for each stretch in which a client does not take its answer."""

MOST = 1000
"""Connections at a time; beyond, the one goes that has waited longest without having asked anything."""

AT_ONCE, WAITING = 8, 2048
"""Connections that are taken before those are dropped for which there is no room, and that may wait to be taken."""

_RESERVED = 64  # descriptors for everything else, some rounds of taking and dropping among it


def descriptors() -> int:
    """Raise the limit of open files as far as we may, and return how many connections that allows."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * MOST if hard == resource.RLIM_INFINITY else min(2 * MOST, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = wanted
    return MOST if soft == resource.RLIM_INFINITY else max(8, min(MOST, soft - _RESERVED))


class Listening(uvicorn.Server):
    """Takes as many connections at a time as ``backlog`` says, while more may wait.

    For asyncio that is one number: of a crowd it would take all descriptors before the first connection is made, and
    none could be dropped.
    """

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen."""
        await super().startup(sockets)
        for listening in sockets or ():
            listening.listen(WAITING)


class Patient(H11Protocol):
    """HTTP with limits of time; ``most`` is how many connections there may be."""

    most = MOST
    _timer: asyncio.TimerHandle | None = None
    _slow: asyncio.TimerHandle | None = None
    _since = 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in the base
        """Let somebody in, and somebody out if there is no room."""
        super().connection_made(transport)
        self._since = self.loop.time()
        self._arm(HEAD)
        if len(self.connections) > self.most:
            # those that were dropped a moment ago are still among them
            there = [one for one in cast("set[Patient]", self.connections) if not one.transport.is_closing()]
            if len(there) > self.most:
                silent = (one for one in there if one.idle)
                min(silent, key=lambda one: one._since, default=self).drop()  # noqa: SLF001 - of the same class

    @property
    def idle(self) -> bool:
        """Whether nothing has been asked that is not answered."""
        return self.conn.their_state is h11.IDLE

    def data_received(self, data: bytes) -> None:
        """Take what comes; a head that drips gains no time by that."""
        super().data_received(data)
        if self.conn.their_state is h11.SEND_BODY:
            self._arm(BODY)
        elif not self.idle:
            self._disarm()
        elif self._timer is None:
            self._arm(HEAD)

    def on_response_complete(self) -> None:
        """Wait for the next request, for as long as keeping alive allows."""
        self._disarm()
        self._since = self.loop.time()
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        self._disarm()
        self.resume_writing()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """The client does not take its answer."""
        super().pause_writing()
        if self._slow is None:
            self._slow = self.loop.call_later(ANSWER, self.drop)

    def resume_writing(self) -> None:
        """It does again."""
        super().resume_writing()
        if self._slow is not None:
            self._slow.cancel()
            self._slow = None

    def drop(self) -> None:
        """End the connection at once."""
        self._disarm()
        self.transport.abort()

    def _arm(self, seconds: float) -> None:
        self._disarm()
        self._timer = self.loop.call_later(seconds, self.drop)

    def _disarm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
