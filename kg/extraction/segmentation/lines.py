"""A sentence as the parser gets it, and where it stands in its article."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from kg.extraction.reasons import Reason
from kg.lexicon.words import alternation
from kg.model import Part

_GLUED = re.compile(rf"\b{alternation('glued_words')}(?=[A-Z][a-z.])")
_GLUED_BEHIND = re.compile(
    rf"(?<![A-Z])([A-Z][a-z]{{3,}}?)({alternation('glued_behind')})\b(?! [A-Z])"
)  # "Francois Mitterrand"
_SCARE_QUOTES = re.compile(r'"([a-z][^"]{0,40})"')
_GAP = 8  # characters of space and marks between two paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence ready for parsing.

    Attributes:
        part: The part of the article that offsets count in.
        start, end: Where the sentence stands there.
        text: Its text with runs of spaces closed up.
        offsets: Position in ``text`` -> position in the sentence as written, when they differ.
        headline: Whether it is (part of) a headline.
        quoted: Whether it begins inside a quotation that an earlier sentence opened.
        open_end: Whether a quotation is still open where it ends.
    """

    part: Part
    start: int
    end: int
    text: str
    offsets: tuple[int, ...] | None = None
    headline: bool = False
    quoted: bool = False
    open_end: bool = False

    def follows(self, other: Line) -> bool:
        """Whether nothing stands between the two, but for the space between paragraphs."""
        return self.part is other.part and 0 <= self.start - other.end <= _GAP


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A stretch of an article that is not parsed.

    Attributes:
        part, start: Where it stands.
        text: What it says.
        why: Why it is left out.
        found: The names in a sentence that has no trigger, or the triggers in one that names nobody.
    """

    part: Part
    start: int
    text: str
    why: Reason
    found: tuple[str, ...] = ()


def closed_up(text: str, names: Container[str] = ()) -> tuple[str, tuple[int, ...] | None]:
    """The text without what confuses parsers, and where each remaining character stood.

    Runs of spaces become one space; quotation marks around a few words in mid-sentence (called it "hasty") go, those
    of speech stay. Where a link has swallowed the space before a name ("fromHamas"), one is put in; it stands where the
    name begins, or where what follows it does ("Ukraineis"), if it is one of ``names`` and the whole is none.
    """
    lost = {match.end() for match in _GLUED.finditer(text)}
    lost |= {m.start(2) for m in _GLUED_BEHIND.finditer(text) if m[1] in names and m[0] not in names}
    dropped = {i for match in _SCARE_QUOTES.finditer(text) for i in (match.start(), match.end() - 1)}
    if "  " not in text and not dropped and not lost:
        return text, None
    kept = [i for i, letter in enumerate(text) if i not in dropped and (letter != " " or i == 0 or text[i - 1] != " ")]
    spaced = [(letter, i) for i in kept for letter in ((" ", text[i]) if i in lost else (text[i],))]
    return "".join(letter for letter, _ in spaced), tuple(i for _, i in spaced)
