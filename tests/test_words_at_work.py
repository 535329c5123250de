"""What word lists and patterns do: for each that nothing else pins, a sentence that is read otherwise without it."""

from __future__ import annotations

import re

import pytest

from kg.extraction.cleaning import boilerplate
from kg.extraction.entities import responsibility
from kg.extraction.time import anchored, expressions, scan
from kg.lexicon.tables import Problems, rows, shipped
from kg.lexicon.words import PATTERN_COLUMNS

EXAMPLES = [(row["name"], row["example"]) for row in rows(shipped("patterns.tsv"), "", PATTERN_COLUMNS, Problems())]


def examples(name: str) -> list[str]:
    return [example for kind, example in EXAMPLES if kind == name]


@pytest.mark.parametrize("line", [*examples("furniture_lines"), *examples("bylines")])
def test_furniture_of_a_page_is_noise(line: str) -> None:
    assert boilerplate.is_noise(line)


@pytest.mark.parametrize("sentence", examples("furniture_sentences"))
def test_furniture_inside_a_paragraph_is_noise(sentence: str) -> None:
    assert boilerplate.is_noise_sentence(sentence)


@pytest.mark.parametrize("appeal", examples("appeals"))
def test_an_appeal_for_money_is_one(appeal: str) -> None:
    assert boilerplate.appeal_start(appeal, 0, len(appeal))


@pytest.mark.parametrize("name", examples("time_idioms"))
def test_a_name_that_holds_a_time_word_tells_no_time(name: str) -> None:
    assert anchored.IDIOMS.match(name)
    assert expressions.find(f"They spoke of the {name}.", None) == []


@pytest.mark.parametrize("words", examples("at_the_time"))
def test_what_refers_to_the_time_told_of(words: str) -> None:
    assert anchored.AT_THE_TIME.search(words)


@pytest.mark.parametrize("words", examples("looking_back"))
def test_what_looks_back(words: str) -> None:
    assert anchored.LOOKING_BACK.search(words)


@pytest.mark.parametrize("words", examples("plans"))
def test_what_makes_a_plan_of_a_date(words: str) -> None:
    reader = scan.Scan(text=f"a summit {words} on Monday", reference=None, tense_at=None)
    assert reader.tense(reader.text.index("Monday"), len(reader.text)) == "future"


@pytest.mark.parametrize("words", examples("admissions"))
def test_what_admits_an_attack(words: str) -> None:
    assert re.search(responsibility._ADMITS, words)
