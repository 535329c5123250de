"""Intake: what of an article is news, as passages that keep their offsets.

A passage is a stretch of the article (headline, paragraph, caption, dateline) with a normalised copy of the same
length. Boilerplate is left out by the general rules of :mod:`kg.extraction.cleaning.boilerplate` and by position: runs
of lines that are no sentences, second copies, and everything behind an appeal for money.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kg.extraction.cleaning import boilerplate, captions, paragraphs
from kg.extraction.cleaning.datelines import dateline_end
from kg.extraction.cleaning.language import is_english
from kg.extraction.segmentation import boundaries
from kg.lexicon.weights import weight
from kg.model import Article, Part

__all__ = ["Kind", "Passage", "is_english", "passages"]

Kind = Literal["headline", "body", "caption", "dateline"]

_LINE = 200
"""A paragraph of fewer characters without a full stop is a line: a heading, a link, a menu entry."""
_RUN = 3
"""As many lines in a row are a list of links or a menu."""
_LEAD_WORDS = 8
"""A sentence of at least so many words, with its full stop, is where the body begins."""
_HEADLINE_WORDS = 3
_SCRAP_WORDS = 4
_LISTED_WORDS = 4
"""The headlines of a list have so many words or more; the entries of a menu have fewer."""
_LISTED = weight("list_of_headlines")
"""A list of headlines has so large a share of such lines."""
_DATELINE_BLOCKS = 4
_MARKS = re.compile(r"(?:#{1,6}|[-*•▪>]|\d{1,2}[.)])\s+(?=\S)")
_KEY = re.compile(r"[\W_]+")
_SHORTEST_COPY = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of an article that is news.

    Attributes:
        part: Which part of the article the offsets count in.
        kind: What it is; a dateline names a place and a date, and no actor.
        start, end: Offsets in ``article.text`` or ``article.title``.
        text: Normalised copy of that stretch, of the same length; runs of spaces may stand in it.
        caps: True when it is written in capitals throughout.
    """

    part: Part
    kind: Kind
    start: int
    end: int
    text: str
    caps: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    start: int
    text: str

    @property
    def key(self) -> str:
        return _key(self.text)

    @property
    def is_line(self) -> bool:
        """Whether it is too short and too open at the end for a sentence; an introducing colon is no open end."""
        introduces = self.text.endswith(":") and len(self.text.split()) >= _LEAD_WORDS and self.text[-2] != " "
        return len(self.text) < _LINE and not introduces and not boilerplate.is_finished(self.text)

    @property
    def is_scrap(self) -> bool:
        """Whether it may be an entry of a menu, though it ends like a sentence: "No items!"."""
        return self.is_line or len(self.text.split()) <= _SCRAP_WORDS

    def slice(self, start: int, end: int) -> _Block | None:
        """Part of the block, trimmed, or None when nothing is in it."""
        content = self.text[start:end]
        trimmed = content.strip()
        if not trimmed:
            return None
        return _Block(start=self.start + start + len(content) - len(content.lstrip()), text=trimmed)


def passages(article: Article) -> list[Passage]:
    """Return the article's passages in order of the text, the title first when the text does not repeat it."""
    clean = paragraphs.normalise(article.text)
    blocks = [_unmarked(clean, *span) for span in paragraphs.paragraphs(article.text)]
    caps = paragraphs.is_caps(clean[:5000])
    lead = next((index for index, block in enumerate(blocks) if _is_lead(block)), len(blocks))
    seen: set[str] = set()
    found = _title(article, blocks[: lead + 1], seen)
    if _is_list(blocks):
        return found + _listed(blocks, seen, caps=caps)
    found += _headlines(blocks[:lead], seen, caps=caps)
    found += _body(blocks[lead:], seen, size=len(clean), caps=caps)
    return found


def _unmarked(clean: str, start: int, end: int) -> _Block:
    """The block without the heading, list or quotation marks that Markdown and e-mail put before it."""
    if mark := _MARKS.match(clean, start, end):
        start = mark.end()
    return _Block(start=start, text=clean[start:end])


def _key(text: str) -> str:
    return _KEY.sub("", text).casefold()


def _is_lead(block: _Block) -> bool:
    text = block.text
    if len(text.split()) < _LEAD_WORDS or block.is_line:
        return False
    is_caption = captions.caption(text) is not None and len(text) <= _LINE
    return not (is_caption or boilerplate.is_noise(text) or _appeal(text) == 0)


def _title(article: Article, head: list[_Block], seen: set[str]) -> list[Passage]:
    """The title from metadata, unless one of the first lines is the same."""
    if not article.title or not article.title.strip():
        return []
    key = _key(article.title)
    if any(block.key == key for block in head):
        return []
    seen.add(key)
    clean = paragraphs.normalise(article.title)
    start = len(clean) - len(clean.lstrip())
    text = clean.strip()
    return [
        Passage(
            part="title",
            kind="headline",
            start=start,
            end=start + len(text),
            text=text,
            caps=paragraphs.is_caps(text),
        )
    ]


def _is_list(blocks: list[_Block]) -> bool:
    """Whether the whole text is a list of headlines: nearly all of it lines as long as headlines, few of them ended."""
    lines = [block for block in blocks if len(block.text) < _LINE and len(block.text.split()) >= _LISTED_WORDS]
    ended = sum(boilerplate.is_finished(line.text) for line in lines)
    prose = any(_is_lead(block) for block in blocks)
    return len(lines) >= _RUN and len(lines) >= _LISTED * len(blocks) and not (prose and ended > len(lines) / 2)


