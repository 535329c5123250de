"""The log of a server: one line for what goes wrong, and one a minute for what goes wrong again and again."""

from __future__ import annotations

import logging
import time

from kg.base.printable import printable

MINUTE = 60.0


class Quiet(logging.Filter):
    """Lets each kind of message through once a minute, as one line, with how often it was held back."""

    def __init__(self) -> None:
        super().__init__()
        self._told: dict[str, tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether to tell it; shortens it to a line."""
        said = record.getMessage().partition("\n")[0]
        if record.exc_info and (error := record.exc_info[1]) is not None:
            said = f"{said} ({type(error).__name__}: {error})"
        kind = f"{record.name} {record.levelno} {str(record.msg)[:40]}"
        now = time.monotonic()
        last, held = self._told.get(kind, (now - MINUTE, 0))
        if now - last < MINUTE:
            self._told[kind] = last, held + 1
            return False
        self._told[kind] = now, 0
        record.msg = printable(said) + (f" (and {held} times more)" if held else "")
        record.args, record.exc_info, record.exc_text = (), None, None
        return True


def hush() -> None:
    """Make the loggers of the server and of its loop quiet."""
    quiet = Quiet()
    for name in ("uvicorn.error", "asyncio"):
        logging.getLogger(name).addFilter(quiet)
