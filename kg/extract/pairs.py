"""Coding a sentence whose two sides are given: what the first does to the second. Always answers.

The tables speak first: the acts that the rules find between the two sides, in the given direction, else in the other,
else with one side only. The classifier weighs in on all of them, and alone where the tables are silent.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.extract.acts import Act
from kg.extract.classifier import STATEMENT, Classifier, load_classifier
from kg.extract.discourse import Discourse
from kg.extract.features import features
from kg.extract.marks import Marked, Span, unmark
from kg.extract.names import Hit
from kg.extract.parse import Parser
from kg.extract.phrases import Phrases
from kg.extract.telling import told
from kg.extract.tree import Tree
from kg.lexicon import ActorLexicon, Form, PredicateLexicon
from kg.model import Actor
from ontology import ActorKind, EventType

_SOURCE, _TARGET = "source", "target"
_TRUST = {"both": 1.3, "turned": 0.6, "source": 0.6, "target": 0.4, "none": 0.2}  # in log odds of the classifier
_GUESS = EventType.ACCUSE  # the commonest act of all; answered only when there is nothing to go by


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """What a pair of sides was coded as, how surely, and what the code rests on."""

    type: EventType
    confidence: float
    basis: str
    problem: str | None = None

    @property
    def quad(self) -> int:
        """Quad class of the type, 1 to 4."""
        return self.type.quad


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """An act the rules found: its label, the sides it has, its certainty."""

    label: str
    level: str
    certainty: float
    rule: str


class PairCoder:
    """Codes pairs of sides. Stateless once built."""

    def __init__(
        self, *, parser: Parser, actors: ActorLexicon, predicates: PredicateLexicon, classifier: Classifier | None
    ) -> None:
        """``classifier`` None: tables alone."""
        self._parser = parser
        self._actors = actors
        self._predicates = predicates
        self._classifier = classifier

    def code(self, sentences: Iterable[str]) -> Iterator[Coding]:
        """Code marked sentences, in order, one answer each."""
        marked = [unmark(sentence) for sentence in sentences]
        for sentence, tree in zip(marked, self._parser.trees(m.text for m in marked), strict=True):
            yield self._coding(sentence, tree)

    def _coding(self, sentence: Marked, tree: Tree) -> Coding:
        weights = self.weigh(tree, sentence.sources, sentence.targets)
        weights.pop(STATEMENT, None)
        by_type: dict[EventType, float] = {}
        for label, weight in weights.items():
            type_ = EventType(label.split(".")[0])
            by_type[type_] = by_type.get(type_, 0.0) + weight
        total = sum(by_type.values())
        if not total:
            return Coding(type=_GUESS, confidence=0.0, basis="guess", problem=sentence.problem)
        best = max(sorted(by_type), key=lambda t: by_type[t])
        votes = self.votes(tree, sentence.sources, sentence.targets)
        agreed = next((v.rule for v in votes if v.label.split(".")[0] == best), "classifier")
        return Coding(type=best, confidence=round(by_type[best] / total, 3), basis=agreed, problem=sentence.problem)

    def weigh(self, tree: Tree, sources: Sequence[Span], targets: Sequence[Span]) -> dict[str, float]:
        """Weight of each label for a pair in a parsed sentence; the greater the likelier."""
        votes = self.votes(tree, sources, targets)
        if self._classifier is None:
            return {vote.label: vote.certainty * _TRUST[vote.level] for vote in reversed(votes)}
        scores = {
            label: math.log(max(p, 1e-6))
            for label, p in self._classifier.probabilities(
                [*features(tree, sources, targets, self._predicates), *vote_features(votes)]
            ).items()
        }
        for vote in votes[:1]:
            scores[vote.label] = scores.get(vote.label, math.log(1e-3)) + _TRUST[vote.level] * vote.certainty
        return {label: math.exp(score) for label, score in scores.items()}

    def votes(self, tree: Tree, sources: Sequence[Span], targets: Sequence[Span]) -> list[Vote]:
        """What the rules find, the most telling first."""
        hits = [
            Hit(start, end, tree.text[start:end], Form.NAME, _side(side))
            for side, spans in ((_SOURCE, sources), (_TARGET, targets))
            for start, end in spans
        ]
        phrases = Phrases(tree, hits, self._actors, Discourse())
        found = [_vote(act) for act, _ in told(tree, phrases, self._predicates)]
        order = list(_TRUST)
        return sorted(found, key=lambda vote: (order.index(vote.level), -vote.certainty))


def vote_features(votes: Sequence[Vote]) -> list[str]:
    """What the classifier learns from the rules: the label of the most telling act, with the sides it has."""
    top = votes[:1]
    return [*(f"rule.{v.level}={v.label}" for v in top), *(f"by={v.rule} {v.label}" for v in top)] or ["rule=none"]


def _side(name: str) -> Actor:
    return Actor(id=name, label=name, kind=ActorKind.IGO, stands_for=name)


def _vote(act: Act) -> Vote:
    assert act.type is not None
    doers, others = {ref.side for ref in act.sources}, {ref.side for ref in act.targets}
    level = (
        "both"
        if _SOURCE in doers and _TARGET in others
        else "turned"
        if _TARGET in doers and _SOURCE in others
        else "source"
        if _SOURCE in doers
        else "target"
        if _TARGET in others
        else "none"
    )
    certainty = act.certainty * (1.0 if act.status.real else 0.8)
    return Vote(label=_label(act), level=level, certainty=certainty, rule=act.rule)


def _label(act: Act) -> str:
    """The type, for requests with their CAMEO root: to ask (02) is neutral there, to demand (10) is not."""
    assert act.type is not None
    if act.type is EventType.REQUEST:
        return f"{act.type}.{'10' if (act.cameo or '').startswith('10') else '02'}"
    return act.type.value


def pair_coder(parser: Parser, actors: ActorLexicon, predicates: PredicateLexicon, *, model: bool = True) -> PairCoder:
    """A coder with the shipped classifier, or without any."""
    return PairCoder(
        parser=parser, actors=actors, predicates=predicates, classifier=load_classifier() if model else None
    )
