"""MP603: a function or signal that Windows, or all but Linux, lacks is used without a test of the platform."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.module import Module
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.tables.availability import OS_PROCESS_NAMES, PLATFORMS_OF
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.platforms.deliberate import OF_USERS, is_deliberate, is_preexec, is_script_for_posix, run_before_exec
from mpcheck.targets import Target

_NAMES = {
    name: platforms
    for name, platforms in PLATFORMS_OF.items()
    if "linux" in platforms and (name.startswith("signal.") or name.removeprefix("os.") in OS_PROCESS_NAMES)
}
_WORDS = {name.rpartition(".")[2] for name in _NAMES}
#: How a file may come by the names without writing them behind the name of their module.
_OTHERWISE = ("import os as", "from os import", "signal as", "from signal import")
_OF_TIMERS = re.compile(r"signal\.(SIGALRM|alarm|[gs]etitimer|ITIMER_\w+)")
#: A place, the name there, and the targets that lack it.
_Use: TypeAlias = tuple[ast.AST, str, frozenset[Target]]


def check(module: Module) -> Iterator[Finding]:
    """Report names that do not exist on a platform that reaches them."""
    mentioned = list(module.references(_NAMES, _WORDS))
    early = run_before_exec(module) if mentioned else set()
    uses = [
        (node, name, _reached_by(module, node, name))
        for node, name in mentioned
        if not is_preexec(module, node) and module.function(node) not in early
    ]
    names = {name for _, name, _ in uses}
    tested = {_family(name) for _, name, targets in uses if not targets}
    is_script = is_script_for_posix(module, mentioned)
    found: dict[object, list[_Use]] = {}
    # What runs at once is reached before what functions do.
    for node, name, targets in sorted(uses, key=lambda use: is_script and module.function(use[0]) is not None):
        if targets:
            place = None if is_script else _entered(module.function(node))
            found.setdefault((place, is_script or _family(name), targets), []).append((node, name, targets))
    for group in _by_statement(module, found.values()):
        node, _, targets = group[0]
        all_tested = all(_family(name) in tested for _, name, _ in group)
        doubtful = is_script or all_tested or is_deliberate(module, node, names, targets)
        yield from _report(module, group, Confidence.LOW if doubtful else Confidence.MEDIUM)


def _by_statement(module: Module, groups: Iterable[list[_Use]]) -> Iterable[list[_Use]]:
    """The groups, those put together whose first uses stand in one statement, which lacks them on the same targets."""
    joined: dict[object, list[_Use]] = {}
    for group in groups:
        node, _, targets = group[0]
        joined.setdefault((module.statement(node), targets), []).extend(group)
    return joined.values()


def _report(module: Module, uses: list[_Use], confidence: Confidence) -> Iterator[Finding]:
    (node, name, targets), *others = uses
    where = "Windows" if "macos" in _NAMES[name] else "Windows or macOS"
    message = f"`{name}` does not exist on {where}: this raises {_error(node)} there"
    related = [(other, f"`{also}` is missing as well") for other, also, _ in others]
    yield from RULE.at(module, node, message, breaks=targets, related=related, confidence=confidence)


def _entered(function: FunctionInfo | None) -> FunctionInfo | None:
    """A function, but for ``__exit__`` the ``__enter__`` of its class, without which it does not run."""
    if function is None or function.cls is None or function.name != "__exit__":
        return function
    return function.cls.methods.get("__enter__", function)


def _family(name: str) -> str:
    """What a name is for, if it is the timers or the users of POSIX: who lacks one of them lacks all; else the name."""
    if _OF_TIMERS.fullmatch(name):
        return "timers"
    return "users" if OF_USERS.fullmatch(name) else name


def _error(node: ast.AST) -> str:
    return "ImportError" if isinstance(node, ast.alias) else "AttributeError"


def _reached_by(module: Module, node: ast.AST, name: str) -> frozenset[Target]:
    """The targets that lack the name and ask for it, without a handler around."""
    lacking = [target for target in module.targets if target.platform not in _NAMES[name]]
    targets = module.narrow(node, lacking)
    return frozenset() if targets and module.is_caught(node, _error(node)) else targets


_KILL = """
import os
import signal
import subprocess
import sys


def stop(pid):
    os.kill(pid, signal.SIGKILL)  # MP603


