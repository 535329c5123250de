"""Captions and credits of pictures: what they state is kept, who took the picture is cut off."""

from __future__ import annotations

import re

_I = re.IGNORECASE
_LONG = 600
"""Nothing longer, in characters, is a caption."""
_LONGEST_CREDIT = 160

_AGENCY = (
    r"(?:AFP|AP|EPA|Reuters?|Xinhua|(?:ITAR-)?TASS|Interfax|UPI|DPA|ANSA|EFE|PTI|ANI|IANS|Kyodo|Yonhap|BBC|CNN|NYT|"
    r"Bloomberg|Getty(?: Images)?|Flickr|Shutterstock|Twitter|Facebook|Wikimedia(?: Commons)?|Anadolu|AA|SIPA|"
    r"Sputnik|Pool|Handout|File|Associated Press|Agence France-Presse|Al Jazeera)"
)
_WHO = r"(?:[\w.'-]+\s){0,4}"
_INITIALS = r"[a-z]{2,4}(?:/[a-z]{2,4})+"
_CREDITS = (
    rf"[(\[](?:[^()\[\]]{{0,40}}\b)?{_AGENCY}\b[^()\[\]]{{0,40}}[)\]]",
    rf"[(\[](?:{_INITIALS}|(?:photo|image|credit|file|source|via)\b[^()\[\]]{{0,60}})[)\]]",
    r"(?:photo|image|picture|credit|source|copyright|©)(?:\s(?:by|courtesy(?:\sof)?|credit))?\s*[:©]?\s*[^.!?]{2,60}",
    rf"(?:[-—]+\s*|via\s)?{_WHO}(?:/\s?)?{_AGENCY}(?:\s*/\s*[\w .'-]{{2,30}})?",
    rf"{_WHO}/\s{_WHO}[\w.'-]+",
    r"[-—]+\s*(?:with\s)?(?:agencies|staff writers?|wire reports?)",
)
_CREDIT = re.compile(rf"\s+(?:{'|'.join(_CREDITS)})\s*(?:\(CC[^()]{{0,20}}\))?\s*\.?", _I)
_BARE_CREDIT = re.compile(rf"\W*(?:{_WHO}(?:/\s?)?{_AGENCY}|ends?|###|-30-|{_INITIALS}|\[end\s\w+\])\W*", _I)
_LABEL = re.compile(
    r"(?:(?:image|photo|picture|video|media)\s+(?:copyright|credit|source)\s+(?:\S+\s+){1,4}?)?"
    r"(?:image|photo|picture|video|media)\s+caption\b[:\s]*|(?:caption|file photo|in this photo)\s*:\s*",
    _I,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|been|has|have|had|will|would|can|could|may|said|says?|left|met|hit|led|held|made|took|told|sent|"
    r"won|shows?|speaks?|meets?|walks?|stands?|expect|went|came|fell|rose|fled|gave|saw|struck|\w{3,}(?:ed|s))\b",
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
    return len(text.split()) >= 4 and _VERB.search(text) is not None  # noqa: PLR2004 - fewer words tell no fact
