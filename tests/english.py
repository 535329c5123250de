"""Finds lists of English words, and weights, that stand in code instead of the lexicon's tables."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

FEW = 3  # as many English words make a list
_WORD = re.compile(r"(?:[A-Za-z][a-zé]+(?:['’-][A-Za-z]+)*|a|I|i)\.?")  # noqa: RUF001 - a curly apostrophe
_SYNTAX = re.compile(r"\(\?(?:P<\w+>|P=\w+\)|\(\w+\)|[:=!]|<[=!])|\\[a-zA-Z]|\[[^\]]*\]|\{[^}]*\}")
_LINE = re.compile(r"[a-zé' -]+")
_BETWEEN = re.compile(r"[\s,;|/]+")
_NAMES = frozenset({"__all__", "__slots__"})


class Listed(NamedTuple):
    """A list of words in code: where, in what form, and its words."""

    line: int
    form: str
    words: tuple[str, ...]


class _Finder(ast.NodeVisitor):
    """Collects the lists of one module."""

    def __init__(self, exempt: frozenset[str]) -> None:
        self.exempt = exempt
        self.found: list[Listed] = []
        self._given: dict[str, str] = {}

    def note(self, node: ast.AST, form: str, texts: Sequence[str]) -> None:
        words = tuple(dict.fromkeys(text for text in texts if self._is_english(text)))
        if len(words) >= FEW:
            self.found.append(Listed(getattr(node, "lineno", 0), form, words))

    def _is_english(self, text: str) -> bool:
        """A word or a short phrase, unless all of it is exempt."""
        parts = text.split()
        plain = 0 < len(parts) <= FEW and all(_WORD.fullmatch(part) for part in parts)
        return plain and not all(part in self.exempt or part.lower() in self.exempt for part in parts)

    def visit_Set(self, node: ast.Set) -> None:
        self._collection(node, "set")

    def visit_List(self, node: ast.List) -> None:
        self._collection(node, "list")

    def visit_Tuple(self, node: ast.Tuple) -> None:
        self._collection(node, "tuple")

    def _collection(self, node: ast.Set | ast.List | ast.Tuple, form: str) -> None:
        """Words themselves, or those of pairs and the like."""
        rows = [element.elts for element in node.elts if isinstance(element, (ast.Tuple, ast.List))]
        self.note(node, form, _strings(node.elts))
        self.note(node, f"{form} of rows", _strings([cell for row in rows for cell in row]) if len(rows) >= FEW else ())
        self.generic_visit(node)

    def visit_Dict(self, node: ast.Dict) -> None:
        self.note(node, "keys", _strings(node.keys))
        self.note(node, "values", _strings(node.values))
        self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        if any("Enum" in ast.unparse(base) for base in node.bases):
            given = [line.value for line in node.body if isinstance(line, ast.Assign)]
            self.note(node, "enum", _strings(given))
        self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """One thing compared with a word after another, each in an ``if`` of its own."""
        compared: dict[str, list[ast.expr]] = {}
        for inner in ast.walk(node):
            if isinstance(inner, (ast.If, ast.IfExp)) and isinstance(inner.test, ast.Compare):
                sides = [inner.test.left, *inner.test.comparators]
                other = " ".join(ast.unparse(side) for side in sides if not isinstance(side, ast.Constant))
                compared.setdefault(other, []).extend(sides)
        for sides in compared.values():
            self.note(node, "comparisons", _strings(sides))
        self.generic_visit(node)

    def visit_Match(self, node: ast.Match) -> None:
        values = [case.pattern.value for case in node.cases if isinstance(case.pattern, ast.MatchValue)]
        self.note(node, "cases", _strings(values))
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        compared = [value for value in node.values if isinstance(value, ast.Compare)]
        self.note(
            node, "comparisons", _strings([side for value in compared for side in (value.left, *value.comparators)])
        )
        self.generic_visit(node)

    def visit_MatchOr(self, node: ast.MatchOr) -> None:
        values = [pattern.value for pattern in node.patterns if isinstance(pattern, ast.MatchValue)]
        self.note(node, "cases", _strings(values))
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        called = node.func
        if isinstance(called, ast.Attribute) and called.attr in {"split", "rsplit", "splitlines"}:
            self.note(node, "split", re.split(_BETWEEN, self._line(called.value)))
        elif isinstance(called, ast.Name) and called.id == "dict":
            self.note(node, "keys", [keyword.arg or "" for keyword in node.keywords])
            self.note(node, "values", _strings([keyword.value for keyword in node.keywords]))
        elif isinstance(called, ast.Name) and called.id.islower() and len(node.args) == 1:
            line = self._line(node.args[0])
            if len(line.split()) >= FEW and _LINE.fullmatch(line):
                self.note(node, "line", line.split())
        self.generic_visit(node)

    def _line(self, node: ast.expr) -> str:
        """The text that stands there, or that a name there was given in this module."""
        if isinstance(node, ast.Name):
            return self._given.get(node.id, "")
        return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str):
            self._text(node, node.value)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        self._text(node, " ".join(_strings(node.values)))
        for value in node.values:
            if isinstance(value, ast.FormattedValue):
                self.visit(value.value)

    def _text(self, node: ast.AST, text: str) -> None:
        """An alternation in a pattern."""
        if "|" in text:
            self.note(node, "alternation", re.findall(r"[^\W\d_]{2,}", _SYNTAX.sub(" ", text)))

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):  # a docstring is prose
            self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        if not (isinstance(node.value, ast.Name) and node.value.id == "Literal"):  # names in a type
            self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        names = {target.id for target in node.targets if isinstance(target, ast.Name)}
        self._given |= dict.fromkeys(names, self._line(node.value))
        if not names & _NAMES:
            self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    def visit_arg(self, node: ast.arg) -> None:
        """Types are not looked at."""


def _strings(nodes: Sequence[ast.expr | None]) -> list[str]:
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def lists(source: str, exempt: frozenset[str]) -> list[Listed]:
    """Lists of three or more English words in a module, none of them counted that is exempt."""
    finder = _Finder(exempt)
    finder.visit(ast.parse(source))
    return finder.found


def fractions(source: str) -> Iterator[tuple[int, float]]:
    """(line, value) of each number that may weigh something: one that is not whole."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Constant(value=float(value)) if not value.is_integer():
                yield node.lineno, value
            case ast.BinOp(left=ast.Constant(value=int(one)), op=ast.Div(), right=ast.Constant(value=int(other))):
                if other and one % other:
                    yield node.lineno, one / other


def modules(*folders: Path) -> list[Path]:
    """The modules under some folders, in order."""
    return sorted(path for folder in folders for path in folder.rglob("*.py"))
