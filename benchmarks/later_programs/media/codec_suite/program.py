"""Runs the codec's test suite."""
import sys
import unittest
from pathlib import Path


class Quiet(unittest.TextTestResult):
    def addSuccess(self, test):
        super().addSuccess(test)
        self.passed = getattr(self, "passed", 0) + 1


def main():
    here = Path(__file__).resolve().parent
    suite = unittest.TestLoader().discover(str(here / "suite"), pattern="test_*.py")
    result = unittest.TextTestRunner(stream=sys.stderr, resultclass=Quiet).run(suite)
    if not result.wasSuccessful() or result.passed != 4:
        sys.exit("the suite did not pass")
    print(result.passed, "tests passed")
    print("ok")


if __name__ == "__main__":
    main()
