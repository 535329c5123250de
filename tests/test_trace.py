"""What ``kg explain`` says: for every sentence, right or wrong, the row to edit is named with its file and line."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from kg.extraction import Extractor, Reason, Stage, Step
from kg.lexicon import rule_places
from kg.lexicon.actor_places import actor_places, name_places
from kg.lexicon.rule_places import list_place
from kg.model import Actor, Article
from ontology import ActorKind

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
    ("Egypt hoped to hold talks with Sudan.", "m:hope", "s:agree", "v:hold:talks"),
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
    ("Morocco stonewalled Algeria over the delay.", Reason.NO_ROW, "ontology/lexicon/predicates.tsv"),
    ("A mine killed four Colombian soldiers.", Reason.NO_SOURCE, None),
    ("Germany frowned at France after talks.", Reason.NO_SIDES, None),
    ("Spain won against Germany in the final.", Reason.NO_OBJECT, "v:win:match"),
    ("Georgia, a singer from Atlanta, met fans.", Reason.NO_EVENT, "v:meet:reporter"),
    ("The minister resigned after a quarrel.", Reason.NEITHER, None),
    ("Jordan hosted peace talks between Israel and Palestinians.", Reason.COMPOUND, "n:peace"),
    ("Japan and Canada signed a fisheries treaty in Tokyo.", Reason.FRAMED, "n:treaty"),
    ("Georgia, a singer from Atlanta, met fans.", Reason.NO_ACTOR, None),
]
UNREAL_BY = [  # sentence, status, list of words by which
    ("Kenya did not recall its envoy from Somalia.", "negated", "negations"),
    ("Chile may impose tariffs on Argentina.", "hypothetical", "maybe_auxiliaries"),
]


@cache
def reader() -> Extractor:
    return Extractor()


@cache
def explained(sentence: str) -> tuple[Step, ...]:
    return tuple(reader().explain(sentence))


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


def test_only_what_is_told_is_an_event() -> None:
    for sentence, *_ in LOST_BY[:8]:
        steps = [step for step in explained(sentence) if step.stage is Stage.EVENT and not step.dropped]
        told = [report for trace in reader().trace(article(sentence)).sentences for report in trace.reports]
        assert [step.event for step in steps] == [report.event_id for report in told]


def test_an_event_of_an_article_is_explained_alone() -> None:
    whole = article("Norway summoned the Danish ambassador. Peru sent blankets to Bolivia. Chile praised Peru.")
    (extraction,) = reader().extract([whole])
    aid = next(report for report in extraction.reports if report.type == "AID")
    for begun in (aid.event_id[:8], aid.id[:8]):
        steps = reader().explain_article(whole, begun)
        assert {step.event for step in steps if step.event} == {aid.event_id}
        assert {step.row for step in steps if step.stage is Stage.SENSE and not step.dropped} == {"v:send:aid"}
        assert [step.words for step in steps if step.stage is Stage.SENTENCE] == ["Peru sent blankets to Bolivia."]
    assert reader().explain_article(whole, "nothing") == []
    sentences = [step for step in reader().explain_article(whole) if step.stage is Stage.SENTENCE]
    assert len(sentences) == 3


def test_of_two_tellings_the_lesser_is_dropped_with_its_reason() -> None:
    traces = reader().trace(article("Fiji and Samoa signed a pact, and Samoa and Fiji signed the treaty.")).sentences
    dropped = [pair.dropped for trace in traces for pair in trace.pairs if pair.dropped]
    assert dropped == [Reason.OTHER_READING]


def test_another_language_is_not_explained_as_if_it_were_read() -> None:
    text = (
        "Der Minister hat den Botschafter der Schweiz einbestellt und die Vorwürfe mit Nachdruck zurückgewiesen. " * 3
    )
    (step,) = reader().explain(text)
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
