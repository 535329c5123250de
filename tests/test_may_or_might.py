"""What is in somebody's power, allowed, asked for in courtesy or still to come is not done."""

from __future__ import annotations

import pytest

from kg.extraction import Extractor
from tests.telling import told

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "text",
    [
        "Kenya can attack Uganda at any time.",
        "Analysts doubted Kenya's ability to repel Uganda's invasion.",
        "Kenya has the capacity to strike Uganda.",
        "The bill would enable Kenya to impose sanctions on Uganda.",
        "Kenya has the power to blockade Uganda.",
    ],
)
def test_what_somebody_can_do_is_no_deed(extractor: Extractor, text: str) -> None:
    assert told(extractor, text) == set()


def test_a_refusal_is_no_lack_of_power(extractor: Extractor) -> None:
    assert told(extractor, "Kenya cannot accept the Ugandan plan.") == {"KEN>UGA REJECT"}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Kenya retaliated by bombing Uganda.", "KEN>UGA ASSAULT"),
        ("Kenya is expected to retaliate by bombing Uganda.", "KEN>UGA ASSAULT future"),
        ("Kenya did not harm Egypt by stopping shipments to Uganda.", "KEN>UGA SANCTION negated"),
        ("Kenya let its bombers attack Uganda.", "KEN>UGA ASSAULT"),
        ("Egypt permitted Kenya to send aid to Uganda.", "KEN>UGA AID hypothetical"),
        ("Tanzania allowed Kenya to use its rockets to strike Uganda.", "KEN>UGA ASSAULT hypothetical"),
        ("The Kenya-Uganda deal to be signed in Paris on 27 June is long.", "KEN>UGA SUPPORT future"),
        ("Kenya and Uganda signed a long deal in Paris.", "KEN>UGA SUPPORT"),
        ("Under that deal Kenya would have released Ugandan prisoners.", "KEN>UGA RETREAT hypothetical"),
        ("We would urge Kenya to talk, the Ugandan foreign minister said.", "UGA>KEN REQUEST"),
        ("Egypt will pay if there is a ceasefire between Kenya and Uganda.", "KEN>UGA RETREAT hypothetical"),
        ("Egypt paid as there was a ceasefire between Kenya and Uganda.", "KEN>UGA RETREAT"),
    ],
)
def test_the_mood_of_what_stands_above_is_that_of_the_deed(extractor: Extractor, text: str, event: str) -> None:
    assert event in told(extractor, text)


@pytest.mark.parametrize("text", ["Kenya's president smiled before his visit to Uganda."])
def test_what_something_is_done_before_is_to_come(extractor: Extractor, text: str) -> None:
    assert told(extractor, text) == {"KEN>UGA CONSULT future"}
