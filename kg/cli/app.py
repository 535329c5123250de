"""The typer application, its conventions and its exit codes: 0 done, 1 failed, 2 wrong use, 130 interrupted."""

# ruff: noqa: FBT002 - typer makes an option of each parameter with a default

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
import typer.main
from typer.core import TyperGroup

from kg.base.errors import KgError
from kg.base.suggestions import nearest
from kg.cli import shared
from kg.cli.settings import settings

WRONG_USE, INTERRUPTED = 2, 130

_NO_SETTINGS = {("actors", "source")}  # --from of a source, not of a day
_QUIET, _VERBOSE = {"-q", "--quiet"}, {"-v", "--verbose"}
_log = logging.getLogger("kg")

app = typer.Typer(
    name="kg",
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
    from kg.cli.commands import COMMANDS

    for command in COMMANDS if not app.registered_commands else ():
        app.command(command.name, epilog=f"Example: {command.example}")(command.run)
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    return group


def _switched(arguments: list[str]) -> tuple[list[str], bool]:
    """The arguments without the switches that may stand anywhere, which are obeyed; whether to say more."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    given = set(arguments[:end])
    shared.err.quiet = bool(given & _QUIET)
    rest = [argument for argument in arguments[:end] if argument not in _QUIET | _VERBOSE]
    if verbose := bool(given & _VERBOSE):
        from kg.base.versions import versions

        logging.basicConfig(level=logging.INFO, format="kg: %(message)s", stream=sys.stderr, force=True)
        _log.info(", ".join(f"{name} {number}" for name, number in versions().items()))
    return rest + arguments[end:], verbose


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
    code = _run(list(sys.argv[1:] if arguments is None else arguments))
    if code == INTERRUPTED:
        typer.echo("kg: interrupted", err=True)
    sys.exit(code)


def _run(arguments: list[str]) -> int:
    arguments, verbose = _switched(arguments)
    try:
        group = command_line()
        found = settings(options(group), Path.cwd(), os.environ)
        if found.path and verbose:
            _log.info("settings of %s", found.path)
        return group(arguments, prog_name="kg", standalone_mode=False, default_map=found.values) or 0
    except KgError as error:
        lines = str(error).splitlines()
        typer.echo(f"kg: error: {lines[0]}", err=True)
        for line in lines[1:]:
            typer.echo(f"  {line}", err=True)
        if verbose:
            _log.info("where it comes from:", exc_info=True)
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except OSError as error:
        if not isinstance(error, BrokenPipeError):  # whose reader has had enough
            typer.echo(f"kg: error: {error.strerror or error}; what was written before is safe", err=True)
        return 1
    except Exception as error:
        # wrong use as typer tells it: its class has moved between versions, its method has not
        if not hasattr(error, "format_message"):
            raise
        _tell_wrong_use(error)
        return WRONG_USE


def _tell_wrong_use(error: Any) -> None:  # noqa: ANN401 - of a class that moves
    """One line: what is wrong, the nearest that is right, and where to look."""
    context = getattr(error, "ctx", None)
    see = f"; see {context.command_path} --help" if context else ""
    message = re.sub(r" \(Possible options?: .*\)$| Did you mean .*$", "", error.format_message().strip())
    message = message.replace("Value error, ", "").rstrip(".")
    if close := list(_meant(error, context, message)):
        message += f"; did you mean {' or '.join(close)}?"
        see = see and see.replace("; see", " See")
    if message:  # a bare `kg` has printed its help instead
        typer.echo(f"kg: error: {message}{see}", err=True)


def _meant(error: Any, context: Any, message: str) -> Iterable[str]:  # noqa: ANN401 - of classes that move
    """What may have been meant by an option, command or choice that there is not."""
    if given := getattr(error, "option_name", None):
        known = [option for parameter in context.command.params for option in parameter.opts] if context else []
        return nearest(given, [option for option in known if option.startswith("--")])
    if found := re.match(r"No such command '(.+)'", message):
        return nearest(found[1], getattr(context.command, "commands", ()) if context else ())
    found = re.search(r"'([^']+)' is not one of (.+)$", message)
    return nearest(found[1], re.findall(r"'(.+?)'", found[2])) if found else ()
