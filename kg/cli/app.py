"""The typer application, its conventions and its exit codes.

0 done, 1 failed, 2 wrong use, 130 interrupted, 143 ended by SIGTERM.
"""

# ruff: noqa: FBT002 - typer makes an option of each parameter with a default

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from kg.base import signals
from kg.base.errors import KgError
from kg.base.printable import printable

WRONG_USE, INTERRUPTED, TERMINATED = 2, 130, 143

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
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
) -> None:
    """Options before the command."""


def application() -> typer.Typer:
    """Return the command line with all its commands."""
    from kg.cli.commands import COMMANDS

    for command in COMMANDS if not app.registered_commands else ():
        app.command(command.name, epilog=f"Example: {command.example}")(command.run)
    return app


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit; errors on one line, no traceback for what a user did.

    Args:
        arguments: What stands after ``kg``; those of the process by default.
    """
    signals.running()
    for stream in (sys.stdout, sys.stderr):  # half a character in a stranger's text is written as an escape
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    code = _run(arguments)
    if code in {INTERRUPTED, TERMINATED}:
        typer.echo(signals.said(code), err=True)
    sys.exit(code)


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = _command(arguments)
        return (signals.caught() or code) if code == INTERRUPTED else code
    except BaseException:
        if (ended := signals.caught()) is not None:  # a library may have made another error of the interruption
            return ended
        raise


def _command(arguments: Sequence[str] | None) -> int:
    try:
        return application()(arguments, prog_name="kg", standalone_mode=False) or 0
    except KgError as error:
        _say(str(error))
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except (OSError, RecursionError, UnicodeError, MemoryError) as error:
        if not isinstance(error, BrokenPipeError):  # whose reader has had enough
            _say(_unforeseen(error))
        return 1
    except Exception as error:
        # wrong use as typer tells it: its class has moved between versions, its method has not
        if not hasattr(error, "format_message"):
            raise
        context = getattr(error, "ctx", None)
        hint = f"; see {context.command_path} --help" if context else ""
        if message := error.format_message().strip():  # a bare `kg` has printed its help instead
            _say(f"{message.rstrip('.')}{hint}")
        return WRONG_USE


def _unforeseen(error: Exception) -> str:
    """What to tell of an error that no command has told better."""
    if isinstance(error, OSError):
        return f"{error.strerror or error}; what was written before is safe"
    if isinstance(error, MemoryError):
        return "not enough memory; what was written before is safe; ask for less, or raise the limit (ulimit -v)"
    return f"what was given {'is nested too deeply' if isinstance(error, RecursionError) else 'is no valid Unicode'}"


def _say(message: str) -> None:
    first, *others = (printable(line) for line in message.split("\n"))
    typer.echo(f"kg: error: {first}", err=True)
    for line in others:
        typer.echo(f"  {line}", err=True)
