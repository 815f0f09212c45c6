"""MP608: a time limit or `kill` ends a shell, and what the shell runs goes on."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.choosing import choices
from mpcheck.model.displays import text_parts
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.order import Body
from mpcheck.model.values import Const, only
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.time_limits import is_given_up
from mpcheck.rules.platforms.commands import WAITING, is_piped, option, starts
from mpcheck.rules.platforms.short_output import is_short

#: Signs of a command for which a shell of POSIX starts a process and waits: else it becomes the program itself.
_SEVERAL = re.compile(r"[;|&\n(`]")
_SEPARATORS = re.compile(r"[;|&\n]+")
#: Programs that say little, and may take long.
_SLOW = re.compile(r"nvidia-smi|sleep|sync")
_ASYNC = "asyncio.create_subprocess_shell"
#: Who calls these ends all that belongs to a child.
_TREE = ("os.killpg", "psutil.Process", "psutil.wait_procs")


def check(module: Module) -> Iterator[Finding]:
    """Report time limits of calls that run a shell, and reads of its pipes after only the shell was killed."""
    for event in starts(module, *WAITING):
        limits = [one for one in event.values("timeout") if not (isinstance(one, Const) and one.value is None)]
        if option(event, "shell") is True and limits and not _is_answered_at_once(module, event):
            captured = _captures(event)
            targets = [
                t for t in module.targets if _may_start_another(module, event) or (t.platform == "windows" and captured)
            ]
            breaks = module.narrow(event.call, targets)
            waits = captured and any(target.platform == "windows" for target in breaks)
            message = "the time limit ends the shell alone: what it has started runs on"
            message += ", and on Windows this call goes on waiting for it" if waits else ""
            yield from RULE.at(module, event.call, message, breaks=breaks)
    for made in starts(module, "subprocess.Popen", _ASYNC):
        is_shell = made.name == _ASYNC or option(made, "shell") is True
        if is_shell and (is_piped(made, "stdout") or is_piped(made, "stderr")):
            yield from _read_after_kill(module, made)


def _captures(event: Event) -> bool:
    piped = is_piped(event, "stdout") or is_piped(event, "stderr")
    return event.name == "subprocess.check_output" or piped or option(event, "capture_output") is True


def _is_answered_at_once(module: Module, event: Event) -> bool:
    """Whether the shell only asks programs for what they tell in a line: ``which first || which second``."""
    texts = [one.value for one in only(Const, event.values("args")) if isinstance(one.value, str)]
    asked = [command.split() for text in texts for command in _SEPARATORS.split(text)]
    return 0 < len(texts) == len(event.values("args")) and all(
        is_short([{word} for word in words]) and not any(map(_SLOW.fullmatch, words)) for words in asked
    )


def _may_start_another(module: Module, event: Event) -> bool:
    """Whether the command is more than one plain program, as far as it can be read, and the shell does not become that."""
    role = "cmd" if event.name == _ASYNC else "args"
    texts = [str(one.value) for one in only(Const, event.values(role))]
    if texts:
        return any(_SEVERAL.search(text) for text in texts)
    written = event.argument(role)
    ways = list(choices(module, written, module.targets)) if written is not None else []
    return not ways or not all(map(_is_replaced, ways))


def _is_replaced(command: ast.expr) -> bool:
    """Whether a text tells the shell to become the program: ``"exec " + command``."""
    first = next(text_parts(command), None)
    return isinstance(first, ast.Constant) and str(first.value).startswith("exec ")


def _read_after_kill(module: Module, made: Event) -> Iterator[Finding]:
    """The calls that read the pipes of a shell to their end after it was killed: others may hold them open."""
    if any(module.calls_of(*_TREE)):
        return
    events = [e for e in module.events("popen async-popen") if e.origin is made.call]
    killed = [e for e in events if e.method in ("kill", "terminate")]
    reads = [e for e in events if e.method == "communicate" and e.argument("timeout") is None]
    for reading in (e for e in reads if not is_given_up(module, e.call)):
        before = [e for e in killed if module.function(e.call) is module.function(reading.call)]
        if any(Body(module, reading.call).leads(e.call, reading.call, [made.call]) for e in before):
            message = "only the shell was killed: this waits for whatever else holds the other end of its pipes"
            targets = [t for t in module.targets if t.platform == "windows" or _may_start_another(module, made)]
            breaks = module.narrow(reading.call, targets)
            yield from RULE.at(module, reading.call, message, breaks=breaks, related=[(made.call, "started here")])


_LIMIT = """
import subprocess
import sys
import time
from pathlib import Path

