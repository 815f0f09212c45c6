"""Run the checks of the form reader, as the nightly job does it."""

import pathlib
import sys

import pytest

CHECKS = pathlib.Path(__file__).resolve().parent / "checks"


def main():
    status = pytest.main(["-c", str(CHECKS / "pytest.ini"), str(CHECKS / "test_forms.py")])
    if status == pytest.ExitCode.OK:
        print("ok")
    return int(status)


if __name__ == "__main__":
    sys.exit(main())
