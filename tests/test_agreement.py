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


def written(folder: Path, told: list[Report]) -> Path:
    log = Log.create(folder)
    bounds = [Reading(article=article(f"{day}", published=day.isoformat())) for day in (FIRST, LAST)]
    with log.writing():
        log.append([Reading(article=article("a1", published="2021-02-01"), reports=tuple(told)), *bounds])
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
    early = written(tmp_path / "early", [])
    assert kg("agree", "irkg", str(early), "-g", graph, "--from", "2022-01-01").code == 2


def test_days_that_one_does_not_cover_are_not_compared(kg: Kg, tmp_path: Path) -> None:
    graph = written(tmp_path / "g", [*some(1), *some(2, "icews")])
    whole = json.loads(kg("agree", "irkg", "icews", "-g", graph, "--json").out)
    wider = json.loads(kg("agree", "irkg", "icews", "-g", graph, "--from", "1990", "--to", "2050", "--json").out)
    assert wider == whole
    done = kg("agree", "irkg", "icews", "-g", graph, "--from", "2050", "--to", "2050")
    assert (done.code, "no day is covered by both" in done.err) == (2, True)
