"""A tiny command framework: functions register themselves as sub-commands of an application."""

import argparse
from typing import Callable, Dict, List, Optional

Command = Callable[[argparse.Namespace], int]


class App:
    def __init__(self, name: str) -> None:
        self._parser = argparse.ArgumentParser(prog=name)
        self._sub = self._parser.add_subparsers(dest="command", required=True)
        self._commands: Dict[str, Command] = {}

    def command(self, name: str) -> Callable[[Command], Command]:
        def register(function: Command) -> Command:
            parser = self._sub.add_parser(name, help=function.__doc__)
            parser.add_argument("--jobs", type=int, default=2)
            self._commands[name] = function
            return function

        return register

    def __call__(self, argv: Optional[List[str]] = None) -> None:
        arguments = self._parser.parse_args(argv)
        status = self._commands[arguments.command](arguments)
        raise SystemExit(status)
