"""Whether a text is in English: a count of English function words first, a language model only in doubt."""

from __future__ import annotations

import re

_SAMPLE = 2000
"""Characters looked at."""
_PLAIN = 0.12
"""Share of function words from which a text is plainly English: news in English has 0.2 and more."""
_FEW = 8
"""Texts of fewer words than this give nothing to judge by and are taken as they come, if they are in Latin letters."""
_LATIN = 0.5

_WORDS = re.compile(r"[^\W\d_]+")
_FUNCTION = re.compile(
    r"the|and|to|that|with|has|have|were|from|by|which|said|they|their|are|this|would|who|been|after|its|it|but|not|of|"
    r"his|an"
)


def is_english(text: str) -> bool:
    """Whether the first 2,000 characters are English; short texts and texts in capitals get the benefit of doubt."""
    sample = text[:_SAMPLE].lower()
    words = _WORDS.findall(sample)
    if not words:
        return True
    if sum(word.isascii() for word in words) < _LATIN * len(words):
        return False
    share = sum(_FUNCTION.fullmatch(word) is not None for word in words) / len(words)
    if share >= _PLAIN or len(words) < _FEW:
        return True
    import py3langid

    language, _ = py3langid.classify(sample)
    return bool(language == "en")
