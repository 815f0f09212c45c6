"""Collects the test modules of the label printer and runs them."""
import contextlib
import importlib
import io
import sys
import unittest
from pathlib import Path

TESTS = Path(__file__).resolve().parent / "checks"


@contextlib.contextmanager
def importable(folder):
    """Makes a folder importable while the modules are collected; the search path is left as it was."""
    before = list(sys.path)
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path[:] = before


def collect(folder):
    suite = unittest.TestSuite()
    with importable(folder):
        for file in sorted(folder.glob("test_*.py")):
            module = importlib.import_module(file.stem)
            suite.addTests(unittest.defaultTestLoader.loadTestsFromModule(module))
    return suite


def main():
    sys.dont_write_bytecode = True
    report = io.StringIO()
    result = unittest.TextTestRunner(stream=report).run(collect(TESTS))
    if result.testsRun != 2 or not result.wasSuccessful():
        print(report.getvalue())
        print("wrong")
    else:
        print("ok")


if __name__ == "__main__":
    main()
