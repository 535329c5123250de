"""Write docs/commands.md from the command line itself, and docs/api.md from the docstrings of the library.

    python scripts/write_reference.py [--check]

``--check`` writes nothing and fails when a page would change; a test does the same.
"""

from __future__ import annotations

import argparse
import inspect
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_type_hints

import kg
from kg.cli.app import command_line
from kg.cli.commands import COMMANDS
from kg.graph.dyad import Dyad
from kg.sparql import Result

DOCS = Path(__file__).parents[1] / "docs"
NOTE = "<!-- written by scripts/write_reference.py: edit the code, not this page -->"
METHODS = (kg.Graph, Dyad, Result, kg.Reports, kg.Articles, kg.Actors)
_SECTION = re.compile(r"^(Args|Returns|Raises|Attributes):$", re.MULTILINE)


def commands() -> str:
    """The page of commands: for each what it does, its arguments and options with their defaults, an example."""
    group = command_line()
    told = ["# Commands", NOTE, *_intro(group)]
    for command in COMMANDS:
        found = group.commands[command.name]
        usage = " ".join(f"{_argument(p)}" for p in found.params if p.param_type_name == "argument")
        told += [f"## kg {command.name}", _text(found.help), f"```sh\nkg {command.name} {usage}".rstrip() + "\n```"]
        told.append("\n".join(_rows(found.params, command.run)))
        told.append(f"Example: `{'`, `'.join(re.split(r'  +', command.example))}`")
    return "\n\n".join(part for part in told if part) + "\n"


def _intro(group: Any) -> Iterator[str]:  # noqa: ANN401 - typer's own class has moved between versions
    yield _text(group.help)
    yield (
        "Options of `kg` itself; `--quiet` and `--verbose` may stand behind the command, too. What any option is by "
        "default may be said in [`kg.toml`](index.md#settings) or a variable."
    )
    yield "\n".join(_rows(group.params))


def _argument(parameter: Any) -> str:  # noqa: ANN401 - likewise
    name = (parameter.metavar or parameter.name.upper()).strip("[]").removesuffix("...").strip("[]")
    many = "..." if parameter.nargs == -1 else ""
    return f"{name}{many}" if parameter.required else f"[{name}]{many}"


def _rows(parameters: Any, run: Callable[..., object] | None = None) -> Iterator[str]:  # noqa: ANN401 - likewise
    kept = [p for p in parameters if not getattr(p, "hidden", False) and "--help" not in p.opts and p.name != "help"]
    if not kept:
        return
    yield "| | | default |"
    yield "|---|---|---|"
    for parameter in kept:
        named = [*parameter.opts, *parameter.secondary_opts]
        if parameter.param_type_name == "argument":
            named = [_argument(parameter)]
        told = _text(getattr(parameter, "help", "")).rstrip(".")
        if choices := _choices(run, parameter.name):
            told += f": {', '.join(choices)}"
        yield f"| {', '.join(f'`{name}`' for name in named)} | {_cell(told)} | {_default(parameter)} |"


def _choices(run: Callable[..., object] | None, name: str) -> list[str]:
    """The words that an option or argument may be, where it is an enumeration."""
    hints = get_type_hints(run) if run else {}
    kinds = [hints.get(name), *get_args(hints.get(name))]
    return [str(member.value) for kind in kinds if isinstance(kind, type) and issubclass(kind, Enum) for member in kind]


def _default(parameter: Any) -> str:  # noqa: ANN401 - likewise
    value = parameter.default
    if parameter.required:
        return "required"
    if value is None or value is False or value == [] or callable(value) or type(value).__name__ == "Sentinel":
        return ""
    return f"`{getattr(value, 'value', value)}`" if str(value) else ""


