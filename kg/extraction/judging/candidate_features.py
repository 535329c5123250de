"""What the judge looks at: numbers and names that describe a candidate, its sentence and its article.

A feature is a name with a value: 1 for what is there ("source:pronoun"), a number between about 0 and 4 for what can
be counted or measured. All come from the rules, the parse and the article itself; no name of a side is among them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extraction.candidates import Prepared
from kg.extraction.entities.names import Hit
from kg.extraction.entities.references import Ref
from kg.extraction.events.act import Act
from kg.extraction.judging.genres import genres
from kg.extraction.segmentation.lines import Line
from kg.extraction.syntax.tree import Tree, Word
from kg.model import Report

Features = dict[str, float]
_FAR = 6  # steps in the parse beyond which a path is just long
_LEAD = 2  # sentences that begin an article
_SHORT = 2  # sentences of a text that is no article
_ENDS = (".", "!", "?", '"')
_JOINTS = frozenset({",", ":", "CC", "WDT", "WP"})  # tags of what begins another clause or phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One act of one source towards one target, as rules and tables read it, and where it stands.

    Attributes:
        report: What would be told, with the rules' weight as confidence.
        act, source, target: The act and both sides, as found in the sentence.
        tree, line, number: The sentence, its place, and its number among those that were parsed.
        loose: The rules alone would not tell it.
    """

    report: Report
    act: Act
    source: Ref
    target: Ref
    tree: Tree
    line: Line
    number: int
    loose: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What an article's candidates have in common: how long it is, whom it names, what the rules tell, its genres."""

    sentences: int
    named: Counter[str]
    lead: frozenset[str]
    pairs: Counter[frozenset[str]]
    directed: Counter[tuple[str, str]]
    coded: Counter[tuple[str, str, str]]
    classes: Counter[tuple[frozenset[str], int]]
    sides: Counter[str]
    here: Counter[int]
    genres: Features
    hits: Sequence[Sequence[Hit]]

    @classmethod
    def of(cls, found: Sequence[Candidate], prepared: Prepared) -> Surroundings:
        """Count once an article."""
        named = [[hit.actor.stands_for for hit in row if hit.actor is not None] for row in prepared.hits]
        firm = [one.report for one in found if not one.loose]
        return cls(
            sentences=len(prepared.lines),
            named=Counter(side for row in named for side in row),
            lead=frozenset(side for row in named[:_LEAD] for side in row),
            pairs=Counter(frozenset(report.dyad) for report in firm),
            directed=Counter(report.dyad for report in firm),
            coded=Counter((*report.dyad, report.type.value) for report in firm),
            classes=Counter((frozenset(report.dyad), report.quad.value) for report in firm),
            sides=Counter(side for report in firm for side in report.dyad),
            here=Counter(one.number for one in found if not one.loose),
            genres=genres(line.text for line in prepared.lines),
            hits=prepared.hits,
        )


def features(one: Candidate, around: Surroundings) -> Features:
    """Everything about one candidate, in the order of the parts below."""
    found: Features = {}
    for part in (_rule(one), _sentence(one, around), _sides(one), _others(one, around), _article(one, around)):
        found.update(part)
    found.update(around.genres)
    return found


def _rule(one: Candidate) -> Iterator[tuple[str, float]]:
    """The row and its owners, what is told and whether it happened."""
    report, act = one.report, one.act
    for part in act.rows:
        yield f"row:{part}", 1
        yield f"kind:{part[:2]}", 1
    yield f"type:{report.type}", 1
    yield f"quad:{report.quad.value}", 1
    yield f"status:{report.status}", 1
    yield f"date:{report.when.basis}", 1
    yield f"precision:{report.when.precision}", 1
    yield f"tag:{act.word.tag}", 1
    yield f"dep:{act.word.dep}", 1
    yield "loose", float(one.loose)
    yield "symmetric", float(act.symmetric)
    yield "weak", float(act.weak)
    yield "opinion", float(act.about_subject)
    yield "mode", float(report.mode is not None)
    yield "has object", float(act.object is not None)
    yield "certainty", act.certainty
    yield "weight", report.confidence
    yield "owned", float(len(act.rows) > 1)


def _sentence(one: Candidate, around: Surroundings) -> Iterator[tuple[str, float]]:
    """Where the sentence stands, and where the act stands in it."""
    line, tree, word = one.line, one.tree, one.act.word
    yield "headline", float(line.headline)
    yield "title", float(line.part == "title")
    yield "no full stop", float(not line.headline and not line.text.endswith(_ENDS))
    yield "quoted", float(line.quoted)
    yield "in quotation marks", float(_inside_quotes(tree.text, word.start) or line.quoted)
    yield "question", float(tree.text.rstrip().endswith("?"))
    yield "length", math.log1p(len(tree.words)) / 2
    yield "late", one.number / max(around.sentences, 1)
    yield "number", math.log1p(one.number)
    yield "first", float(one.number == 0)
    yield "told here", math.log1p(around.here[one.number])
    depth = sum(1 for _ in word.ancestors())
    yield "depth", math.log1p(depth)
    for above in (word, *word.ancestors()):
        if above.dep in {"relcl", "advcl", "acl", "ccomp", "parataxis", "conj", "appos"}:
            yield f"under:{above.dep}", 1


