"""How much work a command does: what it reads of a graph must not grow with what it is not asked about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from kg.base.errors import GraphError
from kg.exporters.lines_of_log import jsonl_of
from kg.exporters.trig_of_log import trig_of
from kg.graph.dyad_datasets import between_by_source
from kg.graph.dyad_events import between
from kg.graph.exporting import SelectedPart, export_log
from kg.graph.network_sums import network_of
from kg.graph.pair_levels import pair_levels
from kg.graph.selection import Selection
from kg.model import Report
from kg.quality.validate import validate_events, validate_log
from kg.store import Log, Reading, event_table, kept_events, queries
from kg.store.event_table import EventTable
from kg.store.records import report_of
from kg.views.networks import View
from kg.views.page import columns_of, page_of
from kg.views.rdf.forms import NTriples
from kg.views.rdf.from_log import blocks
from kg.views.ties import Ranking, Side, dyads, founded
from tests.builders import article, report

PAIR = [("USA", "RUS"), ("RUS", "USA")]
OTHERS = [("DEU", "USA"), ("UN", "RUS"), ("DEU", "UN"), ("G7", "DEU")]


def made(folder: Path, size: int) -> Log:
    """A graph of five reports of one pair and ``size`` of others, in articles of ten."""
    days = [(date(2000, 1, 1) + timedelta(days=3 * n)).isoformat() for n in range(size)]
    told = [report(*PAIR[n % 2], day=days[n], article=f"p{n // 10}", start=n) for n in range(5)]
    told += [report(*OTHERS[n % 4], day=days[n], article=f"a{n // 10}", start=n) for n in range(size)]
    log = Log.create(folder)
    by_article: dict[str, list[Report]] = {}
    for one in told:
        by_article.setdefault(one.article, []).append(one)
    with log.writing():
        log.append([Reading(article=article(name), reports=tuple(some)) for name, some in by_article.items()])
    return log


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Counts what is built and asked."""
    counts: Counter[str] = Counter()

    def counted(row: dict[str, object]) -> Report:
        counts["reports"] += 1
        return report_of(row)

    run, select = EventTable.run, queries.Queries.select

    def runs(self: EventTable, query: str, /, **values: object) -> object:
        counts["statements"] += 1
        return run(self, query, **values)

    def selects(self: queries.Queries, query: str, values: dict[str, object]) -> Iterator[dict[str, object]]:
        counts["statements"] += 1
        for row in select(self, query, values):
            counts["rows"] += 1
            yield row

    monkeypatch.setattr(queries, "report_of", counted)
    monkeypatch.setattr(event_table, "report_of", counted)
    monkeypatch.setattr(EventTable, "run", runs)
    monkeypatch.setattr(queries.Queries, "select", selects)
    return counts


def ties(log: Log) -> None:
    between(log, Side.parse("USA"), Side.parse("RUS"))


def ties_by_source(log: Log) -> None:
    between_by_source(log, Side.parse("USA"), Side.parse("RUS"))


def ties_without_shares(log: Log) -> None:
    between(log, Side.parse("USA"), Side.parse("RUS"), shares=False)
    between_by_source(log, Side.parse("USA"), Side.parse("RUS"), shares=False)


def page_of_a_pair(log: Log) -> None:
    with columns_of(log, Selection(among=frozenset({"USA", "RUS"}))) as found:
        page_of(found.columns)


def top(log: Log) -> None:
    with pair_levels(log) as levels:
        founded(dyads(levels, Ranking.ACTIVE)[:2], levels)


def network(log: Log) -> None:
    network_of(log, Selection(), View())


def ntriples(log: Log) -> None:
    for _ in blocks(log, NTriples()):
        pass


def jsonl(log: Log) -> None:
    for _ in jsonl_of(log):
        pass


def trig(log: Log) -> None:
    for _ in trig_of(log):
        pass


