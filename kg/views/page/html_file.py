"""The page as a file: template, style, scripts and data put together, with a policy that lets nothing else in."""

from __future__ import annotations

import base64
import hashlib
import html
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from kg.base.errors import ExportError
from kg.base.files import write_whole
from kg.model import Article, Event
from kg.views.page.event_columns import PageColumns, columns
from kg.views.page.json_pieces import json_pieces

TITLE = "Who did what to whom"

SCRIPTS = (
    "base.js",
    "data.js",
    "calendar.js",
    "state.js",
    "drawing.js",
    "map.js",
    "pointer.js",
    "timeline.js",
    "brush.js",
    "band.js",
    "turns.js",
    "chart.js",
    "figures.js",
    "evidence.js",
    "cards.js",
    "tiecard.js",
    "table.js",
    "download.js",
    "controls.js",
    "main.js",
)
"""The scripts, in the order in which they are put into one."""

PLAIN_LIMIT = 100_000
"""Most characters of JSON that stay readable in the file; more are compressed."""

_POLICY = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; img-src data:; base-uri 'none'; "
    "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
_FRAME = '<iframe title="{title}" srcdoc="{content}" width="100%" height="{height}" style="border:0"></iframe>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An explorer of a graph: one HTML document; shows itself in a notebook.

    Attributes:
        html: The document.
        title: Its heading.
        height: Pixels that it takes in a notebook.
    """

    html: str
    title: str = TITLE
    height: int = 760

    def save(self, path: str | Path) -> Path:
        """Write the document to a file; a reader sees the old file or the whole new one.

        Raises:
            ExportError: It cannot be written.
        """
        target = Path(path)
        if target.is_dir():
            raise ExportError(f"{target} is a folder; name a file")
        try:
            write_whole(target, self.html.encode(), durable=False)
        except OSError as error:
            raise ExportError(f"cannot write {target}: {error.strerror or error}") from error
        return target

    def _repr_html_(self) -> str:
        return _FRAME.format(title=html.escape(self.title), content=html.escape(self.html), height=self.height)


def page(events: Iterable[Event], articles: Iterable[Article] = (), *, title: str = TITLE, height: int = 760) -> Page:
    """Return the explorer of some events.

    Args:
        events: Merged events of any status.
        articles: Those that the events were read from; they add headlines.
        title: Heading of the page.
        height: Pixels that it takes in a notebook.
    """
    return page_of(columns(events, articles), title=title, height=height)


def page_of(found: PageColumns, *, title: str = TITLE, height: int = 760) -> Page:
    """The same of columns; see :func:`page`."""
    style, script = _asset("style.css"), _script()
    slots = {
        "policy": _POLICY.format(script=_hash(script), style=_hash(style)),
        "title": html.escape(" ".join(title.split())),
        "style": style,
        "core": _block("core", found.core),
        "detail": _block("detail", found.detail),
        "script": script,
    }
    document = _asset("page.html")
    head, *parts = document.split("{{")
    filled = (slots[name] + rest for name, _, rest in (part.partition("}}") for part in parts))
    return Page(html=head + "".join(filled), title=title, height=height)


def _block(name: str, value: object) -> str:
    """A data block: JSON where that is short, else deflated and in base64."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    plain, length, packed = list[str](), 0, list[bytes]()
    for piece in json_pieces(value):
        length += len(piece)
        packed.append(deflate.compress(piece.encode("ascii")))
        if length <= PLAIN_LIMIT:
            plain.append(piece)
    if length <= PLAIN_LIMIT:  # nothing in it that HTML takes for a tag or a comment
        kind, content = "application/json", "".join(plain).replace("<", "\\u003c").replace(">", "\\u003e")
    else:
        packed.append(deflate.flush())
        kind, content = "application/octet-stream", base64.b64encode(b"".join(packed)).decode("ascii")
    return f'<script id="{name}" type="{kind}">{content}</script>'


@cache
def _asset(name: str) -> str:
    return files("kg.views.page").joinpath("assets", name).read_text("utf-8")


@cache
def _script() -> str:
    source = "\n".join(_asset(name) for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{source}}})();\n'


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
