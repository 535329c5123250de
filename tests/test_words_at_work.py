"""What word lists and patterns do: for each that nothing else pins, a sentence that is read otherwise without it."""

from __future__ import annotations

import re
import sys
from datetime import date

import pytest

from kg.coding.features import features
from kg.coding.main_event import main_event
from kg.extraction.candidates import LineReader
from kg.extraction.cleaning import boilerplate, captions
from kg.extraction.cleaning.datelines import dateline_end
from kg.extraction.cleaning.language import is_english
from kg.extraction.cleaning.passages import passages
from kg.extraction.entities import responsibility
from kg.extraction.entities.names import Meaning
from kg.extraction.events.contests import Contests
from kg.extraction.segmentation import boundaries
from kg.extraction.time import anchored, expressions, scan
from kg.extraction.time.scan import TimexKind
from kg.lexicon.checked import table
from kg.model import Article, Report
from tests.sample_read import extractor as default
from tests.sample_read import unjudging as extractor

DAY = date(2024, 5, 1)

EXAMPLES = [(row["name"], row["example"]) for row in table("patterns.tsv")]


def examples(name: str) -> list[str]:
    return [example for kind, example in EXAMPLES if kind == name]


@pytest.mark.parametrize("line", [*examples("furniture_lines"), *examples("bylines")])
def test_furniture_of_a_page_is_noise(line: str) -> None:
    assert boilerplate.is_noise(line)


@pytest.mark.parametrize("sentence", examples("furniture_sentences"))
def test_furniture_inside_a_paragraph_is_noise(sentence: str) -> None:
    assert boilerplate.is_noise_sentence(sentence)


@pytest.mark.parametrize("appeal", examples("appeals"))
def test_an_appeal_for_money_is_one(appeal: str) -> None:
    assert boilerplate.appeal_start(appeal, 0, len(appeal))


@pytest.mark.parametrize("name", examples("time_idioms"))
def test_a_name_that_holds_a_time_word_tells_no_time(name: str) -> None:
    assert anchored.IDIOMS.match(name)
    assert expressions.find(f"They spoke of the {name}.", None) == []


@pytest.mark.parametrize("words", examples("at_the_time"))
def test_what_refers_to_the_time_told_of(words: str) -> None:
    assert anchored.AT_THE_TIME.search(words)


@pytest.mark.parametrize("words", examples("looking_back"))
def test_what_looks_back(words: str) -> None:
    assert anchored.LOOKING_BACK.search(words)


@pytest.mark.parametrize("words", examples("plans"))
def test_what_makes_a_plan_of_a_date(words: str) -> None:
    reader = scan.Scan(text=f"a summit {words} on Monday", reference=None, tense_at=None)
    assert reader.tense(reader.text.index("Monday"), len(reader.text)) == "future"


@pytest.mark.parametrize("words", examples("admissions"))
def test_what_admits_an_attack(words: str) -> None:
    assert re.search(responsibility._ADMITS, words)


