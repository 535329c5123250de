"""SPARQL over a graph directory of any size: triples on disk, derived from the log, made anew when they are stale.

The index stands in ``index/`` of the graph directory. It may be deleted at any time. What it was made of is written
down beside it: the parts of the log, the marks, and the versions of irkg and its ontology.
"""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cast import cast_of
from kg.errors import GraphError
from kg.log import Log
from kg.model import Article, Event, digest
from kg.query import Store
from kg.query.store import CODE_LISTS
from kg.rdf import Triple, View, Whole, by_slug
from kg.versions import versions

if TYPE_CHECKING:
    import rdflib

PORTION = 20_000
"""Reports whose triples are made and loaded at a time: some 100 MB."""

MEMORY_LIMIT = 20_000
"""Reports up to which a question is answered from memory without an index."""

_STAMP = "made_of.json"
Progress = Callable[[int], None]


def store(log: Log, *, progress: Progress | None = None) -> Store:
    """The graph for questions: in memory when it is small, else the index, which is brought up to date.

    Raises:
        GraphError: The log is damaged, or the index cannot be written.
    """
    if log.size()[1] <= MEMORY_LIMIT and not fresh(log):
        return Store.of(triples(log))
    return Store.on_disk(ensure(log, progress=progress))


def fresh(log: Log) -> bool:
    """Whether the index is there and up to date."""
    try:
        return bool(json.loads((log.directory / "index" / _STAMP).read_text("utf-8")) == made_of(log))
    except (OSError, ValueError):
        return False


def ensure(log: Log, *, progress: Progress | None = None) -> Path:
    """Bring the index up to date if it is not.

    Args:
        log: The graph.
        progress: Called with the number of events done so far.

    Returns:
        The folder of the Oxigraph store.

    Raises:
        GraphError: The log is damaged, or the index cannot be written.
    """
    folder, new = (log.directory / name for name in ("index", "index.new"))
    try:
        with _locked(log.directory / ".index.lock"):
            if not fresh(log):
                stamp = made_of(log)  # before: what comes meanwhile makes it stale
                shutil.rmtree(new, ignore_errors=True)
                new.mkdir()
                _fill(new / "store", log, progress)
                (new / _STAMP).write_text(json.dumps(stamp) + "\n", "utf-8")
                shutil.rmtree(folder, ignore_errors=True)
                new.rename(folder)
    except OSError as error:
        shutil.rmtree(new, ignore_errors=True)
        raise GraphError(f"the index in {folder} cannot be written: {error.strerror or error}") from error
    return folder / "store"


def triples(log: Log, *, progress: Progress | None = None) -> Iterator[Triple]:
    """All triples of a graph of any size, portion by portion; some come more than once.

    The same set as :func:`kg.rdf.triples` of all events and articles, in an order that depends on the log alone.
    """
    whole = _whole(log)
    done = 0
    for events in log.portions(PORTION):
        articles = list(_articles(log, events))
        for subject, pairs in View(events, articles, whole=whole).subjects():
            for predicate, obj in pairs:
                yield subject, predicate, obj
        done += len(events)
        if progress is not None:
            progress(done)


def to_rdflib(log: Log) -> rdflib.Graph:
    """The index as an rdflib graph that reads from disk, not into memory. Do not ask for its length: that reads all.

    Raises:
        GraphError: oxrdflib is not installed, or as for :func:`ensure`.
    """
    try:
        import oxrdflib  # noqa: F401 - registers the store
    except ImportError:
        raise GraphError("an rdflib graph of this size needs oxrdflib: pip install 'irkg[oxrdflib]'") from None
    import pyoxigraph as ox
    import rdflib
    from oxrdflib import OxigraphStore
    from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

    from kg.prefixes import PREFIXES

    engine = ox.Store.read_only(str(ensure(log)))
    # under any other identifier the graph would look empty
    graph = rdflib.Graph(store=OxigraphStore(store=engine), identifier=DATASET_DEFAULT_GRAPH_ID, bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph


def _fill(folder: Path, log: Log, progress: Progress | None) -> None:
    import pyoxigraph as ox

    engine = ox.Store(str(folder))
    source = triples(log, progress=progress)
    while batch := list(islice(source, 500_000)):
        data = "".join(f"{s} {p} {o} .\n" for s, p, o in batch)
        engine.bulk_load(data.encode(), format=ox.RdfFormat.N_TRIPLES)
    for name in CODE_LISTS:
        engine.bulk_load(files("ontology").joinpath(f"{name}.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    engine.flush()


def _whole(log: Log) -> Whole:
    told = log.names("object_event")
    known: dict[str, str] = {}
    for some in (told[at : at + 1000] for at in range(0, len(told), 1000)):
        wanted = set(some)
        for event in log.events_of(some):
            known |= {name: event.id for name in (event.id, *event.aliases) if name in wanted}
    return Whole(
        actors=cast_of(log.actors()),
        outlets=by_slug(log.names("outlet")),
        places=by_slug(log.names("place")),
        known=known,
    )


def _articles(log: Log, events: list[Event]) -> Iterator[Article]:
    ids = sorted({report.article for event in events for report in event.reports if report.sentence})
    yield from log.articles_of(ids)


def made_of(log: Log) -> dict[str, object]:
    """What triples follow from: files of the log, marks, versions."""
    parts = []
    for path in (*log.parts.files("reports"), *log.parts.files("articles")):
        status = Path(path).stat()
        parts.append([Path(path).name, status.st_size, status.st_mtime_ns])
    marks = log.marks_file.path
    return {
        "parts": parts,
        "marks": digest(marks.read_bytes().hex()) if marks.exists() else None,
        "versions": versions(),
    }


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
