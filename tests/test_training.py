"""The classifier's training sentences: well formed, varied, balanced enough, and always the same."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections import Counter
from importlib.resources import files
from pathlib import Path
from types import ModuleType

import pytest

from kg.coding.classifier import STATEMENT, WEIGHTS
from kg.coding.marked import unmark
from ontology import EventType

ROOT = Path(__file__).parent.parent
SHIPPED = 5_000_000


@pytest.fixture(scope="module")
def training() -> ModuleType:
    path = ROOT / "scripts" / "training_sentences.py"
    if not path.is_file():
        pytest.skip("scripts/ is no part of the wheel")
    spec = importlib.util.spec_from_file_location("training_sentences", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["training_sentences"] = module
    spec.loader.exec_module(module)
    return module


def test_every_sentence_has_both_sides_and_a_known_label(training: ModuleType) -> None:
    known = {type_.value for type_ in EventType} | {STATEMENT}
    for example in [*training.from_patterns(), *training.from_phrases(), *training.from_sentences()]:
        assert unmark(example.marked).problem is None, example
        assert example.label.partition(".")[0] in known, example
        assert not re.search(r"[{}\[\]|~]", example.marked), example


def test_sentences_are_many_different_and_the_same_each_time(training: ModuleType) -> None:
    first = [*training.from_patterns(), *training.from_phrases()]
    assert first == [*training.from_patterns(), *training.from_phrases()]
    assert len({example.marked for example in first}) == len(first) > 2500
    by_type = Counter(example.label.partition(".")[0] for example in first)
    assert min(by_type[type_.value] for type_ in EventType) >= 60


def test_whole_sentences_are_all_different_and_of_every_label(training: ModuleType) -> None:
    examples = [*training.from_sentences()]
    texts = [unmark(example.marked).text for example in examples]
    assert len({text.lower() for text in texts}) == len({example.group for example in examples}) == len(texts) > 1500
    assert all(12 <= len(text.split()) <= 50 and text[-1] in '."' for text in texts)
    by_label = Counter(example.label for example in examples)
    assert set(by_label) == {example.label for example in training.from_patterns()}
    assert min(count for label, count in by_label.items() if not label.endswith((".01", ".16"))) > 80


def test_every_alternative_is_used(training: ModuleType) -> None:
    text = " ".join(example.marked.lower() for example in training.from_patterns())
    for _, pattern in training.table("patterns.tsv"):
        choices = re.findall(r"\[([^\[\]]*)\]", pattern)
        for choice in max(choices, key=lambda c: c.count("|"), default="").split("|")[:12]:
            assert "{" in choice or choice.lower() in text, (choice, pattern)


def test_a_row_with_a_cell_too_many_is_told(
    training: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "odd.tsv").write_text("label\tpattern\nAID\t{s:gov} fed\t{t:civ}\n", "utf-8")
    monkeypatch.setattr(training, "TRAINING", tmp_path)
    with pytest.raises(ValueError, match="not 2 cells"):
        training.table("odd.tsv")


def test_the_weights_are_small() -> None:
    assert 0 < len(files("kg.coding").joinpath(WEIGHTS).read_bytes()) < SHIPPED
