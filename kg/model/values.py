"""The values that flow through irkg. All are frozen, slotted and keyword-only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from kg.base.dates import When
from kg.base.ids import digest
from ontology import ActorKind, Context, EventType, Mode, QuadClass, Sector

Part = Literal["text", "title"]


class Status(StrEnum):
    """Whether the text says that the act took place. Only the first two make edges and ties.

    What is *alleged* somebody accuses another of, and the text does not say in its own voice. The last is no reading of
    a text: an analyst has marked the event as wrong.
    """

    OCCURRED = "occurred"
    HISTORICAL = "historical"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"
    ALLEGED = "alleged"
    RETRACTED = "retracted"

    @property
    def real(self) -> bool:
        """True when the text tells the act as something that happened or is happening."""
        return self in (Status.OCCURRED, Status.HISTORICAL)

    @property
    def asserted(self) -> bool:
        """True when somebody says that it happened: the text itself, or an accusation that it reports."""
        return self.real or self is Status.ALLEGED


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news article as it was read.

    Attributes:
        id: Given by the source, or a hash of outlet, date, title and text.
        name: Short name for people: the file name without suffix, or the id.
        text: The body exactly as evidence offsets count it (Unicode code points). May contain the headline.
        title: The headline from metadata, if any.
        published: Day of publication, if known.
        published_basis: Where that day comes from: ``metadata``, ``option``, ``url``, ``dateline`` or None.
        outlet: Publisher's name.
        url: Where the article stands on the web.
        language: ISO 639-1 code as declared by the source, or None.
        origin: Where it was read from, such as ``articles.jsonl:12``; for messages and provenance.
        fingerprint: What copies of it are known by; see :mod:`kg.corpus.near_duplicates`.
        copy_of: Id of an article read before of which this is a copy.
    """

    id: str
    name: str
    text: str
    title: str | None = None
    published: date | None = None
    published_basis: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    origin: str = ""
    fingerprint: str | None = None
    copy_of: str | None = None

    @property
    def content_hash(self) -> str:
        """Hash of what the article says; changes when title, text or date change."""
        return digest(self.title, self.text, self.published)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who acts, or is acted upon, in international relations.

    Attributes:
        id: ``RUS``, ``UN``, ``Arab League``, ``USA:GOV:STATE-DEPARTMENT``, ``person/anatoly-antonov``.
        label: Name for people.
        kind: State, body, armed group, person, ...
        stands_for: Id of the state, body or group this actor stands for in a dyad: ``RUS`` for the Kremlin.
        sector: PLOVER/CAMEO role code, or None for a state as a whole.
        role: Role in words ("foreign minister"), when the text or the lexicon gives one.
        wikidata: ``Q159``, or None.
    """

    id: str
    label: str
    kind: ActorKind
    stands_for: str
    sector: Sector | None = None
    role: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An actor as one text mentions it.

    Attributes:
        actor: Who is meant.
        text: The words that stand for the actor; empty when the sentence has none (implicit).
        start, end: Offsets of those words in the article part; equal when implicit.
    """

    actor: Actor
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One sentence of one article telling one event: the claim with its evidence.

    Attributes:
        article: The article's id; ``doc``, ``outlet``, ``url``, ``published`` repeat what is needed to show it. The
            outlet of a copy is that of the article it copies.
        part: Which part of the article offsets count in: its text or its title.
        sentence, start, end: The exact sentence and its offsets.
        trigger, trigger_start, trigger_end: The words that tell the event ("recalled").
        predicate: The predicate as written, with particle, auxiliaries and object noun where they belong to it.
        object: The object as written ("its ambassador"), if the sentence has one.
        object_actor: Whom the object resolves to (Anatoly Antonov), if anyone.
        object_event: Id of the event that the object names ("the annexation of Crimea"), if known.
        source, target: Who did it to whom. ``source.actor.stands_for`` and ``target.actor.stands_for`` make the dyad.
        type, mode, contexts, cameo: The coded event; ``cameo`` is the most specific code the text supports.
        when: When it happened, how precisely that is known, and from what.
        place: Where, as written, if told.
        status: Whether it happened.
        symmetric: True when both sides do it to each other (a meeting); ``source`` is then the first named.
        domestic: True when both stand for one state.
        confidence: Probability in [0, 1] that actors and type are right.
        rule: Id of the rule or table row that made it.
        dataset, original_code: For imported codings of others, whose ``doc`` is the data set's own id of the event and
            whose evidence is empty; None when read from text by irkg.
    """

    article: str
    doc: str
    sentence: str
    start: int
    end: int
    trigger: str
    trigger_start: int
    trigger_end: int
    predicate: str
    source: Mention
    target: Mention
    type: EventType
    cameo: str | None
    when: When
    status: Status
    confidence: float
    rule: str
    mode: Mode | None = None
    contexts: tuple[Context, ...] = ()
    object: str | None = None
    object_actor: Actor | None = None
    object_event: str | None = None
    place: str | None = None
    symmetric: bool = False
    domestic: bool = False
    part: Part = "text"
    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    dataset: str | None = None
    original_code: str | None = None

    @property
    def dyad(self) -> tuple[str, str]:
        """Directed pair of what source and target stand for."""
        return self.source.actor.stands_for, self.target.actor.stands_for

    @property
    def quad(self) -> QuadClass:
        """Quad class of the event type."""
        return self.type.quad

    @property
    def score(self) -> float:
        """PLOVER conflict-cooperation score in [-10, 10]: of the mode if one is coded, else of the type."""
        return self.mode.score if self.mode else self.type.score

    @property
    def event_id(self) -> str:
        """Hash of the claim: who, whom, what, when, whether. Reports of one event share it, whatever mode each tells.

        A symmetric event has one id whichever side is named first.
        """
        # inside a country the dyad says nothing: police and students, court and party are one country's
        sides = (self.source.actor.id, self.target.actor.id) if self.domestic else self.dyad
        pair: Sequence[str] = sorted(sides) if self.symmetric else sides
        whether = "real" if self.status.real else self.status.value
        return digest(*pair, self.type, self.when.earliest, self.when.latest, whether)

    @property
    def id(self) -> str:
        """Hash of the claim and of where it stands: in an article, or in a data set, whatever file that came in."""
        return self.ids[1]

    @property
    def ids(self) -> tuple[str, str]:
        """The id of the claim and that of the report, for who needs both: the second is made of the first."""
        event = self.event_id
        if self.dataset:
            return event, digest(event, self.dataset, self.doc, *self.dyad)
        return event, digest(event, self.article, self.part, self.trigger_start, self.trigger_end, *self.dyad)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened once: one claim with all its reports, the best-founded first.

    The claim's fields are those of the first report; see :func:`kg.model.merge` for the order.

    Attributes:
        id: Hash of the claim.
        reports: All that tell it, as the marks would have them.
        aliases: Other ids it can be found by, sorted: of claims that were merged into it, and of what was read before
            an analyst's mark changed it.
        marks: What an analyst said of it, as ``type ACCUSE``; sorted.
    """

    id: str
    reports: tuple[Report, ...] = field(repr=False)
    aliases: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()

    @property
    def best(self) -> Report:
        """The report that speaks for the event: the first."""
        return self.reports[0]

    @property
    def outlets(self) -> tuple[str, ...]:
        """Distinct outlets that told it, sorted; copies of an article count under the outlet of the original."""
        return tuple(sorted({report.outlet for report in self.reports if report.outlet}))
