"""The log of one graph directory, and how it grows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import cast

from kg.base import signals
from kg.base.errors import GraphError
from kg.base.places import here
from kg.model import Article
from kg.store import locks, marker
from kg.store.grouped import grouped
from kg.store.logged import place
from kg.store.migration import migrate
from kg.store.parts import SCHEMA, Reading
from kg.store.reader import Reader
from kg.store.records import article_record


class Log(Reader):
    """The log of one graph directory. Appending needs :meth:`writing`; reading never blocks."""

    def __init__(self, directory: Path, *, alleged: bool = False) -> None:
        """Use :meth:`open` or :meth:`create`."""
        super().__init__(directory, alleged=alleged)
        # of a writer only: what the log holds of the articles at hand, and which articles this run has met
        self._hashes: dict[str, str] = {}
        self._skipped: dict[str, str] = {}
        self._at: dict[str, set[str]] = {}  # ids by place
        self._looked: set[str] = set()
        self._met: set[str] = set()
        self._made = False  # whether there was no graph before

    @classmethod
    def open(cls, directory: Path, *, alleged: bool = False) -> Log:
        """Open an existing graph for reading; one of an older version is brought up to date first.

        Args:
            directory: The graph.
            alleged: Read what somebody is only accused of as something that occurred, so that it counts.

        Raises:
            GraphError: There is no graph, a newer irkg made it, or an older one and it cannot be written.
        """
        schema = marker.schema_of(directory)
        if schema > SCHEMA:
            raise GraphError(
                f"{directory} was made by a newer irkg (schema {schema}, this one knows {SCHEMA}); "
                "upgrade with: pip install -U irkg"
            )
        log = cls(directory, alleged=alleged)
        if schema < SCHEMA:
            with locks.writing(directory, wait=True):
                if (schema := marker.schema_of(directory)) < SCHEMA:  # nobody else has done it meanwhile
                    migrate(directory, schema, lambda: marker.mark(directory, SCHEMA))
        return log

    @classmethod
    def create(cls, directory: Path) -> Log:
        """Open a graph, making the directory when there is none.

        Raises:
            GraphError: It cannot be written, or a newer irkg made it.
        """
        try:
            here(directory)
        except OSError as error:
            raise GraphError.unwritable(directory, error) from error
        log = cls(directory)
        if not cls.there(directory):
            with suppress(locks.BusyError), locks.writing(directory):
                log._begin()  # else another process makes it just now; whether we wait for it is told to writing()
        if cls.there(directory):
            cls.open(directory)
        return log

    @staticmethod
    def there(directory: Path) -> bool:
        """Whether a directory holds a graph, of any version."""
        return (directory / marker.NAME).exists()

    @contextmanager
    def writing(self, *, wait: bool = False) -> Iterator[bool]:
        """Hold the directory for writing: one run. Leftovers of an interrupted one are swept.

        Gives whether the graph is empty and made by this object, so that :meth:`discard` takes nothing from others.

        Args:
            wait: Wait for another process that is writing to it.

        Raises:
            GraphError: Another process is writing to it, or it cannot be written.
        """
        with locks.writing(self.directory, wait=wait):
            self._begin()
            with suppress(GraphError, OSError):  # a damaged log can still be built anew
                self.parts.sweep()
            self._forget()
            self._met = set()
            made, self._made = self._made, False
            yield made and not self.parts.committed()

    def _begin(self) -> None:
        """Make an empty log where there is no graph."""
        if self.there(self.directory):
            return
        try:
            self.parts.begin()
            marker.mark(self.directory, SCHEMA)
        except OSError as error:
            raise GraphError.unwritable(self.directory, error) from error
        self._made = True

    def clear(self) -> None:
        """Forget everything that was read, damaged or not; what an analyst has marked stays.

        Raises:
            GraphError: The directory cannot be written.
        """
        try:
            self.parts.begin()
            self.parts.sweep()
        except OSError as error:
            raise GraphError.unwritable(self.directory, error) from error
        self._forget()
        self._met = set()

    def discard(self) -> None:
        """Remove a graph that this run made and that is not worth keeping; other files in its directory stay."""
        self.clear()
        with suppress(OSError):  # what cannot be removed does no harm
            (self.directory / marker.NAME).unlink()
            self.parts.remove()
            (self.directory / locks.NAME).unlink()
            self.directory.rmdir()

    def look_up(self, articles: Sequence[Article]) -> None:
        """Learn what the log holds of some articles, all in one question. For a writer: before :meth:`knows`."""
        self._forget()
        self._look_up(articles)

    def knows(self, article: Article) -> bool:
        """Whether the log holds the article as it is, so that it need not be read again. For a writer."""
        self._met.add(article.id)
        self._look_up([article])
        return self._hashes.get(article.id) == article.content_hash

    def why_skipped(self, article: Article) -> str | None:
        """Why an article that the log knows was skipped when it was read, if it was. For a writer."""
        return self._skipped.get(article.id)

    def append(self, readings: Sequence[Reading]) -> int:
        """Commit a batch: all of it or nothing.

        A reading replaces what the log holds of the same article: of the same id, or from the same place (its address,
        or the file it fills alone) under an id that this run has not met: an article whose id is a hash of its text,
        which has changed. Articles of one run may share an address; of one id twice in a batch the last counts.

        Returns:
            How many articles of earlier runs were replaced.

        Raises:
            GraphError: The disk is full or the directory cannot be written; what was committed before stays.
        """
        batch = {reading.article.id: reading for reading in readings}
        if not batch:
            return 0
        self._look_up([reading.article for reading in batch.values()])
        self._met.update(batch)
        articles = [
            article_record(r.article, r.skipped, reports=len(r.reports), replaces=self._replaced(r.article))
            for r in batch.values()
        ]
        told = [one for reading in batch.values() for one in reading.reports]
        positions = chain.from_iterable(range(len(reading.reports)) for reading in batch.values())
        try:
            with signals.held():  # DuckDB would make an error of an interruption, and the batch be lost
                self.parts.add(grouped(told, positions), articles)  # not kept: to settle takes as much memory
        except OSError as error:
            reason = error.strerror or error
            raise GraphError(f"cannot write to {self.directory}: {reason}; what was read before is safe") from error
        with suppress(OSError):  # small parts do as well; the next batch tries again
            self.parts.settle()
        return sum(len(cast("list[str]", record["replaces"])) for record in articles)

    def _forget(self) -> None:
        self._hashes, self._skipped, self._at, self._looked = {}, {}, {}, set()

    def _look_up(self, articles: Sequence[Article]) -> None:
        new = [article for article in articles if article.id not in self._looked]
        if not new:
            return
        self._looked.update(article.id for article in new)
        places = {where for article in new if (where := place(article)) and where not in self._at}
        self._at |= {where: set() for where in places}
        for row in self.articles_where(
            "r.id, r.content_hash, r.skipped, r.place",
            where="(r.id IN (SELECT unnest($ids)) OR r.place IN (SELECT unnest($places)))",
            ids=sorted({article.id for article in new}),
            places=sorted(places),
        ):
            name = str(row["id"])
            self._hashes[name] = str(row["content_hash"])
            if row["skipped"] is not None:
                self._skipped[name] = str(row["skipped"])
            if row["place"] in self._at:
                self._at[str(row["place"])].add(name)

    def _replaced(self, article: Article) -> list[str]:
        """Ids of readings that count no more: of this article, and of others in whose place it comes.

        Of the others, those of earlier runs; from now on they are unknown.
        """
        own = [article.id] if article.id in self._hashes else []
        where = place(article)
        same = self._at.setdefault(where, set()) if where else set()
        others = sorted(same - self._met)
        for other in others:
            self._hashes.pop(other, None)
        same.difference_update(others)
        same.add(article.id)
        self._hashes[article.id] = article.content_hash
        return own + others
