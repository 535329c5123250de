import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.extraction.cleaning.datelines import dateline_end
from kg.extraction.cleaning.language import is_english
from kg.extraction.cleaning.paragraphs import normalise, paragraphs
from kg.extraction.cleaning.passages import Passage, passages, pieces
from kg.extraction.reasons import Reason
from tests.builders import article

LEAD = "Oman expelled two Yemeni envoys on Monday over a dispute about fishing rights."
MORE = "Yemen protested against the decision and closed its consulate in Salalah on Tuesday."
THIRD = "Officials of both states will meet in Muscat next week to talk about the matter."


def read(text: str, title: str | None = None) -> list[Passage]:
    return passages(article(text=text, title=title))


def kinds(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(passage.kind, " ".join(passage.text.split())) for passage in read(text, title)]


def bodies(text: str) -> list[str]:
    return [words for kind, words in kinds(text) if kind == "body"]


def test_headline_and_paragraphs() -> None:
    assert kinds(f"Oman expels envoys\n\n{LEAD}\n\n{MORE}\n") == [
        ("headline", "Oman expels envoys"),
        ("body", LEAD),
        ("body", MORE),
    ]


def test_one_paragraph_a_line() -> None:
    assert bodies(f"{LEAD}\n{MORE}\n{THIRD}") == [LEAD, MORE, THIRD]


def test_offsets_point_into_the_text() -> None:
    text = f"\ufeff  Oman\u00a0expels\r\n\r\n\u201c{LEAD}\u201d\r\n"
    for passage in read(text):
        assert normalise(text[passage.start : passage.end]) == passage.text


def test_title_is_a_passage_of_its_own_part() -> None:
    first = read(f"{LEAD}\n", title=" Oman\u2019s anger ")[0]
    assert (first.part, first.kind, first.start, first.end, first.text) == ("title", "headline", 1, 13, "Oman's anger")


def test_title_that_the_text_repeats_is_read_once() -> None:
    assert [words for _, words in kinds(f"OMAN expels envoys!\n\n{LEAD}", title="Oman Expels Envoys")] == [
        "OMAN expels envoys!",
        LEAD,
    ]


def test_a_single_line_without_full_stop_is_read() -> None:
    assert kinds("Oman expelled two envoys of Yemen on Monday") == [
        ("headline", "Oman expelled two envoys of Yemen on Monday")
    ]


def test_hard_wrapped_wire_copy_becomes_paragraphs() -> None:
    text = (
        "   The sultanate of Oman expelled two envoys of the republic of\n"
        "Yemen on Monday, the ministry said. It gave them three days to\n"
        "leave the country.\n"
        "   Yemen protested and closed its consulate in the south of the\n"
        "sultanate, where some of its citizens work in the fish trade and\n"
        "in oil.\n"
    )
    first, second = bodies(text)
    assert first.startswith(
        "The sultanate of Oman expelled two envoys of the republic of Yemen on Monday, the ministry"
    )
    assert first.endswith("said. It gave them three days to leave the country.")
    assert second.endswith("where some of its citizens work in the fish trade and in oil.")


def test_capitals_are_flagged() -> None:
    text = (
        "MUSCAT, 5 MAR 88 (OMAN RADIO) -- THE SULTANATE EXPELLED TWO ENVOYS OF YEMEN ON MONDAY, THE MINISTRY\n"
        "SAID. IT GAVE THEM THREE DAYS TO LEAVE THE COUNTRY AND SENT A NOTE TO THE EMBASSY OF YEMEN IN MUSCAT,\n"
        "WHICH DID NOT ANSWER IT.\n"
    )
    found = read(text)
    assert [passage.kind for passage in found] == ["dateline", "body"]
    assert all(passage.caps for passage in found)
    assert not any(passage.caps for passage in read(LEAD))


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("MUSCAT, March 5 (XYZ) - ", LEAD),
        ("MUSCAT (AFP) — ", LEAD),
        ("MUSCAT (AP)_ ", LEAD),
        ("Muscat, 15 Dec -- ", LEAD),
        ("Muscat, 15 Dec 88 (Oman Radio 1) -- [Report] [Ali Said] [Text] ", LEAD),
        ("MUSCAT, Oman — ", LEAD),
        ("NEW YORK, Nov. 2, 2005 (Xinhua) -- ", LEAD),
        ("BERLIN/PARIS, May 3 (Reuters) - ", LEAD),
    ],
)
def test_datelines_are_split_off(dateline: str, rest: str) -> None:
    assert kinds(dateline + rest) == [("dateline", " ".join(dateline.split())), ("body", rest)]


