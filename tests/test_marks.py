"""An analyst's marks: applied whenever events are put together, whatever else is read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kg
from kg.assembly import Mark, MarkKind, Marks, merge
from kg.base.errors import GraphError, UsageError
from kg.model import Event, Report, Status
from kg.store import Log, Reading, mark, unmark
from kg.views.rdf import triples
from tests.builders import article, report

FIRST, SECOND = (
    report(day="2021-03-17", mode="expel", cameo="161"),
    report("UKR", "RUS", "ACCUSE", "2021-03-20", article="a2"),
)


def marks(*said: tuple[Report, MarkKind, str]) -> Marks:
    return Marks.of(Mark(event=told.event_id, kind=kind, value=value) for told, kind, value in said)


def write(folder: Path, *told: Report) -> Log:
    log = Log.create(folder)
    with log.writing():
        for one in told:
            log.append([Reading(article=article(one.article), reports=(one,))])
    return log


def one(log: Log, prefix: str) -> Event:
    (event,) = log.find(prefix)
    return event


def test_a_wrong_event_is_kept_but_did_not_take_place() -> None:
    events = merge([FIRST, SECOND], marks((FIRST, MarkKind.WRONG, "")))
    (wrong,) = [event for event in events if event.marks]
    assert (wrong.best.status, wrong.marks, wrong.aliases) == (Status.RETRACTED, ("wrong",), (FIRST.event_id,))
    graph = kg.Graph(events)
    assert set(graph.to_networkx()) == {"UKR", "RUS"}
    assert graph.ties("RUS", "USA").ties == ()
    assert graph.query("ASK { actor:RUS rel:sanction actor:USA }").answer is False
    assert graph.query(f'ASK {{ ?e irkg:mark "wrong" ; prov:alternateOf event:{FIRST.event_id} }}').answer is True


def test_a_corrected_type_changes_the_id_and_the_old_one_stays_known() -> None:
    (event,) = merge([FIRST], marks((FIRST, MarkKind.TYPE, "ACCUSE")))
    best = event.best
    assert (best.type, best.mode, best.cameo, event.marks) == ("ACCUSE", None, None, ("type ACCUSE",))
    assert event.id == best.event_id != FIRST.event_id
    assert event.aliases == (FIRST.event_id,)


def test_a_corrected_event_joins_what_already_tells_the_same() -> None:
    accused = report(type="ACCUSE", day="2021-03-17", article="b")
    (event,) = merge([FIRST, accused], marks((FIRST, MarkKind.TYPE, "ACCUSE")))
    assert (event.id, len(event.reports)) == (accused.event_id, 2)


def test_events_said_to_be_one_become_one_across_sides_and_types() -> None:
    (event,) = merge([FIRST, SECOND], marks((FIRST, MarkKind.SAME_AS, SECOND.event_id)))
    assert (event.id, event.best, event.aliases) == (SECOND.event_id, SECOND, (FIRST.event_id,))


@pytest.mark.parametrize("length", [2, 3])
def test_events_said_to_be_each_other_become_one(length: int) -> None:
    told = [report(day=f"2021-0{n + 1}-17") for n in range(length)]
    circle = marks(*((told[n], MarkKind.SAME_AS, told[(n + 1) % length].event_id) for n in range(length)))
    (event,) = merge(told, circle)
    assert event.id == min(one.event_id for one in told)
    assert merge(told[::-1], circle) == [event]


def test_a_chain_leads_to_its_end() -> None:
    told = [report(day=f"2021-0{n + 1}-17") for n in range(3)]
    chain = marks(*((told[n], MarkKind.SAME_AS, told[n + 1].event_id) for n in range(2)))
    (event,) = merge(told, chain)
    assert event.best is told[2]


def test_marks_about_what_is_not_there_do_nothing() -> None:
    plain = merge([FIRST])
    assert merge([FIRST], marks((SECOND, MarkKind.WRONG, ""), (SECOND, MarkKind.SAME_AS, FIRST.event_id))) == plain
    assert merge([FIRST], marks((FIRST, MarkKind.SAME_AS, SECOND.event_id)))[0].reports == plain[0].reports


def test_marks_survive_a_rebuild_and_apply_to_new_tellings(tmp_path: Path) -> None:
    log = write(tmp_path, FIRST, SECOND)
    mark(log, one(log, FIRST.event_id), MarkKind.TYPE, "ACCUSE")
    corrected = one(log, FIRST.event_id)
    with log.writing():
        log.clear()
        later = report(day="2021-03-17", article="later")
        log.append([Reading(article=article("later"), reports=(later,))])
    assert [event.best.type for event in log.events()] == ["ACCUSE"]
    assert one(log, corrected.id).id == one(log, FIRST.event_id).id == corrected.id


def test_a_mark_is_about_every_claim_of_a_merged_event(tmp_path: Path) -> None:
    vague = report(day="2021-03", article="b")
    log = write(tmp_path, FIRST, vague)
    mark(log, one(log, vague.event_id[:8]), MarkKind.WRONG)
    assert set(log.marks().wrong) == {FIRST.event_id, vague.event_id}
    assert [event.best.status for event in log.events()] == [Status.RETRACTED]


def test_a_second_judgement_of_a_kind_replaces_the_first(tmp_path: Path) -> None:
    log = write(tmp_path, FIRST)
    for type_ in ("ACCUSE", "REJECT"):
        mark(log, one(log, FIRST.event_id), MarkKind.TYPE, type_)
    assert [(m.event, m.value) for m in log.marks_file.read()] == [(FIRST.event_id, "REJECT")]
    mark(log, one(log, FIRST.event_id), MarkKind.WRONG)
    (event,) = log.events()
    assert event.marks == ("type REJECT", "wrong")


def test_undone_everything_is_as_it_was(tmp_path: Path) -> None:
    log = write(tmp_path, FIRST, SECOND)
    before = log.events()
    mark(log, one(log, FIRST.event_id), MarkKind.SAME_AS, one(log, SECOND.event_id))
    assert len(log.events()) == 1
    (gone,) = unmark(log, FIRST.event_id[:6], log.find(FIRST.event_id[:6]))
    assert (gone.event, gone.value) == (FIRST.event_id, SECOND.event_id)
    assert log.events() == before
    assert unmark(log, FIRST.event_id, log.find(FIRST.event_id)) == []


def test_what_cannot_be_said(tmp_path: Path) -> None:
    log = write(tmp_path, FIRST)
    event = one(log, FIRST.event_id)
    with pytest.raises(UsageError, match="already the same"):
        mark(log, event, MarkKind.SAME_AS, event)
    with pytest.raises(UsageError, match="ACCUSE"):
        mark(log, event, MarkKind.TYPE, "BLAME")


def test_one_dyad_is_read_with_what_was_joined_to_it_from_others(tmp_path: Path) -> None:
    log = write(tmp_path, FIRST, SECOND, report("USA", "CHN", day="2021-05-01", article="a3"))
    mark(log, one(log, FIRST.event_id), MarkKind.SAME_AS, one(log, SECOND.event_id))
    assert log.events(pair=("USA", "RUS")) == []
    (joined,) = log.events(pair=("RUS", "UKR"))
    assert len(joined.reports) == 2


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("xyz\twrong", "no event id"),
        ("0123456789abcdef\tbad", "unknown mark 'bad'"),
        ("0123456789abcdef\ttype\tBLAME", "no event type"),
        ("0123456789abcdef\ttype", "no event type"),
        ("0123456789abcdef\tsame-as\t0123456789abcdef", "another event"),
        ("0123456789abcdef\twrong\tyes", "takes no value"),
        ("0123456789abcdef\twrong\n0123456789abcdef\twrong\t\tagain", "second mark"),
        ("nonsense", "no event id"),
    ],
)
def test_errors_in_the_file_are_told_with_their_line(tmp_path: Path, line: str, said: str) -> None:
    log = write(tmp_path, FIRST)
    (tmp_path / "marks.tsv").write_text(f"# by hand\nevent\tmark\tvalue\tabout\n\n{line}\n")
    with pytest.raises(GraphError, match=rf"marks\.tsv:[45]: .*{said}"):
        log.events()


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    log = write(tmp_path, FIRST)
    (tmp_path / "marks.tsv").write_bytes(b"\xff\xfe")
    with pytest.raises(GraphError, match=r"marks\.tsv cannot be read"):
        log.events()


def test_comments_and_foreign_lines_survive_a_change(tmp_path: Path) -> None:
    log = write(tmp_path, FIRST)
    (tmp_path / "marks.tsv").write_text("# checked by hand\n0123456789abcdef\twrong\t\tgone since\n")
    mark(log, one(log, FIRST.event_id), MarkKind.WRONG)
    assert (tmp_path / "marks.tsv").read_text().splitlines() == [
        "# checked by hand",
        "event\tmark\tvalue\tabout",
        "0123456789abcdef\twrong\t\tgone since",
        f"{FIRST.event_id}\twrong\t\tRUS SANCTION USA 2021-03-17",
    ]


def test_marks_are_in_the_triples_and_in_the_lines() -> None:
    from io import BytesIO

    from kg.exporters import EXPORTERS

    events = merge([FIRST], marks((FIRST, MarkKind.TYPE, "ACCUSE")))
    assert any(p.endswith("#mark>") and o == '"type ACCUSE"' for _, p, o in triples(events))
    out = BytesIO()
    EXPORTERS["jsonl"](events, (), out)
    line = json.loads(out.getvalue())
    assert (line["event"], line["marks"], line["plover"]) == (events[0].id, ["type ACCUSE"], "ACCUSE")
