"""English words and weights of the reading core stand in tables, and every table is read whole or not at all."""

from __future__ import annotations

import importlib.util
import re
from functools import cache
from pathlib import Path

import pytest

from kg.base.dates import MONTHS
from kg.base.errors import LexiconError
from kg.extraction.time.calendar_arithmetic import PARTS, SEASONS, Unit
from kg.extraction.time.patterns import PARTS_OF_DAY, UNIT_WORDS, WEEKDAYS
from kg.lexicon import words
from kg.lexicon.asked_for import asked_for
from kg.lexicon.checked import table
from kg.lexicon.weights import weights
from kg.model import Status
from tests.english import Listed, fractions, lists, modules

ROOT = Path(__file__).parent.parent
MESSAGES = ROOT / "kg" / "extraction" / "reasons.py"  # sentences that kg explain says to people
CORE = [path for path in modules(ROOT / "kg" / "extraction", ROOT / "kg" / "coding") if path != MESSAGES]

LABELS = frozenset(
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass dative "
    "dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss preconj "
    "predet prep prt punct quantmod relcl xcomp".split()
)
"""Dependencies of the parser's English models; its tags are in capitals and no words."""

SLOTS = frozenset({"obj", "subj", "comp"})
REFERENCES = frozenset("name adjective seat place role person owner pronoun pair memory implicit city".split())
"""How a phrase refers to an actor: names in code."""

