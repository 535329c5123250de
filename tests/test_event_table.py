"""Events merged in SQL are those merged in memory."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import Phase, given, settings

from kg.model import Event
from kg.store import Log
from kg.store.event_table import EventTable
from kg.store.merging_in_sql import hexadecimal
from kg.store.records import Record
from tests.builders import report
from tests.random_graphs import GRAPHS, Given, written
from tests.test_panel import graph, rows

COLUMNS = (
    "mode",
    "cameo",
    "domestic",
    "confidence",
    "source_id",
    "target_sector",
    "dataset",
    "place",
    "published",
    "outlet",
    "basis",
)


def told(event: Event) -> Record:
    best = event.best
    return {
        "event": event.id,
        "best": best.id,
        "reports": len(event.reports),
        "outlets": len(event.outlets),
        "outlet_names": list(event.outlets),
        "source_stands_for": best.dyad[0],
        "target_stands_for": best.dyad[1],
        "type": best.type.value,
        "earliest": best.when.earliest,
        "latest": best.when.latest,
        "status": best.status.value,
        "symmetric": best.symmetric,
        "mode": best.mode.name if best.mode else None,
        "cameo": best.cameo,
        "domestic": best.domestic,
        "confidence": best.confidence,
        "source_id": best.source.actor.id,
        "target_sector": best.target.actor.sector.value if best.target.actor.sector else None,
        "dataset": best.dataset,
    }


def _read(log: Log, alleged: bool) -> Log:  # noqa: FBT001 - as the option
    return Log.open(log.directory, alleged=alleged)


@pytest.mark.long
@pytest.mark.parametrize("alleged", [False, True])
@settings(max_examples=40, deadline=None, phases=[Phase.explicit, Phase.generate])  # each writes files
@given(GRAPHS)
def test_events_merged_in_sql_are_those_merged_in_memory(alleged: bool, graph: Given) -> None:  # noqa: FBT001 - a parameter of the test
    with written(graph) as made, EventTable(_read(made, alleged), columns=COLUMNS, outlet_names=True) as table:
        log = table.log
        expected = {event.id: event for event in log.events()}
        rows = {hexadecimal(row["event"]): row for row in table.rows("SELECT * FROM events")}
        assert rows.keys() == expected.keys()
        for name, row in rows.items():
            own = {key: row[key] for key in told(expected[name])}
            own |= {key: hexadecimal(row[key]) for key in ("event", "best")}
            if alleged:  # the id of a report has its status as it was read in it
                own["best"] = expected[name].best.id
            assert own == told(expected[name])
        shown = table.told(expected)
        assert {name: event.best for name, event in shown.items()} == {n: e.best for n, e in expected.items()}


def test_a_meeting_that_one_report_tells_of_one_side_stays_apart_from_a_deed_of_the_other(tmp_path: Path) -> None:
    log = graph(
        tmp_path,
        report("GRC", "TUR", "CONSULT", "2023-02-12", start=0, confidence=0.8),
        report("TUR", "GRC", "CONSULT", "2023-02-12", start=99, confidence=0.9, symmetric=True),
        report("TUR", "GRC", "CONSULT", "2023-02-12", start=199),
    )
    with EventTable(log) as table:
        merged = {hexadecimal(row["event"]): row["reports"] for row in table.rows("SELECT * FROM events")}
    assert merged == {event.id: len(event.reports) for event in log.events()}
    assert sorted(map(str, merged.values())) == ["1", "2"]
    assert {str(row["source"]): row["events"] for row in rows(log)} == {"GRC": 1, "TUR": 2}
