"""MP306 and MP324: numbers that only say how long something waits may be the same for all workers, or differ each time."""

from __future__ import annotations

import pytest

from snippets import Check

PROGRAM = """
import random
import time
from multiprocessing import Pool

import numpy as np


def noise():
    return {0}.random(){1}


def wait_with_jitter():
    return 1 + {0}.random(){2}


def work(number):
    {3}
    return number


def main():
    {0}.seed(3){4}
    with Pool(2) as pool:
        print(pool.map(work, range(4)))


if __name__ == "__main__":
    main()
"""

WAITING = ["time.sleep({0}.random() / 10)", "delay = max({0}.random(), 1)", "time.sleep(wait_with_jitter())"]
DRAWING = ["number += {0}.random(){1}", "time.sleep(1)\n    print({0}.random()){1}"]


@pytest.mark.parametrize("written", WAITING)
@pytest.mark.parametrize(("code", "generator"), [("MP306", "np.random"), ("MP324", "random")])
def test_waiting_is_no_result(check: Check, code: str, generator: str, written: str) -> None:
    check(code, PROGRAM.format(generator, "", "", written.format(generator), ""))


@pytest.mark.parametrize("written", DRAWING)
def test_what_is_drawn_for_a_result_is_reported(check: Check, written: str) -> None:
    check("MP306", PROGRAM.format("np.random", "", "", written.format("np.random", "  # MP306"), ""))
    check("MP324", PROGRAM.format("random", "", "", written.format("random", ""), "  # MP324"))


def test_what_a_helper_draws_for_a_result_is_reported(check: Check) -> None:
    check("MP306", PROGRAM.format("np.random", "  # MP306", "", "number += noise()", ""))
