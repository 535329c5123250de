from __future__ import annotations

from copy import copy
from dataclasses import FrozenInstanceError, fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.base.dates import DateBasis, When
from kg.base.frozen import made_quickly
from kg.model import Actor, Article, Mention, Report, Status
from kg.store import Log, Reading
from kg.store.columns import ARTICLE_COLUMNS, REPORT_COLUMNS
from kg.store.duck import connection
from kg.store.grouped import grouped
from kg.store.logged import place
from kg.store.parts import COLUMNS
from kg.store.records import article_of, article_record, report_of, report_record
from ontology import MODES, ActorKind, Context, EventType, Sector
from tests.builders import actor, article, report

# what an article may hold: no lone surrogates and no NUL, which readers refuse
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
MAYBE = st.none() | TEXT
DAY = st.dates()
OFFSET = st.integers(0, 10_000_000)


@st.composite
def actors(draw: st.DrawFn) -> Actor:
    return Actor(
        id=draw(TEXT),
        label=draw(TEXT),
        kind=draw(st.sampled_from(ActorKind)),
        stands_for=draw(TEXT),
        sector=draw(st.none() | st.sampled_from(Sector)),
        role=draw(MAYBE),
        wikidata=draw(MAYBE),
    )


@st.composite
def whens(draw: st.DrawFn) -> When:
    first, last = sorted((draw(DAY), draw(DAY)))
    known = When.between(first, last, draw(st.sampled_from(DateBasis)))
    return draw(st.sampled_from([known, When.unknown(), When.day(first, DateBasis.STATED)]))


@st.composite
def reports(draw: st.DrawFn) -> Report:
    mode = draw(st.none() | st.sampled_from(MODES))
    mention = st.builds(Mention, actor=actors(), text=TEXT, start=OFFSET, end=OFFSET)
    return Report(
        article="a1",
        doc=draw(TEXT),
        sentence=draw(TEXT),
        start=draw(OFFSET),
        end=draw(OFFSET),
        trigger=draw(TEXT),
        trigger_start=draw(OFFSET),
        trigger_end=draw(OFFSET),
        predicate=draw(TEXT),
        source=draw(mention),
        target=draw(mention),
        type=mode.type if mode else draw(st.sampled_from(EventType)),
        mode=mode,
        cameo=draw(st.none() | st.sampled_from(["010", "161", "1823"])),
        when=draw(whens()),
        status=draw(st.sampled_from(Status)),
        confidence=draw(st.floats(0, 1)),
        rule=draw(TEXT),
        contexts=tuple(draw(st.lists(st.sampled_from(Context), max_size=3))),
        object=draw(MAYBE),
        object_actor=draw(st.none() | actors()),
        object_event=draw(MAYBE),
        place=draw(MAYBE),
        symmetric=draw(st.booleans()),
        domestic=draw(st.booleans()),
        part=draw(st.sampled_from(["text", "title"])),
        outlet=draw(MAYBE),
        url=draw(MAYBE),
        published=draw(st.none() | DAY),
        dataset=draw(MAYBE),
        original_code=draw(MAYBE),
    )


@given(told=reports())
def test_a_report_is_the_same_after_a_row(told: Report) -> None:
    row = report_record(told)
    assert list(row) == list(REPORT_COLUMNS)
    assert report_of(row) == told


@given(told=reports())
def test_a_report_made_quickly_is_like_any_other(told: Report) -> None:
    values = {one.name: getattr(told, one.name) for one in fields(Report)}
    quick = made_quickly(Report)(**values)
    assert (type(quick), quick, hash(quick), repr(quick)) == (Report, told, hash(told), repr(told))
    assert copy(quick) == replace(quick, rule=told.rule) == told
    with pytest.raises(FrozenInstanceError):
        quick.rule = "another"  # type: ignore[misc]
    with pytest.raises(TypeError, match="article"):
        made_quickly(Report)(**{name: value for name, value in values.items() if name != "article"})


@settings(max_examples=30, deadline=None)
@given(told=st.lists(reports(), min_size=1, max_size=4))
def test_reports_are_the_same_after_a_parquet_part(told: list[Report]) -> None:
    with TemporaryDirectory() as folder:
        log = Log.create(Path(folder))
        with log.writing():
            log.append([Reading(article=article("a1"), reports=tuple(told))])
        assert list(log.reports()) == sorted(told, key=lambda one: (one.start, one.trigger_start))


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_cells_that_many_rows_share_are_those_of_each_row(data: st.DataObject) -> None:
    """Sides, days and codes are handed over once for all rows: as each row would hand them over."""
    few = data.draw(st.lists(reports(), min_size=1, max_size=3))
    mixed = st.builds(
        lambda one, two, three: replace(
            one, source=two.source, when=two.when, target=three.target, outlet=three.outlet
        ),
        *[st.sampled_from(few)] * 3,
    )
    told = data.draw(st.lists(mixed, min_size=1, max_size=12))
    query = grouped(told, range(len(told))).query(COLUMNS["reports"])
    with connection() as database:
        database.register(query.ARRAYS, dict(query.arrays))
        rows = database.execute(query.text, dict(query.values)).fetchall()
    assert [dict(zip(COLUMNS["reports"], row, strict=True)) for row in rows] == [
        report_record(one)
        | {"id": one.id, "event": one.event_id, "pair": "\x1f".join(sorted(one.dyad)), "position": at}
        for at, one in enumerate(told)
    ]


def test_every_field_of_a_report_is_kept() -> None:
    """A field added to the model and forgotten here would come back as its default, which the row above may equal."""
    minister = actor("person/x", stands_for="RUS", sector=Sector.GOV, role="foreign minister", wikidata="Q1")
    told = report(
        minister, "USA", mode="withdraw", cameo="161", contexts=["diplomatic"], object="its envoy",
        object_actor=minister, object_event="e1", place="Moscow", symmetric=True, domestic=True, outlet="Post", url="https://example.org/1",
        dataset="diary", original_code="042", status="historical",
    )  # fmt: skip
    defaults = {field.name: field.default for field in fields(Report)}
    unset = {name for name, default in defaults.items() if getattr(told, name) == default}
    assert unset == {"part"}
    assert report_of(report_record(told)) == told


def test_an_article_keeps_all_but_its_text() -> None:
    read = article("a1", url="https://example.org/1", origin="a.jsonl:1", published_basis="metadata", text="Some text.")
    row = article_record(read, "not English", reports=0, replaces=["a0"])
    assert list(row) == list(ARTICLE_COLUMNS)
    kept = article_of(row)
    assert (kept.text, kept.text_length, kept.content_hash) == ("", 10, read.content_hash)
    for field in fields(Article):
        assert field.name == "text" or getattr(kept, field.name) == getattr(read, field.name)
    assert (row["skipped"], row["replaces"]) == ("not English", ["a0"])


def test_a_place_is_an_address_or_a_file_that_holds_nothing_else() -> None:
    def at(**where: object) -> str | None:
        return place(article("a1", **where))

    address = at(url="https://example.org/1", origin="a.jsonl:1")
    assert address is not None
    assert address == at(url="https://example.org/1", origin="b.txt")
    assert address != at(url="https://example.org/2", origin="b.txt")
    assert at(origin="folder/a.txt") == at(origin=str(Path("folder/./a.txt").absolute()))
    assert at(origin="folder/a.txt") != at(origin="other/a.txt")
    assert [at(origin=origin) for origin in ("a.jsonl:12", "a.json#3", "-:1", "")] == [None] * 4
