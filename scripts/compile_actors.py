"""Compile the actor tables that have sources: ``states.tsv`` and ``persons.tsv`` in ``ontology/lexicon``.

``states.tsv`` joins four sources, in this order of trust:

1. ``data/lexicon/states.tsv``: names, adjectives and seats of power, reviewed row by row;
2. ``data/lexicon/wikidata.tsv``: Wikidata identifiers (from the package rigour, MIT);
3. Babel (BSD): the English territory names of the Unicode CLDR;
4. countryinfo (MIT): English name, demonym and capital; countrynames (MIT): a second opinion on what a name means.

A value that a package knows and the review table lacks is added, unless ``data/lexicon/rejected.tsv`` says why not.
The cell ``basis`` tells who knew the state. ``persons.tsv`` is written from ``data/lexicon/terms.tsv``, one row
a term of office, with the spellings of ``data/lexicon/spellings.tsv``.

Run ``pip install -r requirements-tables.txt``, then ``python scripts/compile_actors.py`` to write both tables, with
``--check`` to fail when they would change. Same sources, same bytes.
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import countrynames
import name_spellings
from babel import Locale
from countryinfo import CountryInfo

ROOT: Final = Path(__file__).resolve().parent.parent
SOURCES: Final = ROOT / "data" / "lexicon"
TABLES: Final = ROOT / "ontology" / "lexicon"
HEADER: Final = tuple("id label kind country sector role names adjectives places start end wikidata basis".split())
STATES_HEADER: Final = (*HEADER, "predecessor")
ALPHA3_LENGTH: Final = 3
Row = dict[str, str]

#: Sector (PLOVER role code) of a term of office, by role; anything else is executive government.
ROLE_SECTORS: Final[Mapping[str, str]] = {
    "opposition leader": "OPP",
    "rebel leader": "REB",
    "militant leader": "REB",
    "party leader": "PTY",
    "speaker of parliament": "LEG",
    "lawmaker": "LEG",
    "military chief": "MIL",
    "general": "MIL",
    "intelligence chief": "SPY",
    "secretary-general": "IGO",
    "body president": "IGO",
    "body envoy": "IGO",
    "body chief": "IGO",
    "high representative": "IGO",
    "judge": "JUD",
    "prosecutor": "JUD",
    "chief justice": "JUD",
    "first lady": "ELI",
    "police chief": "COP",
    "religious leader": "REL",
    "activist": "CVL",
}
#: Letters that Unicode does not decompose, as news agencies write them.
PLAIN: Final = str.maketrans(
    {
        **dict(zip("øØłŁđĐəð", "oOlLdDad", strict=True)),
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "ß": "ss",
        "æ": "ae",
        "Þ": "Th",
        "þ": "th",
    }
)


def read_table(path: Path) -> Iterator[Row]:
    """Yield the rows of a TSV table as dicts; empty lines and lines that start with ``#`` are skipped.

    Raises:
        ValueError: A row has more or fewer cells than the header; the message names file and line.
    """
    header: list[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
        elif len(cells) != len(header):
            raise ValueError(f"{path.name}:{number}: {len(cells)} cells, the header has {len(header)}")
        else:
            yield dict(zip(header, cells, strict=True))


def without_diacritics(name: str) -> str:
    """Return the name as an agency without accents writes it (``"Élysée"`` gives ``"Elysee"``)."""
    decomposed = unicodedata.normalize("NFKD", name.translate(PLAIN))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def with_plain_forms(names: Iterable[str]) -> list[str]:
    """Return the names in order, each once, every accented one followed by its form without accents."""
    every: dict[str, None] = {}
    for name in names:
        if name:
            every[name] = None
            every[without_diacritics(name)] = None
    return list(every)


def alpha2_codes() -> dict[str, str]:
    """Return ISO 3166 alpha-3 to alpha-2, as the Unicode CLDR aliases have it."""
    from babel.core import get_global

    found: dict[str, str] = {}
    for old, new in get_global("territory_aliases").items():
        if len(old) == ALPHA3_LENGTH and old.isalpha() and len(new) == 1:
            found[old] = new[0]
    return found | {"XKX": "XK"}


def cldr_names(alpha2: str) -> list[str]:
    """Return the English CLDR name in the spellings that news text uses; CLDR's own notations are left out."""
    name = Locale("en").territories.get(alpha2, "")
    if not name or " - " in name or "SAR" in name or name == alpha2:
        return []
    name = name.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split(" (")[0]
    return list(dict.fromkeys([name, name.replace(" & ", " and ")]))


def countryinfo_facts(alpha3: str) -> tuple[str, str, str]:
    """Return name, demonym and capital after countryinfo, or empty strings where it does not know the state."""
    try:
        info = CountryInfo(alpha3).info()
    except Exception:  # noqa: BLE001  countryinfo raises its own error class in some versions, KeyError in others
        return "", "", ""
    name, demonym, capital = (info.get(key) or "" for key in ("name", "demonym", "capital"))
    return str(name).removeprefix("The "), str(demonym), str(capital) if isinstance(capital, str) else ""


