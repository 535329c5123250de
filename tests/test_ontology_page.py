"""The page about the ontology is fresh, complete and sound, and the redirects of w3id.org lead into it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rdflib import Graph, URIRef

from ontology import FILES, VERSION, Cameo, Context, EventType, Mode, QuadClass, document, iris, load
from ontology._html import OWN, anchor

DOCS = Path(__file__).parents[1] / "docs"
HOME = "https://irkg.example.org"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
CLIENTS = ["text/turtle, application/rdf+xml;q=0.9, text/html;q=0.5", "application/n-triples", "*/*", ""]


class Page(HTMLParser):
    """What a page consists of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.headings: list[int] = []
        self.tables: list[list[str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        if name := about.get("id"):
            self.ids.append(name)
        if tag == "a":
            self.links.append(about["href"] or "")
        if tag == "table":
            self.tables.append([])
        if tag in {"caption", "th"}:
            self.tables[-1].append(about.get("scope") or tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        assert tag not in {"script", "img", "iframe"}, "the page loads nothing"
        if tag not in {"meta", "br", "link"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@cache
def text() -> str:
    return (DOCS / "ontology.html").read_text("utf-8")


@cache
def page() -> Page:
    return Page(text())


def test_the_page_is_fresh() -> None:
    assert document.page() == text(), "run python -m ontology.document"


def test_check_tells_a_stale_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "PAGE", tmp_path / "ontology.html")
    assert document.main(["--check"]) == 1
    assert document.main([]) == 0
    assert document.main(["--check"]) == 0
    assert (tmp_path / "ontology.html").read_bytes() == (DOCS / "ontology.html").read_bytes()


def test_every_element_is_closed_and_every_anchor_is_one() -> None:
    assert page().open == []
    assert [name for name, count in Counter(page().ids).items() if count > 1] == []


def test_every_link_within_the_page_leads_somewhere() -> None:
    inner = {link[1:] for link in page().links if link.startswith("#")}
    assert len(inner) > 400
    assert inner - set(page().ids) == set()
    assert all(link.startswith(("#", "http://", "https://")) for link in page().links)


def test_it_can_be_read_with_a_screen_reader() -> None:
    assert '<html lang="en">' in text()
    assert page().headings[0] == 1
    assert page().headings.count(1) == 1
    steps = zip(page().headings, page().headings[1:], strict=False)
    assert all(after - before <= 1 for before, after in steps)
    assert all(table[0] == "caption" and set(table[1:]) == {"col", "row"} for table in page().tables)


def own() -> list[str]:
    """IRIs of all terms, codes and code lists."""
    bases = (iris.NS, iris.REL, iris.CODE)
    return sorted({str(s) for s in OWN.subjects() if isinstance(s, URIRef) and str(s).startswith(bases)})


def test_every_term_and_code_has_its_anchor() -> None:
    found = [iri for iri in own() if anchor(iri)]
    assert len(found) > 550
    assert [iri for iri in found if anchor(iri) not in page().ids] == []


def test_scores_and_names_are_those_of_the_code_lists() -> None:
    for code in (*QuadClass, *EventType, *Context, *Mode, *Cameo.all()):
        assert code.iri.rpartition("/")[2] in text()
        end = "</dl>" if isinstance(code, EventType) else "</tr>"
        row = text().partition(f' id="{anchor(code.iri)}"')[2].partition(end)[0]
        score = getattr(code, "score", getattr(code, "goldstein", None))
        assert score is None or f">{score:g}<" in row, code


# ---------- redirects ----------


def redirect(path: str, accept: str) -> str | None:
    """Follow docs/w3id.htaccess as Apache does: the first rule that fits, if its conditions hold, is the last."""
    variables: dict[str, str] = {}
    conditions: list[str] = []
    for line in (DOCS / "w3id.htaccess").read_text("utf-8").splitlines():
        words = line.split()
        if words[:2] == ["RewriteCond", "%{HTTP_ACCEPT}"]:
            conditions.append(words[2])
        elif words[:1] == ["RewriteRule"]:
            held = all((re.search(c.lstrip("!"), accept) is None) is c.startswith("!") for c in conditions)
            conditions = []
            match = re.search(words[1], path)
            flags = words[3].strip("[]").split(",")
            if match is None or not held:
                continue
            for flag in flags:
                if flag.startswith("E="):
                    name, _, value = flag[2:].partition(":")
                    variables[name] = value
            if words[2] == "-":
                continue
            assert {"R=303", "L"} <= set(flags)
            target = re.sub(r"\$(\d)", lambda m: match[int(m[1])] or "", words[2])  # noqa: B023 - used at once
            target = re.sub(r"%\{ENV:(\w+)\}", lambda m: variables[m[1]], target)
            assert "NE" in flags or "#" not in target, "Apache would escape the #"
            return target
        else:
            assert not words or words[0].startswith("#") or words[0] in {"Options", "RewriteEngine"}, line
    return None


def resolved(iri: str, accept: str) -> str:
    """Where a client ends up: it sends no fragment, and keeps it through a redirect that has none."""
    path, _, fragment = iri.removeprefix(iris.BASE).partition("#")
    target = redirect(path, accept)
    assert target, f"{iri} leads nowhere for {accept!r}"
    return target if "#" in target or not fragment else f"{target}#{fragment}"


def test_every_term_and_code_leads_people_to_its_place_in_the_page() -> None:
    for iri in own():
        address, _, fragment = resolved(iri, BROWSER).partition("#")
        assert address == f"{HOME}/ontology.html", iri
        assert fragment in page().ids, iri


@pytest.mark.parametrize("accept", CLIENTS)
def test_every_term_and_code_leads_programs_to_the_file_that_describes_it(accept: str) -> None:
    described: dict[str, Graph] = {f"{HOME}/{name}.ttl": load(name) for name in FILES}
    for iri in own():
        graph = described[resolved(iri, accept).partition("#")[0]]
        assert (URIRef(iri), None, None) in graph, iri


@pytest.mark.parametrize("accept", [BROWSER, *CLIENTS])
def test_every_namespace_and_file_leads_somewhere(accept: str) -> None:
    spaces = [value for name, value in vars(iris).items() if name.isupper()]
    assert len(spaces) > 10
    for iri in [*spaces, f"{iris.ACT}recall", f"{iris.SHAPES}Event-score", f"{iris.ID}actor/person/anatoly-antonov"]:
        assert resolved(iri, accept).startswith(f"{HOME}/"), iri
    for name in FILES:
        document_iri = f"{iris.BASE}{'ns' if name == 'irkg' else name}"
        assert redirect(f"{document_iri}/{VERSION}".removeprefix(iris.BASE), accept) == f"{HOME}/{VERSION}/{name}.ttl"
    assert redirect("context.jsonld", accept) == redirect("context", accept) == f"{HOME}/context.jsonld"
    assert redirect("no/such/thing", accept) is None


def test_the_rules_that_validate_names_have_anchors() -> None:
    assert {"Event-score", "Direct-rel", "Actor-closed", "shape-Event"} <= set(page().ids)
