"""What somebody does not do, as he does something else: "instead of helping", "rather than help"."""

from __future__ import annotations

from kg.extraction.syntax.word import Word

_INSTEAD = "instead"
_RATHER = "rather"
_THAN = "than"


def is_instead(verb: Word) -> bool:
    """Whether a verb tells what is passed over; with "instead of" it is a gerund."""
    if verb.dep == "pcomp" and any(child.lower == _INSTEAD for child in verb.head.children):
        return True
    than = _than(verb)
    if than is None:
        return False
    around = (*than.children, *than.head.children, *verb.head.children)
    return any(word.lower == _RATHER and word.i < than.i for word in around)


def _than(verb: Word) -> Word | None:
    """The *than* that a verb stands behind, whatever the parser made of it: preposition, subjunction, conjunction."""
    if verb.dep == "pcomp":
        return verb.head if verb.head.lower == _THAN else None
    near = (*verb.all("mark"), *(verb.head.all("cc") if verb.dep == "conj" else ()))
    return next((word for word in near if word.lower == _THAN and word.i < verb.i), None)
