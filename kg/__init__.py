"""irkg: a knowledge graph of international relations, read from the news.

``import kg`` is cheap: language model, RDF and network libraries load when they are first needed.
"""

from kg.base.signals import install_early

install_early()  # before what takes time to load

from kg.api import Graph, events, network, open, resolve  # noqa: A004, E402 - kg.open reads as it should
from kg.base.versions import IRKG as __version__  # noqa: N811, E402 - the name every package has

__all__ = ["Graph", "__version__", "events", "network", "open", "resolve"]
