"""Blocks: paragraphs and lines of a text, and what each is by itself: prose, a line, a scrap, an appeal for money."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extraction.cleaning import boilerplate, captions, paragraphs
from kg.extraction.segmentation import boundaries
from kg.lexicon.weights import weight

_LINE = 200
"""A paragraph of fewer characters without a full stop is a line: a heading, a link, a menu entry."""
RUN = 3
"""As many lines in a row are a list of links or a menu."""
_LEAD_WORDS = 8
"""A sentence of at least so many words, with its full stop, is where the body begins."""
_SCRAP_WORDS = 4
_LISTED_WORDS = 4
"""The headlines of a list have so many words or more, or one fewer and a verb; the entries of a menu have fewer."""
_LISTED = weight("list_of_headlines")
"""A list of headlines has so large a share of such lines."""
_MARKS = re.compile(
    rf"(?:(?:#{{1,6}}|{paragraphs.SIGN}|\(?\d{{1,3}}[.)])\s+(?=\S))?"
    r"(?:\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?\s*[-—:|,]?\s+(?=[A-Z]))?"
)
"""The sign or number of an entry of a list, and the hour of one of a ticker."""
_KEY = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph or line of a text: the offset where it starts, and its normalised text."""

    start: int
    text: str

    @property
    def key(self) -> str:
        """What the block shares with a copy of it."""
        return copy_key(self.text)

    @property
    def is_line(self) -> bool:
        """Whether it is too short and too open at the end for a sentence; an introducing colon is no open end."""
        introduces = self.text.endswith(":") and len(self.text.split()) >= _LEAD_WORDS and self.text[-2] != " "
        return len(self.text) < _LINE and not introduces and not boilerplate.is_finished(self.text)

    @property
    def is_scrap(self) -> bool:
        """Whether it may be an entry of a menu, though it ends like a sentence: "No items!"."""
        return self.is_line or len(self.text.split()) <= _SCRAP_WORDS

    def slice(self, start: int, end: int) -> Block | None:
        """Part of the block, trimmed, or None when nothing is in it."""
        content = self.text[start:end]
        trimmed = content.strip()
        if not trimmed:
            return None
        return Block(start=self.start + start + len(content) - len(content.lstrip()), text=trimmed)


def unmarked(clean: str, start: int, end: int) -> Block | None:
    """The block without the heading, list or quotation marks that Markdown and e-mail put before it.

    Trimmed again, since control characters and the markup of a picture become spaces: None when nothing else is in it.
    """
    if mark := _MARKS.match(clean, start, end):
        start = mark.end()
    return Block(start=0, text=clean).slice(start, end)


def copy_key(text: str) -> str:
    """The text without what two copies of it may differ in: case, spaces, marks."""
    return _KEY.sub("", text).casefold()


def is_lead(block: Block) -> bool:
    """Whether it is a sentence with which a body may begin: no line, no caption, no furniture."""
    text = block.text
    if len(text.split()) < _LEAD_WORDS or block.is_line:
        return False
    is_caption = captions.caption(text) is not None and len(text) <= _LINE
    return not (is_caption or boilerplate.is_noise(text) or appeal(text) == 0)


def is_list(blocks: list[Block]) -> bool:
    """Whether the whole text is a list of headlines: nearly all of it lines as long as headlines, few of them ended."""
    lines = [block for block in blocks if len(block.text) < _LINE and is_listed(block.text)]
    ended = sum(boilerplate.is_finished(line.text) for line in lines)
    prose = any(is_lead(block) for block in blocks)
    return len(lines) >= RUN and len(lines) >= _LISTED * len(blocks) and not (prose and ended > len(lines) / 2)


def is_listed(text: str) -> bool:
    """Whether a line is as long as a headline: four words, or three with what may be a verb behind the first."""
    parts = text.split()
    return len(parts) >= _LISTED_WORDS or (
        len(parts) == _LISTED_WORDS - 1 and captions.may_be_verb(" ".join(parts[1:]))
    )


def runs_of(blocks: list[Block]) -> list[int]:
    """For each block the number of consecutive lines (or furniture) it stands among; 0 for prose."""
    lengths = [0] * len(blocks)
    start = 0
    for index in range(len(blocks) + 1):
        if index < len(blocks) and (blocks[index].is_scrap or boilerplate.is_noise(blocks[index].text)):
            continue
        lengths[start:index] = [index - start] * (index - start)
        start = index + 1
    return lengths


def is_statement(line: Block, run: int) -> bool:
    """Whether a line without a full stop tells something: no link list, no menu, no other story's headline."""
    words = line.text.split()
    capitals = sum(word[0].isupper() for word in words)
    is_title = capitals >= weight("title_case_line") * len(words) and not paragraphs.is_caps(line.text)
    return (run < RUN and not is_title and captions.has_verb(line.text)) or captions.caption(line.text) is not None


def appeal(text: str) -> int | None:
    """Where in the paragraph an appeal for money opens, outside quotations, or None."""
    unquoted = boilerplate.unquoted(text)
    if not (boilerplate.appeal_start(unquoted, 0, len(text)) and boilerplate.addresses_reader(unquoted)):
        return None
    for part in boundaries.split(text):
        told = boilerplate.is_report(text[part.start : part.end])
        if not told and boilerplate.appeal_start(unquoted, part.start, part.end):
            return part.start
    return None


def goes_on(block: Block) -> bool:
    """Whether a paragraph behind an appeal still belongs to it."""
    return block.is_line or boilerplate.addresses_reader(boilerplate.unquoted(block.text))
