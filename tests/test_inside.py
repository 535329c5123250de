"""What goes on inside a country is told when asked for, and never mixed with events between countries."""

from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.model import Article, Report

pytestmark = pytest.mark.model


def read(unjudging: Extractor, text: str, *, domestic: bool = True) -> list[Report]:
    (found,) = unjudging.extract([Article(id="a", name="a", text=text)], domestic=domestic)
    return list(found.reports)


def told(reports: list[Report]) -> set[tuple[str, str, str]]:
    return {(r.source.actor.id, r.type.value, r.target.actor.id) for r in reports if r.status.real}


@pytest.mark.parametrize(
    ("text", "source", "type_", "target"),
    [
        ("Kenyan police arrested opposition leaders in Mombasa.", "COP", "COERCE", "OPP"),
        ("Bolivian students demonstrated against the Bolivian government.", "EDU", "PROTEST", None),
        ("The Peruvian parliament rejected the president's plan.", "LEG", "REJECT", "GOV"),
    ],
)
def test_branches_and_citizens_of_one_country_are_parties(
    unjudging: Extractor, text: str, source: str, type_: str, target: str | None
) -> None:
    (report,) = [r for r in read(unjudging, text) if r.type == type_]
    assert report.source.actor.sector == source
    assert target is None or report.target.actor.sector == target
    assert report.domestic
    assert report.dyad[0] == report.dyad[1]


def test_nothing_domestic_unless_asked_for(unjudging: Extractor) -> None:
    assert not read(unjudging, "Kenyan police arrested opposition activists in Mombasa.", domestic=False)


def test_an_event_between_countries_is_told_once(unjudging: Extractor) -> None:
    text = "Russian troops shelled Ukrainian villages on Monday."
    assert told(read(unjudging, text)) == told(read(unjudging, text, domestic=False))


def test_charities_act_for_themselves(unjudging: Extractor) -> None:
    (report,) = read(unjudging, "The Red Cross handed over medicine to Yemen on Sunday.")
    assert report.target.actor.stands_for == "YEM"
    assert not report.domestic


def test_an_attack_by_nobody_named_is_one_of_unidentified_forces(unjudging: Extractor) -> None:
    text = "Two German soldiers were killed by a roadside bomb near the Iraqi town of Samarra."
    assert told(read(unjudging, text)) == {("IRQ:UAF", "ASSAULT", "DEU:MIL:SOLDIER")}
    assert not read(unjudging, text, domestic=False)


def test_a_minority_belongs_where_it_lives(unjudging: Extractor) -> None:
    (report,) = read(unjudging, "Hundreds of ethnic Hungarians demonstrated in Slovakia.")
    assert (report.source.actor.id, report.target.actor.id) == ("SVK:CVL:MINORITY", "SVK:GOV:GOVERNMENT")


def test_a_charity_of_many_countries_belongs_to_none(unjudging: Extractor) -> None:
    (report,) = read(unjudging, "Amnesty International accused Egypt of hypocrisy.")
    assert report.dyad == ("Amnesty International", "EGY")


def test_two_domestic_events_of_one_day_are_two(unjudging: Extractor) -> None:
    first = read(unjudging, "Kenyan police arrested opposition activists.")
    second = read(unjudging, "Kenyan police arrested Kenyan journalists.")
    assert first[0].dyad == second[0].dyad
    assert first[0].event_id != second[0].event_id


def test_ethnic_minorities_are_not_the_country_they_are_called_after(unjudging: Extractor) -> None:
    text = "Ethnic Albanians demonstrated against Serbia."
    assert all("ALB" not in report.dyad for report in read(unjudging, text))


def test_who_admits_to_an_attack_did_it_to_whom_it_had_hit(unjudging: Extractor) -> None:
    text = "A bomb hit the French embassy in Beirut on Monday. Hezbollah claimed responsibility for the attack."
    assert any(
        report.dyad == ("Hezbollah", "FRA") and report.type == "ASSAULT"
        for report in read(unjudging, text, domestic=False)
    )