CALENDAR = (
    frozenset(MONTHS)
    | frozenset(WEEKDAYS)
    | frozenset(SEASONS)
    | frozenset(UNIT_WORDS | PARTS_OF_DAY | {unit.value for unit in Unit})
    | frozenset(word for part in PARTS for word in part.split())
    | frozenset(
        "tues wednes thurs satur sun day nes rs ur centur ies st nd rd th weekend overnight midday noon".split()
    )
    | frozenset("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split())
    | frozenset("sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety".split())
    | frozenset("zero hundred dozen couple first second third fourth fifteenth sixteenth seventeenth".split())
    | frozenset("eighteenth nineteenth twentieth twenty-first twenties thirties forties fifties sixties".split())
    | frozenset("seventies eighties nineties gmt utc cet bst".split())
)
"""Months, weekdays, seasons, units, parts of a day and of a span, numbers, zones."""

POINTING = frozenset(
    "last next this that past coming upcoming previous following preceding current recent same very future earlier "
    "later ago before after since until till by from through thru to prior hence now within in at on of the a an and "
    "yesterday today tomorrow tonight recently lately time times then anniversary few several some single other every "
    "each once twice per daily weekly monthly yearly nightly only est".split()
)
"""In ``kg/extraction/time``: what points at a date, bounds it or repeats it, which the arithmetic treats one by one."""

EXCEPTIONS = {
    ("kg/coding/json_lines.py", "marked text sentence"): "keys of JSON",
    ("kg/coding/json_lines.py", "id plover quad confidence"): "keys of JSON",
    ("kg/coding/json_lines.py", "id sources targets spans plover quad confidence"): "keys of JSON",
    ("kg/coding/pairs.py", "both turned source target none"): "names of how far an act fits the two sides",
    ("kg/extraction/cleaning/paragraphs.py", "Zs Zl Zp"): "categories of Unicode",
    (
        "kg/extraction/explanation/acts_told.py",
        "unsure pretending false staging doubters scant unreal showing",
    ): "names of lists in words.tsv",
    (
        "kg/extraction/explanation/step.py",
        "sentence parse actor sense speech code mood sides time event",
    ): "stages of the work, as kg explain calls them",
    ("kg/extraction/time/scan.py", "date habitual deictic attributive"): "kinds of expressions",
    ("kg/extraction/entities/resolver.py", "id label country kind sector wikidata text span confidence how"): "JSON",
    ("kg/extraction/judging/judge.py", "format bias weights"): "keys of JSON",
    ("kg/extraction/entities/resolver.py", "codes predecessors successors note"): "keys of JSON",
    ("kg/extraction/segmentation/headlines.py", "es ed ing"): "endings, no words",
    (
        "kg/extraction/syntax/lemmas.py",
        "dg rg ng at ir iz as os ag eg ic lud sum bl gl tl dl kl pl",
    ): "endings, no words",
    ("kg/extraction/syntax/lemmas.py", "sses shes ches xes zes oes"): "endings, no words",
    ("kg/extraction/syntax/lemmas.py", "ss us is"): "endings, no words",
    ("kg/extraction/syntax/lemmas.py", "ied ed ing"): "endings, no words",
    ("kg/extraction/time/relative.py", "bef yes nig tom aft"): "names of groups of a pattern",
}
NO_WEIGHTS = {
    ("kg/coding/classifier.py", 0.5): "a square root",
    ("kg/coding/classifier.py", 1e-9): "keeps a division from zero",
    ("kg/extraction/judging/judge.py", 0.5): "more likely right than wrong, by definition",
    ("kg/extraction/syntax/neighbours.py", 1e-8): "keeps a root from zero, as in the layers that it stands for",
}


@cache
def found_in(path: Path) -> list[Listed]:
    exempt = LABELS | SLOTS | REFERENCES | CALENDAR | frozenset(status.value for status in Status)
    inside_time = path.parent.name == "time"
    return lists(path.read_text("utf-8"), exempt | POINTING if inside_time else exempt)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_list_of_english_words_stands_in_code() -> None:
    stray = [
        f"{name(path)}:{line}: {form}: {' '.join(found)}"
        for path in CORE
        for line, form, found in found_in(path)
        if (name(path), " ".join(found)) not in EXCEPTIONS
    ]
    assert not stray, "move these into ontology/lexicon/words.tsv or patterns.tsv (docs/lexicon.md):\n" + "\n".join(
        stray
    )


def test_every_exception_is_still_one() -> None:
    found = {(name(path), " ".join(listed.words)) for path in CORE for listed in found_in(path)}
    assert set(EXCEPTIONS) <= found


@pytest.mark.parametrize(
    "code",
    [
        'X = {"rebel", "militant", "insurgent"}',
        'X = ("rebel", "militant", "insurgent")',
        'X = frozenset("rebel militant insurgent".split())',
        'X = {"rebel": 1, "militant": 2, "insurgent": 3}',
        'X = word_set("rebel militant insurgent")',
        'X = "rebel militant insurgent"\nY = X.split()',
        'def f(w):\n    return w == "rebel" or w == "militant" or "insurgent" == w',
        'def f(w):\n    match w:\n        case "rebel" | "militant" | "insurgent":\n            return 1',
        'X = re.compile(r"\\b(?:rebels?|militants?|insurgents?)\\b")',
        'X = re.compile(rf"{A}(?:rebels?|militants?){B}|insurgents?")',
        'def f(w):\n    return w.startswith(("rebel", "militant", "insurgent"))',
        "X = dict(rebel=1, militant=2, insurgent=3)",
        'X = dict(a="rebel", b="militant", c="insurgent")',
        'X = {1: "rebel", 2: "militant", 3: "insurgent"}',
        'X = [("rebel", 1), ("militant", 2), ("insurgent", 3)]',
        'X = "rebel,militant,insurgent".split(",")',
        'X = """rebel\nmilitant\ninsurgent""".splitlines()',
        'class X(StrEnum):\n    A = "rebel"\n    B = "militant"\n    C = "insurgent"',
        'def f(w):\n if w == "rebel":\n  w = 1\n if w == "militant":\n  w = 2\n if "insurgent" == w:\n  w = 3',
        'match w:\n case "rebel":\n  w = 1\n case "militant":\n  w = 2\n case "insurgent":\n  w = 3',
        'def f(w, known=["rebel", "militant", "insurgent"]):\n    return w in known',
    ],
)
def test_a_list_is_seen_in_any_form(code: str) -> None:
    assert [listed.words for listed in lists(code, frozenset())] in (
        [("rebel", "militant", "insurgent")],
        [("rebels", "militants", "insurgents")],
    )


@pytest.mark.parametrize(
    "code",
    [
        '"""Rebels, militants or insurgents: a docstring."""',
        'X = {"NN", "NNS", "NNP"}',
        'X = {"dobj", "pobj", "attr"}',
        'X = words("rebels") | {"rebel", "militant"}',
        'X = f"{a} or {b}: rebels, militants and insurgents"',
        'WHY = "another reading of the same is surer"',
        'raise LexiconError("no rebels and no militants and no insurgents")',
        'Kind = Literal["rebel", "militant", "insurgent"]',
    ],
)
def test_labels_prose_and_a_word_or_two_are_none(code: str) -> None:
    assert lists(code, LABELS) == []


def test_a_weight_is_seen_in_either_form() -> None:
    assert list(fractions("X = 0.73")) == list(fractions("X = 73 / 100")) == [(1, 0.73)]
    assert list(fractions("X = 2.0 + 4 / 2 + N / 2")) == []


def test_no_weight_stands_in_code() -> None:
    stray = [
        f"{name(path)}:{line}: {value}"
        for path in CORE
        for line, value in fractions(path.read_text("utf-8"))
        if (name(path), value) not in NO_WEIGHTS
    ]
    assert not stray, "give these a name in ontology/lexicon/weights.tsv:\n" + "\n".join(stray)


def test_what_tables_hold_is_asked_for_and_nothing_else() -> None:
    asked: dict[str, set[str]] = {}
    for table_of, wanted, _ in asked_for():
        asked.setdefault(table_of, set()).add(wanted)
    inside = {
        inner for told in words.pattern_lists().values() for text in told for inner in re.findall("<([a-z_]+)>", text)
    }
    assert asked["words.tsv"] | inside - {"same", "ann"} == set(words.word_lists())
    assert asked["patterns.tsv"] == set(words.pattern_lists())
    assert asked["weights.tsv"] == set(weights())


def test_each_pattern_fits_its_example_and_no_other_of_its_kind_does_so_first() -> None:
    for row in table("patterns.tsv"):
        pattern = re.compile(_expanded(row["pattern"]), re.IGNORECASE)
        assert pattern.search(row["example"]), f"{row.place}: {row['example']!r}"


def _expanded(pattern: str) -> str:
    return re.sub(r"(?<!\(\?P)<([a-z_]+)>", lambda inner: words.alternation(inner[1]), pattern)


def test_the_page_of_what_pins_the_tables_has_each_of_their_rows() -> None:
    spec = importlib.util.spec_from_file_location("mutation", ROOT / "benchmarks" / "mutation.py")
    assert spec is not None
    assert spec.loader is not None
    mutation = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(mutation)
    rows = mutation.written()
    everything = {(each.table, each.name.replace("|", r"\|")) for each in mutation.mutations()}
    again = "python benchmarks/mutation.py NAME ... --write, with the names of these rows"
    assert rows.keys() == everything, again
    assert not {mutation.NONE, mutation.NOT_RUN} & set(rows.values()), again


def test_a_list_that_is_missing_is_named() -> None:
    with pytest.raises(LexiconError, match=r"words\.tsv: no row is called mobs, which the rules need"):
        words.words("mobs")
