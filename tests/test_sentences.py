from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.segmentation.boundaries import MAX_SENTENCE, split


def texts(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in split(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The envoy met U.S. President Ford in Lima.",
        "Gen. Ruiz and Lt. Col. Maria Pia Ito flew to Oman.",
        "Mr. Okoro told Sen. J. Edgar Blunt no.",
        "The accord of Jan. 5 and article No. 7 stand.",
        "Growth fell to 3.5 percent vs. 4.1 percent in Chad.",
        "Peru (it signed in May. It left in June.) paid nothing.",
        'The minister said "We will answer." in a low voice.',
        '"Will they ever leave?" the president asked aides.',
        '"Never!" Okoro said before he left.',
        "If Oman pays … Yemen will leave the talks.",
        "We may ask... the Court to rule.",
        "They waited . . . Oman did not.",
        "Envoys from St. Lucia and the U.N. Security Council met.",
        "The fighters, e.g. Hezbollah's, withdrew.",
        "See www.Example.com for the treaty.",
    ],
)
def test_stays_one_sentence(text: str) -> None:
    assert texts(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Oman expelled two envoys.", "Yemen protested."),
        ("They flew to the U.S.", "The talks begin on Monday."),
        ("Did Oman pay?", "Nobody knows."),
        ("Chad closed its border!", "Sudan did too."),
        ("He left at 5 p.m.", "The talks went on."),
        ("It happened in 2014.", "15 people were held."),
        ('"We will stay," he said.', '"They will not."'),
        ('He called it "a measure of last resort."', "Oman agreed."),
        ("It was over.", '"Good," the envoy said.'),
        ("Troops left (they had come in May).", "Chad thanked them."),
        ("The answer was no.", "Oman insisted."),
        ("Oman hit the camp.", "al-Shabaab fighters fled."),
        ("He gave up ...", "The war went on."),
        ("First paragraph without a stop", "Second paragraph"),
    ],
)
def test_splits_in_two(first: str, second: str) -> None:
    joint = "\n\n" if not first.endswith((".", "!", "?", '"')) else " "
    assert texts(first + joint + second) == [first, second]


def test_splits_without_a_space_behind_the_full_stop() -> None:
    assert texts("Oman defends their rights.Today the envoy left.") == [
        "Oman defends their rights.",
        "Today the envoy left.",
    ]
    assert texts("Mali sold grain to Oman.UN envoys left.") == ["Mali sold grain to Oman.", "UN envoys left."]
    assert texts("He wrote it in Asp.NET, the envoy said.") == ["He wrote it in Asp.NET, the envoy said."]


def test_splits_at_bullets() -> None:
    assert texts("Oman agreed to • free two men • reopen the port") == [
        "Oman agreed to",
        "• free two men",
        "• reopen the port",
    ]


def test_knows_which_sentences_begin_inside_a_quotation() -> None:
    text = '"We did not fire. They fired first. We answered," Oman said. Yemen denied it.'
    assert [(s.quoted, s.open_end) for s in split(text)] == [(False, True), (True, True), (True, False), (False, False)]


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ("``", "''"), ("«", "»"), ('"', '"')])
def test_knows_the_shapes_of_quotation_marks(opening: str, closing: str) -> None:
    text = f"He said: {opening}Oman is ready. Yemen is not.{closing} The talks end today."
    assert [sentence.quoted for sentence in split(text)] == [False, True, False]


def test_a_quotation_still_open_at_the_end_is_told() -> None:
    assert [sentence.open_end for sentence in split('"We will go on. Nobody stops us.')] == [True, True]


def test_a_quotation_that_is_never_closed_ends_some_time() -> None:
    text = '"We will go on. ' + "Oman sent a note to Yemen on Monday. " * 100
    assert not split(text)[-1].quoted


def test_apostrophes_open_nothing() -> None:
    text = "The ministers' talks failed. Oman's envoys' offers were 'poor'. They left."
    assert [sentence.quoted for sentence in split(text)] == [False, False, False]


def test_cuts_what_is_too_long_at_a_space() -> None:
    text = "Oman and Yemen " * 1000
    found = split(text)
    assert max(sentence.end - sentence.start for sentence in found) <= MAX_SENTENCE
    assert all(
        text[sentence.start : sentence.end].split(maxsplit=1)[0] in {"Oman", "and", "Yemen"} for sentence in found
    )


@pytest.mark.parametrize("unit", ["x", ".", ".x", '"', "(", '.")', "U.S. ", "a;", "1. ", ". ", "''", "\n \n"])
@pytest.mark.parametrize("size", [200_000, pytest.param(1_000_000, marks=pytest.mark.long)])
def test_a_megabyte_of_anything_is_split(unit: str, size: int) -> None:
    text = unit * (size // len(unit))  # a quadratic splitter would need hours; benchmarks/growth.py has the growth
    assert all(0 < sentence.end - sentence.start <= MAX_SENTENCE for sentence in split(text))


def test_nothing_gives_nothing() -> None:
    assert split("") == split(" \n\t ") == []


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(" .!?\"'()[]“”`…•\nAaU1;")), max_size=300))
def test_sentences_cover_all_that_is_no_white_space_in_order(text: str) -> None:
    found = split(text)
    assert "".join("".join(text[s.start : s.end].split()) for s in found) == "".join(text.split())
    assert all(s.start < s.end for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(not text[s.start].isspace() and not text[s.end - 1].isspace() for s in found)
