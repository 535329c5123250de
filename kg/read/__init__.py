"""Articles from files, folders and standard input: one reader a format.

Text is decoded and otherwise left exactly as it was found, line ends included: every offset in the graph counts
Unicode code points of :attr:`kg.model.Article.text`. For web pages that is the extracted text, for Markdown what
follows the front matter.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import IO

from kg.errors import ReadError, UsageError
from kg.model import Article
from kg.read.base import LIMIT, Reader, Skipped, Source, decode
from kg.read.jsonl import read_json, read_lines
from kg.read.pages import read_html
from kg.read.text import read_markdown, read_text

__all__ = ["LIMIT", "READERS", "Reader", "Skipped", "Source", "read"]

READERS: Mapping[str, Reader] = {
    ".htm": read_html,
    ".html": read_html,
    ".json": read_json,
    ".jsonl": read_lines,
    ".md": read_markdown,
    ".txt": read_text,
}
"""Suffix (lower case) to the function that reads such files. A new format is one more line here."""

SIDECAR = ".meta.json"
"""``NAME.meta.json`` beside ``NAME.txt`` holds the metadata of that article."""


def read(
    sources: Iterable[str | Path],
    *,
    published: date | None = None,
    stdin: IO[bytes] | None = None,
    recursive: bool = True,
) -> Iterator[Article | Skipped]:
    """Read articles, in the order of the sources, and within a folder in the order of names.

    Args:
        sources: Files, folders, or ``-`` for JSON lines from standard input.
        published: Publication date of all of them, whatever their metadata say.
        stdin: Where ``-`` reads from; ``sys.stdin.buffer`` by default.
        recursive: Whether folders within folders are read.

    Returns:
        Articles, and in place of one that cannot be read a :class:`Skipped` with its place and the reason.

    Raises:
        UsageError: At once, before anything is read: a source does not exist, its suffix is unknown, or a folder
            holds nothing to read.
    """
    files = [file for source in sources for file in _files(source, recursive=recursive)]
    return _read(files, published, stdin)


def _files(source: str | Path, *, recursive: bool) -> list[Path | None]:
    """The files of a source; None stands for standard input."""
    if str(source) == "-":
        return [None]
    path = Path(source)
    known = " ".join(sorted(READERS))
    if path.is_dir():
        files: list[Path | None] = [*_walk(path, recursive=recursive)]
        if not files:
            raise UsageError(f"{path}: no articles in this folder (files ending in {known})")
        return files
    if not path.exists():
        raise UsageError(f"{path}: no such file or folder")
    if path.suffix.lower() not in READERS:
        raise UsageError(f"{path}: unknown kind of file (known: {known})")
    return [path]


def _walk(folder: Path, *, recursive: bool) -> list[Path]:
    found = []
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if recursive and not name.startswith(".")]
        found += [Path(root, name) for name in names if _is_article(name)]
    return sorted(found, key=lambda path: path.relative_to(folder).parts)


def _is_article(name: str) -> bool:
    return Path(name).suffix.lower() in READERS and not name.startswith(".") and not name.endswith(SIDECAR)


def _read(files: Iterable[Path | None], published: date | None, stdin: IO[bytes] | None) -> Iterator[Article | Skipped]:
    for path in files:
        if path is None:
            source = Source(origin="-", stem="stdin", metadata={}, published=published)
            yield from read_lines(stdin or sys.stdin.buffer, source)
            continue
        try:
            source = Source(origin=str(path), stem=path.stem, metadata=_sidecar(path), published=published)
            with path.open("rb") as handle:
                yield from READERS[path.suffix.lower()](handle, source)
        except ReadError as error:
            yield Skipped(origin=str(path), reason=str(error))
        except OSError as error:
            yield Skipped(origin=str(path), reason=f"cannot be read: {error.strerror or error}")


def _sidecar(path: Path) -> Mapping[str, object]:
    """What ``NAME.meta.json`` says, if there is one; JSON files carry their metadata themselves."""
    sidecar = path.with_name(path.stem + SIDECAR)
    if path.suffix.lower() in (".json", ".jsonl") or not sidecar.is_file():
        return {}
    try:
        metadata: object = json.loads(decode(sidecar.read_bytes()))
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{sidecar.name} is no JSON") from error
    if not isinstance(metadata, dict):
        raise ReadError(f"{sidecar.name} holds no keys")
    return metadata
