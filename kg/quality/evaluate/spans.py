"""Codes of sentences whose sides are given, spans of sides, and quad classes, against gold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.coding import PairCoder
from kg.coding.marked import Span
from kg.quality.evaluate.scores import Gold, Measurement, Score, macro, short

_QUOTES = str.maketrans("\u2019\u02bc\u201c\u201d", "''\"\"")
_ROOTS = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}  # one type in the gold, as in CAMEO's root 08


def pairs(name: str, records: Sequence[Gold], coder: PairCoder) -> Measurement:
    """Type and quad class of marked pairs: macro-F1 over root types (YIELD is CONCEDE and RETREAT) and over quads."""
    codings = list(coder.code(record["marked"] for record in records))
    wanted = [_root(record["plover"]) for record in records]
    given = [_root(coding.type.value) for coding in codings]
    root, roots = macro("root", zip(wanted, given, strict=True))
    quad, _ = macro("quad", ((str(r["quad"]), str(c.quad)) for r, c in zip(records, codings, strict=True)))
    result = Measurement(name, len(records), [root, quad, *roots])
    result.judged = [(c.confidence, good == bad) for c, good, bad in zip(codings, wanted, given, strict=True)]
    for record, coding, good, bad in zip(records, codings, wanted, given, strict=True):
        if good != bad:
            result.errors.append(
                f"wrong   {record['id']}: {good}, got {bad} ({coding.basis}) | {short(record['marked'])}"
            )
    return result


def sides(name: str, records: Sequence[Gold], coder: PairCoder) -> Measurement:
    """Spans of the main event's sides and its quad class (0 to 4) in unmarked sentences.

    A gold span is found when one of ours overlaps it; reciprocal actors stand on either side. Gold spans are tokenised,
    so they are looked up with all spaces taken out.
    """
    codings = list(coder.find(record["text"] for record in records))
    source, target, both = Score("source spans"), Score("target spans"), Score("reciprocal spans")
    quad, quads = macro("quad", ((str(r["quad"]), str(c.cameo_quad)) for r, c in zip(records, codings, strict=True)))
    result = Measurement(name, len(records), [source, target, both, quad, *quads])
    for record, coding in zip(records, codings, strict=True):
        text = record["text"]
        golds = [
            [(phrase, locate(text, phrase)) for phrase in record.get(key, ())]
            for key in ("sources", "targets", "reciprocal_actors")
        ]
        mutual = [span for _, span in golds[2]]
        everyone = (*coding.sources, *coding.targets) if mutual else ()
        compared = [
            (source, golds[0], coding.sources, mutual),
            (target, golds[1], coding.targets, mutual),
            (both, golds[2], everyone, []),
        ]
        for score, gold, found, also in compared:
            got = [text[start:end] for start, end in found]
            for phrase in _compare(score, gold, found, also):
                missed = f"{score.name.split()[0]} {phrase!r}, got {got}"
                result.errors.append(f"missed  {record['id']}: {missed} | {short(text)}")
        if record["quad"] != coding.cameo_quad:
            told = f"quad {record['quad']}, got {coding.cameo_quad} ({coding.type})"
            result.errors.append(f"wrong   {record['id']}: {told} | {short(text)}")
    return result


def quads(name: str, records: Sequence[Gold], coder: PairCoder) -> Measurement:
    """Quad class (0 to 4) of the main event of unmarked sentences."""
    codings = list(coder.find(record["text"] for record in records))
    whole, parts = macro("quad", ((str(r["quad"]), str(c.cameo_quad)) for r, c in zip(records, codings, strict=True)))
    errors = [
        f"wrong   {r['id']}: quad {r['quad']}, got {c.cameo_quad} ({c.type}) | {short(r['text'])}"
        for r, c in zip(records, codings, strict=True)
        if r["quad"] != c.cameo_quad
    ]
    return Measurement(name, len(records), [whole, *parts], errors)


def locate(text: str, phrase: str) -> Span | None:
    """Where a phrase stands in a text, whatever the spaces and quotation marks; None where it does not."""
    places = [i for i, letter in enumerate(text) if not letter.isspace()]
    flat, wanted = _flat(text), _flat(phrase)
    at = flat.find(wanted)
    if at < 0 or not wanted:
        return None
    return places[at], places[at + len(wanted) - 1] + 1


def _flat(text: str) -> str:
    joined = "".join(text.split())
    return joined.translate(_QUOTES)


def _compare(
    score: Score, golds: Iterable[tuple[str, Span | None]], found: Sequence[Span], also: Sequence[Span | None]
) -> list[str]:
    """Count spans of one side; ``also`` are spans that are right but not asked for. Returns what was missed."""
    missed: list[str] = []
    spans: list[Span] = [span for span in also if span]
    for phrase, span in golds:
        score.wanted += 1
        if span is not None and any(_overlap(span, ours) for ours in found):
            score.found += 1
        else:
            missed.append(phrase)
        spans += [span] if span else []
    score.predicted += len(found)
    score.right += sum(any(_overlap(span, ours) for span in spans) for ours in found)
    return missed


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _root(type_: str) -> str:
    return _ROOTS.get(type_, type_)
