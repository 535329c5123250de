"""Of what kind the wrong events of one or several builds are, as a Markdown table for docs/accuracy.md.

    kg extract GOLD/articles/* > told.jsonl
    python scripts/errors_by_kind.py GOLD BEFORE.jsonl AFTER.jsonl [--names "November 24" now]

Each file holds the events that a build told of the articles; GOLD is a folder with gold/, as for ``kg evaluate``. An
event counts as right when the gold of its article has its sides and type, each gold event once.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

Event = Mapping[str, Any]

TYPE = "another type of what the sentence tells of the two"
TURNED = "source and target turned round"
SIDE = "one side wrong, the act right"
AGAIN = "told more often than the gold has it"
OTHER = "something else than the events of its sentence"
NOTHING = "the sentence tells no event"
EMPTY = "the article tells none that is required"
KINDS = (TYPE, TURNED, SIDE, AGAIN, OTHER, NOTHING, EMPTY)


def main() -> None:
    """Count, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("told", type=Path, nargs="+")
    parser.add_argument("--names", nargs="+")
    options = parser.parse_args()
    gold = {file.stem: _lines(file) for file in sorted((options.gold / "gold").glob("*.jsonl"))}
    columns = [_kinds(gold, _lines(path)) for path in options.told]
    names = options.names or [path.stem for path in options.told]
    print(f"| kind | {' | '.join(names)} |\n|---{'|---' * len(columns)}|")
    for kind in KINDS:
        print(f"| {kind} | {' | '.join(str(column[kind]) for column in columns)} |")
    print(f"| wrong events | {' | '.join(str(column.total() - column['right']) for column in columns)} |")
    print(f"| right events | {' | '.join(str(column['right']) for column in columns)} |")


def _lines(path: Path) -> list[Event]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _kinds(gold: Mapping[str, Sequence[Event]], told: Iterable[Event]) -> Counter[str]:
    of_article: dict[str, list[Event]] = defaultdict(list)
    for event in told:
        of_article[Path(event["doc"]).name.removesuffix(".txt")].append(event)
    found: Counter[str] = Counter()
    for name, events in gold.items():
        left = list(events)
        for event in sorted(of_article[name], key=lambda e: -e["confidence"]):
            match = next((g for g in left if _right(g, event)), None)
            if match is not None:
                left.remove(match)
            found["right" if match is not None else _kind(events, event)] += 1
    return found


def _kind(gold: Sequence[Event], event: Event) -> str:
    if not any(g["required"] for g in gold):
        return EMPTY
    if any(_right(g, event) for g in gold):
        return AGAIN
    here = [g for g in gold if _same(g["sentence"], event["sentence"])]
    if any(_sides(g, event) for g in here):
        return TYPE
    turned = {**event, "source": event["target"], "target": event["source"]}
    if any(_sides(g, turned) for g in here):
        return TURNED
    if any(_type(g, event) and (_side(g, event, "source") or _side(g, event, "target")) for g in here):
        return SIDE
    return OTHER if here else NOTHING


def _right(gold: Event, event: Event) -> bool:
    return _sides(gold, event) and _type(gold, event)


def _type(gold: Event, event: Event) -> bool:
    return event["plover"] in {gold["plover"], *gold.get("alt", ())}


def _sides(gold: Event, event: Event) -> bool:
    straight = _side(gold, event, "source") and _side(gold, event, "target")
    return straight or (bool(gold.get("symmetric")) and _crossed(gold, event))


def _crossed(gold: Event, event: Event) -> bool:
    return event["source"] in _names(gold, "target") and event["target"] in _names(gold, "source")


def _side(gold: Event, event: Event, side: str) -> bool:
    return event[side] in _names(gold, side)


def _names(gold: Event, side: str) -> set[str]:
    return {gold[side], *gold.get(f"{side}_alt", ())}


def _same(one: str, other: str) -> bool:
    first, second = "".join(one.split()), "".join(other.split())
    return first in second or second in first


if __name__ == "__main__":
    main()