def clashing_names(row: Row, alpha2: str) -> list[str]:
    """Return the names of a row that countrynames holds to mean another state."""
    clashes = []
    for name in (row["label"], *row["names"].split("|")):
        code = countrynames.to_code(name, fuzzy=False) if name else None
        if code and "-" not in code and code != alpha2:
            clashes.append(f"{row['id']}: countrynames takes {name!r} for {code}")
    return clashes


def compile_states() -> tuple[list[Row], list[str]]:
    """Return the rows of ``states.tsv`` and the doubts that a reviewer should look at."""
    wikidata = {row["id"]: row["wikidata"] for row in read_table(SOURCES / "wikidata.tsv")}
    rejected = {(row["id"], row["column"], row["value"]) for row in read_table(SOURCES / "rejected.tsv")}
    codes = alpha2_codes()
    rows, doubts = [], []
    for row in read_table(SOURCES / "states.tsv"):
        identifier = row["id"]
        basis = ["general knowledge"]
        cells = {column: row[column].split("|") for column in ("names", "adjectives", "places")}
        alpha2 = codes.get(identifier, "") if row["kind"] != "former-state" else ""
        if alpha2:
            name, demonym, capital = countryinfo_facts(identifier)
            offers = {
                "names": [*cldr_names(alpha2), name],
                "adjectives": re.split(r",|/", demonym),
                "places": [capital],
            }
            basis += ["CLDR"] * bool(cldr_names(alpha2)) + ["countryinfo"] * bool(name)
            for column, values in offers.items():
                known = {value.rstrip("!") for value in cells[column]} | {row["label"]}
                cells[column] += [v for v in values if v and v not in known and (identifier, column, v) not in rejected]
            doubts += clashing_names(row, alpha2)
            basis += ["countrynames"] * (countrynames.to_code(row["label"], fuzzy=False) == alpha2)
        number = row["wikidata"] or wikidata.get(identifier, "")
        basis += ["rigour"] * (identifier in wikidata)
        lists = {column: "|".join(with_plain_forms(values)) for column, values in cells.items()}
        lists["names"] = "|".join(with_plain_forms([row["label"], *cells["names"]]))
        filled = {**row, **lists, "sector": "GOV", "wikidata": number, "basis": "|".join(basis)}
        rows.append({**dict.fromkeys(STATES_HEADER, ""), **filled})
    return rows, doubts


def person_id(name: str) -> str:
    """Return the stable id of a person (``"Angela Merkel"`` gives ``"person/angela-merkel"``)."""
    return "person/" + re.sub(r"[^a-z0-9]+", "-", without_diacritics(name).lower()).strip("-")


def compile_persons() -> list[Row]:
    """Return the rows of ``persons.tsv``: one a term of office, sorted by country, start and name."""
    terms = list(read_table(SOURCES / "terms.tsv"))
    names: dict[str, dict[str, None]] = {}
    for term in terms:
        variants = [term["name"], *term["variants"].split("|"), *term["surname"].split("|")]
        names.setdefault(person_id(term["name"]), {}).update(dict.fromkeys(with_plain_forms(variants)))
    known = name_spellings.groups(read_table(SOURCES / "spellings.tsv"))
    more: dict[str, list[str]] = {}
    for term in terms:
        identifier = person_id(term["name"])
        more.setdefault(identifier, []).extend(
            form for name in names[identifier] for form in name_spellings.spelled(name, term["country"], known)
        )
    for identifier, forms in name_spellings.respelled(names, more).items():
        names[identifier].update(dict.fromkeys(forms))
    rows = []
    for term in terms:
        identifier = person_id(term["name"])
        filled = {"id": identifier, "label": term["name"], "kind": "person", "names": "|".join(names[identifier])}
        filled["sector"] = term["sector"] or ROLE_SECTORS.get(term["role"], "GOV")
        shared = {column: term[column] for column in ("country", "role", "start", "end", "basis")}
        rows.append({**dict.fromkeys(HEADER, ""), **filled, **shared})
    return sorted(rows, key=lambda row: (row["country"], row["id"], row["start"], row["role"]))


def table_text(rows: Iterable[Row], header: tuple[str, ...] = HEADER) -> str:
    """Return a table as TSV text."""
    note = "# Written by scripts/compile_actors.py from data/lexicon; edit the sources, not this file.\n"
    lines = ["\t".join(row[column] for column in header) for row in rows]
    return note + "\n".join(["\t".join(header), *lines]) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Write both tables, or with ``--check`` return 1 when a table on disk is not what the sources give."""
    parser = argparse.ArgumentParser(description="Compile the actor tables.")
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 when a table would change")
    parser.add_argument("--doubts", action="store_true", help="print names that a package reads differently")
    options = parser.parse_args(arguments)
    states, doubts = compile_states()
    stale = []
    texts = {"states.tsv": table_text(states, STATES_HEADER), "persons.tsv": table_text(compile_persons())}
    for file_name, text in texts.items():
        path = TABLES / file_name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(file_name)
        if not options.check:
            path.write_text(text, encoding="utf-8")
    if options.doubts:
        sys.stderr.write("".join(f"{doubt}\n" for doubt in doubts))
    sys.stderr.write("".join(f"{file_name}: {'stale' if options.check else 'written'}\n" for file_name in stale))
    return 1 if options.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
