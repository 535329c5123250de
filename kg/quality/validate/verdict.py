"""From a file, or from events, to a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from kg.base.errors import GraphError
from kg.model import Article, Event
from kg.quality.validate.direct import founded, unsettled
from kg.quality.validate.sample import CHOOSE, MOST, SAMPLE, FileScan, choose, closure, scan, whole
from kg.quality.validate.statements import Progress, quads, read
from kg.quality.validate.violations import Violation, find, quiet, shown_iri
from kg.store import Log
from kg.store.event_table import EventTable
from kg.store.merging_in_sql import hexadecimal
from kg.views.rdf import ntriple, triples
from ontology import iris

_A_TRIPLE, _A_SECOND = 1500, 200
"""Bytes of memory a triple takes in pySHACL, and events validated a second: measured, see docs/ontology.md."""
_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a validation found.

    Attributes:
        origin: The file or folder.
        triples: Statements in it; of a graph directory, those validated.
        events: Events in it.
        checked: Events validated, with all they refer to.
        findings: What is wrong, sorted.
    """

    origin: str
    triples: int
    events: int
    checked: int
    findings: tuple[Violation, ...]

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong with what was validated."""
        return not self.findings

    @property
    def sampled(self) -> bool:
        """Whether only a part was validated."""
        return self.checked < self.events


def validate_events(
    events: Iterable[Event], articles: Iterable[Article], origin: str, *, everything: bool = False, size: int = SAMPLE
) -> Verdict:
    """Validate the graph that follows from some events.

    Args:
        events: Events with distinct ids.
        articles: What they were read from.
        origin: Where they come from, for the verdict.
        everything: Validate all events, not a sample.
        size: Events of a sample.
    """
    by_iri = {f"{iris.ID}event/{event.id}": event for event in events}
    chosen = by_iri.keys() if everything else choose(by_iri, size)
    told = list(triples([by_iri[iri] for iri in sorted(chosen)], articles))
    known = founded(told)
    graph = whole(read("\n".join(ntriple(*triple) for triple in told if triple not in known)))
    return Verdict(
        origin=origin,
        triples=len(graph) + len(known),
        events=len(by_iri),
        checked=len(chosen),
        findings=tuple(find(graph)),
    )


def validate_log(log: Log, origin: str, *, everything: bool = False, size: int = SAMPLE) -> Verdict:
    """Validate a graph directory; of a sample only the reports are read.

    Args:
        log: The graph.
        origin: Where it is, for the verdict.
        everything: Validate all events, not a sample.
        size: Events of a sample.

    Raises:
        GraphError: The log is damaged, or the file of marks has errors.
    """
    if everything:
        articles = [article for article, skipped in log.articles() if skipped is None]
        return validate_events(log.events(), articles, origin, everything=True)
    with EventTable(log, evidence=False) as table:
        (there,) = table.rows("SELECT count(*) AS events FROM events")
        chosen = table.rows(CHOOSE, events=f"{iris.ID}event/", size=size)
        events = list(table.whole({hexadecimal(row["event"]) for row in chosen}))
    articles = list(log.articles_of({report.article for event in events for report in event.reports}))
    verdict = validate_events(events, articles, origin, everything=True)
    return replace(verdict, events=int(str(there["events"])))


def validate_file(
    path: Path, *, everything: bool = False, size: int = SAMPLE, progress: Progress | None = None
) -> Verdict:
    """Validate a file of RDF. It is read several times and never held as a whole, unless it is small.

    Args:
        path: Turtle, N-Triples, N-Quads, TriG, JSON-LD or RDF/XML, by its suffix.
        everything: Validate all events, not a sample.
        size: Events of a sample.
        progress: Called now and then with the number of statements read in a pass.

    Raises:
        UsageError: There is no such file, or it is of no known format.
        GraphError: It is damaged, empty, not about our vocabulary, or too large for ``everything``.
    """
    overview = scan(quads(path, progress), size)
    _ours(path, overview)
    if everything and overview.triples > MOST:
        raise GraphError(_too_large(path, overview))
    with quiet():
        if everything or (overview.events <= size and overview.triples <= MOST):
            graph, checked = whole(unsettled(quads(path, progress))), overview.events
        else:
            graph, checked = closure(lambda: quads(path, progress), overview.chosen), len(overview.chosen)
    found = [*_terms(overview), *_nameless(overview), *find(graph)]
    return Verdict(
        origin=str(path), triples=overview.triples, events=overview.events, checked=checked, findings=tuple(found)
    )


def _ours(path: Path, overview: FileScan) -> None:
    """Make sure that there is something of ours to validate."""
    if overview.triples == 0:
        raise GraphError(f"{path} is empty: it holds no statements; write a graph with kg export turtle -o {path}")
    if not any(term.startswith(iris.NS) for term in overview.terms) and overview.nearly:
        theirs = next((name for name in overview.nearly if "ns" in name), overview.nearly[0])
        raise GraphError(f"{path}: its namespace <{theirs}> is not ours, <{iris.NS}>; correct the prefix")
    if not overview.terms:
        others = ", ".join(f"<{name}>" for name, _ in overview.foreign.most_common(_NAMED))
        raise GraphError(
            f"{path}: no irkg terms in its {overview.triples:,} statements; it uses {others}; ours are in <{iris.NS}>"
        )


def _too_large(path: Path, overview: FileScan) -> str:
    memory, hours = overview.triples * _A_TRIPLE / 1e9, overview.events / _A_SECOND / 3600
    return (
        f"{path} has {overview.triples:,} statements: --all would take {memory:.0f} GB of memory and {hours:.1f} hours"
        f"; leave out --all for a sample, or split it into files of {MOST:,} statements"
    )


def _terms(overview: FileScan) -> Iterator[Violation]:
    """Terms in our namespaces that the vocabulary does not have."""
    from ontology.namespaces import IR, REL

    known = {str(space[name]) for space in (IR, REL) for name in space.__annotations__ if name[0] != "_"}
    for term, count in sorted(overview.terms.items()):
        if term.startswith((iris.NS, iris.REL)) and term not in known:
            close = get_close_matches(term, sorted(known), n=1)
            hint = f"; did you mean {shown_iri(close[0])}?" if close else ""
            yield _general(
                shown_iri(term),
                f"used {count} times",
                "unknown term",
                "The vocabulary has no such term.",
                f"correct its name{hint}",
            )


def _nameless(overview: FileScan) -> Iterator[Violation]:
    if overview.nameless and overview.events > len(overview.chosen):
        yield _general(
            "blank nodes",
            f"{overview.nameless} of them",
            "name",
            "Events, reports and actors are named by IRIs.",
            "give each an IRI; in a sample, blank nodes are not followed",
        )


def _general(node: str, label: str, shape: str, message: str, advice: str) -> Violation:
    return Violation(
        node=node, label=label, path="", value="", shape=shape, constraint="", message=message, mend=advice
    )