def reports(text: str) -> list[Report]:
    """What the rules tell of a text, whatever the judge thinks of it."""
    (extraction,) = extractor().extract([Article(id="x", name="x", text=text, language="en", published=DAY)])
    return list(extraction.reports)


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        (
            "offices_of_every_side",
            "The Chadian government refused. Niger closed its border. The government recalled its envoy to Mali.",
            "NER SANCTION MLI occurred",
        ),
        (
            "offices_of_states",
            "Niger freed a Chadian. The United Nations praised Niger. The army attacked Mali.",
            "NER ASSAULT MLI occurred",
        ),
        (
            "another",
            "Kenya met Somalia. A third country recalled its envoy to Mali. The other country accused Niger.",
            "KEN ACCUSE NER occurred",
        ),
        ("titles", "Mr Lukashenko met Xi Jinping.", "BLR CONSULT CHN occurred"),
        ("leading", "Russian-led troops entered Georgia.", "RUS ASSAULT GEO occurred"),
        ("suffered_nouns", "Germany condemned Navalny's poisoning.", "DEU ACCUSE RUS occurred"),
        ("purposes", "A crowd rallied in Tehran to decry Israel.", "IRN PROTEST ISR occurred"),
        ("causes", "A crowd in Tehran marched in support of Israel.", "IRN PROTEST ISR occurred"),
        ("wishes", "Iran urged that India releases the ship.", "IRN REQUEST IND occurred"),
        ("negations", "Iran hardly helped Israel.", "IRN AID ISR negated"),
        ("nobody", "Iran attacked nobody in Israel.", "IRN ASSAULT ISR negated"),
        ("coming", "The upcoming talks between Iran and France worry Israel.", "IRN CONSULT FRA future"),
        ("planning_verbs", "Iran plans to attack Israel.", "IRN THREATEN ISR occurred"),
        ("own_possessives", "Spain brought our soldiers home from Iraq.", "ESP RETREAT IRQ occurred"),
        ("light_verb_slots", "Turkey resumed cooperation in May with Iraq.", "TUR COOPERATE IRQ occurred"),
        ("will_verbs", "France said that Iran did not want to negotiate.", "FRA ACCUSE IRN occurred"),
        ("binding_sayings", "France said Iran must promise to leave.", "FRA REQUEST IRN occurred"),
        ("unreal_games", "In a war game Iran attacked Israel.", "IRN ASSAULT ISR hypothetical"),
        ("showing", "The film shows that Iran attacked Israel.", "IRN ASSAULT ISR hypothetical"),
        ("scant", "There is scant proof that Iran attacked Israel.", "IRN ASSAULT ISR hypothetical"),
        ("truth", "There is no truth to reports that Iran attacked Israel.", "IRN ASSAULT ISR hypothetical"),
        ("setting_apart", "France imposed sanctions on Iran, not on Iraq.", "FRA SANCTION IRN occurred"),
        ("double_object_verbs", "Cuba was refused a loan by Spain.", "ESP REJECT CUB occurred"),
        ("uttered_participles", "Cyprus sent a letter to the council condemning Turkey.", "CYP ACCUSE TUR occurred"),
        ("no_verbs", "Iran, Iraq agree to ceasefire", "IRN AGREE IRQ occurred"),
        ("terming_verbs", "Norway labelled the Iranian demands an insult.", "NOR ACCUSE IRN occurred"),
        ("holding_verbs", "Jordan held Israel fully responsible for the raid.", "JOR ACCUSE ISR occurred"),
        ("made_in", "Canada imposed tariffs on Iranian-made buses.", "CAN SANCTION IRN occurred"),
        ("levying_prepositions", "Canada imposed a levy on Iranian-made buses.", "CAN SANCTION IRN occurred"),
        ("wars", "Ukraine denounced Russia over the Ukraine war.", "RUS ASSAULT UKR occurred"),
        ("doubters", "Few think that Iran attacked Israel.", "IRN ASSAULT ISR hypothetical"),
        ("alleged", "Iran allegedly attacked Israel.", "IRN ASSAULT ISR alleged"),
        ("staging", "A video of Iranian soldiers attacking Israeli troops was faked.", "IRN ASSAULT ISR hypothetical"),
        ("pretending", "Analysts speculated that Iran attacked Israel.", "IRN ASSAULT ISR hypothetical"),
        ("sure", "There is no doubt that Iran attacked Israel.", "IRN ASSAULT ISR occurred"),
        ("proxies", "Turkish-backed Syrian fighters shelled Iraq.", "SYR:REB ASSAULT IRQ occurred"),
        ("called_notes", "France received Iran's note. France rejected the letter.", "FRA REJECT IRN occurred"),
        ("refusing", "Israel declined to rule out sanctions on Iran.", "ISR SANCTION IRN hypothetical"),
        ("led", "The Saudi-led bombing of Yemen went on.", "SAU ASSAULT YEM occurred"),
        ("negating_determiners", "No Iranian troops attacked Iraq.", "IRN ASSAULT IRQ negated"),
        ("obliging_verbs", "France said Iran has to release the sailors.", "FRA REQUEST IRN occurred"),
        ("asking_words", "Analysts wondered how Chad will arm Mali.", "TCD AID MLI hypothetical"),
        ("knowing_words", "It is not clear when Chad will sign a treaty with Mali.", "TCD SUPPORT MLI hypothetical"),
        ("against", "Kenya and Uganda quarrelled. Kenya opened fire on the country.", "KEN ASSAULT UGA occurred"),
        ("defending_verbs", "France gave Chad radars to counter Libyan raids.", "LBY ASSAULT TCD occurred"),
    ],
)
def test_a_sentence_is_read_by_its_words(name: str, text: str, told: str) -> None:
    assert [" ".join((*r.dyad[:1], r.type, *r.dyad[1:], r.status)) for r in reports(text)][-1:] == [told], name


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("borders", "Burmese soldiers shelled a village near the Thai border."),
        ("untold_determiners", "Israel's decisions surprised many. Jordan criticised no decisions."),
        ("avenging", "Kenyan retaliation for the killing of a Somali leader began."),
        ("topic_prepositions", "Kenya held talks on Somalia."),
        ("of_the_own_nation", "Biden met with the national security team, where Iran was named."),
        ("denied_hearsay", "Uganda was named. Kenya denied any role in the murder of a singer."),
        ("anybody", "Uganda said that some in Kenya are liars."),
    ],
)
def test_a_sentence_tells_nothing_by_its_words(name: str, text: str) -> None:
    assert reports(text) == [], name


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("prepositions_of_means", "Mali and Chad made peace with Moroccan mediation."),
        ("responding", "Responding to raids by Chad, Mali shelled a camp."),
    ],
)
def test_a_side_is_named_and_not_guessed(name: str, text: str) -> None:
    trace = default().trace(Article(id="a", name="a", text=text, published=DAY))
    told = [pair.target for reading in trace.sentences for pair in reading.pairs if pair.act.word.is_noun]
    assert told, name
    assert all(target.start < target.end for target in told), name


