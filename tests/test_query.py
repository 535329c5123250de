from __future__ import annotations

import csv
import io
import json
import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

from kg.assembly import merge
from kg.base.errors import QueryError
from kg.base.prefixes import PREFIXES
from kg.model import Report
from kg.sparql import Result, Store, bind, get, named, resolved, unknown_terms
from kg.sparql.diagnosis import diagnose
from kg.sparql.known import vocabulary
from kg.sparql.named import parse
from kg.sparql.parameters import term
from kg.views.rdf import to_rdflib, triples
from ontology import iris, load
from tests.builders import actor, report

ANTONOV = actor("person/anatoly-antonov", label="Anatoly Antonov", stands_for="RUS")
RECALL = report(
    mode="withdraw", cameo="161", rule="v:recall", object_actor=ANTONOV, sentence="Russia recalled Anatoly Antonov."
)
KILLER = report(
    "USA", "RUS", "ACCUSE", "2021-03-16", rule="v:call", article="b2", outlet="Other Paper", contexts=["human_rights"]
)


def story() -> list[Report]:
    """What the named queries are asked about; each line is there for one of them."""
    return [
        RECALL,
        KILLER,
        report("USA", "RUS", "SANCTION", "2021-04-15", mode="expel", cameo="166", contexts=["cyber"]),
        report("RUS", "USA", "CONSULT", "2021-06-16", symmetric=True, rule="v:meet"),
        report("RUS", "USA", "CONSULT", "2020-01-10", rule="v:visit"),
        report("USA", "DEU", "CONSULT", "2021-02-01"),
        report("USA", "DEU", "AID", "2021-02-02"),
        report("USA", "DEU", "SUPPORT", "2021-02-03"),
        report("USA", "DEU", "ACCUSE", "2021-02-04"),
        report("UN", "GRC", "CONSULT", "2021-05-01", cameo="045", article="m1"),
        report("UN", "TUR", "CONSULT", "2021-05-01", cameo="045", article="m1"),
        report("UN", "CHN", "CONSULT", "2021-05-01", cameo="045", article="m2"),
        report("GRC", "TUR", "AGREE", "2021-07-01", article="t1", outlet="Athens Sample"),
        report("GRC", "TUR", "THREATEN", "2021-07-01", article="t2", outlet="Izmir Sample"),
        report("RUS", "UKR", "ASSAULT", "2022-02-24", cameo="190"),
        report("RUS", "UKR", "ASSAULT", "2014-02", cameo="190", status="historical"),
        report("CHN", "AUS", "AID", "2021-01-01", status="negated"),
        report("CHN", "AUS", "AID", None, status="future"),
        report("RUS", "RUS", "SANCTION", "2021-01-01", domestic=True),
    ]


@pytest.fixture(scope="module")
def store() -> Store:
    return Store.of(triples(merge(story())))


def ask(store: Store, name: str, **values: str) -> list[dict[str, str]]:
    result = store.run(get(name).bound(values))
    return [dict(zip(result.columns, row, strict=True)) for row in result.table()]


# --- named queries ----------------------------------------------------------------------------------------------


def test_sanctions(store: Store) -> None:
    rows = ask(store, "sanctions", year="2021")
    assert [(r["date"], r["source"], r["target"]) for r in rows] == [
        ("2021-03-17", "actor:RUS", "actor:USA"),
        ("2021-04-15", "actor:USA", "actor:RUS"),
    ]
    assert rows[0]["sentence"] == "Russia recalled Anatoly Antonov."
    assert rows[0]["measure"] == "Reduce or break diplomatic relations"
    assert ask(store, "sanctions", year="2019") == []


def test_recalls_and_expulsions(store: Store) -> None:
    rows = ask(store, "recalls-and-expulsions")
    assert [(r["date"], r["mode"], r["person"]) for r in rows] == [
        ("2021-03-17", "plover:SANCTION-withdraw", "Anatoly Antonov"),
        ("2021-04-15", "plover:SANCTION-expel", ""),
    ]
    assert len(ask(store, "recalls-and-expulsions", since="2021-04-01")) == 1


