from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pyoxigraph as ox
import pyshacl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, URIRef

from kg.assembly import merge
from kg.model import Article, Event, Report
from kg.views.rdf import Run, Triple, decimal, integer, iri, text, to_rdflib, triples
from kg.views.rdf import vocabulary as v
from kg.views.rdf.direct_triples import act
from kg.views.rdf.terms import boolean, day, uri, year
from ontology import ActorKind, Sector, iris, load
from tests.builders import actor, article, report

RUN = Run(version="9.9.9", model="a-model 1.0")
RUS, USA = iri("actor", "RUS"), iri("actor", "USA")


def graph(reports: Iterable[Report], articles: Iterable[Article] = ()) -> list[Triple]:
    return list(triples(merge(reports), articles, RUN))


def only(subject: str, predicate: str, found: list[Triple]) -> str:
    (value,) = (o for s, p, o in found if (s, p) == (subject, predicate))
    return value


def rel(name: str) -> str:
    return uri(iris.REL + name)


def recall() -> Report:
    antonov = actor(
        "person/anatoly-antonov", label="Anatoly Antonov", stands_for="RUS", role="ambassador", sector=Sector.GOV
    )
    return report(
        rule="v:recall",
        trigger="recalled",
        sentence="Russia recalled Anatoly Antonov from the United States.",
        mode="withdraw",
        cameo="161",
        contexts=["diplomatic"],
        object="Anatoly Antonov",
        object_actor=antonov,
        start=7,
    )


def many() -> list[Report]:
    return [
        recall(),
        report(rule="v:recall", mode="withdraw", cameo="161", outlet="Other Paper", article="b2", confidence=0.9),
        report("G7", "RUS", "ACCUSE", "2021-03-18", place="Brussels", object_event=recall().event_id),
        report("GRC", "TUR", "CONSULT", "2020", symmetric=True, rule="v:meet"),
        report("TUR", "GRC", "CONSULT", "2020", symmetric=True, rule="v:meet", article="c3"),
        report("RUS", "RUS", "COERCE", "2020-12-30/2021-01-02", domestic=True),
        report("Arab League", "USA", "REJECT", None, status="negated"),
        report(actor("UN:UNHCR", label="UNHCR", kind=ActorKind.IGO, stands_for="UN"), "CHN", "REQUEST", "2021-05"),
        report("DEU", "UN", "AID", "2021-01-05", dataset="icews", original_code="070", sentence="", article=""),
    ]


# --- terms ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "lexical"),
    [
        (-6.0, "-6"),
        (2.5, "2.5"),
        (0.93, "0.93"),
        (0.1 + 0.2, "0.3"),
        (-0.00001, "0"),
        (10, "10"),
        (1e-3, "0.001"),
        (100.0, "100"),
    ],
)
def test_decimals_are_canonical(value: float, lexical: str) -> None:
    assert decimal(value) == f'"{lexical}"^^<http://www.w3.org/2001/XMLSchema#decimal>'


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="no decimal"):
        decimal(value)


def test_stores_keep_our_literals_as_they_are() -> None:
    terms = [
        decimal(-6.0),
        decimal(0.93),
        integer(12),
        boolean(value=True),
        day(date(2021, 3, 17)),
        year(987),
        text("a", "en"),
    ]
    data = "".join(f"<urn:s> <urn:p{n}> {term} .\n" for n, term in enumerate(terms))
    store = ox.Store()
    store.load(data.encode(), format=ox.RdfFormat.N_TRIPLES)
    kept = {str(quad.object).replace("^^<http://www.w3.org/2001/XMLSchema#string>", "") for quad in store}
    assert kept == set(terms)
    written = Graph().parse(data=data, format="nt").serialize(format="nt")
    assert sorted(written.split("\n")) == sorted(data.split("\n"))


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_reads_back_or_is_replaced_by_the_rule(value: str) -> None:
    expected = "".join("\ufffd" if c in "\x00\ufffe\uffff" or 0xD800 <= ord(c) <= 0xDFFF else c for c in value)
    line = f"<urn:s> <urn:p> {text(value)} .\n"
    (found,) = ox.parse(line.encode(), format=ox.RdfFormat.N_TRIPLES)
    assert isinstance(found.object, ox.Literal)
    assert found.object.value == expected
    (theirs,) = Graph().parse(data=line, format="nt").objects()
    assert str(theirs) == expected