@pytest.mark.parametrize(
    ("name", "sport", "war", "is_one"),
    [("sports_page", 4, 0, False), ("sports_page", 6, 0, True), ("sport_in_peace", 6, 2, False)],
)
def test_a_page_full_of_sport_is_read_as_sport(name: str, sport: int, war: int, *, is_one: bool) -> None:
    text = " ".join(["goal"] * sport + ["war"] * war + ["word"] * (200 - sport - war))
    contests = Contests(Article(id="a", name="a", text=text, published=DAY))
    assert contests._sports_page is is_one, name


@pytest.mark.model
def test_what_several_tell_their_own_citizens_is_no_event() -> None:
    assert reports("Countries including France and Mali told their citizens to leave Chad.") == []  # among


@pytest.mark.model
def test_a_week_that_has_begun_ends_today_for_what_was() -> None:
    (report,) = reports("Iran did not attack Israel this week.")
    assert report.when.latest == DAY


@pytest.mark.model
def test_a_predicate_is_shown_with_what_may_be() -> None:
    (report,) = reports("Iran may attack Israel.")
    assert report.predicate == "may attack"


@pytest.mark.model
def test_an_office_that_is_over_is_one_of_the_former_elite() -> None:
    found = extractor().resolve("The former Kenyan minister spoke.", DAY)
    assert [(each["role"], each["sector"]) for each in found] == [("former minister", "ELI")]


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "sources", "targets"),
    [
        ("The army marched on Monday.", ["The army"], []),  # no_side_times
        ("Chad expressed optimism about Mali.", ["Chad"], ["Mali"]),  # content_nouns
        ("Chad freed dozens of prisoners.", ["Chad"], ["prisoners"]),  # main_event_partitives
        ("Chad gave a goat to Mali.", ["Chad"], ["Mali"]),  # giving_verbs, recipient_prepositions
        ("Chad warned that Mali would attack Niger.", ["Chad"], ["Mali"]),  # own_speech_acts
    ],
)
def test_the_sides_of_a_main_event(sentence: str, sources: list[str], targets: list[str]) -> None:
    (tree,) = extractor().parser.trees([sentence])
    found = main_event(tree, extractor().predicates)
    assert [sentence[slice(*span)] for span in found.sources] == sources
    assert [sentence[slice(*span)] for span in found.targets] == targets


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "feature"),
    [("Chad did not attack Mali.", "neg&path=attack"), ("Chad will attack Mali.", "will&path=attack")],
)
def test_what_the_classifier_sees_of_negation_and_mood(sentence: str, feature: str) -> None:
    (tree,) = extractor().parser.trees([sentence])
    start = sentence.index("Mali")
    assert feature in features(tree, [(0, 4)], [(start, start + 4)], extractor().predicates)