if __name__ == "__main__":
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        stop(child.pid)
    finally:
        child.kill()
        child.wait()
    print("ok")
"""

_COUNT = """
from os import cpu_count, sched_getaffinity  # MP603
from multiprocessing import Pool


def square(x):
    return x * x


if __name__ == "__main__":
    with Pool(min(2, len(sched_getaffinity(0)))) as pool:
        assert pool.map(square, [1, 2]) == [1, 4]
    print("ok" if cpu_count() else "no processors")
"""

_ALARM = """
import signal as signals


class Limit:
    def __init__(self, seconds):
        self.seconds = seconds

    def __enter__(self):
        signals.signal(signals.SIGALRM, self.end)  # MP603
        signals.alarm(self.seconds)

    def __exit__(self, *error):
        signals.alarm(0)

    def end(self, number, frame):
        raise TimeoutError


with Limit(60):
    print("ok")
"""

_TESTED = """
import os
import signal
import subprocess
import sys

WINDOWS = sys.platform == "win32"


class Child:
    def __init__(self):
        self.posix = os.name == "posix"
        code = "import time; time.sleep(60)"
        self.process = subprocess.Popen([sys.executable, "-c", code], start_new_session=not WINDOWS)

    def stop(self):
        if self.posix:
            os.killpg(os.getpgid(self.process.pid), signal.SIGTERM)
        else:
            self.process.terminate()
        self.process.wait()


def processors():
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count()


if __name__ == "__main__":
    Child().stop()
    assert processors()
    assert WINDOWS or os.getuid() >= 0
    print("ok")
"""

_TRIED = """
import os
import signal

try:
    from os import killpg
except ImportError:
    killpg = None


def is_root():
    try:
        return os.geteuid() == 0
    except AttributeError:
        return False


HANGUP = getattr(signal, "SIGHUP", None)
assert is_root() in (True, False)
print("ok")
"""

_EVERYWHERE = """
import signal
import sys
from multiprocessing import Process
from time import sleep


def main():
    if sys.platform == "win32":
        return
    child = Process(target=sleep, args=(60,))
    child.start()
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    child.kill()
    child.join()


if __name__ == "__main__":
    main()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    print("ok")
"""

_NEVER_THERE = """
import os
import subprocess
import sys

from locks import locked

if __name__ == "__main__":
    code = "import time; time.sleep(60)"
    with locked("lock"):
        child = subprocess.Popen([sys.executable, "-c", code], start_new_session=True)
        os.killpg(child.pid, 9)
        child.wait()
    print("ok")
"""

_LOCKS = """
import contextlib
import fcntl


@contextlib.contextmanager
def locked(path):
    with open(path, "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
"""

RULE = Rule(
    code="MP603",
    name="posix-only-name",
    summary="A function or signal of processes is used that Windows, or every system but Linux, does not have.",
    why=(
        "The modules os and signal leave out what the system does not have: on Windows there is no os.fork, os.setsid, "
        "os.killpg, os.getuid, no signal.SIGKILL, SIGALRM, SIGHUP or SIGUSR1; os.sched_getaffinity is missing on macOS "
        "as well. Asking for the name raises AttributeError where it is used, often only when a child has to be ended, "
        "and `from os import` raises ImportError at once."
    ),
    cure=(
        "Test the platform or `hasattr(os, ...)` first. Process.kill() and Popen.kill() end a child on every system; "
        "len(psutil.Process().cpu_affinity()) or os.process_cpu_count() count processors."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/signal.html#module-contents",
        "https://docs.python.org/3/library/os.html#process-management",
    ),
    catalogue=("E07",),
    words=(*_NAMES, *(f"{words} & {name}" for words in _OTHERWISE for name in sorted(_WORDS))),
    bad=(
        Example(_KILL, Outcome("raises", "has no attribute 'SIGKILL'"), platforms=("windows",)),
        Example(_COUNT, Outcome("raises", "cannot import name 'sched_getaffinity'"), platforms=("windows",)),
        Example(_ALARM, Outcome("raises", "has no attribute 'SIGALRM'"), platforms=("windows",)),
    ),
    good=(
        Example(_TESTED),
        Example(_TRIED),
        Example(_EVERYWHERE),
        Example(_NEVER_THERE, platforms=("linux",), files=(("locks.py", _LOCKS),)),
    ),
    check=check,
)
