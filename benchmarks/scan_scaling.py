"""How the time of a scan grows with the number of files: CPU time of one process for each file.

    python benchmarks/scan_scaling.py [--runs N] [SIZE ...]

Each project is made anew: half of its files send functions of their own to a pool through a function of the
file before.  Prints the time for each file as a ratio to that of the smallest project: about 1 where the time
is linear in the number of files.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from mpcheck.analysis import Installed, project
from mpcheck.engine import Request, scan
from mpcheck.settings import Options

_SENDS = """from multiprocessing import Pool
from m{before} import run as run_before

def work(x):
    return x + {number}

def run(function, items):
    with Pool(2) as pool:
        return pool.map(function, items)

def use():
    return run_before(work, range(3)), run(lambda x: x, [1])
"""
_SILENT = "def run(function, items):\n    return [function(item) for item in items] + [{number}]\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[100, 1_000, 10_000])
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    timed_scan(options.sizes[0])  # loads the rules
    times = {size: [timed_scan(size) / size for _ in range(options.runs)] for size in options.sizes}
    base = min(times[options.sizes[0]])
    for size, found in times.items():
        ratios = sorted(each / base for each in found)
        print(f"{size:6,} files: {1000 * min(found):.2f} ms for each, ratio {ratios[0]:.2f} to {ratios[-1]:.2f}")


def timed_scan(size: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "pyproject.toml").touch()
        for number in range(size):
            text = (_SENDS if number % 2 else _SILENT).format(number=number, before=max(number - 2, 1))
            Path(folder, f"m{number}.py").write_text(text)
        project.cache_clear()
        begin = time.process_time()
        result = scan(Request((folder,), Options(isolated=True), jobs=1), Installed())
        seconds = time.process_time() - begin
        assert result.files == size
        assert len(result.findings) >= size // 2
        return seconds


if __name__ == "__main__":
    main()
