"""MP205 where a test of the Python's version decides which process is started."""

from __future__ import annotations

import pytest

from snippets import Check

CHOICE = """
import multiprocessing
import sys
from sys import version_info
from threading import Thread


def kind():
    if {0}:
        return Thread
    return multiprocessing.Process


def start(path):
    kind()(target=print, args=(open(path),)).start(){1}
"""

ON_EACH = (
    "sys.version_info >= (3, 8)",
    "sys.version_info[:2] >= (3, 8)",
    "(3, 8) <= version_info[:2]",
    "sys.version_info[:2] > (3, 9)",
    "sys.version_info > (3,)",
    "sys.version_info[:1] == (3,)",
    "sys.version_info[0] == 3",
    "sys.version_info.major >= 3 and sys.version_info.minor > 7",
    "not sys.version_info[1] < 8",
    "sys.version_info.minor != 2",
    "sys.version_info >= (3, 8, 1, 'final', 0)",
)
NOT_ON_EACH = (
    "sys.version_info >= (3, 12)",
    "sys.version_info[:2] != (3, 14)",
    "sys.version_info[:3] != (3, 14, 2)",
    "sys.version_info.minor >= 12",
    "sys.version_info[2] > 0",
    "sys.version_info < (3,)",
    "sys.version_info[:2] <= (3, 9)",
    "sys.version_info == (3, 8)",
)


@pytest.mark.parametrize("test", ON_EACH)
def test_what_no_python_comes_to_is_left_out(check: Check, test: str) -> None:
    check("MP205", CHOICE.format(test, ""))


@pytest.mark.parametrize("test", NOT_ON_EACH)
def test_what_some_python_comes_to_is_reported(check: Check, test: str) -> None:
    check("MP205", CHOICE.format(test, "  # MP205"))
