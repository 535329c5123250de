"""Lines of JSON with sentences in, lines of JSON with codes out: what ``kg code-pairs`` and ``code-sentences`` do."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import tee
from typing import Any

from kg.base.printable import sound
from kg.coding import Coding, PairCoder

Problem = Callable[[str, str], None]
_TEXTS = ("marked", "text", "sentence")


@dataclass(frozen=True, slots=True)
class _Line:
    id: object
    text: str


def code_pairs(lines: Iterable[str], coder: PairCoder, on_problem: Problem) -> Iterator[dict[str, object]]:
    """Code sentences whose sides are marked, one answer a line, also for lines that are broken.

    Args:
        lines: JSON objects with ``marked`` and, optionally, ``id`` (else the line's number).
        coder: From :meth:`kg.extraction.Extractor.coder`.
        on_problem: Told the id and what is wrong with it.

    Yields:
        ``id``, ``plover``, ``quad``, ``confidence``.
    """
    for line, coding in _coded(lines, coder.code, on_problem):
        if coding.problem:
            on_problem(str(line.id), coding.problem)
        yield {"id": line.id, "plover": coding.type.value, "quad": coding.quad, "confidence": coding.confidence}


def code_sentences(lines: Iterable[str], coder: PairCoder, on_problem: Problem) -> Iterator[dict[str, object]]:
    """Code sentences without marks: the sides of the main event, whoever they are, and its type.

    Yields:
        ``id``, ``sources`` and ``targets`` (the words), ``spans`` (their offsets), ``plover``, ``quad``,
        ``cameo_quad`` (0 to 4, where 0 is a neutral statement), ``confidence``.
    """
    for line, coding in _coded(lines, coder.find, on_problem):
        yield {
            "id": line.id,
            "sources": [line.text[start:end] for start, end in coding.sources],
            "targets": [line.text[start:end] for start, end in coding.targets],
            "spans": {"sources": coding.sources, "targets": coding.targets},
            "plover": coding.type.value,
            "quad": coding.quad,
            "cameo_quad": coding.cameo_quad,
            "confidence": coding.confidence,
        }


def _coded(
    lines: Iterable[str], code: Callable[[Iterable[str]], Iterator[Coding]], on_problem: Problem
) -> Iterator[tuple[_Line, Coding]]:
    first, second = tee(_read(number, line, on_problem) for number, line in enumerate(lines, 1) if line.strip())
    yield from zip(first, code(line.text for line in second), strict=True)


def _read(number: int, line: str, on_problem: Problem) -> _Line:
    try:
        record: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        on_problem(f"line {number}", f"no JSON: {error if isinstance(error, ValueError) else 'nested too deeply'}")
        return _Line(number, "")
    if not isinstance(record, dict):
        on_problem(f"line {number}", "no JSON object")
        return _Line(number, "")
    id_ = record.get("id", number)
    text = next((record[key] for key in _TEXTS if isinstance(record.get(key), str)), None)
    if text is None:
        on_problem(str(id_), f"no sentence under {' or '.join(_TEXTS)}")
    return _Line(id_, sound(text or ""))
