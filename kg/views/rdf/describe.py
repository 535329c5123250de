"""What there is to say about each thing: functions from one value of the model to predicates and objects."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from kg import states
from kg.base.dates import When
from kg.base.ids import slug
from kg.base.prefixes import WIKIDATA
from kg.lexicon.actor_index import COUNTRIES, country
from kg.model import Actor, Article, Event, Mention, Report
from kg.views.rdf import vocabulary as v
from kg.views.rdf.terms import Pairs, Term, boolean, day, decimal, integer, iri, text, typed, uri, year
from ontology import Cameo, iris

_WIKIDATA_ID = re.compile(r"Q[1-9]\d*", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
_ISO3 = re.compile(r"[A-Z]{3}")

Known = Mapping[str, str]
"""Events of a graph: the id of each by every id that it can be found by."""
NOTHING: Known = MappingProxyType({})


def actor(who: Actor) -> Pairs:
    """Describe an actor: its class, name, kind, whom it stands for, its country, codes and item in Wikidata."""
    about = [
        (v.TYPE, v.ACTOR),
        (v.TYPE, uri(who.kind.class_iri)),
        (v.LABEL, text(who.label or who.id, "en")),
        (v.KIND, uri(who.kind.iri)),
    ]
    if who.sector:
        about.append((v.SECTOR, uri(who.sector.iri)))
    if who.role:
        about.append((v.ROLE, text(who.role)))
    if who.stands_for != who.id:
        about.append((v.STANDS_FOR, iri("actor", who.stands_for)))
    if who.kind in COUNTRIES:
        about += [(v.ISO3, text(who.id))] if _ISO3.fullmatch(who.id) else []
    elif home := country(who):
        about.append((v.COUNTRY, iri("actor", home)))
    if who.wikidata and _WIKIDATA_ID.fullmatch(who.wikidata):
        about.append((v.EXACT_MATCH, uri(WIKIDATA + who.wikidata)))
    about += [(v.PREDECESSOR, iri("actor", one)) for one in states.predecessors(who.id)]
    about += [(v.SUCCESSOR, iri("actor", one)) for one in states.successors(who.id)]
    about += [(v.CONTINUES, iri("actor", name)) for name in [states.continued(who.id)] if name]
    return about + [(v.IDENTIFIER, named) for named, _ in identifiers(who.id)]


def identifiers(state: str) -> list[tuple[Term, Pairs]]:
    """The codes of a state in the systems of states, described; none of an actor that is in no system."""
    found: list[tuple[Term, Pairs]] = []
    for spell in states.spells(state):
        about = [(v.TYPE, v.IDENTIFIED), (v.SCHEME, text(spell.system.value)), (v.LETTERS, text(spell.letters))]
        about += [(v.NUMBER, text(spell.number))] if spell.number else []
        about += [(v.FIRST_DAY, day(spell.start))] if spell.start else []
        about += [(v.LAST_DAY, day(spell.end))] if spell.end else []
        found.append((iri("identifier", spell.id), about))
    return found


def event(what: Event, known: Known = NOTHING) -> Pairs:
    """Describe an event by the claim of its best report.

    Args:
        what: The event.
        known: The events of the graph; objects that are other events are not linked.
    """
    best = what.best
    source, target = best.dyad
    about = [
        (v.TYPE, v.EVENT),
        (v.SOURCE, iri("actor", source)),
        (v.TARGET, iri("actor", target)),
        (v.EVENT_TYPE, uri(best.type.iri)),
        (v.QUAD, uri(best.quad.iri)),
        (v.SCORE, decimal(best.score)),
        (v.STATUS, uri(iris.STATUS + best.status.value)),
        (v.CONFIDENCE, decimal(best.confidence)),
        (v.REPORT_COUNT, integer(len(what.reports))),
        *((v.HAS_REPORT, iri("report", report.id)) for report in what.reports),
        *((v.CONTEXT, uri(context.iri)) for context in best.contexts),
        *_when(best.when),
        *((v.MARK, text(mark)) for mark in what.marks),
        *((v.ALTERNATE, iri("event", other)) for other in what.aliases),
    ]
    about += [(v.OBJECT, found) for report in what.reports for found in _objects(report, known)]
    if best.mode:
        about.append((v.MODE, uri(best.mode.iri)))
    if best.cameo:
        code = Cameo.get(best.cameo)
        about += [(v.CAMEO, uri(code.iri)), (v.GOLDSTEIN, decimal(code.goldstein))]
    if place := next((report.place for report in what.reports if report.place), None):
        about.append((v.IN_PLACE, iri("place", slug(place))))
    return about + _flags(best)


def report(what: Report, run: Term, known: Known = NOTHING) -> Pairs:
    """Describe a report: its evidence when read from text, its origin when imported.

    Args:
        what: The report.
        run: IRI of the run that made it.
        known: The events of the graph.
    """
    about = [
        (v.TYPE, v.REPORT),
        (v.RULE, text(what.rule)),
        (v.CONFIDENCE, decimal(what.confidence)),
        (v.STATUS, uri(iris.STATUS + what.status.value)),
        (v.SOURCE_ACTOR, iri("actor", what.source.actor.id)),
        (v.TARGET_ACTOR, iri("actor", what.target.actor.id)),
        (v.DATE_BASIS, uri(iris.BASIS + what.when.basis.value)),
        (v.GENERATED_BY, run),
        *((v.OBJECT, found) for found in _objects(what, known)),
    ]
    if what.dataset:
        about.append((v.FROM_DATASET, iri("dataset", what.dataset)))
    if what.dataset and what.original_code:
        about.append((v.ORIGINAL_CODE, text(what.original_code)))
    if what.sentence:
        about += _evidence(what)
    if what.object:
        about.append((v.OBJECT_TEXT, text(what.object)))
    if what.place:
        about.append((v.PLACE_TEXT, text(what.place)))
    return about + _flags(what)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where and when an article appeared, as far as known."""

    outlet: str | None
    url: str | None
    published: date | None

    @classmethod
    def of(cls, reports: Collection[Report], read: Article | None) -> Origin:
        """What the article says of itself, else what its reports repeat."""
        return cls(
            outlet=(read and read.outlet) or min((r.outlet for r in reports if r.outlet), default=None),
            url=(read and read.url) or min((r.url for r in reports if r.url), default=None),
            published=(read and read.published) or min((r.published for r in reports if r.published), default=None),
        )


