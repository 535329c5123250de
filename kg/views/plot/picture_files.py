"""A picture of a tie as a file: the suffix says which form."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import cast

from kg.base.errors import ExportError, UsageError
from kg.base.files import write_whole
from kg.views.plot.figures import Figure
from kg.views.plot.mpl import draw
from kg.views.plot.shown import signed
from kg.views.plot.vector import svg
from kg.views.ties import Ties, Turns
from kg.views.ties.turning import Cause

FORMATS = (".svg", ".png", ".pdf", ".html")
_COLUMNS = ("period", "source", "target", "events", "score_mean", "low", "high", "rolling", "net", "reports", "outlets")
_STYLE = (
    "body{font:15px/1.5 Helvetica,Arial,'Liberation Sans',sans-serif;max-width:62rem;margin:1.5rem auto;padding:0 1rem;"
    "color:#1a1a1a;background:#fff}svg{width:100%;height:auto}table{border-collapse:collapse;font-size:.85rem}"
    "th,td{padding:.15rem .6rem;text-align:right;border-bottom:1px solid #ddd}th{background:#f4f4f4}"
    "td:nth-child(-n+3),th:nth-child(-n+3){text-align:left}blockquote{margin:.3rem 0 .8rem;padding-left:.8rem;"
    "border-left:3px solid #999}"
)


def check(path: Path) -> str:
    """The suffix of a picture's file.

    Raises:
        UsageError: It is none of those that can be written.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise UsageError(f"{path}: a picture ends in {', '.join(FORMATS)}")
    return suffix


def save(path: Path, figure: Figure, ties: Ties, found: Sequence[Turns] = ()) -> None:
    """Write the picture in the form that the suffix names; a file is replaced as a whole or not at all.

    Raises:
        UsageError: The suffix is unknown, or PNG or PDF is asked for without matplotlib.
        ExportError: The file cannot be written.
    """
    suffix = check(path)
    if suffix in (".png", ".pdf"):
        buffer = io.BytesIO()
        draw(figure, buffer, "png" if suffix == ".png" else "pdf")
        content = buffer.getvalue()
    else:
        text = svg(figure) if suffix == ".svg" else html_page(figure, ties, found)
        content = text.encode()
    try:
        write_whole(path, content)
    except OSError as error:
        raise ExportError(f"cannot write {path}: {error.strerror or error}") from error


def html_page(figure: Figure, ties: Ties, found: Sequence[Turns] = ()) -> str:
    """A page without scripts: the picture, the sentences behind its turning points, and the numbers as a table."""
    causes = "".join(_causes(turns) for turns in found)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><meta charset="utf-8"><title>{escape(figure.title)}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{_STYLE}</style>\n'
        f"{svg(figure)}{causes}<h2>Numbers</h2>\n{html_table(ties)}</html>\n"
    )


def html_table(ties: Ties) -> str:
    """The periods with events as an HTML table."""
    head = "".join(f'<th scope="col">{name.replace("_", " ")}</th>' for name in _COLUMNS)
    rows = (_row(row[name] for name in _COLUMNS) for row in ties.rows() if row["events"])
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n{''.join(rows)}</tbody></table>\n"


def _row(cells: Iterable[object]) -> str:
    shown = (f"{cell:.2f}" if isinstance(cell, float) else "" if cell is None else str(cell) for cell in cells)
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in shown) + "</tr>\n"


def _causes(turns: Turns) -> str:
    parts = []
    for turn in turns.turns:
        levels = f"{signed(turn.before.level)} to {signed(turn.after.level)}"
        title = f"Turning point of {turn.day}, {turns.direction.replace('both', 'both directions')}: {levels}"
        parts.append(f"<h2>{escape(title)}</h2>\n{''.join(map(_cause, turn.causes))}")
    return "".join(parts)


def _cause(cause: Cause) -> str:
    best = cause.act.event.best
    name = escape(best.outlet or best.doc)
    # no other scheme becomes a link: what an article's metadata say is not to be trusted
    is_web = (best.url or "").lower().startswith(("https://", "http://"))
    link = f'<a href="{escape(cast("str", best.url))}">{name}</a>' if is_web else name
    score = cast("float", cause.act.score)
    told = (
        f"{best.when.iso or cause.act.period.label} {best.dyad[0]} {best.type.value} {best.dyad[1]} ({signed(score)})"
    )
    quote = f"<blockquote>{escape(best.sentence)} ({link})</blockquote>"
    return f"<p>{escape(told)}, {cause.share:.0%} of the change</p>{quote}\n"
