"""Is a graph directory sound, and what can be mended: each check says what it found, and what mending cost.

Nothing is changed unless asked for. What mending takes out of the log is moved to ``set-aside/``, never removed.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kg.base import versions
from kg.base.errors import GraphError
from kg.base.files import leftovers
from kg.base.places import elsewhere
from kg.graph.options import Summary
from kg.graph.written import VIEWS, refresh, stale
from kg.sparql import index
from kg.store import Log, locks, manifest
from kg.store.kept_events import KeptEvents
from kg.store.manifest import KINDS, FileStamp, Manifest, RowKind, StorePart

State = Literal["good", "note", "fault", "mended"]
SET_ASIDE = "set-aside"
_ROOM = 200_000_000
"""Bytes that a build of some thousand articles may need for parts, views and what is sorted."""
_NAMED = 5  # names told in one line


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckUp:
    """What one check found.

    Attributes:
        check: What was looked at.
        state: ``good``; ``note``: worth knowing; ``fault``: something is wrong; ``mended``: it was.
        message: What there is.
        remedy: What to do about it; empty if there is nothing to do.
    """

    check: str
    state: State
    message: str
    remedy: str = ""


def examine(directory: Path, *, verify: bool = False, mend: bool = False) -> Iterator[CheckUp]:
    """Look at everything in a graph directory.

    Args:
        directory: The graph.
        verify: Read every part, the kept events and the index against their checksums; else what
            has its length is believed.
        mend: Mend what can be mended.

    Raises:
        GraphError: There is no graph, or mending needs a directory that cannot be written.
    """
    if elsewhere(directory):
        raise GraphError(f"{directory} is only read where it is; what is wrong with it says kg doctor of a copy")
    log = Log.open(directory)
    yield from _surroundings(log)
    if mend:
        with log.writing():
            yield from _log(log, verify=verify, mend=True)
    else:
        yield from _log(log, verify=verify, mend=False)
    try:
        log.parts.committed()
    except GraphError:
        return  # nothing else can be told without it
    yield from _marks(log)
    yield from _views(log, mend=mend)
    yield from _kept(log, verify=verify, mend=mend)
    yield from _index(log, verify=verify, mend=mend)


def _surroundings(log: Log) -> Iterator[CheckUp]:
    known = versions.versions()
    missing = [name for name, number in known.items() if number == "not installed"]
    told = ", ".join(f"{name} {number}" for name, number in known.items())
    if missing:
        yield CheckUp(check="versions", state="fault", message=told, remedy="reinstall with: pip install irkg")
    else:
        yield CheckUp(check="versions", state="good", message=told)
    there = [log.directory, log.parts.folder, log.marks_file.path]
    closed = [str(path) for path in there if path.exists() and not os.access(path, os.W_OK)]
    if closed:
        yield CheckUp(check="permissions", state="note", message=f"can be read, not written: {', '.join(closed)}")
    else:
        yield CheckUp(check="permissions", state="good", message="can be read and written")
    free = shutil.disk_usage(log.directory).free
    state: State = "good" if free > _ROOM else "note"
    yield CheckUp(check="space", state=state, message=f"{free / 1e9:.1f} GB free")
    if locks.shared(log.directory):
        yield CheckUp(check="drive", state="note", message="on a network drive: one machine at a time may write")


def _log(log: Log, *, verify: bool, mend: bool) -> Iterator[CheckUp]:
    """The manifest, the parts, and what else lies among them."""
    try:
        current = log.parts.manifest()
    except GraphError as error:
        message, _, remedy = str(error).partition("\n")
        if not mend:
            yield CheckUp(check="manifest", state="fault", message=message, remedy=remedy)
            return
        log.parts.folder.mkdir(exist_ok=True)
        current = Manifest.found(log.parts.folder)
        current.write(log.parts.folder)
        made = f"{message}; made anew of {len(current.parts)} parts that are there"
        yield CheckUp(check="manifest", state="mended", message=made)
        verify = True  # the names of files are all that it was made of
    faults = {(part, kind): found for part, kind, found in _faults(log, current, verify=verify)}
    for (part, kind), found in faults.items():
        message = f"{log.parts.path(kind, part)}: {found}"
        remedy = "restore it from a copy; or give the part up with --mend, and build again: its articles are read anew"
        yield CheckUp(check="part", state="mended" if mend else "fault", message=message, remedy="" if mend else remedy)
    if faults and mend:
        yield _given_up(log, current, {part for part, _ in faults})
    if not faults:
        how = "as they were written" if verify else "there, of the right length"
        yield CheckUp(check="parts", state="good", message=f"{len(current.parts)} parts, {how}")
    yield from _others(log, mend=mend)


def _faults(log: Log, current: Manifest, *, verify: bool) -> Iterator[tuple[StorePart, RowKind, str]]:
    for part in current.parts:
        for kind in KINDS:
            found = log.parts.fault(part, kind, current)
            if found is None and verify:
                stamp = FileStamp.of(log.parts.path(kind, part))
                same = stamp == current.files[part][kind]
                found = log.unreadable(kind, part) if same else "it is not what was written: its checksum differs"
            if found is not None:
                yield part, kind, found


def _given_up(log: Log, current: Manifest, parts: set[StorePart]) -> CheckUp:
    """Let some parts count no more; their files are kept aside."""
    aside = log.directory / SET_ASIDE
    aside.mkdir(exist_ok=True)
    current.without(parts).write(log.parts.folder)
    for part in sorted(parts):
        for kind in KINDS:
            path = log.parts.path(kind, part)
            if path.exists():
                path.replace(aside / path.name)
    names = ", ".join(part.name for part in sorted(parts))
    return CheckUp(
        check="part",
        state="mended",
        message=f"given up: {names}; what is left of them is in {aside}",
        remedy="kg build or kg import with the same sources reads their articles again",
    )


def _others(log: Log, *, mend: bool) -> Iterator[CheckUp]:
    """What a killed run has left, and what is not ours."""
    folder = log.parts.folder
    current = log.parts.manifest()
    left = [name for name in {*current.removable, *manifest.begun(folder)} if (folder / name).exists()]
    paths = [path for name in (*VIEWS, log.marks_file.path.name) for path in leftovers(log.directory / name)]
    paths += leftovers(folder / manifest.NAME)
    if left or paths:
        message = f"{len(left) + len(paths)} files that an ended run or a reader has left"
        remedy = "the next build removes them, or --mend"
        if mend:
            log.parts.sweep()
            for path in paths:
                path.unlink(missing_ok=True)
        yield CheckUp(
            check="leftovers", state="mended" if mend else "note", message=message, remedy="" if mend else remedy
        )
    mine = {manifest.NAME, "begun.json", *left, *(part.file(kind) for part in current.parts for kind in KINDS)}
    strange = sorted(path.name for path in folder.iterdir() if path.name not in mine and path not in paths)
    if strange:
        more = f" and {len(strange) - _NAMED} more" if len(strange) > _NAMED else ""
        message = f"not of this graph, and left alone: {', '.join(strange[:_NAMED])}{more}"
        yield CheckUp(check="log folder", state="note", message=message)


def _marks(log: Log) -> Iterator[CheckUp]:
    try:
        marks = log.marks_file.read()
    except GraphError as error:
        yield CheckUp(check="marks", state="fault", message=str(error), remedy="mend the lines by hand")
        return
    try:
        absent = len({mark.event for mark in marks} - set(log.claims({mark.event for mark in marks})))
    except GraphError:
        return  # a damaged part, which has been told
    message = f"{len(marks)} marks" + (f", {absent} about what the graph does not hold now" if absent else "")
    yield CheckUp(check="marks", state="good", message=message)


def _views(log: Log, *, mend: bool) -> Iterator[CheckUp]:
    old = stale(log, log.directory)
    if old and mend:
        refresh(log, log.directory, Summary())
        yield CheckUp(check="views", state="mended", message=f"of an earlier state: {', '.join(old)}; made anew")
    elif old:
        message = f"of another state than the log: {', '.join(old)}"
        yield CheckUp(check="views", state="fault", message=message, remedy="kg build makes them anew, or --mend")
    else:
        yield CheckUp(check="views", state="good", message="agree with the log, as far as there are any")


def _kept(log: Log, *, verify: bool, mend: bool) -> Iterator[CheckUp]:
    for alleged in (False, True):
        kept = KeptEvents(Log.open(log.directory, alleged=alleged))
        if kept.damaged(verify=verify):
            if mend:
                kept.forget()
            message = f"{kept.path.name} is not what was written" + ("; made anew when it is needed" if mend else "")
            remedy = "" if mend else "the next question makes it anew, or remove it"
            yield CheckUp(check="kept events", state="mended" if mend else "fault", message=message, remedy=remedy)


def _index(log: Log, *, verify: bool, mend: bool) -> Iterator[CheckUp]:
    if index.damaged(log, verify=verify):
        if mend:
            index.ensure(log, anew=True)
        message = "its files are not what was written" + ("; made anew" if mend else "")
        remedy = "" if mend else "the next query makes it anew, or --mend"
        yield CheckUp(check="index", state="mended" if mend else "fault", message=message, remedy=remedy)
    elif index.fresh(log):
        yield CheckUp(check="index", state="good", message="agrees with the log")
    else:
        yield CheckUp(check="index", state="good", message="none that agrees with the log; made when it is needed")
