"""The embedded SPARQL engine: Oxigraph over triples of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from kg.base.errors import QueryError
from kg.base.prefixes import PREFIXES
from kg.sparql.query_text import bind, refuse, syntax_error
from kg.sparql.results import Result, Row
from kg.sparql.stamp import damage

if TYPE_CHECKING:
    import pyoxigraph as ox

BATCH = 50_000
"""Triples parsed at a time when loading."""

CODE_LISTS = ("events", "actors")
"""Turtle files of the ontology that are loaded beside the data, so that queries can walk up CAMEO or ask for labels."""


class Store:
    """A graph that answers SPARQL. Read-only to queries.

    Args:
        engine: An Oxigraph store, in memory or on disk; whoever fills it owns it.
        renew: Makes a store on disk anew whose files turn out to be damaged.
    """

    def __init__(self, engine: ox.Store, renew: Callable[[], Path] | None = None) -> None:
        self._engine, self._renew = engine, renew

    @classmethod
    def of(cls, triples: Iterable[tuple[str, str, str]], *, codes: bool = True) -> Store:
        """Load triples, their terms in N-Triples syntax, into memory (about 0.4 KB a triple).

        Args:
            triples: What :func:`kg.views.rdf.triples` yields.
            codes: Whether to add the code lists of the ontology.
        """
        import pyoxigraph as ox

        engine = ox.Store()
        source = iter(triples)
        while batch := list(islice(source, BATCH)):
            data = "".join(f"{s} {p} {o} .\n" for s, p, o in batch)
            engine.bulk_load(data.encode(), format=ox.RdfFormat.N_TRIPLES)
        if codes:
            for name in CODE_LISTS:
                data_file = files("ontology").joinpath(f"{name}.ttl")
                engine.bulk_load(data_file.read_bytes(), format=ox.RdfFormat.TURTLE)
        return cls(engine)

    @classmethod
    def on_disk(cls, folder: Path, *, renew: Callable[[], Path] | None = None) -> Store:
        """Open an Oxigraph store on disk, for reading.

        Args:
            folder: The store.
            renew: Makes it anew when its files turn out to be damaged, and returns its folder.
        """
        import pyoxigraph as ox

        try:
            return cls(ox.Store.read_only(str(folder)), renew)
        except (OSError, RuntimeError) as error:
            if renew is None or not damage(error):
                raise
            return cls(ox.Store.read_only(str(renew())))

    def __len__(self) -> int:
        """Number of triples, those of the code lists included."""
        return len(self._engine)

    def run(self, query: str, terms: Mapping[str, str] | None = None) -> Result:
        """Run a SELECT, ASK, CONSTRUCT or DESCRIBE; the prefixes of :mod:`kg.base.prefixes` need no declaration.

        Args:
            query: SPARQL 1.1.
            terms: Values for ``$name`` in it, as terms in SPARQL syntax; see :func:`kg.sparql.parameters.term`.

        Raises:
            QueryError: The query is malformed (with line and column), would change the graph or reach the network
                (SERVICE, LOAD), has no place for one of the terms, or fails while it runs.
        """
        text = bind(query, terms or {})
        refuse(text)
        try:
            return self._answer(text)
        except SyntaxError as error:
            raise syntax_error(str(error), text) from None
        except (OSError, RuntimeError, ValueError) as error:
            if self._renew is None or not damage(error):
                raise QueryError(f"the query failed: {error}") from error
        import pyoxigraph as ox

        renew, self._renew = self._renew, None
        self._engine = ox.Store.read_only(str(renew()))
        return self.run(query, terms)

    def _answer(self, text: str) -> Result:
        import pyoxigraph as ox

        found = self._engine.query(text, prefixes=dict(PREFIXES))
        if isinstance(found, ox.QueryBoolean):
            return Result(answer=bool(found))
        if isinstance(found, ox.QueryTriples):
            # an engine's order is its own: sort, so that the same graph gives the same bytes
            rows: list[Row] = sorted(((t.subject, t.predicate, t.object) for t in found), key=str)
            return Result(columns=("subject", "predicate", "object"), rows=tuple(rows))
        columns = tuple(variable.value for variable in found.variables)
        return Result(columns=columns, rows=tuple(tuple(row[name] for name in columns) for row in found))
