"""``mpcheck env``: what this machine, or another interpreter on it, can do with processes."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from mpcheck.cli import _output
from mpcheck.cli._parser import one_of, positive
from mpcheck.cli._progress import progress_bar
from mpcheck.containment.child import TIME_LIMIT
from mpcheck.env.catalogue import PROBES, Probe, choose, own_probes, probes_folder, question_of
from mpcheck.env.cleaning import clean
from mpcheck.env.comparison import differences
from mpcheck.env.expectations import Expectation, expectations, unmet
from mpcheck.env.pythons import all_pythons, pyodide, python_named
from mpcheck.env.redaction import of_this_machine, redacted
from mpcheck.env.reports import FORMATS, comparison_report, report
from mpcheck.env.saved import read_report
from mpcheck.env.survey import Interpreter, Plan, survey
from mpcheck.errors import UsageError
from mpcheck.visible import visible

SUMMARY = "Try what this machine can do with processes: start methods, locks, queues, pools, shared memory."
_EPILOG = (
    "Exit code: 0 all that exists works, 1 something is broken, 2 something could not be tried.  With --expect: 0 all is "
    "as expected, 1 something is not.  compare: 0 nothing differs, 1 something does."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _EPILOG
    _add_pythons(parser)
    _add_probes(parser)
    _add_output(parser)
    _add_cleaning(parser)
    actions = parser.add_subparsers(dest="action", title="instead of probing", metavar="compare A B [C ...]")
    compare = actions.add_parser("compare", help="what differs between saved reports, and which findings that decides")
    compare.add_argument("reports", nargs="+", metavar="REPORT", help="a file that --save wrote")
    _add_format(compare)


def _add_pythons(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("which Pythons (default: the one that runs mpcheck)")
    group.add_argument(
        "--python",
        action="append",
        default=[],
        metavar="NAME",
        help="a path, a virtual environment or a version such as 3.12, 3.13t or pypy3 (repeatable: side by side)",
    )
    group.add_argument("--all-pythons", action="store_true", help="all that are found on PATH, in pyenv and in uv")
    group.add_argument("--pyodide", metavar="PATH", help="a command that runs a program in Pyodide, or its folder")


def _add_probes(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("which probes")
    group.add_argument("--list", action="store_true", help="list the probes and run none")
    group.add_argument("--only", action="append", default=[], metavar="IDS", help="only these, as in lock,queue")
    group.add_argument("--skip", action="append", default=[], metavar="IDS", help="all but these")
    group.add_argument("--deep", action="store_true", help="those that take seconds as well: how long, how fast")
    group.add_argument("--quick", action="store_true", help="in less than a second: the default start method alone")
    group.add_argument("--probe-dir", metavar="DIR", help="your own probes as well: scripts as probes/README.md says")
    group.add_argument(
        "--timeout",
        type=positive,
        default=round(TIME_LIMIT),
        metavar="SECONDS",
        help="a probe that takes longer is ended (default: %(default)s)",
    )
    group.add_argument(
        "-j",
        "--jobs",
        type=positive,
        default=min(2, os.cpu_count() or 1),
        metavar="N",
        help="probes that run at a time (default: %(default)s)",
    )


def _add_output(parser: argparse.ArgumentParser) -> None:
    group = _add_format(parser)
    group.add_argument("--save", metavar="FILE", help="write the report as JSON to this file as well")
    group.add_argument(
        "--expect",
        action="append",
        default=[],
        nargs="+",
        metavar="KEY=VALUE",
        help="a gate for CI: say what is not so, and exit with 1; such as process.fork=ok start-methods.default=fork "
        "version=3.12, or a file of such lines, or a saved report",
    )
    group.add_argument(
        "--no-redact", action="store_true", help="leave home folder, user, host and secrets in the report"
    )


def _add_cleaning(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("cleaning up")
    group.add_argument(
        "--clean", action="store_true", help="list what ended processes left in /dev/shm, and remove it if you agree"
    )
    group.add_argument("--yes", action="store_true", help="agree to --clean")


def _add_format(parser: argparse.ArgumentParser) -> argparse._ArgumentGroup:
    group = parser.add_argument_group("output")
    group.add_argument(
        "--output-format",
        type=one_of(FORMATS),
        default="table",
        metavar="FORMAT",
        help=", ".join(FORMATS) + " (default: table)",
    )
    group.add_argument("--output-file", metavar="FILE", help="write the report here")
    return group


def run(args: argparse.Namespace) -> int:
    """Probe, report, and return the exit code.  Raises MpcheckError where that is impossible."""
    if args.action == "compare":
        return _compare(args)
    if args.clean:
        return _clean(agreed=args.yes)
    known = (*PROBES, *(own_probes(Path(args.probe_dir)) if args.probe_dir else ()))
    probes = choose(known, only=_ids(args.only), skip=_ids(args.skip), deep=args.deep, quick=args.quick)
    if args.list:
        _list(probes if args.only or args.skip or args.quick else known)
        return 0
    wanted = expectations([word for words in args.expect for word in words], {probe.id for probe in probes})
    for path in (args.output_file, args.save):
        _need_folder(path)
    interpreters = _ask(args, probes)
    _write(report(interpreters, args.output_format), args.output_file)
    if args.save:
        _write(report(interpreters, "json"), args.save)
    return _gate(wanted, interpreters) if wanted else exit_code(interpreters)


def _write(text: str, path: str | None) -> None:
    _output.write(path, lambda stream: print(text, end="", file=stream))


def _compare(args: argparse.Namespace) -> int:
    reports = [(path, one) for path in args.reports for one in read_report(path)]
    if len(reports) < 2:
        raise UsageError("one report alone differs from nothing", cure="name two or more, or one on several Pythons")
    found = differences([one for _, one in reports])
    labels = [f"{Path(path).stem} {one.version or 'unknown'}" for path, one in reports]
    _write(comparison_report(found, labels, args.output_format), args.output_file)
    return 1 if found else 0


def _clean(*, agreed: bool) -> int:
    def agree(question: str) -> bool:
        if agreed:
            return True
        if not sys.stdin.isatty():
            raise UsageError("--clean asks before it removes, and there is no terminal", cure="agree with --yes")
        return input(f"{question} [y/N] ").strip().lower() in ("y", "yes")

    for line in clean(agree):
        print(line, flush=True)
    return 0


def _gate(wanted: Sequence[Expectation], interpreters: Sequence[Interpreter]) -> int:
    """Tell on standard error what is not as expected: standard output is the report's."""
    met = True
    for one in interpreters:
        for sentence in unmet(wanted, one):
            met = False
            print(visible(f"not as expected: {sentence} ({one.executable})"), file=sys.stderr)
    return 0 if met else 1


