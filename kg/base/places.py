"""Where a graph is: a folder of this machine, or one on object storage, which is read in its place."""

from __future__ import annotations

import os
import re
from errno import EROFS
from pathlib import Path
from typing import cast

from kg.base.errors import UsageError

_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
INSTALL = "pip install 'irkg[remote]'"
_PACKAGES = {"gs": "gcsfs", "gcs": "gcsfs", "az": "adlfs", "abfs": "adlfs", "abfss": "adlfs"}  # of other stores
_READ_ONLY = "graphs there are read where they are, and not written; work on a copy in a folder, and copy that back"
_SHORTENED = re.compile(r"[a-z][a-z0-9+.-]+:/[^/]")  # s3://bucket once it was taken for a path


def place(name: str | os.PathLike[str]) -> Path:
    """A folder by its name; what ``s3://bucket/graph`` names is read like a path, too.

    Raises:
        UsageError: What reads such addresses is not installed, or nothing does.
    """
    if not (address := _ADDRESS.match(text := os.fspath(name))):
        return Path(name)
    if not text[address.end() :].strip("/"):
        raise UsageError(f"{text}: which graph there? as in {address[1]}://bucket/graph")
    try:
        from upath import UPath

        found = UPath(text)
        found.fs  # noqa: B018 - asks for the package that knows this kind of address
    except ImportError as error:
        package = _PACKAGES.get(address[1].lower())
        install = f"{INSTALL} {package}" if package else INSTALL
        raise UsageError(f"{text}: what reads {address[1]}:// is not installed: {install}") from error
    except ValueError as error:
        raise UsageError(f"{text}: nothing reads {address[1]}:// here; s3://, gs:// or a folder can be") from error
    return cast("Path", found)


def place_to_write(name: str | os.PathLike[str]) -> Path:
    """A folder by its name, for a graph that is written; what reads an address is not asked for to refuse it.

    Raises:
        UsageError: The name is an address.
    """
    if _ADDRESS.match(text := os.fspath(name)):
        raise UsageError(f"{text}: {_READ_ONLY}")
    return Path(name)


def here(folder: Path) -> None:
    """Make sure that a folder or file is one that can be written.

    Raises:
        OSError: It is elsewhere.
    """
    if elsewhere(folder):
        raise OSError(EROFS, _READ_ONLY)
    if _SHORTENED.match(str(folder)) and not folder.parent.exists():
        raise OSError(EROFS, "this is written in folders only; write it to a file, and copy that there")


def missing(source: Path) -> UsageError:
    """What to tell of a source that is not there: graphs are read on object storage, articles and tables are not."""
    if not _SHORTENED.match(text := str(source)):
        return UsageError(f"{source}: no such file or folder")
    address = text.replace(":/", "://", 1)
    return UsageError(f"{address}: articles and tables are not read on object storage; copy them to a folder")


def elsewhere(folder: Path) -> bool:
    """Whether a folder is not in the file system of this machine, so that it is read and not written."""
    return not isinstance(folder, Path)
