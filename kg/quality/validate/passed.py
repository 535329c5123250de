"""Which things a pass over a file has come by, in little memory."""

from __future__ import annotations


class Passed:
    """Subjects that a pass has come by, in 16 MB however many: may say yes where it is no, never no where it is yes."""

    def __init__(self) -> None:
        self._bits = bytearray(1 << 24)

    def add(self, subject: str) -> None:
        """Note a subject."""
        at = hash(subject) % (8 * len(self._bits))
        self._bits[at >> 3] |= 1 << (at & 7)

    def __contains__(self, subject: str) -> bool:
        at = hash(subject) % (8 * len(self._bits))
        return bool(self._bits[at >> 3] >> (at & 7) & 1)
