"""A label press and the checks that its author runs before a release."""
from __future__ import annotations

import datetime
import sys
import unittest
from concurrent.futures import ProcessPoolExecutor
from typing import Iterable, List, Tuple
from unittest import mock


def check_digit(code: str) -> int:
    weights = (1 if place % 2 else 3 for place, _ in enumerate(reversed(code)))
    return -sum(weight * int(digit) for weight, digit in zip(weights, reversed(code))) % 10


def encode(code: str) -> Tuple[str, str]:
    full = f"{code}{check_digit(code)}"
    return full, "".join("|" * (int(digit) % 4 + 1) + " " for digit in full).rstrip()


class Spooler:
    """Talks to the printer; needs one."""

    def submit(self, page: str) -> int:
        raise ConnectionError("no printer on this machine")


class Press:
    def __init__(self, spooler: Spooler, workers: int = 2) -> None:
        self.spooler = spooler
        self.workers = workers

    def today(self) -> datetime.date:
        return datetime.date.today()

    def run(self, codes: Iterable[str]) -> List[int]:
        with ProcessPoolExecutor(self.workers) as executor:
            encoded = list(executor.map(encode, codes))
        day = self.today().isoformat()
        return [self.spooler.submit(f"{day}\n{bars}\n{full}") for full, bars in encoded]


class PressChecks(unittest.TestCase):
    def setUp(self):
        patcher = mock.patch.object(Press, "today", return_value=datetime.date(2033, 5, 1))
        self.today = patcher.start()
        self.addCleanup(patcher.stop)

    def test_pages_reach_the_spooler(self):
        with mock.patch.object(Spooler, "submit", side_effect=[101, 102]) as submit:
            jobs = Press(Spooler()).run(["400638133393", "978020137962"])
        self.assertEqual(jobs, [101, 102])
        self.assertEqual(submit.call_count, 2)
        page = submit.call_args_list[0].args[0].splitlines()
        self.assertEqual((page[0], page[-1]), ("2033-05-01", "4006381333931"))
        self.today.assert_called_once_with()

    def test_a_missing_printer_is_reported(self):
        with self.assertRaises(ConnectionError):
            Press(Spooler(), workers=1).run(["400638133393"])


if __name__ == "__main__":
    outcome = unittest.main(exit=False).result
    print(f"{outcome.testsRun} checks, {len(outcome.failures) + len(outcome.errors)} failed")
    sys.exit(not outcome.wasSuccessful())