def _sides(one: Candidate) -> Iterator[tuple[str, float]]:
    """How each side was found, what its words are, and the way from the act to it."""
    word, tree = one.act.word, one.tree
    for name, ref, mention in (("source", one.source, one.report.source), ("target", one.target, one.report.target)):
        yield f"{name}:{ref.how}", 1
        yield f"{name} is:{ref.actor.kind}", 1
        yield f"{name} sector:{ref.actor.sector}", 1
        yield f"{name} certainty", ref.certainty
        words = mention.text.split()
        yield f"{name} words", math.log1p(len(words))
        yield f"{name} capitals", sum(text[:1].isupper() for text in words) / max(len(words), 1)
        yield f"{name} unsaid", float(ref.start == ref.end)
        head = _head(tree, ref)
        if head is None:
            continue
        steps = _path(head, word)
        yield f"{name} near", math.exp(-abs(head.i - word.i) / 8)
        yield f"{name} steps", float(min(len(steps), _FAR)) / 2
        yield f"{name} dep:{head.dep}", 1
        yield f"{name} path:{'.'.join(steps[:3])}", 1
        yield f"{name} before", float(head.i < word.i)
    source, target = one.source, one.target
    if source.start < source.end and target.start < target.end:
        order = sorted((("s", source.start), ("t", target.start), ("x", word.start)), key=lambda item: item[1])
        yield f"order:{''.join(letter for letter, _ in order)}", 1
        low, high = sorted((source.end, target.start) if source.end <= target.start else (target.end, source.start))
        yield "far apart", math.log1p(max(high - low, 0) / 10)
        yield "comma between", float("," in tree.text[low:high])
        yield "quote between", float('"' in tree.text[low:high])


def _others(one: Candidate, around: Surroundings) -> Iterator[tuple[str, float]]:
    """Who else is named in the sentence, and what stands between the act and its sides."""
    word, words = one.act.word, one.tree.words
    named = [(hit.start, hit.actor.stands_for) for hit in around.hits[one.number] if hit.actor is not None]
    others = [start for start, side in named if side not in one.report.dyad]
    yield "names here", math.log1p(len(named))
    yield "others named", math.log1p(len({side for _, side in named} - set(one.report.dyad)))
    yield "only these named", float({side for _, side in named} == set(one.report.dyad))
    for name, ref in (("source", one.source), ("target", one.target)):
        if ref.start == ref.end:
            yield f"{name} unsaid, others named", float(bool(others))
            continue
        low, high = sorted((ref.start, word.start))
        yield f"{name} rivals", math.log1p(sum(abs(start - word.start) < high - low for start in others))
        between = [w for w in words if low < w.start < high]
        yield f"{name} verbs between", math.log1p(sum(w.is_verb for w in between))
        yield f"{name} joints between", math.log1p(sum(w.tag in _JOINTS or w.dep == "mark" for w in between))


def _article(one: Candidate, around: Surroundings) -> Iterator[tuple[str, float]]:
    """How much the article speaks of both sides, and what else it tells of them."""
    report = one.report
    source, target = report.dyad
    pair = frozenset(report.dyad)
    own = not one.loose
    yield "same pair", math.log1p(around.pairs[pair] - own)
    yield "same direction", math.log1p(around.directed[report.dyad] - own)
    yield "same event", math.log1p(around.coded[*report.dyad, report.type.value] - own)
    yield "same class", math.log1p(around.classes[pair, report.quad.value] - own)
    total = max(around.named.total(), 1)
    ranks = {side: rank for rank, (side, _) in enumerate(around.named.most_common(4))}
    for name, side in (("source", source), ("target", target)):
        yield f"{name} told", math.log1p(around.sides[side] - own)
        yield f"{name} named", math.log1p(around.named[side])
        yield f"{name} share", around.named[side] / total
        yield f"{name} in lead", float(side in around.lead)
        yield f"{name} rank:{ranks.get(side, 'none')}", 1
    yield "both in lead", float(pair <= around.lead)
    yield "both lead", float(pair <= set(list(ranks)[:2]))
    yield "sentences", math.log1p(around.sentences) / 2
    yield "short text", float(around.sentences <= _SHORT)
    yield "sides named", math.log1p(len(around.named)) / 2
    yield "told in article", math.log1p(sum(around.here.values())) / 2
    yield "told per sentence", sum(around.here.values()) / max(around.sentences, 1)


def _head(tree: Tree, ref: Ref) -> Word | None:
    """The word that heads a side's words; None where no word stands for it."""
    inside = [word for word in tree.words if ref.start <= word.start < ref.end]
    return next((word for word in inside if word.head is word or word.head not in inside), None)


def _path(start: Word, end: Word) -> list[str]:
    """Labels from one word up to the first common head and down to the other."""
    ups = [start, *start.ancestors()]
    downs = [end, *end.ancestors()]
    shared = next((word for word in ups if any(word is other for other in downs)), None)
    if shared is None:
        return ["none"]
    up = [f"{word.dep}" if word.dep != "prep" else word.lower for word in ups[: ups.index(shared)]]
    down = [f"-{word.dep}" for word in reversed(downs[: downs.index(shared)])]
    return up + down


def _inside_quotes(text: str, place: int) -> bool:
    return text.count('"', 0, place) % 2 == 1
