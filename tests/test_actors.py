"""Who stands for whom on a day: roles, owners, offices, places, capitals, and texts that are no news."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kg.base.errors import LexiconError
from kg.extraction import Extractor
from kg.extraction.entities.names import NameFinder, is_capitals, plain
from kg.lexicon import load_actors
from kg.lexicon.actor_schemas import ACTOR
from kg.model import Article
from tests import sample_read


def first(extractor: Extractor, text: str, on: date | None = None) -> dict[str, object]:
    found = extractor.resolve(text, on)
    return found[0] if found else {}


def test_loading_reads_rows_only_when_asked() -> None:
    lexicon = load_actors()
    assert len(lexicon.aliases) > 30_000
    assert lexicon.by_id["FRA"][0].label == "France"
    with pytest.raises(KeyError):
        lexicon.by_id["nobody"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "country", "sector"),
    [
        ("the Peruvian interior minister", "PER", "GOV"),
        ("Bolivia's Justice Department", "BOL", "GOV"),  # every state may have one
        ("the Supreme Court of Kenya", "KEN", "JUD"),
        ("a squad of Norwegian police", "NOR", "COP"),
        ("an intelligence agency spokesman", None, "SPY"),
        ("the head of the union", None, "LAB"),
        ("a museum in Lima", "PER", "CVL"),
        ("Bavarian farmers", "DEU", "AGR"),
        ("Tokyo University", "JPN", "EDU"),
        ("Toyota", "JPN", "BUS"),
        ("the rebel FACT force", "TCD", "REB"),
        ("ANKARA", "TUR", "GOV"),
        ("FRENCH PRESIDENT EMMANUEL MACRON", "FRA", "GOV"),
        ("Jose Mujica", "URY", "GOV"),
        ("José Mujica", "URY", "GOV"),
        ("Canada\N{RIGHT SINGLE QUOTATION MARK}s parliament", "CAN", "LEG"),
        ("Guinea\N{NON-BREAKING HYPHEN}Bissau", "GNB", None),
        ("Angela  Merkel", "DEU", "GOV"),
        ("the Soviet Union", "SUN", None),
        ("Yugoslavia", "YUG", None),
        ("Czechoslovakia", "CSK", None),
        ("East Germany", "DDR", None),
        ("he", None, "UNK"),
    ],
)  # fmt: skip
def test_country_and_sector(extractor: Extractor, text: str, country: str | None, sector: str | None) -> None:
    found = first(extractor, text)
    assert (found.get("country"), found.get("sector")) == (country, sector)


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "day", "role", "sector"),
    [
        ("Dmitry Medvedev", date(2015, 6, 1), "prime minister", "GOV"),
        ("Dmitry Medvedev", date(2010, 6, 1), "president", "GOV"),
        ("Volodymyr Zelensky", date(2015, 6, 1), "actor", "CVL"),
        ("Volodymyr Zelensky", date(2022, 6, 1), "president", "GOV"),
        ("Taliban", date(2010, 1, 1), None, "REB"),
        ("Taliban", date(2022, 1, 1), None, "GOV"),
        ("Emmanuel Macron", date(1995, 1, 1), None, "ELI"),
    ],
)  # fmt: skip
def test_offices_on_a_day(extractor: Extractor, name: str, day: date, role: str | None, sector: str) -> None:
    found = first(extractor, name, day)
    assert (found["role"], found["sector"]) == (role, sector)


@pytest.mark.model
@pytest.mark.parametrize("text", ["They met at the Beijing Olympics.", "They signed the Paris climate accord."])
def test_an_occasion_is_no_government(extractor: Extractor, text: str) -> None:
    assert not {"CHN", "FRA"} & {found["stands_for"] for found in extractor.resolve(text)}


@pytest.mark.model
def test_document_memory(extractor: Extractor) -> None:
    text = "The Shanghai Cooperation Organisation met in Tashkent. The bloc criticised Israel."
    assert [found["id"] for found in extractor.resolve(text)] == ["SCO", "UZB", "SCO", "ISR"]
    text = "Kenya's Coastal Waters Authority (KCWA) spoke. The KCWA warned Somalia."
    assert [found["country"] for found in extractor.resolve(text)][1:] == ["KEN", "SOM"]


@pytest.mark.model
def test_the_embassy_belongs_to_its_owner(extractor: Extractor) -> None:
    assert first(extractor, "the embassy of the Islamic Republic in Paris")["country"] == "IRN"


@pytest.mark.model
def test_firms_are_known_but_never_a_side_of_an_event(extractor: Extractor) -> None:
    assert first(extractor, "Huawei")["country"] == "CHN"
    text = "Huawei sued Poland on Monday."
    (extraction,) = extractor.extract([Article(id="1", name="1", text=text)])
    assert extraction.reports == ()


@pytest.mark.model
def test_spans_are_those_of_the_text_as_given(extractor: Extractor) -> None:
    text = "Yesterday  the\nPeruvian   foreign minister spoke."
    (found,) = extractor.resolve(text)
    span = found["span"]
    assert isinstance(span, list)
    assert text[span[0] : span[1]] == found["text"]
    assert "minister" in str(found["text"])


def test_plain_keeps_the_length() -> None:
    for text in ("Ukhnaagiin Khürelsükh", "Łódź \N{EN DASH} Việt Nam", "\N{LATIN SMALL LIGATURE FI}n ß 中国 مصر"):
        assert len(plain(text)) == len(text)
    assert plain("Khürelsükh\N{RIGHT SINGLE QUOTATION MARK}s") == "Khurelsukh's"


def test_capitals() -> None:
    assert is_capitals("TEHRAN")
    assert not is_capitals("WHO")
    assert not is_capitals("Tehran")


@pytest.mark.model
@pytest.mark.parametrize(
    "text", ["", " ", "中国外交部", "وزارة الخارجية المصرية", "\x00\ufffd", "....", "(((", "\u202e"]
)
def test_other_scripts_and_scraps_do_not_crash(extractor: Extractor, text: str) -> None:
    assert isinstance(extractor.resolve(text), list)


def test_a_megabyte_without_a_space_holds_no_names() -> None:
    assert NameFinder(load_actors()).spans("Russia" * 160_000) == []  # benchmarks/growth.py: in linear time


def test_nothing_of_a_malformed_table_is_loaded(tmp_path: Path) -> None:
    table = tmp_path / "own.tsv"
    header = "\t".join(ACTOR.columns)
    table.write_text(
        f"{header}\nX\tX\tstate\tX\tGOV\t\tXland\t\t\t\t\t\t\nY\tY\tplanet\tY\t\t\tYland\t\t\t\t\t\t\n", "utf-8"
    )
    with pytest.raises(LexiconError, match=r"own\.tsv:3: kind: unknown kind"):
        load_actors(table)
    assert "Xland" not in load_actors().aliases


def test_later_rows_win(tmp_path: Path) -> None:
    table = tmp_path / "own.tsv"
    row = "{0}\t{0}\tstate\t{0}\tGOV\t\tXland\t\t\t\t\t\t"
    table.write_text("\n".join(["\t".join(ACTOR.columns), row.format("ONE"), row.format("TWO")]), "utf-8")
    assert [alias.row.id for alias in load_actors(table).aliases["Xland"]] == ["TWO"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Washington's decision surprised many. Jordan criticised the decision on Friday.",
            {("JOR", "ACCUSE", "USA")},
        ),
        (
            "A boat with Vietnamese fishermen was off the islands. Chinese coastguards beat the fishermen.",
            {("CHN", "ASSAULT", "VNM")},
        ),
        ("The secretary-general condemned Israel.", {("UN", "ACCUSE", "ISR")}),
        ("The African Union met. The 15-member bloc condemned Sudan.", {("AU", "ACCUSE", "SDN")}),
    ],
)
def test_what_was_named_before(text: str, told: set[tuple[str, str, str]]) -> None:
    (found,) = sample_read.extractor().extract([Article(id="a", name="a", text=text)])
    assert {(*report.dyad, str(report.type)) for report in found.reports} == {(s, t, e) for s, e, t in told}


@pytest.mark.parametrize(
    ("text", "words", "side"),
    [
        ("Serbia defended its decision. Croatia regretted the move.", "the move", "SRB"),
        ("Estonia and Belarus met. The Baltic nation closed a crossing.", "The Baltic nation", "EST"),
        ("Iran freed a Danish sailor. Denmark thanked the Islamic republic.", "the Islamic republic", "IRN"),
        ("Kenya and Somalia met. The bishop begged all sides to wait.", "all sides", "KEN"),
        ("Moroccan trawlers left port. A navy stopped the trawlers.", "the trawlers", "MAR"),
        ("A gunman shot at a Dutch consul. Boko Haram claimed responsibility on Monday.", "A gunman", "Boko Haram"),
        ('"We will answer Peru," the Chilean president said.', "We", "CHL"),
    ],
)
def test_words_that_stand_for_whom_the_text_named(extractor: Extractor, text: str, words: str, side: str) -> None:
    start = text.rindex(words)
    found = [m.ref.side for m in extractor.mentions(text) if m.start < start + len(words) and start < m.end]
    assert side in found


def test_a_group_that_denies_it_is_no_attacker(extractor: Extractor) -> None:
    text = "A gunman shot at a Dutch consul. Boko Haram denied that it claimed responsibility."
    assert not [m for m in extractor.mentions(text) if m.start == 0 and m.ref.side == "Boko Haram"]


@pytest.mark.parametrize(
    ("text", "actor", "country", "sector"),
    [
        ("Iran-linked militia", "IRN:REB", "IRN", "REB"),
        ("Iran-linked militias in Iraq", "IRQ:REB", "IRQ", "REB"),
        ("Turkish-backed Syrian fighters", "SYR:REB", "SYR", "REB"),
        ("the Russian foreign minister, Sergei Lavrov", "person/sergei-lavrov", "RUS", "GOV"),
        ("former president Barack Obama", "person/barack-obama", "USA", "ELI"),
    ],
)
def test_backers_and_appositions(
    extractor: Extractor, text: str, actor: str, country: str | None, sector: str | None
) -> None:
    found = first(extractor, text, date(2019, 1, 1))
    assert (found["id"], found["country"], found["sector"]) == (actor, country, sector)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "dyad"),
    [
        ("Guinea accused Guinea-Bissau of lying.", ("GIN", "GNB")),
        ("Talks were held in Guinea-Bissau. Guinea accused Senegal of lying.", ("GNB", "SEN")),
        ("Sudan accused South Sudan of lying.", ("SDN", "SSD")),
        ("South Sudan accused Sudan of lying.", ("SSD", "SDN")),
    ],
)
def test_a_longer_name_speaks_for_the_short_one_only_behind_it(text: str, dyad: tuple[str, str]) -> None:
    (found,) = sample_read.extractor().extract([Article(id="a", name="a", text=text)])
    assert dyad in {report.dyad for report in found.reports if report.type == "ACCUSE"}
