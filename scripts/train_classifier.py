"""Train the small classifier from sentences of our own and write kg/coding/classifier.npz; same sentences, same bytes.

Run: python scripts/train_classifier.py [--cross-validate] [--check]
Needs ``pip install -r requirements-tables.txt``. What goes in, what comes out and what it is worth: docs/model-card.md.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
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
    from scipy.sparse import csr_matrix

OUT = Path(__file__).parent.parent / "kg" / "coding" / WEIGHTS
RARE = 2  # features seen less often are left out
FOLDS = 5
PENALTY = 25.0
WHOLE = (
    0.3  # weight of a whole sentence beside one of a pattern: with 1 the frequent types of news lose to the rare ones
)
FREQUENT = 0.8  # how far a type's share of all sentences counts; 0 would take all types for equally likely
NEUTRAL = 1.8  # log odds: in news, sentences in which nothing is done to anybody are so much commoner than among ours
COPIES = 4  # how often each sentence is learned once more with some of its features left out
MODELS = 3  # fits whose weights are averaged, each with copies of its own: less hangs on what chance left out
LEFT_OUT = 0.5  # the share of features left out of a copy: so no feature is relied on that others could stand in for
# All were chosen by what is right on the sentences of docs/accuracy.md: PENALTY among 5 to 100, WHOLE among 0.15 to 1,
# FREQUENT among 0 to 1, NEUTRAL among 0 to 2.4, COPIES among 0 to 6, LEFT_OUT among 0.3 to 0.7.


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


def thinned(found: list[list[str]], turn: int) -> Iterator[list[str]]:
    """All features of every sentence, then :data:`COPIES` times some of them, the same ones in every run."""
    yield from found
    for copy in range(COPIES):
        chance = random.Random(turn * COPIES + copy)  # noqa: S311 - no secret: the same numbers must come each time
        yield from ([name for name in names if chance.random() >= LEFT_OUT] for names in found)


def fit(
    labels: list[str], found: list[list[str]], importance: list[float]
) -> tuple[list[str], list[str], NDArray[np.float64], NDArray[np.float64]]:
    """Labels, feature names, weights (features x labels) and biases of a multinomial logistic regression."""
    from sklearn.linear_model import LogisticRegression

    counts = Counter(name for names in found for name in names)
    names = sorted(name for name, count in counts.items() if count >= RARE)
    models = []
    for turn in range(MODELS):
        model = LogisticRegression(C=PENALTY, max_iter=300, class_weight="balanced")
        times = 1 + COPIES
        models.append(model.fit(matrix_of(thinned(found, turn), names), labels * times, importance * times))
    classes = models[0].classes_
    weights = np.mean([model.coef_ for model in models], axis=0)
    bias = np.mean([model.intercept_ for model in models], axis=0)
    shares = Counter(labels)
    bias += FREQUENT * np.log([shares[label] for label in classes])
    bias += [NEUTRAL * (label == STATEMENT or label.endswith(".01")) for label in classes]
    return [str(c) for c in classes], names, weights.T, bias


def matrix_of(found: Iterable[list[str]], names: list[str]) -> csr_matrix:
    """A row a sentence, a column a feature; what a row holds adds up to one, squared."""
    from scipy.sparse import csr_matrix

    places = {name: i for i, name in enumerate(names)}
    starts, columns, values = [0], [], []
    for present in found:
        kept = [places[name] for name in present if name in places]
        columns += kept
        values += [1.0 / max(1.0, len(kept)) ** 0.5] * len(kept)
        starts.append(len(columns))
    return csr_matrix((values, columns, starts), shape=(len(starts) - 1, len(names)))


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
