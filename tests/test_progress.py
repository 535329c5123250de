"""How far a long command is, where nobody watches a terminal: a line now and then."""

from __future__ import annotations

from kg.cli.progress import EVERY, ProgressLines


def test_a_line_now_and_then_tells_articles_and_words_a_second() -> None:
    now = 100.0
    told: list[str] = []
    update = ProgressLines("reading", "articles", told.append, clock=lambda: now)
    for done in range(1, 151):
        now += EVERY / 60
        update(done, done * 300)
    assert told == [
        "kg: reading: 60 articles, 600 words a second",
        "kg: reading: 120 articles, 600 words a second",
    ]


def test_what_is_short_tells_nothing() -> None:
    told: list[str] = []
    update = ProgressLines("importing", "rows", told.append, clock=lambda: 1.0)
    update(1)
    update(2)
    assert told == []
