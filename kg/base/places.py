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


def place(name: str | os.PathLike[str]) -> Path:
    """A folder by its name; what ``s3://bucket/graph`` names is read like a path, too.

    Raises:
        UsageError: What reads such addresses is not installed, or nothing does.
    """
    if not (address := _ADDRESS.match(text := os.fspath(name))):
        return Path(name)
    try:
        from upath import UPath

        found = UPath(text)
        found.fs  # noqa: B018 - asks for the package that knows this kind of address
    except ImportError as error:
        what = f" ({error})" if "install" in str(error).lower() else ""
        raise UsageError(f"{text}: what reads {address[1]}:// is not installed{what}: {INSTALL}") from error
    except ValueError as error:
        raise UsageError(f"{text}: nothing reads {address[1]}:// here; s3://, gs:// or a folder can be") from error
    return cast("Path", found)


def here(folder: Path) -> None:
    """Make sure that a folder is one that can be written.

    Raises:
        OSError: It is elsewhere.
    """
    if elsewhere(folder):
        raise OSError(EROFS, "it is read where it is, and not written; work on a copy in a folder, and copy that back")


def elsewhere(folder: Path) -> bool:
    """Whether a folder is not in the file system of this machine, so that it is read and not written."""
    return not isinstance(folder, Path)
