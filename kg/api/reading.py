"""From text to events: read, extract, events, resolve, build."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.api.graph import Graph, open  # noqa: A004 - kg.open reads as it should
from kg.api.listings import Actors, Articles, Reports
from kg.base import arguments
from kg.base.ids import digest
from kg.corpus import Skipped
from kg.graph import intake
from kg.graph.options import Options
from kg.model import Article, Report

if TYPE_CHECKING:
    from kg.extraction import Extractor

Sources = str | Path | Article | Iterable[str | Path | Article]

_ONE_TEXT = "one article at a time; kg build and kg extract read files"


def read(sources: Sources, *, published: date | str | None = None) -> Articles:
    """Articles from files, folders and addresses, as ``kg build`` reads them.

    Args:
        sources: A file or folder of articles, a table, feed, web archive or address; or several of them.
        published: Day of publication of all of them, whatever they say themselves: a date, or ``2024-05-22``.

    Returns:
        The articles, in order; ``.skipped`` says what could not be read, and why.

    Raises:
        TypeError: An argument is of another type.
        UsageError: A source does not exist, or is of no known kind.

    >>> kg.read("data/articles/2018-03-26-us-expels-60-russians-skripal.md")
    <Articles: 1 article>
      2018-03-26  Washington expels 60 Russians in solidarity with Britain  (1,029 characters)
    """
    options = Options(published=arguments.day(published, "published"))
    items = list(_items(sources, options))
    skipped = [item for item in items if isinstance(item, Skipped)]
    return Articles([item for item in items if isinstance(item, Article)], skipped)


def extract(
    sources: Sources,
    *,
    published: date | str | None = None,
    min_confidence: float | None = None,
    domestic: bool = False,
    model: str | None = None,
    actors: str | Path | None = None,
    jobs: int | None = None,
) -> Reports:
    """Events in many articles, as ``kg extract`` tells them; nothing is stored.

    Args:
        sources: As for :func:`read`; also articles that it gave, or that you made.
        published: Day of publication of all of them.
        min_confidence: Tell what has at least this, 0 to 1; by default what is more likely right than wrong.
        domestic: Also what goes on inside a country.
        model: Another installed spaCy pipeline.
        actors: Your own actor table.
        jobs: Processes that read; by default one a core, for inputs that are worth it.

    Raises:
        TypeError: An argument is of another type.
        UsageError: A source does not exist, or is of no known kind.
        ModelError: The language model is missing.

    >>> found = kg.extract("data/articles/2018-03-26-us-expels-60-russians-skripal.md")
    >>> found[0].dyad, found[0].type.value, len(found) == len(found.to_frame())
    (('USA', 'RUS'), 'SANCTION', True)
    """
    options = _options(published, min_confidence, model, actors, jobs, domestic=domestic)
    skipped: list[Skipped] = []
    reports: list[Report] = []

    def skip(place: str, reason: str) -> None:
        skipped.append(Skipped(origin=place, reason=reason))

    for reading in intake.readings(_items(sources, options), options, _maker(options), progress=None, on_skip=skip):
        if reading.skipped:
            skip(reading.article.origin or reading.article.name, reading.skipped)
        reports += reading.reports
    return Reports(reports, skipped)


def events(text: str, *, published: date | str | None = None, title: str | None = None) -> Reports:
    """Events in one article's text, in order.

    Args:
        text: The article in English.
        published: Day of publication, against which "Wednesday" is resolved: a date, or text such as ``2024-05-22``.
        title: Headline, when the text does not begin with it.

    Raises:
        TypeError: The text is no text, or the day no date.
        UsageError: The day is given as text that is no day.
        ModelError: The language model is missing.

    >>> kg.events("Poland expelled three Russian diplomats on Tuesday.", published="2024-05-22")
    <Reports: 1 report>
      POL SANCTION expel RUS  2024-05-21  occurred  0.8...
    """
    text = arguments.text(text, "text", remedy=_ONE_TEXT)
    published, title = arguments.day(published, "published"), arguments.optional_text(title, "title")
    article = Article(id=digest(title, text, published), name="text", text=text, title=title, published=published)
    (found,) = _extractor().extract([article])
    return Reports(found.reports)


def resolve(text: str, on: date | str | None = None) -> Actors:
    """The actors a text mentions: dictionaries with id, stands_for, kind, sector, span, confidence and how found.

    Args:
        text: Any text in English.
        on: The day of which office holders are asked: a date, or text such as ``2024-05-22``.

    Raises:
        TypeError: The text is no text, or the day no date.
        UsageError: The day is given as text that is no day.

    >>> kg.resolve("the German foreign minister", on="2015-06-01")
    <Actors: 1 actor>
      German foreign minister: DEU:GOV:FOREIGN-MINISTER, stands for DEU
    """
    text = arguments.text(text, "text", remedy=_ONE_TEXT)
    return Actors(_extractor().resolve(text, arguments.day(on, "on")))


def build(  # noqa: PLR0913 - one keyword an option of `kg build`
    sources: Sources,
    out: str | Path = "exports",
    *,
    published: date | str | None = None,
    min_confidence: float | None = None,
    domestic: bool = False,
    model: str | None = None,
    actors: str | Path | None = None,
    jobs: int | None = None,
    rebuild: bool = False,
    views: bool | None = None,
    progress: Callable[[int], None] | None = None,
) -> Graph:
    """Read articles into a graph directory, as ``kg build`` does, and open it: what is known is not read again.

    Args:
        sources: As for :func:`read`; also articles that it gave, or that you made.
        out: The graph directory; made when there is none.
        published: Day of publication of all of them.
        min_confidence: Tell what has at least this, 0 to 1; by default what is more likely right than wrong.
        domestic: Also what goes on inside a country.
        model: Another installed spaCy pipeline.
        actors: Your own actor table.
        jobs: Processes that read; by default one a core, for inputs that are worth it.
        rebuild: Forget what was read before.
        views: Whether ``graph.ttl`` and so on are written; by default if the graph is not large.
        progress: Called with the number of articles done so far.

    Returns:
        The graph; ``.skipped`` of :func:`read` says what of the sources cannot be read.

    Raises:
        TypeError: An argument is of another type.
        UsageError: A source does not exist, or is of no known kind.
        GraphError: The directory cannot be written, or another process is writing to it.

    >>> kg.build("data/articles/2018-03-26-us-expels-60-russians-skripal.md", "one-article", views=False)
    <Graph one-article: 1 article, ... reports>
    """
    from kg.graph.build import build as built

    where = arguments.path(out, "out")
    options = _options(published, min_confidence, model, actors, jobs, domestic=domestic)
    again = arguments.flag(rebuild, "rebuild")
    shown = None if views is None else arguments.flag(views, "views")
    told = None if progress is None else lambda done: progress(done.articles)
    built(_given(sources), where, options, rebuild=again, views=shown, progress=told)
    return open(where)


def _options(
    published: date | str | None,
    min_confidence: float | None,
    model: str | None,
    actors: str | Path | None,
    jobs: int | None,
    *,
    domestic: bool,
) -> Options:
    return Options(
        published=arguments.day(published, "published"),
        min_confidence=None if min_confidence is None else arguments.share(min_confidence, "min_confidence"),
        domestic=arguments.flag(domestic, "domestic"),
        model=arguments.optional_text(model, "model"),
        actors=None if actors is None else arguments.path(actors, "actors"),
        jobs=jobs if jobs is None else arguments.count(jobs, "jobs", least=1),
    )


def _given(sources: Sources) -> list[str | Path | Article]:
    """The sources, one or several."""
    if isinstance(sources, str | Path | Article):
        return [sources]
    if isinstance(sources, Iterable):
        found = list(sources)
        for item in found:
            if not isinstance(item, str | Path | Article):
                raise TypeError(f"a source must be a str, a pathlib.Path or an Article, not {type(item).__name__}")
        return found
    raise TypeError(f"sources must be a str, a pathlib.Path, an Article, or several, not {type(sources).__name__}")


def _items(sources: Sources, options: Options) -> Iterable[Article | Skipped]:
    return intake.found_in(_given(sources), options)


def _maker(options: Options) -> Callable[[], Extractor]:
    """What makes the extractor; that of :func:`events` is used again where nothing else is asked for."""
    from kg.graph.loading import extractor

    plain = replace(options, published=None, jobs=None) == Options()
    return _extractor if plain else lambda: extractor(options)


@cache
def _extractor() -> Extractor:
    from kg.extraction import Extractor

    return Extractor()
