"""Runs the tests of the uploader."""
import sys
from pathlib import Path


def run(names):
    import io
    import unittest

    suite = unittest.defaultTestLoader.loadTestsFromNames(names)
    report = io.StringIO()
    result = unittest.TextTestRunner(stream=report).run(suite)
    if not result.wasSuccessful():
        print(report.getvalue())
    return result.wasSuccessful() and result.testsRun == 2


def main():
    sys.dont_write_bytecode = True
    here = Path(__file__).resolve().parent
    names = sorted(file.stem for file in here.glob("test_*.py"))
    print("ok" if run(names) else "wrong")


if __name__ == "__main__":
    main()