@pytest.mark.model
def test_common_words_of_a_headline_are_lowered() -> None:
    article = Article(id="x", name="x", text="The talks in Oslo went on until late on Monday.", title=TITLE)
    (head,) = [passage for passage in passages(article) if passage.kind == "headline"]
    (line,) = LineReader(extractor().names, extractor().predicates, prefilter=False).lines(head)
    assert line.text == "Chad said it would leave Mali by June but for Niger"


TITLE = "Chad Said It Would Leave Mali By June But For Niger"


def test_plain_english_needs_no_language_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py3langid", None)
    assert is_english("The envoys of both sides met in the town and they have agreed to stop the war by spring.")
    assert is_english(f"Results of the day: {RESULTS}")
    assert not is_english("Das Sultanat wies am Montag zwei Gesandte des Nachbarlandes aus, wie das Amt mitteilte.")


RESULTS = "Oman 3 Peru 1; Chad 2 Mali 0; Fiji 4 Cuba 4; Iran 1 Laos 0; Togo 3 Nepal 2; Ghana 5 Benin 0; Qatar 1 Kenya 1"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("They sent ships, tanks, etc. Chad sent none.", 1),  # list_abbreviations: no word that begins a sentence
        ("They met in Oslo. van Rompuy spoke.", 2),  # name_particles
        ("They met in Oslo. al-Shabaab spoke.", 2),  # name_prefixes
    ],
)
def test_where_a_sentence_ends(text: str, sentences: int) -> None:
    assert len(boundaries.split(text)) == sentences


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("They met on a Tuesday after talks.", TimexKind.DATE),  # no_noun_follows
        ("Aid will flow over the next year.", TimexKind.DATE),  # rolling_cues
        ("They have kept quiet since 1994 accords.", TimexKind.ATTRIBUTIVE),  # dated_heads
        ("They keep 1990-style rules.", TimexKind.ATTRIBUTIVE),  # year_tails
        ("Shells fall daily on the town.", TimexKind.HABITUAL),  # behind_habits
        ("They left two long years ago.", TimexKind.DATE),  # span_adjectives
    ],
)
def test_what_a_time_does(text: str, kind: TimexKind) -> None:
    assert [time.kind for time in expressions.find(text, DAY)] == [kind]


def test_how_far_ahead_a_plan_lies_may_be_hedged() -> None:
    (time,) = expressions.find("They will meet in about three weeks.", DAY, lambda _start, _end: "future")
    assert time.when.known


@pytest.mark.parametrize(
    "text",
    [
        "The April 6 Youth Movement protested.",  # before_called_after_days
        "They met then Prime Minister Cameron.",  # titles_behind_then
    ],
)
def test_what_tells_no_time(text: str) -> None:
    assert expressions.find(text, DAY) == []


def test_who_denies_an_attack_has_not_claimed_it() -> None:
    names = extractor().names
    text = "Nobody, not even the Taliban, claimed responsibility."
    hits = names.find(text, DAY, Meaning(names.lexicon, text, ["Taliban"], DAY))
    assert [hit.text for hit in hits] == ["Taliban"]
    assert responsibility.claimant([(text, hits)]) is None


def test_small_words_stand_inside_the_name_of_a_place() -> None:
    assert dateline_end("Port of Spain, May 3 (AFP) - Chad left.") == len("Port of Spain, May 3 (AFP) - ")


@pytest.mark.parametrize(
    "credit",
    [
        "[source: harbour office]",  # credit_openings
        "Photo: Ana Ruiz",  # credit_labels
        "- with agencies",  # credited_staff
        "Ana Ruiz / Anadolu",  # picture_sources
    ],
)
def test_a_credit_is_cut_off(credit: str) -> None:
    assert captions.credit_start(f"A ship leaves the port. {credit}") == len("A ship leaves the port.")


@pytest.mark.parametrize("label", ["Image caption", "File photo:", "Media source Reuters Video caption"])
def test_a_caption_is_known_by_its_label(label: str) -> None:
    text = f"{label} Ships were leaving the port"
    assert captions.statement(text) == "Ships were leaving the port"


@pytest.mark.parametrize(
    "line",
    [
        "Follow Ana Ruiz on Instagram",  # social_sites
        "Maps: Ana Ruiz",  # picture_words
        "Home News World Sports",  # menu_words
        "Sunday on May 3",  # date_line_words
    ],
)
def test_a_line_of_a_page_is_noise(line: str) -> None:
    assert boilerplate.is_noise(line)