code = "import time; time.sleep(4); open('late', 'w').close()"
try:
    subprocess.run(f'"{sys.executable}" -c "{code}" & wait', shell=True, timeout=1)  # MP608
except subprocess.TimeoutExpired:
    time.sleep(8)
print("it ran on" if Path("late").exists() else "ok")
"""

_CAPTURED = """
import sys
from subprocess import TimeoutExpired, check_output

COMMAND = f'"{sys.executable}" -c "import time; time.sleep(100)"'


def ask(command):
    try:
        return check_output(command, shell=True, timeout=2)  # MP608
    except TimeoutExpired:
        return b"too late"


print(ask(COMMAND))
"""

_DOCUMENTED = """
import subprocess
import sys

command = f'"{sys.executable}" -c "import time; time.sleep(100)"; echo done'
child = subprocess.Popen(command, shell=True, stdout=subprocess.PIPE)
try:
    output, _ = child.communicate(timeout=1)
except subprocess.TimeoutExpired:
    child.kill()
    output, _ = child.communicate()  # MP608
print(output)
"""

_NO_SHELL = """
import subprocess
import sys

command = [sys.executable, "-c", "import time; time.sleep(100)"]
try:
    subprocess.run(command, capture_output=True, timeout=1)
except subprocess.TimeoutExpired:
    pass
child = subprocess.Popen(command, stdout=subprocess.PIPE)
try:
    child.communicate(timeout=1)
except subprocess.TimeoutExpired:
    child.kill()
    child.communicate()
print("ok")
"""

_GROUP = """
import os
import signal
import subprocess
import sys

command = f'"{sys.executable}" -c "import time; time.sleep(100)" ; echo done'
if os.name == "posix":
    child = subprocess.Popen(command, shell=True, stdout=subprocess.PIPE, start_new_session=True)
    try:
        child.communicate(timeout=1)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGTERM)
        child.communicate()
print("ok")
"""

_NO_LIMIT = """
import subprocess


def run(command, limit=None):
    return subprocess.run(command, shell=True, timeout=None).returncode


assert run("exit 3") == 3
child = subprocess.Popen("echo said", shell=True, stdout=subprocess.PIPE)
assert child.communicate(timeout=60)[0].strip() == b"said"
child.kill()
print("ok")
"""

_REPLACED = """
import subprocess
import sys

command = f'"{sys.executable}" -c "import time; time.sleep(100)"'
if sys.platform != "win32":
    child = subprocess.Popen("exec " + command, shell=True, stdout=subprocess.PIPE)
    try:
        child.communicate(timeout=1)
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
    try:
        subprocess.run(f"exec {command}", shell=True, timeout=1)
    except subprocess.TimeoutExpired:
        pass
print("ok")
"""

_ASKED = """
import subprocess

found = subprocess.run("which first || which second", shell=True, capture_output=True, timeout=60)
assert found.returncode != 0
print("ok")
"""

RULE = Rule(
    code="MP608",
    name="only-the-shell-is-ended",
    summary="A time limit or kill() ends a shell, but not the programs that it runs.",
    why=(
        "With `shell=True` the child is the shell. When the time is up, subprocess kills that one process; the "
        "programs that it has started go on, and hold the pipes of captured output open. `communicate()` after "
        "`kill()` then waits for them, on Windows `run` and `check_output` do so by themselves: the limit has no effect."
    ),
    cure=(
        "Leave out the shell. Where it is needed, start it with `start_new_session=True` and end the whole group with "
        "`os.killpg(child.pid, ...)`; on Windows use a job object, or psutil to find the children."
    ),
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/subprocess.html#subprocess.Popen.communicate",
        "https://github.com/python/cpython/issues/74340",
    ),
    catalogue=("G04",),
    words=("subprocess & shell",),
    bad=(
        Example(_LIMIT, Outcome("wrong", "it ran on"), methods=("spawn",), platforms=("linux",)),
        Example(_CAPTURED, Outcome("hangs"), methods=("spawn",), platforms=("windows",)),
        Example(_DOCUMENTED, Outcome("hangs"), methods=("spawn",), platforms=("linux",)),
    ),
    good=(Example(_NO_SHELL), Example(_GROUP), Example(_NO_LIMIT), Example(_REPLACED), Example(_ASKED)),
    check=check,
)
