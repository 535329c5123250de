"""From an act in a sentence to a report with its evidence: exact words and offsets in the article."""

from __future__ import annotations

from kg.base.dates import When
from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.entities.references import Ref
from kg.extraction.events.act import Act
from kg.extraction.events.contests import Contests
from kg.extraction.events.contexts import contexts
from kg.extraction.segmentation.lines import Line
from kg.extraction.syntax.tree import Word
from kg.lexicon.words import words
from kg.model import Actor, Article, Mention, Report, Status
from ontology import EventType

_LEFT_OUT = frozenset({"relcl", "acl", "appos", "punct", "advcl", "cc", "conj"})
_ROOT_OF = {
    EventType.AGREE: "030",
    EventType.CONSULT: "040",
    EventType.SUPPORT: "050",
    EventType.COOPERATE: "060",
    EventType.AID: "070",
    EventType.CONCEDE: "080",
    EventType.RETREAT: "080",
    EventType.REQUEST: "020",
    EventType.ACCUSE: "110",
    EventType.REJECT: "120",
    EventType.THREATEN: "130",
    EventType.PROTEST: "140",
    EventType.MOBILIZE: "150",
    EventType.SANCTION: "160",
    EventType.COERCE: "170",
    EventType.ASSAULT: "190",
}
_SHOWN = words("shown_auxiliaries")


class Evidence:
    """Where one sentence stands in its article; turns places in the sentence into places in the article.

    Attributes:
        line: The sentence's place.
        contests: Tells matches from acts in the article.
    """

    def __init__(self, article: Article, line: Line, phrases: Phrases, contests: Contests) -> None:
        """Take the article, the sentence's place in it, its phrases, and what the article tells of matches."""
        self._article = article
        self.line = line
        self.contests = contests
        self._phrases = phrases
        self._whole = (article.text if line.part == "text" else article.title) or ""

    @property
    def sentence(self) -> str:
        """The sentence as the article has it."""
        return self._whole[self.line.start : self.line.end]

    def report(
        self,
        act: Act,
        source: Ref,
        target: Ref,
        when: When,
        status: Status,
        confidence: float,
    ) -> Report:
        """The report of one source doing the act to one target."""
        words = sorted(act.words, key=lambda w: w.i)
        start, end = self._at(words[0].start), self._at(words[-1].end)
        obj = _phrase(act.object) if act.object is not None else None
        return Report(
            article=self._article.id,
            doc=self._article.name,
            part=self.line.part,
            sentence=self.sentence,
            start=self.line.start,
            end=self.line.end,
            trigger=self._whole[start:end],
            trigger_start=start,
            trigger_end=end,
            predicate=_predicate(act),
            object=self._text(obj) if obj else None,
            object_actor=_person(act.object, self._phrases) if act.object is not None else None,
            source=self._mention(source),
            target=self._mention(target),
            type=act.type,
            mode=act.mode,
            cameo=act.cameo or _ROOT_OF[act.type],
            contexts=contexts(self._phrases.tree.text, act.cameo),
            when=when,
            status=status,
            symmetric=act.symmetric,
            confidence=round(confidence, 3),
            rule=act.rule,
            outlet=self._article.outlet,
            url=self._article.url,
            published=self._article.published,
        )

    def _at(self, offset: int) -> int:
        base, offsets = self.line.start, self.line.offsets
        if offsets is None:
            return base + offset
        return base + (offsets[offset] if offset < len(offsets) else offsets[-1] + 1)

    def _mention(self, ref: Ref) -> Mention:
        if ref.start == ref.end:
            return Mention(actor=ref.actor, text="", start=self.line.start, end=self.line.start)
        start, end = self._at(ref.start), self._at(ref.end)
        return Mention(actor=ref.actor, text=self._whole[start:end], start=start, end=end)

    def _text(self, span: tuple[int, int]) -> str:
        return " ".join(self._whole[self._at(span[0]) : self._at(span[1])].split())


def _predicate(act: Act) -> str:
    """The predicate as written: owners, auxiliaries that change the sense, verb, particle; not the object."""
    words = {w.i: w for w in act.words}
    if act.object is not None and act.object is not act.word:
        words.pop(act.object.i, None)
    for word in list(words.values()):
        for child in word.children:
            if child.dep in {"neg", "prt"} or (child.dep == "aux" and child.lower in _SHOWN):
                words[child.i] = child
    ordered = [words[i] for i in sorted(words)]
    return " ".join(w.text for w in ordered if w.lower != "to" or len(ordered) > 1)


def _phrase(head: Word) -> tuple[int, int]:
    """Span of a noun phrase without clauses, appositions and what is coordinated with it."""
    inside = [head]
    for word in inside:
        inside += [c for c in word.children if c.dep not in _LEFT_OUT or (c.dep == "punct" and c.text == "-")]
    return min(w.start for w in inside), max(w.end for w in inside)


def _person(head: Word, phrases: Phrases) -> Actor | None:
    refs = phrases.who(head)
    return next((ref.actor for ref in refs if ref.actor.id.startswith("person/")), None)
