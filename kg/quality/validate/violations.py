"""What pySHACL finds, in plain words: which thing, what about it, which rule, and how to mend it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.base.prefixes import split
from kg.quality.validate.choices import narrowed
from kg.quality.validate.mends import mend
from kg.quality.validate.spread import spread
from ontology import iris

if TYPE_CHECKING:
    from rdflib import Graph, Node

_LONG = 80


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Violation:
    """One thing that is wrong.

    Attributes:
        node: The thing, as ``event:5f0c...`` or a whole IRI.
        label: What it is for people: a name, a sentence, who did what to whom; may be empty.
        path: The property in question, empty where the rule is about the thing as a whole.
        value: What stands there; empty where something is missing.
        shape: The rule: local name of a shape in ``shapes.ttl``.
        constraint: The kind of constraint, as SHACL names it: ``MinCount``.
        message: The rule in words.
        mend: What to do.
    """

    node: str
    label: str
    path: str
    value: str
    shape: str
    constraint: str
    message: str
    mend: str


def find(graph: Graph) -> list[Violation]:
    """Validate a graph by the shapes of the ontology; findings are sorted, each once."""
    import pyshacl
    from rdflib import RDF, SH

    with quiet():
        shapes = narrowed(spread(_shapes()), graph)
        _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none", inplace=True)
        found = {_finding(graph, report, result) for result in report.subjects(RDF.type, SH.ValidationResult)}
    return _once(sorted(found))


def _once(findings: list[Violation]) -> list[Violation]:
    """A value that one rule finds wrong for several reasons is told once: a wrong type explains the rest."""
    chosen: dict[tuple[str, ...], Violation] = {}
    for found in findings:
        # text in the place of a number is neither above nor below anything; rules in SPARQL speak for themselves
        key = found.node, found.shape, found.path, found.value, found.message
        if found.constraint == "Datatype" or key not in chosen:
            chosen[key] = found
    return list(chosen.values())


@cache
def _shapes() -> Graph:
    from ontology import load

    return load("shapes")


@contextmanager
def quiet() -> Iterator[None]:
    """Keep rdflib from logging a traceback for each ill-typed value: that is what is being looked for."""
    logger = logging.getLogger("rdflib.term")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def _finding(graph: Graph, report: Graph, result: Node) -> Violation:
    from rdflib import SH

    focus, value = report.value(result, SH.focusNode), report.value(result, SH.value)
    shape, path = report.value(result, SH.sourceShape), report.value(result, SH.resultPath)
    assert focus is not None
    assert shape is not None
    if str(focus).startswith(iris.NS) and value is not None:
        focus, value = value, None  # rules on a whole class name what breaks them as the value
    elif path is None and value == focus:
        value = None
    constraint = str(report.value(result, SH.sourceConstraintComponent)).removeprefix(str(SH))
    constraint = constraint.removesuffix("ConstraintComponent")
    there = "" if path is None else ", ".join(sorted(shown(found) for found in graph.objects(focus, path)))
    return Violation(
        node=shown(focus),
        label=label(graph, focus),
        path="" if path is None else shown(path),
        value=shown(value) if value is not None else there,
        shape=str(shape).removeprefix(iris.SHAPES),
        constraint=constraint,
        message=_message(report, result),
        mend=mend(_shapes(), shape, constraint, path, value),
    )


def _message(report: Graph, result: Node) -> str:
    from rdflib import SH

    said = str(report.value(result, SH.resultMessage))
    for word in said.replace(";", " ").split():
        if word.startswith(iris.BASE):
            said = said.replace(word, shown_iri(word))
    return said


def label(graph: Graph, node: Node) -> str:
    """Say what a thing is: its name, its sentence, or for an event who did what to whom, and when."""
    from rdflib.namespace import SKOS

    from ontology.namespaces import IR, OA, SCHEMA

    for naming in SKOS.prefLabel, OA.exact, SCHEMA.headline, SCHEMA.name:
        if (name := graph.value(node, naming)) is not None:
            return _cut(str(name))
    parts = [graph.value(node, part) for part in (IR.source, IR.eventType, IR.target, IR.earliest)]
    return " ".join(re.split("[/:]", str(part))[-1] for part in parts if part is not None)


def shown(node: Node) -> str:
    """Return a term for people: ``actor:RUS``, ``"10"``, ``11.0 (decimal)``."""
    from rdflib import BNode, Literal

    if isinstance(node, BNode):
        return "a thing without a name"
    if not isinstance(node, Literal):
        return shown_iri(str(node))
    if node.datatype is None:
        return f'"{_cut(str(node))}"' + (f"@{node.language}" if node.language else "")
    return f"{_cut(str(node))} ({shown_iri(str(node.datatype))})"


def shown_iri(iri: str) -> str:
    """Return an IRI with its prefix, where we have one."""
    prefix, local = split(iri)
    return f"{prefix}:{local}" if prefix else iri


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONG else f"{text[: _LONG - 3]}..."
