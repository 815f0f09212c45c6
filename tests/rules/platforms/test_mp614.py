"""MP614 on programs in many styles: signal handlers of event loops, and their repairs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mpcheck.findings import Confidence, Finding

REPORTED = {
    "passed on": """
        import asyncio

        def install(register, stop):
            for number in (2, 15):
                register(number, stop)  # MP614

        async def main():
            install(asyncio.get_running_loop().add_signal_handler, print)
    """,
    "loop": "import asyncio\nasyncio.get_event_loop().add_signal_handler(15, print)  # MP614",
    "parameter": "def watch(loop):\n    loop.add_signal_handler(15, loop.stop)  # MP614",
    "another error": """
        def watch(loop):
            try:
                loop.add_signal_handler(15, loop.stop)  # MP614
            except ValueError:
                pass
    """,
    "the other way round": """
        import os

        def watch(loop):
            if os.name == "nt":
                loop.add_signal_handler(15, loop.stop)  # MP614
    """,
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_reported(check: Callable[[str, str], list[Finding]], source: str) -> None:
    (finding,) = check("MP614", source)
    assert {target.platform for target in finding.breaks_when} == {"windows"}
    assert finding.confidence is Confidence.MEDIUM


def test_a_test_that_is_not_understood(check: Callable[[str, str], list[Finding]]) -> None:
    source = "def watch(loop, is_unix):\n    if is_unix:\n        loop.add_signal_handler(15, loop.stop)  # MP614"
    (finding,) = check("MP614", source)
    assert finding.confidence is Confidence.LOW


DAEMON = """
    import asyncio, os, signal

    class SyncDaemon:
        def __init__(self):
            self._loop = None

        def install(self):
            self._loop.add_signal_handler(signal.SIGTERM, self.stop)  # MP614

        def stop(self):
            {}

        async def run(self):
            self._loop = asyncio.get_running_loop()
            self.install()
"""


@pytest.mark.parametrize(
    ("stopping", "confidence"),
    [
        ("self._loop.stop()", Confidence.MEDIUM),
        ("raise SystemExit", Confidence.MEDIUM),
        ("os.unlink(self.pidfile)", Confidence.LOW),
        ("os.setsid()", Confidence.LOW),
    ],
)
def test_a_daemon_is_of_posix_where_it_does_as_they_do(
    check: Callable[[str, str], list[Finding]], stopping: str, confidence: Confidence
) -> None:
    (finding,) = check("MP614", DAEMON.format(stopping))
    assert finding.confidence is confidence


def test_a_signal_of_posix(check: Callable[[str, str], list[Finding]]) -> None:
    source = "import signal\ndef watch(loop):\n    loop.add_signal_handler(signal.SIGQUIT, loop.stop)  # MP614"
    (finding,) = check("MP614", source)
    assert finding.confidence is Confidence.LOW


GUESSES = {
    "chosen by the user": "def watch(loop, number):\n    loop.add_signal_handler(number, loop.stop)  # MP614",
    "chosen by the user, and kept": """
        class Receiver:
            def __init__(self, loop, numbers):
                self.loop = loop
                self.numbers = numbers

            def __enter__(self):
                for number in set(self.numbers):
                    self.loop.add_signal_handler(number, self.loop.stop)  # MP614
    """,
    "fails before": """
        import signal

        def watch(loop):
            hangup = signal.SIGHUP
            loop.add_signal_handler(signal.SIGTERM, loop.stop)  # MP614
            return hangup
    """,
}


@pytest.mark.parametrize("source", GUESSES.values(), ids=GUESSES)
def test_a_guess(check: Callable[[str, str], list[Finding]], source: str) -> None:
    (finding,) = check("MP614", source)
    assert finding.confidence is Confidence.LOW


SURE = {
    "chosen here": "def watch(loop, number):\n    loop.add_signal_handler(number, print)  # MP614\nwatch(None, 15)",
    "may fail before": """
        import signal

        def watch(loop, hangup):
            if hangup:
                signal.SIGHUP
            loop.add_signal_handler(signal.SIGTERM, loop.stop)  # MP614
    """,
    "fails afterwards": """
        import signal

        def watch(loop):
            loop.add_signal_handler(signal.SIGTERM, loop.stop)  # MP614
            return signal.SIGHUP
    """,
    "fails in another function": """
        import signal

        def watch(loop):
            stop = lambda: signal.SIGHUP
            loop.add_signal_handler(signal.SIGTERM, stop)  # MP614
    """,
}


@pytest.mark.parametrize("source", SURE.values(), ids=SURE)
def test_sure(check: Callable[[str, str], list[Finding]], source: str) -> None:
    (finding,) = check("MP614", source)
    assert finding.confidence is Confidence.MEDIUM


SILENT = {
    "of a package for POSIX": """
        from gunicorn.workers import base

        class Worker(base.Worker):
            def init_signals(self):
                self.loop.add_signal_handler(15, self.stop)
    """,
    "caught": "def f(loop):\n    try:\n        loop.add_signal_handler(2, f)\n    except NotImplementedError:\n        pass",
    "tried before": """
        import signal

        def watch(loop, stop):
            try:
                loop.add_signal_handler(signal.SIGINT, stop)
            except (NotImplementedError, RuntimeError):
                is_watched = False
            else:
                is_watched = True
            if is_watched:
                loop.add_signal_handler(signal.SIGTERM, stop)
    """,
    "caught by callers": """
        def watch(loop):
            loop.add_signal_handler(15, loop.stop)

        def main(loop):
            try:
                watch(loop)
            except (NotImplementedError, RuntimeError):
                pass
    """,
    "not on Windows": "import os\ndef f(loop):\n    if os.name != 'nt':\n        loop.add_signal_handler(2, f)",
    "left before": """
        import sys

        def watch(loop):
            if sys.platform == "win32":
                return
            loop.add_signal_handler(15, loop.stop)
    """,
    "kept, and caught": DAEMON.replace(
        "self.install()",
        "try:\n                self.install()\n            except NotImplementedError:\n                pass",
    ).replace("  # MP614", ""),
    "kept, and not on Windows": DAEMON.replace("self.install()", "if os.name == 'posix': self.install()").replace(
        "  # MP614", ""
    ),
    "passed on and tried": """
        import asyncio
        import signal

        def install(register, stop):
            try:
                register(15, stop)
            except NotImplementedError:
                signal.signal(15, lambda *_: stop())

        async def main():
            install(asyncio.get_running_loop().add_signal_handler, print)
    """,
    "its own method": """
        class Loop:
            def add_signal_handler(self, number, function):
                pass

            def watch(self):
                self.add_signal_handler(15, print)
    """,
}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert check("MP614", source) == []
