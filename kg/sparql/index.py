"""SPARQL over a graph directory of any size: triples on disk, derived from the log, mended when it has grown.

The index stands in ``index/`` of the graph directory. It may be deleted at any time. What it was made of is written
down beside it: the parts of the log, the marks, the versions of irkg and its ontology, and the reports that it covers.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from kg.base.errors import GraphError
from kg.base.files import locked, write_whole
from kg.base.places import elsewhere
from kg.sparql import Store
from kg.sparql.index_filling import fill
from kg.sparql.index_update import TooMuch, mend
from kg.sparql.portions import Progress, triples, whole_of
from kg.sparql.stamp import FORMAT, STAMP, Stamp, files_of, stamp_of, whole
from kg.store import Log
from kg.store.changes import changes, note, spots
from kg.store.state import made_of

if TYPE_CHECKING:
    import rdflib

MEMORY_LIMIT = 2_000
"""Reports up to which a question is answered from memory without an index: half a second."""

MOST_IN_MEMORY = 20_000
"""Reports up to which this is done where an index cannot be written: some 0.4 GB."""

SHARE = 4
"""An index is mended while less than one in so many reports has changed."""

_log = logging.getLogger(__name__)
_COVERED = "covered.parquet"


def store(log: Log, *, progress: Progress | None = None) -> Store:
    """The graph for questions: in memory when it is small, else the index, which is brought up to date.

    One of middling size whose index cannot be written is answered from memory, too.

    Raises:
        GraphError: The log is damaged, or the index cannot be written.
    """

    def renew() -> Path:
        return ensure(log, progress=progress, anew=True)

    if fresh(log) or damaged(log):
        return Store.on_disk(ensure(log), renew=renew)
    reports = log.size()[1]
    if reports > MEMORY_LIMIT:
        try:
            return Store.on_disk(ensure(log, progress=progress), renew=renew)
        except GraphError:
            if reports > MOST_IN_MEMORY:
                raise
    return Store.of(triples(log))


def fresh(log: Log) -> bool:
    """Whether the index is there, whole, and up to date."""
    folder = log.directory / "index"
    stamp = stamp_of(folder)
    return stamp is not None and stamp["format"] == FORMAT and stamp["made_of"] == made_of(log) and whole(folder, stamp)


def damaged(log: Log, *, verify: bool = False) -> bool:
    """Whether there is an index whose files are not what was written.

    Args:
        log: The graph.
        verify: Read all of it.
    """
    folder = log.directory / "index"
    stamp = stamp_of(folder)
    if stamp is None:
        return (folder / STAMP).exists()
    return stamp["format"] == FORMAT and not whole(folder, stamp, verify=verify)


def ensure(log: Log, *, progress: Progress | None = None, anew: bool = False) -> Path:
    """Bring the index up to date if it is not: mended where little has changed, else made anew.

    The new one is a folder of its own, which shares unchanged files with the old one; it counts from the moment the
    stamp names it. So whoever reads the old one is not disturbed, and an interruption leaves that as it was.

    Args:
        log: The graph.
        progress: Called with the number of events done so far, while the index is made anew.
        anew: Make it anew in any case: it was found to be damaged.

    Returns:
        The folder of the Oxigraph store.

    Raises:
        GraphError: The log is damaged, or the index cannot be written.
    """
    folder = log.directory / "index"
    if elsewhere(folder):
        raise GraphError(f"SPARQL needs an index beside the log, and {log.directory} is only read: copy it to a folder")
    stamp = stamp_of(folder)
    if stamp is not None and fresh(log) and not anew:  # asks for nothing to be written
        return folder / stamp["store"] / "store"
    try:
        with locked(log.directory / ".index.lock"):
            stamp = stamp_of(folder)
            spoilt = anew or damaged(log)
            if spoilt:
                _log.warning("the index in %s is damaged; it is made anew", folder)
            if stamp is None or spoilt or not fresh(log):
                stamp = _renew(folder, stamp, log, progress, mendable=not spoilt)
    except OSError as error:
        raise GraphError(f"the index in {folder} cannot be written: {error.strerror or error}") from error
    return folder / stamp["store"] / "store"


def _renew(folder: Path, old: Stamp | None, log: Log, progress: Progress | None, *, mendable: bool) -> Stamp:
    number = int(str(old["store"])) if old else 0
    _keep(folder, {str(number)})
    new = next(path for at in count(number + 1) if not (path := folder / str(at)).exists())
    marks = sorted(f"{mark.event} {mark}" for mark in log.marks_file.read())
    # taken before anything is read: what comes meanwhile is new the next time
    stamp: Stamp = {"format": FORMAT, "store": new.name, "made_of": made_of(log), "marks": marks, "files": {}}
    try:
        new.mkdir(parents=True)
        reports = note(log, new / _COVERED)
        mended = mendable and old is not None and _mended(folder / str(number), old, new, stamp, reports, log)
        if not mended:
            shutil.rmtree(new / "store", ignore_errors=True)
            fill(new / "store", log, progress)
        stamp["files"] = files_of(new / "store", old["files"] if mended and old else None)
        write_whole(folder / STAMP, json.dumps(stamp).encode() + b"\n")
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    # who has just opened the old one may not have opened all of its files
    _keep(folder, {new.name, str(number)} if mended else {new.name})
    return stamp


def _mended(before: Path, old: Stamp, new: Path, stamp: Stamp, reports: int, log: Log) -> bool:
    """Make the new index of the old one; False if that cannot be done or is not worth while."""
    import duckdb
    import pyoxigraph as ox

    was, now = old["made_of"], stamp["made_of"]
    same_log = any(part in was["parts"] for part in now["parts"])  # else the graph was built anew
    if old["format"] != FORMAT or was["versions"] != now["versions"] or not same_log:
        return False
    try:
        changed = changes(before / _COVERED, new / _COVERED)
        if len(changed) * SHARE > reports:
            return False
        marked = {line.split()[0] for line in set(old["marks"]) ^ set(stamp["marks"])}
        others = {line.split()[2] for line in set(old["marks"]) ^ set(stamp["marks"]) if " same-as " in line}
        changed += spots(log, marked | others, any_type=True)
        shutil.copytree(before / "store", new / "store", copy_function=_share)
        engine = ox.Store(str(new / "store"))
        if changed:
            mend(engine, log, changed, whole_of(log))
        engine.flush()
    except (TooMuch, OSError, RuntimeError, duckdb.Error):  # also a damaged index
        return False
    return True


def _share(source: str, target: str) -> None:
    """Let two folders have one file in common where that is safe: tables of Oxigraph never change."""
    if source.endswith(".sst"):
        with suppress(OSError):  # a file system without links
            os.link(source, target)
            return
    if Path(source).name != "LOCK":
        shutil.copyfile(source, target)


def _keep(folder: Path, names: set[str]) -> None:
    """Remove indexes that do not count."""
    for path in folder.glob("*"):
        if path.is_dir() and path.name not in names:
            shutil.rmtree(path, ignore_errors=True)


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

    from kg.base.prefixes import PREFIXES

    engine = ox.Store.read_only(str(ensure(log)))
    # under any other identifier the graph would look empty
    graph = rdflib.Graph(store=OxigraphStore(store=engine), identifier=DATASET_DEFAULT_GRAPH_ID, bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph
