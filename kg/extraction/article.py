"""One article from passages to reports: sentences, parses, speakers, acts, outcomes, dates, evidence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.base.dates import DateBasis, Precision, When
from kg.extraction.cleaning.passages import Passage
from kg.extraction.entities.attribution import speaker_of
from kg.extraction.entities.coreference import Discourse, Ref
from kg.extraction.entities.names import Hit, Meaning, NameFinder
from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.entities.responsibility import claimant
from kg.extraction.events import domestic as within
from kg.extraction.events.acts import Act
from kg.extraction.events.evidence import Evidence
from kg.extraction.events.telling import acts_told
from kg.extraction.judging.candidates import Candidate, completed
from kg.extraction.judging.judge import Judge
from kg.extraction.segmentation.candidates import Line, LineReader
from kg.extraction.syntax import frames
from kg.extraction.syntax.parser import Parser
from kg.extraction.syntax.tree import Tree, Word
from kg.extraction.time.resolution import Clock
from kg.extraction.trace import Reading
from kg.lexicon import PredicateLexicon
from kg.model import Article, Report, Status
from ontology import EventType, QuadClass

_RELATIONAL = frozenset(
    "accusation claim statement proposal demand step sanctions talks ties envoy concern protest meeting visit "
    "dispute invitation offer treaty "
    "resolution attack tariff apology redress regret decision move step announcement".split()
)
_CROWDS = frozenset(
    "protester protestor demonstrator crowd mob rioter thousand hundred student activist people".split()
)
_SURE = 0.6  # a hypothetical act below this certainty is left out
_IMPLICIT = 0.5  # certainty of a side that the sentence leaves unsaid


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """An article cut into the sentences that may hold an event, with the names found in each."""

    article: Article
    lines: list[Line]
    hits: list[list[Hit]]

    @property
    def sentences(self) -> list[str]:
        """What is to be parsed."""
        return [line.text for line in self.lines]

    def without(self, numbers: Collection[int]) -> Prepared:
        """The same without some sentences, by their numbers."""
        kept = [i for i in range(len(self.lines)) if i not in numbers]
        return replace(self, lines=[self.lines[i] for i in kept], hits=[self.hits[i] for i in kept])


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One sentence of an article: its line, parse and number, its dates, and where its words stand as evidence."""

    line: Line
    tree: Tree
    number: int
    clock: Clock
    evidence: Evidence


