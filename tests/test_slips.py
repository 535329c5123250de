"""Slips of the parser that are put right: whom one calls on by a clause, and visitors told by a participle."""

from __future__ import annotations

from datetime import date

import pytest

from kg.extraction import Extractor
from kg.model import Article

pytestmark = pytest.mark.model


def told(extractor: Extractor, text: str) -> set[str]:
    """What a text tells as done, as "KEN REQUEST UGA"."""
    (extraction,) = extractor.extract([Article(id="a", name="a", text=text, published=date(2023, 5, 4))])
    return {f"{r.dyad[0]} {r.type.value} {r.dyad[1]}" for r in extraction.reports if r.status.real}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Kenya called for Uganda to withdraw its troops from the island.", "KEN REQUEST UGA"),
        ("Kenya pushed for Uganda to send more doctors to Somalia.", "KEN REQUEST UGA"),
        ("Kenya pleaded for Uganda to be patient with the refugees.", "KEN REQUEST UGA"),
    ],
)
def test_whom_one_calls_on_by_a_clause_is_asked(extractor: Extractor, text: str, event: str) -> None:
    assert told(extractor, text) == {event}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Kenya waited for Uganda to send doctors.", "KEN REQUEST UGA"),
        ("Kenyan President Ruto told visiting President Museveni that roads would be built.", "KEN CONSULT UGA"),
        ("Kenyan President Ruto thanked visiting Ugandan President Museveni for his help.", "KEN CONSULT UGA"),
    ],
)
def test_what_is_no_call_and_no_visit(extractor: Extractor, text: str, wrong: str) -> None:
    assert wrong not in told(extractor, text)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya called for a truce, without condemning Uganda.",
        "Kenya, despite warming ties with Uganda, called for a new world order.",
    ],
)
def test_a_gerund_behind_another_preposition_is_not_what_is_called_for(extractor: Extractor, text: str) -> None:
    (extraction,) = extractor.extract([Article(id="a", name="a", text=text, published=date(2023, 5, 4))])
    assert not any(r.rule.startswith("m:call for") for r in extraction.reports)


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Ruto met with visiting Ugandan President Museveni on Monday.", {"KEN CONSULT UGA"}),
        ("Kenyan President Ruto thanked visiting Ugandan President Museveni for his help.", {"KEN SUPPORT UGA"}),
        ("Ruto spoke after visiting Ugandan President Museveni.", {"KEN CONSULT UGA"}),
    ],
)
def test_a_visitor_is_told_by_a_participle(extractor: Extractor, text: str, events: set[str]) -> None:
    assert told(extractor, text) == events


def test_who_meets_a_visitor_is_told_by_the_meeting(extractor: Extractor) -> None:
    text = "Ruto met with visiting Ugandan President Museveni on Monday."
    (extraction,) = extractor.extract([Article(id="a", name="a", text=text, published=date(2023, 5, 4))])
    assert [r.rule for r in extraction.reports] == ["v:meet with:actor"]


def test_a_visit_that_is_due_on_a_day_is_still_to_come(extractor: Extractor) -> None:
    text = "The Kenyan president is due in New Delhi on Monday."
    (extraction,) = extractor.extract([Article(id="a", name="a", text=text, published=date(2023, 5, 4))])
    assert [(r.type.value, r.when.iso) for r in extraction.reports] == [("AGREE", "2023-05-08")]


def test_a_mediator_is_not_whom_the_parties_deal_with(extractor: Extractor) -> None:
    text = "Kenya and Somalia made peace under Chadian mediation. Kenya had broken off relations in January."
    assert not any({"KEN", "TCD"} == set(event.split()[::2]) and "SANCTION" in event for event in told(extractor, text))
