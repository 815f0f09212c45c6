"""``mpcheck COMMAND``: find the command's module, run it, and turn what goes wrong into an exit code."""

from __future__ import annotations

import os
import pkgutil
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

import mpcheck
from mpcheck import cli
from mpcheck.cli._output import is_closed_pipe
from mpcheck.cli._parser import Parser
from mpcheck.errors import MpcheckError, UsageError, did_you_mean
from mpcheck.visible import visible

#: As shells report a program that a signal ended.
_INTERRUPTED = 128 + 2
_CLOSED_PIPE = 128 + 13


def entry() -> None:
    """The console script."""
    sys.exit(main(sys.argv[1:]))


def main(argv: Sequence[str]) -> int:
    """Run one command line and return its exit code: 0, 1 or 2 as the command says, 2 for a wrong call."""
    _prepare_streams()
    try:
        code = _run(list(argv))
        sys.stdout.flush()
    except MpcheckError as error:
        _print_error(error)
        code = 2
    except KeyboardInterrupt:
        print("mpcheck: interrupted", file=sys.stderr)
        code = _INTERRUPTED
    except OSError as error:
        if not is_closed_pipe(error):
            raise
        # The interpreter flushes again at its end, which must not fail as well.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = _CLOSED_PIPE
    return code


def _prepare_streams() -> None:
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever started this process
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 -- open to the end
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a character is no reason to fail


def _run(argv: list[str]) -> int:
    if not argv or argv[0] in ("-h", "--help"):
        print(_overview(), file=sys.stdout if argv else sys.stderr)
        return 0 if argv else 2
    if argv[0] in ("-V", "--version"):
        print(f"mpcheck {mpcheck.__version__}")
        return 0
    command = _command(argv[0])
    parser = Parser(prog=f"mpcheck {argv[0]}", description=command.SUMMARY)
    command.add_arguments(parser)
    arguments = parser.parse(argv[1:])
    code: int = command.run(arguments)
    return code


def command_names() -> list[str]:
    """The commands that exist: the modules beside this one."""
    names = (module.name for module in pkgutil.iter_modules(cli.__path__))
    return sorted(name for name in names if name != "main" and not name.startswith("_"))


def _command(word: str) -> ModuleType:
    names = command_names()
    if word in names:
        return import_module(f"mpcheck.cli.{word}")
    if os.path.exists(word):
        raise UsageError(f"there is no command {word!r}", cure=f"to scan a path: mpcheck scan {word}")
    kind = "option" if word.startswith("-") else "command"
    raise UsageError(f"there is no {kind} {word!r} here", cure=did_you_mean(word, [*names, "--help", "--version"]))


def _overview() -> str:
    summaries = {name: import_module(f"mpcheck.cli.{name}").SUMMARY for name in command_names()}
    width = max(map(len, summaries))
    return "\n".join(
        [
            "usage: mpcheck COMMAND [OPTIONS]",
            "",
            "Diagnostics and a pitfall checker for Python multiprocessing.",
            "",
            *(f"  {name:{width}}  {summary}" for name, summary in summaries.items()),
            "",
            "mpcheck COMMAND --help explains a command, mpcheck --version names the version.",
        ]
    )


def _print_error(error: MpcheckError) -> None:
    where = "" if error.path is None else f"{error.path}:{error.line}: " if error.line else f"{error.path}: "
    print(visible(f"mpcheck: error: {where}{error.message}"), file=sys.stderr)
    if error.cure:
        print(visible(f"  cure: {error.cure}"), file=sys.stderr)
