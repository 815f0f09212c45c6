"""Try one object under one interpreter: in children that may hang, crash or flood, and are ended with all they started."""

from __future__ import annotations

import json
import re
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mpcheck.containment.child import Ending, run
from mpcheck.pickling.outcome import Heard, error_of, report_on
from mpcheck.pickling.report import METHODS, PicklingReport
from mpcheck.pickling.target import Target

START = Path(__file__).resolve().parent / "child" / "start.py"
TIME_LIMIT = 30.0
MEMORY = 1 << 30
SHARE = 0.4  # of the time limit, for one wait within a child: so that it can still tell that it waited in vain
_MOST_ANSWERS = 2000  # lines
_LAST_LINE = re.compile(r"^((?:\w+\.)*[A-Z]\w*)(: .*)?$")


@dataclass(frozen=True)
class Limits:
    """What one try may take: ``seconds`` of time, ``memory`` in bytes beyond what its module takes."""

    seconds: float = TIME_LIMIT
    memory: int = MEMORY


def try_object(
    target: Target, python: str | None = None, limits: Limits | None = None, methods: Sequence[str] = METHODS
) -> PicklingReport:
    """Import, pickle, load, and hand the object over by these start methods; explain what fails."""
    return _Trial(target, python or sys.executable, limits or Limits(), methods).report()


class _Trial:
    def __init__(self, target: Target, python: str, limits: Limits, methods: Sequence[str]) -> None:
        self._methods = methods
        self._target = target
        self._python = python
        self._limits = limits

    def report(self) -> PicklingReport:
        seen = self._ask(None)
        failed = error_of(seen) is not None
        if seen.culprits and not failed:
            # Only now, as it makes everything slow: watch where objects are made.
            traced = self._ask(None, trace=True)
            if [one["path"] for one in traced.culprits] == [one["path"] for one in seen.culprits]:
                seen.culprits = traced.culprits
        crossings = {} if failed else self._crossings(searching=not seen.culprits)
        return report_on(self._target.title, self._python, seen, crossings)

    def _crossings(self, *, searching: bool) -> dict[str, Heard]:
        heard: dict[str, Heard] = {}
        for method in self._methods:
            heard[method] = self._ask(method, search=searching)
            # One search tells: spawn and forkserver load alike.
            searching = searching and not heard[method].culprits
        return heard

    def _ask(self, method: str | None, *, search: bool = False, trace: bool = False) -> Heard:
        target = self._target
        request = {
            "path": target.path,
            "module": target.module,
            "attribute": target.attribute,
            "call": target.call,
            "as_main": target.as_main,
            "name": target.name,
            "method": method,
            "search": search,
            "trace": trace,
            "memory": self._limits.memory,
            "seconds": self._limits.seconds * SHARE,
        }
        try:
            ending = run([self._python, str(START), json.dumps(request)], time_limit=self._limits.seconds)
        except OSError as error:
            return Heard(problem=f"{self._python} cannot be started: {error.strerror}")
        heard = _listen(ending.stdout)
        heard.last_words = _last_words(ending.stderr)
        killed = ending.reason == "ended" and ending.exit_code < 0  # by its own module, which may go on after the end
        if (heard.stage != "done" or killed) and "cannot" not in heard.facts:
            heard.problem = _what_happened(ending, heard, self._limits)
        return heard


def _listen(output: bytes) -> Heard:
    """Take the lines that are JSON objects: the user's code may have written among them."""
    heard = Heard()
    for line in output.split(b"\n")[:_MOST_ANSWERS]:
        try:
            facts = json.loads(line)
        except ValueError:
            continue
        if isinstance(facts, dict):
            heard.say(**facts)
    return heard


def _what_happened(ending: Ending, heard: Heard, limits: Limits) -> str:
    if ending.reason == "too long":
        return f"took more than {limits.seconds:g} s and was ended"
    if ending.reason == "too much output":
        return "printed more than 1 MiB and was ended"
    if ending.exit_code < 0:
        return f"ended the process by {_signal_name(-ending.exit_code)}"
    words = f" ({heard.last_words})" if heard.last_words else ""
    return f"ended the process with exit code {ending.exit_code}{words}"


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _last_words(stderr: bytes) -> str:
    """The last line that looks like the end of a traceback."""
    lines = stderr[-20_000:].decode("utf-8", "replace").splitlines()
    return next((line[:300] for line in reversed(lines) if _LAST_LINE.match(line)), "")
