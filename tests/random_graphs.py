"""Random small graphs: claims that touch, several datasets, sectors, members of bodies, an analyst's marks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from kg.assembly import Mark, MarkKind
from kg.base.dates import DateBasis
from kg.model import Actor, Report
from kg.store import Log, Reading
from ontology import EventType, Sector
from tests.builders import actor, article, report, when

DAYS = st.builds(lambda n: (date(2021, 2, 20) + timedelta(days=n)).isoformat(), st.integers(0, 20))
SPANS = st.one_of(DAYS, DAYS, DAYS, st.sampled_from(["2021-03", "2021", "2021-02-27/2021-03-03", "2020-12-31", None]))
ACTORS: list[Actor] = [
    actor("USA"),
    actor("RUS"),
    actor("DEU"),
    actor("EU"),
    actor("USA:MIL", label="US armed forces", stands_for="USA", sector=Sector("MIL")),
    actor("RUS:GOV", label="Kremlin", stands_for="RUS", sector=Sector("GOV")),
    actor("person/somebody", label="Somebody", stands_for="RUS", sector=Sector("GOV")),
]
ABOUT = report("USA", "RUS", "CONSULT", "2021-03-01").event_id
MARKS = st.lists(st.tuples(st.sampled_from(sorted(MarkKind)), st.integers(0, 30), st.integers(0, 30)), max_size=3)


def _report(
    sides: tuple[Actor, Actor],
    code: tuple[str, str | None, str | None],
    span: str | None,
    basis: DateBasis,
    where: tuple[str, int, str | None],
    symmetric: bool,  # noqa: FBT001
    status: str,
    told: tuple[float, str | None, str | None],
) -> Report:
    name, start, dataset = where
    names = ("", "Acme/Ünion ~ (x)", 'a "quoted"\n\ttext \\ \x07')
    confidence, outlet, published = told
    return report(
        *sides,
        code[0],
        when(span, basis),
        mode=code[1],
        cameo=code[2],
        article=f"{dataset or ''}{name}",
        start=start,
        symmetric=symmetric,
        status=status,
        confidence=confidence,
        outlet=outlet,
        published=published,
        dataset=dataset,
        original_code="190" if dataset else None,
        object_actor="UN" if start == 2 else None,
        url=f"https://example.org/{name}" if outlet else None,
        place="Geneva" if start == 1 else None,
        object=names[start] or None,
        object_event=ABOUT if start == 1 and not dataset else None,
        contexts=("legal", "diplomatic")[:start],
        sentence="" if dataset else None,
        trigger=f"did {names[start]}",
    )


REPORTS = st.lists(
    st.builds(
        _report,
        st.tuples(st.sampled_from(ACTORS), st.sampled_from(ACTORS)).filter(lambda two: two[0].id != two[1].id),
        st.sampled_from(
            [("ASSAULT", None, "190"), ("ASSAULT", None, None), ("CONSULT", None, "040"), ("SANCTION", "expel", "161")]
        ),
        SPANS,
        st.sampled_from([DateBasis.PUBLICATION, DateBasis.RELATIVE, DateBasis.STATED]),
        st.tuples(
            st.sampled_from(["a", "b", "c", "d_1", "e/é", "f"]),
            st.integers(0, 2),
            st.sampled_from([None, None, None, "icews"]),
        ),
        st.booleans(),
        st.sampled_from(["occurred", "occurred", "historical", "negated", "alleged"]),
        st.tuples(
            st.sampled_from([0.3, 0.8]), st.sampled_from([None, "Wire", "Post"]), st.sampled_from([None, "2021-03-18"])
        ),
    ),
    max_size=24,
)


@dataclass(frozen=True)
class Given:
    """What a graph is made of."""

    reports: list[Report]
    marks: list[tuple[MarkKind, int, int]]


GRAPHS = st.builds(Given, REPORTS, st.one_of(st.just([]), MARKS))


@contextmanager
def written(given: Given) -> Iterator[Log]:
    """The graph in a folder, written as a build does it; half of it in a second part."""
    with TemporaryDirectory() as folder:
        log = Log.create(Path(folder))
        names = sorted({told.article for told in given.reports})
        for some in (names[::2], names[1::2]):
            with log.writing():
                log.append([_reading(name, given.reports) for name in some])
        _mark(log, given)
        yield log


def _reading(name: str, reports: list[Report]) -> Reading:
    return Reading(article=article(name), reports=tuple(told for told in reports if told.article == name))


def _mark(log: Log, given: Given) -> None:
    claims = sorted({told.event_id for told in given.reports})
    said: dict[Mark, str] = {}
    for kind, one, other in given.marks if claims else ():
        claim, value = claims[one % len(claims)], claims[other % len(claims)]
        if kind is MarkKind.SAME_AS and claim == value:
            continue
        values = {MarkKind.WRONG: "", MarkKind.TYPE: EventType("CONSULT").value, MarkKind.SAME_AS: value}
        said = {m: about for m, about in said.items() if (m.event, m.kind) != (claim, kind)}
        said[Mark(event=claim, kind=kind, value=values[kind])] = ""
    if said:
        log.marks_file.change(lambda _: said)
