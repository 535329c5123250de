"""Measuring extraction against gold: events of whole articles, event triples of sentences, and actors of phrases.

Formats are told by their keys, see :func:`measure`. A gold event that is optional (background, repeated, domestic)
counts as right when predicted but is not asked for; predictions and gold events are paired one to one so that agreement
is as large as possible.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.actor_scores import Sides, answers, side_codes
from kg.cast import country, described
from kg.dates import parse_iso
from kg.errors import UsageError
from kg.extract import Extractor
from kg.model import Actor, Article, Report, Status, digest
from kg.read import read
from ontology import ActorKind, EventType

if TYPE_CHECKING:
    import networkx as nx

Gold = Mapping[str, Any]
_OLD_NAMES = {
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
    "YIELD": "CONCEDE",
}
_OLD_COUNTRIES = {"JAP": "JPN", "ROM": "ROU", "ZAR": "COD", "ITL": "ITA", "KSV": "XKX"}  # coders' slips
_OF_SEVERAL = {ActorKind.IGO, ActorKind.COALITION, ActorKind.NGO, ActorKind.ARMED_GROUP}
_BODIES = {"IGO", "IMG", "NGO"}
_COUNTRY = 3
_SLACK_DAYS = 1
_INFERRED_SLACK_DAYS = 3


@dataclass(slots=True)
class Score:
    """Precision, recall and F1 of one question."""

    name: str
    right: int = 0
    predicted: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """Share of predictions that some gold answer supports; 1 when nothing was predicted and nothing wanted."""
        return self.right / self.predicted if self.predicted else float(self.wanted == 0)

    @property
    def recall(self) -> float:
        """Share of wanted answers that were given."""
        return self.found / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def row(self) -> dict[str, object]:
        """Plain values, three decimals."""
        rates = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        counts = {"right": self.right, "predicted": self.predicted, "found": self.found, "wanted": self.wanted}
        return {"measure": self.name, **{name: round(value, 3) for name, value in rates.items()}, **counts}


@dataclass(slots=True)
class Measurement:
    """What was measured on one set: scores, and what went wrong, in words."""

    name: str
    size: int
    scores: list[Score] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def measure(path: Path, extractor: Extractor) -> list[Measurement]:
    """Measure everything that a file or folder holds.

    A folder with ``articles/`` and ``gold/`` holds articles; a ``.jsonl`` file with ``events`` holds sentences, one
    with ``expect`` phrases whose actor is known. Other files of a folder are left alone.

    Raises:
        UsageError: There is nothing that can be measured.
    """
    if path.is_dir():
        found = [articles(path, extractor)] if (path / "gold").is_dir() else []
        for file in sorted(path.glob("**/*.jsonl")):
            if file.parent.name != "gold":
                found += _sentences(file, extractor)
    elif path.is_file():
        found = _sentences(path, extractor)
    else:
        raise UsageError(f"{path} does not exist")
    if not found:
        raise UsageError(f"{path} holds no gold: articles/ with gold/, or .jsonl with 'events' or 'expect'")
    return found


def articles(folder: Path, extractor: Extractor) -> Measurement:
    """Measure the events of whole articles, at five levels of agreement."""
    golds = {file.stem: _lines(file) for file in sorted((folder / "gold").glob("*.jsonl"))}
    items = [item for item in read([folder / "articles"]) if isinstance(item, Article) and item.name in golds]
    reports = {e.article.name: list(e.reports) for e in extractor.extract(items)}
    result = Measurement("articles", len(items))
    for name, agree in _LEVELS.items():
        score = Score(name)
        for document, gold in golds.items():
            _score(score, gold, reports.get(document, []), agree)
        result.scores.append(score)
    agree = _LEVELS["dyad + type"]
    for document, gold in golds.items():
        result.errors += _errors(document, gold, reports.get(document, []), agree)
    sides = _sides_of_articles(golds, items, extractor)
    result.scores += sides.scores
    result.errors += sides.errors
    return result


def _score(score: Score, gold: Sequence[Gold], reports: Sequence[Report], agree: Agreement) -> None:
    pairs = _pairs(gold, reports, agree)
    wanted = {_event(g) for g in gold if g["required"]}
    score.right += len(pairs)
    score.predicted += len(reports)
    score.found += len({_event(gold[i]) for i, _ in pairs} & wanted)
    score.wanted += len(wanted)


def _errors(document: str, gold: Sequence[Gold], reports: Sequence[Report], agree: Agreement) -> list[str]:
    pairs = _pairs(gold, reports, agree)
    met = {_event(gold[i]) for i, _ in pairs}
    used = {j for _, j in pairs}
    false = [
        f"false   {document}: {' '.join(r.dyad)} {r.type} ({r.rule}) | {_short(r.sentence)}"
        for j, r in enumerate(reports)
        if j not in used
    ]
    missed = [g for g in gold if g["required"] and not g.get("dup_of") and _event(g) not in met]
    return false + [
        f"missed  {document}: {g['source']} {g['target']} {g['plover']} | {_short(g['sentence'])}" for g in missed
    ]


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


def _sentences(file: Path, extractor: Extractor) -> list[Measurement]:
    records = _lines(file)
    keys = set(records[0]) if records else set()
    if "events" in keys:
        return [triples(file.stem, records, extractor), _sides_of_sentences(file.stem, records, extractor)]
    if "expect" in keys:
        return [actors(file.stem, records, extractor)]
    return []


def triples(name: str, records: Sequence[Gold], extractor: Extractor) -> Measurement:
    """Who did what to whom in single sentences; reciprocal events count in both directions."""
    whole, sides, kinds = Score("who-what-whom"), Score("who-whom"), Score("what")
    result = Measurement(name, len(records), [whole, sides, kinds])
    for record in records:
        reports = _read(record["text"], extractor)
        gold = {(_cut(e["source"]), _OLD_NAMES.get(e["code"], e["code"]), _cut(e["target"])) for e in record["events"]}
        gold = {triple for triple in gold if triple[0] and triple[2]}
        made = {triple for report in reports if report.status.real for triple in _triples(report)}
        for score, part in ((whole, lambda t: t), (sides, lambda t: (t[0], t[2])), (kinds, lambda t: t[1])):
            wanted, given = {part(t) for t in gold}, {part(t) for t in made}
            score.right += len(wanted & given)
            score.found += len(wanted & given)
            score.predicted += len(given)
            score.wanted += len(wanted)
        if not gold & made:
            result.errors.append(
                f"missed  {record['id']}: {sorted(gold)} got {sorted(made)} | {_short(record['text'])}"
            )
    return result


def actors(name: str, records: Sequence[Gold], extractor: Extractor) -> Measurement:
    """Country and sector of the actor that a phrase names."""
    scores = {asked: Score(asked) for asked in ("country", "sector")}
    result = Measurement(name, len(records), list(scores.values()))
    for record in records:
        found = extractor.resolve(record["text"], _day(record.get("kwargs", {}).get("query_date")))
        for answer in answers(record, found):
            _count(scores[answer.asked], given=True, right=answer.right)
            if not answer.right:
                result.errors.append(
                    f"wrong   {record['id']}: {record['text']!r} {answer.asked} {answer.wanted!r}, got {answer.got!r}"
                )
    return result


def _sides_of_sentences(name: str, records: Sequence[Gold], extractor: Extractor) -> Measurement:
    """Whether the words that stand for source and target in the gold are known for who they are."""
    scores = {side: Score(f"{side} actor") for side in ("source", "target")}
    result = Measurement(name, len(records), list(scores.values()))
    sides = Sides(extractor)
    for record in records:
        for event in record["events"]:
            for side, score in scores.items():
                wanted = _cut(event[side])
                actors_there = sides.found(record["text"], record["text"], event.get(f"{side}_text") or "")
                if not wanted or actors_there is None:
                    continue
                got = {_group(actor) for actor in actors_there}
                _count(score, given=bool(got), right=wanted in got)
                if wanted not in got:
                    result.errors.append(
                        f"actor   {record['id']}: {event[f'{side}_text']!r} {wanted}, got {sorted(got)}"
                    )
    return result


def _sides_of_articles(
    golds: Mapping[str, Sequence[Gold]], items: Sequence[Article], extractor: Extractor
) -> Measurement:
    """The same for the mentions of whole articles, with what the article said before."""
    scores = {side: Score(f"{side} actor") for side in ("source", "target")}
    result = Measurement("articles", len(items), list(scores.values()))
    sides = Sides(extractor)
    for item in items:
        text = " ".join(item.text.split())
        for gold in golds[item.name]:
            for side, score in scores.items():
                there = sides.found(text, gold["sentence"], gold.get(f"{side}_mention") or "", item.published)
                if there is None:
                    continue
                got = {code for actor in there for code in (actor.stands_for, *side_codes(actor))}
                right = bool(got & _names(gold, side))
                _count(score, given=bool(got), right=right)
                if not right:
                    words = gold[f"{side}_mention"]
                    result.errors.append(f"actor   {item.name}: {words!r} {gold[side]}, got {sorted(got)}")
    return result


def _count(score: Score, *, given: bool, right: bool) -> None:
    score.wanted += 1
    score.predicted += given
    score.right += right
    score.found += right


def _read(text: str, extractor: Extractor) -> list[Report]:
    (extraction,) = extractor.extract([Article(id=digest(text), name="sentence", text=text)], domestic=True)
    return list(extraction.reports)


def _triples(report: Report) -> Iterable[tuple[str, str, str]]:
    source, target = _group(report.source.actor), _group(report.target.actor)
    yield source, report.type.value, target
    if report.symmetric:
        yield target, report.type.value, source


def _group(actor: Actor) -> str:
    """As the gold has it: a state, the home of a group, and one code for all bodies of several countries."""
    side = described(actor.stands_for)
    if home := country(side) or country(actor):
        return home
    several = side.kind in _OF_SEVERAL or actor.kind in _OF_SEVERAL
    return "IGO" if several and ":" not in actor.stands_for else actor.stands_for[:_COUNTRY].upper()


def _cut(code: str) -> str:
    country = code[:_COUNTRY]
    return "IGO" if country in _BODIES else _OLD_COUNTRIES.get(country, country)


def _names(gold: Gold, side: str) -> set[str]:
    return {gold[side], *gold.get(f"{side}_alt", ())}


def _event(gold: Gold) -> str:
    return str(gold.get("dup_of") or gold["id"])


def _negated(gold: Gold) -> bool:
    return str(gold["status"]).startswith("neg")


def _class(status: str) -> str:
    return "real" if status.startswith(("occ", "his")) else "negated" if status.startswith("neg") else "other"


def _day(text: str | None) -> date | None:
    when = parse_iso(text or "")
    return when.earliest if when else None


def _lines(file: Path) -> list[dict[str, Any]]:
    try:
        return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise UsageError(f"{file} is no file of JSON lines: {error}") from error


def _short(text: str) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) <= 100 else joined[:97] + "..."  # noqa: PLR2004 - one line of a terminal


def by_set(measurements: Iterable[Measurement]) -> dict[str, list[dict[str, object]]]:
    """All scores as plain values, by set."""
    found: dict[str, list[dict[str, object]]] = defaultdict(list)
    for measurement in measurements:
        found[measurement.name] += [score.row() for score in measurement.scores]
    return dict(found)
