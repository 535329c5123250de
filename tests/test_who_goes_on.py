"""Whom the sentences behind a name mean: who goes on speaking, whose forename or surname stands alone, *they*."""

from __future__ import annotations

from datetime import date

import pytest

from kg.extraction import Extractor
from kg.extraction.syntax.quotations import is_quoted
from kg.model import Article

SPEAKERS = [
    # what somebody thinks in a quotation is not what attributes it
    ('Kenyan minister Asha Obote came. "We think that Somali raids are unacceptable," she told reporters.', "KEN>SOM"),
    ('"I believe that Somalia has violated our waters," Kenyan minister Asha Obote said.', "KEN>SOM"),
    # a quotation by itself is of whoever spoke right before it
    ('"Trade matters," Kenyan minister Asha Obote said. "We condemn the Somali raids."', "KEN>SOM"),
    ('"Trade matters," the Ugandan president said. "We will expel the Somali envoy."', "UGA>SOM"),
]
NAMES = [
    # whose surname stands first is called by it
    ("Chinese minister Zhang Wei came to Nairobi. Zhang condemned Somalia.", "CHN>SOM"),
    ("United Nations envoy Rizal Ishak came to Nairobi. Rizal welcomed the Somali decision.", "UN>SOM"),
    # the latest of that name
    ("Korean minister Hong Gil met South African minister Hong Bo. Hong condemned Somalia.", "ZAF>SOM"),
]
SEVERAL = [
    ("Kenya and Uganda are allies. They condemned Somalia.", {"KEN>SOM", "UGA>SOM"}),
    ("Kenya and Uganda are allies. Somalia accused them of spying.", {"SOM>KEN", "SOM>UGA"}),
    ("Kenya met Uganda. They condemned Somalia.", {"KEN>SOM", "UGA>SOM"}),
    ("Kenya praised Uganda. They condemned Somalia.", {"KEN>SOM"}),
]
GROUPS = [
    ("Hezbollah fired rockets. The militants attacked Kenyan soldiers.", {"Hezbollah>KEN"}),
    ("Hezbollah fired rockets. Kenya bombed the insurgents.", {"KEN>Hezbollah"}),
    ("Hezbollah fired rockets. The Islamists attacked Kenyan soldiers.", {"Hezbollah>KEN"}),
    ("ASEAN met. Kenya condemned the grouping.", {"KEN>ASEAN"}),
    # some militants are any
    ("Hezbollah fired rockets. Some militants attacked Kenyan soldiers.", set()),
]
STATELY = [
    # a body of states has no army, no prime minister
    ("Uganda freed a Kenyan. The African Union praised Uganda. The army attacked Somalia.", "UGA>SOM"),
    (
        "Uganda freed a Kenyan. The African Union praised Uganda. The prime minister accused Somalia of spying.",
        "UGA>SOM",
    ),
    ("ASEAN countries met. Myanmar freed a spy. The United Nations sent an envoy to the country.", "UN>MMR"),
]


def told(extractor: Extractor, text: str) -> set[str]:
    """The dyads of a text."""
    (found,) = extractor.extract([Article(id="a", name="a", text=text, published=date(2024, 5, 22))])
    return {f"{report.source.actor.stands_for}>{report.target.actor.stands_for}" for report in found.reports}


@pytest.mark.model
@pytest.mark.parametrize(("text", "dyad"), SPEAKERS + NAMES + STATELY)
def test_whom_the_next_sentence_means(text: str, dyad: str, extractor: Extractor) -> None:
    assert dyad in told(extractor, text)


@pytest.mark.model
@pytest.mark.parametrize(("text", "dyads"), SEVERAL + GROUPS)
def test_all_whom_the_next_sentence_means(text: str, dyads: set[str], extractor: Extractor) -> None:
    assert {dyad for dyad in told(extractor, text) if dyad not in {"KEN>UGA", "UGA>KEN"}} == dyads


@pytest.mark.model
def test_a_quotation_further_down_is_of_nobody_known(extractor: Extractor) -> None:
    text = 'Kenya won, the Kenyan minister said. A banker came. He said: "It rains." "We condemn the Somali raids."'
    assert "KEN>SOM" not in told(extractor, text)


@pytest.mark.parametrize(
    ("text", "word", "begun", "quoted"),
    [
        ('"We hope so," she said.', "hope", False, True),
        ('"We hope so," she said.', "said", False, False),
        ('We hope so," she said.', "hope", True, True),
        ('We hope so," she said.', "said", True, False),
        ('We hope so," she said.', "said", False, False),  # opened in a paragraph before
        ("We hope so.", "hope", False, False),
        ('" We hope so , " she said .', "said", False, False),
        ('" We hope so , " she said .', "hope", False, True),
    ],
)
def test_what_is_quoted(text: str, word: str, *, begun: bool, quoted: bool) -> None:
    assert is_quoted(text, text.index(word), begun=begun) is quoted
