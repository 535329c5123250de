"""Base forms by rule, checked against the words the lexicon knows: no model, a dictionary look-up a word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from kg.lexicon.irregular import irregular
from kg.lexicon.words import words

IRREGULAR = irregular()
_RULED_VERBS = words("saying_verbs") | words("object_control_verbs") | words("reacting_verbs")
# the rules ask for them by name, whatever the rows have: *underlined* must not become *underlin*

_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")  # rap, fin, us: they would double their consonant before -ed
_SOFT = (
    "c",
    "s",
    "v",
    "z",
    "u",
    "dg",
    "rg",
    "ng",
    "at",
    "ir",
    "ur",
    "iz",
    "as",
    "os",
    "ag",
    "eg",
    "ic",
    "lud",
    "sum",
    "bl",
    "gl",
    "tl",
    "dl",
    "kl",
    "pl",
)
_DOUBLED = 3


def lemmatiser(verbs: frozenset[str], nouns: frozenset[str]) -> Callable[[str, str], str]:
    """Return ``lemma(lower, tag)``; a candidate that the lexicon knows as a verb or a noun wins over a guess."""

    @cache
    def lemma(lower: str, tag: str) -> str:
        kind = tag[:2]
        known = verbs | _RULED_VERBS if kind == "VB" else nouns
        if lower in IRREGULAR and not (lower in known and tag in {"NN", "VB", "JJ"}):
            return IRREGULAR[lower]
        if kind not in {"VB", "NN"} or tag in {"VB", "NN", "VBP", "NNP"}:
            return lower
        candidates = list(_candidates(lower, kind))
        return next((c for c in candidates if c in known), candidates[0] if candidates else lower)

    return lemma


@lru_cache(maxsize=1 << 17)
def bases(lower: str) -> frozenset[str]:
    """Every lemma that a form may get, whatever its tag; the form itself is one."""
    known = (IRREGULAR[lower],) if lower in IRREGULAR else ()
    return frozenset((lower, *known, *_candidates(lower, "NN"), *_candidates(lower, "VB")))


def _candidates(word: str, kind: str) -> Iterator[str]:
    """Possible base forms, the best guess first."""
    if kind == "NN" and word.endswith("men"):
        yield word[:-3] + "man"
    if word.endswith("ies") and len(word) > len("ties"):
        yield word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes", "oes")):
        yield word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        yield word[:-1]
        if word.endswith("es"):
            yield word[:-2]
        if kind == "NN" and word.endswith("ves"):
            yield from (word[:-3] + "fe", word[:-3] + "f")
    if kind == "VB":
        for ending in ("ied", "ed", "ing"):
            if word.endswith(ending) and len(word) >= len(ending) + 2:
                yield from _stems(word[: -len(ending)], ending)
    yield word


def _stems(stem: str, ending: str) -> Iterator[str]:
    if ending == "ied":
        yield stem + "y"
        yield stem + "ie"
        return
    doubled = len(stem) >= _DOUBLED and stem[-1] == stem[-2]
    if doubled and stem[-1] not in "aeiouls":
        yield stem[:-1]
    if (stem.endswith(_SOFT) and not stem.endswith("ss")) or _SHORT.fullmatch(stem):
        yield stem + "e"
        yield stem
    else:
        yield stem
        yield stem + "e"
    if doubled:
        yield stem[:-1]
