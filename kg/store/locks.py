"""One writer at a time, also from several machines on one drive."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from kg.base.errors import GraphError
from kg.base.files import locked
from kg.base.places import here

NAME = ".lock"
_NETWORK = frozenset("9p afs beegfs ceph cifs davfs fuse glusterfs gpfs lustre ncpfs nfs nfs4 smb3 smbfs".split())
"""File systems that other machines may write to as well; locks of some hold on one machine only."""
_MOUNTS = Path("/proc/self/mounts")
_BOOT = Path("/proc/sys/kernel/random/boot_id")


class BusyError(GraphError):
    """Another process is writing."""


@contextmanager
def writing(directory: Path, *, wait: bool = False) -> Iterator[None]:
    """Keep other writers out of a graph directory, which is made when it is not there.

    The system's lock ends with its process. On a network drive, where it may hold on one machine only, the lock file
    names the machine that writes, and is left to no other until it is emptied.

    Args:
        directory: The graph directory.
        wait: Wait for another process that is writing to it.

    Raises:
        BusyError: Another process is writing to it.
        GraphError: It cannot be written.
    """
    with ExitStack() as held:
        lock = _taken(held, directory, wait=wait)
        _enter(lock, directory / NAME)
        held.callback(lock.truncate, 0)
        yield


def _taken(held: ExitStack, directory: Path, *, wait: bool) -> BinaryIO:
    while True:
        try:
            here(directory)
            directory.mkdir(parents=True, exist_ok=True)
            return held.enter_context(locked(directory / NAME, wait=wait))
        except FileNotFoundError:
            continue  # who held it has removed the whole directory meanwhile
        except BlockingIOError as error:
            message = f"another kg is writing to {directory}; wait until it has ended, or give --wait"
            raise BusyError(message) from error
        except OSError as error:
            raise GraphError.unwritable(directory, error) from error


def shared(directory: Path) -> bool:
    """Whether a directory lies on a drive that other machines may write to, as far as the system says."""
    try:
        lines = _MOUNTS.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return False
    here = str(directory.absolute())
    found = ("/", "")
    for line in lines:
        _, where, kind, *_ = line.split(" ")
        where = where.encode("latin-1", "ignore").decode("unicode_escape")
        if (here == where or here.startswith(where.rstrip("/") + "/")) and len(where) >= len(found[0]):
            found = where, kind
    return found[1].partition(".")[0] in _NETWORK


def holder(path: Path) -> dict[str, str] | None:
    """Who wrote itself into a lock file and has not taken itself out: ended, killed, or at work on another machine."""
    try:
        found = json.loads(path.read_text("utf-8") or "null")
    except (OSError, ValueError, RecursionError):
        return None
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else None


def _enter(lock: BinaryIO, path: Path) -> None:
    if not shared(path.parent):
        return
    told, us = holder(path), _us()
    if told and told.get("host") != us["host"] and told.get("boot") != us["boot"]:
        raise BusyError(
            f"{told.get('host')} is writing to {path.parent} (process {told.get('process')}), or was ended while it "
            f"did; if nothing runs there any more, remove {path}"
        )
    lock.truncate(0)
    lock.write(json.dumps(us).encode() + b"\n")
    lock.flush()
    os.fsync(lock.fileno())


def _us() -> dict[str, str]:
    try:
        boot = _BOOT.read_text("ascii").strip()
    except OSError:
        boot = ""
    return {"host": socket.gethostname(), "boot": boot, "process": str(os.getpid())}
