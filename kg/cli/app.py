"""The typer application, its conventions and its exit codes: 0 done, 1 failed, 2 wrong use, 130 interrupted."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version
from typing import Annotated

import typer

from kg.errors import KgError

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="A knowledge graph of international relations, read from the news: who did what to whom, when, and how we know.",
    epilog="Start with: kg build data/articles && kg ties USA RUS --by year",
)


def _version(asked: bool) -> None:  # noqa: FBT001 - typer's callback
    if asked:
        from kg.versions import versions

        for name, number in versions().items():
            typer.echo(f"{name} {number}")
        raise typer.Exit


@app.callback()
def kg(
    _show: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Versions of irkg, its ontology and its model.")] = False,
) -> None:
    """Options before the command."""


def main() -> None:
    """Run the command line; errors on one line, no traceback for what a user did."""
    import kg.cli.graph_commands
    import kg.cli.text_commands  # noqa: F401 - both register their commands

    try:
        app()
    except KgError as error:
        lines = str(error).splitlines()
        typer.echo(f"kg: error: {lines[0]}", err=True)
        for line in lines[1:]:
            typer.echo(f"  {line}", err=True)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        typer.echo("kg: interrupted; what was read so far is safe, run the same command to go on", err=True)
        sys.exit(130)
    except BrokenPipeError:  # the reader of our output has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)


def package_version() -> str:
    """Version of the installed distribution."""
    return version("irkg")
