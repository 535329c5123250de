"""Single sentences: marks, sides of the main event, the classifier's weights, and lines in and out."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import numpy as np
import pytest

from kg.base.errors import ModelError
from kg.coding import Coding, PairCoder, classifier
from kg.coding import coder as sentence_coder
from kg.coding.classifier import STATEMENT, load_classifier
from kg.coding.features import features
from kg.coding.json_lines import code_pairs, code_sentences
from kg.coding.main_event import main_event
from kg.coding.marked import unmark
from kg.coding.pairs import cameo_quad, pair_label
from kg.extraction import Extractor
from kg.extraction.syntax.tree import Tree
from kg.lexicon import load_predicates
from ontology import EventType
from tests.parses import tree

REFUSED = """
    Chad NNP nsubj 2
    refused VBD ROOT 0
    to TO aux 4
    meet VB xcomp 2
    Mali NNP dobj 4
"""
ATTACK = """
    Gunmen NNS nsubj 2
    launched VBD ROOT 0
    an DT det 4
    attack NN dobj 2
    on IN prep 4
    a DT det 7
    village NN pobj 5
    on IN prep 2
    Monday NNP pobj 8
"""
PASSIVE = """
    Two CD nummod 2
    nurses NNS nsubjpass 4
    were VBD auxpass 4
    freed VBN ROOT 0
    by IN agent 4
    a DT det 7
    court NN pobj 5
"""
SAID = """
    Ghana NNP nsubj 2
    said VBD ROOT 0
    it PRP nsubj 5
    would MD aux 5
    help VB ccomp 2
    Togo NNP dobj 5