def test_balance(store: Store) -> None:
    rows = ask(store, "balance", a="USA", b="RUS")
    assert [(r["month"], r["source"], r["events"], r["cooperative"], r["conflictual"]) for r in rows] == [
        ("2020-01", "actor:RUS", "1", "1", "0"),
        ("2021-03", "actor:RUS", "1", "0", "1"),
        ("2021-03", "actor:USA", "1", "0", "1"),
        ("2021-04", "actor:USA", "1", "0", "1"),
        ("2021-06", "actor:RUS", "1", "1", "0"),
    ]
    assert rows[1]["meanScore"] == "-6"


def test_top_dyads(store: Store) -> None:
    rows = ask(store, "top-dyads", year="2021", limit="2")
    assert [(r["source"], r["target"], r["events"]) for r in rows] == [
        ("actor:USA", "actor:DEU", "4"),
        ("actor:GRC", "actor:TUR", "2"),
    ]


def test_criticism(store: Store) -> None:
    rows = ask(store, "criticism", since="2021-03-01")
    assert [(r["date"], r["source"], r["target"], r["outlet"]) for r in rows] == [
        ("2021-03-16", "actor:USA", "actor:RUS", "Other Paper")
    ]
    assert rows[0]["sentence"] == KILLER.sentence


def test_mediators(store: Store) -> None:
    assert ask(store, "mediators") == [
        {"date": "2021-05-01", "mediator": "actor:UN", "one": "actor:GRC", "other": "actor:TUR"}
    ]


def test_by_context(store: Store) -> None:
    rows = ask(store, "by-context", context="cyber")
    assert [(r["source"], r["type"], r["target"]) for r in rows] == [("actor:USA", "plover:SANCTION", "actor:RUS")]
    assert len(ask(store, "by-context", context="human rights")) == 1


def test_evidence(store: Store) -> None:
    (row,) = ask(store, "evidence", event=RECALL.event_id)
    assert (row["sentence"], row["outlet"], row["published"]) == (RECALL.sentence, "Daily Sample", "2021-03-18")
    assert row["report"] == f"report:{RECALL.id}"


def test_allies_that_criticise(store: Store) -> None:
    assert ask(store, "allies-that-criticise", year="2021") == [
        {"source": "actor:USA", "target": "actor:DEU", "cooperative": "3", "critical": "1"}
    ]
    assert ask(store, "allies-that-criticise", year="2021", least="4") == []


def test_told_differently(store: Store) -> None:
    (row,) = ask(store, "told-differently", year="2021")
    assert (row["friendlyOutlet"], row["hostileOutlet"]) == ("Athens Sample", "Izmir Sample")


def test_aftermath(store: Store) -> None:
    rows = ask(store, "aftermath", event=KILLER.event_id, days="30")
    assert [(r["date"], r["after"], r["source"]) for r in rows] == [
        ("2021-03-17", "1", "actor:RUS"),
        ("2021-04-15", "30", "actor:USA"),
    ]
    assert len(ask(store, "aftermath", event=KILLER.event_id, days="29")) == 1
    assert len(ask(store, "aftermath", event=KILLER.event_id, days="400")) == 3


def test_renewed_contact(store: Store) -> None:
    rows = ask(store, "renewed-contact", a="USA", b="RUS", days="180")
    assert [(r["date"], r["silence"], r["source"]) for r in rows] == [("2021-03-16", "431", "actor:USA")]


def test_reciprocity(store: Store) -> None:
    rows = ask(store, "reciprocity", year="2021")
    assert [(r["one"], r["other"], r["eventsOut"], r["eventsBack"]) for r in rows] == [
        ("actor:RUS", "actor:USA", "2", "2")
    ]
    assert float(rows[0]["difference"]) == pytest.approx((-6 + 2.5) / 2 - (-3 - 5.5) / 2)


def test_two_steps(store: Store) -> None:
    rows = ask(store, "two-steps", a="UKR")
    assert rows == [{"other": "actor:USA", "partners": "1", "onePartner": "Russia"}]


def test_dyad(store: Store) -> None:
    rows = ask(store, "dyad", a="RUS", b="USA", until="2021-03-31")
    assert [(r["date"], r["type"]) for r in rows] == [
        ("2020-01-10", "plover:CONSULT"),
        ("2021-03-16", "plover:ACCUSE"),
        ("2021-03-17", "plover:SANCTION"),
    ]


