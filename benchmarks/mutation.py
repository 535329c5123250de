"""Whether every word list, pattern and weight is pinned by a test: each is changed in turn, and a test must fail.

    python benchmarks/mutation.py [NAME ...] [--write] [--jobs 2]

The tests are those of the rules and the golden file (see TESTS). They run first on the tables as shipped, which must
pass and which leaves every parse in memory; then each mutation runs in a process of its own, forked from there, on the
same tests up to the first that fails. A list is emptied, a pattern left out, a weight halved. Exit code 1 when one is
pinned by nothing. ``--write`` puts the result into docs/mutation.md; rows that were not run again stay as they are.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import spacy
from spacy.language import Language

from kg.lexicon import checked, collectives, irregular, weights, words

ROOT = Path(__file__).parents[1]
CORE = [path for folder in ("extraction", "coding") for path in (ROOT / "kg" / folder).rglob("*.py")]
PAGE = ROOT / "docs" / "mutation.md"
TESTS = {
    "tests/test_who_to_whom.py": "",
    "tests/test_what_came_of_it.py": "",
    "tests/test_private_people.py": "",
    "tests/test_passives.py": "",
    "tests/test_beside_the_act.py": "",
    "tests/test_beside_others.py": "",
    "tests/test_who_joins.py": "",
    "tests/test_wrong_sides.py": "",
    "tests/test_rules.py": "events",
    "tests/test_words_at_work.py": "",
    "tests/test_weights.py": "weights.tsv",
    "tests/test_not_so.py": "syntax",
    "tests/test_told_before.py": "",
    "tests/test_headlines.py": "segmentation",
    "tests/test_timex.py": "time",
    "tests/test_when_told.py": "",
    "tests/test_sentences.py": "segmentation",
    "tests/test_intake.py": "cleaning",
    "tests/test_sample.py::test_every_event_is_as_in_the_golden_file": "",
    "tests/test_actors.py": "entities",
    "tests/test_who_is_meant.py": "both_sides",
    "tests/test_inside.py": "domestic",
    "tests/test_pairs.py": "coding",
    "tests/test_opinions.py": "",
    "tests/test_whose_words.py": "",
    "tests/test_no_act.py": "",
    "tests/test_left_unsaid.py": "",
    "tests/test_slips.py": "syntax",
    "tests/test_nobodys_doing.py": "",
    "tests/test_turns_of_phrase.py": "",
    "tests/test_may_or_might.py": "",
}
"""Test files, and what of the path of a module says that its lists are likely pinned there: those files come first."""

SHORT = "not monotony and not megabyte"
"""Not those that read a megabyte, nor those of properties: they ask for time and shape, not for words."""
NONE, NOT_RUN = "**none**", "not run"
KEPT = ("kg.base", "kg.lexicon", "kg.model")
"""Packages that read no list while they are imported; the others are imported anew in each process."""


class Mutation(NamedTuple):
    """One change of a table: its file, what is changed, and how."""

    table: str
    name: str
    apply: Callable[[], None]

    def tests(self) -> list[str]:
        """All tests, first those that are likely to tell."""
        asked = self.name.partition(":")[0]
        users = " ".join([self.table, *(str(path) for path in CORE if f'"{asked}"' in path.read_text("utf-8"))])
        return sorted(TESTS, key=lambda test: not (TESTS[test] and TESTS[test] in users))


class Result(NamedTuple):
    """What became of it: the test that failed, or none."""

    table: str
    name: str
    test: str | None


class Remembering:
    """A spaCy pipeline that parses each text once."""

    def __init__(self, pipeline: Language) -> None:
        """Take the pipeline."""
        self._pipeline = pipeline
        self._docs: dict[str, Any] = {}

    @property
    def pipe_names(self) -> list[str]:
        """What the pipeline is made of, and that it remembers: nobody takes the parser out to ask it move by move."""
        return [*self._pipeline.pipe_names, "memory"]

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the pipeline has
        return getattr(self._pipeline, name)

    def pipe(self, texts: Iterable[str], *, batch_size: int) -> Iterator[Any]:
        """Parse texts, in order."""
        told = list(texts)
        new = [text for text in dict.fromkeys(told) if text not in self._docs]
        self._docs |= zip(new, self._pipeline.pipe(new, batch_size=batch_size), strict=True)
        return (self._docs[text] for text in told)


class First:
    """Keeps the first test that fails."""

    failed: str | None = None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Called by pytest after each step of a test."""
        if report.failed and self.failed is None:
            self.failed = report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Called by pytest when a test file has been loaded, or could not be."""
        if report.failed and self.failed is None:
            self.failed = report.nodeid


def mutations() -> Iterator[Mutation]:
    """Every list emptied, every pattern left out, every weight halved."""
    lists, kinds, numbers = words.word_lists(), words.pattern_lists(), weights.weights()
    nouns = collectives.collectives()
    for name in lists:
        yield Mutation("words.tsv", name, partial(_set, words, "word_lists", {**lists, name: ()}))
    for row in checked.table("patterns.tsv"):
        name = row["name"]
        rest = {**kinds, name: tuple(pattern for pattern in kinds[name] if pattern != row["pattern"])}
        yield Mutation("patterns.tsv", f"{name}: {row['example']}", partial(_set, words, "pattern_lists", rest))
    yield Mutation("collectives.tsv", "kinds", partial(_set, collectives, "collectives", nouns._replace(kinds={})))
    yield Mutation("collectives.tsv", "sides", partial(_set, collectives, "collectives", nouns._replace(twins={})))
    yield Mutation("irregular.tsv", "all forms", partial(_set, irregular, "irregular", {}))
    for name, value in numbers.items():
        yield Mutation("weights.tsv", name, partial(_set, weights, "weights", {**numbers, name: value / 2}))


def _set(module: object, function: str, table: Mapping[str, object] | object) -> None:
    setattr(module, function, lambda: table)


def run(tests: Iterable[str]) -> str | None:
    """The first of some tests that fails, or None; the project is imported anew."""
    for name in list(sys.modules):
        ours = name.split(".")[0] in {"kg", "tests", "write_golden"}
        if ours and name != "kg" and not name.startswith(KEPT):
            del sys.modules[name]
    for test in tests:
        first = First()
        code = pytest.main(
            ["-x", "-q", "-p", "no:cacheprovider", "-k", SHORT, "-m", "not hypothesis", test], plugins=[first]
        )
        if first.failed or code is not pytest.ExitCode.OK:
            return first.failed or f"pytest ended with {code!r}"
    return None


def forked(mutation: Mutation) -> Result:
    """Run the tests on a mutation in a process of its own."""
    inlet, outlet = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(inlet)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        mutation.apply()
        os.write(outlet, json.dumps(run(mutation.tests())).encode())
        os._exit(0)
    os.close(outlet)
    with os.fdopen(inlet, "rb") as stream:
        told = stream.read()
    os.waitpid(child, 0)
    return Result(mutation.table, mutation.name, json.loads(told) if told else "the process broke off")


def written() -> dict[tuple[str, str], str]:
    """The page's rows: by table and what was changed, the test that fails."""
    found: dict[tuple[str, str], str] = {}
    table = ""
    for line in PAGE.read_text("utf-8").splitlines() if PAGE.exists() else ():
        if line.startswith("## "):
            table = line[3:].partition(":")[0]
        elif row := re.fullmatch(r"\| `(.+)` \| (.+) \|", line):
            found[table, row[1]] = row[2]
    return found