def part_as_turtle(log: Log) -> None:
    export_log(
        log,
        "turtle",
        log.directory / "part.ttl",
        SelectedPart(Selection(dyad=(frozenset({"USA"}), frozenset({"RUS"})))),
    )


@pytest.mark.parametrize(
    ("command", "reports"),
    [
        (ties, 5),
        (ties_by_source, 5),
        (page_of_a_pair, 0),
        (top, 6),
        (network, 0),
        (ntriples, 0),
        (jsonl, 0),
        (trig, 0),
        (part_as_turtle, 0),
    ],
    ids=lambda x: getattr(x, "__name__", ""),
)
def test_work_does_not_grow_with_the_graph(command: object, reports: int, tmp_path: Path, work: Counter[str]) -> None:
    spent = []
    for size in (40, 400):
        log = made(tmp_path / str(size), size)
        work.clear()
        command(log)  # type: ignore[operator]
        spent.append(dict(work))
    assert spent[0] == spent[1]
    assert spent[0].get("reports", 0) == reports


@pytest.mark.parametrize(("command", "reports"), [(ties, 5), (ties_by_source, 5), (top, 6), (network, 0)])
def test_what_is_kept_saves_merging_and_its_work_does_not_grow(
    command: object, reports: int, tmp_path: Path, work: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_events, "LEAST", 1)
    spent: list[dict[str, int]] = []
    for size in (40, 400):
        log = made(tmp_path / str(size), size)
        times = []
        for _ in range(2):
            work.clear()
            command(log)  # type: ignore[operator]
            times.append(dict(work))
        first, second = times
        assert second["statements"] < first["statements"]
        spent.append(second)
    assert spent[0] == spent[1]
    assert spent[0].get("reports", 0) == reports


def test_ties_without_shares_ask_their_own_reports_alone(
    tmp_path: Path, work: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_events, "LEAST", 1)
    ties_without_shares(made(tmp_path, 400))
    assert work["reports"] == 2 * 5
    assert not (tmp_path / kept_events.FOLDER).exists()


@pytest.mark.parametrize(
    "command", [ties, ties_by_source, page_of_a_pair, top, network, ntriples, jsonl, trig, part_as_turtle]
)
def test_a_damaged_part_is_named(command: object, tmp_path: Path) -> None:
    log = made(tmp_path, 40)
    (part,) = (Path(name) for name in log.parts.files("reports"))
    part.write_bytes(part.read_bytes()[:-40])
    with pytest.raises(GraphError, match=part.name):
        command(log)  # type: ignore[operator]


def test_a_missing_part_is_named(tmp_path: Path) -> None:
    log = made(tmp_path, 40)
    (part,) = (Path(name) for name in log.parts.files("reports"))
    part.unlink()
    with pytest.raises(GraphError, match=part.name):
        top(log)


def test_a_part_of_another_schema_is_named(tmp_path: Path) -> None:
    log = made(tmp_path, 40)
    (part,) = (Path(name) for name in log.parts.files("reports"))
    with duckdb.connect() as database:
        database.execute(f"COPY (SELECT 1 AS article, 'x' AS event) TO '{part}' (FORMAT parquet)")
    with pytest.raises(GraphError, match=part.name):
        top(log)


def test_an_export_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    log = made(tmp_path / "graph", 40)
    out = tmp_path / "graph.nt"
    export_log(log, "ntriples", out)
    before = out.read_bytes()
    (part,) = (Path(name) for name in log.parts.files("reports"))
    part.write_bytes(part.read_bytes()[:-40])
    with pytest.raises(GraphError):
        export_log(Log.open(tmp_path / "graph"), "ntriples", out)
    assert out.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["graph.nt"]


def test_a_sample_of_the_log_is_validated_like_one_of_its_events(tmp_path: Path) -> None:
    log = made(tmp_path, 12)
    articles = [one for one, skipped in log.articles() if skipped is None]
    assert validate_log(log, "here", size=3) == validate_events(log.events(), articles, "here", size=3)