def test_did_not_happen(store: Store) -> None:
    assert [(r["date"], r["status"]) for r in ask(store, "did-not-happen")] == [
        ("", "status:future"),
        ("2021-01-01", "status:negated"),
    ]


def test_first_force(store: Store) -> None:
    assert ask(store, "first-force") == [
        {"date": "2014-02-01", "source": "actor:RUS", "target": "actor:UKR", "events": "2"}
    ]


def test_single_outlet() -> None:
    twice = [RECALL, report(mode="withdraw", article="z9", outlet="Other Paper"), KILLER]
    rows = ask(Store.of(triples(merge(twice))), "single-outlet", year="2021")
    assert [(r["source"], r["outlet"]) for r in rows] == [("actor:USA", "Other Paper")]


def test_verbs(store: Store) -> None:
    found = {(r["verb"], r["name"]) for r in ask(store, "verbs", a="RUS")}
    assert {("act:recall", "Anatoly Antonov"), ("act:meet", "United States"), ("act:visit", "United States")} <= found


def test_cameo_branch(store: Store) -> None:
    assert [r["code"] for r in ask(store, "cameo-branch", code="16")] == ["cameo:166", "cameo:161"]
    assert len(ask(store, "cameo-branch", code="161")) == 1


def test_outlets(store: Store) -> None:
    rows = ask(store, "outlets", a="RUS", b="USA")
    assert [(r["outlet"], r["events"]) for r in rows] == [("Daily Sample", "4"), ("Other Paper", "1")]


SAMPLE = {"actor": "RUS", "year": "2021", "context": "cyber", "cameo": "16", "event": RECALL.event_id}
BOTH = {"a": "USA", "b": "RUS"}


@pytest.mark.parametrize("query", named(), ids=lambda query: query.name)
def test_rdflib_gives_the_same_rows_in_the_same_order(store: Store, query: object, rdf: Graph) -> None:
    found = get(getattr(query, "name", ""))
    values = {p.name: BOTH.get(p.name) or SAMPLE[p.kind] for p in found.parameters if p.default is None}
    text = found.bound(values)
    theirs = rdf.query("".join(f"PREFIX {p}: <{n}>\n" for p, n in PREFIXES.items()) + text)
    rows = [[None if cell is None else plain(str(cell)) for cell in row] for row in theirs]  # type: ignore[union-attr]
    ours = [
        [None if cell is None else plain(getattr(cell, "value", "")) for cell in row] for row in store.run(text).rows
    ]
    assert rows == ours


@pytest.fixture(scope="module")
def rdf() -> Graph:
    return to_rdflib(triples(merge(story()))) + load("events") + load("actors")


def plain(cell: str) -> str:
    """Engines write one number in several ways."""
    try:
        return f"{float(cell):.6f}"
    except ValueError:
        return cell