def api() -> str:
    """The page of the library: each public function and method with its signature, docstring and example."""
    told = ["# Library", NOTE, _docstring(kg.__doc__ or "")]
    told.append(
        "What the functions return are lists and tables that show themselves, with the methods of [tables](#tables)."
    )
    for name in kg.__all__:
        value = getattr(kg, name)
        if inspect.isfunction(value):
            told += [f"## kg.{name}", _signature(f"kg.{name}", value), _docstring(inspect.getdoc(value) or "")]
    for kind in METHODS:
        told += [f"## {kind.__name__}", _docstring(inspect.getdoc(kind) or "")]
        for name, value in vars(kind).items():
            plain = value.fget if isinstance(value, property) else getattr(value, "func", value)
            if name.startswith("_") or not inspect.isfunction(plain) or name in {"line", "row", "column_names"}:
                continue
            call = f"`{kind.__name__}.{name}`" if plain is not value else _signature(f"{kind.__name__}.{name}", plain)
            told += [f"### {kind.__name__}.{name}", call, _docstring(inspect.getdoc(plain) or "")]
    told += ["## Tables", _tables()]
    return "\n\n".join(part for part in told if part) + "\n"


def _tables() -> str:
    from kg.base.listing import Tabular

    rows = (
        f"- `.{name}()`: {_text((inspect.getdoc(getattr(Tabular, name)) or '').partition(chr(10))[0])}"
        for name in ("records", "to_frame", "to_arrow")
    )
    return "\n".join(rows)


def _signature(name: str, function: Callable[..., object]) -> str:
    signature = inspect.signature(function)
    shown = list(_shown(p for p in signature.parameters.values() if p.name != "self"))
    returned = _plain(signature.return_annotation)
    text = f"{name}({', '.join(shown)}) -> {returned}"
    if len(text) > 100:  # noqa: PLR2004 - characters of a line
        inner = ",\n    ".join(shown)
        text = f"{name}(\n    {inner},\n) -> {returned}"
    return f"```python\n{text}\n```"


def _shown(parameters: Iterable[inspect.Parameter]) -> Iterator[str]:
    """The parameters as one writes them."""
    star = False
    for parameter in parameters:
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY and not star:
            star = True
            yield "*"
        default = "" if parameter.default is inspect.Parameter.empty else f" = {parameter.default!r}"
        many = "**" if parameter.kind is inspect.Parameter.VAR_KEYWORD else ""
        yield f"{many}{parameter.name}: {_plain(parameter.annotation)}{default}"


def _plain(annotation: object) -> str:
    return annotation if isinstance(annotation, str) else getattr(annotation, "__name__", str(annotation))


def _docstring(text: str) -> str:
    """A docstring of Google's style as Markdown; examples become blocks."""
    lines: list[str] = []
    section, in_example = "", False
    for line in re.sub(r":\w+:`~?([^`]+)`", r"`\1`", text.replace("``", "`")).splitlines():
        if match := _SECTION.match(line.strip()):
            section = match[1]
            lines += ["", f"**{section}**", ""]
        elif line.startswith(">>>") and not in_example:
            lines += ["", "```python", line]
            in_example = True
        elif in_example and not line.strip():
            lines += ["```", ""]
            in_example = False
        else:
            lines.append(_entry(line, section) if section and not in_example else line)
    lines += ["```"] if in_example else []
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _entry(line: str, section: str) -> str:
    """A line of a section: the beginning of an entry of its list, or what goes on in one."""
    entry = re.match(r"^ {4}([\w, ]+): (.*)$", line)
    if entry and section != "Returns":
        return f"- `{entry[1]}`: {entry[2]}"
    return f"  {line.strip()}" if line.startswith("        ") and section != "Returns" else line.strip()


def _text(text: str | None) -> str:
    return " ".join((text or "").split())


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


PAGES = {"commands.md": commands, "api.md": api}


def main() -> None:
    """Write the pages, or tell which would change."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="only say whether the pages are as they should be")
    check = parser.parse_args().check
    now = {name: (DOCS / name).read_text("utf-8") if (DOCS / name).exists() else "" for name in PAGES}
    stale = [name for name, made in PAGES.items() if now[name] != made()]
    for name in stale:
        print(f"docs/{name}: {'stale; python scripts/write_reference.py writes it' if check else 'written'}")
        if not check:
            (DOCS / name).write_text(PAGES[name](), "utf-8")
    sys.exit(bool(stale and check))


if __name__ == "__main__":
    main()
