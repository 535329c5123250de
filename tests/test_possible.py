"""Which sentences are parsed: those whose words can make up an act, by what the rows of the tables ask for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kg.corpus import read
from kg.extraction import Extractor
from kg.extraction.candidates import LineReader
from kg.extraction.cleaning.passages import passages
from kg.extraction.entities.names import NameFinder
from kg.extraction.possible import PossibleActs
from kg.lexicon import load_actors, load_predicates
from kg.model import Article
from tests.sample_read import unjudging

ARTICLES = Path(__file__).parents[1] / "data" / "articles"


def prepared(text: str) -> tuple[list[str], list[str]]:
    """What of a text is parsed, and what is left out."""
    article = Article(id="x", name="x", text=text, published=date(2024, 5, 1))
    reader = LineReader(NameFinder(load_actors()), load_predicates(), prefilter=True)
    found = reader.prepare(article, passages(article), private=False)
    return found.sentences, [line.text for line in found.left_out]


def test_each_row_sees_its_own_example() -> None:
    possible = PossibleActs(load_predicates())
    rows = [row for group in load_predicates().rows.values() for row in group if row.type is not None]
    assert [row.id for row in rows if not possible.in_text(row.example)] == []
    owners = [row for group in load_predicates().matrix.values() for row in group if row.default != "-"]
    assert [row.id for row in owners if not possible.in_text(row.example)] == []


@pytest.mark.parametrize(
    ("sentence", "may"),
    [
        ("Chad gave Mali two parrots.", False),  # of what one gives, parrots are in no row
        ("Chad gave Mali food aid.", True),
        ("Niger will co-operate with Togo.", True),  # with its hyphen, too
        ("Benin must not forget Ghana.", True),  # an obligation, whatever the verb
        ("Ghana is between Togo and Ivory Coast.", False),
    ],
)
def test_the_words_that_a_row_asks_for_must_be_there(sentence: str, may: bool) -> None:  # noqa: FBT001 - a column
    assert PossibleActs(load_predicates()).in_text(sentence) is may


def test_a_quotation_is_parsed_as_a_whole_or_not_at_all() -> None:
    threat = '"We shall see to it.\n\nMali will attack Chad tomorrow," the envoy of Niger said in the evening.'
    assert prepared(f"Niamey was quiet all day long.\n\n{threat}")[1] == ["Niamey was quiet all day long."]
    assert len(prepared(threat.replace("attack", "remember"))[0]) == 0


def test_who_is_named_in_a_sentence_that_is_not_parsed_is_remembered() -> None:
    told = "Togo has a mild climate. It was attacked by Mali on Monday."
    article = Article(id="x", name="x", text=told, published=date(2024, 5, 1))
    assert prepared(told)[1] == ["Togo has a mild climate."]
    (reading,) = unjudging().extract([article])
    assert [report.dyad for report in reading.reports] == [("MLI", "TGO")]


def test_what_has_no_possible_act_tells_none_when_it_is_parsed() -> None:
    articles = [item for item in read([ARTICLES]) if isinstance(item, Article)][::6]
    possible, extractor = PossibleActs(load_predicates()), Extractor(filter=False)
    told = [trace for article in articles for trace in extractor.trace(article).sentences if trace.acts_told]
    assert len(told) > 50
    assert [trace.tree.text for trace in told if not possible.in_text(trace.tree.text)] == []
