"""What a speaker says of somebody's doings: blame and praise in every construction, and what is neither."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from kg.extraction import Extractor
from kg.lexicon.words import words
from kg.model import Article

BLAME = [
    "This blockade by Ghana, the Togolese minister said, was a mistake.",  # said in passing
    "Ghana, the Togolese minister added, had undermined the treaty.",
    "Togo said in a statement that Ghana had undermined the treaty.",
    "Togo sees Ghana as undermining the treaty.",
    "Togo described Ghana as fuelling the war.",
    "Togo said Ghana continued to undermine the treaty.",
    "Togo said Ghana was determined to undermine the treaty.",
    "Togo said Ghana was a foe that undermined its interests.",
    "Togo said the main obstacle to peace was Ghana.",
    "Togo does not believe that Ghana honours its commitments.",
    "Togo doubted that Ghana would honour its commitments.",
    "Togo said Ghana had yet to fulfil its pledges.",
    "Togo said Ghana was not doing enough.",
    "Togo said Ghana had done little.",
    "Togo said Ghana was imposing unjust sanctions.",
    "Togo said the treaty was undermined by Ghana.",
    "Calling Ghana a threat to peace, Togo closed a bridge.",
    "Togo said the Ghanaian decision was a step backwards.",
]
PRAISE = [
    "Togo said it was a wise move by Ghana.",
    "Togo said the Ghanaian decision was a step in the right direction.",
    "Togo said Ghana had made a great contribution.",
    "Togo said Ghana had kept its word.",
    "Togo said the Ghanaian answer was very good.",
]
NEITHER = [
    "Togo said Ghana was a big country.",
    "Togo said Ghana had bought wheat.",
    "Togo noted that Ghana had held elections.",
    "Togo said Ghana was taking a step.",
    "Togo said relations with Ghana were bad.",
    "Togo said the talks with Ghana were constructive.",
    "Togo said the weather in Ghana was terrible.",
    "Togo said the economy of Ghana was a disaster.",
    "Togo said the war in Ghana was a disaster.",
    "Togo said wise elections in Ghana were held on Monday.",
    "Togo said anyone who helps the rebels of Ghana undermines peace.",
    "Togo said threats posed by Ghana were discussed.",
    "Togo asked if Ghana had undermined the treaty.",
    "Togo could see Ghana as a threat.",
    "Togo said it was urgent that Ghana honour its commitments.",
    "Togo said Ghana may honour its commitments.",
    "Togo said Ghana had not undermined the treaty.",
    "Togo said that it continued to honour its commitments to Ghana.",
    "A Togolese analyst said Ghana was a threat.",
    "The song caused laughter in Togo and Ghana.",
]


def opinions(extractor: Extractor, sentences: Iterable[str]) -> dict[str, set[str]]:
    """What Togo utters of Ghana in each sentence."""
    articles = [Article(id=s, name="x", text=s, published=date(2024, 5, 1)) for s in sentences]
    told = {done.article.id: done.reports for done in extractor.extract(articles)}
    kinds = {"ACCUSE", "SUPPORT"}
    return {
        s: {str(r.type) for r in told[s] if r.dyad == ("TGO", "GHA") and r.status.real and r.type in kinds}
        for s in sentences
    }


@pytest.mark.model
def test_blame_and_praise_in_every_construction(extractor: Extractor) -> None:
    assert opinions(extractor, BLAME) == {said: {"ACCUSE"} for said in BLAME}
    assert opinions(extractor, PRAISE) == {said: {"SUPPORT"} for said in PRAISE}


@pytest.mark.model
def test_facts_circumstances_and_suppositions_are_neither(extractor: Extractor) -> None:
    assert opinions(extractor, NEITHER) == {said: set() for said in NEITHER}


@pytest.mark.model
def test_a_refusal_of_what_one_pledged_is_no_opinion_of_oneself(extractor: Extractor) -> None:
    pledge = "Togo pledged not to militarise the islands of Ghana."
    article = Article(id="x", name="x", text=pledge, published=date(2024, 5, 1))
    (done,) = extractor.extract([article])
    assert {(r.dyad, str(r.type)) for r in done.reports} <= {(("TGO", "GHA"), "AGREE")}


@pytest.mark.model
@pytest.mark.parametrize("noun", sorted(words("circumstances")))
def test_nobody_answers_for_the_state_of_things(extractor: Extractor, noun: str) -> None:
    said = f"Togo said the {noun} of Ghana was a disaster."
    assert opinions(extractor, [said]) == {said: set()}


@pytest.mark.model
@pytest.mark.parametrize("noun", sorted(words("local_events")))
def test_nobody_answers_for_what_goes_on_in_his_country(extractor: Extractor, noun: str) -> None:
    said = f"Togo said the {noun} in Ghana was terrible."
    assert opinions(extractor, [said]) == {said: set()}


@pytest.mark.model
@pytest.mark.parametrize("who", sorted(words("anybody")))
def test_nobody_is_blamed_in_general(extractor: Extractor, who: str) -> None:
    said = f"Togo said {who} undermined the treaty with Ghana."
    assert opinions(extractor, [said]) == {said: set()}


@pytest.mark.model
@pytest.mark.parametrize("verb", sorted(words("viewing_verbs")))
def test_who_is_seen_as_doing_something_is_blamed_for_it(extractor: Extractor, verb: str) -> None:
    said = f"Togo will {verb} Ghana as undermining the treaty."
    assert opinions(extractor, [said]) == {said: {"ACCUSE"}}


@pytest.mark.model
@pytest.mark.parametrize("verb", sorted(words("believing_verbs")))
def test_who_does_not_think_so_denies_it(extractor: Extractor, verb: str) -> None:
    said = f"The minister of Togo said he did not {verb} that Ghana had honoured its commitments."
    assert opinions(extractor, [said]) == {said: {"ACCUSE"}}


@pytest.mark.model
@pytest.mark.parametrize("verb", ["has", "remained"])
def test_what_is_yet_to_be_fulfilled_is_not(extractor: Extractor, verb: str) -> None:
    said = f"Togo said Ghana {verb} yet to fulfil its pledges."
    assert opinions(extractor, [said])[said] <= {"ACCUSE"}


@pytest.mark.model
@pytest.mark.parametrize("amount", sorted(words("amounts")))
def test_how_much_one_does_of_a_thing_is_its_object(extractor: Extractor, amount: str) -> None:
    said = f"Togo said Ghana was not doing {amount}."
    expected = {"ACCUSE"} if amount in {"enough", "much"} else set()
    assert opinions(extractor, [said]) == {said: expected}