# --- the three levels -------------------------------------------------------------------------------------------


def test_direct_triples_of_what_took_place() -> None:
    found = graph([recall()])
    assert (RUS, rel("sanction"), USA) in found
    assert (RUS, uri(f"{iris.ACT}recall"), iri("actor", "person/anatoly-antonov")) in found
    assert (RUS, uri(f"{iris.ACT}recall"), USA) not in found


def test_the_verb_goes_to_the_target_when_no_object_is_known() -> None:
    assert (RUS, uri(f"{iris.ACT}threaten"), USA) in graph([report(type="THREATEN", rule="v:threaten")])


@pytest.mark.parametrize("status", ["negated", "future", "hypothetical"])
def test_no_direct_triples_of_what_did_not_take_place(status: str) -> None:
    found = graph([report(status=status, rule="v:sanction")])
    assert not [p for _, p, _ in found if p.startswith((f"<{iris.REL}", f"<{iris.ACT}"))]
    assert [o for _, p, o in found if p == v.STATUS] == [uri(iris.STATUS + status)] * 2


def test_no_direct_triples_inside_one_state() -> None:
    found = graph([report("RUS", "RUS", "COERCE", domestic=True)])
    assert not [p for _, p, _ in found if p.startswith((f"<{iris.REL}", f"<{iris.ACT}"))]


def test_symmetric_events_relate_both_ways() -> None:
    found = graph([report("GRC", "TUR", "CONSULT", symmetric=True, rule="v:meet")])
    one, other = iri("actor", "GRC"), iri("actor", "TUR")
    assert {(one, rel("consult"), other), (other, rel("consult"), one)} <= set(found)
    assert {(one, uri(f"{iris.ACT}meet"), other), (other, uri(f"{iris.ACT}meet"), one)} <= set(found)


@pytest.mark.parametrize(
    ("rule", "name"), [("v:recall", "recall"), ("v:call on", "callOn"), ("m:refuse", "refuse"), ("v:re-open", "reOpen")]
)
def test_verbs_as_properties(rule: str, name: str) -> None:
    assert act(rule) == uri(iris.ACT + name)


@pytest.mark.parametrize("rule", ["n:summit", "a:critical", "icews:070", "", "v:", "v:1"])
def test_other_rules_have_no_verb(rule: str) -> None:
    assert act(rule) is None


def test_the_event_holds_the_claim() -> None:
    told = recall()
    found, event = graph([told]), iri("event", told.event_id)
    assert only(event, v.SOURCE, found) == RUS
    assert only(event, v.EVENT_TYPE, found) == uri(f"{iris.PLOVER}SANCTION")
    assert only(event, v.MODE, found) == uri(f"{iris.PLOVER}SANCTION-withdraw")
    assert only(event, v.CAMEO, found) == uri(f"{iris.CAMEO}161")
    assert only(event, v.GOLDSTEIN, found) == decimal(-4)
    assert only(event, v.EARLIEST, found) == only(event, v.LATEST, found) == day(date(2021, 3, 17))
    assert only(event, v.YEAR, found) == year(2021)
    assert only(event, v.OBJECT, found) == iri("actor", "person/anatoly-antonov")
    assert only(event, v.HAS_REPORT, found) == iri("report", told.id)


def test_the_report_holds_the_evidence() -> None:
    told = recall()
    found, node = graph([told]), iri("report", told.id)
    assert only(node, v.EXACT, found) == text(told.sentence)
    assert (only(node, v.START, found), only(node, v.TRIGGER_START, found)) == (integer(7), integer(14))
    assert only(node, v.SOURCE_TEXT, found) == text("Russia")
    assert only(node, v.GENERATED_BY, found) == RUN.iri
    assert only(RUN.iri, v.MODEL, found) == text("a-model 1.0")


@pytest.mark.parametrize(("when", "years"), [("2021", 1), ("2020-12-30/2021-01-02", 0), (None, 0)])
def test_the_year_is_told_only_when_there_is_one(when: str | None, years: int) -> None:
    assert len([p for _, p, _ in graph([report(day=when)]) if p == v.YEAR]) == years


