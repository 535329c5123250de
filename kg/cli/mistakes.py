"""What is told of wrong use: on one line what is wrong, where it stands, the nearest that is right, where to look."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from kg.base.suggestions import nearest
from kg.cli.settings import Settings


def wrong_use(error: Any, found: Settings | None) -> str:  # noqa: ANN401 - of a class that moves between versions
    """One line about an error of the command line's library; nothing where it has told it itself.

    Args:
        error: The error, which has the library's ``format_message``.
        found: The settings that hold, which may be where the wrong value stands.
    """
    context = getattr(error, "ctx", None)
    message = re.sub(r" \(Possible options?: .*\)$| Did you mean .*$", "", error.format_message().strip())
    message = re.sub(r"\s*\n\s*", " ", message)  # a list of choices
    message = message.replace("Value error, ", "").rstrip(".")
    if origin := _origin(error, context, found):
        message = f"{origin}: {message}"
    close = list(_meant(error, context, message))
    meant = f"; did you mean {' or '.join(close)}?" if close else ""
    see = f"{' See' if close else '; see'} {context.command_path} --help" if context and message else ""
    return f"{message}{meant}{see}"


def _origin(error: Any, context: Any, found: Settings | None) -> str:  # noqa: ANN401 - of classes that move
    """The file or variable that a value comes from which nobody typed."""
    parameter = getattr(error, "param", None)
    if not (found and context and parameter):
        return ""
    source = context.get_parameter_source(parameter.name)
    if getattr(source, "name", "") != "DEFAULT_MAP":
        return ""
    return found.origins.get(context.command.name, {}).get(parameter.name, "")


def _meant(error: Any, context: Any, message: str) -> Iterable[str]:  # noqa: ANN401 - of classes that move
    """What may have been meant by an option, command or choice that there is not."""
    if given := getattr(error, "option_name", None):
        known = [option for parameter in context.command.params for option in parameter.opts] if context else []
        bare = [option.removeprefix("--") for option in known if option.startswith("--")]
        return [f"--{name}" for name in nearest(given.removeprefix("--"), bare)]  # all options have dashes in common
    if found := re.match(r"No such command '(.+)'", message):
        return nearest(found[1], getattr(context.command, "commands", ()) if context else ())
    found = re.search(r"'([^']+)' is not one of (.+)$", message)
    return nearest(found[1], re.findall(r"'(.+?)'", found[2])) if found else ()
