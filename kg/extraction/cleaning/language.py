"""Whether a text is in English: a count of function words first, a language model only in doubt."""

from __future__ import annotations

import re

from kg.lexicon.weights import weight
from kg.lexicon.words import words

_SAMPLE = 2000
"""Characters looked at."""
_PLAIN = weight("english_share")
"""Share of function words from which a text is plainly English: news in English has 0.2 and more."""
_FEW = 8
"""Texts of fewer words than this give nothing to judge by and are taken as they come, if they are in Latin letters."""
_LIST = 80
"""Texts of fewer words may be lists of headlines, without function words."""
_LATIN = weight("latin_share")
_TELLING = weight("telling_share")
_MARGIN = weight("language_margin")

_WORDS = re.compile(r"[^\W\d_]+")
_FUNCTION = words("english_marks")
_FOREIGN = words("foreign_marks")


def is_english(text: str) -> bool:
    """Whether the first 2,000 characters are English; short texts and texts in capitals get the benefit of doubt."""
    sample = text[:_SAMPLE].lower()
    words = _WORDS.findall(sample)
    if not words:
        return True
    if sum(word.isascii() for word in words) < _LATIN * len(words):
        return False
    share = sum(word in _FUNCTION for word in words) / len(words)
    if share >= _PLAIN or len(words) < _FEW:
        return True
    foreign = sum(word in _FOREIGN for word in words) / len(words)
    if max(share, foreign) >= _TELLING and (share >= _MARGIN * foreign or foreign >= _MARGIN * share):
        return share > foreign
    if not foreign and len(words) < _LIST and sample.isascii():
        return True  # headlines of names and verbs: the model below takes them for anything
    import py3langid  # half a second to load: lists of results and the like shall not need it

    language, _ = py3langid.classify(sample)
    return bool(language == "en")
