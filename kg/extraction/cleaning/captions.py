"""Captions and credits of pictures: what they state is kept, who took the picture is cut off."""

from __future__ import annotations

import re

from kg.lexicon.words import alternation

_I = re.IGNORECASE
_LONG = 600
"""Nothing longer, in characters, is a caption."""
_LONGEST_CREDIT = 160

_AGENCY = alternation("picture_sources")
_WHO = r"(?:[\w.'-]+\s){0,4}"
_INITIALS = r"[a-z]{2,4}(?:/[a-z]{2,4})+"
_CREDITS = (
    rf"[(\[](?:[^()\[\]]{{0,40}}\b)?{_AGENCY}\b[^()\[\]]{{0,40}}[)\]]",
    rf"[(\[](?:{_INITIALS}|{alternation('credit_openings')}\b[^()\[\]]{{0,60}})[)\]]",
    rf"{alternation('credit_labels')}\s*[:©]?\s*[^.!?]{{2,60}}",
    rf"(?:[-—]+\s*|via\s)?{_WHO}(?:/\s?)?{_AGENCY}(?:\s*/\s*[\w .'-]{{2,30}})?",
    rf"{_WHO}/\s{_WHO}[\w.'-]+",
    rf"[-—]+\s*(?:with\s)?{alternation('credited_staff')}",
)
_CREDIT = re.compile(rf"\s+(?:{'|'.join(_CREDITS)})\s*(?:\(CC[^()]{{0,20}}\))?\s*\.?", _I)
_BARE_CREDIT = re.compile(rf"\W*(?:{_WHO}(?:/\s?)?{_AGENCY}|ends?|###|-30-|{_INITIALS}|\[end\s\w+\])\W*", _I)
_LABEL = re.compile(
    rf"(?:{alternation('captioned')}\s+{alternation('picture_rights')}\s+(?:\S+\s+){{1,4}}?)?"
    rf"{alternation('captioned')}\s+caption\b[:\s]*|{alternation('caption_labels')}\s*:\s*",
    _I,
)
_VERB = re.compile(
    rf"\b(?:{alternation('caption_verbs')}|\w{{3,}}(?:ed|s))\b",
    _I,
)
_STOP = re.compile(r"[.!?][\"')]*(?=\s)")


def is_credit(text: str) -> bool:
    """Whether the paragraph is a credit and nothing else: "Reuter", "jo/ml", "Ana Ruiz / AFP"."""
    return len(text) <= _LONGEST_CREDIT and _BARE_CREDIT.fullmatch(text) is not None


def caption(text: str) -> tuple[int, int] | None:
    """Return the span of a caption's statement, without label and credit, or None where the text is no caption.

    The span is empty when no fact is stated.
    """
    if len(text) > _LONG:
        return None
    label = _LABEL.match(text)
    start, end = label.end() if label else 0, credit_start(text)
    if label is None and end == len(text):
        return None
    return (start, end) if has_verb(text[start:end]) else (start, start)


def statement(text: str) -> str:
    """What a labelled caption states, or nothing."""
    label = _LABEL.match(text)
    stated = text[label.end() : credit_start(text)] if label else ""
    return stated if has_verb(stated) else ""


def credit_start(text: str) -> int:
    """Return where a credit at the end of the text begins, behind the last full stop, or the text's length."""
    window = max(0, len(text) - _LONGEST_CREDIT)
    stops = [match.end() for match in _STOP.finditer(text, window)]
    return next((stop for stop in stops if _CREDIT.fullmatch(text, stop)), len(text))


def has_verb(text: str) -> bool:
    """Whether the text has four words or more and one that may be a finite verb (a cheap guess, for lines)."""
    return len(text.split()) >= 4 and may_be_verb(text)  # noqa: PLR2004 - fewer words tell no fact


def may_be_verb(text: str) -> bool:
    """Whether one of the words may be a finite verb."""
    return _VERB.search(text) is not None
