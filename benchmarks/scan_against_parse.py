"""How long a scan takes beside parsing alone: CPU time of one process, side by side, several times over.

    python benchmarks/scan_against_parse.py [FOLDER] [--runs N]

FOLDER is by default the standard library of this Python.  "parse" is ``ast.parse`` of exactly the files that
the scan parses; "scan" is all of ``mpcheck scan -j 1``: finding and reading every file, the prefilter, the model,
the rules.  Prints the ratio of each run, and their minimum, median and maximum.
"""

from __future__ import annotations

import argparse
import ast
import gc
import statistics
import sysconfig
import time
from collections.abc import Callable
from unittest import mock

from mpcheck import source
from mpcheck.analysis import Installed, project
from mpcheck.engine import Request, scan
from mpcheck.findings import ScanResult
from mpcheck.settings import Options


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", nargs="?", default=sysconfig.get_path("stdlib"))
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    ratios = []
    for _ in range(options.runs):
        scanning, result, texts = timed_scan(options.folder)
        parsing = timed_parse(texts)
        ratios.append(scanning / parsing)
        print(f"parse {parsing:.2f} s, scan {scanning:.2f} s: {ratios[-1]:.2f}")
    print(f"{result.files:,} files, {result.lines:,} lines, {result.files_parsed} parsed")
    print(f"ratio: min {min(ratios):.2f}, median {statistics.median(ratios):.2f}, max {max(ratios):.2f}")


def timed_scan(folder: str) -> tuple[float, ScanResult, list[str]]:
    """The seconds, the result, and the texts of all that was parsed."""
    project.cache_clear()
    texts: list[str] = []

    def noting(text: str, parse: Callable[[str], ast.Module] = source.parse) -> ast.Module:
        texts.append(text)
        return parse(text)

    with mock.patch.object(source, "parse", noting):
        begin = time.process_time()
        result = scan(Request((folder,), Options(isolated=True), jobs=1), Installed())
        return time.process_time() - begin, result, texts


def timed_parse(texts: list[str]) -> float:
    # The garbage collector would go through all that the scan has left, again and again.
    project.cache_clear()
    gc.collect()
    begin = time.process_time()
    for text in dict.fromkeys(texts):
        ast.parse(text)
    return time.process_time() - begin


if __name__ == "__main__":
    main()
