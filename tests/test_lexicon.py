"""The tables: loaded as a whole, every problem reported with its place, a user's own rows on top."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kg.base.errors import LexiconError
from kg.extraction.entities.names import Meaning, NameFinder
from kg.extraction.syntax.lemmas import lemmatiser
from kg.lexicon import load_actors, load_predicates
from kg.lexicon.actor_schemas import ACTOR

HEADER = "\t".join(ACTOR.columns)


def named(text: str, day: date | None = None, table: Path | None = None) -> list[tuple[str, str | None]]:
    """(words, what they stand for) of each name in a text."""
    finder = NameFinder(load_actors(table))
    meaning = Meaning(finder.lexicon, text, [form for _, _, form in finder.spans(text)], day)
    return [(hit.text, hit.actor.stands_for if hit.actor else None) for hit in finder.find(text, day, meaning)]


def row(**cells: str) -> str:
    return "\t".join(cells.get(column, "") for column in ACTOR.columns)


def test_a_state_that_has_ended_is_not_meant_whatever_the_article_recalls() -> None:
    text = "The Kremlin protested on Monday. Gorbachev had visited the town in Soviet days."
    assert named(text, date(2021, 3, 18))[0] == ("Kremlin", "RUS")
    assert named(text, date(1988, 3, 18))[0] == ("Kremlin", "SUN")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nigerian and Nigerien officials met in Niger.", [("Nigerian", "NGA"), ("Nigerien", "NER"), ("Niger", "NER")]),
        ("The Kremlin and the White House agreed.", [("Kremlin", "RUS"), ("White House", "USA")]),
        ("The Security Council met.", [("Security Council", "UN")]),
        ("North Korea and South Korea spoke.", [("North Korea", "PRK"), ("South Korea", "KOR")]),
        ("Hezbollah fired on Israel.", [("Hezbollah", "Hezbollah"), ("Israel", "ISR")]),
        ("Guinea-Bissau and Papua New Guinea", [("Guinea-Bissau", "GNB"), ("Papua New Guinea", "PNG")]),
        ("The U.S. and the UK said so to us.", [("U.S.", "USA"), ("UK", "GBR")]),
    ],
)  # fmt: skip
def test_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


def test_names_are_whole_words() -> None:
    assert named("Omanis ate a Romanian romaine.") == [("Omanis", "OMN"), ("Romanian", "ROU")]


def test_office_depends_on_the_day() -> None:
    lexicon = load_actors()
    rows = lexicon.by_id["person/dmitry-medvedev"]
    assert lexicon.row(rows, date(2010, 6, 1)).role == "president"
    assert lexicon.row(rows, date(2015, 6, 1)).role == "prime minister"


def test_own_table_wins(tmp_path: Path) -> None:
    table = tmp_path / "mine.tsv"
    table.write_text(
        f"{HEADER}\n{row(id='Kremlin Cup', label='Kremlin Cup', kind='company', sector='BUS', names='Kremlin')}\n",
        "utf-8",
    )
    assert named("The Kremlin replied.", table=table) == [("Kremlin", "Kremlin Cup")]
    assert named("The Kremlin replied.") == [("Kremlin", "RUS")]


def test_every_problem_is_listed_with_its_line(tmp_path: Path) -> None:
    table = tmp_path / "mine.tsv"
    lines = [
        HEADER,
        row(id="A", kind="stat", names="Aland"),
        row(id="B", kind="state", names="Beland", start="soon"),
        "a\t" * 20,
    ]
    table.write_text("\n".join(lines), "utf-8")
    with pytest.raises(LexiconError) as caught:
        load_actors(table)
    problems = str(caught.value).splitlines()
    assert [problem.split(": ")[0] for problem in problems] == ["mine.tsv:4", "mine.tsv:2", "mine.tsv:3"]
    assert "unknown kind 'stat'" in str(caught.value)
    assert "no ISO date" in str(caught.value)


@pytest.mark.parametrize("content", ["", "id\tlabel\n", "\xff\xfe"])
def test_a_table_without_its_columns_is_refused(tmp_path: Path, content: str) -> None:
    table = tmp_path / "mine.tsv"
    table.write_bytes(content.encode("latin-1"))
    with pytest.raises(LexiconError, match=r"mine\.tsv"):
        load_actors(table)


def test_every_predicate_row_has_its_example() -> None:
    rows = [row for group in load_predicates().rows.values() for row in group]
    assert len(rows) >= 2000
    assert not [row.place for row in rows if not row.example or not row.expect]
    examples = [row.example for row in rows]
    assert len(examples) == len(set(examples))


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("met", "VBD", "meet"),
        ("condemned", "VBD", "condemn"),
        ("used", "VBD", "use"),
        ("aided", "VBD", "aid"),
        ("raped", "VBD", "rape"),
        ("spied", "VBD", "spy"),
        ("stopped", "VBD", "stop"),
        ("accusing", "VBG", "accuse"),
        ("expelled", "VBN", "expel"),
        ("fishermen", "NNS", "fisherman"),
        ("embassies", "NNS", "embassy"),
        ("sanctions", "NNS", "sanction"),
        ("accuses", "VBZ", "accuse"),
        ("threatens", "VBZ", "threaten"),
    ],
)
def test_lemmas(word: str, tag: str, lemma: str) -> None:
    tables = load_predicates()
    assert lemmatiser(tables.verbs, tables.nouns)(word, tag) == lemma


_ONE_AT_A_TIME = frozenset(
    "president|prime minister|chancellor|supreme leader|king|queen|emperor|emir|foreign minister|defence minister|"
    "defense secretary|secretary of state".split("|")
)
_TWO_AT_ONCE = {
    ("CIV", "president"),  # both claimed the election of 2010
    ("ISR", "prime minister"),  # Olmert acted for Sharon, who lay in a coma
    ("KHM", "prime minister"),  # a first and a second one, 1993 to 1997
    ("KOR", "president"),  # acting ones while Yoon was suspended
    ("LBY", "prime minister"),  # rival governments since 2014
    ("MDG", "president"),  # both claimed the election of 2001
    ("NIC", "president"),  # co-presidents since 2025
}
_HANDOVER = 31  # days that two may overlap: months are all that is known of many terms


def test_no_office_is_held_by_two_at_once() -> None:
    lexicon = load_actors()
    held: dict[tuple[str, str], list[tuple[date, date, str]]] = {}
    for rows in lexicon.by_id.values():
        for term in rows:
            if term.role in _ONE_AT_A_TIME and term.start:
                key = term.country, term.role
                held.setdefault(key, []).append((term.start, term.end or date.max, term.id))
    doubles = set()
    for office, terms in held.items():
        for i, (start, end, holder) in enumerate(sorted(terms)):
            for later, until, other in sorted(terms)[i + 1 :]:
                whole_year = date(later.year, 12, 31) if (later.month, later.day) == (1, 1) else later
                if (min(_sure_end(end), _sure_end(until)) - max(start, whole_year)).days > _HANDOVER:
                    doubles.add((*office, holder, other))
    assert {(country, role) for country, role, _, _ in doubles} <= _TWO_AT_ONCE, sorted(
        d for d in doubles if d[:2] not in _TWO_AT_ONCE
    )


def _sure_end(end: date) -> date:
    """A term of which only the year of its end is known may have ended on the first day of it."""
    return date(end.year, 1, 1) if (end.month, end.day) == (12, 31) and end.year < date.max.year else end
