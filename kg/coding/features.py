"""What the classifier looks at: the words around two marked sides, with the names of all actors masked.

Every feature is a short readable string. Names never become features, so that the model learns what is done and not
who does it; common nouns that head a side ("police", "prisoners") do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.coding.marked import Span
from kg.extraction.syntax.tree import Tree, Word
from kg.lexicon import PredicateLexicon
from kg.lexicon.words import words

_NAMES = frozenset({"NNP", "NNPS"})
_SKIPPED = frozenset({"SP", "_SP", ",", ".", "``", "''", "-LRB-", "-RRB-", ":", "HYPH", "DT", "POS", "NFP"})
_NEGATIVE = words("classifier_negations")
_WILL = words("classifier_auxiliaries")
_FAR = 6  # words on a path beyond this are not looked at
_CHAIN = 4  # governors above the source


def features(tree: Tree, sources: Sequence[Span], targets: Sequence[Span], predicates: PredicateLexicon) -> list[str]:
    """The features of a pair in a sentence, sorted, each once. A side may be missing."""
    first = head_of(tree, sources)
    second = head_of(tree, targets)
    found = set(_around(tree, sources, targets))
    for name, head in (("sh", first), ("th", second)):
        if head is not None:
            found.add(f"{name}={_form(head)}")
            found.add(f"{name}.dep={head.dep}")
    if second is not None:
        found.add(f"t<{_above(second)}")
        found |= {f"t.{_form(w)}" for w in tree.words if _inside(w, targets) and w.tag not in _NAMES | _SKIPPED}
    found |= set(_path(first, second, predicates))
    if first is not None:
        found |= set(_governors(first, predicates))
    found |= set(_classes(tree, sources, targets, predicates))
    return sorted(found)


def head_of(tree: Tree, spans: Sequence[Span]) -> Word | None:
    """The word that heads the first of some spans: the one whose head lies outside, nearest to the root."""
    inside = [w for w in tree.words if _inside(w, spans[:1])]
    numbers = {w.i for w in inside}
    tops = [w for w in inside if w.head is w or w.head.i not in numbers]
    nouns = [w for w in tops if w.is_noun]
    return next(iter(nouns or tops), None)


def _inside(word: Word, spans: Sequence[Span]) -> bool:
    return any(word.start < end and word.end > start for start, end in spans)


def _form(word: Word) -> str:
    return "NAME" if word.tag in _NAMES else "NUM" if word.tag == "CD" else word.lemma


def _around(tree: Tree, sources: Sequence[Span], targets: Sequence[Span]) -> Iterator[str]:
    """Lemmas outside the sides by where they stand, and pairs of neighbours."""
    edges = [*sources[:1], *targets[:1]]
    left = min((end for _, end in edges), default=0)
    right = max((start for start, _ in edges), default=len(tree.text))
    line: list[str] = []
    for word in tree.words:
        if _inside(word, sources):
            line.append("S")
        elif _inside(word, targets):
            line.append("T")
        elif word.tag not in _SKIPPED:
            form = _form(word)
            line.append(form)
            if form != "NAME":
                yield f"w:{form}"
                if word.start < right:  # what comes after both is told of them least often
                    yield f"{'b' if word.start >= left else 'p'}:{form}"
    squeezed = [form for i, form in enumerate(line) if i == 0 or form != line[i - 1]]
    yield from (f"2:{a} {b}" for a, b in pairwise(squeezed) if not {a, b} <= {"S", "T", "NAME", "NUM"})
    if {"S", "T"} <= set(squeezed):
        yield "order=" + ("ST" if squeezed.index("S") < squeezed.index("T") else "TS")


def _above(word: Word) -> str:
    """What the target depends on: the preposition with its governor, or the governor with the relation."""
    head = word.head
    if word.dep == "pobj":
        return f"{_form(head.head)} {head.lower}"
    return f"{_form(head)} {word.dep}"


def _path(first: Word | None, second: Word | None, predicates: PredicateLexicon) -> Iterator[str]:
    """Words between the two sides in the tree, with the types that the tables give their lemmas."""
    if first is None or second is None:
        return
    up, down = [first, *first.ancestors()], [second, *second.ancestors()]
    shared = {w.i for w in up} & {w.i for w in down}
    steps = [w for w in up if w.i not in shared][1:] + [w for w in up if w.i in shared][:1]
    steps += [w for w in reversed(down) if w.i not in shared and w is not second]
    steps = [w for w in steps if w is not first and w is not second][:_FAR]
    for word in steps:
        form = _form(word)
        yield f"path={form}"
        yield from (f"lex={type_}" for type_ in _types(word, predicates))
        yield from (f"{mood}&path={form}" for mood in _moods(word))
    yield "path=" + ">".join(_form(w) for w in steps if w.is_verb or w.is_noun)


def _moods(word: Word) -> list[str]:
    words = {c.lower for c in word.children if c.dep in {"neg", "aux", "det", "mark"}}
    return ["neg"] * bool(words & _NEGATIVE) + sorted(words & _WILL)


def _classes(
    tree: Tree, sources: Sequence[Span], targets: Sequence[Span], predicates: PredicateLexicon
) -> Iterator[str]:
    """Noun classes of the tables, so that a rare noun counts as its kin do: *frigate* as a warship."""
    for word in tree.words:
        if word.tag not in {"NN", "NNS"} or _inside(word, sources):
            continue
        side = "t" if _inside(word, targets) else "w"
        yield from (f"{side}@{name}" for name in sorted(predicates.nouns_of.get(word.lemma, ())))


def _types(word: Word, predicates: PredicateLexicon) -> list[str]:
    """The types that the tables give a word, each once."""
    rows = predicates.rows.get(("v" if word.is_verb else "n", word.lemma), ())
    return sorted({row.type.value if row.type else "-" for row in rows})


def _owner(word: Word, predicates: PredicateLexicon) -> str | None:
    """What a verb makes of its complement, alike for all verbs that do the same: *refuse*, *decline*, *balk at*."""
    row = next(iter(predicates.matrix.get(("v", word.lemma), ())), None)
    return f"{row.default}/{row.friendly}/{row.hostile}" if row else None


def _governors(source: Word, predicates: PredicateLexicon) -> Iterator[str]:
    """Verbs above the source with their objects and complements: *refuse* > *meet*, *hold* > *talk*."""
    verbs = [w for w in source.ancestors() if w.is_verb][:_CHAIN]
    for depth, verb in enumerate(verbs[:2]):
        yield f"gov{depth}={verb.lemma}"
        yield from (f"gov{depth}.lex={type_}" for type_ in _types(verb, predicates))
        yield from (f"gov{depth}.{mood}" for mood in _moods(verb))
        inner: Word | None = verb
        for _ in range(2):
            assert inner is not None
            for child in inner.children:
                if child.dep in {"dobj", "nsubjpass", "prt", "acomp", "attr", "oprd"}:
                    yield f"vo={inner.lemma} {_form(child)}"
                    yield from (
                        f"vo={inner.lemma} @{name}" for name in sorted(predicates.nouns_of.get(child.lemma, ()))
                    )
                    yield from (f"o.lex={type_}" for type_ in _types(child, predicates))
            clause = next((c for c in inner.children if c.dep in {"xcomp", "ccomp"}), None)
            if clause is None:
                break
            yield f"vc={inner.lemma} {clause.lemma}"
            owner = _owner(inner, predicates)
            types = _types(clause, predicates)
            yield from (f"comp.lex={type_}" for type_ in types)
            if owner:
                yield f"own={owner}"
                yield from (f"own={owner} lex={type_}" for type_ in types)
            yield f"comp={clause.lemma}"
            yield from (f"comp.{mood}" for mood in _moods(clause))
            inner = clause
