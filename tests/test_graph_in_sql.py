"""What commands count in SQL is what the library counts of events in memory: on random graphs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import duckdb
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kg.base.errors import UsageError
from kg.exporters import EXPORTERS, FORMS
from kg.exporters.lines_of_log import jsonl_of
from kg.exporters.network_files import NETWORK_FORMATS
from kg.exporters.tables_of_log import csv_of, parquet_of
from kg.exporters.trig_of_log import trig_of
from kg.graph.dyad_datasets import between_by_source
from kg.graph.exporting import SelectedPart, export, export_log
from kg.graph.network_sums import network_of
from kg.graph.options import Summary
from kg.graph.pair_levels import pair_levels
from kg.graph.selection import Selection
from kg.graph.written import refresh
from kg.store import Log, Reading
from kg.store.best_reports import best_told
from kg.views.networks import View, counts, network
from kg.views.page import columns_of, page, page_of
from kg.views.rdf.from_log import blocks
from kg.views.ties import (
    By,
    Ranking,
    Side,
    Span,
    brokers,
    by_source,
    changed,
    compare,
    dyads,
    founded,
    goldstein,
    plover,
    series,
)
from kg.views.ties.periods import outside
from tests.builders import article, report
from tests.random_graphs import GRAPHS, Given, written

written_files = settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate])


@written_files
@given(GRAPHS, st.sampled_from([0.0, 0.5]), st.sampled_from([plover(), goldstein()]), st.booleans())
def test_pairs_are_counted_alike(graph: Given, least: float, scale, directed: bool) -> None:  # type: ignore[no-untyped-def]  # noqa: FBT001, ANN001
    with written(graph) as log, pair_levels(log, min_confidence=least) as found:
        events = Selection(min_confidence=least).of(log.events())
        for ranking in (Ranking.ACTIVE, Ranking.HOSTILE, Ranking.FRIENDLY):
            rows = [d.row() for d in founded(dyads(found, ranking, scale=scale, least=1), found)]
            assert rows == [d.row() for d in dyads(events, ranking, scale=scale, least=1)]
        assert brokers(found) == brokers(events)
        spans = Span.parse("2020-12..2021-02"), Span.parse("2021-03")
        there, here = (compare(some, *spans, scale=scale, least=1, directed=directed) for some in (found, events))
        assert (there.events_before, there.events_after, there.unclear) == (
            here.events_before, here.events_after, here.unclear)  # fmt: skip
        assert [c.row() for c in founded(there.changes, found)] == [c.row() for c in here.changes]


@written_files
@given(GRAPHS, st.sampled_from([Ranking.IMPROVED, Ranking.WORSENED]))
def test_changes_are_counted_alike(graph: Given, ranking: Ranking) -> None:
    with written(graph) as log, pair_levels(log) as found:
        answers: list[object] = []
        for some in (found, log.events()):
            try:
                answers.append([c.row() for c in founded(changed(some, ranking, least=1), found)])
            except UsageError as error:
                answers.append(str(error))
        assert answers[0] == answers[1]


@written_files
@given(GRAPHS, st.sampled_from([0.0, 0.5]), st.sampled_from(["month", "year"]), st.booleans())
def test_datasets_are_counted_alike(graph: Given, least: float, by: By, bounded: bool) -> None:  # noqa: FBT001
    days = (date(2021, 3, 1), date(2021, 3, 31)) if bounded else (None, None)
    with written(graph) as log:
        parts = by_source(Selection(min_confidence=least).of(log.events()))
        for pair in (("USA", "RUS"), ("USA:MIL", "RUS"), ("RUS", "EU")):
            sides = [Side.parse(name, expand_members=True) for name in pair]
            found = between_by_source(log, *sides, by=by, start=days[0], within=days, min_confidence=least)
            bare = between_by_source(log, *sides, by=by, start=days[0], within=days, min_confidence=least, shares=False)
            assert list(found) == list(bare) == list(parts)
            for name, part in parts.items():
                assert bare[name].events == found[name].events
                some = [[e for e in events if not outside(e.best.when, *days)] for events in (part, found[name].events)]
                whole = series(some[0], *sides, by=by, start=days[0])
                assert series(some[1], *sides, by=by, start=days[0], others=found[name].others) == whole


def test_a_meeting_that_is_also_a_visit_is_merged_alike() -> None:
    """One claim, of which the surest report is mutual and the first is not; the sides stand in the other order."""
    told = [
        report("DEU", "RUS", "CONSULT", "2021-03-01", mode="visit", confidence=0.6, start=1),
        report("RUS", "DEU", "CONSULT", "2021-03-01", confidence=0.9, start=2, symmetric=True),
        report("RUS", "DEU", "CONSULT", "2021-03-01", mode="visit", confidence=0.7, article="other"),
    ]
    with written(Given(reports=told, marks=[])) as log:
        assert len(log.events()) == 2
        out = BytesIO()
        EXPORTERS["ntriples"](log.events(), [one for one, _ in log.articles()], out)
        assert b"".join(blocks(log, FORMS["ntriples"]())) == out.getvalue()


SELECTIONS = st.sampled_from(
    [
        Selection(),
        Selection(min_confidence=0.5),
        Selection(start=date(2021, 3, 1)),
        Selection(end=date(2021, 3, 1), states=True),
        Selection(among=frozenset({"RUS"})),
        Selection(among=frozenset({"RUS", "USA"})),
        Selection(among=frozenset({"RUS", "USA"}), alone=True),
        Selection(dyad=(frozenset({"USA"}), frozenset({"DEU", "RUS"}))),
        Selection(dyad=(frozenset({"USA"}), frozenset({"RUS"})), among=frozenset({"RUS"}), start=date(2021, 3, 1)),
        Selection(start=date(2021, 2, 25), end=date(2021, 3, 5), min_events=2),
    ]
)
VIEWS = st.sampled_from(
    [
        View(),
        View(directed=False),
        View(kinds=True, timeline=True),
        View(timeline=True, min_events=2),
        View(min_events=3),
    ]
)


@written_files
@given(GRAPHS, SELECTIONS, VIEWS)
def test_networks_are_summed_up_alike(graph: Given, wanted: Selection, view: View) -> None:
    with written(graph) as log:
        assert network_of(log, wanted, view) == network(wanted.each(log.events()), view)


@written_files
@given(GRAPHS)
def test_views_are_written_alike(graph: Given) -> None:
    found = []
    for most, views in ((0, True), (1000, True), (0, False)):
        with written(graph) as log, patch("kg.graph.written.VIEWS_LIMIT", most):
            summary = Summary()
            refresh(log, log.directory, summary, views=views)
            bytes_ = [(Path(file).name, Path(file).read_bytes()) for file in summary.files]
            found.append((bytes_, replace(summary, files=[])))
    assert found[0] == found[1]
    assert len(found[0][0]) == 4
    assert found[2] == ([], found[0][1])


@pytest.mark.long
@written_files
@given(GRAPHS, st.sampled_from(["ntriples", "turtle", "jsonld"]))
def test_rdf_is_written_alike(graph: Given, name: str) -> None:
    with written(graph) as log:
        out = BytesIO()
        EXPORTERS[name](log.events(), [article for article, skipped in log.articles() if skipped is None], out)
        assert b"".join(blocks(log, FORMS[name]())) == out.getvalue()


@written_files
@given(GRAPHS)
def test_named_graphs_are_written_alike(graph: Given) -> None:
    with written(graph) as log:
        out = BytesIO()
        EXPORTERS["trig"](log.events(), [article for article, skipped in log.articles() if skipped is None], out)
        assert b"".join(trig_of(log)) == out.getvalue()


@pytest.mark.long
@written_files
@given(GRAPHS)
def test_tables_are_written_alike(graph: Given) -> None:
    with written(graph) as log, TemporaryDirectory() as folder:
        events, articles = log.events(), [article for article, skipped in log.articles() if skipped is None]
        table = Path(folder, "it's.parquet")
        parquet_of(log, table)
        for name, found in (("csv", b"".join(csv_of(log))), ("parquet", table.read_bytes())):
            out = BytesIO()
            EXPORTERS[name](events, articles, out)
            if name == "csv":
                assert found == out.getvalue()
            else:
                Path(folder, "other.parquet").write_bytes(out.getvalue())
        rows = [duckdb.read_parquet(str(path)) for path in (table, Path(folder, "other.parquet"))]
        assert (rows[0].columns, rows[0].types) == (rows[1].columns, rows[1].types)
        assert rows[0].fetchall() == rows[1].fetchall()


@written_files
@given(GRAPHS)
def test_lines_are_written_alike(graph: Given) -> None:
    with written(graph) as log:
        out = BytesIO()
        EXPORTERS["jsonl"](log.events(), [article for article, skipped in log.articles() if skipped is None], out)
        assert b"".join(jsonl_of(log)) == out.getvalue()


@settings(written_files, max_examples=24)
@given(GRAPHS, SELECTIONS, st.sampled_from(sorted(EXPORTERS.keys() - NETWORK_FORMATS.keys())))
def test_parts_are_written_alike(graph: Given, wanted: Selection, name: str) -> None:
    with written(graph) as log, TemporaryDirectory() as folder:
        events, articles = log.events(), [article for article, skipped in log.articles() if skipped is None]
        some = wanted.of(events)
        found, expected = Path(folder, "found"), Path(folder, "expected")
        part = SelectedPart(wanted)
        assert list(export_log(log, name, found, part)) == list(export(some, articles, name, expected))
        assert part.any == (bool(some) or wanted.everything)
        if name == "parquet":
            rows = [duckdb.read_parquet(str(path)).fetchall() for path in (found, expected)]
            assert rows[0] == rows[1]
        else:
            assert found.read_bytes() == expected.read_bytes()


@written_files
@given(GRAPHS, SELECTIONS)
def test_pages_are_written_alike(graph: Given, wanted: Selection) -> None:
    with written(graph) as log, patch("kg.views.page.turns.FEWEST", 1):
        events, articles = wanted.of(log.events()), [one for one, skipped in log.articles() if skipped is None]
        with columns_of(log, None if wanted.everything else wanted) as found:
            assert page_of(found.columns).html == page(events, articles).html
        shown = [event for event in events if counts(event)]
        sides = {side for event in shown for side in event.best.dyad}
        assert (found.events, found.shown, found.actors) == (len(events), len(shown), len(sides))


@pytest.mark.parametrize("alleged", [False, True])
@written_files
@given(GRAPHS, SELECTIONS)
def test_the_best_reports_are_those_of_events(alleged: bool, graph: Given, wanted: Selection) -> None:  # noqa: FBT001
    with written(graph) as made:
        log = Log.open(made.directory, alleged=alleged)
        found = {event.id: event.best for event in best_told(log, None if wanted.everything else wanted)}
        assert found == {event.id: event.best for event in wanted.of(log.events())}


SIGNS = ["a", "=", "-", '"', ",", "\n", "\r", "\t", "\0", "\x1f", "é", "'", "|", "\\", "\x7f"]
ODD = st.lists(st.sampled_from(SIGNS), max_size=4)


@settings(max_examples=40, deadline=None)
@given(st.lists(ODD.map("".join), min_size=6, max_size=6))
def test_cells_with_signs_are_written_alike(texts: list[str]) -> None:
    """Each sign that needs quotes or an apostrophe, at the beginning and within, in short columns and in long ones."""
    sentence, place, predicate, thing, outlet, rule = texts
    told = report(sentence=sentence or None, place=place, predicate=predicate, object=thing, outlet=outlet, rule=rule)
    with TemporaryDirectory() as folder:
        log = Log.create(Path(folder))
        with log.writing():
            log.append([Reading(article=article("a1"), reports=(told, report("DEU", "USA")))])
        for name, lines in (("csv", csv_of), ("jsonl", jsonl_of)):
            out = BytesIO()
            EXPORTERS[name](log.events(), [one for one, _ in log.articles()], out)
            assert b"".join(lines(log)) == out.getvalue()
