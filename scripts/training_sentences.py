"""The classifier's training sentences, all our own: whole ones and filled patterns of data/training, table examples."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.coding.pairs import pair_label, type_of

TRAINING = Path(__file__).parent.parent / "data" / "training"
_SLOT = re.compile(r"\{(?:([st]):)?([a-z]+)\}")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_MOST = 12  # sentences a pattern
_PER_OWNER = 4  # sentences of one phrase under one owner
_FRIENDLY = 2  # quad classes 1 and 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence with marks, its label, and the pattern or row it comes from."""

    label: str
    marked: str
    group: str


def from_patterns() -> Iterator[Example]:
    """Fill every pattern so often that each of its alternatives is used, at most :data:`_MOST` times."""
    sides = {slot: phrases.split("|") for slot, phrases in table("sides.tsv")}
    used: Counter[str] = Counter()
    for number, (label, pattern) in enumerate(table("patterns.tsv")):
        choices = [len(found.split("|")) for found in _CHOICE.findall(pattern)]
        for turn in range(min(_MOST, max([3, *choices]))):
            yield Example(label=label, marked=_filled(pattern, turn, sides, used), group=f"pattern {number}")


def from_phrases() -> Iterator[Example]:
    """Every verb phrase under some of its possible owners: "refused to free two pilots" is a REJECT."""
    sides = {slot: phrases.split("|") for slot, phrases in table("sides.tsv")}
    owners = table("owners.tsv", width=3)
    used: Counter[str] = Counter()
    turns: Counter[str] = Counter()
    for number, (type_, phrase) in enumerate(table("phrases.tsv")):
        friendly = type_of(type_).quad <= _FRIENDLY
        for label, frame in ((row[not friendly], row[2]) for row in owners):
            if not label:
                continue
            for _ in range(_PER_OWNER):
                # each turn of a phrase shows its next alternative, each turn of a frame likewise
                turn = turns[phrase]
                turns[phrase] += 1
                turns[frame] += 1
                inner = _chosen(phrase, turn)
                marked = _filled(_chosen(frame, turns[frame]).replace("{vp}", inner), turn, sides, used)
                yield Example(label=type_ if label == "." else label, marked=marked, group=f"phrase {number}")


def from_sentences() -> Iterator[Example]:
    """Whole sentences, as they stand in their table: each is a group of its own."""
    for number, (label, sentence) in enumerate(table("sentences.tsv")):
        yield Example(label=label, marked=sentence, group=f"sentence {number}")


@cache
def table(name: str, width: int = 2) -> list[tuple[str, ...]]:
    """Rows of a table without comments and header.

    Raises:
        ValueError: A row has not ``width`` cells.
    """
    rows: list[tuple[str, ...]] = []
    lines = [line for line in (TRAINING / name).read_text("utf-8").splitlines() if line and line[0] != "#"]
    for line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != width:
            raise ValueError(f"{name}: not {width} cells: {line!r}")
        rows.append(tuple(cells))
    return rows


def _chosen(pattern: str, turn: int) -> str:
    """The pattern with one alternative of each choice."""
    step = 0

    def choose(match: re.Match[str]) -> str:
        nonlocal step
        step += 1
        options = match[1].split("|")
        # the first choice runs through its list in order, each further one at a shift, so that combinations vary
        return options[(turn + (step - 1) * (1 + turn // len(options))) % len(options)]

    return _CHOICE.sub(choose, pattern)


def _filled(pattern: str, turn: int, sides: dict[str, list[str]], used: Counter[str]) -> str:
    """A sentence: alternatives chosen, slots filled in turn, set among other words."""

    def fill(match: re.Match[str]) -> str:
        side, slot = match.groups()
        phrase = sides[slot][used[slot] % len(sides[slot])]
        used[slot] += 1
        return f"<{side}>{phrase}</{side}>" if side else phrase

    text = " ".join(_SLOT.sub(fill, _chosen(pattern, turn)).split())
    used["~"] += 1
    settings = [text for _, text in table("settings.tsv")]
    # every other sentence stands bare, the rest among the words of a newspaper
    return _tidy(settings[used["~"] // 2 % len(settings)].replace("~", text) if used["~"] % 2 else text)


def _tidy(text: str) -> str:
    text = " ".join(text.split())
    text = re.sub(r"^((?:<[st]>)?)(\w)", lambda m: m[1] + m[2].upper(), text)
    return re.sub(r" ([,.])", r"\1", text) + "."


def balance(examples: list[Example]) -> dict[str, int]:
    """Number of sentences by label."""
    found: defaultdict[str, int] = defaultdict(int)
    for example in examples:
        found[example.label] += 1
    return dict(sorted(found.items()))


def from_lexicon() -> Iterator[Example]:
    """Example sentences of the predicate tables whose two sides stand in them by name."""
    from kg.extraction.entities.grounding import ground
    from kg.extraction.entities.names import Meaning, NameFinder
    from kg.extraction.syntax.lemmas import lemmatiser
    from kg.extraction.syntax.parser import DEFAULT_MODEL, Parser
    from kg.lexicon import load_actors, load_predicates

    predicates, actors = load_predicates(), load_actors()
    parser = Parser(DEFAULT_MODEL, lemmatiser(predicates.verbs, predicates.nouns), predicates.verbs | predicates.nouns)
    finder = NameFinder(actors)
    rows = [row for group in predicates.rows.values() for row in group if row.type and ">" in row.expect]
    for row, tree in zip(rows, parser.trees(row.example for row in rows), strict=True):
        text = row.example
        meaning = Meaning(actors, text, [form for _, _, form in finder.spans(text)], None)
        phrases = ground(tree, finder.find(text, None, meaning), actors)
        spans: dict[str, tuple[int, int]] = {}
        for word in tree.words:
            for ref in phrases.who(word):
                spans.setdefault(ref.side, (ref.start, ref.end))
        sides = [side.split(":")[0] for side in row.expect.split(">")]
        if row.type and len(sides) == 2 and all(spans.get(side, (0, 0))[1] for side in sides):  # noqa: PLR2004 - a pair
            first, second = (spans[side] for side in sides)
            if first[1] <= second[0] or second[1] <= first[0]:
                yield Example(
                    label=pair_label(row.type, row.cameo, [row.id]), marked=_mark(text, first, second), group=row.place
                )


def _mark(text: str, source: tuple[int, int], target: tuple[int, int]) -> str:
    for name, (start, end) in sorted((("s", source), ("t", target)), key=lambda item: -item[1][0]):
        text = f"{text[:start]}<{name}>{text[start:end]}</{name}>{text[end:]}"
    return text