def test_objects_that_are_events_are_linked_when_they_are_in_the_graph() -> None:
    first = recall()
    second = report("G7", "RUS", "ACCUSE", "2021-03-18", object_event=first.event_id)
    assert only(iri("event", second.event_id), v.OBJECT, graph([first, second])) == iri("event", first.event_id)
    assert v.OBJECT not in [p for _, p, _ in graph([second])]


def test_actors_say_whom_they_stand_for_and_states_are_in_wikidata() -> None:
    found = graph([report(actor("person/x y", label="X. Y.", stands_for="RUS"), "USA")])
    person = iri("actor", "person/x y")
    assert person == f"<{iris.ID}actor/person/x_y>"
    assert only(person, v.STANDS_FOR, found) == only(person, v.COUNTRY, found) == RUS
    assert only(RUS, v.LABEL, found) == text("Russia", "en")  # nobody mentions Russia: the lexicon knows it
    assert only(USA, v.EXACT_MATCH, found) == uri("http://www.wikidata.org/entity/Q30")


def test_articles_tell_what_their_reader_knows() -> None:
    read = article("a1", title="A headline", url="https://paper.example/1")
    found, node = graph([report()], [read, article("unused")]), iri("article", "a1")
    assert only(node, v.HEADLINE, found) == text("A headline")
    assert only(node, v.CONTENT_HASH, found) == text(read.content_hash)
    assert iri("article", "unused") not in {s for s, _, _ in found}


def test_an_article_that_was_not_kept_is_described_by_its_reports() -> None:
    found, node = graph([report(url="https://paper.example/1")]), iri("article", "a1")
    assert only(node, v.PUBLISHER, found) == iri("outlet", "daily-sample")
    assert only(node, v.PUBLISHED, found) == day(date(2021, 3, 18))


# --- the graph as a whole ---------------------------------------------------------------------------------------


def test_triples_ascend_without_repetition_whatever_the_order_of_input() -> None:
    told, read = many(), [article("a1"), article("b2")]
    expected = list(triples(merge(told), read, RUN))
    subjects = list(dict.fromkeys(s[1:-1] for s, _, _ in expected))
    assert len(expected) == len(set(expected))
    assert subjects == sorted(subjects)
    for seed in range(4):
        random.Random(seed).shuffle(told)  # noqa: S311 - no secret
        events: list[Event] = merge(told)
        random.Random(seed).shuffle(events)  # noqa: S311 - no secret
        assert list(triples(events, reversed(read), RUN)) == expected


def test_an_actor_described_in_two_ways_has_one_description() -> None:
    one = actor("person/x", label="X", stands_for="RUS", role="minister")
    other = replace(one, role="president", label="President X")
    expected = graph([report(one, "USA"), report(other, "CHN")])
    assert only(iri("actor", "person/x"), v.LABEL, expected) == text("President X", "en")
    assert graph([report(other, "CHN"), report(one, "USA")]) == expected


def test_no_events_make_no_triples() -> None:
    assert graph([]) == []


def test_data_conform_to_the_shapes() -> None:
    data = to_rdflib(graph(many(), [article("a1", title="A title", url="https://paper.example/1"), article("b2")]))
    conforms, _, told = pyshacl.validate(data, shacl_graph=load("shapes"))
    assert conforms, told


def test_every_term_is_one_of_the_ontology() -> None:
    declared = {str(s) for s in load("irkg").subjects() if isinstance(s, URIRef)}
    codes = {str(s) for name in ("events", "actors") for s in load(name).subjects()}
    used = {term[1:-1] for triple in graph(many(), [article()]) for term in triple if term.startswith(f"<{iris.BASE}")}
    terms = {term for term in used if term.startswith((iris.NS, iris.REL))}
    assert len(terms) > 30
    assert terms <= declared
    assert {term for term in used if term.startswith(iris.CODE)} <= declared | codes
    constants = {x[1:-1] for name, x in vars(v).items() if name.isupper() and x.startswith(f"<{iris.NS}")}
    assert constants <= declared


def test_rdflib_gets_every_triple() -> None:
    found = graph(many())
    held = to_rdflib(found)
    assert len(held) == len(found)
    assert dict(held.namespaces())["irkg"] == URIRef(iris.NS)


def test_a_run_is_named_after_what_made_it() -> None:
    assert RUN.id == Run(version="9.9.9", model="a-model 1.0").id
    assert len({RUN.id, Run(version="9.9.9").id, Run(version="9.9.8", model="a-model 1.0").id}) == 3
