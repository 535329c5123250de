"""The typer application, its conventions and its exit codes.

0 done, 1 failed, 2 wrong use, 130 interrupted, 143 ended by SIGTERM.
"""

# ruff: noqa: FBT002 - typer makes an option of each parameter with a default

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
import typer.main
from typer.core import TyperCommand, TyperGroup

from kg.base import signals
from kg.base.address_space import spare
from kg.base.errors import KgError
from kg.base.printable import printable
from kg.cli import shared
from kg.cli.commands import COMMANDS, Command
from kg.cli.mistakes import wrong_use
from kg.cli.settings import EVERYWHERE, SWITCHES, Settings, any_settings, settings
from kg.cli.unforeseen import unforeseen

WRONG_USE, INTERRUPTED, TERMINATED = 2, 130, 143

_NO_SETTINGS = {("actors", "source")}  # --from of a source, not of a day
_SWITCHES = {"-q": "quiet", "--quiet": "quiet", "-v": "verbose", "--verbose": "verbose"}
_log = logging.getLogger("kg")


class _Later(TyperCommand):
    """A command of which its name and first line of help are known, until it is called."""

    def __init__(self, command: Command) -> None:
        super().__init__(command.name, help=command.summary)
        self._command = command

    def made(self) -> TyperCommand:
        """The command with its options."""
        alone = typer.Typer(add_completion=False)
        _add(alone, self._command)
        found = typer.main.get_command(alone)
        assert isinstance(found, TyperCommand)
        return found


class _Commands(TyperGroup):
    """Commands that are made when they are called."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - of classes that move
        name, found, rest = super().resolve_command(ctx, args)
        return name, found.made() if isinstance(found, _Later) else found, rest


app = typer.Typer(
    name="kg",
    cls=_Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    suggest_commands=False,  # we do it ourselves, for all that can be mistyped
    context_settings={"help_option_names": ["-h", "--help"]},
    help="A knowledge graph of international relations, read from the news: who did what to whom, when, how we know.",
    epilog="Start with: kg build data/articles && kg ties USA RUS --by year",
)


def _version(asked: bool) -> None:  # noqa: FBT001 - typer's callback
    if asked:
        from kg.base.versions import versions

        for name, number in versions().items():
            typer.echo(f"{name} {number}")
        raise typer.Exit


@app.callback()
def kg(
    _show: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Versions of irkg, its ontology and its model."
        ),
    ] = False,
    _quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Say nothing beside the answer, but what went wrong.")
    ] = False,
    _verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Say more: settings, versions, where an error comes from.")
    ] = False,
) -> None:
    """Options of all commands; --quiet and --verbose may also stand behind the command."""


def command_line() -> TyperGroup:
    """Return the command line with all its commands."""
    for command in COMMANDS if not app.registered_commands else ():
        _add(app, command)
    return _group()


def _group() -> TyperGroup:
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    return group


def _add(where: typer.Typer, command: Command) -> None:
    where.command(command.name, epilog=f"Example: {command.example}")(command.run)


def _prepared(folder: Path, environment: Mapping[str, str]) -> tuple[TyperGroup, Settings]:
    """The command line, and what is set for it: only if anything is must the options of all commands be known."""
    if any_settings(folder, environment):
        whole = command_line()
        found = settings({**options(whole), EVERYWHERE: {name: name for name in SWITCHES}}, folder, environment)
        for name, command in whole.commands.items():
            _undoable(command, found.values[name])
        return whole, found
    group = _group()
    if not app.registered_commands:
        group.commands = {command.name: _Later(command) for command in COMMANDS}
    return group, Settings(path=None, values={})


def _undoable(command: Any, given: Mapping[str, object]) -> None:  # noqa: ANN401 - of a class that moves
    """Let an option win over a switch that is set for it: ``--no-json`` where ``json = true``."""
    taken = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    for parameter in command.params:
        if getattr(parameter, "is_flag", False) and parameter.name in given and not parameter.secondary_opts:
            (long,) = (option for option in parameter.opts if option.startswith("--"))
            undo = "--" + (long.removeprefix("--no-") if long.startswith("--no-") else f"no-{long[2:]}")
            parameter.secondary_opts = [undo] if undo not in taken else []


def _switched(arguments: list[str]) -> tuple[list[str], set[str]]:
    """The arguments without the switches that may stand anywhere; these."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    rest = [argument for argument in arguments[:end] if argument not in _SWITCHES]
    return rest + arguments[end:], {_SWITCHES[argument] for argument in arguments[:end] if argument in _SWITCHES}


def _speak(switches: set[str]) -> None:
    shared.err.quiet = "quiet" in switches
    if "verbose" in switches:
        from kg.base.versions import versions

        logging.basicConfig(level=logging.INFO, format="kg: %(message)s", stream=sys.stderr, force=True)
        _log.info(", ".join(f"{name} {number}" for name, number in versions().items()))


def options(group: TyperGroup) -> dict[str, dict[str, str]]:
    """The options of each command that can be settings: long name without dashes to parameter."""
    return {
        name: {
            option.removeprefix("--"): str(parameter.name)
            for parameter in command.params
            if parameter.param_type_name == "option" and (name, parameter.name) not in _NO_SETTINGS
            for option in parameter.opts
            if option.startswith("--")
        }
        for name, command in group.commands.items()
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit; errors on one line, no traceback for what a user did.

    Args:
        arguments: What stands after ``kg``; those of the process by default.
    """
    signals.running()
    for stream in (sys.stdout, sys.stderr):  # half a character in a stranger's text is written as an escape
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    code = _run(list(sys.argv[1:] if arguments is None else arguments))
    if code in {INTERRUPTED, TERMINATED}:
        typer.echo(signals.said(code), err=True)
        signals.leave()
    signals.done()
    sys.exit(code)


def _run(arguments: list[str]) -> int:
    rest, switches = _switched(arguments)
    _speak(switches)
    try:
        code = _command(rest, switches)
        return (signals.caught() or code) if code == INTERRUPTED else code
    except BaseException:
        if (ended := signals.caught()) is not None:  # a library may have made another error of the interruption
            return ended
        raise


def _told(found: Settings, switches: set[str]) -> set[str]:
    """Say what is to be said of the settings; the switches that hold: those typed, else those set."""
    if not switches and found.switches:
        _speak(switches := found.switches)
    for doubt in found.doubts:
        shared.note(f"kg: {doubt}")
    if found.path:
        _log.info("settings of %s", found.path)
    return switches


def _command(arguments: list[str], switches: set[str]) -> int:
    found = None
    try:
        spare()
        group, found = _prepared(Path.cwd(), os.environ)
        switches = _told(found, switches)
        return group(arguments, prog_name="kg", standalone_mode=False, default_map=found.values) or 0
    except KgError as error:
        _say(str(error))
        if "verbose" in switches:
            _log.info("where it comes from:", exc_info=True)
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        signals.noticed()
        return INTERRUPTED
    except BrokenPipeError:  # whose reader has had enough
        return 1
    except Exception as error:
        if said := unforeseen(error):
            _say(said)
            return 1
        # wrong use as typer tells it: its class has moved between versions, its method has not
        if not hasattr(error, "format_message"):
            raise
        if said := wrong_use(error, found):  # a bare `kg` has printed its help instead
            _say(said)
        return WRONG_USE


def _say(message: str) -> None:
    first, *others = (printable(line) for line in message.split("\n"))
    typer.echo(f"kg: error: {first}", err=True)
    for line in others:
        typer.echo(f"  {line}", err=True)
