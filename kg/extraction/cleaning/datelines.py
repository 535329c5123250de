"""Datelines: where and when wire copy says it was filed. They name a place that acts in nothing."""

from __future__ import annotations

import re

from kg.lexicon.words import alternation

_MONTH = r"(?i:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[A-Za-z]*\.?"
_DATE = rf"(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:\s*,?\s*\d{{2,4}}\b){{0,3}}"
_WORD = r"[A-Z][\w.'/-]*"
_PLACE = rf"{_WORD}(?:\ (?:{_WORD}|{alternation('place_particles')})){{0,4}}"
_PLACES = rf"{_PLACE}(?:\s*,\s*{_PLACE}){{0,2}}"
_CAPITALS = r"[A-Z][A-Z.'-]{3,}(?:\ [A-Z][A-Z.'-]+){0,3}"
_AGENCY = r"\([^()]{2,60}\)"
_DASH = r"\s*(?:--|[-—_:])"
_NEXT = r"(?=\s*[A-Z\"'\[(\d])"
_TAGS = r"(?:\s*\[[^\[\]]{1,40}\])*"

_DATELINE = re.compile(
    rf"(?:{_PLACES}\s*,\s*{_DATE}\s*(?:{_AGENCY})?(?:{_DASH}{_NEXT}{_TAGS}|\s*$)"
    rf"|{_PLACES}\s*,?\s*(?:{_DATE})?\s*{_AGENCY}{_DASH}{_NEXT}{_TAGS}"
    rf"|{_CAPITALS}(?:\s*,\s*{_PLACE}){{0,2}}\s*(?:--|[-—])\s+{_NEXT}{_TAGS})\s*"
)
_LONGEST = 160

# Capitals that act and are no place: "NATO - Allies agreed" is a headline's way to begin, not a dateline.
_BODIES = re.compile(r"(?:NATO|ASEAN|OPEC|UNESCO|UNICEF|UNHCR|IAEA|AUKUS|BRICS|OSCE|ECOWAS|MERCOSUR|CARICOM)\b")


def dateline_end(text: str, *, caps: bool = False) -> int:
    """Return the length of the dateline that ``text`` (normalised) begins with, 0 when there is none.

    Args:
        text: A paragraph.
        caps: True when the whole text is in capitals, which then tell nothing: a date or an agency is needed.
    """
    match = _DATELINE.match(text[:_LONGEST])
    if match is None or _BODIES.match(text):
        return 0
    bare = not re.search(rf"{_DATE}|{_AGENCY}", match[0])
    return 0 if caps and bare else match.end()
