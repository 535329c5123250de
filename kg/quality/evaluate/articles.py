"""Events of whole articles against gold, at five levels of agreement.

A gold event that is optional (background, repeated, domestic) counts as right when predicted but is not asked for;
predictions and gold events are paired one to one so that agreement is as large as possible.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.base.dates import parse_iso
from kg.corpus import read
from kg.extraction import ArticleTrace, Extraction, Extractor
from kg.lexicon import PredicateLexicon
from kg.model import Article, Report, Status
from kg.quality.evaluate.gold_parts import GoldPart
from kg.quality.evaluate.named_actors import SidesOfText, side_codes
from kg.quality.evaluate.scores import Empty, Gold, Measurement, Score, Threshold, lines_of, short
from kg.quality.evaluate.stages import Loss, Wanted, loss
from ontology import EventType

if TYPE_CHECKING:
    import networkx as nx

_CUTS = tuple(i / 10 for i in range(10))  # confidences from which one may choose to be told
_NEAR = 3  # gold events shown beside a false one
_SLACK_DAYS = 1
_INFERRED_SLACK_DAYS = 3


def gold_of(folder: Path, part: GoldPart = GoldPart.ALL) -> tuple[dict[str, list[dict[str, Any]]], list[Article]]:
    """The gold of a part of a folder by document, and the articles it is about."""
    files = [file for file in sorted((folder / "gold").glob("*.jsonl")) if part.has(file.stem)]
    golds = {file.stem: lines_of(file) for file in files}
    return golds, [item for item in read([folder / "articles"]) if isinstance(item, Article) and item.name in golds]


Extract = Callable[[Iterable[Article]], Iterable[Extraction]]


def articles(
    folder: Path, extractor: Extractor, part: GoldPart = GoldPart.ALL, extract: Extract | None = None
) -> Measurement:
    """Measure the events of whole articles, at five levels of agreement; ``extract`` may read them on several cores."""
    golds, items = gold_of(folder, part)
    reports = {e.article.name: list(e.reports) for e in (extract or extractor.extract)(items)}
    result = Measurement("articles" if part is GoldPart.ALL else f"articles, {part}", len(items))
    for name, agree in _LEVELS.items():
        score = Score(name)
        for document, gold in golds.items():
            _score(score, gold, reports.get(document, []), agree)
        result.scores.append(score)
    result.empty = _empty(golds, reports)
    result.cuts = [_cut(least, golds, reports) for least in _CUTS]
    agree = _LEVELS["dyad + type"]
    texts = {item.name: item for item in items}
    for document, gold in golds.items():
        told = reports.get(document, [])
        used = {j for _, j in _pairs(gold, told, agree)}
        result.judged += [(report.confidence, j in used) for j, report in enumerate(told)]
        result.errors += _false(document, gold, told, used)
        missed = _missed(gold, told, agree)
        trace = extractor.trace(texts[document]) if missed and document in texts else ArticleTrace((), ())
        for event in missed:
            lost = _lost(event, trace, extractor.predicates)
            result.lost.append(lost.stage)
            sides = f"{event['source']} {event['target']} {event['plover']}"
            result.errors.append(f"missed  {document}: {sides} [{lost}] | {short(event['sentence'])}")
    mentioned = _sides_of_articles(golds, items, extractor)
    result.scores += mentioned.scores
    result.errors += mentioned.errors
    return result


def _empty(golds: Mapping[str, Sequence[Gold]], reports: Mapping[str, Sequence[Report]]) -> Empty:
    names = [name for name, gold in golds.items() if not any(g["required"] for g in gold)]
    return Empty(articles=len(names), told=sum(len(reports.get(name, ())) for name in names))


def _cut(least: float, golds: Mapping[str, Sequence[Gold]], reports: Mapping[str, Sequence[Report]]) -> Threshold:
    """What is told with type from some confidence on."""
    told = {name: [r for r in reports.get(name, ()) if r.confidence >= least] for name in golds}
    score = Score("cut")
    for name, gold in golds.items():
        _score(score, gold, told[name], _type)
    empty = _empty(golds, told)
    return Threshold(
        least=least,
        told=score.predicted,
        precision=round(score.precision, 3),
        recall=round(score.recall, 3),
        f1=round(score.f1, 3),
        invented=round(empty.told / empty.articles, 2) if empty.articles else 0.0,
    )


def supported(gold: Sequence[Gold], reports: Sequence[Report]) -> set[int]:
    """Which events told of an article the gold has in sides and type, each gold event once: their places."""
    return {j for _, j in _pairs(gold, reports, _type)}


def likely(gold: Sequence[Gold], report: Report) -> bool:
    """Whether the gold has an event in the same sentence with the same sides and type, told by others or not."""
    return any(_type(g, report) and _same(g["sentence"], report.sentence) for g in gold)


def _score(score: Score, gold: Sequence[Gold], reports: Sequence[Report], agree: Agreement) -> None:
    pairs = _pairs(gold, reports, agree)
    wanted = {_event(g) for g in gold if g["required"]}
    score.right += len(pairs)
    score.predicted += len(reports)
    score.found += len({_event(gold[i]) for i, _ in pairs} & wanted)
    score.wanted += len(wanted)


def _false(document: str, gold: Sequence[Gold], reports: Sequence[Report], used: Collection[int]) -> list[str]:
    """Events that no gold event supports, with the rule that told each and what the gold has of its sentence."""
    found = []
    for j, report in enumerate(reports):
        if j in used:
            continue
        near = [f"{g['source']} {g['target']} {g['plover']}" for g in gold if _same(g["sentence"], report.sentence)]
        instead = f"; gold has {', '.join(near[:_NEAR])}" if near else ""
        event = f"{' '.join(report.dyad)} {report.type}"
        found.append(f"false   {document}: {event} [{report.rule}{instead}] | {short(report.sentence)}")
    return found


def _missed(gold: Sequence[Gold], reports: Sequence[Report], agree: Agreement) -> list[Gold]:
    met = {_event(gold[i]) for i, _ in _pairs(gold, reports, agree)}
    return [g for g in gold if g["required"] and not g.get("dup_of") and _event(g) not in met]


def _lost(gold: Gold, trace: ArticleTrace, predicates: PredicateLexicon) -> Loss:
    wanted = Wanted(
        sources=_names(gold, "source"),
        targets=_names(gold, "target"),
        types={gold["plover"], *gold.get("alt", ())},
        symmetric=bool(gold.get("symmetric")),
    )
    there = trace.where(lambda sentence: _same(gold["sentence"], sentence))
    return loss(wanted, there, lambda ref: {ref.side}, predicates)


def _same(one: str, other: str) -> bool:
    """Whether two sentences are the same or one is part of the other, whatever the spaces."""
    first, second = "".join(one.split()), "".join(other.split())
    return first in second or second in first


def _pairs(gold: Sequence[Gold], reports: Sequence[Report], agree: Agreement) -> list[tuple[int, int]]:
    """The one-to-one pairing with the most required gold events, then the most events."""
    import networkx as nx

    graph: nx.Graph[tuple[str, int]] = nx.Graph()
    for i, g in enumerate(gold):
        for j, report in enumerate(reports):
            if agree(g, report):
                finer = sum(level(g, report) for level in _LEVELS.values())
                graph.add_edge(("gold", i), ("report", j), weight=100 + 50 * bool(g["required"]) + finer)
    matching = nx.max_weight_matching(graph, maxcardinality=False)
    ordered = (dict(edge) for edge in matching)
    return sorted((pair["gold"], pair["report"]) for pair in ordered)


Agreement = Callable[[Gold, Report], bool]


def _dyad(gold: Gold, report: Report) -> bool:
    sources, targets = _names(gold, "source"), _names(gold, "target")
    source, target = report.dyad
    turned = bool(gold.get("symmetric")) and source in targets and target in sources
    return (source in sources and target in targets) or turned


def _status(gold: Gold, report: Report) -> bool:
    return _negated(gold) == (report.status is Status.NEGATED) or report.status is Status.HYPOTHETICAL


def _type(gold: Gold, report: Report) -> bool:
    return _dyad(gold, report) and report.type in {gold["plover"], *gold.get("alt", ())} and _status(gold, report)


def _quad(gold: Gold, report: Report) -> bool:
    quads = {EventType(name).quad for name in (gold["plover"], *gold.get("alt", ()))} | {gold["quad"]}
    return _dyad(gold, report) and report.quad in quads and _status(gold, report)


def _dated(gold: Gold, report: Report) -> bool:
    if not _type(gold, report):
        return False
    wanted, when = parse_iso(gold["date"] or ""), report.when
    if wanted is None or wanted.earliest is None or wanted.latest is None:
        return True
    if when.earliest is None or when.latest is None:
        return bool(gold.get("date_inferred"))
    slack = _INFERRED_SLACK_DAYS if gold.get("date_inferred") else _SLACK_DAYS
    if wanted.earliest == wanted.latest:
        return when.earliest == when.latest and abs((when.earliest - wanted.earliest).days) <= slack
    return wanted.earliest <= when.earliest and when.latest <= wanted.latest


def _full(gold: Gold, report: Report) -> bool:
    return _dated(gold, report) and _class(gold["status"]) == _class(report.status.value)


_LEVELS: dict[str, Agreement] = {
    "dyad": _dyad, "dyad + quad": _quad, "dyad + type": _type, "with date": _dated, "with status": _full,
}  # fmt: skip


def _names(gold: Gold, side: str) -> set[str]:
    return {gold[side], *gold.get(f"{side}_alt", ())}


def _event(gold: Gold) -> str:
    return str(gold.get("dup_of") or gold["id"])


def _negated(gold: Gold) -> bool:
    return str(gold["status"]).startswith("neg")


def _class(status: str) -> str:
    return "real" if status.startswith(("occ", "his", "all")) else "negated" if status.startswith("neg") else "other"


def _sides_of_articles(
    golds: Mapping[str, Sequence[Gold]], items: Sequence[Article], extractor: Extractor
) -> Measurement:
    """The same for the mentions of whole articles, with what the article said before."""
    scores = {side: Score(f"{side} actor") for side in ("source", "target")}
    result = Measurement("articles", len(items), list(scores.values()))
    sides = SidesOfText(extractor)
    for item in items:
        text = " ".join(item.text.split())
        for gold in golds[item.name]:
            for side, score in scores.items():
                there = sides.found(text, gold["sentence"], gold.get(f"{side}_mention") or "", item.published)
                if there is None:
                    continue
                got = {code for actor in there for code in (actor.stands_for, *side_codes(actor))}
                right = bool(got & _names(gold, side))
                score.count(given=bool(got), right=right)
                if not right:
                    words = gold[f"{side}_mention"]
                    result.errors.append(f"actor   {item.name}: {words!r} {gold[side]}, got {sorted(got)}")
    return result
