"""Articles of our own wording, for what cannot be measured on a few hundred real ones.

    python benchmarks/generated.py 10000 articles.jsonl

The same bytes for the same number. Lengths scatter as in newspapers: half of the articles have 160 to 640 words, a few
2,500. A seventh of the sentences tells what one state did to another or said of it. Sentences come from
``wording.tsv``, with other sides, numbers and days in each, so that hardly two articles are copies of one another.
"""

from __future__ import annotations

import csv
import json
import random
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

SEED = 1648
FIRST = date(2015, 1, 1)
DAYS = 3650
OUTLETS = 40
MEDIAN, SPREAD, LONGEST = 320, 1.0, 2500  # words an article
KINDS = ("act", "speech", "fill")
SHARES = (0.08, 0.07, 0.85)

Wording = Mapping[str, Sequence[str]]


def wording() -> Wording:
    """What sentences are made of, by kind."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    with Path(__file__).with_name("wording.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            found[row["kind"]].append(row["text"])
    return found


def article(number: int, total: int, words: Wording) -> dict[str, str]:
    """One article as a line of JSON has it."""
    chance = random.Random(f"{SEED} {number}")  # noqa: S311 - sample data
    day = FIRST + timedelta(days=number * DAYS // total)
    sides = chance.sample(words["country"], 3)
    wanted = min(chance.lognormvariate(0, SPREAD) * MEDIAN, LONGEST)
    told: list[str] = []
    length = 0
    while length < wanted:
        text = _sentence(chance, words, chance.choices(KINDS, SHARES)[0], sides, day)
        told.append(text)
        length += len(text.split())
    paragraphs = [" ".join(told[at : at + 3]) for at in range(0, len(told), 3)]
    outlet = f"outlet{chance.randrange(OUTLETS)}"
    return {
        "id": f"generated-{number}",
        "title": _sentence(chance, words, "title", sides, day),
        "text": "\n\n".join(paragraphs),
        "published": day.isoformat(),
        "outlet": outlet,
        "url": f"https://{outlet}.example.org/{day:%Y/%m/%d}/{number}",
    }


def _sentence(chance: random.Random, words: Wording, kind: str, sides: Sequence[str], day: date) -> str:
    a, b, c = chance.sample(sides, 3)
    text = chance.choice(words[kind]).format(
        a=a,
        b=b,
        c=c,
        n=chance.randrange(2, 900),
        day=f"{day - timedelta(days=chance.randrange(4)):%A}",
        month=f"{day - timedelta(days=30 * chance.randrange(1, 9)):%B}",
        **{kind: chance.choice(words[kind]) for kind in ("role", "topic", "town", "adj")},
    )
    return text[0].upper() + text[1:]


def write(path: Path, number: int) -> int:
    """Write so many articles as JSON lines; returns the number of words."""
    words = wording()
    total = 0
    with path.open("w", encoding="utf-8") as file:
        for each in range(number):
            made = article(each, number, words)
            total += len(made["text"].split())
            file.write(json.dumps(made, ensure_ascii=False) + "\n")
    return total


if __name__ == "__main__":
    print(f"{write(Path(sys.argv[2]), int(sys.argv[1])):,} words")
