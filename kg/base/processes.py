"""Processes that we start: they end with us, however we end."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

_PR_SET_PDEATHSIG = 1


def die_with_parent(parent: int | None = None) -> None:
    """End this process when its parent has ended: at once on Linux, elsewhere within a second.

    On Linux also when only the thread has ended that started it.

    Args:
        parent: Process number of the parent as whoever started us saw it: it may have ended already.
    """
    born_of = os.getppid() if parent is None else parent
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != born_of:
        os._exit(1)

    def watch() -> None:
        while os.getppid() == born_of:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
