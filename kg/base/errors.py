"""Every error a user can meet: one base class, few children named by operation.

The message says where (file, line, key) and what would be right; the command line prints it on one line, without a
traceback, and uses :attr:`KgError.exit_code`.
"""


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


class ExportError(KgError):
    """An output cannot be written."""


class QueryError(KgError):
    """A SPARQL query is malformed, unknown or lacks a parameter."""

    exit_code = 2


class ModelError(KgError):
    """A language model is missing or cannot do what extraction needs."""

    exit_code = 2
