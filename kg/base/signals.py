"""Ctrl-C and SIGTERM end a command within a second and with a sentence, whatever it is at.

While Python runs, the signal becomes an exception, so that what was read is kept. A library at work in its own code
cannot be told to stop; then a thread ends the process: files are whole or not there at any moment.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn

PATIENCE = 0.7
"""Seconds that what runs may take until it lets Python see the signal."""

UNNOTICED = 0.5
"""Seconds until the exception counts as lost: Python drops those raised in a callback. It comes again."""

_SAID = {signal.SIGINT: "kg: interrupted", signal.SIGTERM: "kg: ended by SIGTERM"}


class Terminated(KeyboardInterrupt):
    """SIGTERM has come: handled as Ctrl-C is, with another exit code."""


class _State:
    """What has happened so far."""

    def __init__(self) -> None:
        self.running = False  # whether there is somebody to catch an exception
        self.caught: int | None = None
        self.held = False  # whether what is done just now comes to its end first
        self.seen = threading.Event()
        self.noticed = threading.Event()


_state = _State()


def install() -> None:
    """Handle the signals of this process from now on; for the main thread of a command."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    for number in _SAID:
        signal.signal(number, _handle)
    signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    sys.unraisablehook = _dropped
    threading.Thread(target=_watch, args=(reading,), daemon=True).start()


def install_early() -> None:
    """The same as soon as ``kg`` is imported by its command, while most of it is still to be loaded."""
    name = os.path.basename(sys.argv[0]) if sys.argv else ""  # noqa: PTH119 - pathlib takes time to load
    if name in {"kg", "-m"}:  # the script, and python -m kg
        install()


def running() -> None:
    """From now on an exception is caught and told."""
    _state.running = True


def is_command() -> bool:
    """Whether the process is a command of ours, not that of a program which uses the library."""
    return _state.running


def noticed() -> None:
    """The exception has come where it is dealt with, however long that takes."""
    _state.noticed.set()


@contextmanager
def held() -> Iterator[None]:
    """Let what is done meanwhile come to its end: an interruption waits for it. For what takes no second."""
    _state.held = True
    try:
        yield
    finally:
        _state.held = False
    if _state.caught is not None and not _state.noticed.is_set():
        _raise(_state.caught)


def caught() -> int | None:
    """Exit code of the signal that has come, if one has: 130 or 143."""
    return None if _state.caught is None else 128 + _state.caught


def done() -> None:
    """Nothing is left to be interrupted but what Python itself does in the end."""
    for number in _SAID:
        if signal.getsignal(number) is _handle:
            signal.signal(number, signal.SIG_IGN)


def leave() -> None:
    """End the process if a signal has come: Python takes a second to take down what large libraries have made."""
    if (code := caught()) is not None:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError):  # nobody reads it any more
                stream.flush()
        os._exit(code)


def said(code: int) -> str:
    """What to tell of an exit code."""
    return _SAID[signal.Signals(code - 128)]


def _handle(number: int, frame: FrameType | None) -> None:
    _state.seen.set()
    _state.caught = number
    if _state.held:
        return
    if not _state.running or _imports(frame):
        _end(number)
    _raise(number)


def _raise(number: int) -> NoReturn:
    raise Terminated if number == signal.SIGTERM else KeyboardInterrupt


def _imports(frame: FrameType | None) -> bool:
    """Whether a module is being loaded: libraries of C++ then drop an exception, or abort the process."""
    while frame is not None:
        if frame.f_code.co_filename == "<frozen importlib._bootstrap>":
            return True
        frame = frame.f_back
    return False


def _dropped(what: sys.UnraisableHookArgs) -> None:
    """Tell of an exception that nobody can catch, unless it is ours, which comes again."""
    if not (isinstance(what.exc_value, KeyboardInterrupt) and _state.caught):
        sys.__unraisablehook__(what)


def _watch(reading: int) -> None:
    while byte := os.read(reading, 1):
        if byte[0] in _SAID:
            if not _state.seen.wait(PATIENCE):
                _end(byte[0])
            _state.seen.clear()
            if not _state.noticed.wait(UNNOTICED):
                os.kill(os.getpid(), byte[0])


def _end(number: int) -> NoReturn:
    os.write(2, f"{_SAID[signal.Signals(number)]}\n".encode())
    os._exit(128 + number)
