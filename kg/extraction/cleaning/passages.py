"""Intake: what of an article is news, as passages that keep their offsets.

A passage is a stretch of the article (headline, paragraph, caption, dateline) with a normalised copy of the same
length. Boilerplate is left out by the general rules of :mod:`kg.extraction.cleaning.boilerplate` and by position: runs
of lines that are no sentences, second copies, and everything behind an appeal for money. What is left out is a passage,
too, with the reason.
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
from kg.extraction.reasons import Reason
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
        left: Why it is left out; None when it is read.
    """

    part: Part
    kind: Kind
    start: int
    end: int
    text: str
    caps: bool = False
    left: Reason | None = None


def passages(article: Article) -> list[Passage]:
    """Return the article's passages in order of the text, the title first when the text does not repeat it."""
    return [passage for passage in pieces(article) if passage.left is None]


def pieces(article: Article) -> list[Passage]:
    """Return the same and what is left out."""
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
    return [_passage(block, "headline", caps=caps, left=_no_headline(block, seen)) for block in blocks]


def _no_headline(block: Block, seen: set[str]) -> Reason | None:
    if _seen(block, seen):
        return Reason.COPY
    if boilerplate.is_noise(block.text):
        return Reason.FURNITURE
    if appeal(block.text) is not None:
        return Reason.APPEAL
    return Reason.HEADING if len(block.text.split()) < _HEADLINE_WORDS else None


def _headlines(head: list[Block], seen: set[str], *, caps: bool) -> list[Passage]:
    """What stands before the body: headline, deck, dateline, captions; not the menus."""
    found: list[Passage] = []
    lines: list[Block] = []
    for block in head:
        if (left := _no_headline(block, seen)) in {Reason.COPY, Reason.FURNITURE, Reason.APPEAL}:
            found.append(_passage(block, "headline", caps=caps, left=left))
        elif dateline_end(block.text, caps=caps) == len(block.text):
            found.append(_passage(block, "dateline", caps=caps))
        elif (span := captions.caption(block.text)) is not None:
            statement = block.slice(*span)
            found.append(_passage(statement or block, "caption", caps=caps, left=None if statement else Reason.CREDIT))
        elif left is not None:
            found.append(_passage(block, "headline", caps=caps, left=left))
        else:
            lines.append(block.slice(0, len(block.text.rstrip(" :|-"))) or block)
    told = lines
    if len(lines) > RUN:  # a menu between headline and body: keep the first line, and the sentence-like one at the end
        told = [lines[0], *(line for line in lines[-1:] if captions.has_verb(line.text))]
    found += [_passage(line, "headline", caps=caps, left=None if line in told else Reason.HEADING) for line in lines]
    return sorted(found, key=lambda passage: passage.start)


def _body(blocks: list[Block], seen: set[str], *, size: int, caps: bool) -> list[Passage]:
    runs = runs_of(blocks)
    appealing = False
    found: list[Passage] = []
    for index, (block, run) in enumerate(zip(blocks, runs, strict=True)):
        if appealing and (block.start > size / 2 or goes_on(block)):
            found.append(_passage(block, "body", caps=caps, left=Reason.APPEAL))
            continue
        appealing = False
        if (left := _no_prose(block, run, seen, caps=caps)) is not None:
            found.append(_passage(block, "body", caps=caps, left=left))
            continue
        news: Block | None = block
        if (opening := appeal(block.text)) is not None:
            appealing = True
            news = block.slice(0, opening)
        if news is not None and not boilerplate.is_noise(news.text):
            found += _pieces(news, opens=index < _DATELINE_BLOCKS, caps=caps)
        elif news is not None:
            found.append(_passage(news, "body", caps=caps, left=Reason.FURNITURE))
        if opening is not None and (rest := block.slice(opening, len(block.text))):
            found.append(_passage(rest, "body", caps=caps, left=Reason.APPEAL))
    return found


def _no_prose(block: Block, run: int, seen: set[str], *, caps: bool) -> Reason | None:
    """Why a block of the body tells nothing by where it stands, if so; ``run`` as in :func:`runs_of`."""
    if _seen(block, seen):
        return Reason.COPY
    if not caps and paragraphs.is_caps(block.text):  # the headline of another story
        return Reason.HEADING
    fragment = (block.is_line and not is_statement(block, run)) or (block.is_scrap and run >= RUN)
    if not fragment:
        return None
    return Reason.FURNITURE if boilerplate.is_noise(block.text) else Reason.HEADING


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
            yield _passage(block, kind, caps=caps, left=Reason.CREDIT)
            return
        block = statement
    for piece, left in _without_furniture(block):
        yield _passage(piece, kind, caps=caps, left=left)


def _without_furniture(block: Block) -> Iterator[tuple[Block, Reason | None]]:
    """The stretches of a paragraph between sentences that are furniture, and these; a credit at its end is cut off."""
    end = captions.credit_start(block.text)
    start = 0
    if boilerplate.may_hold_noise(block.text):
        for sentence in boundaries.split(block.text[:end]):
            if boilerplate.is_noise_sentence(block.text[sentence.start : sentence.end]):
                if piece := block.slice(start, sentence.start):
                    yield piece, None
                if noise := block.slice(sentence.start, sentence.end):
                    yield noise, Reason.FURNITURE
                start = sentence.end
    if piece := block.slice(start, end):
        yield piece, None


def _seen(block: Block, seen: set[str]) -> bool:
    key = block.key
    if key in seen and len(key) >= _SHORTEST_COPY:
        return True
    seen.add(key)
    return False


def _passage(block: Block, kind: Kind, *, caps: bool, left: Reason | None = None) -> Passage:
    return Passage(
        part="text",
        kind=kind,
        start=block.start,
        end=block.start + len(block.text),
        text=block.text,
        caps=caps or (left is None and paragraphs.is_caps(block.text)),
        left=left,
    )
