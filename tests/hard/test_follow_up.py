"""A graph that grows by a little, again and again: nothing is left over, and no addition costs more than the others."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kg.graph.build import build
from kg.graph.options import Options
from kg.store import Log, parts
from tests.fake_extractor import FakeExtractor
from tests.hard.machine import TIMES, left_over, record

pytestmark = pytest.mark.hard
ADDITIONS = 12 if TIMES == 1 else min(1000, 50 * TIMES)


def test_small_additions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.graph.build.extractor", FakeExtractor())
    if TIMES == 1:
        monkeypatch.setattr(parts, "TIER", 4)
    graph, seconds = tmp_path / "g", []
    for number in range(ADDITIONS):
        article = tmp_path / f"{number:04}.txt"
        article.write_text(
            f"RUS SANCTION USA {2000 + number // 300}-{1 + number // 25 % 12:02}-{1 + number % 25:02}.\n"
        )
        start = time.process_time()
        summary = build([article], graph, Options(), views=False)
        seconds.append(time.process_time() - start)
        assert (summary.read, summary.reports) == (1, number + 1)
    assert left_over(graph) == []
    assert len(Log.open(graph).parts.committed()) <= 3 * parts.TIER
    tenth = max(1, ADDITIONS // 10)
    first, last = (sum(some) / tenth for some in (seconds[1 : tenth + 1], seconds[-tenth:]))
    record("additions", number=ADDITIONS, first=round(first, 3), last=round(last, 3))