def _listed(blocks: list[_Block], seen: set[str], *, caps: bool) -> list[Passage]:
    """Each line of a list of headlines as a headline; furniture and copies left out."""
    return [
        _passage(block, "headline", caps=caps)
        for block in blocks
        if not _seen(block, seen)
        and len(block.text.split()) >= _HEADLINE_WORDS
        and not boilerplate.is_noise(block.text)
        and _appeal(block.text) is None
    ]


def _headlines(head: list[_Block], seen: set[str], *, caps: bool) -> list[Passage]:
    """What stands before the body: headline, deck, dateline, captions; not the menus."""
    found: list[Passage] = []
    lines: list[_Block] = []
    for block in head:
        if _seen(block, seen) or boilerplate.is_noise(block.text) or _appeal(block.text) is not None:
            continue
        if dateline_end(block.text, caps=caps) == len(block.text):
            found.append(_passage(block, "dateline", caps=caps))
        elif (span := captions.caption(block.text)) is not None:
            if statement := block.slice(*span):
                found.append(_passage(statement, "caption", caps=caps))
        elif len(block.text.split()) >= _HEADLINE_WORDS:
            lines.append(block.slice(0, len(block.text.rstrip(" :|-"))) or block)
    if len(lines) > _RUN:  # a menu between headline and body: keep the first line, and the sentence-like one at the end
        lines = [lines[0], *(line for line in lines[-1:] if captions.has_verb(line.text))]
    found += [_passage(line, "headline", caps=caps) for line in lines]
    return sorted(found, key=lambda passage: passage.start)


def _body(blocks: list[_Block], seen: set[str], *, size: int, caps: bool) -> list[Passage]:
    runs = _runs(blocks)
    appealing = False
    found: list[Passage] = []
    for index, (block, run) in enumerate(zip(blocks, runs, strict=True)):
        if appealing and (block.start > size / 2 or _goes_on(block)):
            continue
        appealing = False
        if _seen(block, seen) or (block.is_line and not _is_statement(block, run)) or (block.is_scrap and run >= _RUN):
            continue
        news: _Block | None = block
        if (opening := _appeal(block.text)) is not None:
            appealing = True
            news = block.slice(0, opening)
        if news is not None and not boilerplate.is_noise(news.text):
            found += _pieces(news, opens=index < _DATELINE_BLOCKS, caps=caps)
    return found


def _runs(blocks: list[_Block]) -> list[int]:
    """For each block the number of consecutive lines (or furniture) it stands among; 0 for prose."""
    lengths = [0] * len(blocks)
    start = 0
    for index in range(len(blocks) + 1):
        if index < len(blocks) and (blocks[index].is_scrap or boilerplate.is_noise(blocks[index].text)):
            continue
        lengths[start:index] = [index - start] * (index - start)
        start = index + 1
    return lengths


def _is_statement(line: _Block, run: int) -> bool:
    """Whether a line without a full stop tells something: no link list, no menu, no other story's headline."""
    words = line.text.split()
    capitals = sum(word[0].isupper() for word in words)
    is_title = capitals >= weight("title_case_line") * len(words) and not paragraphs.is_caps(line.text)
    return (run < _RUN and not is_title and captions.has_verb(line.text)) or captions.caption(line.text) is not None


def _pieces(block: _Block, *, opens: bool, caps: bool) -> Iterator[Passage]:
    """A paragraph as passages: dateline split off, credit cut off, furniture among its sentences left out."""
    if opens and (length := dateline_end(block.text, caps=caps)):
        if dateline := block.slice(0, length):
            yield _passage(dateline, "dateline", caps=caps)
        rest = block.slice(length, len(block.text))
        if rest is None:
            return
        block = rest
    kind: Kind = "body"
    if (span := captions.caption(block.text)) is not None:
        credit = block.text[span[1] :].strip()
        kind = "body" if span[0] == 0 and credit.startswith(("(", "[")) else "caption"
        statement = block.slice(*span)
        if statement is None:
            return
        block = statement
    for piece in _without_furniture(block):
        yield _passage(piece, kind, caps=caps)


def _without_furniture(block: _Block) -> Iterator[_Block]:
    """The stretches of a paragraph between sentences that are furniture, and without a credit at its end."""
    end = captions.credit_start(block.text)
    start = 0
    if boilerplate.may_hold_noise(block.text):
        for sentence in boundaries.split(block.text[:end]):
            if boilerplate.is_noise_sentence(block.text[sentence.start : sentence.end]):
                if piece := block.slice(start, sentence.start):
                    yield piece
                start = sentence.end
    if piece := block.slice(start, end):
        yield piece


def _appeal(text: str) -> int | None:
    """Where in the paragraph an appeal for money opens, outside quotations, or None."""
    unquoted = boilerplate.unquoted(text)
    if not (boilerplate.appeal_start(unquoted, 0, len(text)) and boilerplate.addresses_reader(unquoted)):
        return None
    for part in boundaries.split(text):
        told = boilerplate.is_report(text[part.start : part.end])
        if not told and boilerplate.appeal_start(unquoted, part.start, part.end):
            return part.start
    return None


def _goes_on(block: _Block) -> bool:
    """Whether a paragraph behind an appeal still belongs to it."""
    return block.is_line or boilerplate.addresses_reader(boilerplate.unquoted(block.text))


def _seen(block: _Block, seen: set[str]) -> bool:
    key = block.key
    if key in seen and len(key) >= _SHORTEST_COPY:
        return True
    seen.add(key)
    return False


def _passage(block: _Block, kind: Kind, *, caps: bool) -> Passage:
    return Passage(
        part="text",
        kind=kind,
        start=block.start,
        end=block.start + len(block.text),
        text=block.text,
        caps=caps or paragraphs.is_caps(block.text),
    )
