"""Who holds office, asked of Wikidata: heads of state and government, foreign and defence ministers, with their terms.

One question to the query service, only when somebody asks for it, with the limits of time and size of
:mod:`kg.corpus.fetching`. The answer is JSON of the SPARQL protocol. Wikidata's contents are in the public domain.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from kg.base.errors import ReadError
from kg.corpus.fetching import fetch

ENDPOINT = "https://query.wikidata.org/sparql"
MEDIA = "application/sparql-results+json"
MOST = 5000
"""Terms in an answer; two hundred states and four offices have some three hundred a year."""

QUERY = """\
SELECT DISTINCT ?state ?office ?role ?person ?personLabel ?start ?end WHERE {
  { ?country p:P35 ?term . ?term ps:P35 ?person . BIND("head of state" AS ?office)
    OPTIONAL { ?country wdt:P1906/rdfs:label ?role . FILTER(LANG(?role) = "en") } }
  UNION
  { ?country p:P6 ?term . ?term ps:P6 ?person . BIND("head of government" AS ?office)
    OPTIONAL { ?country wdt:P1313/rdfs:label ?role . FILTER(LANG(?role) = "en") } }
  UNION
  { VALUES (?class ?office) { (wd:Q7330070 "foreign minister") (wd:Q2518691 "defence minister") }
    ?post wdt:P31?/wdt:P279* ?class ; wdt:P1001 ?country . ?term ps:P39 ?post . ?person p:P39 ?term }
  ?country wdt:P298 ?state .
  ?term pq:P580 ?start .
  OPTIONAL { ?term pq:P582 ?end }
  FILTER(?start >= "%(since)sT00:00:00Z"^^xsd:dateTime)
  SERVICE wikibase:label { bd:serviceParam wikibase:language "en" . }
}
ORDER BY ?state ?office ?start ?person
LIMIT %(most)d
"""
"""P35 head of state, P6 head of government, P1906 and P1313 the names of these offices, P39 position held, P1001 of
which state, P298 its code (ISO 3166-1 alpha-3), P580 and P582 first and last day of the term."""

_ITEM = re.compile(r"Q\d+$")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Somebody's term in an office.

    Attributes:
        state: Code of the state, ISO 3166-1 alpha-3.
        office: ``head of state``, ``head of government``, ``foreign minister`` or ``defence minister``.
        role: What the office is called there: ``president``; the office where Wikidata does not say.
        name: Of the person, in English.
        item: Wikidata's id of the person, ``Q42``.
        start, end: First and last day; None for a term that goes on.
    """

    state: str
    office: str
    role: str
    name: str
    item: str
    start: date
    end: date | None = None


def office_holders(since: date, *, endpoint: str = ENDPOINT, private: bool = False) -> list[Term]:
    """The terms that began on a day or later.

    Args:
        since: That day.
        endpoint: Address of the query service.
        private: Whether an address within the own network may be asked.

    Raises:
        ReadError: It does not answer in time, or with something else than an answer to a query.
    """
    asked = {"query": QUERY % {"since": since.isoformat(), "most": MOST}, "format": "json"}
    answer = fetch(f"{endpoint}?{urlencode(asked)}", private=private, kinds=(MEDIA, "application/json"))
    try:
        found = json.loads(answer.data)["results"]["bindings"]
        return list(_terms(found))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ReadError(f"{endpoint} gives no results of a query as SPARQL has them") from error


def _terms(bindings: list[dict[str, dict[str, str]]]) -> Iterator[Term]:
    """The rows that say enough; a person without a name, or a day that is none, says nothing."""
    for row in bindings:
        told = {name: node["value"] for name, node in row.items()}
        item, start = _ITEM.search(told["person"]), _day(told["start"])
        name = told.get("personLabel", "")
        if item and start and name and name != item[0]:
            yield Term(
                state=told["state"],
                office=told["office"],
                role=_role(told.get("role", "")) or told["office"],
                name=name,
                item=item[0],
                start=start,
                end=_day(told.get("end", "")),
            )


def _role(label: str) -> str:
    """``President of Russia`` is a president."""
    return re.split(r" (?:of|in|for) ", label)[0].strip().lower()


def _day(text: str) -> date | None:
    match = _DAY.match(text)
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None
