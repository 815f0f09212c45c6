"""``mpcheck explain``: what a code means, with a program that goes wrong and its repair."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable

from mpcheck.analysis import Installed
from mpcheck.errors import UsageError, did_you_mean
from mpcheck.scan_codes import SCAN_CODES

SUMMARY = "Explain a code: why it is reported, a program that goes wrong, and its repair."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("codes", nargs="*", metavar="CODE", help="such as MP201 (default: list all codes)")


def run(args: argparse.Namespace) -> int:
    analysis = Installed()
    if not args.codes:
        print(_listing(analysis))
    for code in args.codes:
        _show(_page(code.upper(), analysis))
    return 0


def _page(code: str, analysis: Installed) -> str:
    if code in SCAN_CODES:
        return SCAN_CODES[code].page()
    if code not in analysis.codes():
        raise UsageError(f"there is no code {code!r}", cure=did_you_mean(code, analysis.codes() | SCAN_CODES.keys()))
    from mpcheck.rules.page import render

    (rule,) = analysis.rules([code])
    return render(rule)


def _listing(analysis: Installed) -> str:
    from tabulate import tabulate

    entries: Iterable[tuple[str, str, str]] = [
        *((entry.code, entry.name, entry.summary) for entry in SCAN_CODES.values()),
        *((rule.code, rule.name, rule.summary) for rule in analysis.rules(analysis.codes())),
    ]
    return tabulate(sorted(entries), tablefmt="plain")


def _show(page: str) -> None:
    if not sys.stdout.isatty():
        print(page)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(page))
