"""What is found in code that a constant keeps from running is of low confidence: somebody has to change that first."""

from __future__ import annotations

import textwrap

import pytest

from mpcheck.findings import Confidence
from snippets import Check

OFF = {
    "a function": """
        WATCHED = False

        def stop(pid):
            if WATCHED:
                os.kill(pid, signal.SIGKILL)  # MP603
    """,
    "a class": """
        watched = False
        if watched:
            class Watcher:
                def stop(self, pid):
                    os.kill(pid, signal.SIGKILL)  # MP603
    """,
    "a way out": """
        SIMPLE = True

        def stop(pid):
            if SIMPLE:
                return
            os.kill(pid, signal.SIGKILL)  # MP603
    """,
    "the other part": """
        SIMPLE = True

        def stop(pid):
            if not SIMPLE or pid > 100:
                print("no")
            if not SIMPLE:
                os.kill(pid, signal.SIGKILL)  # MP603
    """,
}
ON = {
    "a flag that is on": """
        WATCHED = True

        def stop(pid):
            if WATCHED:
                os.kill(pid, signal.SIGKILL)  # MP603
    """,
    "a flag that is set later": """
        watched = False

        def watch():
            global watched
            watched = True

        def stop(pid):
            if watched:
                os.kill(pid, signal.SIGKILL)  # MP603
    """,
    "a flag of somebody's choice": """
        WATCHED = "WATCHED" in os.environ

        def stop(pid):
            if WATCHED:
                os.kill(pid, signal.SIGKILL)  # MP603
    """,
    "a parameter": """
        def stop(pid, watched=False):
            if watched:
                os.kill(pid, signal.SIGKILL)  # MP603
    """,
    "a variable": """
        def stop(pids):
            watched = False
            for pid in pids:
                if watched:
                    os.kill(pid, signal.SIGKILL)  # MP603
                watched = True
    """,
}


def confidence(check: Check, source: str) -> Confidence:
    (finding,) = check("MP603", "import os\nimport signal\n" + textwrap.dedent(source))
    return finding.confidence


@pytest.mark.parametrize("source", OFF.values(), ids=OFF)
def test_off(check: Check, source: str) -> None:
    assert confidence(check, source) is Confidence.LOW


@pytest.mark.parametrize("source", ON.values(), ids=ON)
def test_on(check: Check, source: str) -> None:
    assert confidence(check, source) is Confidence.MEDIUM