def test_a_dateline_may_stand_alone() -> None:
    assert kinds(f"Oman angry again\n\nMUSCAT, May 3 , 1999 (AFP)\n\n{LEAD}")[1] == (
        "dateline",
        "MUSCAT, May 3 , 1999 (AFP)",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Oman - which has few ships - expelled two envoys.",
        "NATO - Oman's partner - sent a ship.",
        "NATO — Oman's partner — sent a ship.",
        "Oman (and Yemen) agreed on Monday to stop.",
        "On May 3, Oman expelled two envoys.",
        "The G7 (Group of Seven) asked Oman to stop.",
    ],
)
def test_what_only_looks_like_a_dateline_stays(text: str) -> None:
    assert dateline_end(text) == 0


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Yemen strikes back at Oman",
        "Related: Oman bans fish from Yemen",
        "Follow The Gulf Gazette:",
        "Follow us on Twitter @gulfgazette",
        "Subscribe to our newsletter for more on Oman and Yemen.",
        "Sign up for the weekly letter",
        "Share this article on Facebook",
        "Facebook Twitter WhatsApp Email",
        "Photo: Ali Said / Gulf Gazette",
        "Image copyright EPA",
        "By Ali Said and Maria Ito",
        "Additional reporting by Maria Ito in Aden; editing by Tom Ray.",
        "© 2024 Gulf Gazette. All rights reserved.",
        "This site uses cookies to serve you better.",
        "We use cookies to improve our service.",
        "12 comments",
        "Published 3 May 2021, 10:15 GMT",
        "Friday, May 3, 2021",
        "05/03/2021 08:17:00",
        "Reuter",
        "12.5 13.7 14.9 15.1 Oman",
        "Oman | Yemen | Chad | Peru",
        'var page = {"id": 3};',
        "https://example.org/a/b",
        "WIRE-0071",
        "Advertisement",
        "Sign in / Join",
        LEAD,
    ],
)
def test_furniture_is_dropped(line: str) -> None:
    assert bodies(f"{LEAD}\n\n{MORE}\n\n{line}\n\n{THIRD}") == [LEAD, MORE, THIRD]


@pytest.mark.parametrize(
    "sentence",
    [
        "Subscribe or leave, he told Yemen's envoy on Monday.",
        "Support us, the minister told Yemen.",
        'The envoy said: "We need your help, please support us now."',
        "Oman will make a contribution to the mission in Chad.",
        "Ukraine hopes to become a member of the alliance.",
        "By Monday the envoys had left Oman, officials said.",
        "Follow-up talks between Oman and Yemen begin on Monday.",
        "Officials told reporters:",
        "Share prices fell after Oman closed its port.",
        "More on the talks between Oman and Yemen came out on Monday.",
    ],
)
def test_news_that_looks_like_furniture_is_kept(sentence: str) -> None:
    text = sentence if len(sentence.split()) > 4 else sentence.replace(":", " on Monday in the city of Muscat this:")
    assert bodies(f"{LEAD}\n\n{text}\n\n{THIRD}") == [LEAD, text, THIRD]


def test_furniture_inside_a_paragraph_is_cut_out() -> None:
    text = f"{LEAD} Follow us on Twitter for more. {MORE} (Reuters)"
    assert bodies(text) == [LEAD, MORE]


