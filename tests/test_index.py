"""The index holds what the graph holds, and knows when it does not."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from kg.assembly import MarkKind
from kg.base.errors import GraphError
from kg.model import Event, Report
from kg.sparql import Store, index, portions
from kg.sparql import index_update as mending
from kg.store import Log, Reading, mark, unmark
from kg.store.changes import Spot, near
from kg.views.rdf import triples
from tests.builders import actor, article, report

FIRST = report(mode="withdraw", place="Geneva", outlet="The Post")
TOLD = (
    FIRST,
    report("USA", "RUS", "ACCUSE", "2021-03-16", start=50, object_event=FIRST.event_id, outlet="the post"),
    report("RUS", "UKR", "ASSAULT", "2022-02-24", start=99, outlet="The Post", place="geneva"),
    report(actor("RUS", label="Russian Federation"), "CHN", "CONSULT", "2021-06", start=150, symmetric=True),
    report("UKR", "USA", "REQUEST", None, start=200, object_event=FIRST.event_id),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph, to be copied; beside it the same with an index."""
    folder = tmp_path_factory.mktemp("made")
    add(Log.create(folder / "g"), "a1", *TOLD)
    shutil.copytree(folder / "g", folder / "indexed")
    index.ensure(Log.open(folder / "indexed"))
    return folder


@pytest.fixture
def log(made: Path, tmp_path: Path) -> Log:
    return Log.open(shutil.copytree(made / "g", tmp_path / "g"))


@pytest.fixture
def indexed(made: Path, tmp_path: Path) -> Log:
    """A graph whose index is made."""
    return Log.open(shutil.copytree(made / "indexed", tmp_path / "g"))


def add(log: Log, name: str, *told: Report) -> None:
    with log.writing():
        log.append([Reading(article=article(name, outlet="The Post"), reports=told)])


def answer(log: Log, query: str) -> bool | None:
    return Store.on_disk(index.ensure(log)).run(query).answer


@pytest.mark.parametrize("size", [1, 2, 1000])
def test_triples_portion_by_portion_are_those_of_the_whole(
    log: Log, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portions, "PORTION", size)
    articles = [read for read, _ in log.articles()]
    assert set(portions.triples(log)) == set(triples(log.events(), articles))


