"""Copies of articles: found whatever stands around them, and counted as one outlet's telling."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.corpus.near_duplicates import Originals, SharedBands, fingerprint
from kg.graph.build import build
from kg.graph.options import Options
from kg.model import Article
from kg.store import Log, Reading
from tests.builders import graph
from tests.fake_extractor import FakeExtractor

EVENT = "RUS SANCTION USA 2021-03-17"


def words(seed: int, number: int) -> str:
    chance = random.Random(seed)  # noqa: S311 - sample data
    letters = "bcdfghklmnprst"
    return " ".join(
        f"{chance.choice(letters)}a{chance.choice(letters)}o{chance.choice(letters)}" for _ in range(number)
    )


def article(name: str, text: str, **changes: str) -> Article:
    return Article(id=name, name=name, text=text, fingerprint=fingerprint(text), **changes)  # type: ignore[arg-type]  # names fields freely


def original(of: str, *known: str) -> str | None:
    found = Originals(article(f"k{at}", text) for at, text in enumerate(known)).of(article("new", of))
    return found.id if found else None


STORY = words(1, 300)


@pytest.mark.parametrize(
    "copy",
    [
        STORY,
        STORY.upper().replace(" ", "  \n"),
        f"MOSCOW (Example Wire) - {STORY} Reporting by nobody in particular.",
        STORY[: len(STORY) * 4 // 5],
        f"{STORY} {words(2, 60)}",
        STORY.replace(STORY.split()[40], "changed", 1).replace(STORY.split()[150], "word", 1),
    ],
)
def test_a_copy_is_found(copy: str) -> None:
    assert original(copy, words(9, 300), STORY) == "k1"


@pytest.mark.parametrize(
    "other",
    [
        words(3, 300),
        " ".join(random.Random(1).sample(STORY.split(), 300)),  # noqa: S311 - the same words in another order
        f"{STORY[: len(STORY) // 4]} {words(4, 225)}",  # quotes a quarter
        "Russia imposed sanctions on Ukraine.",
        "",
    ],
)
def test_another_story_is_not(other: str) -> None:
    assert original(other, words(9, 300), STORY) is None


def test_short_texts_are_never_copies() -> None:
    assert fingerprint("no more than a line") is None
    assert original("The same line.", "The same line.") is None


def test_a_copy_of_a_copy_points_to_the_first() -> None:
    known = Originals([article("a", STORY), article("b", f"{STORY} {words(5, 30)}", copy_of="a")])
    found = known.of(article("c", f"{STORY} {words(5, 30)}"))
    assert found is not None
    assert found.id == "a"


def test_an_earlier_version_is_no_original() -> None:
    known = Originals([article("a", STORY, url="https://example.org/1")])
    assert known.of(article("a", f"{STORY} More.")) is None
    assert known.of(article("b", f"{STORY} More.", url="https://example.org/1")) is None
    assert known.of(article("b", f"{STORY} More.", url="https://example.org/2")) is not None


def test_fingerprints_are_the_same_everywhere() -> None:
    found = fingerprint("one two three four five six seven " * 6)
    assert found is not None
    assert (len(found), found[:16]) == (512, fingerprint("ONE two, three four five six seven! " * 6)[:16])  # type: ignore[index]


# ---------- in a graph ----------


def lines(*articles: dict[str, str]) -> bytes:
    return "".join(json.dumps(article) + "\n" for article in articles).encode()


WIRE = {"id": "wire", "outlet": "Example Wire", "url": "https://wire.example.org/1", "text": f"{STORY}.\n{EVENT}\n"}
REPRINT = {
    "id": "town",
    "outlet": "Town Gazette",
    "url": "https://town.example.org/9",
    "text": f"{STORY}.\n{EVENT}\nEnd.",
}
OWN = {
    "id": "own",
    "outlet": "Capital Post",
    "url": "https://post.example.org/2",
    "text": f"{words(8, 200)}.\n{EVENT}\n",
}


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.graph.build.extractor", lambda _options: FakeExtractor())


def read(tmp_path: Path, *articles: dict[str, str]) -> int:
    path = tmp_path / "articles.jsonl"
    path.write_bytes(lines(*articles))
    return build([path], tmp_path / "graph", Options()).copies


@pytest.mark.parametrize("runs", [[[WIRE, REPRINT, OWN]], [[WIRE], [OWN, REPRINT]]])
def test_a_reprint_counts_as_the_telling_of_its_original(tmp_path: Path, runs: list[list[dict[str, str]]]) -> None:
    assert sum(read(tmp_path, *run) for run in runs) == 1
    (event,), articles = graph(tmp_path / "graph")
    assert event.outlets == ("Capital Post", "Example Wire")
    assert len(event.reports) == 3
    assert {found.id: (found.copy_of, found.outlet) for found in articles}["town"] == ("wire", "Town Gazette")


@pytest.mark.parametrize("batch", [1, 2, 3])
def test_an_original_of_an_earlier_commit_of_the_same_run_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr("kg.graph.intake.BATCH", batch)
    third = REPRINT | {"id": "village", "url": "https://village.example.org/3", "outlet": "Village Echo"}
    assert read(tmp_path, WIRE, OWN, REPRINT, third) == 2
    _, articles = graph(tmp_path / "graph")
    assert {found.id: found.copy_of for found in articles} == {
        "wire": None, "own": None, "town": "wire", "village": "wire",
    }  # fmt: skip


def test_a_story_at_two_addresses_of_one_outlet(tmp_path: Path) -> None:
    again = WIRE | {"id": "again", "url": "https://wire.example.org/1?amp"}
    assert read(tmp_path, WIRE, again) == 1
    (event,), _ = graph(tmp_path / "graph")
    assert event.outlets == ("Example Wire",)


def test_an_original_without_outlet_leaves_the_copy_its_own(tmp_path: Path) -> None:
    nameless = {key: value for key, value in WIRE.items() if key != "outlet"}
    read(tmp_path, nameless, REPRINT)
    (event,), _ = graph(tmp_path / "graph")
    assert event.outlets == ("Town Gazette",)


def test_a_changed_article_is_no_copy_of_itself(tmp_path: Path) -> None:
    read(tmp_path, WIRE)
    assert read(tmp_path, WIRE | {"text": f"{WIRE['text']} Corrected."}) == 0
    assert [article.copy_of for article, _ in Log.open(tmp_path / "graph").articles()] == [None]


def test_copies_of_earlier_runs_are_looked_up_by_the_bands_they_share(tmp_path: Path) -> None:
    log = Log.create(tmp_path)
    known = [article(f"o{n}", words(n + 100, 60)) for n in range(30)]
    known += [article("a", STORY), article("b", f"{STORY} {words(5, 30)}", copy_of="a")]
    with log.writing():
        log.append([Reading(article=one) for one in known])
    new = article("c", f"{STORY} {words(6, 8)}")
    found = list(log.articles_like(SharedBands([new])))
    assert {one.id for one in found} == {"a", "b"}
    every = [one for one, _ in log.articles()]
    assert Originals(found).of(new) == Originals(every).of(new) == next(one for one in every if one.id == "a")
    assert not SharedBands([article("d", "Too short.")])


def printed(name: str, fingerprint: str) -> Article:
    return Article(id=name, name=name, text="", fingerprint=fingerprint)


def test_of_those_that_share_a_band_only_what_is_similar_is_given(tmp_path: Path) -> None:
    """Sixteen bands of four hashes: nine alike are a similarity of .56, ten of .625."""
    log = Log.create(tmp_path)
    alike = {f"alike{n}": "1" * 32 * n + "2" * 32 * (16 - n) for n in (1, 9, 10, 16)}
    with log.writing():
        log.append([Reading(article=printed(name, each)) for name, each in alike.items()])
    found = log.articles_like(SharedBands([printed("new", "1" * 512)]))
    assert [one.id for one in found] == ["alike10", "alike16"]


@given(st.lists(st.lists(st.integers(0, 2), min_size=16, max_size=16), min_size=1, max_size=8), st.integers(0, 8))
def test_which_fingerprints_share_a_band(made: list[list[int]], ours: int) -> None:
    names = ["0" * 32, "f" * 8 + "1" * 24, "f" * 8 + "2" * 24]  # two begin alike
    known = ["".join(names[one] for one in each) for each in made]
    new = [Article(id=f"n{at}", name="n", text="", fingerprint=each) for at, each in enumerate(known[:ours])]
    places, numbers = SharedBands.numbers(["", *known, known[0][:-1]])
    assert places.tolist() == list(range(1, len(known) + 1))
    assert SharedBands(new).among(numbers) == [
        at
        for at, each in enumerate(made)
        if any(a == b for other in made[:ours] for a, b in zip(each, other, strict=True))
    ]