"""


def words(parsed: Tree, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [parsed.text[start:end] for start, end in spans]


def test_marks_are_taken_out() -> None:
    found = unmark("On Monday <s>Egypt</s> thanked <t>Qatar</t> and <s>its</s> ally.")
    assert found.text == "On Monday Egypt thanked Qatar and its ally."
    assert words_of(found.text, found.sources) == ["Egypt", "its"]
    assert words_of(found.text, found.targets) == ["Qatar"]
    assert found.problem is None


def words_of(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("marked", "problem"),
    [
        ("Egypt thanked Qatar.", "no source is marked; no target is marked"),
        ("<s>Egypt thanked <t>Qatar</t>.", "<s> is never closed; no source is marked"),
        ("<s>Egypt</s> thanked Qatar</t>.", "</t> closes nothing; no target is marked"),
        ("<s></s>Egypt thanked <t>Qatar</t>.", "no source is marked"),
        ("<s>Egypt's <t>ally</t></s> left.", "source and target overlap"),
        ("<s>Egypt <s>and</s> thanked <t>Qatar</t>.", "<s> opens twice"),
        ("", "no source is marked; no target is marked"),
    ],
)
def test_broken_marks_are_told_and_taken_out(marked: str, problem: str) -> None:
    found = unmark(marked)
    assert found.problem == problem
    assert not set("<>") & set(found.text)


@pytest.mark.parametrize(
    ("table", "sources", "targets"),
    [
        (REFUSED, ["Chad"], ["Mali"]),
        (ATTACK, ["Gunmen"], ["a village"]),
        (PASSIVE, ["a court"], ["Two nurses"]),
        (SAID, ["Ghana"], ["Togo"]),
        ("Snow NN ROOT 0", [], []),
    ],
)
def test_main_event(table: str, sources: list[str], targets: list[str]) -> None:
    parsed = tree(table)
    event = main_event(parsed, load_predicates())
    assert words(parsed, event.sources) == sources
    assert words(parsed, event.targets) == targets


def test_no_words_no_event() -> None:
    event = main_event(Tree("", [], []), load_predicates())
    assert (event.sources, event.targets, event.predicate) == ((), (), None)


def test_names_are_no_features() -> None:
    parsed = tree(REFUSED)
    found = features(parsed, [(0, 4)], [(len("Chad refused to meet "), len(parsed.text))], load_predicates())
    assert {"vc=refuse meet", "path=meet", "order=ST", "b:refuse"} <= set(found)
    assert found == sorted(set(found))
    assert not [name for name in found if "chad" in name.lower() or "mali" in name.lower()]


def test_features_of_a_side_that_is_missing() -> None:
    assert "order=ST" not in features(tree(REFUSED), [], [(0, 4)], load_predicates())
    assert features(Tree("", [], []), [], [], load_predicates()) == []


def weights(stream: io.BytesIO) -> None:
    classifier.write(
        stream, ["ACCUSE", "AID"], ["b:blame", "b:feed"], np.array([[4.0, -4.0], [-2.0, 2.0]]), np.array([0.5, 0.0])
    )


def test_weights_are_the_same_bytes_and_read_back() -> None:
    first, second = io.BytesIO(), io.BytesIO()
    weights(first)
    weights(second)
    assert first.getvalue() == second.getvalue()
    first.seek(0)
    model = classifier.read(first)
    chances = model.probabilities(["b:feed", "never seen"])
    assert chances["AID"] > chances["ACCUSE"]
    assert sum(chances.values()) == pytest.approx(1.0)
    assert model.probabilities([])["ACCUSE"] > 0.6  # the bias alone


def test_weights_that_do_not_fit_are_refused() -> None:
    stream = io.BytesIO()
    classifier.write(stream, ["ACCUSE", "AID"], ["b:blame"], np.ones((2, 2)), np.zeros(2))
    stream.seek(0)
    with pytest.raises(ValueError, match="weights for 1 features"):
        classifier.read(stream)


def test_missing_weights_say_how_to_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classifier, "WEIGHTS", "none.npz")
    load_classifier.cache_clear()
    with pytest.raises(ModelError, match="--no-model"):
        load_classifier()
    load_classifier.cache_clear()


def test_shipped_labels_are_types() -> None:
    labels = load_classifier().labels
    types = {label.partition(".")[0] for label in labels} - {STATEMENT}
    assert types == {type_.value for type_ in EventType}
    assert STATEMENT in labels


@pytest.mark.parametrize(
    ("label", "quad"),
    [
        ("-", 0),
        ("REQUEST.02", 0),
        ("REJECT.01", 0),
        ("REQUEST.10", 3),
        ("REJECT", 3),
        ("SANCTION", 3),
        ("COERCE.16", 3),
        ("COERCE", 4),
        ("AID", 2),
        ("ASSAULT", 4),
    ],
)
def test_quad_classes_as_cameo_counts(label: str, quad: int) -> None:
    assert cameo_quad(label) == quad


@pytest.mark.parametrize(
    ("type_", "cameo", "rows", "label"),
    [
        ("AGREE", "030", ["v:reach:treaty"], "SUPPORT"),
        ("AGREE", "030", ["v:hammer out"], "SUPPORT"),
        ("AGREE", "030", ["m:hope", "v:reach:treaty"], "AGREE"),  # not finished yet
        ("AGREE", "030", ["v:near:treaty"], "AGREE"),
        ("CONSULT", "042", ["v:conclude:visit"], "CONSULT"),
        ("SANCTION", "163", ["v:impose:sanctions"], "COERCE.16"),
        ("SANCTION", "161", ["v:expel:envoy"], "SANCTION"),
        ("REQUEST", "105", ["v:demand"], "REQUEST.10"),
        ("REQUEST", "020", ["v:urge"], "REQUEST.02"),
    ],
)
def test_the_classes_of_pairs_are_those_of_plover(type_: str, cameo: str, rows: list[str], label: str) -> None:
    assert pair_label(EventType(type_), cameo, rows) == label


@pytest.fixture(scope="module")
def coder() -> PairCoder:
    return sentence_coder(Extractor())


@pytest.mark.model
@pytest.mark.parametrize(
    ("marked", "plover"),
    [
        ("<s>Police</s> rounded up <t>three bloggers</t> near the harbour.", "COERCE"),
        ("<t>Three bloggers</t> were let go by <s>a court in Lima</s>.", "RETREAT"),
        ("<s>The governor</s> will not lift the ban on <t>the newspaper</t>.", "REJECT"),
        ("<s>Nurses</s> marched against the plans of <t>the health ministry</t>.", "PROTEST"),
        ("<s>Zambia</s> has promised to send maize to <t>Malawi</t>.", "AGREE"),
        ("<s>Uruguay</s> gave shelter to <t>forty families</t>.", "AID"),
    ],
)
def test_sides_that_are_no_countries(coder: PairCoder, marked: str, plover: str) -> None:
    (coding,) = coder.code([marked])
    assert coding.type == plover
    assert 0 < coding.confidence <= 1


@pytest.mark.model
@pytest.mark.parametrize("text", ["", "   ", "word " * 1200, "<s></s><t></t>", "1 2 3 4", "\u4e2d\u6587"])
def test_anything_is_answered(coder: PairCoder, text: str) -> None:
    (coding,) = coder.code([text])
    assert isinstance(coding, Coding)
    assert coding.problem


@pytest.mark.model
def test_no_classifier_no_guess_dressed_up() -> None:
    (coding,) = sentence_coder(Extractor(), classifier=False).code(["<s>Fog</s> <t>Frost</t>"])
    assert (coding.basis, coding.confidence) == ("guess", 0.0)


@pytest.mark.model
def test_lines_in_lines_out(coder: PairCoder) -> None:
    told: list[tuple[str, str]] = []

    def problem(place: str, what: str) -> None:
        told.append((place, what))

    good = json.dumps({"id": "a", "marked": "<s>Peru</s> thanked <t>Cuba</t>."})
    lines = [good, "", "{broken", "[]", '{"id": "b"}', '{"id": "c", "marked": "<s>Peru</s> thanked Cuba."}']
    found = list(code_pairs(lines, coder, problem))
    assert [line["id"] for line in found] == ["a", 3, 4, "b", "c"]
    assert all(set(line) == {"id", "plover", "quad", "confidence"} for line in found)
    assert found[0]["plover"] == found[4]["plover"] == "SUPPORT"
    assert [place for place, what in told if "JSON" in what or "sentence" in what] == ["line 3", "line 4", "b"]
    assert ("c", "no target is marked") in told


@pytest.mark.model
def test_sentences_without_marks(coder: PairCoder) -> None:
    def silent(_place: str, _what: str) -> None:
        pytest.fail("nothing is wrong here")

    text = "A court in Lima freed two nurses on Friday, officials said."
    (line,) = code_sentences([json.dumps({"id": 7, "text": text})], coder, silent)
    assert line["sources"] == ["A court in Lima"]
    assert line["targets"] == ["two nurses"]
    assert (line["plover"], line["quad"], line["cameo_quad"]) == ("RETREAT", 2, 2)


@pytest.mark.model
def test_order_is_kept_over_many(coder: PairCoder) -> None:
    def many() -> Iterator[str]:
        for number in range(600):
            yield "<s>Peru</s> thanked <t>Cuba</t>." if number % 2 else "<s>Peru</s> bombed <t>Cuba</t>."

    assert [c.type.value for c in coder.code(many())] == ["ASSAULT", "SUPPORT"] * 300
