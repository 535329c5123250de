"""irkg: a knowledge graph of international relations, read from the news.

``import kg`` is cheap: each name below loads what it needs when it is first used, and so does the command line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api import Graph, events, network, open, resolve  # noqa: A004 - kg.open reads as it should
    from kg.base.versions import IRKG as __version__  # noqa: N811 - the name every package has

__all__ = ["Graph", "__version__", "events", "network", "open", "resolve"]


def __getattr__(name: str) -> object:
    if name == "__version__":
        from kg.base.versions import IRKG

        return IRKG
    if name in __all__:
        from kg import api

        return getattr(api, name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
