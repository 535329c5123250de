"""Finding an actor of a graph by any name a user may type."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from kg.base.errors import UsageError
from kg.base.nearest import CLOSE
from kg.base.suggestions import alike
from kg.lexicon import load_actors
from kg.model import Event

_SHOWN = 12
_OFFERED, _LONGER = 4, 2


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
    close = _similar(wanted, ids)
    known = sorted(set(ids.values()))
    some = f"{', '.join(known[:_SHOWN])}{' ...' if len(known) > _SHOWN else ''}" if known else "no events at all"
    hint = f"did you mean {' or '.join(close)}?" if close else f"it has {some}"
    raise UsageError(f"no actor {name!r} in the graph; {hint}")


def _similar(wanted: str, ids: Mapping[str, str]) -> list[str]:
    """Actors of the graph with a name like the one wanted: an id, a label, or what the lexicon calls them."""
    forms = dict(ids)
    there = set(ids.values())
    for form, aliases in load_actors().aliases.items():
        if abs(len(form) - len(wanted)) <= _LONGER and form[:1].casefold() == wanted[:1]:
            for alias in aliases:
                if alias.row.kind is not None and (side := alias.row.actor.stands_for) in there:
                    forms.setdefault(form.casefold(), side)
    found = alike(wanted, sorted(forms), most=_OFFERED, cutoff=CLOSE)
    return list(dict.fromkeys(forms[form] for form in found))


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
