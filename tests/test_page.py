"""The page as Python makes it: columns that say what the log says, one file that nothing can break out of."""

from __future__ import annotations

import base64
import hashlib
import json
import math
import re
import zlib
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.assembly import merge
from kg.base.errors import ExportError
from kg.cli import main
from kg.model import Event, Report
from kg.store import Log, Reading
from kg.views.networks import counts, network
from kg.views.networks.world import on_the_map, project
from kg.views.page import SCRIPTS, columns_of, page, page_of
from kg.views.page.circles import RADIUS, places
from kg.views.page.event_columns import columns
from kg.views.page.html_file import PLAIN_LIMIT
from kg.views.ties import series, turns
from ontology import ActorKind
from tests.builders import actor, article, report

HOSTILE = '</script><!--<script>alert(1)</script>\u2028\u2029\u202e=cmd|" <img src=x onerror=alert(1)>'


def some_events() -> list[Event]:
    return merge(
        [
            report("RUS", "USA", "SANCTION", "2021-03-17", mode="expel", article="a1"),
            report("RUS", "USA", "SANCTION", "2021-03-17", mode="expel", article="a2", confidence=0.5),
            report("USA", "RUS", "ACCUSE", "2021-03", trigger="accused"),
            report("USA", "RUS", "CONSULT", "2021", symmetric=True),
            report("RUS", "USA", "ASSAULT", "2021-04-01", status="hypothetical"),
            report("RUS", actor("person/x", stands_for="RUS"), "COERCE", "2021-04-02"),
            report("Hamas", "UN", "REJECT", None),
        ]
    )


def block(html: str, name: str) -> Any:  # noqa: ANN401 - JSON
    found = re.search(rf'<script id="{name}" type="([^"]+)">([^<]*)</script>', html)
    assert found, f"no block {name}"
    kind, content = found.groups()
    if kind == "application/json":
        return json.loads(content)
    return json.loads(zlib.decompress(base64.b64decode(content), -zlib.MAX_WBITS))


def test_columns_say_what_the_events_say() -> None:
    events = some_events()
    core = block(page(events).html, "core")
    table, ids = core["events"], core["actors"]["id"]
    assert {len(column) for column in table.values()} == {len(events)}
    assert sorted(ids) == ids == sorted({side for event in events for side in event.best.dyad})
    told = {
        (ids[source], ids[target], core["acts"][act][0], core["acts"][act][2], core["statuses"][status], reports)
        for source, target, act, status, reports in zip(
            table["source"], table["target"], table["act"], table["status"], table["reports"], strict=True
        )
    }
    assert told == {
        (*e.best.dyad, e.best.type.value, e.best.mode and e.best.mode.name, e.best.status.value, len(e.reports))
        for e in events
    }


def test_dates_keep_their_bounds() -> None:
    core = block(page(some_events()).html, "core")
    spans = set(zip(core["events"]["first"], core["events"]["last"], strict=True))
    march, year = (18687, 18717), (18628, 18992)  # days since 1970-01-01
    assert {march, year, (18703, 18703), (None, None)} <= spans


def test_only_actors_with_ties_have_a_place() -> None:
    events = [*some_events(), *merge([report("CHN", "AUS", "THREATEN", "2022-01-01", status="future")])]
    actors = block(page(events).html, "core")["actors"]
    placed = {id_ for id_, x in zip(actors["id"], actors["x"], strict=True) if x is not None}
    assert placed == {node.id for node in network(events).nodes} == {"RUS", "USA", "Hamas", "UN"}
    assert {"CHN", "AUS"} <= set(actors["id"])


def test_evidence_is_what_the_log_holds(tmp_path: Path) -> None:
    log = Log.create(tmp_path)
    told = report(
        "RUS", "USA", sentence="On Monday Russia acted against United States, \U0001f600 said.", trigger="acted"
    )
    with log.writing():
        log.append([Reading(article=article(url="https://example.org/1"), reports=(told,))])
    html = kg.open(tmp_path).view().html
    detail = block(html, "detail")
    assert detail["sentences"] == [told.sentence]
    assert detail["ids"] == [told.event_id]
    assert detail["articles"] == [["a1", "A title", "Daily Sample", "2021-03-18", None]]
    reports = detail["reports"]
    start, end = reports["triggerSpanStart"][0], reports["triggerSpanEnd"][0]
    assert told.sentence[start:end] == "acted"