def test_what_is_joined_by_hand_across_sides_is_in_one_portion(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    (one,), (other,) = log.find(FIRST.event_id), log.find(TOLD[2].event_id)
    mark(log, one, MarkKind.SAME_AS, other)
    monkeypatch.setattr(portions, "PORTION", 1)
    assert set(portions.triples(log)) == set(triples(log.events(), [read for read, _ in log.articles()]))


def test_the_index_is_made_once_and_again_when_it_is_stale(log: Log) -> None:
    assert not index.fresh(log)
    made = index.ensure(log)
    before = (made / "CURRENT").stat().st_ino
    assert index.ensure(log) == made
    assert (made / "CURRENT").stat().st_ino == before
    assert answer(log, "ASK { actor:RUS rel:sanction actor:USA }") is True
    add(log, "b2", report("IRN", "IRQ", "SANCTION", article="b2"))
    assert not index.fresh(log)
    assert answer(log, "ASK { actor:IRN rel:sanction actor:IRQ }") is True
    (event,) = log.find(FIRST.event_id)
    mark(log, event, MarkKind.WRONG)
    assert not index.fresh(log)
    assert answer(log, "ASK { actor:RUS rel:sanction actor:USA }") is False
    shutil.rmtree(log.directory / "index")
    assert answer(log, "ASK { actor:IRN rel:sanction actor:IRQ }") is True


def test_a_large_graph_is_asked_on_disk_a_small_one_in_memory(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    small = index.store(log)
    assert not (log.directory / "index").exists()
    monkeypatch.setattr(index, "MEMORY_LIMIT", 2)
    large = index.store(log)
    assert (log.directory / "index").exists()
    assert len(small) == len(large)
    question = "SELECT ?who ?whom { ?who rel:consult ?whom } ORDER BY ?who"
    assert small.run(question) == large.run(question)


@pytest.mark.parametrize("stamp", ["{", "[]", '{"store": "1"}', '{"store": "x", "format": 1, "made_of": {}}'])
def test_a_half_made_index_is_made_anew_and_said_to_be(log: Log, stamp: str, caplog: pytest.LogCaptureFixture) -> None:
    (log.directory / "index" / "1" / "store").mkdir(parents=True)
    (log.directory / "index" / "made_of.json").write_text(stamp)
    assert answer(log, "ASK { actor:RUS rel:sanction actor:USA }") is True
    assert "is damaged; it is made anew" in caplog.text
    assert index.fresh(log)


def test_a_file_of_a_stranger_among_the_indexes_is_left_alone(log: Log) -> None:
    (log.directory / "index").mkdir()
    (log.directory / "index" / "1").write_text("mine")
    assert answer(log, "ASK { actor:RUS rel:sanction actor:USA }") is True
    assert index.fresh(log)
    assert (log.directory / "index" / "1").read_text() == "mine"


def test_an_index_that_cannot_be_written_is_told(log: Log) -> None:
    (log.directory / "index").write_text("in the way")
    with pytest.raises(GraphError, match="index"):
        index.ensure(log)


def test_rdflib_reads_from_the_index(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("oxrdflib")
    monkeypatch.setattr(index, "MEMORY_LIMIT", 2)
    graph = kg.open(log.directory).to_rdflib()
    found = graph.query("SELECT ?e { ?e irkg:eventType plover:SANCTION }")
    assert [str(row[0]).rpartition("/")[2] for row in found] == [FIRST.event_id]  # type: ignore[index]  # rows of a SELECT


def statements(log: Log) -> set[str]:
    """What the index holds, the code lists apart."""
    engine = ox.Store.read_only(str(index.ensure(log)))
    return {str(quad.triple) for quad in engine} - codes()


@cache
def codes() -> set[str]:
    return {str(quad.triple) for quad in Store.of([])._engine}


PEOPLE = ("RUS", "USA", "UKR", "CHN", "person/one", "person/two")
OUTLETS, PLACES = ("The Post", "the post", "Herald", None), ("Geneva", "geneva", "Kyiv", None)
KINDS = ("SANCTION", "ACCUSE", "CONSULT")


def chance_report(chance: random.Random, article: str, outlet: str | None, start: int, before: list[Report]) -> Report:
    who, whom = chance.sample(PEOPLE, 2)
    doer = actor(who, label=chance.choice((who, f"{who} the great")), stands_for="RUS" if "/" in who else who)
    day = f"2021-{chance.randint(1, 3):02}"
    return report(
        doer,
        whom,
        chance.choice(KINDS),
        chance.choice((day, f"{day}-{chance.randint(1, 9):02}", "2021", None)),
        start=start,
        article=article,
        outlet=outlet,
        place=chance.choice(PLACES),
        symmetric=chance.random() < 0.3,
        status=chance.choice(("occurred", "occurred", "negated")),
        rule=chance.choice(("v:act", "v:recall", "m:agree + v:meet")),
        object_actor=chance.choice((None, "CHN", "person/two")),
        object_event=chance.choice(before).event_id if before and chance.random() < 0.2 else None,
        confidence=chance.choice((0.5, 0.8)),
    )


@pytest.mark.parametrize(("seed", "steps"), [(0, 5), *(pytest.param(n, 9, marks=pytest.mark.long) for n in range(3))])
def test_a_mended_index_is_what_one_made_anew_is(
    tmp_path: Path, seed: int, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Articles come, change and go, events are marked and unmarked; nothing in the index tells in what order."""
    monkeypatch.setattr(index, "SHARE", 0)
    monkeypatch.setattr(mending, "GROUP", 3 + seed * 9)
    chance = random.Random(seed)  # noqa: S311 - sample data
    log = Log.create(tmp_path / "g")
    told: list[Report] = []
    for step in range(steps):
        with log.writing():
            for _ in range(chance.randint(1, 3)):
                name = f"a{chance.randrange(14)}"
                outlet = chance.choice(OUTLETS)
                mine = tuple(chance_report(chance, name, outlet, n * 60, told) for n in range(chance.randint(0, 5)))
                told += mine
                read = article(name, outlet=outlet, text=str(chance.random()))
                log.append([Reading(article=read, reports=mine, skipped=None if mine else "empty")])
        if (events := log.events()) and step % 3 == 2:
            one, other = chance.choice(events), chance.choice(events)
            if log.marks() and chance.random() < 0.5:
                unmark(log, min(m.event for m in log.marks_file.read()), [])
            elif one.id != other.id and chance.random() < 0.5:
                mark(log, one, MarkKind.SAME_AS, other)
            else:
                mark(log, one, *chance.choice([(MarkKind.WRONG, ""), (MarkKind.TYPE, "ACCUSE")]))
        mended = statements(log)
        if step % 3 == 2:
            shutil.copytree(log.directory, tmp_path / f"copy{step}", ignore=shutil.ignore_patterns("index"))
            made = Log.open(tmp_path / f"copy{step}")
            assert mended == statements(made)
            expected = set(triples(made.events(), [read for read, why in made.articles() if why is None]))
            assert mended == {f"{s} {p} {o}" for s, p, o in expected}


def large(log: Log, articles: int) -> None:
    """A graph of some hundred reports: 50 pairs, each with events through 20 years."""
    with log.writing():
        log.append(
            [
                Reading(
                    article=article(f"n{n}"),
                    reports=tuple(
                        report(
                            f"A{n % 5}",
                            f"B{k}",
                            ("SANCTION", "ACCUSE")[n % 2],
                            f"{2000 + n % 20}-{1 + k % 12:02}-{1 + n % 28:02}",
                            start=k * 60,
                            article=f"n{n}",
                        )
                        for k in range(10)
                    ),
                )
                for n in range(articles)
            ]
        )


def test_adding_an_article_costs_the_same_on_a_graph_of_any_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    described: list[int] = []

    def counted(log: Log, where: Sequence[Spot]) -> list[Event]:
        events = near(log, where)
        described.append(len(events))
        return events

    monkeypatch.setattr(mending, "near", counted)
    for size in (50, 500):
        log = Log.create(tmp_path / str(size))
        large(log, size)
        index.ensure(log)
        described.clear()
        monkeypatch.setattr(index, "fill", None)  # not anew
        add(log, "b2", report("A1", "B1", day="2010-02-03", article="b2"), report("USA", "B1", start=60, article="b2"))
        assert answer(log, "ASK { actor:USA rel:sanction actor:B1 }") is True
        assert 2 <= sum(described) <= 8
        monkeypatch.undo()
        monkeypatch.setattr(mending, "near", counted)


def test_an_index_that_was_killed_while_it_was_mended_is_mended_again(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = index.ensure(log)
    add(log, "b2", report("IRN", "IRQ", "SANCTION", article="b2"))
    script = (
        "import os, sys\nfrom pathlib import Path\n"
        "from kg.sparql import index, index_update as mending\nfrom kg.store import Log\n"
        "index.SHARE = 0\nreal = mending._Mending.finish\n"
        "def finish(self, articles):\n    real(self, articles)\n    os.kill(os.getpid(), 9)\n"
        "mending._Mending.finish = finish\nindex.ensure(Log.open(Path(sys.argv[1])))\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(log.directory)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert not index.fresh(log)
    assert Store.on_disk(made).run("ASK { actor:RUS rel:sanction actor:USA }").answer is True  # as it was
    monkeypatch.setattr(index, "SHARE", 0)
    assert statements(log) == {f"{s} {p} {o}" for s, p, o in portions.triples(log)}
    assert sorted(path.name for path in (log.directory / "index").iterdir() if path.is_dir()) == ["1", "2"]


def test_a_damaged_index_is_made_anew(indexed: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    log = indexed
    monkeypatch.setattr(index, "SHARE", 0)
    made = index.ensure(log)
    for path in made.iterdir():
        path.write_bytes(b"x")
    add(log, "b2", report("IRN", "IRQ", "SANCTION", article="b2"))
    assert answer(log, "ASK { actor:IRN rel:sanction actor:IRQ }") is True


@pytest.mark.parametrize("file", ["*.sst", "CURRENT", "MANIFEST-*"])
@pytest.mark.parametrize("how", ["missing", "cut", "other bytes"])
def test_an_index_with_a_damaged_file_is_made_anew_and_said_to_be(
    indexed: Log, file: str, how: str, caplog: pytest.LogCaptureFixture
) -> None:
    log = indexed
    path = max(index.ensure(log).glob(file), key=lambda path: path.stat().st_size)
    data = path.read_bytes()
    path.unlink()
    if how != "missing":
        path.write_bytes(data[: len(data) // 2] if how == "cut" else bytes(byte ^ 85 for byte in data))
    assert not index.fresh(log)  # seen before Oxigraph sees it
    assert answer(log, "ASK { actor:RUS rel:sanction actor:USA }") is True
    assert "is damaged; it is made anew" in caplog.text
    assert index.fresh(log)


def test_damage_that_shows_when_a_question_is_asked_is_mended(log: Log, caplog: pytest.LogCaptureFixture) -> None:
    store = index.store(log) if index.ensure(log) else None
    assert store is not None

    class Damaged:
        def query(self, *_: object, **__: object) -> None:
            raise RuntimeError("Corruption: block checksum mismatch")

    store._engine = Damaged()  # type: ignore[assignment]
    assert store.run("ASK { actor:RUS rel:sanction actor:USA }").answer is True
    assert "is damaged; it is made anew" in caplog.text


def test_a_copied_index_is_still_good(log: Log, tmp_path: Path) -> None:
    index.ensure(log)
    shutil.copytree(log.directory, tmp_path / "copy")  # with times of their own
    for path in (tmp_path / "copy").rglob("*.*"):
        os.utime(path, (1, 1))
    assert index.fresh(Log.open(tmp_path / "copy"))


def test_a_graph_built_anew_has_an_index_made_anew(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "SHARE", 0)
    index.ensure(log)
    with log.writing():
        log.clear()
        log.append([Reading(article=article("a1", title="Another"), reports=TOLD[:2])])
    assert statements(log) == {f"{s} {p} {o}" for s, p, o in portions.triples(log)}


def test_an_index_that_is_up_to_date_is_read_where_nothing_can_be_written(log: Log) -> None:
    made = index.ensure(log)
    (log.directory / ".index.lock").unlink()
    (log.directory / ".index.lock").mkdir()  # no lock can be had
    assert index.ensure(log) == made
    assert index.store(log).run("ASK { actor:RUS rel:sanction actor:USA }").answer is True
