"""A SPARQL 1.1 endpoint over one graph, with a page to ask from: for this machine, read-only, with limits.

Queries run in processes of their own, since the engine cannot be told to stop: one that takes too long is ended with
its process.
"""

from kg.serve.running import run
from kg.serve.web_app import Limits, application

__all__ = ["Limits", "application", "run"]
