"""Train the judge of kg/extraction/judging from articles with gold and write its weights; same gold, same bytes.

    python scripts/train_judge.py GOLD... [--whole GOLD]... [--read ARTICLES]... [--on WEIGHTS] [--check]

GOLD is a folder with articles/ and gold/ as for ``kg evaluate``: two thirds of it, by a hash of each document's name,
are learned from, and of the rest only figures are printed. Of a ``--whole`` folder everything is learned from.
``--read`` names articles that data/training/judged.tsv judges one candidate at a time. ``--on`` names earlier weights,
which are corrected by articles that they have not learned from: those of ``--whole`` and ``--read`` alone. ``--check``
writes nothing.
Needs scikit-learn (``requirements-tables.txt``); takes a minute. What the figures mean: docs/model-card.md.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from judged_candidates import Verdicts
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from kg.corpus import read
from kg.extraction import Extractor
from kg.extraction.candidates import Prepared
from kg.extraction.judging.candidate_features import Candidate, Features, Surroundings, features
from kg.extraction.judging.judge import TOLD, WEIGHTS, Judge, parsed, written
from kg.model import Article
from kg.quality.evaluate import GoldPart, reliability
from kg.quality.evaluate.articles import gold_of, likely, supported

OUT = Path(__file__).parent.parent / "kg" / "extraction" / "judging" / WEIGHTS
RARE = 3  # features seen less often are left out
FOLDS = 10
PENALTIES = (0.01, 0.03, 0.1, 0.3)  # inverse strength; the best is chosen within each training part
BY_HAND = "judged by hand"  # a feature while learning: those articles hold less that is right; no weight is kept
EARLIER = "odds by earlier weights"  # a feature while learning
LOOSE = 2.0  # what those odds are multiplied by: the larger a feature, the less the penalty holds it back
CUTS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A candidate, whether it is right, and the article it comes from."""

    article: str
    features: Features
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorder(Judge):
    """A judge that tells everything and notes what it saw of it."""

    weights: Mapping[str, float] = field(default_factory=dict)
    bias: float = 0.0
    least: float = 0.0
    seen: list[tuple[Candidate, Features]] = field(default_factory=list)

    def confidences(self, found: Sequence[Candidate], prepared: Prepared) -> list[float]:
        """Every candidate is as sure as the rules are."""
        around = Surroundings.of(found, prepared)
        self.seen.extend((one, features(one, around)) for one in found)
        return [one.report.confidence for one in found]