def test_every_named_query_is_documented_and_tested() -> None:
    assert len(named()) >= 15
    tests = {name.removeprefix("test_").replace("_", "-") for name in globals() if name.startswith("test_")}
    for query in named():
        assert query.name in tests
        assert query.title
        assert query.description.endswith(".")
        assert all(parameter.meaning for parameter in query.parameters)


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("sanctions", {}, "needs year=...: Year of the events"),
        ("sanctions", {"actor": "USA"}, "has no parameter 'actor'; it has year"),
        ("sanctions", {"year": "21"}, "parameter year: '21' is no year"),
        ("sanctions", {"year": "2021", "yaer": "1"}, "no parameter 'yaer'; did you mean year"),
        ("criticism", {"since": "2021-02-30"}, "'2021-02-30' is no day"),
        ("by-context", {"context": "sports"}, "'sports' is no context; there are military, "),
        ("by-context", {"context": "cyberr"}, "'cyberr' is no context; did you mean cyber"),
        ("top-dyads", {"year": "2021", "limit": "ten"}, "'ten' is no whole number"),
        ("cameo-branch", {"code": "4x"}, "no CAMEO code"),
        ("dyad", {"a": "", "b": "USA"}, "needs an id"),
    ],
)
def test_wrong_parameters_are_told(name: str, values: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        get(name).bound(values)


def test_an_unknown_name_suggests_the_closest() -> None:
    with pytest.raises(QueryError, match="no named query 'sanction'; did you mean sanctions"):
        get("sanction")
    with pytest.raises(QueryError, match="kg query --list shows what there are"):
        get("qqqq")


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("# title: A", "needs one '# title:' and a '# description:'"),
        ("# title: A\n# description: B\n# parameter: x | year", r"q.rq:3: a parameter is"),
        ("# title: A\n# description: B\n# parameter: x | shoe |  | Size", r"q.rq:3: unknown kind 'shoe'"),
        ("# title: A\n# description: B\n# parameter: x | year |  | Year", r"no parameter \$x"),
    ],
)
def test_malformed_headers_are_told(header: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        parse("q", f"{header}\nASK {{}}")


# --- parameters -------------------------------------------------------------------------------------------------


def test_parameters_are_put_in_only_where_they_are_parameters() -> None:
    query = "SELECT ?x { ?x <urn:$x> \"$x\", '''$x''' . FILTER(?x = $x) } # $x"
    assert bind(query, {"x": "1"}) == "SELECT ?x { ?x <urn:$x> \"$x\", '''$x''' . FILTER(?x = 1) } # $x"


def test_a_parameter_the_query_does_not_have_is_told() -> None:
    with pytest.raises(QueryError, match=r"no parameter \$yera; did you mean \$year"):
        bind("ASK { ?e irkg:year $year }", {"yera": "1"})


@given(st.text(), st.sampled_from(["string", "actor", "event", "article"]))
def test_no_value_can_break_out_of_its_term(value: str, kind: str) -> None:
    empty = Store.of([], codes=False)
    try:
        made = term(kind, value)
    except QueryError:
        assert not value.strip()
        return
    result = empty.run("SELECT ($value AS ?x) {}", {"value": made})
    assert len(result.rows) == 1
    assert empty.run("ASK { VALUES ?x { $value } FILTER(false) }", {"value": made}).answer is False


def test_values_keep_their_type(store: Store) -> None:
    query = "SELECT ($a AS ?x) ($b AS ?y) ($c AS ?z) {}"
    terms = {"a": term("integer", "-7"), "b": term("decimal", "2"), "c": term("string", ' "q" \\ ')}
    ((one, two, three),) = store.run(query, terms).rows
    assert (str(one), str(two)) == (
        '"-7"^^<http://www.w3.org/2001/XMLSchema#integer>',
        '"2"^^<http://www.w3.org/2001/XMLSchema#decimal>',
    )
    assert getattr(three, "value", None) == '"q" \\'


# --- results and errors -----------------------------------------------------------------------------------------


def test_ask_and_construct(store: Store) -> None:
    assert store.run("ASK { actor:RUS rel:sanction actor:USA }").answer is True
    assert list(store.run("ASK { actor:RUS rel:aid actor:USA }").table()) == [("no",)]
    found = store.run("CONSTRUCT { ?t act:was ?s } WHERE { ?s rel:sanction ?t }")
    assert list(found.table()) == [("actor:RUS", "act:was", "actor:USA"), ("actor:USA", "act:was", "actor:RUS")]
    assert found.ntriples().count(b" .\n") == 2


def test_csv_neutralises_text_but_not_numbers() -> None:
    empty = Store.of([], codes=False)
    data = empty.run("SELECT (-6 AS ?n) ('=1+1' AS ?t) (?none AS ?u) ('a,\"b' AS ?q) {}").csv()
    assert list(csv.reader(io.StringIO(data.decode()))) == [["n", "t", "u", "q"], ["-6", "'=1+1", "", 'a,"b']]


def test_json_follows_the_standard(store: Store) -> None:
    found = json.loads(store.run("SELECT ?l (1 AS ?n) ?none { actor:RUS skos:prefLabel ?l }").json())
    assert found["head"] == {"vars": ["l", "n", "none"]}
    assert found["results"]["bindings"] == [
        {
            "l": {"type": "literal", "value": "Russia", "xml:lang": "en"},
            "n": {"type": "literal", "value": "1", "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
        }
    ]
    assert json.loads(store.run("ASK {}").json()) == {"head": {}, "boolean": True}


SLIPS = [
    ("", "line 1, column 1, at the end of the query: the query is empty: expected SELECT, ASK, CONSTRUCT or DESCRIBE"),
    ("hello", "line 1, column 1, near 'hello': a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE"),
    ("SELEC ?x { ?x a irkg:Event }", "line 1, column 1, .*; did you mean SELECT[?]"),
    ("PREFIX a: <urn:a>", "line 1, column 18, .*: the query stops after its prefixes: expected SELECT"),
    ("PREFIX a <urn:a> ASK {}", "line 1, column 8, near 'a <urn:a> ASK {}': a prefix is declared like PREFIX ex: <"),
    ("SELECT {", "line 1, column 9, at the end of the query: expected } for the { at line 1, column 8"),
    ("SELECT ?x { ?x\n a irkg:Event", "line 2, column 14, at the end .*: expected } for the { at line 1, column 11"),
    ("ASK { ?x a irkg:Event . FILTER regex(?x, 'a' }", "near '}': expected [)] for the [(] at line 1, column 37"),
    ("ASK { ?x a irkg:Event }}", "line 1, column 24, near '}': this } closes nothing: expected the end"),
    ("SELECT ?x WHERE ?x a irkg:Event }", "line 1, column 17, .*: expected { after WHERE"),
    ("SELECT ?x", "line 1, column 10, at the end of the query: expected { and the conditions"),
    ("ASK { OPTIONAL ?x a irkg:Event }", "expected { after OPTIONAL"),
    ("ASK { ?x irkg:score ?s FILTER ?s > 3 }", "near '[?]s > 3 }': expected [(] after FILTER"),
    ("ASK { FILTER(?x > ) }", r"near '\) }': expected a value after >"),
    ("ASK { ?x irkg:score > 3 }", r"near '> 3 }': a comparison stands in FILTER \( ... \)"),
    ("SELECT ?x { ?x a ?y } ORDER ?x", "expected BY after ORDER"),
    ("SELECT ?x { ?x a ?y } LIMIT ten", "near 'ten': expected a whole number after LIMIT"),
    (
        "SELECT * { ?x nope:y ?z }",
        "line 1, column 15, .*: unknown prefix nope:; declare it with PREFIX; known are act: ",
    ),
    ("SELECT * { ?x irgk:y ?z }", "unknown prefix irgk:; declare it with PREFIX; did you mean irkg:[?]"),
    ("SELECT ?x WHERE {\n  ?x irkg:source }", "line 2, column 18, near '}': expected a value after irkg:source: a"),
    ("SELECT ?x WHERE { ?x }", "near '}': expected a property and a value after [?]x"),
    ("ASK { ?x irkg:source actor:RUS, }", "near '}': expected a value after ,"),
    ("ASK { ?x irkg:source actor:RUS ?y }", "column 32, near '[?]y }': expected . or ; or , or } before [?]y: a state"),
    ("ASK { ?x a irkg:Event ;\n irkg:year ?y\n ?x irkg:score 1.5 }", "line 3, column 2, near '[?]x irkg:score 1.5 }'"),
    ("ASK { ?x a Event }", "near 'Event }': Event is no keyword: .* irkg:Event or <https"),
    ("ASK { ?x irkg:objectText 'a }", "column 26, .*: the text that begins here is not closed: expected '"),
    ("ASK { ?x a <irkg:Event }", "the IRI that begins here is not closed: expected >"),
    ("SELECT x { ?x a irkg:Event }", "x is no variable: expected [?]x"),
    ("SELECT ?x, ?y { ?x a ?y }", "column 10, .*: variables stand side by side, without a comma"),
    ("SELECT COUNT(?x) { ?x a irkg:Event }", r"needs parentheses and a name: \(COUNT\(...\) AS \?name\)"),
    ("SELECT (AVG(?s) ?m) { ?x irkg:score ?s }", "expected AS and a name"),
    ("SELECT ?x ?y { ?x a ?y } GROUP BY ?x", r"column 11, .*: \?y is not in GROUP BY"),
    ("ASK { ?x irkg:source [ a irkg:State }", r"expected \] for the \[ at line 1, column 22"),
    ("SELECT DISTINCT { ?x a irkg:Event }", r"line 1, column 17, near '{ .*: expected one of \$ \( \* \?"),
]


@pytest.mark.parametrize(("query", "message"), SLIPS)
def test_syntax_errors_say_where_and_what_was_expected(store: Store, query: str, message: str) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        store.run(query)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


VALID = [
    "SELECT ?x (COUNT(*) AS ?n) WHERE { VALUES ?t { plover:AID 1 2 'x' true } ?x irkg:eventType ?t } GROUP BY ?x",
    "ASK { ?x irkg:report/oa:exact 'a'@en ; irkg:score -1.5 , 2e3 . ?y (rel:aid|^rel:agree)* ?z FILTER(?y < ?z) }",
    "SELECT * { { SELECT ?a { ?a a irkg:State } LIMIT 3 } UNION { ?a a [ ?p ?o ] } BIND(1 AS ?c) }",
    "ASK { ?a ?b ?c FILTER NOT EXISTS { ?a ?b 'x' } FILTER(?a IN (1, 2.5, 'b'^^xsd:date)) ?d ?e ?f . ?g ?h ?i }",
    "PREFIX ex: <urn:x> SELECT ?a { ?a ex:b.c 'd' ; ex:e true ; . OPTIONAL { ?a a ex:f. } MINUS { ?a ex:g ?h } }",
    "DESCRIBE actor:RUS",
    "PREFIX ex: <urn:x> CONSTRUCT { ?a ex:b ?c } WHERE { ?a ex:b ?c } ORDER BY DESC(?a) OFFSET 3",
]


@pytest.mark.parametrize("query", [*VALID, *(query.text for query in named())])
def test_no_slip_is_seen_where_there_is_none(query: str) -> None:
    assert (
        diagnose(query.replace("$limit", "3") if "CONSTRUCT" not in query else f"PREFIX ex: <urn:x>\n{query}") is None
    )


@given(st.text(alphabet="SELECT?x{}()[].;,:<>\"'# \na1@^/"))
def test_whatever_is_asked_gets_an_answer(query: str) -> None:
    with suppress(QueryError):
        assert isinstance(Store.of([], codes=False).run(query), Result)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ?x { ?x irkg:sauce plover:SANKTION }", ["irkg:sauce; did you mean irkg:source?",
                                                         "plover:SANKTION; did you mean plover:SANCTION?"]),
        ("ASK { ?x irkg:cameo cameo:40 }", ["cameo:40; did you mean cameo:140?"]),
        ("ASK { ?x irkg:report/oa:exact 'irkg:sauce' ; irkg:status status:occurred ; act:whatever actor:Nobody }", []),
        ("PREFIX irkg: <urn:x> ASK { ?x irkg:sauce 1 }", []),
    ],
)  # fmt: skip
def test_terms_that_the_vocabulary_lacks_are_told(query: str, told: list[str]) -> None:
    assert unknown_terms(query) == [f"the vocabulary has no {text}" for text in told]


