"""Runs the checks of the loudness code, one file of them after the other."""
import argparse
import sys
import unittest
from pathlib import Path

from kit.loading import collect

HERE = Path(__file__).resolve().parent


def parse(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--suite", type=Path, default=HERE / "suite")
    parser.add_argument("--failfast", action="store_true")
    return parser.parse_args(argv)


def main() -> int:
    options = parse()
    suite = unittest.TestSuite(collect(options.suite))
    runner = unittest.TextTestRunner(stream=sys.stderr, failfast=options.failfast)
    result = runner.run(suite)
    print(f"{result.testsRun} checks, {len(result.errors)} errors, {len(result.failures)} failures")
    if not result.wasSuccessful():
        return 1
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
