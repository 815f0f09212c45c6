"""``mpcheck pickle``: whether objects cross to another process, and what keeps them from it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from typing import IO

import mpcheck
from mpcheck.cli import _output
from mpcheck.cli._parser import one_of, positive
from mpcheck.containment.family import adopted_orphans
from mpcheck.env.pythons import python_named
from mpcheck.errors import UsageError
from mpcheck.pickling.report import METHODS, PicklingReport, Problem
from mpcheck.pickling.target import Target, parse_target
from mpcheck.pickling.trial import MEMORY, TIME_LIMIT, Limits, try_object
from mpcheck.visible import visible

SUMMARY = "Try whether objects cross to another process, and name every part that keeps them from it."
SCHEMA_VERSION = 1
_EPILOG = (
    "This imports the code that is named, in processes of its own that are ended after the time limit; unlike scan, it "
    "RUNS that code.  Exit code: 0 all cross, 1 some do not, 2 something could not be tried."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _EPILOG
    parser.add_argument(
        "targets",
        nargs="+",
        metavar="TARGET",
        help="module:name, module:name.attribute, or path/to/file.py:name (such a file plays the main module)",
    )
    parser.add_argument(
        "--submitted",
        action="store_true",
        help="TARGETs are files and folders: try every callable that scan sees being sent to a process",
    )
    parser.add_argument(
        "--call", metavar="ARGS", help="call it with these literals and try the result: --call \"1, x='a'\""
    )
    parser.add_argument(
        "--run-as", type=one_of(("main", "import")), metavar="KIND", help="what the module plays: main, import"
    )
    parser.add_argument(
        "--python",
        action="append",
        metavar="NAME",
        help="try it under this interpreter: a path, a virtual environment or a version such as 3.12 (repeatable)",
    )
    parser.add_argument(
        "--start-method",
        action="append",
        type=one_of(METHODS),
        metavar="NAME",
        help=f"hand it over by this method only (repeatable): {', '.join(METHODS)}",
    )
    limits = parser.add_argument_group("limits of each try")
    limits.add_argument(
        "--time-limit", type=positive, default=int(TIME_LIMIT), metavar="SECONDS", help="default: %(default)s"
    )
    limits.add_argument("--memory", type=positive, default=MEMORY >> 20, metavar="MIB", help="default: %(default)s")
    output = parser.add_argument_group("output")
    output.add_argument(
        "--output-format", type=one_of(("text", "json")), default="text", metavar="FORMAT", help="text, json"
    )
    output.add_argument("--output-file", metavar="FILE", help="write the report here")


def run(args: argparse.Namespace) -> int:
    limits = Limits(args.time_limit, args.memory << 20)
    with adopted_orphans():
        reports = list(_reports(args, limits))
    write = {"json": as_json, "text": as_text}[args.output_format]
    text = write(reports)

    def writer(stream: IO[str]) -> None:
        stream.write(text)

    _output.write(args.output_file, writer)
    return max((report.exit_code for report in reports), default=0)


def _reports(args: argparse.Namespace, limits: Limits) -> Iterator[PicklingReport]:
    methods = args.start_method or METHODS
    if args.submitted:
        yield from _submitted(args, limits, methods)
        return
    for text in dict.fromkeys(args.targets):
        for python in _interpreters(args.python):
            yield _report(text, args, python, limits, methods)


def _report(text: str, args: argparse.Namespace, python: str, limits: Limits, methods: Sequence[str]) -> PicklingReport:
    try:
        target: Target = parse_target(text, args.call, args.run_as)
    except UsageError as error:
        where = f"{error.path}: " if error.path else ""
        return PicklingReport(text, python, error=Problem(where + error.message, error.cure))
    return try_object(target, python, limits, methods)


def _submitted(args: argparse.Namespace, limits: Limits, methods: Sequence[str]) -> Iterator[PicklingReport]:
    from mpcheck.analysis import Installed
    from mpcheck.pickling.submitted import submitted

    if args.call is not None or args.run_as is not None:
        raise UsageError("--submitted takes paths, and neither --call nor --run-as", cure="leave one of them out")
    submissions, errors = submitted(args.targets, Installed())
    for error in errors:
        where = f"{error.path}:{error.line}" if error.line else error.path
        yield PicklingReport(where, error=Problem(error.message, "repair the file, or leave it out"))
    for submission in submissions:
        for python in _interpreters(args.python):
            yield submission.attempt(python, limits, methods)


def _interpreters(named: Sequence[str] | None) -> list[str]:
    if not named and not sys.executable:
        raise UsageError("the Python that runs this does not know its own path", cure="name one with --python")
    return list(dict.fromkeys(map(python_named, named or [sys.executable])))


def as_json(reports: Sequence[PicklingReport]) -> str:
    """As `schemas/pickle-report.schema.json` says."""
    content = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "mpcheck", "version": mpcheck.__version__},
        "objects": [report.as_json() for report in reports],
    }
    return json.dumps(content, indent=2) + "\n"


def as_text(reports: Sequence[PicklingReport]) -> str:
    """For a terminal; what comes from the user's code is escaped."""
    if not reports:
        return "no callable is sent to a process\n"
    return "\n".join(visible(f"{report}\n", keep="\n") for report in reports)