class ArticleReader:
    """Reads reports out of one article at a time; holds no state between articles."""

    def __init__(
        self,
        *,
        names: NameFinder,
        parser: Parser,
        predicates: PredicateLexicon,
        prefilter: bool,
        judge: Judge | None,
        least: float = 0.0,
    ) -> None:
        """Take the parts that all articles share; without a judge, rules alone tell."""
        self._judge = judge
        self._least = least  # without a judge
        self._names = names
        self._parser = parser
        self._predicates = predicates
        self._lines = LineReader(names, predicates)
        self._prefilter = prefilter

    def prepare(self, article: Article, passages: Sequence[Passage], *, private: bool = False) -> Prepared:
        """Cut an article into the sentences that may hold an event, and find the names in them.

        ``private`` knows firms, charities and others, too, that act inside a country but are no side between countries.
        """
        lines = [line for passage in passages if passage.kind != "dateline" for line in self._lines.lines(passage)]
        spans = [self._names.spans(line.text) for line in lines]
        if self._prefilter:
            kept = [i for i, line in enumerate(lines) if self._lines.may_tell(line, named=bool(spans[i]))]
            lines, spans = [lines[i] for i in kept], [spans[i] for i in kept]
        forms = [form for found in spans for _, _, form in found]
        meaning = Meaning(self._names.lexicon, article.text, forms, private=private)
        hits = [
            [meaning.hit(s, e, form, article.published) for s, e, form in found]
            for line, found in zip(lines, spans, strict=True)
        ]
        return Prepared(article=article, lines=lines, hits=hits)

    def read(
        self, prepared: Prepared, trees: list[Tree], trace: list[Reading] | None = None, *, domestic: bool = False
    ) -> Iterator[Report]:
        """Yield the article's reports in order of the text; ``domestic`` ones only when asked for.

        Args:
            prepared: The article's sentences.
            trees: Their parses, in order.
            trace: Where to note every step.
            domestic: Tell also what goes on inside a country.
        """
        article, lines, hits = prepared.article, prepared.lines, prepared.hits
        memory = Discourse(claimant(zip(prepared.sentences, hits, strict=True)))
        reference: When | None = None
        previous: Ref | None = None
        found: list[Candidate] = []
        for number, (line, tree) in enumerate(zip(lines, trees, strict=True)):
            memory.sentence = number
            speaker = speaker_of(number, lines, trees, hits, self._names.lexicon, memory, previous)
            phrases = Phrases(tree, hits[number], self._names.lexicon, memory, speaker)
            clock = Clock(tree, article.published, reference)
            evidence = Evidence(article, line, phrases)
            there = Place(line=line, tree=tree, number=number, clock=clock, evidence=evidence)
            found += (here := self._sentence(there, phrases, memory, trace))
            if domestic:
                found += self._inside(here, there, hits[number], memory, speaker, trace)
            previous = phrases.speaker
            past = [t.when for t in clock.found if t.kind in {"date", "attributive"} and t.when.known]
            reference = next((w for w in past if w.precision in {Precision.YEAR, Precision.MONTH}), reference)
        if self._judge is not None:
            reports = self._judge.told(found, lines, hits)
        else:
            reports = [one.report for one in found if one.report.confidence >= self._least]
        yield from (
            replace(report, object_actor=report.object_actor or memory.holder(report))
            for report in _headlines_dated(reports, lines)
        )

    def _sentence(
        self, there: Place, phrases: Phrases, memory: Discourse, trace: list[Reading] | None
    ) -> list[Candidate]:
        acts, settled = acts_told(there.tree, phrases, self._predicates)
        made = [(self._completed(act, memory, phrases), top) for act, top in settled]
        best: dict[tuple[object, ...], Candidate] = {}
        for act, top in made:
            for candidate in self._candidates(act, top, there, loose=False):
                key = _claim(candidate.report)
                if key not in best or best[key].report.confidence < candidate.report.confidence:
                    best[key] = candidate
        best = {key: told for key, told in best.items() if not _echo(told, best.values())}
        if self._judge is not None and not phrases.inside:
            for act, top in made:
                for whole in completed(act, phrases, memory):
                    for candidate in self._candidates(whole, top, there, loose=True):
                        best.setdefault(_claim(candidate.report), candidate)
        told = sorted(best.values(), key=lambda one: (one.act.word.i, one.report.dyad))
        by_word = {one.act.word.i: one.report for one in told if not one.loose}
        told = [replace(one, report=_linked(one.report, one.act, by_word)) for one in told]
        if trace is not None:
            trace.append(
                Reading(
                    sentence=there.evidence.sentence,
                    tree=there.tree,
                    phrases=phrases,
                    acts=acts,
                    told=[act for act, _ in made],
                    reports=[one.report for one in told],
                )
            )
        return told

    def _inside(
        self,
        told: list[Candidate],
        there: Place,
        hits: list[Hit],
        memory: Discourse,
        speaker: Ref | None,
        trace: list[Reading] | None,
    ) -> list[Candidate]:
        """What goes on inside a country, and what private actors do, of words that tell nothing between countries."""
        phrases = Phrases(there.tree, hits, self._names.lexicon, memory, speaker, quiet=True, inside=True)
        known = {(one.report.trigger_start, one.report.trigger_end) for one in told if not one.loose}
        return [
            replace(one, report=replace(one.report, domestic=one.report.dyad[0] == one.report.dyad[1]))
            for one in self._sentence(there, phrases, memory, trace)
            if within.belongs(one.report, known)
        ]

    def _completed(self, act: Act, memory: Discourse, phrases: Phrases) -> Act:
        """Fill in a side that the sentence leaves unsaid from what was just said, or from who had been attacked."""
        if act.type is EventType.ASSAULT and act.status.real:
            if act.targets and not act.sources and not act.targets[0].party:
                memory.suffered(act.targets[0].actor)
            if act.sources and not act.targets and _definite(act) and (hit := memory.victim(act.sources[0].side)):
                act.targets = [Ref(hit, 0, 0, "implicit", _IMPLICIT)]
            if act.targets and act.targets[0].party and not act.sources and within.by_unknown_hand(act.word):
                act.sources = [within.unidentified(scene) for scene in phrases.scenes()[:1]]
        if act.type is EventType.PROTEST and act.targets and not act.sources and _by_a_crowd(act.word):
            sides = {ref.side for ref in act.targets}
            crowd = [scene for scene in phrases.scenes() if scene.side not in sides]  # a mob in Damascus is Syrian
            act.sources = [replace(scene, certainty=_IMPLICIT) for scene in crowd[:1]]
        if act.sources and not act.targets and act.sources[0].party:
            act.targets = within.default_target(act.sources[0], act.type, self._names.lexicon)
        elif act.sources and not act.targets and self._leaves_unsaid(act):
            other = memory.counterpart(act.sources[0].side)
            if other is not None:
                act.targets = [Ref(other.actor, 0, 0, "implicit", _IMPLICIT)]
        return act

    def _leaves_unsaid(self, act: Act) -> bool:
        """Whether the other side may stay unsaid: "rejected the accusations", not "deported some migrants"."""
        if act.weak or act.symmetric:
            return False
        if act.object is None and (_addressed(act.word) or _only_dates(act.word)):
            return False
        if act.object is None or act.object.tag in {"PRP", "DT"}:
            return True
        return bool(self._predicates.nouns_of.get(act.object.lemma, frozenset()) & _RELATIONAL)

    def _candidates(self, act: Act, top: Word, there: Place, *, loose: bool) -> Iterator[Candidate]:
        assert act.type is not None
        when, status = there.clock.when(act.word, top, act.status)
        for source in act.sources:
            for target in act.targets:
                if source.side == target.side:
                    continue
                weight = act.certainty * source.certainty * target.certainty
                doubtful = loose or not _worth_telling(weight, status, source, target)
                if doubtful and self._judge is None:
                    continue
                yield Candidate(
                    report=there.evidence.report(act, source, target, when, status, weight),
                    act=act,
                    source=source,
                    target=target,
                    top=top,
                    tree=there.tree,
                    line=there.line,
                    number=there.number,
                    loose=doubtful,
                )