def test_all_terms_and_codes_are_known() -> None:
    spaces = {"irkg": iris.NS, "rel": iris.REL, "plover": iris.PLOVER, "cameo": iris.CAMEO, "quad": iris.QUAD}
    spaces |= {"code": iris.ACTOR, "status": iris.STATUS, "precision": iris.PRECISION, "basis": iris.BASIS}
    subjects = {str(term) for name in ("irkg", "events", "actors") for term in load(name).subjects()}
    wanted = {
        f"{prefix}:{iri.removeprefix(space)}"
        for prefix, space in spaces.items()
        for iri in subjects
        if iri.startswith(space) and iri != space
    }
    assert vocabulary() == wanted


def test_names_of_actors_and_beginnings_of_events_will_do(store: Store) -> None:
    assert resolved(get("dyad"), {"a": "russia", "b": "USA", "since": "2021-01-01"}, store) == {
        "a": "RUS",
        "b": "USA",
        "since": "2021-01-01",
    }
    assert resolved(get("evidence"), {"event": RECALL.event_id[:6]}, store) == {"event": RECALL.event_id}


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("dyad", {"a": "Rusia", "b": "USA"}, r"no actor 'Rusia' in the graph; did you mean RUS \(Russia\)"),
        ("dyad", {"a": "qqqq", "b": "USA"}, "no actor 'qqqq' in the graph; see kg query top-dyads"),
        ("evidence", {"event": "zz"}, "no event 'zz' in the graph"),
        ("evidence", {"event": ""}, "several events begin with ''"),
    ],
)
def test_who_is_not_in_the_graph_is_told(name: str, values: dict[str, str], message: str, store: Store) -> None:
    with pytest.raises(QueryError, match=message):
        resolved(get(name), values, store)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1/x> { ?s ?p ?o } }", "SERVICE is refused"),
        ("SELECT * { service silent ?where { ?s ?p ?o } }", "SERVICE is refused"),
        (r"SELECT * { \u0053ERVICE <http://127.0.0.1/x> { ?s ?p ?o } }", "SERVICE is refused"),
        ("LOAD <http://127.0.0.1/x>", "LOAD is refused"),
        ("PREFIX a: <urn:a> DELETE WHERE { ?s ?p ?o }", "DELETE is refused"),
        ("INSERT DATA { <urn:a> <urn:b> 1 }", "INSERT is refused"),
        # attempts to hide the word from us, but not from the engine
        ("SELECT * { BIND(<http://127.0.0.1/x> AS ?x) FILTER(1<2)SERVICE?x#>\n{ ?s ?p ?o } }", "SERVICE is refused"),
        ("SELECT * { FILTER(1<xsd:int(2))SERVICE?x#>\n{ ?s ?p ?o } }", "SERVICE is refused"),
        ("SELECT * { FILTER(1<xsd:int(2)#>'''\n)SERVICE?x{ ?s ?p ?o } }#'''", "SERVICE is refused"),
        ("PREFIX ex: <http://127.0.0.1/> SELECT * { SERVICEex:x{ ?s ?p ?o } }", "SERVICE is refused"),
        ("SELECT * { SERVICESILENT<http://127.0.0.1/x>{ ?s ?p ?o } }", "SERVICE is refused"),
        ("SELECT * { ?s ?p trueSERVICE<http://127.0.0.1/x>{ ?s ?p ?o } }", "SERVICE is refused"),
        (r'SELECT * { ?s ?p "a\u0022" SERVICE <http://127.0.0.1/x> { ?s ?p "b" } }', "SERVICE is refused"),
    ],
)
def test_network_and_updates_are_refused(store: Store, query: str, message: str) -> None:
    before = len(store)
    with pytest.raises(QueryError, match=message):
        store.run(query)
    assert len(store) == before


