"""Pieces of the page about the ontology: links between its terms, tables, the frame."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from rdflib import Graph, Node, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL

from ontology import iris
from ontology.graphs import load
from ontology.namespaces import PREFIXES

NAMES = {
    iris.PLOVER: "plover-",
    iris.CAMEO: "cameo-",
    iris.QUAD: "quad-",
    iris.ACTOR: "actor-",
    iris.STATUS: "status-",
    iris.PRECISION: "date-precision-",
    iris.BASIS: "date-basis-",
}
"""Namespace of codes -> how their anchors begin."""
OWN = Graph()
"""Vocabulary and code lists together."""
for _name in ("irkg", "events", "actors"):
    OWN += load(_name)
_SPACES = {str(namespace): prefix for prefix, namespace in load("irkg").namespaces()}
_SPACES |= {namespace: prefix for prefix, namespace in PREFIXES.items()}

Rows = Iterable[Iterable[str]]

STYLE = """\
:root { color-scheme: light dark; --line: light-dark(#ccc, #555); --soft: light-dark(#f4f4f2, #262624); }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 72rem; padding: 0 1rem 4rem; }
h1 { line-height: 1.2; }
h2 { border-top: 2px solid var(--line); margin-top: 3rem; padding-top: 1rem; }
h3 { margin: 2rem 0 0.25rem; }
h3 code { font-weight: normal; margin-left: 0.5rem; }
code { font-size: 0.9em; overflow-wrap: anywhere; }
a { color: light-dark(#0b4f8a, #8ec5ff); }
a:focus-visible { outline: 3px solid; outline-offset: 2px; }
:target { background: light-dark(#fff3bf, #4a3f0b); }
.skip { left: -100rem; position: absolute; }
.skip:focus { background: Canvas; left: 1rem; padding: 0.5rem; top: 0.5rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; list-style: none; padding: 0; }
dl { display: grid; gap: 0.15rem 1rem; grid-template-columns: minmax(7rem, max-content) 1fr; margin: 0.5rem 0; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; display: block; margin: 1rem 0; overflow-x: auto; }
caption { font-weight: 600; padding: 0.25rem 0; text-align: left; }
th, td { border-bottom: 1px solid var(--line); padding: 0.3rem 0.75rem 0.3rem 0; }
th, td { text-align: left; vertical-align: top; }
thead th { background: var(--soft); }
tbody th { font-weight: 500; white-space: nowrap; }
"""


def anchor(iri: str) -> str | None:
    """Return the anchor of one of our terms or codes, None for those of others."""
    for base in (iris.NS, iris.REL):
        if iri.startswith(base):
            return iri.removeprefix(base)
    return next((mark + iri.removeprefix(base) for base, mark in NAMES.items() if iri.startswith(base)), None)


def short(iri: str) -> str:
    """Return an IRI with its prefix; the longest namespace counts."""
    known = [namespace for namespace in _SPACES if iri.startswith(namespace)]
    return f"{_SPACES[max(known)]}:{iri.removeprefix(max(known))}" if known else iri


def ref(node: Node | str) -> str:
    """Return a link to a term: within the page to ours, to its IRI else."""
    iri = str(node)
    return f'<a href="{escape(f"#{mark}" if (mark := anchor(iri)) else iri)}"><code>{escape(short(iri))}</code></a>'


def refs(nodes: Iterable[Node]) -> str:
    """Return links, sorted; a union of classes gives its members."""
    found: set[Node] = set()
    for node in nodes:
        members = OWN.value(node, OWL.unionOf)
        found |= set(Collection(OWN, members)) if members else {node}
    return ", ".join(ref(node) for node in sorted(found, key=str) if isinstance(node, URIRef))


def said(term: Node, about: URIRef) -> str:
    """Return the text that a property gives of a term."""
    return escape(str(OWN.value(term, about) or ""))


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Return a list of names and values; those without a value are left out."""
    rows = "".join(f"<dt>{name}</dt><dd>{value}</dd>\n" for name, value in pairs if value)
    return f"<dl>\n{rows}</dl>\n"


def table(caption: str, columns: Iterable[str], rows: Rows) -> str:
    """Return a table; the first cell of a row is its heading, with an anchor where it is ``anchor|text``."""
    head = "".join(f'<th scope="col">{column}</th>' for column in columns)
    lines = [f"<table>\n<caption>{caption}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n"]
    for first, *others in rows:
        mark, _, text = first.rpartition("|")
        cells = "".join(f"<td>{cell}</td>" for cell in others)
        start = f'<tr id="{mark}">' if mark else "<tr>"
        lines.append(f'{start}<th scope="row">{text}</th>{cells}</tr>\n')
    return "".join([*lines, "</tbody>\n</table>\n"])


def section(mark: str, title: str, content: Iterable[str]) -> str:
    """Return a part of the page."""
    return f'<section id="{mark}">\n<h2>{title}</h2>\n{"".join(content)}</section>\n'


def frame(title: str, parts: str) -> str:
    """Return the whole page around its sections, with links to them."""
    heads = [part for part in parts.split('<section id="')[1:] if "<h2>" in part]
    marks = [(head.partition('"')[0], head.partition("<h2>")[2].partition("</h2>")[0]) for head in heads]
    links = "".join(f'<li><a href="#{mark}">{name}</a></li>\n' for mark, name in marks)
    return f"""<!DOCTYPE html>
<!-- generated from ontology/*.ttl by python -m ontology.document: do not edit -->
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{escape(title)}</title>
<style>
{STYLE}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>
<h1>{escape(title)}</h1>
</header>
<nav aria-label="Contents">
<ul>
{links}</ul>
</nav>
<main id="main">
{parts}</main>
</body>
</html>
"""
