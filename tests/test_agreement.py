"""Two codings compared, by other ways to count the same."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from scipy.stats import pearsonr, spearmanr

from kg.graph.agreement import agreement, source
from kg.model import Report
from kg.store import Log, Reading
from tests.builders import article, report
from tests.test_cli import Kg, kg

__all__ = ["kg"]  # the fixture

FIRST, LAST = date(2021, 1, 1), date(2021, 6, 30)
PAIRS = (("RUS", "USA"), ("USA", "RUS"), ("CHN", "AUS"))


def written(folder: Path, told: list[Report], silent: tuple[int, ...] = ()) -> Path:
    """A graph with an article every fifth day, but for silent months."""
    log = Log.create(folder)
    days = [FIRST + timedelta(days=at) for at in range((LAST - FIRST).days + 1)][::5]
    every = [Reading(article=article(f"{day}", published=day.isoformat())) for day in days if day.month not in silent]
    with log.writing():
        log.append([Reading(article=article("a1", published=LAST.isoformat()), reports=tuple(told)), *every])
    return folder


def some(seed: int, dataset: str | None = None) -> list[Report]:
    chance = random.Random(seed)  # noqa: S311 - sample data
    days = [FIRST + timedelta(days=chance.randrange(181)) for _ in range(60)]
    kinds = ("ACCUSE", "AID", "ASSAULT", "AGREE")
    return [
        report(*chance.choice(PAIRS), chance.choice(kinds), day.isoformat(), start=1000 * seed + at, dataset=dataset)
        for at, day in enumerate(days)
    ]


def test_levels_and_changes_are_those_of_pandas(tmp_path: Path) -> None:
    told = some(1), some(2)
    one, other = (source(str(written(tmp_path / f"{at}", part)), tmp_path) for at, part in enumerate(told))
    found = agreement(one, other)
    months = pd.period_range("2021-01", "2021-06", freq="M").astype(str)
    columns = []
    for log in (one.log, other.log):
        keys = [(event.best.dyad, event.best.when.iso[:7]) for event in log.events() if event.best.when.iso]
        counts = pd.Series(keys).value_counts()
        columns.append([[int(counts.get((pair, month), 0)) for month in months] for pair in sorted(PAIRS)])
    a, b = (pd.DataFrame(column) for column in columns)
    (level, *_) = found.levels
    flat = a.to_numpy().ravel(), b.to_numpy().ravel()
    assert (level["a"], level["b"], level["cells"]) == (flat[0].sum(), flat[1].sum(), 18)
    assert level["levels"] == pytest.approx(pearsonr(*flat)[0], abs=1e-3)
    assert level["ranks"] == pytest.approx(spearmanr(*flat)[0], abs=1e-3)
    steps = (frame.diff(axis=1).iloc[:, 1:].to_numpy().ravel() for frame in (a, b))
    assert level["changes"] == pytest.approx(pearsonr(*steps)[0], abs=1e-3)


def test_a_month_that_one_was_not_told_of_is_missing_and_no_zero(tmp_path: Path) -> None:
    told = some(1), some(2)
    silent = (3,), (5,)
    paths = [written(tmp_path / f"{at}", told[at], silent[at]) for at in (0, 1)]
    found = agreement(*(source(str(path), tmp_path) for path in paths))
    assert (found.periods, found.gaps) == ((6, 4), (1, 1))
    columns = []
    for path in paths:
        keys = [(event.best.dyad, event.best.when.iso[5:7]) for event in Log.open(path).events() if event.best.when.iso]
        counts = pd.Series(keys).value_counts()
        whole = pd.DataFrame([[counts.get((pair, f"0{month}"), 0) for month in range(1, 7)] for pair in PAIRS])
        columns.append(whole.astype(float))
    for frame in columns:
        frame[[2, 4]] = float("nan")  # March and May
    a, b = columns
    flat = [frame.melt()["value"].dropna() for frame in (a, b)]
    (level, *_) = found.levels
    assert (level["a"], level["b"], level["cells"]) == (flat[0].sum(), flat[1].sum(), 12)
    assert level["levels"] == pytest.approx(pearsonr(*flat)[0], abs=1e-3)
    assert level["ranks"] == pytest.approx(spearmanr(*flat)[0], abs=1e-3)
    steps = [frame.diff(axis=1).melt()["value"].dropna() for frame in (a, b)]  # from January to February alone
    assert len(steps[0]) == 3
    assert level["changes"] == pytest.approx(pearsonr(*steps)[0], abs=1e-3)


def test_what_happened_while_the_other_was_silent_was_not_missed(tmp_path: Path) -> None:
    mine = [report("RUS", "USA", "ACCUSE", "2021-03-16"), report("RUS", "USA", "AID", "2021-04-16", start=9)]
    one, other = written(tmp_path / "0", mine), written(tmp_path / "1", [], (3,))
    found = agreement(source(str(one), tmp_path), source(str(other), tmp_path))
    assert [row["events"] for row in found.found if row["of"] == str(one)] == [1, 1]
    assert [row["day"] for row in found.examples] == ["2021-04-16"]
    assert found.events == (2, 0)


def test_an_event_is_found_within_days_and_kinds(tmp_path: Path) -> None:
    mine = [
        report("RUS", "USA", "ACCUSE", "2021-03-01"),
        report("RUS", "USA", "ACCUSE", "2021-04-01", start=9),
        report("USA", "RUS", "AID", "2021-05-01", start=99),
        report("USA", "DEU", "CONSULT", "2021-05-03", start=199, symmetric=True),
    ]
    theirs = [
        report("RUS", "USA", "REJECT", "2021-03-02"),
        report("RUS", "USA", "ACCUSE", "2021-04-06", start=9),
        report("DEU", "USA", "CONSULT", "2021-05-03", start=99),
    ]
    found = agreement(*(source(str(written(tmp_path / str(at), t)), tmp_path) for at, t in enumerate((mine, theirs))))
    shares = {(row["of"] == str(tmp_path / "0"), row["within"]): row for row in found.found}
    assert [shares[True, "a day"][kind] for kind in ("dyad", "quad", "type")] == [0.5, 0.5, 0.25]
    assert [shares[True, "a week"][kind] for kind in ("dyad", "quad", "type")] == [0.75, 0.75, 0.5]
    assert shares[False, "a week"]["quad"] == 1
    (missed,) = [row for row in found.examples if row["of"] == str(tmp_path / "0")]
    assert (missed["day"], missed["source"], missed["type"]) == ("2021-05-01", "USA", "AID")
    assert found.dyads == (2, 2, 0)


def test_datasets_of_one_graph(kg: Kg, tmp_path: Path) -> None:
    graph = written(tmp_path / "g", [*some(1), *some(2, "icews"), *some(1, "gdelt2")])
    told = json.loads(kg("agree", "irkg", "gdelt2", "-g", graph, "--json").out)
    assert told["levels"][0]["levels"] == 1
    assert {row["type"] for row in told["found"]} == {1}
    assert not told["examples"]
    done = kg("agree", "irkg", "icews", "-g", graph, "--limit", "2")
    assert "directed dyads: 3 in both, 0 in irkg alone, 0 in icews alone" in done.err
    assert done.out.count("\n") == 1 + 5 + 1 + 4 + 1 + 4 + 1 + 4
    for pair, said in (
        (("irkg", "acled"), "neither a graph directory nor a dataset"),
        (("irkg", "irkg"), "with itself"),
    ):
        wrong = kg("agree", *pair, "-g", graph)
        assert (wrong.code, said in wrong.err) == (2, True)
    for options, said in (
        (("-g", graph, "--from", "2022", "--to", "2021"), "start 2022-01-01 lies after end 2021-12-31"),
        (("-g", tmp_path / "none"), "'irkg' is no graph directory, nor is"),
    ):
        wrong = kg("agree", "irkg", "icews", *options)
        assert (wrong.code, said in wrong.err) == (2, True)
    early = written(tmp_path / "early", [])
    assert kg("agree", "irkg", str(early), "-g", graph, "--from", "2022-01-01").code == 2


def test_days_that_one_does_not_cover_are_not_compared(kg: Kg, tmp_path: Path) -> None:
    graph = written(tmp_path / "g", [*some(1), *some(2, "icews")])
    whole = json.loads(kg("agree", "irkg", "icews", "-g", graph, "--json").out)
    wider = json.loads(kg("agree", "irkg", "icews", "-g", graph, "--from", "1990", "--to", "2050", "--json").out)
    assert wider == whole
    done = kg("agree", "irkg", "icews", "-g", graph, "--from", "2050", "--to", "2050")
    assert (done.code, "no day is covered by both" in done.err) == (2, True)
