"""Plain text and Markdown: one article a file, its text exactly as it stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import IO

from kg.base.errors import ReadError
from kg.corpus import web_pages
from kg.corpus.base import Skipped, Source, article, content, decode
from kg.model import Article

_FENCE = re.compile(r"---[ \t]*\r?\n")
_FRONT = re.compile(r"---[ \t]*\r?\n(?P<yaml>.{0,65536}?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"---[ \t]*\r?\n[ \t]*[A-Za-z_]+[ \t]*:")


def read_text(handle: IO[bytes], source: Source) -> Iterator[Article | Skipped]:
    """Read a ``.txt`` file; one that holds a web page or tagged wire copy is read as that."""
    text = decode(content(handle))
    if web_pages.is_page(text):
        yield from web_pages.articles(text, source)
    elif web_pages.is_wire(text):
        yield web_pages.wire(text, source)
    else:
        yield article({"text": text}, source, origin=source.origin, name=source.stem)


def read_markdown(handle: IO[bytes], source: Source) -> Iterator[Article | Skipped]:
    """Read a ``.md`` file; YAML front matter is metadata, the text is what follows it."""
    text = decode(content(handle))
    metadata, body = _front_matter(text)
    yield article({**metadata, "text": body}, source, origin=source.origin, name=source.stem)


def _front_matter(text: str) -> tuple[Mapping[str, object], str]:
    if not _FENCE.match(text):
        return {}, text
    match = _FRONT.match(text)
    if match is None:
        if _KEY.match(text):
            raise ReadError("front matter is not closed by a line ---")
        return {}, text  # a rule across the page, not front matter
    import yaml

    try:
        metadata = yaml.safe_load(match["yaml"])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 2}" if mark else ""
        raise ReadError(f"front matter is no YAML{where}") from error
    if metadata is None:
        return {}, text[match.end() :]
    if not isinstance(metadata, dict):
        raise ReadError("front matter holds no keys")
    return {str(key): value for key, value in metadata.items()}, text[match.end() :]
