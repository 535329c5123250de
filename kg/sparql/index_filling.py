"""Filling an index: the triples of a log into a store of Oxigraph, some at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

from kg.base.address_space import allowed
from kg.base.errors import GraphError
from kg.sparql.engine import CODE_LISTS
from kg.sparql.portions import Progress
from kg.store import Log
from kg.views.rdf.forms import NTriples
from kg.views.rdf.from_log import blocks
from kg.views.rdf.vocabulary import EVENT

CHUNK = 64_000_000
"""Bytes of N-Triples that Oxigraph sorts at a time: half a million triples, which take 0.9 GB."""

LEAST = 1_400_000_000
"""Bytes of address space without which none is made: Oxigraph ends the process when it gets no more."""

PART = 200
"""The part of a limit of address space that such a chunk may be: sorting it takes some ten times its size."""

_IS_EVENT = f"{EVENT} .\n".encode()


def fill(folder: Path, log: Log, progress: Progress | None) -> None:
    """Make a store of the triples of a log.

    Raises:
        GraphError: The log is damaged, or too little address space is allowed.
        OSError: The store cannot be written.
    """
    import pyoxigraph as ox

    if (most := allowed()) is not None and most < LEAST:
        raise GraphError(
            f"an index of {log.directory} needs {LEAST / 1e9:.1f} GB of address space, {most / 1e9:.1f} are allowed; "
            f"raise the limit: ulimit -v {LEAST // 1000}"
        )
    engine = ox.Store(str(folder))
    for chunk in _chunks(blocks(log, NTriples()), progress):
        engine.bulk_load(chunk, format=ox.RdfFormat.N_TRIPLES)
    for name in CODE_LISTS:
        engine.bulk_load(files("ontology").joinpath(f"{name}.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    engine.flush()


def _chunks(pieces: Iterable[bytes], progress: Progress | None) -> Iterator[bytes]:
    """Whole lines of N-Triples, about :data:`CHUNK` bytes at a time, or what little address space has room for."""
    most = min(CHUNK, (allowed() or CHUNK * PART) // PART)
    held, size, events = [], 0, 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        events += piece.count(_IS_EVENT)
        if size >= most and (end := piece.rfind(b"\n") + 1):
            held[-1] = piece[:end]
            yield b"".join(held)
            held, size = [piece[end:]], len(piece) - end
            if progress is not None:
                progress(events)
    yield b"".join(held)
