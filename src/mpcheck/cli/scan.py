"""``mpcheck scan``: check source files without running them."""

from __future__ import annotations

import argparse
import sys

from mpcheck import reporters
from mpcheck.analysis import Installed
from mpcheck.check import collect_rarely
from mpcheck.cli import _output
from mpcheck.cli._parser import one_of, positive
from mpcheck.cli._progress import progress_bar
from mpcheck.engine import Request, scan
from mpcheck.errors import UsageError
from mpcheck.findings import ScanResult
from mpcheck.pyproject import LEVELS
from mpcheck.settings import Options
from mpcheck.source import MAX_BYTES
from mpcheck.targets import PLATFORMS, START_METHODS

SUMMARY = "Find code that fails, hangs or computes nonsense with processes, without running it."
_EPILOG = "Exit code: 0 nothing found, 1 something found, 2 something could not be checked."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _EPILOG
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files and folders (default: .); - is standard input")
    parser.add_argument("--stdin-filename", metavar="NAME", help="what standard input is called in the report")
    _add_selection(parser)
    _add_output(parser)
    running = parser.add_argument_group("running")
    running.add_argument("-j", "--jobs", type=positive, metavar="N", help="processes (default: as many as pay)")
    running.add_argument(
        "--verify",
        action="store_true",
        help="IMPORT the files with findings about callables, in processes of their own, and mark each finding "
        "confirmed or refuted by trying it (never done unless asked for: it runs their code)",
    )
    running.add_argument("--no-prefilter", action="store_true", help="parse files without any telling word as well")


def _add_selection(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("what to look for")
    group.add_argument("--select", action="append", metavar="CODES", help="only these, as in MP2,MP101 (repeatable)")
    group.add_argument("--ignore", action="append", metavar="CODES", help="all but these (repeatable)")
    group.add_argument(
        "--level",
        type=one_of(LEVELS),
        metavar="LEVEL",
        help="strict: sure errors and warnings only; default; pedantic: guesses too",
    )
    for option, words in (("--target-platform", PLATFORMS), ("--start-method", START_METHODS)):
        group.add_argument(option, action="append", type=one_of(words), metavar="NAME", help=", ".join(words))
    group.add_argument("--target-python", action="append", metavar="X.Y", help="a version the code has to run on")
    group.add_argument("--isolated", action="store_true", help="read no pyproject.toml")


def _add_output(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("output")
    group.add_argument(
        "--output-format",
        type=one_of(reporters.FORMATS),
        metavar="FORMAT",
        help=", ".join(reporters.FORMATS) + " (default: full on a terminal, else concise)",
    )
    group.add_argument("--output-file", metavar="FILE", help="write the report here")
    group.add_argument("--exit-zero", action="store_true", help="exit with 0 although something was found")
    group.add_argument("-q", "--quiet", action="store_true", help="no summary and no progress")


def run(args: argparse.Namespace) -> int:
    collect_rarely()
    analysis = Installed()
    with progress_bar(sys.stderr, shown=not args.quiet) as progress:
        result = scan(_request(args), analysis, progress)
    if args.verify:
        result = _verified(result, analysis)
    report = reporters.Report(result, lambda: analysis.rules(analysis.codes()))
    on_terminal = args.output_file is None and sys.stdout.isatty()
    name = args.output_format or ("full" if on_terminal else "concise")
    _output.write(args.output_file, lambda stream: reporters.write(name, report, stream))
    if not args.quiet:
        print(_output.summary(result), file=sys.stderr)
    return _exit_code(result, exit_zero=args.exit_zero)


def _verified(result: ScanResult, analysis: Installed) -> ScanResult:
    from mpcheck.containment.family import adopted_orphans
    from mpcheck.pickling.trial import Limits
    from mpcheck.pickling.verify import verified

    with adopted_orphans():
        return verified(result, analysis, Limits())


def _exit_code(result: ScanResult, *, exit_zero: bool) -> int:
    return 0 if exit_zero and result.exit_code == 1 else result.exit_code


def _request(args: argparse.Namespace) -> Request:
    paths = args.paths or ["."]
    reads_stdin = "-" in paths
    if args.stdin_filename is not None and not reads_stdin:
        raise UsageError("--stdin-filename names standard input, which is not scanned", cure="add - to the paths")
    # One byte more than is checked: enough to say that it is too much.
    stdin = (args.stdin_filename or "<stdin>", sys.stdin.buffer.read(MAX_BYTES + 1)) if reads_stdin else None
    return Request(
        paths=tuple(path for path in paths if path != "-"),
        options=Options(
            select=_codes(args.select),
            ignore=_codes(args.ignore),
            level=args.level,
            platforms=tuple(args.target_platform or ()),
            pythons=tuple(args.target_python or ()),
            start_methods=tuple(args.start_method or ()),
            isolated=args.isolated,
        ),
        stdin=stdin,
        jobs=args.jobs,
        prefilter=not args.no_prefilter,
    )


def _codes(values: list[str] | None) -> tuple[str, ...] | None:
    if values is None:
        return None
    codes = tuple(code.strip() for value in values for code in value.split(",") if code.strip())
    if not codes:
        raise UsageError("--select and --ignore need a code", cure="mpcheck explain lists the codes")
    return codes
