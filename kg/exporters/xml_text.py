"""Text as XML can carry it, and as Gephi leaves it alone."""

from __future__ import annotations

import re

REPLACEMENT = "\ufffd"

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})
_SPACE = str.maketrans({"\t": "&#9;", "\n": "&#10;"})


def content(value: object) -> str:
    """Return a value as element content; characters that XML 1.0 forbids become U+FFFD."""
    return _NOT_XML.sub(REPLACEMENT, str(value)).translate(_ENTITIES)


def attribute(value: object) -> str:
    """Return a value as a quoted attribute value that parsers read back unchanged, tabs and line ends included."""
    return f'"{content(value).translate(_SPACE)}"'


def column(value: object) -> object:
    """Return a value for a data column, where Gephi turns ``INF`` inside any text into ``Infinity``.

    Such texts get ``Inf`` instead: ``INFORMATION MINISTRY`` becomes ``InfORMATION MINISTRY``. Labels are not columns in
    this sense and stay as they are.
    """
    return value.replace("INF", "Inf") if isinstance(value, str) else value
