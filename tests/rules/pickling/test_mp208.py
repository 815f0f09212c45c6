"""MP208 where the executor may as well be one of threads."""

from __future__ import annotations

import pytest

from mpcheck.findings import Confidence
from snippets import Check

PROGRAM = """
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

def opened(path):
    return open(path)  # MP208

def run(paths, threaded):
    kind = {}
    with kind() as executor:
        return list(executor.map(opened, paths))
"""


@pytest.mark.parametrize(
    ("kind", "confidence"),
    [
        ("ProcessPoolExecutor", Confidence.HIGH),
        ("ThreadPoolExecutor if threaded else ProcessPoolExecutor", Confidence.LOW),
    ],
)
def test_an_executor_of_threads_or_processes(check: Check, kind: str, confidence: Confidence) -> None:
    (finding,) = check("MP208", PROGRAM.format(kind))
    assert finding.confidence is confidence