def _by_a_crowd(word: Word) -> bool:
    return any(doer.lemma in _CROWDS for doer in (frames.subjects(word) if word.is_verb else ()))


def _definite(act: Act) -> bool:
    """Whether an attack is one told before: "carried out the attack", "claimed responsibility for the blast"."""
    nouns = [w for w in (act.word, *act.words, *act.word.subtree()) if w.is_noun and w.tag != "PRP"]
    return any(child.lower in {"the", "this", "that", "it"} for noun in nouns for child in noun.children)


def _addressed(noun: Word) -> bool:
    """Whether a noun says to or with whom, though to nobody we know: "a visit to Africa"."""
    around = frames.prepositions(noun) if noun.is_noun else {}
    return any(slot in around for slot in ("to", "with", "against"))


def _only_dates(noun: Word) -> bool:
    """Whether a noun merely says when something else was: "since the invasion"."""
    return noun.dep == "pobj" and noun.head.lower in {"since", "before", "after", "during", "until", "following"}


def _worth_telling(weight: float, told: Status, source: Ref, target: Ref) -> bool:
    if target.how == "implicit" and source.how == "implicit":
        return False
    return not (told is Status.HYPOTHETICAL and weight < _SURE)


def _headlines_dated(reports: Sequence[Report], lines: Sequence[Line]) -> Iterator[Report]:
    """A headline without a date of its own tells what the body dates: "expels diplomats" happened on Tuesday."""
    heads = {(line.passage.part, line.passage.start + line.start) for line in lines if line.passage.kind == "headline"}
    body = [r for r in reports if (r.part, r.start) not in heads and r.when.basis is not DateBasis.PUBLICATION]
    for report in reports:
        told = (report.dyad, report.type, report.status.real)
        same = [r.when for r in body if (r.dyad, r.type, r.status.real) == told and r.when.precision is Precision.DAY]
        if (report.part, report.start) in heads and report.when.basis is DateBasis.PUBLICATION and same:
            report = replace(report, when=same[0].rebased(DateBasis.CONTEXT))  # noqa: PLW2901 - the same report, dated
        yield report


def _claim(report: Report) -> tuple[object, ...]:
    """What is told once in a sentence."""
    return (*(sorted(report.dyad) if report.symmetric else report.dyad), report.type, report.status.real)


def _echo(told: Candidate, all_told: Collection[Candidate]) -> bool:
    """Whether a noun repeats what a verb of its sentence tells of the same two: *pact* in "agreed on a trade pact"."""
    word, report = told.act.word, told.report
    if word.is_verb or report.type.quad is not QuadClass.VERBAL_COOPERATION:
        return False
    sides = set(report.dyad)
    return any(
        set(other.report.dyad) == sides
        and other.report.type.quad is report.type.quad
        and other.act.word in word.ancestors()
        for other in all_told
        if other is not told and other.act.word.is_verb
    )


def _linked(report: Report, act: Act, by_word: dict[int, Report]) -> Report:
    """A report whose object is itself an event of the sentence points to that event."""
    if act.object is None or act.object.i not in by_word or by_word[act.object.i] is report:
        return report
    return replace(report, object_event=by_word[act.object.i].event_id)
