"""The command about who is known: actors."""

# ruff: noqa: FBT002, PLR0913, PLR0917 - typer makes an option of each parameter with a default

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.base.dates import parse_iso
from kg.base.errors import LexiconError, UsageError
from kg.base.printable import without_password
from kg.base.suggestions import nearest, unknown
from kg.cli.shared import JsonOption, LimitOption, day, dump, first_day, last_day, note, table

if TYPE_CHECKING:
    from kg.lexicon.own_table import OwnTable

REVIEWED = date(2026, 1, 1)
"""From here on the shipped table of office holders may lack somebody."""

_COLUMNS = ("id", "label", "kind", "country", "role", "start", "end", "row")
_DIFFERENCE = ("change", "state", "role", "name", "start", "end", "wikidata", "row")


class Action(StrEnum):
    """What to do with the tables."""

    LIST = "list"
    LOOKUP = "lookup"
    ADD = "add"
    CHECK = "check"
    UPDATE = "update"


def actors(
    action: Annotated[Action, typer.Argument(help="What to do.")],
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORD]...", help="list, lookup: a name; add: an id, then its names.")
    ] = None,
    own: Annotated[Path, typer.Option("--actors", metavar="FILE", help="Your own table.")] = Path("actors.tsv"),
    on: Annotated[str | None, typer.Option("--date", metavar="DATE", help="lookup: as of this day.")] = None,
    label: Annotated[str | None, typer.Option("--label", help="add: name for people.")] = None,
    kind: Annotated[str, typer.Option("--kind", help="add: state, igo, armed-group, person, ...")] = "person",
    country: Annotated[str, typer.Option("--country", help="add: for whom it acts.")] = "",
    sector: Annotated[str, typer.Option("--sector", help="add: GOV, MIL, REB, ...")] = "",
    role: Annotated[str, typer.Option("--role", help="add: office of a person.")] = "",
    start: Annotated[str, typer.Option("--start", metavar="DATE", help="add: first day of the row.")] = "",
    end: Annotated[str, typer.Option("--end", metavar="DATE", help="add: last day of the row.")] = "",
    source: Annotated[str | None, typer.Option("--from", metavar="SOURCE", help="update: wikidata.")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="update: terms from then on.")] = None,
    write: Annotated[bool, typer.Option("--write", help="update: write the difference into your table.")] = False,
    endpoint: Annotated[str | None, typer.Option("--endpoint", metavar="URL", help="update: whom to ask.")] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="update: ask within your own network.")
    ] = False,
    limit: LimitOption = 20,
    as_json: JsonOption = False,
) -> None:
    """List, look up, add and check actors, yours beside ours; bring office holders up to date."""
    from kg.lexicon.own_table import OwnTable

    mine = OwnTable.read(own)
    given = list(words or ())
    if action is Action.LIST:
        _list(mine, " ".join(given), limit, as_json=as_json)
    elif action is Action.LOOKUP:
        _lookup(mine, " ".join(given), day(on, "--date"), as_json=as_json)
    elif action is Action.ADD:
        cells = {"label": label or "", "kind": kind, "country": country, "sector": sector, "role": role}
        days = {"start": _cell(start, "--start", first_day), "end": _cell(end, "--end", last_day)}
        _add(mine, given, cells | days | {"basis": "by hand"}, as_json=as_json)
    elif action is Action.CHECK:
        _check(mine, as_json=as_json)
    else:
        if source is None:
            raise UsageError("whom to ask? kg actors update --from wikidata")
        if source != "wikidata":
            raise UsageError(unknown("--from", source, ["wikidata"]))
        begun = day(since, "--since") or REVIEWED
        _update(mine, begun, endpoint, write=write, private=allow_private, as_json=as_json)


def _cell(text: str, option: str, bound: Callable[[str, str], date | None]) -> str:
    """A date for the table: years and months stay what they are, words become a day."""
    found = None if not text or parse_iso(text) else bound(text, option)
    return found.isoformat() if found else text


def _show(rows: Sequence[dict[str, object]], columns: Sequence[str], *, as_json: bool) -> None:
    if as_json:
        dump(rows)
    else:
        table(columns, [[row[column] for column in columns] for row in rows])


def _cells(row: Callable[[str], str], place: str) -> dict[str, object]:
    return {**{name: row(name) or None for name in _COLUMNS[:-1]}, "row": place}


