"""RDF files of other people, read as a stream of quads, with complaints that say what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.base.errors import GraphError, UsageError

if TYPE_CHECKING:
    import pyoxigraph as ox

Progress = Callable[[int], None]

SUFFIXES: Mapping[str, str] = MappingProxyType(
    {
        ".ttl": "Turtle",
        ".turtle": "Turtle",
        ".nt": "N-Triples",
        ".nq": "N-Quads",
        ".trig": "TriG",
        ".jsonld": "JSON-LD",
        ".json": "JSON-LD",
        ".rdf": "RDF/XML",
        ".owl": "RDF/XML",
        ".xml": "RDF/XML",
    }
)
"""Suffix to format, by its name for people."""

_PACKED = "a packed file"
_HEAD, _EXCERPT, _STEP = 4096, 60, 100_000
_READABLE = 50_000_000
"""Bytes up to which a faulty line is looked up to be quoted."""
_DROP = re.compile(r"^Parser error (?:at|between) .*?(?:columns? \d+(?: and \d+)?|line \d+ column \d+): ", re.DOTALL)
_PLACE = re.compile(r"line (\d+)(?: column| between columns) (\d+)")


def quads(path: Path, progress: Progress | None = None) -> Iterator[ox.Quad]:
    """Yield the statements of a file, one at a time: memory does not grow with the file.

    Args:
        path: A file with one of the known suffixes.
        progress: Called now and then with the number of statements read.

    Raises:
        UsageError: There is no such file, or its suffix names no format of RDF.
        GraphError: It is damaged, cut off or of another format; the message says where.
    """
    import pyoxigraph as ox

    name = format_of(path)
    formats = {
        "Turtle": ox.RdfFormat.TURTLE,
        "N-Triples": ox.RdfFormat.N_TRIPLES,
        "N-Quads": ox.RdfFormat.N_QUADS,
        "TriG": ox.RdfFormat.TRIG,
        "JSON-LD": ox.RdfFormat.JSON_LD,
        "RDF/XML": ox.RdfFormat.RDF_XML,
    }
    try:
        for number, quad in enumerate(ox.parse(path=str(path), format=formats[name]), 1):
            yield quad
            if progress is not None and number % _STEP == 0:
                progress(number)
    except SyntaxError as error:
        raise complaint(path, name, error) from None
    except OSError as error:
        raise GraphError(f"cannot read {path}: {error.strerror or error}") from error


def read(ntriples: str) -> Iterator[ox.Quad]:
    """Yield the statements of N-Triples that we wrote."""
    import pyoxigraph as ox

    yield from ox.parse(input=ntriples, format=ox.RdfFormat.N_TRIPLES)


def format_of(path: Path) -> str:
    """Return the format of a file by its suffix, and make sure that its beginning does not belie it.

    Raises:
        UsageError, GraphError: As for :func:`quads`.
    """
    if path.is_dir():
        raise UsageError(f"{path} is a folder; for a graph directory: kg validate -g {path}")
    if not path.exists():
        raise UsageError(f"no file {path}")
    known = ", ".join(sorted(SUFFIXES))
    name = SUFFIXES.get(path.suffix.lower())
    if name is None:
        raise UsageError(f"{path}: what format is it? Validated are files of RDF, by their suffix: {known}")
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise GraphError(f"cannot read {path}: {error.strerror or error}") from error
    seen = _looks_like(head, name)
    if seen and seen != name:
        advice = "unpack it first" if seen == _PACKED else "write RDF with: kg export turtle -o FILE.ttl"
        if seen in SUFFIXES.values():
            advice = f"name it *{_suffix(seen)}"
        raise GraphError(f"{path} is not {name}: it looks like {seen}; {advice}")
    return name


def _suffix(name: str) -> str:
    return next(suffix for suffix, format_ in SUFFIXES.items() if format_ == name)


def _looks_like(head: bytes, name: str) -> str | None:
    """What a file evidently is, by its first bytes; None where nothing speaks against what its name says."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    lower = start.lower()
    if start[:4] in {b"PAR1", b"PK\x03\x04"} or start[:2] == b"\x1f\x8b" or b"\0" in head:
        kinds = {b"PAR1": "Parquet", b"PK\x03\x04": _PACKED}
        return kinds.get(start[:4], _PACKED if start[:2] == b"\x1f\x8b" else "binary data")
    for mark, kind in ((b"<graphml", "GraphML"), (b"<gexf", "GEXF"), (b"<!doctype html", "HTML"), (b"<html", "HTML")):
        if mark in lower:
            return kind
    if b"<rdf:rdf" in lower:
        return "RDF/XML"
    if name in {"N-Triples", "N-Quads"} and lower.startswith((b"@prefix", b"prefix", b"@base")):
        return "Turtle"
    if start[:1] == b"{" or re.match(rb'\[\s*[{"\]]', start):
        return "JSON-LD" if b'"@' in head else "JSON"
    return None


def complaint(path: Path, name: str, error: SyntaxError) -> GraphError:
    """Return a parser's complaint as an error for people: where, what stands there, and what to do."""
    said = " ".join(_DROP.sub("", str(error.args[0])).split())
    place = _PLACE.search(str(error.args[0]))
    if place is None:
        if "before end of input" in said or "nexpected end" in said:
            return GraphError(f"{path} is cut off: it ends in the middle of a statement; fetch or write it again")
        if "LoadDocumentCallback" in said:
            return GraphError(f"{path} takes its context from the network, which is not asked; put the context inside")
        return GraphError(f"{path} is not {name}: {said}")
    line, column = int(place[1]), int(place[2])
    if _ends(path, int(error.end_lineno or line), int(error.end_offset or column)) or "nexpected end" in said:
        return GraphError(
            f"{path} is cut off: it ends at line {line}, column {column}, in the middle of a statement; "
            "fetch or write it again"
        )
    near = _excerpt(path, line, column)
    return GraphError(f"{path}, line {line}, column {column}{near}: not {name}: {said}")


def _ends(path: Path, line: int, column: int) -> bool:
    """Whether a place is the end of the file."""
    if path.stat().st_size > _READABLE:
        return False
    lines = path.read_bytes().rstrip().splitlines()
    return line > len(lines) or (line == len(lines) and column > len(lines[-1].decode("utf-8", "replace")))


def _excerpt(path: Path, line: int, column: int) -> str:
    if path.stat().st_size > _READABLE:
        return ""
    text = path.read_bytes().splitlines()[line - 1].decode("utf-8", "replace")
    shown = text[max(0, column - 1) :][:_EXCERPT].strip()
    return f", near {shown!r}" if shown else ""
