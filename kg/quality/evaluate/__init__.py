"""Measuring extraction against gold. What a file holds is told by its keys, see :func:`measure`."""

from __future__ import annotations

from pathlib import Path

from kg.base.errors import UsageError
from kg.coding import coder
from kg.extraction import Extractor
from kg.quality.evaluate.articles import Extract, articles
from kg.quality.evaluate.gold_parts import GoldPart, left_out
from kg.quality.evaluate.reliability import Reliability, reliability
from kg.quality.evaluate.scores import Macro, Measurement, Score, by_set, lines_of
from kg.quality.evaluate.spans import pairs, quads, sides
from kg.quality.evaluate.stages import LostAt, summary
from kg.quality.evaluate.triples import actors, mentioned, triples

__all__ = [
    "GoldPart",
    "LostAt",
    "Macro",
    "Measurement",
    "Reliability",
    "Score",
    "by_set",
    "left_out",
    "measure",
    "reliability",
    "summary",
]


def measure(
    path: Path,
    extractor: Extractor,
    *,
    classifier: bool = True,
    part: GoldPart = GoldPart.ALL,
    extract: Extract | None = None,
) -> list[Measurement]:
    """Measure everything that a file or folder holds.

    A folder with ``articles/`` and ``gold/`` holds articles. A ``.jsonl`` file holds, by the keys of its first line:
    sentences with coded triples (``events``), phrases whose actor is known (``expect``), sentences with marked sides
    and a type (``marked``, ``plover``), sentences with spans of their sides and a quad class (``sources``, ``quad``),
    or sentences with a quad class alone (``text``, ``quad``). Other files of a folder are left alone.

    Args:
        path: Folder or file.
        extractor: Reads the sentences.
        classifier: Let the small trained model weigh in where single sentences are coded.
        part: Of whole articles, those that one may learn from or those left out.
        extract: Reads whole articles, maybe on several cores; the extractor by default.

    Raises:
        UsageError: There is nothing that can be measured.
    """
    if path.is_dir():
        found = [articles(path, extractor, part, extract)] if (path / "gold").is_dir() else []
        for file in sorted(path.glob("**/*.jsonl")):
            if file.parent.name != "gold":
                found += _file(file, extractor, classifier=classifier)
    elif path.is_file():
        found = _file(path, extractor, classifier=classifier)
    else:
        raise UsageError(f"{path} does not exist")
    if not found:
        raise UsageError(
            f"{path} holds no gold: articles/ with gold/, or .jsonl of one of the formats in docs/accuracy.md"
        )
    return found


def _file(file: Path, extractor: Extractor, *, classifier: bool) -> list[Measurement]:
    records = lines_of(file)
    keys = set(records[0]) if records and isinstance(records[0], dict) else set()
    if "events" in keys:
        return [triples(file.stem, records, extractor), mentioned(file.stem, records, extractor)]
    if "expect" in keys:
        return [actors(file.stem, records, extractor)]
    for needed, kind in (
        ({"marked", "plover", "quad"}, pairs),
        ({"text", "sources", "quad"}, sides),
        ({"text", "quad"}, quads),
    ):
        if needed <= keys:
            return [kind(file.stem, records, coder(extractor, classifier=classifier))]
    return []
