"""Event triples of single sentences, and the actors of phrases, against gold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from kg.base.dates import parse_iso
from kg.base.ids import digest
from kg.extraction import Extractor
from kg.lexicon.actor_index import country, described
from kg.model import Actor, Article, Report
from kg.quality.evaluate.named_actors import SidesOfText, answers
from kg.quality.evaluate.scores import Gold, Measurement, Score, short
from kg.quality.evaluate.stages import Wanted, loss
from ontology import ActorKind

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


def triples(name: str, records: Sequence[Gold], extractor: Extractor) -> Measurement:
    """Who did what to whom in single sentences; reciprocal events count in both directions."""
    whole, sides, kinds = Score("who-what-whom"), Score("who-whom"), Score("what")
    result = Measurement(name, len(records), [whole, sides, kinds])
    for record in records:
        reports = _read(record["text"], extractor)
        gold = {(_cut(e["source"]), _OLD_NAMES.get(e["code"], e["code"]), _cut(e["target"])) for e in record["events"]}
        gold = {triple for triple in gold if triple[0] and triple[2]}
        made = {triple for report in reports if report.status.asserted for triple in _triples(report)}
        for score, part in ((whole, lambda t: t), (sides, lambda t: (t[0], t[2])), (kinds, lambda t: t[1])):
            wanted, given = {part(t) for t in gold}, {part(t) for t in made}
            score.right += len(wanted & given)
            score.found += len(wanted & given)
            score.predicted += len(given)
            score.wanted += len(wanted)
        missed = sorted(gold - made)
        if missed:
            trace = extractor.trace(_article(record["text"]), domestic=True)
            known = extractor.predicates
            lost = [loss(_wanted(triple), trace, lambda ref: {_group(ref.actor)}, known) for triple in missed]
            result.lost += [each.stage for each in lost]
            told = f"{', '.join(' '.join(triple) for triple in sorted(made - gold)) or 'nothing else'}"
            for (source, kind, target), where in zip(missed, lost, strict=True):
                event = f"{source} {target} {kind} [{where}], told {told}"
                result.errors.append(f"missed  {record['id']}: {event} | {short(record['text'])}")
    return result


def actors(name: str, records: Sequence[Gold], extractor: Extractor) -> Measurement:
    """Country and sector of the actor that a phrase names."""
    scores = {asked: Score(asked) for asked in ("country", "sector")}
    result = Measurement(name, len(records), list(scores.values()))
    for record in records:
        found = extractor.resolve(record["text"], _day(record.get("kwargs", {}).get("query_date")))
        for answer in answers(record, found):
            scores[answer.asked].count(given=True, right=answer.right)
            if not answer.right:
                result.errors.append(
                    f"wrong   {record['id']}: {record['text']!r} {answer.asked} {answer.wanted!r}, got {answer.got!r}"
                )
    return result


def mentioned(name: str, records: Sequence[Gold], extractor: Extractor) -> Measurement:
    """Whether the words that stand for source and target in the gold are known for who they are."""
    scores = {side: Score(f"{side} actor") for side in ("source", "target")}
    result = Measurement(name, len(records), list(scores.values()))
    sides = SidesOfText(extractor)
    for record in records:
        for event in record["events"]:
            for side, score in scores.items():
                wanted = _cut(event[side])
                actors_there = sides.found(record["text"], record["text"], event.get(f"{side}_text") or "")
                if not wanted or actors_there is None:
                    continue
                got = {_group(actor) for actor in actors_there}
                score.count(given=bool(got), right=wanted in got)
                if wanted not in got:
                    result.errors.append(
                        f"actor   {record['id']}: {event[f'{side}_text']!r} {wanted}, got {sorted(got)}"
                    )
    return result


def _read(text: str, extractor: Extractor) -> list[Report]:
    (extraction,) = extractor.extract([_article(text)], domestic=True)
    return list(extraction.reports)


def _article(text: str) -> Article:
    return Article(id=digest(text), name="sentence", text=text)


def _wanted(triple: tuple[str, str, str]) -> Wanted:
    return Wanted(sources={triple[0]}, types={triple[1]}, targets={triple[2]})


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


def _day(text: str | None) -> date | None:
    when = parse_iso(text or "")
    return when.earliest if when else None
