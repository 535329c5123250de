"""Coding a sentence whose two sides are given: what the first does to the second. Always answers.

The tables speak first: the acts that the rules find between the two sides, in the given direction, else in the other,
else with one side only. The classifier weighs in on all of them, and alone where the tables are silent.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from kg.coding.classifier import STATEMENT, Classifier
from kg.coding.features import features
from kg.coding.main_event import main_event
from kg.coding.marked import Marked, Span, unmark
from kg.extraction.entities.grounding import ground
from kg.extraction.entities.names import Hit
from kg.extraction.events.act import Act
from kg.extraction.events.telling import acts_told
from kg.extraction.syntax.tree import Tree, Trees
from kg.lexicon import ActorLexicon, Form, PredicateLexicon
from kg.lexicon.rule_ids import family, stem
from kg.lexicon.weights import weight
from kg.lexicon.words import words
from kg.model import Actor
from ontology import ActorKind, EventType

_SOURCE, _TARGET = "source", "target"
# how much an act with these of the two sides adds to the log odds of its label, beyond what the classifier has learned
_TRUST = {
    "both": weight("trust_both"),
    "turned": weight("trust_turned"),
    "source": weight("trust_source"),
    "target": weight("trust_target"),
    "none": weight("trust_none"),
}
_CHUNK = 256  # sentences held at a time
_EMBARGO = "163"  # CAMEO: impose embargo, boycott or sanctions
_FINISHING = words("finishing_verbs")
_GUESS = EventType.ACCUSE  # the commonest act of all; answered only when there is nothing to go by


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """What a sentence was coded as.

    Attributes:
        type: The PLOVER type, the likeliest of all also where little speaks for it.
        confidence: Its share of the weight of all types, 0 to 1.
        basis: The rule that says the same, or ``classifier``, or ``guess``.
        quad: Quad class of the type, 1 to 4.
        cameo_quad: Quad class the way CAMEO's data sets count, 0 to 4, see :func:`cameo_quad`.
        sources, targets: Offsets of the sides: as marked, or as found where no mark says.
        problem: What is wrong with the marks, if anything.
    """

    type: EventType
    confidence: float
    basis: str
    cameo_quad: int
    sources: tuple[Span, ...] = ()
    targets: tuple[Span, ...] = ()
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
        self, *, parser: Trees, actors: ActorLexicon, predicates: PredicateLexicon, classifier: Classifier | None
    ) -> None:
        """``classifier`` None: tables alone."""
        self._parser = parser
        self._actors = actors
        self._predicates = predicates
        self._classifier = classifier

    def code(self, sentences: Iterable[str]) -> Iterator[Coding]:
        """Code marked sentences, in order, one answer each; a side that no mark names is looked for."""
        yield from self._codings(unmark(sentence) for sentence in sentences)

    def find(self, sentences: Iterable[str]) -> Iterator[Coding]:
        """Code sentences without marks: who does what to whom in the main event of each."""
        yield from self._codings(Marked(text=text, sources=(), targets=()) for text in sentences)

    def _codings(self, sentences: Iterable[Marked]) -> Iterator[Coding]:
        stream = iter(sentences)
        while chunk := list(islice(stream, _CHUNK)):
            for sentence, tree in zip(chunk, self._parser.trees(m.text for m in chunk), strict=True):
                yield self._coding(sentence, tree)

    def _coding(self, sentence: Marked, tree: Tree) -> Coding:
        sources, targets = sentence.sources, sentence.targets
        if not sources or not targets:
            main = main_event(tree, self._predicates)
            sources, targets = sources or main.sources, targets or main.targets
        votes = self.votes(tree, sources, targets)
        weights = self._weights(tree, sources, targets, votes)
        total = sum(weights.values())
        by_type: dict[EventType, float] = {}
        by_quad: dict[int, float] = {}
        for label, share in weights.items():
            by_quad[cameo_quad(label)] = by_quad.get(cameo_quad(label), 0.0) + share
            if label != STATEMENT:
                type_ = type_of(label)
                by_type[type_] = by_type.get(type_, 0.0) + share
        best = max(sorted(by_type), key=lambda t: by_type[t]) if by_type else _GUESS
        agreed = next((v.rule for v in votes if type_of(v.label) is best), "classifier")
        return Coding(
            type=best,
            confidence=round(by_type[best] / total, 3) if by_type else 0.0,
            basis=agreed if by_type else "guess",
            cameo_quad=max(sorted(by_quad), key=lambda q: by_quad[q]) if by_quad else 0,
            sources=sources,
            targets=targets,
            problem=sentence.problem,
        )

    def _weights(
        self, tree: Tree, sources: Sequence[Span], targets: Sequence[Span], votes: Sequence[Vote]
    ) -> dict[str, float]:
        """Weight of each label, the greater the likelier: the classifier's odds, moved by the most telling act."""
        if self._classifier is None:
            return {vote.label: vote.certainty * _TRUST[vote.level] for vote in votes[:1]}
        seen = [*features(tree, sources, targets, self._predicates), *vote_features(votes)]
        weights = self._classifier.probabilities(seen)
        for vote in votes[:1]:
            weights[vote.label] *= math.exp(_TRUST[vote.level] * vote.certainty)
        return weights

    def votes(self, tree: Tree, sources: Sequence[Span], targets: Sequence[Span]) -> list[Vote]:
        """What the rules find, the most telling first."""
        hits = [
            Hit(start, end, tree.text[start:end], Form.NAME, _side(side))
            for side, spans in ((_SOURCE, sources), (_TARGET, targets))
            for start, end in spans
        ]
        phrases = ground(tree, hits, self._actors)
        told = acts_told(phrases, self._predicates)
        found = [_vote(each.act) for each in told if each.dropped is None]
        order = list(_TRUST)
        return sorted(found, key=lambda vote: (order.index(vote.level), -vote.certainty))