def page(results: Iterable[Result]) -> str:
    """The result as a page of the documentation, with the rows of earlier runs that were not run again."""
    told = {(result.table, result.name.replace("|", r"\|")): _short(result.test) for result in results}
    known = written() | told
    lines = [
        "# What pins the tables",
        "",
        "Each list, pattern and weight of [the lexicon](lexicon.md#words-that-the-rules-name), changed in turn: a list",
        "emptied, a pattern (named by its example) left out, a weight halved. Beside it: the first test that failed.",
        "Made by `python benchmarks/mutation.py --write`; `tests/test_words.py` refuses a page that lacks a row.",
        "",
        "Not changed here: predicates, opinions and matrix, whose rows have examples that are tests of their own, and",
        "the tables of which this page says nothing: classes, derived, speech, contexts, epithets, genres, regions,",
        "roles, places, ambiguous, members, systems, coordinates, the actors, the codes of other people's data. Of",
        "`collectives.tsv` and `irregular.tsv` only whole columns are emptied. A test that fails without a list shows",
        "that the list is used, not that each of its words is needed.",
        "",
    ]
    everything = [(mutation.table, mutation.name.replace("|", r"\|")) for mutation in mutations()]
    for table in dict.fromkeys(table for table, _ in everything):
        listed = [(name, known.get((table, name), NOT_RUN)) for at, name in everything if at == table]
        pinned = sum(test not in {NONE, NOT_RUN} for _, test in listed)
        lines += [f"## {table}: {pinned} of {len(listed)}", "", "| changed | test that fails |", "|---|---|"]
        lines += [f"| `{name}` | {test} |" for name, test in listed]
        lines.append("")
    return "\n".join(lines)


def _short(test: str | None) -> str:
    if test is None:
        return NONE
    return f"`{test.removeprefix('tests/').partition('[')[0]}`"


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="only what has one of these names, or stands in one of these tables")
    parser.add_argument("--write", action="store_true", help="write docs/mutation.md")
    parser.add_argument("--jobs", type=int, default=2, help="processes at a time")
    options = parser.parse_args()
    load, pipelines = spacy.load, {}

    def remembered(model: str, **settings: Any) -> Remembering:  # noqa: ANN401 - as spaCy has it
        if model not in pipelines:
            pipelines[model] = Remembering(load(model, **settings))
        return pipelines[model]

    spacy.load = remembered  # type: ignore[assignment]  # the same, with a memory
    os.chdir(ROOT)
    if failed := run(TESTS):
        print(f"error: {failed} fails on the tables as they are", file=sys.stderr)
        return 2
    chosen = [
        m for m in mutations() if not options.names or {m.name, m.name.partition(":")[0], m.table} & {*options.names}
    ]
    results: list[Result] = []
    with ThreadPoolExecutor(options.jobs) as pool:
        for result in pool.map(forked, chosen):
            results.append(result)
            print(
                f"{len(results)}/{len(chosen)}", result.table, result.name, result.test or "NONE", sep="\t", flush=True
            )
    if options.write:
        PAGE.write_text(page(results), encoding="utf-8")
    missing = [result for result in results if result.test is None]
    print(f"{len(results) - len(missing)} of {len(results)} are pinned")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