def test_everything_behind_an_appeal_is_dropped() -> None:
    text = (
        f"{LEAD}\n\n{MORE}\n\n{THIRD}\n\nA word before you go: please support our journalism. Oman has banned us.\n\n"
        "The sultanate called this paper a foreign agent.\n\nRemind me later.\n"
    )
    assert bodies(text) == [LEAD, MORE, THIRD]


def test_an_appeal_may_open_inside_a_paragraph() -> None:
    assert bodies(f"{LEAD} {MORE} We have a small favour to ask. The sultanate attacked our office.") == [
        f"{LEAD} {MORE}"
    ]


def test_news_goes_on_behind_an_early_appeal() -> None:
    early = "Please support our work with a few dollars a month.\n\nYour money pays our reporters in Yemen."
    assert bodies(f"{LEAD}\n\n{early}\n\n{MORE}\n\n{THIRD}\n\n{THIRD[:-1]} and other things.")[:3] == [
        LEAD,
        MORE,
        THIRD,
    ]


def test_menus_before_and_link_lists_behind_the_news_are_dropped() -> None:
    menu = "News\nSports\nReal Estate\nYemen Travel\nOman Today\nNo items!"
    links = "Latest\nYemen strikes back at Oman\nMay 3\nChad expels envoys of Sudan in the U.S.\nMay 2"
    assert kinds(f"Oman expels two envoys of Yemen\n{menu}\n{LEAD}\n{MORE}\n{links}") == [
        ("headline", "Oman expels two envoys of Yemen"),
        ("body", LEAD),
        ("body", MORE),
    ]


def test_caption_is_kept_without_its_credit() -> None:
    text = f"Oman angry again\n\nThe envoy left Muscat by air on Monday. A. Said / Flickr (CC BY 2.0)\n\n{LEAD}"
    assert kinds(text)[1] == ("caption", "The envoy left Muscat by air on Monday.")


def test_labelled_caption_is_kept_without_its_label() -> None:
    text = f"{LEAD}\nImage copyright EPA Image caption The envoy left Muscat by air\n{MORE}"
    assert kinds(text)[1] == ("caption", "The envoy left Muscat by air")


def test_links_of_markdown_lose_their_address_but_no_offset() -> None:
    text = "## The [foreign ministry](https://example.org/x_y) of **Oman** expelled two envoys on Monday.\n"
    (passage,) = read(text)
    assert " ".join(passage.text.split()) == "The foreign ministry of Oman expelled two envoys on Monday."
    assert text[passage.start : passage.end].startswith("The [foreign")


def test_pages_pasted_as_one_line_fall_apart_at_wide_gaps() -> None:
    assert bodies(f"{LEAD}     {MORE}          Follow The Gulf Gazette:") == [LEAD, MORE]


def test_elements_of_a_page_that_lost_the_space_between_them_fall_apart() -> None:
    text = (
        f"Kenya and Chad sign a pact\n\n{LEAD} {MORE} {THIRD}SHOCK OF THE YEAR: MALI AND NIGER QUARREL"
        f'U.S. envoys looked on in Nairobi.(Some Agency){LEAD} {MORE} {THIRD}"It is good," a minister said.'
    )
    found = pieces(article(text=text, title=None))
    assert [piece.text for piece in found if piece.left is None][1:] == [
        f"{LEAD} {MORE} {THIRD}",
        "U.S. envoys looked on in Nairobi.(Some Agency)",
        f'{LEAD} {MORE} {THIRD}"It is good," a minister said.',
    ]
    assert [piece.text for piece in found if piece.left is Reason.HEADING] == [
        "SHOCK OF THE YEAR: MALI AND NIGER QUARREL"
    ]


def test_nothing_gives_nothing() -> None:
    assert read("") == read(" \n\n ") == []


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("“Oman\u2019s” \u2013 5\u00a0km… ﬁsh", '"Oman\'s" - 5 km… ﬁsh'),
        ("a\r\nb\u2028c\x00d", "a  b c d"),
        ("Ｏｍａｎ², a—b", "Oman2, a—b"),
        ("``No,'' he said", ' "No,"  he said'),
        ("talks _ the first _ failed", "talks — the first — failed"),
    ],
)
def test_characters_are_mapped_one_to_one(raw: str, clean: str) -> None:
    assert normalise(raw) == clean


