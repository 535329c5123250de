"""Sentences whose source and target are marked, such as ``<s>Egypt</s> thanked <t>Qatar</t>``."""

from __future__ import annotations

import re
from dataclasses import dataclass

Span = tuple[int, int]
_TAG = re.compile(r"<(/?)([st])>")
_NAMES = {"s": "source", "t": "target"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A sentence without its marks: offsets of the sides, and what was wrong with the marks, if anything."""

    text: str
    sources: tuple[Span, ...]
    targets: tuple[Span, ...]
    problem: str | None = None


def unmark(marked: str) -> Marked:
    """Take the marks out of a sentence. Never fails: what is broken is said in ``problem`` and left out."""
    pieces: list[str] = []
    spans: dict[str, list[Span]] = {"s": [], "t": []}
    opened: dict[str, int] = {}
    problems: list[str] = []
    position = last = 0
    for tag in _TAG.finditer(marked):
        pieces.append(marked[last : tag.start()])
        position += tag.start() - last
        last = tag.end()
        closing, name = tag.groups()
        if not closing:
            if name in opened:
                problems.append(f"<{name}> opens twice")
            opened[name] = position
        elif name not in opened:
            problems.append(f"</{name}> closes nothing")
        else:
            start = opened.pop(name)
            if start < position:
                spans[name].append((start, position))
    pieces.append(marked[last:])
    problems += [f"<{name}> is never closed" for name in sorted(opened)]
    problems += [f"no {_NAMES[name]} is marked" for name in "st" if not spans[name]]
    if _crossing(spans["s"], spans["t"]):
        problems.append("source and target overlap")
    return Marked(
        text="".join(pieces),
        sources=tuple(spans["s"]),
        targets=tuple(spans["t"]),
        problem="; ".join(problems) or None,
    )


def _crossing(sources: list[Span], targets: list[Span]) -> bool:
    return any(a < d and c < b for a, b in sources for c, d in targets)
