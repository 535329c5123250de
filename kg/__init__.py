"""irkg: a knowledge graph of international relations, read from the news.

``import kg`` is cheap: everything else loads when it is first needed.

>>> import kg
>>> for event in kg.events("Poland expelled three Russian diplomats on Tuesday.", published="2024-05-22"):
...     print(event.dyad, event.type, event.mode.name, event.when.iso)
('POL', 'RUS') SANCTION expel 2024-05-21
"""

import sys
from importlib import import_module
from typing import TYPE_CHECKING

if sys.version_info < (3, 11):  # noqa: UP036 - said before anything that an older Python does not understand
    raise ImportError("irkg needs Python 3.11 or later; this is " + sys.version.split()[0])

from kg.base.signals import install_early

install_early()  # before what takes time to load

from kg.base.versions import IRKG as __version__  # noqa: N811, E402 - the name every package has

if TYPE_CHECKING:
    from kg.api import (
        Actors,
        Articles,
        Graph,
        Reports,
        build,
        events,
        export,
        extract,
        network,
        open,  # noqa: A004 - kg.open reads as it should
        panel,
        query,
        read,
        resolve,
        ties,
    )

__all__ = [
    "Actors", "Articles", "Graph", "Reports", "__version__", "build", "events", "export", "extract", "network", "open",
    "panel", "query", "read", "resolve", "ties",
]  # fmt: skip

if not TYPE_CHECKING:  # else every name would be known to type checkers

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module 'kg' has no attribute {name!r}")
        found = getattr(import_module("kg.api"), name)
        globals()[name] = found
        return found

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
