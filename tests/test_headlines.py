"""Headlines: no articles, commas for *and*, *to* for the future, no final stop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import pytest

from kg.extraction import Extractor
from kg.extraction.syntax.tree import Tree, Trees
from kg.model import Article, Status

TOLD = [
    ("Nepali king to thank Bhutan", ("NPL", "BTN"), Status.FUTURE),
    ("Slovenia to expel four Serbian diplomats", ("SVN", "SRB"), Status.FUTURE),
    ("Laos, Thailand sign rice deal", ("LAO", "THA"), Status.OCCURRED),
    ("Oman frees Yemeni sailors", ("OMN", "YEM"), Status.OCCURRED),
    ("Serbia accused by Albania of border attack", ("ALB", "SRB"), Status.OCCURRED),
    # verbs that a parser takes for nouns
    ("Fiji summons Tongan ambassador", ("FJI", "TON"), Status.OCCURRED),
    ("Kenya bombs Somalia", ("KEN", "SOM"), Status.OCCURRED),
    ("Nepal sanctions Bhutanese banks", ("NPL", "BTN"), Status.OCCURRED),
    ("Chad downs Libyan jets", ("TCD", "LBY"), Status.OCCURRED),
    ("Nyusi thanks Ramaphosa", ("MOZ", "ZAF"), Status.OCCURRED),
    ("Scholz, Macron meet in Berlin", ("DEU", "FRA"), Status.OCCURRED),
    ("Israel, Hezbollah agree to ceasefire", ("ISR", "Hezbollah"), Status.OCCURRED),
    ("Mali army expels French envoy", ("MLI", "FRA"), Status.OCCURRED),
    ("Kenya's Black Sea fleet shells Uganda", ("KEN", "UGA"), Status.OCCURRED),
    ("Kenya foreign minister heads to Uganda", ("KEN", "UGA"), Status.OCCURRED),
    ("Kenya PM lands in Kampala", ("KEN", "UGA"), Status.OCCURRED),
    ("Kenya FM slams Uganda", ("KEN", "UGA"), Status.OCCURRED),
    ("Kenya fumes at Uganda over ferry fares", ("KEN", "UGA"), Status.OCCURRED),
    # who says it stands before a colon, or behind one
    ("Chad: Mali must open its border", ("TCD", "MLI"), Status.OCCURRED),
    ("Mali must open its border: Chad", ("TCD", "MLI"), Status.OCCURRED),
    # without a verb
    ("Chad minister in Nairobi for talks with Kenyan premier", ("TCD", "KEN"), Status.OCCURRED),
    # sums, whose unit is written together with the number
    ("Norway gives Chad $3bn", ("NOR", "TCD"), Status.OCCURRED),
    ("Norway sends Chad £300m", ("NOR", "TCD"), Status.OCCURRED),
    # with a finite verb the infinitive is done: no headline
    ("The first Omani minister to visit Yemen landed at noon.", ("OMN", "YEM"), Status.OCCURRED),
]


@pytest.mark.model
@pytest.mark.parametrize(("line", "dyad", "status"), TOLD)
def test_headlines_are_read(extractor: Extractor, line: str, dyad: tuple[str, str], status: Status) -> None:
    article = Article(id="a", name="a", text=line, published=date(2023, 9, 20))
    (extraction,) = extractor.extract([article])
    assert {(report.dyad, report.status) for report in extraction.reports} == {(dyad, status)}


class Keeping:
    """The parser, with a look at the parses that it has handed out."""

    name = "keeping"

    def __init__(self, parser: Trees) -> None:
        self.parser = parser
        self.given: list[Tree] = []

    def trees(self, sentences: Iterable[str]) -> Iterator[Tree]:
        for tree in self.parser.trees(sentences):
            self.given.append(tree)
            yield tree


def links(tree: Tree) -> list[tuple[str, int, str, list[int]]]:
    return [(word.text, word.head.i, word.dep, [child.i for child in word.children]) for word in tree.words]


@pytest.mark.model
@pytest.mark.parametrize("line", ["Syria sanctions list grows", "Kenya bombs hurt Somali traders", "Fiji summons"])
def test_nouns_stay_nouns(extractor: Extractor, line: str) -> None:
    article = Article(id="a", name="a", text=line, published=date(2023, 9, 20))
    (extraction,) = extractor.extract([article])
    assert not [
        report.rule for report in extraction.reports if report.rule.startswith(("v:sanction", "v:bomb", "v:summon"))
    ]


@pytest.mark.model
def test_no_stage_changes_the_parse(extractor: Extractor) -> None:
    keeping = Keeping(extractor.parser)
    lines = [line for line, *_ in TOLD] + ["Iran, Russia to hold drills", "Fiji met Samoa, Tonga"]
    article = Article(id="a", name="a", text="\n\n".join(lines), published=date(2023, 9, 20))
    trace = Extractor(model=keeping, domestic=True).trace(article)
    given = {tree.text: tree for tree in keeping.given}
    afresh = {tree.text: tree for tree in extractor.parser.trees(list(given))}
    assert [links(tree) for tree in given.values()] == [links(tree) for tree in afresh.values()]
    assert any(each.tree is not given[each.tree.text] for each in trace.sentences), "no list of names was linked"


@pytest.mark.model
def test_trees_of_somebody_elses_parser_stay_whole_when_articles_are_read(extractor: Extractor) -> None:
    keeping = Keeping(extractor.parser)
    article = Article(id="a", name="a", text="\n\n".join(line for line, *_ in TOLD), published=date(2023, 9, 20))
    (extraction,) = Extractor(model=keeping).extract([article])
    afresh = extractor.parser.trees([tree.text for tree in keeping.given])
    assert extraction.reports
    assert [links(tree) for tree in keeping.given] == [links(tree) for tree in afresh]
