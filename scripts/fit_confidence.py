"""Fit the three numbers of kg/extraction/events/confidence.py to whole articles with gold, and say how well they do.

    python scripts/fit_confidence.py GOLD

GOLD is a folder with articles/ and gold/ as for ``kg evaluate``. Prints the numbers, and how confidence and truth agree
on articles left out of the fit one at a time, beside the bare weights of the rules and a constant. Nothing of the gold
stays in the numbers but how often such events are right.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from kg.extraction import Extractor
from kg.quality.evaluate import reliability
from kg.quality.evaluate.articles import judged

_REGULARISATION = 3.0  # inverse strength; a few hundred events at most
Numbers = NDArray[np.float64]


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    events = judged(parser.parse_args().gold, Extractor(calibrated=False))
    seen = np.array([[report.confidence, not report.status.real] for _, report, _ in events], dtype=np.float64)
    right = np.array([good for _, _, good in events], dtype=np.bool_)
    documents = np.array([document for document, _, _ in events])
    model = _fit(seen, right)
    base, (slope, unreal) = model.intercept_[0], model.coef_[0]
    print(f"BASE, SLOPE, UNREAL = {base:.2f}, {slope:.2f}, {unreal:.2f}")
    held_out = np.zeros(len(right))
    for document in sorted(set(documents.tolist())):
        there = documents == document
        held_out[there] = _fit(seen[~there], right[~there]).predict_proba(seen[there])[:, 1]
    print(f"{len(right)} events of {len(set(documents.tolist()))} articles")
    print("                          expected calibration error   Brier")
    _print("bare weights", seen[:, 0], right)
    _print("their mean for each", np.full(len(right), right.mean()), right)
    _print("fitted, article left out", held_out, right)


def _fit(seen: Numbers, right: NDArray[np.bool_]) -> LogisticRegression:
    return LogisticRegression(C=_REGULARISATION).fit(seen, right)


def _print(name: str, said: Numbers, right: NDArray[np.bool_]) -> None:
    found = reliability(list(zip(said.tolist(), right.tolist(), strict=True)))
    if found is not None:
        print(f"{name:<25} {found.error:26.3f} {found.brier:7.3f}")


if __name__ == "__main__":
    main()
