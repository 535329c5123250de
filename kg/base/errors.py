"""Every error a user can meet: one base class, few children named by operation.

The message says where (file, line, key) and what would be right; the command line prints it on one line, without a
traceback, and uses :attr:`KgError.exit_code`.
"""

from __future__ import annotations

from pathlib import Path


class KgError(Exception):
    """Base of all errors that irkg raises on purpose."""

    exit_code = 1


class UsageError(KgError):
    """The call is wrong: a missing file, an unknown name, an option out of range."""

    exit_code = 2


class ReadError(KgError):
    """An article, or the file that should hold it, cannot be read."""


class LexiconError(KgError):
    """One or more rows of a table are malformed; the message lists every one as ``file:line: problem``."""

    exit_code = 2


class GraphError(KgError):
    """A graph directory cannot be opened, read or written, or a file of RDF not be read."""

    @classmethod
    def unwritable(cls, directory: Path, error: OSError) -> GraphError:
        """A directory cannot be written."""
        if isinstance(error, FileExistsError | NotADirectoryError):
            return cls(no_directory(directory))
        return cls(f"cannot write to {directory}: {error.strerror or error}")


def no_directory(path: Path) -> str:
    """What to tell of a file in the place of a graph, or above it."""
    found = next((place for place in (path, *path.parents) if place.is_file()), path)
    return f"{found} is a file, and a graph is a directory; name another"


class ExportError(KgError):
    """An output cannot be written."""


class QueryError(KgError):
    """A SPARQL query is malformed, unknown or lacks a parameter."""

    exit_code = 2


class ModelError(KgError):
    """A language model is missing or cannot do what extraction needs."""

    exit_code = 2
