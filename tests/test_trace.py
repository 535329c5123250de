"""What ``kg explain`` says: for every sentence, right or wrong, the row to edit is named with its file and line."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from kg.cli.explain_commands import _short
from kg.extraction import MISFITS, Extractor, Reason, Stage, Step
from kg.extraction.explanation.guesses import guess_places
from kg.extraction.explanation.unparsed import unparsed
from kg.extraction.reasons import NOT_PARSED, Guess
from kg.extraction.segmentation.lines import LeftOut
from kg.lexicon import rule_places
from kg.lexicon.actor_places import actor_places, name_places
from kg.lexicon.rule_places import list_place
from kg.model import Actor, Article
from ontology import ActorKind
from tests.sample_read import extractor

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.model

READ_BY = [  # sentence, the rows behind what is told of it
    ("Norway summoned the Danish ambassador on Monday.", "v:summon:foreign envoy"),
    ("Peru sent blankets and medicine to Bolivia.", "v:send:aid"),
    ("Portugal threatened to close its border with Spain.", "m:threaten", "d:THREATEN:SANCTION", "v:close:border"),
    ("Japan and Canada signed a fisheries treaty in Tokyo.", "v:sign:treaty"),
    ("Turkey's parliament ratified an accord with Qatar.", "v:ratify:treaty"),
    ("Sweden hailed the decision of Finland.", "v:hail"),
    ("India called the Pakistani remarks baseless.", "a:baseless"),
    ("Brazil is willing to mediate between Guyana and Venezuela.", "m:willing", "d:AGREE:CONSULT", "v:mediate"),
    ("Egypt hoped to hold talks with Sudan.", "m:hope", "v:hold:talks"),
    ("Ghana refused to hand over the fugitive to Togo.", "m:refuse", "v:hand over:suspect"),
    ("Cuba said Mexico must free the fishermen.", "s:must"),
    ("Greece bought grain from Romania.", "v:buy:import"),
    ("Poland shot down a Russian drone.", "v:shoot down"),
    ("Italy ruled out sanctions against Libya.", "m:rule out:noun", "n:sanction"),
    ("Vietnam urged China to withdraw its ships.", "v:urge:actor"),
    ("Austria expelled two Serbian diplomats.", "v:expel:envoy"),
    ("Nepal was visited by the Chinese premier.", "v:visit:actor"),
    ("Niger condemned the Malian attack.", "v:condemn:attack"),
    ("Jordan hosted peace talks between Israel and Palestinians.", "v:host:meeting"),
    ("Latvia plans to buy rockets from Israel.", "m:plan", "v:buy:import"),
    ("Uganda attacked the Congolese proposal.", "v:attack:decision"),
    ("Estonia refused to dazzle Russia.", "m:refuse", "d:REJECT"),
]
LOST_BY = [  # sentence, why nothing happened in it between two sides, and a row or file to edit
    ("The attack on Mali was condemned by Niger.", Reason.NO_TARGET, None),
    ("Zandoria accused Iran of spying.", Reason.UNKNOWN_NAME, None),
    ("Zandoria accused Iran of spying.", Reason.NO_SOURCE, None),
    ("Morocco gazumped Algeria over the delay.", Reason.NO_ROW, "ontology/lexicon/predicates.tsv"),
    ("Chad coughed at Niger after the talks.", Reason.NO_SENSE, "ontology/lexicon/predicates.tsv"),
    ("A mine killed four Colombian soldiers.", Reason.NO_SOURCE, None),
    ("Germany frowned at France after talks.", Reason.NO_SIDES, None),
    ("Spain won against Germany in the final.", Reason.NO_OBJECT, "v:win:match"),
    ("Georgia, a singer from Atlanta, met fans.", Reason.NO_EVENT, "v:meet:reporter"),
    ("The minister resigned after a hiccup.", Reason.NEITHER, None),
    ("Jordan hosted peace talks between Israel and Palestinians.", Reason.COMPOUND, "n:peace"),
    ("Japan and Canada signed a fisheries treaty in Tokyo.", Reason.FRAMED, "n:treaty"),
    ("Georgia, a singer from Atlanta, met fans.", Reason.NO_ACTOR, None),
]
MISFITS_OF = [  # sentence, which condition of a row does not hold, the row
    ("Uganda called the raid by Rwanda a mistake.", Reason.NAMING, "v:call:actor"),
    ("Norway recalled the Danish envoy.", Reason.NOT_WHOSE, "v:recall:own envoy"),
    ("Morocco said that Spain paid the price.", Reason.NO_WILL, "v:pay:cost"),
    ("The Danish minister left Norway.", Reason.NOT_ARMED, "v:leave:actor"),
    ("Spain won against Germany in the final.", Reason.NO_OBJECT, "v:win:support"),
    ("Peru protested that Chile had lied.", Reason.NOT_ALONE, "v:protest:none"),
    ("Cuba applied pressure on Haiti.", Reason.NOT_ALONE, "v:apply:none"),
    ("Cuba deplored the remarks of Haiti.", Reason.NO_CLAUSE, "v:deplore:clause"),
    ("Norway gave its ambassador a medal.", Reason.OTHER_OBJECT, "v:give:weapons"),
    ("France called Germany about the raid.", Reason.OTHER_WORDS, "v:call off:talks"),
    ("The minister of Fiji was behind the raid on Samoa.", Reason.UNSPOKEN, "v:be behind:attack"),
    ("Cuba and Haiti met in March for talks.", Reason.MONTH, "n:march"),
]
UNKNOWN = [  # sentence, its words that no table of acts has
    ("Morocco gazumped Algeria over the delay.", ["gazumped"]),
    ("Norway's throttling of Poland went on for weeks.", ["throttling"]),
    ("Bulgaria was irate at Serbia after talks.", ["irate"]),
    ("Norway summoned the Danish ambassador on Monday.", []),
]
NOBODY = [  # sentence, phrases that stand for nobody where an act lacks a side
    ("A mine killed four Colombian soldiers.", ["A mine"]),
    ("Zandoria's spokesman accused Iran of spying.", ["Zandoria spokesman"]),
    ("Norway summoned the Danish ambassador over the cable.", []),
]
DATED_BY = [  # sentence, the words, what they mean, the rule or nothing
    ("Chad attacked Niger on Monday near the lake.", "Monday", "2024-05-20", "relative.weekday_named"),
    ("Chad attacked Niger on 3 April 2021 near the lake.", "3 April 2021", "2021-04-03", "days.calendar_day"),
    ("Chad shelled two towns in Niger last week.", "last week", "2024-05-13 to 2024-05-19", "relative.span"),
    ("Chad attacked two towns in Niger with rockets.", "attacked", "2024-05-22", None),
    ("Chad will attack two towns in Niger with rockets.", "attack", "no date", None),
]
GUESSED_BY = [  # text, who is taken for the side that the last sentence leaves unsaid, and the side
    ("Iran accused Iraq of spying. Iraq denied any involvement.", Guess.ACCUSER, "IRN"),
    ("Iran attacked Israel. Israel voiced concern.", Guess.AGGRESSOR, "IRN"),
    ("Iran attacked Israel. Israel vowed to respond.", Guess.STRIKER, "IRN"),
    ("France and Iran met on Monday. Paris denounced the accusations.", Guess.NAMED, "IRN"),
    ("Uganda accused Rwanda of shelling a village.", Guess.ACCUSER_HIT, "UGA"),
    ("Chad fired on a boat as Niger watched.", Guess.NEAREST, "NER"),
]
LEFT_OUT = [  # a stretch of an article, why it is not read, and the list, pattern or table that says so
    ("LAGOS (Example Wire) - ", Reason.DATELINE, None),
    ("Chad accused Mali of spying on its envoys.", None, None),
    ("The weather in the valley was fine all day.", Reason.NO_NAME, "states.tsv"),
    ("A dog barked at the moon over Iran all night.", Reason.NO_TRIGGER, "predicates.tsv"),
    ("The old dog slept by the river until noon.", Reason.NEITHER, "predicates.tsv"),
    ("Sign up for our newsletter to get the best of our journalism.", Reason.FURNITURE, "patterns.tsv"),
    ("Home News Sport", Reason.FURNITURE, "words.tsv"),
    ("The old dog slept by the river until noon.", Reason.COPY, None),
    ("Your support matters to us: please make a contribution today.", Reason.APPEAL, "patterns.tsv"),
]
UNREAL_BY = [  # sentence, status, list of words by which
    ("Kenya did not recall its envoy from Somalia.", "negated", "negations"),
    ("Chile may impose tariffs on Argentina.", "hypothetical", "maybe_auxiliaries"),
]


@cache
def lenient() -> Extractor:
    """Tells what is less sure, too, as a side that is left unsaid may be."""
    return Extractor(min_confidence=0.4)


@cache
def explained(sentence: str) -> tuple[Step, ...]:
    return tuple(extractor().explain(sentence))


def line_of(place: str) -> str:
    file, _, number = place.partition(":")
    return (ROOT / file).read_text("utf-8").splitlines()[int(number) - 1]


@pytest.mark.parametrize(("sentence", "rows"), [(sentence, rows) for sentence, *rows in READ_BY])
def test_every_row_behind_an_event_is_named_with_its_line(sentence: str, rows: list[str]) -> None:
    steps = explained(sentence)
    assert any(step.event for step in steps), "nothing is told"
    for row in rows:
        (places,) = {step.places for step in steps if step.row == row and step.stage is not Stage.EVENT} or {()}
        assert places, f"{row} is in no step"
        assert line_of(places[0]).split("\t")[0] == row


@pytest.mark.parametrize(("sentence", "why", "where"), LOST_BY)
def test_what_is_lost_says_why_and_where(sentence: str, why: Reason, where: str | None) -> None:
    dropped = [step for step in explained(sentence) if step.dropped is why]
    assert dropped
    if where is not None:
        assert any(where in {step.row, *step.places} for step in dropped)


@pytest.mark.parametrize(("sentence", "status", "words"), UNREAL_BY)
def test_the_word_that_makes_an_act_unreal_is_named(sentence: str, status: str, words: str) -> None:
    (mood,) = (step for step in explained(sentence) if step.stage is Stage.MOOD)
    assert (mood.text, mood.row, mood.places) == (status, words, (list_place(words),))
    assert line_of(mood.places[0]).startswith(f"{words}\t")


@pytest.mark.parametrize(("sentence", "why", "row"), MISFITS_OF)
def test_the_condition_that_does_not_hold_is_named(sentence: str, why: Reason, row: str) -> None:
    assert why in MISFITS
    (step,) = (step for step in explained(sentence) if step.row == row and step.stage is Stage.SENSE)
    assert step.dropped is why
    if why in MISFITS - {
        Reason.OTHER_WORDS,
        Reason.NO_WILL,
        Reason.NOT_ARMED,
        Reason.NAMING,
        Reason.MONTH,
        Reason.UNSPOKEN,
    }:
        asked = line_of(step.places[0]).split("\t")[3]
        assert step.text.endswith(f" of {asked}")


@pytest.mark.parametrize(
    ("sentence", "row", "objects"),
    [
        ("Peru sent blankets and medicine to Bolivia.", "v:send:aid", "blankets (@aid), medicine (@aid)"),
        ("Malta sent a drone to Tunisia.", "v:send:drone", "drone"),
        ("Chad closed its borders with Niger.", "v:close:border", "borders (border)"),
    ],
)
def test_a_chosen_row_says_which_of_its_objects_is_there(sentence: str, row: str, objects: str) -> None:
    (step,) = (step for step in explained(sentence) if step.row == row and step.stage is Stage.SENSE)
    assert step.dropped is None
    assert step.text.endswith(f" of {objects}")


def test_every_guess_has_its_function_and_its_weight() -> None:
    for guess in Guess:
        function, weight = guess_places(guess)
        assert re.match(r"\s*(?:@\w+|def )", line_of(function)), guess
        assert line_of(weight).split("\t")[2] == "certainty"


@pytest.mark.parametrize(("sentence", "unknown"), UNKNOWN)
def test_words_that_no_table_has_are_told(sentence: str, unknown: list[str]) -> None:
    assert [step.words for step in explained(sentence) if step.dropped is Reason.NO_ROW] == unknown


@pytest.mark.parametrize(("sentence", "phrases"), NOBODY)
def test_who_stands_for_nobody_where_a_side_is_lacking(sentence: str, phrases: list[str]) -> None:
    assert [step.words for step in explained(sentence) if step.dropped is Reason.NOBODY] == phrases


@pytest.mark.parametrize(("sentence", "words", "days", "rule"), DATED_BY)
def test_the_day_says_by_what_it_was_found(sentence: str, words: str, days: str, rule: str | None) -> None:
    (step,) = (step for step in extractor().explain(sentence, date(2024, 5, 22)) if step.stage is Stage.TIME)
    assert (step.words, step.text.partition(":")[0], step.row) == (words, days, rule)
    assert [line_of(place).split("(")[0] for place in step.places] == ([f"def {rule.split('.')[1]}"] if rule else [])


def test_a_headline_is_dated_by_the_text_and_says_so() -> None:
    text = "Chad attacks Niger\n\nThe army of Chad attacked two towns in Niger on Monday, a spokesman in Niamey said."
    steps = extractor().explain_article(replace(article(text), published=date(2024, 5, 22)))
    assert [step.text.endswith("as another sentence has it") for step in steps if step.stage is Stage.TIME][:2] == [
        True,
        False,
    ]


@pytest.mark.parametrize(("text", "guess", "side"), GUESSED_BY)
def test_a_side_left_unsaid_says_by_what_it_was_filled_in(text: str, guess: Guess, side: str) -> None:
    steps_of = lenient().explain(text)
    steps = [step for step in steps_of if step.stage is Stage.SIDES and str(guess) in step.text]
    assert steps
    assert side in steps[-1].text
    function, weight = steps[-1].places
    assert line_of(function).lstrip().startswith("def ")
    assert "/weights.tsv:" in weight
    told = [step for step in steps_of if step.event and step.act == steps[-1].act]
    assert told
    lines = [step for step in steps_of if step.stage is Stage.SIDES and step.act == steps[-1].act]
    assert not [step for step in lines if step.dropped], "what is told is called dropped"


def test_what_is_not_parsed_says_why_and_by_what() -> None:
    body = "".join(text if text.endswith(" ") else f"{text}\n\n" for text, *_ in LEFT_OUT)
    steps = [step for step in extractor().explain_article(article(body)) if step.stage is Stage.SENTENCE]
    assert [step.dropped for step in steps] == [why for _, why, _ in LEFT_OUT]
    for step, (text, _, where) in zip(steps, LEFT_OUT, strict=True):
        assert step.words == text.strip()
        assert bool(step.places) == bool(where)
        assert where is None or any(where in place for place in step.places)
        if step.row:
            assert line_of(step.places[0]).startswith(f"{step.row}\t")


def test_the_second_look_tells_only_what_is_new() -> None:
    within = Extractor(domestic=True)
    steps = within.explain("Kenyan police imposed a curfew in Nairobi. Kenya thanked Uganda on Monday.")
    assert len(steps) == len(set(steps))
    events = [step.text.split(",")[0] for step in steps if step.event]
    assert events == ["KEN/government COERCE restrict KEN/people", "KEN SUPPORT UGA"]
    assert [step.row for step in steps if step.stage is Stage.SENSE and not step.dropped] == [
        "v:impose:blockade",
        "v:thank",
    ]


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        ("The minister of Fiji was glad when Fiji had recalled its envoy.", ["v:recall:own envoy"]),
        ("Ottawa was livid with Riyadh over the talks.", ["n:talk"]),
        (
            "Peru and Bolivia have signed the accord that was agreed in March.",
            ["v:sign:treaty", "n:accord", "v:agree:treaty"],
        ),
    ],
)
def test_the_table_shows_no_row_whose_words_are_not_there(sentence: str, rows: list[str]) -> None:
    shown = [step.row for step in _short(explained(sentence)) if step.stage is Stage.SENSE and step.row]
    assert shown == rows


def test_thirty_sentences_and_more_name_what_is_to_be_edited() -> None:
    tables = (READ_BY, LOST_BY, MISFITS_OF, UNKNOWN, NOBODY, UNREAL_BY)
    assert len({row[0] for table in tables for row in table}) > 40


def test_only_what_is_told_is_an_event() -> None:
    for sentence, *_ in LOST_BY[:8]:
        steps = [step for step in explained(sentence) if step.stage is Stage.EVENT and not step.dropped]
        told = [report for trace in extractor().trace(article(sentence)).sentences for report in trace.reports]
        assert [step.event for step in steps] == [report.event_id for report in told]


def test_an_event_of_an_article_is_explained_alone() -> None:
    whole = article("Norway summoned the Danish ambassador. Peru sent blankets to Bolivia. Chile praised Peru.")
    (extraction,) = extractor().extract([whole])
    aid = next(report for report in extraction.reports if report.type == "AID")
    for begun in (aid.event_id[:8], aid.id[:8]):
        steps = extractor().explain_article(whole, begun)
        assert {step.event for step in steps if step.event} == {aid.event_id}
        assert {step.row for step in steps if step.stage is Stage.SENSE and not step.dropped} == {"v:send:aid"}
        assert [step.words for step in steps if step.stage is Stage.SENTENCE] == ["Peru sent blankets to Bolivia."]
    assert extractor().explain_article(whole, "nothing") == []
    sentences = [step for step in extractor().explain_article(whole) if step.stage is Stage.SENTENCE]
    assert len(sentences) == 3


def test_of_two_tellings_the_lesser_is_dropped_with_its_reason() -> None:
    traces = extractor().trace(article("Fiji and Samoa signed a pact, and Samoa and Fiji signed the treaty.")).sentences
    dropped = [pair.dropped for trace in traces for pair in trace.pairs if pair.dropped]
    assert dropped == [Reason.OTHER_READING]


def test_another_language_is_not_explained_as_if_it_were_read() -> None:
    text = (
        "Der Minister hat den Botschafter der Schweiz einbestellt und die Vorwürfe mit Nachdruck zurückgewiesen. " * 3
    )
    (step,) = extractor().explain(text)
    assert step.dropped is Reason.LANGUAGE


def test_actors_stand_in_their_tables(tmp_path: Path) -> None:
    fiji = Actor(id="FJI", label="Fiji", kind=ActorKind.STATE, stands_for="FJI")
    envoy = Actor(id="FJI:GOV:ENVOY", label="x", kind=ActorKind.PERSON, stands_for="FJI", role="former ambassador")
    table, source = actor_places(fiji)
    assert line_of(table).startswith("FJI\tFiji\t")
    assert line_of(source).startswith("FJI\tstate\t")
    role, *rest = actor_places(envoy)
    assert line_of(role).startswith("ambassador\t")
    assert rest == [table, source]
    assert table in name_places("Suva")
    own = tmp_path / "own.tsv"
    own.write_text("id\tlabel\nFJI\tViti\n", "utf-8")
    assert actor_places(fiji, own) == (f"{own}:2",)


def test_a_rule_of_old_still_leads_somewhere() -> None:
    assert len(rule_places("v:give")) > 1


def article(text: str) -> Article:
    return Article(id="a", name="a", text=text)


@pytest.mark.parametrize("why", sorted(NOT_PARSED - {Reason.BROKEN}))
def test_whatever_was_found_in_a_sentence_that_is_not_parsed_is_told(why: Reason) -> None:
    left = LeftOut(part="text", start=0, text="The council met.", why=why, found=("council",))
    assert "council" in unparsed(left).text
