"""A log on object storage: read where it is, and no more of it than an answer needs.

DuckDB asks for the ends of the parts and for the columns and row groups that a question is about. Each of these is one
request. What has been fetched is kept for the next question, in temporary files without a name.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from fsspec import AbstractFileSystem
from fsspec.caching import MMapCache

from kg.base.errors import GraphError, KgError
from kg.store.manifest import KINDS, Manifest, RowKind, StorePart
from kg.store.parts import Parts

if TYPE_CHECKING:
    import duckdb

BLOCK = 1 << 16
"""Bytes that are fetched at least: a request takes as long as some hundred thousand bytes."""
_HINTS = {
    "credentials": "give AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE; FSSPEC_S3_ANON=true for a public "
    "bucket",
    "profile": "AWS_PROFILE names a section of ~/.aws/config or ~/.aws/credentials",
    "endpoint": "is the store running, and is there a way to it? AWS_ENDPOINT_URL=http://host:port names one that is "
    "not Amazon's",
    "": "look at the address, at who may read there, and at the connection",
}


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """Whatever goes wrong on the way to a store is told with what to do about it.

    Raises:
        GraphError: Something did.
    """
    try:
        yield
    except (KgError, FileNotFoundError):
        raise
    except Exception as error:
        said = str(error) or type(error).__name__
        hint = next(hint for word, hint in _HINTS.items() if word in said.lower())
        raise GraphError(f"{folder} cannot be read: {said}\n{hint}") from error


def reach(folder: Path, marker: Path) -> None:
    """Make sure that there is a graph, and that it can be read.

    Args:
        folder: Where it should be.
        marker: A file of every graph.

    Raises:
        GraphError: There is none, or it cannot.
    """
    try:
        with told(folder):
            marker.read_bytes()
    except FileNotFoundError as error:
        what = "make one in a folder with kg build, and copy it there"
        raise GraphError(f"no graph in {folder}: {error}\n{what}") from error


class RemoteParts(Parts):
    """The parts of a log on object storage, as they were when it was opened."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._manifest: Manifest | None = None
        self._files = RemoteFiles(self)

    def manifest(self) -> Manifest:
        """What the folder held when it was asked for first."""
        if self._manifest is None:
            with told(self.folder.parent):
                self._manifest = Manifest.read(self.folder)
        return self._manifest

    def files(self, kind: RowKind) -> list[str]:
        """The files that count; that they are there is seen when they are read."""
        return [self.name(kind, part) for part in self.committed()]

    def name(self, kind: RowKind, part: StorePart) -> str:
        """A file as DuckDB asks :class:`RemoteFiles` for it."""
        return f"{RemoteFiles.protocol}://{part.file(kind)}"

    def damaged(self, part: StorePart, kind: RowKind, reason: str) -> GraphError:
        """What to tell of a part that cannot be read."""
        path, wanted, said = self.path(kind, part), self.manifest().files[part][kind].size, self._files.said
        try:
            if (size := path.stat().st_size) != wanted:
                said, reason = "", f"it has {size:,} bytes in place of {wanted:,}"
        except FileNotFoundError:
            said, reason = "", "it is missing"
        except Exception as error:  # noqa: BLE001 - of many libraries: the way there fails, and not the file
            said = said or str(error)
        if said:
            return GraphError(f"{path} cannot be read: {said}\n{_HINTS['']}; or copy the graph here")
        return GraphError(
            f"the event log of {self.folder.parent} is damaged: {path}: {reason}\n"
            f"put {path.name} there again from where the graph was made; or copy the graph to a folder, and give that "
            "part up with kg doctor --mend and kg build"
        )

    @contextmanager
    def held(self) -> Iterator[None]:
        """There are no locks: a file that is removed meanwhile is told as missing."""
        yield

    def show_to(self, database: duckdb.DuckDBPyConnection) -> None:
        """Let a database read the files."""
        if not database.filesystem_is_registered(RemoteFiles.protocol):
            database.register_filesystem(self._files)


class RemoteFiles(AbstractFileSystem):  # type: ignore[misc]  # untyped
    """The files of a log for DuckDB: their lengths from the manifest, their bytes as they are asked for.

    Attributes:
        said: What went wrong last; of DuckDB we hear only that something did.
    """

    protocol = "irkg"
    cachable = False

    def __init__(self, parts: RemoteParts) -> None:
        super().__init__()
        self._parts = parts
        self._sizes: dict[str, int] = {}
        self.said = ""
        self._caches: dict[str, MMapCache] = {}
        self._locks: defaultdict[str, Lock] = defaultdict(Lock)  # DuckDB reads in threads

    def open(self, path: str, mode: str = "rb", **_: Any) -> Piecewise:  # noqa: ANN401 - of a library's method
        """A file to read."""
        assert mode == "rb"
        return Piecewise(self, path)

    def glob(self, path: str, **_: Any) -> list[str]:  # noqa: ANN401 - likewise
        """A name is one file, whatever signs are in it."""
        return [path]

    def info(self, path: str, **_: Any) -> dict[str, Any]:  # noqa: ANN401 - likewise
        """What is known of a file without asking."""
        if not self._sizes:
            files = self._parts.manifest().files
            self._sizes = {part.file(kind): stamps[kind].size for part, stamps in files.items() for kind in KINDS}
        return {"name": path, "type": "file", "size": self._sizes[_plain(path)]}

    def modified(self, path: str) -> datetime:
        """Never: a part stays as it was made."""
        del path
        return datetime.fromtimestamp(0, UTC)

    def piece(self, path: str, start: int, end: int) -> bytes:
        """Bytes of a file; what has not been asked for before is fetched."""
        with self._locks[path]:
            if path not in self._caches:
                self._caches[path] = MMapCache(BLOCK, partial(self._fetch, path), self.info(path)["size"])
            try:
                return bytes(self._caches[path]._fetch(start, end))  # noqa: SLF001 - the way that its own files ask it
            except BaseException as error:
                del self._caches[path]  # it takes what did not come for there
                self.said = str(error) or type(error).__name__
                raise

    def _fetch(self, path: str, start: int, end: int) -> bytes:
        where: Any = self._parts.folder / _plain(path)
        found: bytes = where.fs.cat_file(where.path, start=start, end=end)
        return found


class Piecewise(io.RawIOBase):
    """A file of which what is asked for is fetched."""

    def __init__(self, files: RemoteFiles, path: str) -> None:
        super().__init__()
        self._files, self._path = files, path
        self._size: int = files.info(path)["size"]
        self._at = 0

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go somewhere."""
        self._at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        return self._at

    def tell(self) -> int:
        """Where we are."""
        return self._at

    def read(self, size: int = -1, /) -> bytes:
        """Fetch bytes."""
        end = self._size if size < 0 else min(self._at + size, self._size)
        found = self._files.piece(self._path, self._at, end) if end > self._at else b""
        self._at += len(found)
        return found


def _plain(path: str) -> str:
    return path.removeprefix(f"{RemoteFiles.protocol}://")
