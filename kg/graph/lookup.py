"""Finding an actor of a graph by any name a user may type."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches

from kg.base.errors import UsageError
from kg.lexicon import load_actors
from kg.model import Event

_SHOWN = 12


def named(name: str, events: Iterable[Event] | Mapping[str, str]) -> str:
    """The id of an actor given by id, label or any name the lexicon knows, in any case.

    Args:
        name: What a user typed.
        events: The events of the graph, or its actors as :meth:`kg.store.Log.sides` lists them.

    Raises:
        UsageError: The graph has no such actor; the message names similar ones.
    """
    ids = events if isinstance(events, Mapping) else _names(events)
    wanted = name.strip().casefold()
    if found := ids.get(wanted) or _by_lexicon(wanted, set(ids.values())):
        return found
    close = [ids[form] for form in get_close_matches(wanted, sorted(ids), n=4, cutoff=0.6)]
    known = sorted(set(ids.values()))
    some = f"{', '.join(known[:_SHOWN])}{' ...' if len(known) > _SHOWN else ''}" if known else "no events at all"
    hint = f"did you mean {' or '.join(dict.fromkeys(close))}?" if close else f"it has {some}"
    raise UsageError(f"no actor {name!r} in the graph; {hint}")


def _names(events: Iterable[Event]) -> dict[str, str]:
    """Id by id and by label, in one case, of all that something in the graph stands for."""
    mentions = [mention for event in events for report in event.reports for mention in (report.source, report.target)]
    labels = {(m.actor.label.casefold(), m.actor.id) for m in mentions if m.actor.id == m.actor.stands_for}
    return dict(sorted(labels, reverse=True)) | {m.actor.stands_for.casefold(): m.actor.stands_for for m in mentions}


def _by_lexicon(wanted: str, ids: Collection[str]) -> str | None:
    for form, aliases in load_actors().aliases.items():
        if form.casefold() == wanted:
            for alias in aliases:
                if alias.row.kind is not None and alias.row.actor.stands_for in ids:
                    return alias.row.actor.stands_for
    return None
