"""What the weights do: how sure a side or an act is, and where a text is judged by a share. Each is pinned here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from kg.coding.pairs import PairCoder
from kg.extraction.cleaning import boilerplate, language, paragraphs
from kg.extraction.cleaning.blocks import Block, is_list
from kg.extraction.cleaning.passages import passages
from kg.extraction.entities.references import Ref
from kg.extraction.segmentation.headlines import sentence_case
from kg.model import Article
from ontology import EventType
from tests.sample_read import unjudging as extractor

pytestmark = pytest.mark.model
DAY = date(2024, 5, 1)


@pytest.mark.parametrize(
    ("text", "phrase", "certainty"),
    [
        ("The Kenyan Water Board (KWB) accused Uganda. KWB rejected the offer.", "KWB", 0.9),  # learned_acronym
        ("The Israelis refused.", "Israelis", 0.6),  # nationality_plural
        ("Two Russians were arrested in Oslo.", "Russians", 0.8),  # citizen
        ("Former president Barack Obama left.", "Barack Obama", 0.9),  # former_office
        ("Brazil's Federal Reserve refused.", "Brazil's Federal Reserve", 0.9),  # organ_of_another
        ("The secretary-general left.", "general", 0.7),  # body_of_role
        ("France refused the offer. It left the talks.", "It", 0.85),  # pronoun
        ("The Koreas agreed on a truce.", "Koreas", 0.9),  # twins
        ("Kenya and Somalia met. Both countries refused the offer.", "countries", 0.8),  # pair
        ("Kenya and Somalia met. Kenya accused its neighbour.", "neighbour", 0.7),
        ("Algeria's embassy protested. Ambassador Karim Belhadj left.", "Belhadj", 0.665),  # host_of_envoy, office
        ("Germany thanked its European Union partners.", "European Union partners", 0.8),  # allied_body
        ("Iraqi militants attacked.", "Iraqi militants", 0.8),  # rebels
        ("Hezbollah grew. The Lebanese armed group attacked.", "Lebanese armed group", 0.85),  # band_named_before
        ("Kenya and Uganda thanked each other.", "other", 0.95),  # reciprocal
        ("The French minister left.", "French minister", 0.95),  # office
        ("Ana Ruiz, a friend of Peru, left.", "Ruiz", 0.64),  # introduced_person, belonging
        ("The Hezbollah founder refused.", "Hezbollah founder", 0.9),  # head_of_body
        (
            "A blast killed two. The Taliban claimed responsibility. A gunman had fired first.",
            "gunman",
            0.7,
        ),  # claimant
        ("The Taliban claimed responsibility. The blast was loud.", "blast", 0.6),  # claimed_attack
        ("Israel's plan surprised many. Jordan criticised the plan.", "plan", 0.7),  # known_deed
        ("Israeli settlements grew. Jordan criticised the settlements.", "settlements", 0.5),  # known_thing
        ("Vietnamese fishermen were held. The fishermen left.", "fishermen", 0.7),  # remembered_people
        ("The French embassy closed. The embassy protested.", "embassy", 0.8),  # remembered_office
        ("France protested. The ministry refused the offer.", "ministry", 0.7),  # office_of_topic
        ("France protested. The statement was clear.", "statement", 0.6),  # text_of_topic
        ("Israeli settlements grew. Settlement activity stopped.", "activity", 0.48),  # remembered_compound
    ],
)
def test_how_sure_a_phrase_is(text: str, phrase: str, certainty: float) -> None:
    found = [m.ref.certainty for m in extractor().mentions(text, DAY) if text[m.start : m.end] == phrase]
    assert found
    assert found[-1] == pytest.approx(certainty)


@pytest.mark.parametrize(("text", "confidence"), [("He left.", 0.1), ("Soldiers left.", 0.5)])
def test_how_sure_a_side_unsaid_is(text: str, confidence: float) -> None:
    assert [found["confidence"] for found in extractor().resolve(text, DAY)] == [confidence]


@pytest.mark.parametrize(
    ("text", "act", "source", "target"),
    [
        ("Iran accused Israel.", 0.9, 1, 1),  # verb_act
        ("Israeli talks with Iran began.", 0.8, 1, 1),  # noun_act
        ("Iran called Israel's raid unacceptable.", 0.8, 1, 1),  # adjective_act
        ("Vietnam protested to China over an attack on a Vietnamese boat.", 0.8, 0.8, 0.8),  # blamed_doer
        ("Armenia said that Azerbaijani forces fired on its positions.", 0.9, 0.95, 0.8),  # speakers_own
        ("Turkish forces opened fire across Syria.", 0.9, 0.95, 0.7),  # place_as_target
        ("The UN troops were withdrawn from Mali.", 0.9, 0.8, 1),  # own_doer
        ("A Polish nurse was jailed in Norway.", 0.9, 0.8, 0.95),  # power_there
        ("The German minister spoke during a meeting with the Polish premier.", 0.8, 0.76, 0.95),  # meeting_host
        ("Egyptian police opened fire to disperse Sudanese demonstrators.", 0.9, 0.95, 0.76),  # dispersed
        ("Iranian students rallied to demand an apology from Israel.", 0.9, 0.95, 0.7),  # cause_of_protest
        ("Kenya extended the mandate of its mission in Somalia.", 0.9, 1, 0.6),  # deep_target
        ("Greece refused to humour Turkey.", 0.6, 1, None),  # unknown_complement
        ("France said Iran must release the sailors.", 0.7, 1, 1),  # obligation
        ("Uganda accused Rwanda of shelling a village.", 0.9, 1, 0.8),  # alleged_victim
        ("France and Iran met on Monday. Paris rejected the accusations.", 0.9, 1, 0.5),  # implicit_side
    ],
)
def test_how_sure_an_act_is(text: str, act: float, source: float, target: float | None) -> None:
    assert acts(text, domestic=False)[-1] == pytest.approx((act, source, target))


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("Three villagers were killed by a mine in Mali.", 0.5, 0.6),  # unidentified_hand, local_role
        ("Kenyan police imposed a curfew.", 0.95, 0.5),  # default_target
    ],
)
def test_how_sure_a_party_is(text: str, source: float, target: float) -> None:
    assert acts(text, domestic=True)[-1][1:] == pytest.approx((source, target))


def acts(text: str, *, domestic: bool) -> list[tuple[float, float | None, float | None]]:
    """Certainties of each act told, of its first source and its first target, in order of the text."""
    article = Article(id="x", name="x", text=text, published=DAY, language="en")
    told = [act for trace in extractor().trace(article, domestic=domestic).sentences for act in trace.acts_told]
    return [(act.certainty, sureness(act.sources), sureness(act.targets)) for act in told]


def sureness(side: Sequence[Ref]) -> float | None:
    """Certainty of the first of a side, if there is one."""
    return side[0].certainty if side else None


def test_a_doubtful_act_that_may_be_is_not_told() -> None:
    article = Article(id="x", name="x", text="Kenya may extend the mandate of its mission in Somalia.", published=DAY)
    (trace,) = extractor().trace(article).sentences
    assert trace.acts_told
    assert not trace.reports


class Undecided:
    """A classifier to which every label is alike."""

    labels = ("ASSAULT", "ACCUSE", "AID")

    def probabilities(self, _found: object) -> dict[str, float]:
        return dict.fromkeys(self.labels, 1.0)


@pytest.mark.parametrize(
    ("marked", "confidence"),
    [
        ("<s>Chad</s> attacked <t>Mali</t>.", 0.617),  # trust_both: e^(1.3 * .9) against 1 and 1
        ("<t>Mali</t> attacked <s>Chad</s>.", 0.462),  # trust_turned
        ("<s>Chad</s> attacked near <t>Mali</t>'s friend.", 0.462),  # trust_source
        ("Rebels attacked <t>Mali</t> after <s>Chad</s> had spoken.", 0.418),  # trust_target
        ("Rebels attacked a town while <s>Chad</s> and <t>Mali</t> played.", 0.374),  # trust_none
        ("<s>Chad</s> did not attack <t>Mali</t>.", 0.56),  # unreal_vote
    ],
)
def test_how_far_an_act_of_the_rules_is_trusted(marked: str, confidence: float) -> None:
    known = extractor()
    coder = PairCoder(
        parser=known.parser,
        actors=known.names.lexicon,
        predicates=known.predicates,
        classifier=Undecided(),  # type: ignore[arg-type]  # has what the coder asks for
    )
    (coding,) = coder.code([marked])
    assert coding.type is EventType.ASSAULT
    assert coding.confidence == pytest.approx(confidence, abs=0.002)


def test_a_line_with_a_number_or_two_is_no_table() -> None:
    assert boilerplate.is_table("3 14 of 27")
    assert not boilerplate.is_table("1 of the 3 men left here")


def test_a_foreign_text_with_an_english_word_or_two_is_not_english() -> None:
    assert not language.is_english("Der Minister nahm an der Sitzung teil und sprach lange über die Lage im Norden")
    # one English word in 29, none of the languages whose words are listed: telling_share
    assert not language.is_english(
        "Lietuvos prezidentas pirmadienį Vilniuje susitiko su kaimyninės šalies vadovu, pranešė The Times; abu "
        "kalbėjosi apie prekybą, energetiką, sienų apsaugą, keliautojus, studentus, mokslininkus, ūkininkus, žvejus "
        "bei bendras pratybas kitais metais."
    )
    # three English words and two of other languages: language_margin
    assert not language.is_english(
        "Ministras teigė, kad The End of the Line autorius klydo, tačiau redaktorius Van den Berg tylėjo visą ilgą "
        "posėdį, kurį stebėjo žurnalistai bei Las Palmas svečiai."
    )
    assert not language.is_english("Министр заявил вечером журналистам, что (they said the deal) сделка готова")


def test_capitals_here_and_there_make_no_text_in_capitals() -> None:
    assert paragraphs.is_caps("CHAD AND MALI SIGNED A TRADE PACT in Oslo")
    assert not paragraphs.is_caps("CHAD AND MALI SIGNED a trade pact in Bamako")


def test_a_sentence_with_a_few_names_is_no_title() -> None:
    known = frozenset({"police", "attack", "camp", "border"})
    assert sentence_case("Police Attack Camp Near Border", [], known) == "Police attack camp Near border"
    assert sentence_case("Chad Police attack Camp near the border", [], known) == (
        "Chad Police attack Camp near the border"
    )


def test_a_menu_with_a_few_headlines_is_no_list_of_headlines() -> None:
    heads = [Block(start=0, text=f"{town} opens a new port") for town in ("Lomé", "Cotonou", "Dakar")]
    menu = [Block(start=0, text=entry) for entry in ("Home", "Sport")]
    assert is_list(heads)
    assert not is_list([*heads, *menu])


def test_a_line_with_a_few_capitals_may_tell_something() -> None:
    head = "Chad and Mali signed a pact on trade in the town of Bamako on Monday."
    line = "Chad Has Told Mali that it will pay"
    told = [
        passage.text for passage in passages(Article(id="x", name="x", text=f"{head}\n\n{line}\n\n{head[:-1]} too."))
    ]
    assert line in told


def line(first: str, length: int, last: str = "n") -> str:
    """A line of text of that length that begins and ends so."""
    return (first + " town" * length)[: length - 1] + last


@pytest.mark.parametrize(
    ("lines", "paragraphs_in_it"),
    [
        ([line("chad", 60), line("and", 60), line("and", 60)], 1),
        ([line("chad", 60), line("and", 30), line("and", 30), line("and", 30)], 4),  # full_lines: one in three is full
        ([line("chad", 60), line("and", 38), "internationalisation"], 1),  # usual_width: the widest, not the median
        ([line("and", 60), *[line("and", 60, ".")] * 5], 6),  # lines_that_run_on: one in five does
        ([*[line("Chad", 60)] * 5, line("and", 60), line("Chad", 60)], 7),  # lines_in_lower_case: one in six is
    ],
)
def test_when_lines_are_wrapped(lines: list[str], paragraphs_in_it: int) -> None:
    assert len(paragraphs.paragraphs("\n".join(lines))) == paragraphs_in_it
