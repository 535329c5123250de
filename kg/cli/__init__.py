"""The command ``kg``: a thin layer over :mod:`kg.graph.build`. Data goes to stdout, everything else to stderr."""

from kg.cli.app import main

__all__ = ["main"]