@given(st.text(max_size=400))
def test_normalised_text_keeps_its_length(text: str) -> None:
    assert len(normalise(text)) == len(text)


SCRAPS = st.sampled_from(
    [
        LEAD,
        MORE,
        "News",
        "\n",
        "\n\n",
        "    ",
        "Oman's envoy",
        "MUSCAT, May 3 (AFP) -- ",
        "Please support us. ",
        "(Reuters)",
    ]
)
MARKS = st.sampled_from(
    [
        "**",
        "[a](b)",
        "© 2021",
        "Image caption ",
        "# ",
        "- ",
        '"',
        "\r\n",
        "\u00a0",
        "``",
        "''",
        " / Flickr",
        "Read more",
    ]
)


@example("He spoke: \x1b")  # a control character at the end of a paragraph becomes a space
@example("![A picture](picture.png)\n\nHe spoke.")  # and a picture becomes nothing but spaces
@given(
    st.one_of(st.text(max_size=300), st.lists(st.one_of(SCRAPS, MARKS, st.text(max_size=9)), max_size=25).map("".join))
)
def test_passages_are_ordered_stretches_of_the_text(text: str) -> None:
    clean = normalise(text)
    last = 0
    for passage in read(text):
        assert passage.text == clean[passage.start : passage.end]
        assert passage.text == passage.text.strip() != ""
        assert passage.start >= last
        last = passage.end


@given(st.text(alphabet=st.sampled_from("Ab. \n\r\t\u2028:-"), max_size=200))
def test_paragraphs_lose_no_word(text: str) -> None:
    assert "".join("".join(text[a:b].split()) for a, b in paragraphs(text)) == "".join(text.split())


@pytest.mark.parametrize(
    "unit", ["x", "A ", "a\n", "(AP ", "[a](b", "**a", "We support us. ", "- ", "A,", "a  b   c.", '"', ")A "]
)
@pytest.mark.parametrize("size", [60_000, pytest.param(300_000, marks=pytest.mark.long)])
def test_intake_of_long_monotony_ends(unit: str, size: int) -> None:
    text = unit * (size // len(unit))  # a quadratic intake would need hours; benchmarks/growth.py shows the growth
    assert all(0 <= passage.start < passage.end <= len(text) for passage in read(text))


@pytest.mark.parametrize(
    "text",
    [
        LEAD,
        LEAD.upper(),
        "Oman expels envoys",
        "MUSCAT RADIO OMAN GOVERNMENT EXPELS YEMEN ENVOYS DISPUTE FISHING RIGHTS",
        "",
        "12",
    ],
)
def test_english_is_recognised(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "Le sultanat a expulsé deux diplomates yéménites lundi, selon le ministère des affaires étrangères.",
        "Das Sultanat wies am Montag zwei Gesandte des Nachbarlandes aus, wie das Ministerium mitteilte.",
        "El sultanato expulsó el lunes a dos diplomáticos del país vecino, según informó el ministerio.",
        "Оман выслал двух дипломатов Йемена.",
        "阿曼驱逐了两名也门外交官。",
    ],
)
def test_other_languages_are_recognised(text: str) -> None:
    assert not is_english(text)


def test_plain_english_does_not_load_the_language_model() -> None:
    check = f"assert is_english({LEAD + MORE + THIRD!r}); print('py3langid' in sys.modules)"
    code = f"import sys; from kg.extraction.cleaning.language import is_english; {check}"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Chad attacks Niger\nMali sanctions Togo\nGhana condemns Benin", True),  # names and verbs, no function word
        ("Chad attaque le Niger et le Mali sanctionne le Togo\nLe Ghana condamne la politique du Bénin", False),
    ],
)
def test_headlines_without_function_words_are_english(text: str, *, english: bool) -> None:
    assert is_english(text) is english
