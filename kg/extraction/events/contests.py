"""Matches between teams, told in the words of war and diplomacy: in sentences about a contest, and in sports pages."""

from __future__ import annotations

import re

from kg.extraction.events.act import Act
from kg.lexicon.checked import table
from kg.lexicon.weights import weight
from kg.lexicon.words import alternation, any_of, words
from kg.model import Article

_CONTESTED = words("contested")
_CONTEST = re.compile(rf"\b{alternation('contests')}\b", re.IGNORECASE)
_SCORE = re.compile(rf"\b{any_of('scores')}")
_WARLIKE = words("warlike")
_WORD = re.compile(r"[a-z][a-z-]*")
_SHARE = weight("sports_page")
_PEACE = weight("sport_in_peace")
_LEAST = 100  # words: a shorter text counts as one of these


class Contests:
    """Tells matches from acts in one article."""

    def __init__(self, article: Article) -> None:
        """Look at the article's words: many of sport make it a sports page, but where many are of war."""
        found = _WORD.findall(f"{article.title or ''} {article.text}".lower())
        sporting, warlike = (sum(word in listed for word in found) for listed in (_sporting(), _WARLIKE))
        self._sports_page = sporting > max(_SHARE * max(len(found), _LEAST), _PEACE * warlike)

    def played(self, act: Act, sentence: str) -> bool:
        """Whether an act is what teams do to each other; on a sports page every word for that is, but beside war."""
        if _CONTESTED.isdisjoint(word.lemma for word in act.words):
            return False
        if _CONTEST.search(sentence) or _SCORE.search(sentence):
            return True
        return self._sports_page and _WARLIKE.isdisjoint(_WORD.findall(sentence.lower()))


def _sporting() -> frozenset[str]:
    return frozenset(next(row.items("words") for row in table("genres.tsv") if row["genre"] == "sport"))