def main() -> None:
    """Learn, say how well it goes, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--whole", type=Path, action="append", default=[])
    parser.add_argument("--read", type=Path, action="append", default=[])
    parser.add_argument("--on", type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    recorder = Recorder()
    extractor = Extractor(judge=recorder)
    folders = [
        *((folder, GoldPart.LEARN) for folder in options.gold if options.on is None),
        *((folder, GoldPart.ALL) for folder in options.whole),
    ]
    by_gold = [one for folder, part in folders for one in from_gold(folder, part, extractor, recorder)]
    by_hand = [one for articles in options.read for one in judged_by_hand(articles, extractor, recorder)]
    examples = by_gold + by_hand
    earlier = None
    if options.on:
        known, start = parsed(options.on.read_text("utf-8"))
        earlier = Judge(weights=known, bias=start)
        examples = [replace(e, features={**e.features, EARLIER: LOOSE * earlier.odds(e.features)}) for e in examples]
    articles = len({one.article for one in by_gold})
    print(f"{len(by_gold)} candidates of {articles} articles with gold, {len(by_hand)} judged by hand")
    cross_validate(examples, len(by_gold))
    weights, bias = joined(*learn(examples), earlier)
    text = written(weights, bias)
    print(f"{WEIGHTS}: {text.count(chr(10)) - 4} features, {len(text):,} bytes")
    left = [one for folder in options.gold for one in from_gold(folder, GoldPart.LEFT_OUT, extractor, recorder)]
    judge = Judge(weights=weights, bias=bias)
    say("left out", left, np.array([judge.probability(one.features) for one in left]))
    if options.check:
        if OUT.read_text("utf-8") != text:
            sys.exit(f"{WEIGHTS} is not what this gold makes of it: run python scripts/train_judge.py")
        return
    OUT.write_text(text, "utf-8")


def from_gold(folder: Path, part: GoldPart, extractor: Extractor, recorder: Recorder) -> Iterator[Example]:
    """Every candidate of a part of a folder; right is what the gold has in sides and type."""
    golds, articles = gold_of(folder, part)
    for article, found in candidates(articles, extractor, recorder):
        gold = golds[article.name]
        firm = [one.report for one, _ in found if not one.loose]
        told = supported(gold, firm)
        right = {id(report) for place, report in enumerate(firm) if place in told}
        for one, seen in found:
            good = likely(gold, one.report) if one.loose else id(one.report) in right
            yield Example(article=article.name, features=seen, right=good)


def judged_by_hand(path: Path, extractor: Extractor, recorder: Recorder) -> Iterator[Example]:
    """The candidates of some articles that data/training/judged.tsv has a verdict on."""
    verdicts = Verdicts.load()
    articles = (item for item in read([path]) if isinstance(item, Article) and item.id in verdicts.articles)
    for article, found in candidates(articles, extractor, recorder):
        for one, seen in found:
            if (right := verdicts.of(article.id, one.report)) is not None:
                yield Example(article=article.id, features={**seen, BY_HAND: 1.0}, right=right)


def candidates(
    articles: Iterable[Article], extractor: Extractor, recorder: Recorder
) -> Iterator[tuple[Article, list[tuple[Candidate, Features]]]]:
    """Each article with what the rules find in it."""
    for article in articles:
        recorder.seen.clear()
        for _ in extractor.extract([article]):
            yield article, list(recorder.seen)


def learn(examples: Sequence[Example], penalty: float | None = None) -> tuple[dict[str, float], float]:
    """Weights by feature, and bias, of a logistic regression."""
    penalty = penalty or chosen(examples)
    counts = Counter(name for one in examples for name, value in one.features.items() if value)
    kept = [{name: value for name, value in one.features.items() if counts[name] >= RARE} for one in examples]
    table = DictVectorizer(sparse=False)
    seen = table.fit_transform(kept)
    model = LogisticRegression(C=penalty, max_iter=2000).fit(seen, [one.right for one in examples])
    weights = dict(zip(table.feature_names_, model.coef_[0].tolist(), strict=True))
    weights.pop(BY_HAND, None)
    return weights, float(model.intercept_[0])


def joined(weights: dict[str, float], bias: float, earlier: Judge | None) -> tuple[dict[str, float], float]:
    """Weights that make of features alone what these make of them and of the odds by earlier weights."""
    share = LOOSE * weights.pop(EARLIER, 0.0)
    if earlier is None:
        return weights, bias
    names = weights.keys() | earlier.weights.keys()
    both = {name: weights.get(name, 0.0) + share * earlier.weights.get(name, 0.0) for name in names}
    return both, bias + share * earlier.bias


def chosen(examples: Sequence[Example]) -> float:
    """The penalty with the best likelihood on articles left out."""
    right = np.array([one.right for one in examples])
    return min(PENALTIES, key=lambda penalty: _loss(right, predicted(examples, penalty, 5)))


def predicted(examples: Sequence[Example], penalty: float | None, folds: int) -> Numbers:
    """Probabilities of examples whose articles were left out of the fit."""
    groups = [one.article for one in examples]
    found = np.zeros(len(examples))
    for train, test in GroupKFold(folds).split(groups, groups=groups):
        weights, bias = learn([examples[i] for i in train], penalty)
        judge = Judge(weights=weights, bias=bias)
        found[test] = [judge.probability(examples[i].features) for i in test]
    return found


def cross_validate(examples: Sequence[Example], with_gold: int) -> None:
    """Figures on articles left out in turn, the penalty chosen anew without them."""
    found = predicted(examples, None, FOLDS)
    say("cross-validated, articles with gold", examples[:with_gold], found[:with_gold])
    if len(examples) > with_gold:
        say("cross-validated, judged by hand", examples[with_gold:], found[with_gold:])


def say(name: str, examples: Sequence[Example], found: Numbers) -> None:
    """How well probabilities tell right from wrong: of all candidates, of those the rules tell, of those told."""
    right = np.array([one.right for one in examples])
    firm = np.array([not one.features.get("loose") for one in examples])
    print(f"{name}: {len(examples)} candidates, {right.mean():.2f} right")
    for which, rows in (("all", firm | True), ("of the rules", firm), ("told", found >= TOLD)):
        half = np.argsort(-found[rows], kind="stable")[: rows.sum() // 2]
        reliable = reliability(list(zip(found[rows].tolist(), right[rows].tolist(), strict=True)))
        print(
            f"  {which:<13} {rows.sum():5} right {right[rows].mean():.3f}"
            f"  area under the curve {roc_auc_score(right[rows], found[rows]):.3f}"
            f"  surer half right {right[rows][half].mean():.3f}"
            f"  calibration error {reliable.error if reliable else 1:.3f}"
        )
    cuts = (f"{cut:.1f}: {right[found >= cut].mean():.2f} of {int((found >= cut).sum())}" for cut in CUTS)
    print(f"  right from each cut on: {'  '.join(cuts)}")


def _loss(right: NDArray[np.bool_], found: Numbers) -> float:
    return float(-np.log(np.where(right, found, 1 - found)).mean())


if __name__ == "__main__":
    main()
