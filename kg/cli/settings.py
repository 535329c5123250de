"""What is typed every time, written down once: ``kg.toml``, ``[tool.irkg]`` of ``pyproject.toml``, the environment.

An option on the command line wins over the environment, the environment over the file, the file over what is built in.
Keys are the long names of options without dashes: at the top for every command that has the option, in a table named
like a command for that command alone. ``KG_TIES_BY`` is ``--by`` of ``kg ties``, ``KG_GRAPH`` is ``--graph`` of all.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from kg.base.errors import UsageError
from kg.base.suggestions import nearest

FILE, PROJECT, TABLE = "kg.toml", "pyproject.toml", "irkg"

SWITCHES, EVERYWHERE = ("quiet", "verbose"), "kg"
"""Options of no one command, and what stands for the command that has them."""

_VARIABLES = "KG_"
_ALIKE = 0.8  # variables of other programs may begin like ours
_TRUE = {"1", "true", "yes", "on"}

Options = Mapping[str, Mapping[str, str]]
"""Command to long option without dashes to the name of its parameter."""


class Settings(NamedTuple):  # a dataclass takes ten times as long to make, before every command
    """Defaults of commands.

    Attributes:
        path: The file they come from, if any.
        values: Command to parameter to value, as the command line's library wants them.
        origins: Command to parameter to the file or variable that says so.
        doubts: What is to be told of variables that may be mistyped.
    """

    path: Path | None
    values: Mapping[str, Mapping[str, object]]
    origins: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    doubts: tuple[str, ...] = ()

    @property
    def switches(self) -> set[str]:
        """Which of :data:`SWITCHES` are on."""
        given = self.values.get(EVERYWHERE, {})
        return {name for name in SWITCHES if str(given.get(name, "")).casefold() in _TRUE}


def any_settings(folder: Path, environment: Mapping[str, str]) -> bool:
    """Whether there may be settings in a folder, above it, or in the environment."""
    return any(name.startswith(_VARIABLES) for name in environment) or _found(folder)[0] is not None


def settings(options: Options, folder: Path, environment: Mapping[str, str]) -> Settings:
    """Read the settings that hold in a folder: of the first file found in it or above, and of the environment.

    Args:
        options: What each command takes.
        folder: Where the command runs.
        environment: Variables, such as ``os.environ``.

    Raises:
        UsageError: The file is no TOML, or has a key that no command knows; the message names the nearest.
    """
    path, written = _found(folder)
    given: dict[str, dict[str, object]] = {command: {} for command in options}
    origins: dict[str, dict[str, str]] = {command: {} for command in options}
    for command, key, value in _checked(path, written, options):
        if parameter := options[command].get(key):
            given[command][parameter], origins[command][parameter] = value, os.path.relpath(path or FILE)
    for command, known in options.items():
        for key, parameter in known.items():
            for name in (_variable(key), _variable(command, key)):
                if text := environment.get(name):
                    given[command][parameter], origins[command][parameter] = text, name
    return Settings(path=path, values=given, origins=origins, doubts=tuple(_doubts(options, environment)))


def _doubts(options: Options, environment: Mapping[str, str]) -> Iterator[str]:
    """Variables that are nearly those of an option."""
    known = {
        name for command, keys in options.items() for key in keys for name in (_variable(key), _variable(command, key))
    }
    for name in sorted(name for name in environment if name.startswith(_VARIABLES) and name not in known):
        if close := nearest(name, known, cutoff=_ALIKE):
            yield f"{name} is no setting; did you mean {' or '.join(close)}?"


def _checked(path: Path | None, written: Mapping[str, object], options: Options) -> Iterator[tuple[str, str, object]]:
    """Command, option and value of a file: first those of all commands, then those of one."""
    every = {key for known in options.values() for key in known}
    for key, value in written.items():
        if not isinstance(value, dict):
            if key not in every:
                raise _strange(path, f"option {key!r}", key, every)
            yield from ((command, key, value) for command in options)
    for command, own in written.items():
        if isinstance(own, dict):
            if command not in options:
                raise _strange(path, f"command {command!r}", command, options)
            for key, value in own.items():
                if key not in options[command]:
                    raise _strange(path, f"option {key!r} of kg {command}", key, options[command])
                yield command, key, value


def _variable(*names: str) -> str:
    """``KG_GRAPH``, ``KG_TIES_BY``."""
    return _VARIABLES + "_".join(names).replace("-", "_").upper()


def _found(folder: Path) -> tuple[Path | None, dict[str, object]]:
    for place in (folder, *folder.parents):
        if (path := place / FILE).is_file():
            return path, _read(path)
        if (path := place / PROJECT).is_file():
            tool = _read(path).get("tool")
            if isinstance(tool, dict) and isinstance(own := tool.get(TABLE), dict):
                return path, own
    return None, {}


def _read(path: Path) -> dict[str, object]:
    try:
        text = path.read_text("utf-8")
        if path.name == PROJECT and TABLE not in text:
            return {}
        import tomllib  # here: it takes as long to load as all else of ours that kg --help needs

        return tomllib.loads(text)
    except (OSError, UnicodeError) as error:
        raise UsageError(f"{path} cannot be read: {getattr(error, 'strerror', None) or 'no UTF-8'}") from None
    except ValueError as error:  # no TOML
        if path.name == PROJECT:  # whose faults are its project's own to find
            return {}
        raise UsageError(f"{path}: {error}") from None


def _strange(path: Path | None, what: str, key: str, known: Iterable[str]) -> UsageError:
    close = nearest(key, known)
    hint = f"did you mean {' or '.join(close)}?" if close else "kg --help lists commands and options"
    return UsageError(f"{path and os.path.relpath(path)}: unknown {what}; {hint}")
