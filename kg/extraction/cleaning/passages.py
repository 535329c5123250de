"""Intake: what of an article is news, as passages that keep their offsets.

A passage is a stretch of the article (headline, paragraph, caption, dateline) with a normalised copy of the same
length. Boilerplate is left out by the general rules of :mod:`kg.extraction.cleaning.boilerplate` and by position: runs
of lines that are no sentences, second copies, and everything behind an appeal for money.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kg.extraction.cleaning import boilerplate, captions, paragraphs
from kg.extraction.cleaning.blocks import (
    RUN,
    Block,
    appeal,
    copy_key,
    goes_on,
    is_lead,
    is_list,
    is_statement,
    runs_of,
    unmarked,
)
from kg.extraction.cleaning.datelines import dateline_end
from kg.extraction.segmentation import boundaries
from kg.model import Article, Part

Kind = Literal["headline", "body", "caption", "dateline"]

_HEADLINE_WORDS = 3
_DATELINE_BLOCKS = 4
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


def passages(article: Article) -> list[Passage]:
    """Return the article's passages in order of the text, the title first when the text does not repeat it."""
    clean = paragraphs.normalise(article.text)
    blocks = [block for span in paragraphs.paragraphs(article.text) if (block := unmarked(clean, *span)) is not None]
    caps = paragraphs.is_caps(clean[:5000])
    lead = next((index for index, block in enumerate(blocks) if is_lead(block)), len(blocks))
    seen: set[str] = set()
    found = _title(article, blocks[: lead + 1], seen)
    if is_list(blocks):
        return found + _listed(blocks, seen, caps=caps)
    found += _headlines(blocks[:lead], seen, caps=caps)
    found += _body(blocks[lead:], seen, size=len(clean), caps=caps)
    return found


def _title(article: Article, head: list[Block], seen: set[str]) -> list[Passage]:
    """The title from metadata, unless one of the first lines is the same."""
    if not article.title or not article.title.strip():
        return []
    key = copy_key(article.title)
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


def _listed(blocks: list[Block], seen: set[str], *, caps: bool) -> list[Passage]:
    """Each line of a list of headlines as a headline; furniture and copies left out."""
    return [
        _passage(block, "headline", caps=caps)
        for block in blocks
        if not _seen(block, seen)
        and len(block.text.split()) >= _HEADLINE_WORDS
        and not boilerplate.is_noise(block.text)
        and appeal(block.text) is None
    ]


def _headlines(head: list[Block], seen: set[str], *, caps: bool) -> list[Passage]:
    """What stands before the body: headline, deck, dateline, captions; not the menus."""
    found: list[Passage] = []
    lines: list[Block] = []
    for block in head:
        if _seen(block, seen) or boilerplate.is_noise(block.text) or appeal(block.text) is not None:
            continue
        if dateline_end(block.text, caps=caps) == len(block.text):
            found.append(_passage(block, "dateline", caps=caps))
        elif (span := captions.caption(block.text)) is not None:
            if statement := block.slice(*span):
                found.append(_passage(statement, "caption", caps=caps))
        elif len(block.text.split()) >= _HEADLINE_WORDS:
            lines.append(block.slice(0, len(block.text.rstrip(" :|-"))) or block)
    if len(lines) > RUN:  # a menu between headline and body: keep the first line, and the sentence-like one at the end
        lines = [lines[0], *(line for line in lines[-1:] if captions.has_verb(line.text))]
    found += [_passage(line, "headline", caps=caps) for line in lines]
    return sorted(found, key=lambda passage: passage.start)


def _body(blocks: list[Block], seen: set[str], *, size: int, caps: bool) -> list[Passage]:
    runs = runs_of(blocks)
    appealing = False
    found: list[Passage] = []
    for index, (block, run) in enumerate(zip(blocks, runs, strict=True)):
        if appealing and (block.start > size / 2 or goes_on(block)):
            continue
        appealing = False
        if _seen(block, seen) or (block.is_line and not is_statement(block, run)) or (block.is_scrap and run >= RUN):
            continue
        news: Block | None = block
        if (opening := appeal(block.text)) is not None:
            appealing = True
            news = block.slice(0, opening)
        if news is not None and not boilerplate.is_noise(news.text):
            found += _pieces(news, opens=index < _DATELINE_BLOCKS, caps=caps)
    return found


def _pieces(block: Block, *, opens: bool, caps: bool) -> Iterator[Passage]:
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


def _without_furniture(block: Block) -> Iterator[Block]:
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


def _seen(block: Block, seen: set[str]) -> bool:
    key = block.key
    if key in seen and len(key) >= _SHORTEST_COPY:
        return True
    seen.add(key)
    return False


def _passage(block: Block, kind: Kind, *, caps: bool) -> Passage:
    return Passage(
        part="text",
        kind=kind,
        start=block.start,
        end=block.start + len(block.text),
        text=block.text,
        caps=caps or paragraphs.is_caps(block.text),
    )
