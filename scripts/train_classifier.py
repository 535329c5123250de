"""Train the small classifier from sentences of our own and write kg/coding/classifier.npz; same sentences, same bytes.

Run: python scripts/train_classifier.py [--cross-validate] [--check]
Needs ``pip install -r requirements-tables.txt``. What goes in, what comes out and what it is worth: docs/model-card.md.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from training_sentences import Example, balance, from_lexicon, from_patterns, from_phrases, from_sentences

from kg.coding.classifier import STATEMENT, WEIGHTS, write
from kg.coding.features import features
from kg.coding.marked import unmark
from kg.coding.pairs import PairCoder, vote_features
from kg.extraction.syntax.lemmas import lemmatiser
from kg.extraction.syntax.parser import DEFAULT_MODEL, Parser
from kg.lexicon import load_actors, load_predicates

if TYPE_CHECKING:
    from numpy.typing import NDArray

OUT = Path(__file__).parent.parent / "kg" / "coding" / WEIGHTS
RARE = 2  # features seen less often are left out
FOLDS = 5
PENALTY = 25.0
WHOLE = (
    0.3  # weight of a whole sentence beside one of a pattern: with 1 the frequent types of news lose to the rare ones
)
FREQUENT = 0.4  # how far a type's share of all sentences counts; 0 would take all types for equally likely
NEUTRAL = 1.2  # log odds: how much commoner in news than here is what is no act, or one that CAMEO takes for none
# All were chosen by what is right on the sentences of docs/accuracy.md, among 0.15, 0.3, 0.6, 1, among 0 to 0.8, and
# among 0, 0.6, 1.2.


def main() -> None:
    """Train, say what was used and how well it does, write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cross-validate", action="store_true", help="also print the scores of the model card")
    options.add_argument("--check", action="store_true", help="write nothing; fail when the shipped weights are old")
    arguments = options.parse_args()
    examples = [*from_patterns(), *from_phrases(), *from_sentences(), *from_lexicon()]
    found = features_of(examples)
    print(f"{len(examples)} sentences: {balance(examples)}")
    if arguments.cross_validate:
        cross_validate(examples, found)
    labels, names, weights, bias = fit([e.label for e in examples], found, [weight_of(e) for e in examples])
    buffer = io.BytesIO()
    write(buffer, labels, names, weights, bias)
    if arguments.check and OUT.read_bytes() != buffer.getvalue():
        sys.exit(f"{OUT.name} is old: run python scripts/train_classifier.py")
    OUT.write_bytes(buffer.getvalue())
    print(f"{OUT.name}: {len(names)} features, {len(labels)} labels, {len(buffer.getvalue()):,} bytes")


def features_of(examples: list[Example]) -> list[list[str]]:
    """Parse every sentence once and take its features."""
    predicates = load_predicates()
    known = predicates.verbs | predicates.nouns
    parser = Parser(DEFAULT_MODEL, lemmatiser(predicates.verbs, predicates.nouns), known)
    marked = [unmark(example.marked) for example in examples]
    for example, sentence in zip(examples, marked, strict=True):
        if sentence.problem:
            raise ValueError(f"{example.group}: {sentence.problem}: {example.marked}")
    trees = parser.trees(sentence.text for sentence in marked)
    coder = PairCoder(parser=parser, actors=load_actors(), predicates=predicates, classifier=None)
    found = []
    for example, sentence, tree in zip(examples, marked, trees, strict=True):
        seen = features(tree, sentence.sources, sentence.targets, predicates)
        if not example.group.endswith("tsv") and ".tsv:" not in example.group:
            # the tables were written to pass their own examples: only other sentences tell how far to trust them
            seen += vote_features(coder.votes(tree, sentence.sources, sentence.targets))
        found.append(seen)
    return found


def weight_of(example: Example) -> float:
    """How much an example counts."""
    return WHOLE if example.group.startswith("sentence ") else 1.0


def fit(
    labels: list[str], found: list[list[str]], importance: list[float]
) -> tuple[list[str], list[str], NDArray[np.float64], NDArray[np.float64]]:
    """Labels, feature names, weights (features x labels) and biases of a multinomial logistic regression."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    counts = Counter(name for names in found for name in names)
    names = sorted(name for name, count in counts.items() if count >= RARE)
    places = {name: i for i, name in enumerate(names)}
    rows, columns, values = [], [], []
    for row, present in enumerate(found):
        kept = [places[name] for name in present if name in places]
        rows += [row] * len(kept)
        columns += kept
        values += [1.0 / max(1.0, len(kept)) ** 0.5] * len(kept)
    matrix = csr_matrix((values, (rows, columns)), shape=(len(found), len(names)))
    model = LogisticRegression(C=PENALTY, max_iter=300, class_weight="balanced")
    model.fit(matrix, labels, sample_weight=importance)
    shares = Counter(labels)
    bias = model.intercept_ + FREQUENT * np.log([shares[label] for label in model.classes_])
    bias += NEUTRAL * np.array([label == STATEMENT or label.endswith(".01") for label in model.classes_])
    return [str(c) for c in model.classes_], names, model.coef_.T, bias


def cross_validate(examples: list[Example], found: list[list[str]]) -> None:
    """Macro-F1 on patterns and rows that the model has not seen: whole groups are left out together."""
    from sklearn.metrics import classification_report
    from sklearn.model_selection import GroupKFold

    from kg.coding.classifier import read

    labels, weights = [example.label for example in examples], [weight_of(example) for example in examples]
    guessed = [""] * len(labels)
    for train, test in GroupKFold(FOLDS).split(found, labels, [example.group for example in examples]):
        parts = fit([labels[i] for i in train], [found[i] for i in train], [weights[i] for i in train])
        buffer = io.BytesIO()
        write(buffer, *parts)
        buffer.seek(0)
        model = read(buffer)
        for i in test:
            chances = model.probabilities(found[i])
            guessed[i] = max(chances, key=lambda label: chances[label])
    print(classification_report(labels, guessed, digits=3, zero_division=0))


if __name__ == "__main__":
    main()
