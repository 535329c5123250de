"""The classifier's say in whole articles: it may retype the only act between two sides when it is sure.

It never makes or drops an event, never changes its sides, date or status.
"""

from __future__ import annotations

from kg.extract.acts import Act
from kg.extract.classifier import STATEMENT, Classifier
from kg.extract.discourse import Ref
from kg.extract.features import features
from kg.extract.pairs import Vote, label_of, type_of, vote_features
from kg.extract.tree import Tree, Word
from kg.lexicon import PredicateLexicon
from ontology import EventType

_SURE = 0.6  # probability of another type from which the classifier is heard
_DOUBTFUL = 0.15  # and of the rule's type, up to which it is


class Arbiter:
    """Reviews the acts of one sentence after another. Stateless."""

    def __init__(self, classifier: Classifier, predicates: PredicateLexicon) -> None:
        """Take the weights, and the tables for the codes of a new type."""
        self._classifier = classifier
        self._predicates = predicates

    def review(self, tree: Tree, made: list[tuple[Act, Word]]) -> list[tuple[Act, Word]]:
        """The acts, some with another type; its rule then begins with ``c:``."""
        return [(self._reviewed(tree, act) if _alone(act, made) else act, top) for act, top in made]

    def _reviewed(self, tree: Tree, act: Act) -> Act:
        source, target = act.sources[0], act.targets[0]
        vote = Vote(label=label_of(act), level="both", certainty=act.certainty, rule=act.rule)
        spans = [(source.start, source.end)], [(target.start, target.end)]
        seen = [*features(tree, *spans, self._predicates), *vote_features([vote])]
        chances: dict[EventType, float] = {}
        for label, chance in self._classifier.probabilities(seen).items():
            if label != STATEMENT:
                chances[type_of(label)] = chances.get(type_of(label), 0.0) + chance
        best = max(sorted(chances), key=lambda type_: chances[type_])
        if act.type is None or chances[best] < _SURE or chances.get(act.type, 0.0) > _DOUBTFUL:
            return act
        changed = act.copy()
        changed.type = best
        changed.cameo, changed.mode = self._predicates.derived_code(best, None)
        changed.rule = f"c:{best.lower()} + {act.rule}"
        changed.certainty = act.certainty * chances[best]
        return changed


def _alone(act: Act, made: list[tuple[Act, Word]]) -> bool:
    """Whether an act that took place is the only one told between its two sides, both of them named."""
    if not (act.sources and act.targets and act.status.real):
        return False
    source, target = act.sources[0], act.targets[0]
    if not _apart(source, target):
        return False
    pair = {source.side, target.side}
    others = (other for other, _ in made if other is not act)
    return not any(pair <= {ref.side for ref in (*other.sources, *other.targets)} for other in others)


def _apart(first: Ref, second: Ref) -> bool:
    named = first.start < first.end and second.start < second.end
    return named and (first.end <= second.start or second.end <= first.start)
