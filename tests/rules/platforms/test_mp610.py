"""MP610 where another interpreter is wanted, and in tests that have replaced what starts programs."""

from __future__ import annotations

import pytest

from mpcheck.findings import Confidence
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


@pytest.mark.parametrize(
    ("other", "confidence"),
    [
        ("python2", Confidence.LOW),
        ("python3.9", Confidence.LOW),
        ("pypy3", Confidence.LOW),
        ("julia", Confidence.MEDIUM),
    ],
)
def test_an_interpreter_among_others(check: Check, other: str, confidence: Confidence) -> None:
    (finding,) = check(
        "MP610",
        f"""
        import subprocess

        def run(script, installed):
            name = "python"
            if installed:
                name = "{other}"
            return subprocess.run([name, script])  # MP610
        """,
    )
    assert finding.confidence is confidence


def test_an_interpreter_that_is_taken_elsewhere(check: Check) -> None:
    (finding,) = check(
        "MP610",
        """
        import os
        import subprocess

        def run(script):
            name = "python"
            if os.name == "posix":
                name = "python2"
                return script
            return subprocess.run([name, script])  # MP610
        """,
    )
    assert finding.confidence is Confidence.MEDIUM
