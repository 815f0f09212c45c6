"""How long a scan takes beside parsing alone: CPU time of two whole processes, side by side, several times over.

    python benchmarks/scan_against_parse.py [FOLDER] [--runs N] [--select CODES]

FOLDER is by default the standard library of this Python; CODES are the rules to ask, by default all.  "parse" is a Python
that reads and parses exactly the files that the scan parses, with ``ast.parse``; "scan" is all of ``mpcheck scan -j 1``:
finding and reading every file, the prefilter, the model, the rules, the report.  mpcheck's own modules are compiled before,
as they are once it is installed.  Prints the ratio of each run, and their minimum, median and maximum.
"""

from __future__ import annotations

import argparse
import ast
import os
import statistics
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from mpcheck import source
from mpcheck.analysis import Installed
from mpcheck.engine import Request, scan
from mpcheck.findings import ScanResult
from mpcheck.settings import Options

_PARSE = """
import ast, os, sys
for entry in os.scandir(sys.argv[1]):
    with open(entry, "rb") as file:
        ast.parse(file.read())
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", nargs="?", default=sysconfig.get_path("stdlib"))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--select", metavar="CODES")
    options = parser.parse_args()
    ratios = []
    with tempfile.TemporaryDirectory() as texts, tempfile.TemporaryDirectory() as compiled:
        result = save_what_is_parsed(options.folder, Path(texts))
        command = [sys.executable, "-m", "mpcheck", "scan", "-q", "-j", "1", "--isolated", "--exit-zero"]
        command += ["--select", options.select] if options.select else []
        os.environ["PYTHONPYCACHEPREFIX"] = compiled
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        seconds_of([*command, options.folder])
        for _ in range(options.runs):
            scanning = seconds_of([*command, options.folder])
            parsing = seconds_of([sys.executable, "-c", _PARSE, texts])
            ratios.append(scanning / parsing)
            print(f"parse {parsing:.2f} s, scan {scanning:.2f} s: {ratios[-1]:.2f}")
    print(f"{result.files:,} files, {result.lines:,} lines, {result.files_parsed} parsed")
    print(f"ratio: min {min(ratios):.2f}, median {statistics.median(ratios):.2f}, max {max(ratios):.2f}")


def save_what_is_parsed(folder: str, texts: Path) -> ScanResult:
    """Scan once, and write the text of each file that is parsed for it, once, to a file of its own."""
    seen: set[str] = set()

    def noting(text: str, parse: Callable[[str], ast.Module] = source.parse) -> ast.Module:
        seen.add(text)
        return parse(text)

    with mock.patch.object(source, "parse", noting):
        result = scan(Request((folder,), Options(isolated=True), jobs=1), Installed())
    for number, text in enumerate(seen):
        (texts / f"{number}.py").write_text(text, "utf-8", "surrogatepass")
    return result


def seconds_of(command: list[str]) -> float:
    """The CPU time of a process (where the system tells it: not on Windows)."""
    before = os.times()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


if __name__ == "__main__":
    main()
