"""What share of what is told of raw articles is right, by verdicts that readers gave one by one.

    python scripts/judged_precision.py ARTICLES

ARTICLES is a file or folder of the articles that ``data/training/judged.tsv`` names; the table holds places, codes and
verdicts, no text. An event without a verdict, found since the articles were read, counts neither way and is told.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from judged_candidates import Verdicts

from kg.base.errors import KgError
from kg.corpus import read
from kg.extraction import Extractor
from kg.model import Article


def main() -> int:
    """Read and count."""
    if len(sys.argv) != 2:  # noqa: PLR2004 - the program and its argument
        print(__doc__, file=sys.stderr)
        return 2
    verdicts = Verdicts.load()
    try:
        articles = [a for a in read([Path(sys.argv[1])]) if isinstance(a, Article) and a.id in verdicts.articles]
    except KgError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    found: Counter[bool | None] = Counter(
        verdicts.of(extraction.article.id, report)
        for extraction in Extractor().extract(articles)
        for report in extraction.reports
    )
    right, wrong, unknown = found[True], found[False], found[None]
    if not right + wrong:
        print("error: none of the articles has a verdict in data/training/judged.tsv", file=sys.stderr)
        return 1
    print(f"{len(articles)} articles: {right} right, {wrong} wrong, {unknown} without a verdict")
    print(f"precision {right / (right + wrong):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
