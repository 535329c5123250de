"""What reading gives: articles, reports and actors as lists that show themselves and become tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.base.listing import Listing
from kg.corpus.base import Skipped
from kg.exporters.event_lines import line
from kg.model import Article, Report

Found = dict[str, object]


class Articles(Listing[Article]):
    """Articles as they were read.

    Attributes:
        skipped: What could not be read: where it stands, and why.

    >>> articles = kg.read("data/articles")
    >>> len(articles), articles[0].title, articles.skipped
    (108, 'United States and EU punish officials over Crimea vote', [])
    """

    noun = "article"

    def __init__(self, articles: Iterable[Article] = (), skipped: Sequence[Skipped] = ()) -> None:
        """Hold articles, and what was skipped on the way."""
        super().__init__(articles)
        self.skipped = list(skipped)

    def line(self, item: Article) -> str:
        """Day, title or name, number of characters."""
        return f"{item.published or 'undated'}  {item.title or item.name}  ({len(item.text):,} characters)"

    def row(self, item: Article) -> dict[str, object]:
        """The fields of an article, its text among them."""
        names = ("id", "name", "title", "published", "outlet", "url", "language", "origin", "text")
        return {name: getattr(item, name) for name in names}

    def _said(self) -> str:
        return super()._said() + (f", {len(self.skipped)} skipped" if self.skipped else "")


class Reports(Listing[Report]):
    """What articles tell: each report one sentence, one dyad, one event type.

    Attributes:
        skipped: Articles that could not be read: where they stand, and why.

    >>> told = kg.events("Poland expelled three Russian diplomats on Tuesday.", published="2024-05-22")
    >>> [(row["source"], row["plover"], row["target"], row["date"]) for row in told.records()]
    [('POL', 'SANCTION', 'RUS', '2024-05-21')]
    """

    noun = "report"

    def __init__(self, reports: Iterable[Report] = (), skipped: Sequence[Skipped] = ()) -> None:
        """Hold reports, and what was skipped on the way."""
        super().__init__(reports)
        self.skipped = list(skipped)

    def line(self, item: Report) -> str:
        """Who did what to whom, when, whether, and how sure that is."""
        source, target = item.dyad
        act = f"{item.type} {item.mode.name}" if item.mode else str(item.type)
        return f"{source} {act} {target}  {item.when.iso or 'undated'}  {item.status}  {item.confidence:.2f}"

    def row(self, item: Report) -> dict[str, object]:
        """The keys of a line of ``kg extract``."""
        return line(item)

    def _said(self) -> str:
        return super()._said() + (f", {len(self.skipped)} articles skipped" if self.skipped else "")


class Actors(Listing[Found]):
    """The actors that a text names, each a dictionary.

    >>> kg.resolve("the German foreign minister and the Kremlin")
    <Actors: 2 actors>
      German foreign minister: DEU:GOV:FOREIGN-MINISTER, stands for DEU
      Kremlin: RUS, stands for RUS
    """

    noun = "actor"

    def line(self, item: Found) -> str:
        """The words, and whom they stand for."""
        return f"{item['text']}: {item['id']}, stands for {item['stands_for']}"

    def row(self, item: Found) -> dict[str, object]:
        """The dictionary itself."""
        return item
