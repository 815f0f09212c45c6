"""MP610 in tests that have put something else in the place of what starts programs."""

from __future__ import annotations

import pytest

from snippets import Check

TEST = """
import subprocess
import unittest
from unittest import mock

class SetUpTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.patcher = mock.patch("{patched}")
        cls.patcher.start()

    def test_call(self):
        subprocess.check_call(["python", "-m", "pip"]){mark}

class OtherTest(unittest.TestCase):
    def test_call(self):
        subprocess.check_call(["python", "-m", "pip"])  # MP610

    @mock.patch("{patched}")
    def test_decorated(self, patched):
        subprocess.check_call(["python", "-m", "pip"]){mark}

    def test_block(self):
        with mock.patch("{patched}"):
            subprocess.check_call(["python", "-m", "pip"]){mark}
"""


@pytest.mark.parametrize(
    ("patched", "mark"),
    [("subprocess.check_call", ""), ("subprocess.run", "  # MP610"), ("os.path.exists", "  # MP610")],
)
def test_what_is_patched_starts_no_program(check: Check, patched: str, mark: str) -> None:
    assert check("MP610", TEST.format(patched=patched, mark=mark))