def article(origin: Origin, read: Article | None) -> Pairs:
    """Describe an article by its origin, and by what it says where its text was kept."""
    about = [(v.TYPE, v.ARTICLE)]
    if origin.published:
        about.append((v.PUBLISHED, day(origin.published)))
    if origin.outlet:
        about.append((v.PUBLISHER, iri("outlet", slug(origin.outlet))))
    if origin.url:
        about.append((v.URL, typed(origin.url, "anyURI")))
    if read:
        about.append((v.CONTENT_HASH, text(read.content_hash)))
        about += [(v.HEADLINE, text(read.title))] if read.title else []
        about += [(v.LANGUAGE, text(read.language))] if read.language and _LANGUAGE.fullmatch(read.language) else []
    return about


def _when(when: When) -> Pairs:
    about = [
        (v.DATE_PRECISION, uri(iris.PRECISION + when.precision.value)),
        (v.DATE_BASIS, uri(iris.BASIS + when.basis.value)),
    ]
    if when.earliest and when.latest:
        about += [(v.EARLIEST, day(when.earliest)), (v.LATEST, day(when.latest))]
        if when.earliest.year == when.latest.year:
            about.append((v.YEAR, year(when.earliest.year)))
    return about


def _objects(told: Report, known: Known) -> Iterator[Term]:
    if told.object_actor:
        yield iri("actor", told.object_actor.id)
    named = known.get(told.object_event or "")
    if named and named != known.get(told.event_id):
        yield iri("event", named)


def _flags(told: Report) -> Pairs:
    flags = ((v.SYMMETRIC, told.symmetric), (v.DOMESTIC, told.domestic))
    return [(flag, boolean(True)) for flag, is_set in flags if is_set]


def _evidence(told: Report) -> Pairs:
    about = [
        (v.IN_ARTICLE, iri("article", told.article)),
        (v.PART, text(told.part)),
        (v.EXACT, text(told.sentence)),
        (v.START, integer(told.start)),
        (v.END, integer(told.end)),
        (v.PREDICATE, text(told.predicate)),
        (v.TRIGGER_TEXT, text(told.trigger)),
        (v.TRIGGER_START, integer(told.trigger_start)),
        (v.TRIGGER_END, integer(told.trigger_end)),
    ]
    about += _mention(told.source, v.SOURCE_TEXT, v.SOURCE_START, v.SOURCE_END)
    return about + _mention(told.target, v.TARGET_TEXT, v.TARGET_START, v.TARGET_END)


def _mention(mention: Mention, *properties: Term) -> Pairs:
    values = text(mention.text), integer(mention.start), integer(mention.end)
    return list(zip(properties, values, strict=True))