@pytest.mark.parametrize(
    "query",
    [
        'ASK { FILTER("SERVICE" = "SERVICE") }',
        "ASK {} # SERVICE",
        "ASK { <urn:SERVICE> ?SERVICE ?load }",
        "ASK { <http://paper.example/service?a#b> act:service 'secret service' }",
        "PREFIX load: <urn:a> ASK { load:insert a act:delete }",
    ],
)
def test_the_words_are_fine_where_they_are_not_keywords(store: Store, query: str) -> None:
    assert isinstance(store.run(query), Result)


def test_the_code_lists_are_there_unless_not_wanted(store: Store) -> None:
    query = "ASK { cameo:161 skos:broader cameo:16 }"
    assert store.run(query).answer is True
    assert Store.of([], codes=False).run(query).answer is False
    assert len(Store.of([], codes=False)) == 0


def test_no_named_query_takes_away_before_it_adds() -> None:
    """Some engines read ``a - b + c`` as ``a - (b + c)``, and some never find ``COUNT(...) = 1``."""
    for query in named():
        flat = re.sub(r"#.*", "", query.text)
        while (inner := re.sub(r"\(([^()]*)\)", "x", flat)) != flat:
            within = re.findall(r"\(([^()]*)\)", flat)
            assert not any(re.search(r" - [^-+=<>]+ [-+] ", part) for part in within), query.name
            flat = inner
        assert not re.search(r"COUNT\([^()]*\)\s*=", query.text), query.name