def test_spans_count_utf16_and_leave_out_what_the_sentence_lacks() -> None:
    sentence = "\U0001f600 Russia acted."
    told = report("RUS", "USA", sentence=sentence, trigger="acted", start=100)
    reports = block(page(merge([told])).html, "detail")["reports"]
    units = sentence.encode("utf-16-le")
    start, end = reports["sourceSpanStart"][0], reports["sourceSpanEnd"][0]
    assert units[2 * start : 2 * end].decode("utf-16-le") == "Russia"
    assert (reports["targetSpanStart"][0], reports["targetSpanEnd"][0]) == (-1, -1)


def test_a_page_of_a_log_is_that_of_its_events(tmp_path: Path) -> None:
    """Signs beyond the first 65,536 and beyond ASCII, a NUL, addresses that are none, and enough to be compressed."""
    emoji = "\U0001f600 Russi\u00e1 acted \U0001f600\0 against the United States."
    urls = ["http://[x", "HTTPS://example.org/a", "javascript:alert()", "https://example.org/\u00e9", "", None]
    told = [
        report(day=f"2021-03-{1 + n % 28:02}", sentence=f"{emoji} {n}", trigger="acted", url=urls[n % 6], start=99 * n)
        for n in range(PLAIN_LIMIT // 50)
    ]
    log = Log.create(tmp_path)
    with log.writing():
        log.append([Reading(article=article(), reports=tuple(told))])
    with columns_of(log) as found:
        made = page_of(found.columns).html
    assert "octet-stream" in made
    assert made == page(log.events(), [one for one, _ in log.articles()]).html


def test_same_events_same_bytes_whatever_their_order() -> None:
    events = some_events()
    assert page(events).html == page(reversed(events)).html == page(some_events()).html


@pytest.mark.parametrize("copies", [1, PLAIN_LIMIT // 100])
def test_hostile_text_breaks_out_of_nothing(copies: int) -> None:
    told = [
        report(actor("X", label=HOSTILE), "USA", day="2021-03-17", sentence=f"{HOSTILE} acted {n}", outlet=HOSTILE)
        for n in range(1, copies + 1)
    ]
    html = page(merge(told), title=HOSTILE).html
    assert html.count("</script>") == html.count("<script") == 3
    assert "<!--" not in html
    assert "\u2028" not in html.partition("<script")[2]
    assert HOSTILE in block(html, "core")["actors"]["label"]
    assert block(html, "detail")["sentences"][0].startswith(HOSTILE)


def test_large_data_is_compressed_small_stays_readable() -> None:
    small = page(some_events()).html
    assert "application/octet-stream" not in small
    many = merge(report(sentence=f"Russia acted against United States {n} times.", start=n) for n in range(3000))
    assert 'id="detail" type="application/octet-stream"' in page(many).html


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://[", "", None])
def test_only_web_addresses_become_links(url: str | None) -> None:
    (source,) = block(page(merge([report(url=url)])).html, "detail")["articles"]
    assert source[4] is None


def test_the_policy_allows_our_script_and_style_and_nothing_else() -> None:
    html = page(some_events()).html
    policy = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)[0]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    for tag, rule in (("script", "script-src"), ("style", "style-src")):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert rules[rule] == f"'sha256-{digest}'"


def test_nothing_in_the_page_loads_or_writes_html() -> None:
    html = page(some_events()).html
    assert not re.search(r"\bfetch\(|XMLHttpRequest|importScripts|<link [^>]*https?:|@import|url\(", html)
    assert not re.search(r"\.(innerHTML|outerHTML)\s*=|insertAdjacentHTML|document\.write|\beval\(", html)


def test_every_script_is_used_and_every_id_that_scripts_ask_for_exists() -> None:
    assets = Path(page.__code__.co_filename).parent / "assets"
    assert sorted(SCRIPTS) == sorted(path.name for path in assets.glob("*.js"))
    template = (assets / "page.html").read_text("utf-8")
    source = "".join((assets / name).read_text("utf-8") for name in SCRIPTS)
    wanted = set(re.findall(r'byId\("([a-z-]+)"\)', source)) - {"card-title"}  # made by the card itself
    assert wanted <= set(re.findall(r'id="([a-z-]+)"', template))


@pytest.mark.parametrize("events", [[], merge([report(status="negated")]), merge([report("RUS", "RUS")])])
def test_graphs_without_ties_make_a_page(events: list[Event]) -> None:
    core = block(page(events).html, "core")
    assert set(core["actors"]["x"]) <= {None}
    assert not any(map(counts, events))


def test_long_names_of_bodies_are_abbreviated_on_the_map_only() -> None:
    nato = actor("NATO", label="North Atlantic Treaty Organization", kind=ActorKind.IGO)
    actors = block(page(merge([report(nato, "RUS")])).html, "core")["actors"]
    assert (actors["label"][0], actors["short"][0]) == ("North Atlantic Treaty Organization", "NATO")
    assert actors["short"][1] == "Russia"


def test_circles_do_not_overlap() -> None:
    ties = {("A", f"B{n:02}"): 30 - n for n in range(30)}
    tally = Counter({"A": 465, **{f"B{n:02}": 30 - n for n in range(30)}})
    at = list(places(tally, ties).values())
    nearest = min(abs(complex(*one) - complex(*other)) for i, one in enumerate(at) for other in at[:i])
    assert nearest > RADIUS / 2


def test_thousands_of_actors_have_places_of_their_own() -> None:
    names = [f"A{n:04}" for n in range(1500)]
    ties = {(names[n // 3], names[n]): 1 for n in range(1, 1500)}
    at = places(dict.fromkeys(names, 1) | {"A0000": 9}, ties)
    assert len(at) == 1500
    assert len(set(at.values())) > 1450
    assert at == places(dict.fromkeys(names, 1) | {"A0000": 9}, ties)


def long_tie(source: str, target: str, months: int = 20) -> list[Report]:
    """Months of agreement, then of sanctions; things that do not count beside them."""
    told = [
        report(source, target, "AGREE" if at < months // 2 else "SANCTION", f"20{16 + at // 12}-{at % 12 + 1:02}-11")
        for at in range(months)
    ]
    return [
        *told,
        report(source, target, "ASSAULT", "2016-03-01", status="hypothetical"),
        report(target, source, "CONSULT", None),
        report(target, source, "CONSULT", "2017"),
    ]


def test_turning_points_are_those_of_kg_ties() -> None:
    events = merge([*long_tie("RUS", "USA"), *long_tie("CHN", "AUS", months=7)])
    html = page(events).html
    core, told = block(html, "core"), block(html, "detail")["turns"]
    (tie,) = told["ties"]  # seven months are too few
    assert [core["actors"]["id"][end] for end in tie["ends"]] == ["RUS", "USA"]
    ties = series(events, "RUS", "USA")
    sentences = [turns(ties, source).sentence for source in (None, "RUS", "USA")]
    assert [search["found"] for search in tie["searches"]] == sentences
    (expected,), (turn,) = turns(ties).turns, tie["searches"][0]["turns"]
    assert date(1970, 1, 1) + timedelta(days=turn["day"]) == expected.day == date(2016, 11, 11)
    row = expected.row()
    assert (turn["before"], turn["after"], turn["p"]) == (row["before"], row["after"], row["p"])
    ids = block(html, "detail")["ids"]
    assert [(ids[event], share) for event, share in turn["causes"]] == [
        (cause.act.event.id, round(cause.share, 4)) for cause in expected.causes
    ]


def test_turning_points_are_searched_for_the_ties_with_most_months(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.views.page.turns.MOST_TIES", 1)
    html = page(merge([*long_tie("RUS", "USA", months=9), *long_tie("CHN", "AUS")])).html
    told = block(html, "detail")["turns"]
    ids = block(html, "core")["actors"]["id"]
    assert [[ids[end] for end in tie["ends"]] for tie in told["ties"]] == [["AUS", "CHN"]]
    assert told["most"] == 1


def test_a_tie_too_long_to_search_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.views.ties.turning.LONGEST", 10)
    (tie,) = block(page(merge(long_tie("RUS", "USA"))).html, "detail")["turns"]["ties"]
    assert "too many to search" in tie["searches"][0]["found"]
    assert [search["turns"] for search in tie["searches"]] == [[], [], []]


def test_notebooks_get_a_frame_with_the_whole_page() -> None:
    frame = kg.Graph(some_events()).view(title="A & B", height=500)._repr_html_()
    assert frame.startswith('<iframe title="A &amp; B" srcdoc="&lt;!doctype html&gt;')
    assert frame.count('"') == 10
    assert 'height="500"' in frame


def test_the_command_writes_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = Log.create(tmp_path)
    with log.writing():
        log.append([Reading(article=article(), reports=(report(), report("CHN", "AUS", day="2022-05-01")))])
    out = tmp_path / "page.html"

    def run(arguments: list[str]) -> object:
        with pytest.raises(SystemExit) as end:
            main(arguments)
        return end.value.code

    assert run(["view", "-g", str(tmp_path), "-o", str(out), "--actor", "China", "--title", "One tie"]) == 0
    assert block(out.read_text("utf-8"), "core")["actors"]["id"] == ["AUS", "CHN"]
    assert "<title>One tie</title>" in out.read_text("utf-8")
    assert "1 events" not in (message := capsys.readouterr().err)
    assert "1 event between 2 actors, 0." in message
    assert run(["view", "-g", str(tmp_path), "-o", str(tmp_path)]) == 1
    assert "name a file" in capsys.readouterr().err
    assert run(["view", "-g", str(tmp_path / "none")]) == 1


def test_a_page_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="cannot write"):
        page([]).save(tmp_path / "missing" / "page.html")


def test_actors_stand_on_the_world_where_they_are() -> None:
    cast = {"USA": actor("USA"), "CHE": actor("CHE"), "BEL": actor("BEL"), "NATO": actor("NATO"), "EU": actor("EU")}
    cast["ghosts"] = actor("ghosts")
    at = on_the_map(cast, {("CHE", "ghosts"): 3, ("USA", "ghosts"): 1})
    assert at["BEL"] == project(50.85, 4.35)
    assert at["USA"][0] < at["BEL"][0] < at["CHE"][0] + 200
    assert len(set(at.values())) == len(cast)
    for body in ("NATO", "EU"):  # around their capital
        assert 0 < math.dist(at["BEL"], at[body]) < 20
    assert math.dist(at["ghosts"], at["CHE"]) < math.dist(at["ghosts"], at["USA"])


def test_the_projection_is_that_of_its_authors() -> None:
    """Height over width of the world, and the share of area that half of it has."""
    assert project(0, 180)[0] == -project(0, -180)[0] == 1000
    assert 2 * -project(90, 0)[1] / 2000 == pytest.approx(0.4867, abs=1e-3)
    strips = [
        project(at / 2 + 0.25, 180)[0] * (project(at / 2, 0)[1] - project(at / 2 + 0.5, 0)[1]) for at in range(180)
    ]
    assert sum(strips[:60]) / sum(strips) == pytest.approx(0.5, abs=0.01)  # half a hemisphere lies below 30 degrees


def test_coasts_lie_on_the_map_and_cross_it_nowhere() -> None:
    found = columns(some_events()).core["land"]
    assert isinstance(found, list)
    assert len(found) > 50
    for ring in found:
        points = list(zip(ring[::2], ring[1::2], strict=True))
        assert all(abs(x) <= 1000 and abs(y) <= 487 for x, y in points)
        assert all(math.dist(a, b) < 400 for a, b in pairwise(points))
