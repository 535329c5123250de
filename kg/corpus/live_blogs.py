"""Live blogs: pages of many entries, each an article with its own time and heading.

News sites describe them as schema.org's LiveBlogPosting in JSON; where they do not, the entries are the stretches of
the page that each have one time of their own and together make up its text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_JSON = re.compile(
    r"<script[^>]{0,500}type\s*=\s*[\"']application/ld\+json[\"'][^>]{0,500}>(?P<json>.*?)</script>",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_BLOCK = re.compile(r"</(?:p|div|li|h[1-6])>|<br\s*/?>", re.IGNORECASE)
_FEWEST_WORDS = 5  # of an entry
_FEWEST = 2
_SHARE = 0.6
"""Entries make up so much of the words of a page that is a live blog; teasers of other stories are a small part."""
_LONGEST = 0.8
"""One that makes up more of the entries is an article, and the others are teasers."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LEFT_OUT = ("script", "style", "nav", "footer", "aside", "form", "noscript", "template")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a live blog.

    Attributes:
        title: Its heading, empty when it has none.
        text: What it says, a line a paragraph.
        date: Its time as the page writes it.
        url: Its own address, None when the page gives none.
    """

    title: str
    text: str
    date: str
    url: str | None


def entries(page: str) -> list[Entry]:
    """The entries of a live blog, in order of the page; none when the page is something else."""
    described, shown = _described(page), _shown(page)
    # the description often has the first words only of what the page shows
    return max(described, shown, key=lambda found: sum(len(entry.text) for entry in found)) if described else shown


def _described(page: str) -> list[Entry]:
    """The entries that JSON in the page describes."""
    found: list[Entry | None] = []
    for match in _JSON.finditer(page):
        try:
            parsed: object = json.loads(match["json"])
        except (ValueError, RecursionError):
            continue
        for posting in _objects(parsed):
            updates = posting.get("liveBlogUpdate")
            found += [_entry(update) for update in (updates if isinstance(updates, list) else [updates])]
    told = [entry for entry in found if entry is not None]
    return told if len(told) >= _FEWEST else []


def _objects(parsed: object) -> Iterator[Mapping[str, object]]:
    """The JSON objects on the first levels: one, a list of them, or a graph."""
    if isinstance(parsed, list):
        for item in parsed:
            yield from _objects(item)
    elif isinstance(parsed, Mapping):
        yield parsed
        yield from _objects(parsed.get("@graph") or [])


def _entry(update: object) -> Entry | None:
    if not isinstance(update, Mapping):
        return None

    def text(key: str) -> str:
        value = update.get(key)
        return _plain(value) if isinstance(value, str) else ""

    body, title = text("articleBody"), text("headline")
    date = text("datePublished") or text("dateModified")
    if not date or not (body or title):
        return None
    return Entry(title, body or title, date, text("url") or None)


def _plain(html: str) -> str:
    lines = unescape(_TAG.sub(" ", _BLOCK.sub("\n", html))).splitlines()
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def _shown(page: str) -> list[Entry]:
    """The entries that stand in the page itself, each around a time of its own."""
    if page.count("<time") < _FEWEST:
        return []
    from lxml import html
    from lxml.etree import ParserError

    try:
        root = html.document_fromstring(page)
    except (ParserError, ValueError):
        return []
    for element in root.xpath("|".join(f"//{name}" for name in _LEFT_OUT)):
        element.drop_tree()
    words = len(" ".join(root.body.itertext()).split())
    for group in _groups(_blocks(root)):
        found = [entry for block, date in group if (entry := _read(block, date)) is not None]
        lengths = [len(entry.text.split()) for entry in found]
        several = len(found) >= _FEWEST and len({entry.date for entry in found}) >= _FEWEST
        if several and sum(lengths) >= _SHARE * words and max(lengths) <= _LONGEST * sum(lengths):
            return found
    return []


def _groups(blocks: list[tuple[_Element, str]]) -> list[list[tuple[_Element, str]]]:
    """Blocks of one kind that stand beside each other."""
    found: dict[tuple[object, ...], list[tuple[_Element, str]]] = {}
    for block, date in blocks:
        styles = (block.get("class") or "").split()
        found.setdefault((block.getparent(), block.tag, *styles[:1]), []).append((block, date))
    return list(found.values())


def _blocks(root: _Element) -> list[tuple[_Element, str]]:
    """The largest elements with one time each."""
    times = [time for time in root.iter("time") if (time.get("datetime") or "").strip()]
    inside: dict[_Element, set[str]] = {}
    for time in times:
        for element in time.iterancestors():
            inside.setdefault(element, set()).add(time.get("datetime", ""))
    found: dict[_Element, str] = {}
    for time in times:
        alone = [element for element in time.iterancestors() if len(inside[element]) == 1]
        if alone and alone[-1].tag not in ("html", "body", "main"):
            found[alone[-1]] = time.get("datetime", "")
    return list(found.items())


def _read(block: _Element, date: str) -> Entry | None:
    title = ""
    lines: list[str] = []
    for element in block.iter("p", "li", "blockquote", *_HEADINGS):
        text = " ".join("".join(element.itertext()).split())
        if element.tag in _HEADINGS:
            title = title or text
        elif text and not any(text in line for line in lines):
            lines.append(text)
    body = "\n".join(lines)
    return Entry(title, body, date, None) if len(body.split()) >= _FEWEST_WORDS else None