def vote_features(votes: Sequence[Vote]) -> list[str]:
    """What the classifier learns from the rules: the label of the most telling act, with the sides it has."""
    if not votes:
        return ["rule=none"]
    top = votes[0]
    return [f"rule.{top.level}={top.label}", f"by={family(top.rule)} {top.label}"]


def cameo_quad(label: str) -> int:
    """Quad class of a label as data sets coded in CAMEO count: 0 neutral, 1 and 2 cooperation, 3 and 4 conflict.

    Statements, appeals, denials, condolences and claims of responsibility (roots 01 and 02) are neutral there, and
    reduced relations (root 16) count as verbal conflict.
    """
    if label == STATEMENT or label.endswith((".01", ".02")):
        return 0
    type_ = type_of(label)
    return EventType.ACCUSE.quad if type_ is EventType.SANCTION or label.endswith(".16") else type_.quad


def type_of(label: str) -> EventType:
    """The PLOVER type of a label, without its CAMEO root."""
    return EventType(label.partition(".")[0])


def _side(name: str) -> Actor:
    return Actor(id=name, label=name, kind=ActorKind.IGO, stands_for=name)


def _vote(act: Act) -> Vote:
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
    certainty = act.certainty * (1.0 if act.status.real else weight("unreal_vote"))
    return Vote(label=label_of(act), level=level, certainty=certainty, rule=act.rule)


def label_of(act: Act) -> str:
    """The label of an act of the rules."""
    return pair_label(act.type, act.cameo, act.rows)


def pair_label(type_: EventType, cameo: str | None, rows: Sequence[str]) -> str:
    """The label of what rows tell, as PLOVER's manual and its table of CAMEO codes class a pair.

    Two classes are not those of :mod:`kg.extraction`, which follows rules of annotation of its own: embargoes and
    sanctions coerce (CAMEO 163 is a COERCE there), and who finishes an agreement supports, as who signs it does.
    Requests carry their CAMEO root: to ask (02) is neutral there, to demand (10) is not.
    """
    if type_ is EventType.REQUEST:
        return f"{type_}.{'10' if (cameo or '').startswith('10') else '02'}"
    if type_ is EventType.SANCTION and (cameo or "").startswith(_EMBARGO):
        return f"{EventType.COERCE}.16"
    if type_ is EventType.AGREE and len(rows) == 1 and stem(rows[0]).partition(":")[2] in _FINISHING:
        return EventType.SUPPORT.value
    return type_.value