def _ask(args: argparse.Namespace, probes: tuple[Probe, ...]) -> list[Interpreter]:
    plan = Plan(probes, args.jobs, args.timeout, quick=args.quick)
    with progress_bar(sys.stderr, shown=True) as progress:
        interpreters = survey(_pythons(args), plan, lambda done, total: progress("Probing", done, total))
    return interpreters if args.no_redact else redacted(interpreters, of_this_machine())


def _pythons(args: argparse.Namespace) -> list[str]:
    found = [python_named(word) for word in args.python]
    found += all_pythons() if args.all_pythons else []
    found += [pyodide(args.pyodide)] if args.pyodide else []
    if not found and not sys.executable:
        raise UsageError("the Python that runs this does not know its own path", cure="name one with --python")
    return list(dict.fromkeys(found or [sys.executable]))


def _ids(words: Sequence[str]) -> list[str]:
    return [name.strip() for word in words for name in word.split(",") if name.strip()]


def _need_folder(path: str | None) -> None:
    """Raises UsageError where a report could not be written: better told before the probes run."""
    if path and not Path(path).absolute().parent.is_dir():
        raise UsageError("its folder does not exist", cure="make the folder first", path=path)


def _list(probes: Sequence[Probe]) -> None:
    from tabulate import tabulate

    folder = probes_folder()
    rows = [
        (probe.id, "deep" if probe.deep else "quick" if probe.quick else "", visible(question_of(probe, folder)))
        for probe in probes
    ]
    print(tabulate(rows, ("id", "", "question"), maxcolwidths=[None, None, 64]))


def exit_code(interpreters: Sequence[Interpreter]) -> int:
    """2 if a verdict is unknown, else 1 if one is broken, else 0."""
    found = {row.status for one in interpreters for row in one.probes}
    return 2 if "unknown" in found else 1 if "broken" in found else 0