def _list(mine: OwnTable, wanted: str, limit: int, *, as_json: bool) -> None:
    from kg.lexicon.actor_schemas import ACTORS
    from kg.lexicon.checked import table as shipped

    found = list(mine.rows())
    if wanted:
        found += [row for name in ACTORS for row in shipped(f"{name}.tsv") if row["kind"] != "none"]
    part = wanted.casefold()
    kept = [row for row in found if part in "\t".join((row["id"], row["label"], row["names"])).casefold()]
    _show([_cells(row.__getitem__, row.place) for row in kept[:limit]], _COLUMNS, as_json=as_json)
    if len(kept) > limit:
        note(f"and {len(kept) - limit:,} more; -n shows more")
    if not kept:
        note(f"nothing in {mine.path}" + (f", and nobody named {wanted!r} in the shipped tables" if wanted else ""))


def _lookup(mine: OwnTable, name: str, on: date | None, *, as_json: bool) -> None:
    from kg.lexicon import load_actors
    from kg.lexicon.actor_places import actor_places

    if not name:
        raise UsageError("give the name to look up")
    path = mine.path if mine.path.exists() else None
    lexicon = load_actors(path)
    aliases = lexicon.aliases.get(name) or next(
        (found for form, found in lexicon.aliases.items() if form.casefold() == name.casefold()), ()
    )
    rows = [alias.row for alias in aliases if alias.row.kind is not None and alias.row.covers(on)]
    if not rows:
        close = nearest(name, lexicon.aliases)
        hint = f"; did you mean {' or '.join(close)}?" if close else "; kg actors add makes one"
        raise UsageError(f"no actor goes by {name!r}{f' on {on}' if on else ''}{hint}")
    shown: list[dict[str, object]] = [
        {
            "id": row.id,
            "label": row.label,
            "kind": str(row.kind),
            "country": row.country or None,
            "role": row.role,
            "start": row.start.isoformat() if row.start else None,
            "end": row.end.isoformat() if row.end else None,
            "row": " ".join(actor_places(row.actor, path)),
        }
        for row in rows
    ]
    _show(shown, _COLUMNS, as_json=as_json)


def _add(mine: OwnTable, words: Sequence[str], cells: dict[str, str], *, as_json: bool) -> None:
    if len(words) < 2:  # noqa: PLR2004 - an id and a name
        raise UsageError("give an id and at least one name: kg actors add person/jane-doe 'Jane Doe'")
    from kg.lexicon import load_actors
    from kg.lexicon.own_table import strangers

    before = len(mine.lines)
    row = mine.add({**cells, "id": words[0], "label": cells["label"] or words[1], "names": "|".join(words[1:])})
    if odd := [problem for problem in strangers(mine, load_actors()) if problem.startswith(f"{row.place}: ")]:
        raise LexiconError("\n".join(odd))
    mine.write()
    _show([_cells(row.__getitem__, row.place)], _COLUMNS, as_json=as_json)
    done = "added" if len(mine.lines) > before else "is there already"
    note(f'{row.place}: {done}; --actors {mine.path} or actors = "{mine.path}" in kg.toml makes it count')


def _check(mine: OwnTable, *, as_json: bool) -> None:
    from kg.lexicon import load_actors
    from kg.lexicon.own_table import strangers, taken_over

    if not mine.path.exists():
        raise UsageError(f"{mine.path}: no such actor table")
    problems = mine.problems() or strangers(mine, load_actors())
    names = [] if problems else taken_over(mine, load_actors())
    if as_json:
        told = [{"row": row.place, "name": name, "was": other} for row, name, other in names]
        dump({"problems": problems, "taken_over": told})
    if problems:
        raise LexiconError("\n".join(problems))
    for row, name, other in names:
        note(f"{row.place}: {name!r} meant {other}; it now means {row['id']}")
    note(f"{mine.path}: {sum(1 for _ in mine.rows())} rows, all well")


def _update(mine: OwnTable, since: date, endpoint: str | None, *, write: bool, private: bool, as_json: bool) -> None:
    from kg.corpus.office_terms import TermChange, apply, changes
    from kg.corpus.wikidata import ENDPOINT, office_holders
    from kg.lexicon import load_actors

    note(f"asking {without_password(endpoint or ENDPOINT)} for terms of office since {since}")
    terms = office_holders(since, endpoint=endpoint or ENDPOINT, private=private)
    found = changes(terms, mine, load_actors())
    _show([change.record() for change in found], _DIFFERENCE, as_json=as_json)
    made = sum(change.kind is not TermChange.LEFT_ALONE for change in found)
    if write and made:
        apply(found, mine)
        mine.write()
        note(f"{mine.path}: {made} of {len(terms)} terms written; rows made by hand are as they were")
    else:
        note(f"{made} of {len(terms)} terms are new" + ("; --write puts them into " + str(mine.path) if made else ""))
