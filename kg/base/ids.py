"""How ids become parts of IRIs and of XML names: reversible, plain ASCII, the same everywhere.

Two rules, both undone by the function beside them:

* **path** (IRIs of RDF): a space becomes ``_``; letters A-Z a-z, digits and ``- . ~ : /`` stay; everything else,
  ``_`` included, is percent-encoded UTF-8. ``Arab League`` -> ``Arab_League``.
* **token** (XML ``NMTOKEN`` of GraphML and GEXF): the path, where ``.``, ``~`` and ``/`` too are encoded, and with
  ``.`` in place of ``%``. ``person/anatoly-antonov`` -> ``person.2Fanatoly-antonov``; most ids equal their path.
"""

from __future__ import annotations

import hashlib
import re
from urllib.parse import quote, unquote

JOINT = ".."
"""Joins two tokens into one; occurs in none, since a dot in a token always has two hexadecimal digits behind it."""


def digest(*parts: object, length: int = 16) -> str:
    """Return ``length`` hex digits of BLAKE2b over the parts: an id that is the same on every machine."""
    joined = "\x1f".join([p if isinstance(p, str) else "" if p is None else str(p) for p in parts])
    return hashlib.blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=length // 2).hexdigest()


def path(name: str) -> str:
    """Return the id as an IRI path; lone surrogates, which no encoding can hold, become ``?``."""
    return quote(name, safe="/:", errors="replace").replace("_", "%5F").replace("%20", "_")


def from_path(encoded: str) -> str:
    """Return the id that a path was made of."""
    return unquote(encoded.replace("_", "%20"))


def token(name: str) -> str:
    """Return the id as an XML name token."""
    escaped = path(name).replace(".", "%2E").replace("~", "%7E").replace("/", "%2F")
    return escaped.replace("%", ".") or "."


def from_token(encoded: str) -> str:
    """Return the id that a token was made of."""
    return from_path(encoded.replace(".", "%")) if encoded != "." else ""


def slug(name: str) -> str:
    """Return a name in lower case with ``-`` between words, of letters and digits of any script.

    Names that differ only in case, spacing or punctuation share a slug; a name without letters gets its hash.
    """
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-") or digest(name)
