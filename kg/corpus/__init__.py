"""Articles from files, folders and standard input: one reader a format.

Text is decoded and otherwise left exactly as it was found, line ends included: every offset in the graph counts
Unicode code points of :attr:`kg.model.Article.text`. For web pages that is the extracted text, for Markdown what
follows the front matter.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import IO

from kg.base.errors import ReadError, UsageError
from kg.base.places import missing
from kg.base.printable import without_password
from kg.base.suggestions import unknown
from kg.corpus.article_tables import read_csv, read_parquet
from kg.corpus.base import LIMIT, Reader, Skipped, Source, decode
from kg.corpus.door import reason
from kg.corpus.feeds import read_feed
from kg.corpus.fetching import is_url, read_url
from kg.corpus.jsonl import read_json, read_lines
from kg.corpus.meter import Meter
from kg.corpus.plain_text import read_markdown, read_text
from kg.corpus.warc import read_warc
from kg.corpus.web_pages import read_html
from kg.model import Article

__all__ = ["LIMIT", "READERS", "Meter", "Reader", "Skipped", "Source", "files", "read"]

READERS: Mapping[str, Reader] = {
    ".atom": read_feed,
    ".csv": read_csv,
    ".htm": read_html,
    ".html": read_html,
    ".json": read_json,
    ".jsonl": read_lines,
    ".md": read_markdown,
    ".parquet": read_parquet,
    ".rss": read_feed,
    ".tsv": read_csv,
    ".txt": read_text,
    ".warc": read_warc,
    ".warc.gz": read_warc,
    ".xml": read_feed,
}
"""Suffix (lower case) to the function that reads such files. A new format is one more line here."""

_ASKED = frozenset({".csv", ".tsv", ".parquet", ".xml"})
"""Found in a folder these need not be articles; they are read when named."""

SIDECAR = ".meta.json"
"""``NAME.meta.json`` beside ``NAME.txt`` holds the metadata of that article."""


def read(
    sources: Iterable[str | Path],
    *,
    published: date | None = None,
    stdin: IO[bytes] | None = None,
    recursive: bool = True,
    columns: Mapping[str, str] | None = None,
    private: bool = False,
    meter: Meter | None = None,
) -> Iterator[Article | Skipped]:
    """Read articles, in the order of the sources, and within a folder in the order of names.

    Args:
        sources: Files, folders, addresses of pages and feeds, or ``-`` for JSON lines from standard input.
        published: Publication date of all of them, whatever their metadata say.
        stdin: Where ``-`` reads from; ``sys.stdin.buffer`` by default.
        recursive: Whether folders within folders are read.
        columns: For tables: which column holds a field (id, title, text, published, outlet, url, language).
        private: Whether addresses within the own network may be read.
        meter: Told how far reading is.

    Returns:
        Articles, and in place of one that cannot be read a :class:`Skipped` with its place and the reason.

    Raises:
        UsageError: At once, before anything is read: a source does not exist, its suffix is unknown, or a folder
            holds nothing to read.
    """
    found = [file for source in sources for file in files(source, recursive=recursive)]
    about = Source(origin="", stem="", metadata={}, published=published, columns=columns or {})
    meter = meter or Meter()
    meter.expect(found)
    return _read(found, about, stdin, meter, private=private)


def files(source: str | Path, *, recursive: bool = True) -> Sequence[Path | str]:
    """The files of a source; texts are addresses, and ``-`` standard input.

    Raises:
        UsageError: As for :func:`read`.
    """
    if str(source) == "-" or is_url(str(source)):
        return [str(source)]
    path = Path(source)
    if path.is_dir():
        found = _walk(path, recursive=recursive)
        if not found:
            raise UsageError(
                f"{path}: no articles in this folder (files ending in {' '.join(sorted(READERS.keys() - _ASKED))})"
            )
        return found
    if not path.exists():
        raise missing(path)
    if _kind(path) not in READERS:
        raise UsageError(f"{path}: {unknown('kind of file', _kind(path), sorted(READERS))}")
    return [path]


def _walk(folder: Path, *, recursive: bool) -> list[Path]:
    found = []
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if recursive and not name.startswith(".")]
        found += [Path(root, name) for name in names if _is_article(name)]
    return sorted(found, key=lambda path: path.relative_to(folder).parts)


def _kind(path: Path) -> str:
    """The suffix that decides who reads a file, with what it is packed in."""
    return "".join(path.suffixes[-2:]).lower() if path.suffix.lower() == ".gz" else path.suffix.lower()


def _is_article(name: str) -> bool:
    kind = _kind(Path(name))
    return kind in READERS and kind not in _ASKED and not name.startswith(".") and not name.endswith(SIDECAR)


def _read(
    files: Iterable[Path | str], about: Source, stdin: IO[bytes] | None, meter: Meter, *, private: bool
) -> Iterator[Article | Skipped]:
    for file in files:
        try:
            if file == "-":
                yield from read_lines(stdin or sys.stdin.buffer, replace(about, origin="-", stem="stdin"))
            elif isinstance(file, str):
                yield from read_url(file, replace(about, origin=file, stem=file), private=private)
            else:
                yield from _of_file(file, about, meter)
        except Exception as error:  # noqa: BLE001 - the one door: whatever a reader or its library does, it is told
            origin = str(file) if isinstance(file, Path) else without_password(file)
            yield Skipped(origin=origin, reason=reason(error))


def _of_file(path: Path, about: Source, meter: Meter) -> Iterator[Article | Skipped]:
    if path.exists() and not path.is_file():
        raise ReadError("no regular file")  # a pipe would be waited for
    source = replace(about, origin=str(path), stem=path.stem, metadata=_sidecar(path))
    with path.open("rb") as handle, meter.reading(handle):
        yield from READERS[_kind(path)](handle, source)


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
