"""MP606: a program is started with an option that Windows refuses."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.choosing import choices
from mpcheck.model.module import Module
from mpcheck.model.values import Collection, Const, External, Function, Partial
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.platforms.commands import STARTING, has_open_options, starts, words_of_options
from mpcheck.rules.platforms.guards import is_doubtful

#: Option -> what Windows raises for any value but None (for pass_fds: but an empty one).
_ERRORS = {
    "preexec_fn": "ValueError",
    "pass_fds": "AssertionError",
    "user": "ValueError",
    "group": "ValueError",
    "extra_groups": "ValueError",
}


def check(module: Module) -> Iterator[Finding]:
    """Report values of such options that reach Windows."""
    windows = [target for target in module.targets if target.platform == "windows"]
    for event in starts(module, *STARTING):
        if not event.call.args and not has_open_options(event) and event.argument("args") is None:
            continue  # starts nothing anywhere
        for option, error in _ERRORS.items():
            written = event.argument(option)
            if written is None or not _is_in(event.written, written) or module.is_caught(event.call, error):
                continue
            targets = module.narrow(event.call, windows)
            breaks = {
                t
                for one in choices(module, written, targets)
                if _is_set(module, one)
                for t in module.narrow(one, targets)
            }
            message = f"Windows does not know `{option}`: this raises {error} there"
            confidence = Confidence.LOW if is_doubtful(module, event.call, breaks) else Confidence.MEDIUM
            yield from RULE.at(module, written, message, breaks=breaks, confidence=confidence)


def _is_in(call: ast.Call, node: ast.expr) -> bool:
    """Whether an argument is written in the call, or in the partial that is called, not in the mapping of ``**options``, made under tests of its own."""
    return any(node is one for one in (*call.args, *(keyword.value for keyword in call.keywords)))


def _is_set(module: Module, node: ast.expr) -> bool:
    """Whether an expression is certainly a value that has an effect."""
    values = module.values(node)
    return bool(values) and all(
        isinstance(one, (Function, External, Partial))
        or (isinstance(one, Const) and one.value is not None)
        or (isinstance(one, Collection) and bool(getattr(one.node, "elts", ())))
        for one in values
    )


_SESSION = """
import os
import subprocess
import sys

child = subprocess.Popen([sys.executable, "-c", ""], preexec_fn=lambda: None)  # MP606
child.wait()
print("ok")
"""

_LIMITS = """
import sys
from subprocess import check_output


def lower():
    print("in the child")


class Tool:

    def run(self, code):
        return check_output([sys.executable, "-c", code], preexec_fn=lower)  # MP606


print(Tool().run("print(1)"))
"""

_DESCRIPTORS = """
import os
import subprocess
import sys

reading, writing = os.pipe()
code = f"import os; os.write({writing}, b'x')"
subprocess.run([sys.executable, "-c", code], pass_fds=(writing,), check=True)  # MP606
print(os.read(reading, 1))
"""

_OWN_SESSION = """
import subprocess
import sys

child = subprocess.Popen([sys.executable, "-c", ""], start_new_session=True, preexec_fn=None, pass_fds=())
assert child.wait() == 0
print("ok")
"""

_TESTED = """
import os
import subprocess
import sys

POSIX = os.name == "posix"


def options():
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"preexec_fn": os.setsid}


prepare = None if sys.platform.startswith("win") else os.setsid
command = [sys.executable, "-c", ""]
assert subprocess.call(command, preexec_fn=prepare) == 0
assert subprocess.call(command, preexec_fn=os.setsid if POSIX else None) == 0
assert subprocess.call(command, **options()) == 0
if POSIX:
    assert subprocess.call(command, preexec_fn=lambda: os.nice(1)) == 0
print("ok")
"""

_GIVEN = """
import subprocess
import sys


def run(code, prepare=None, keep=()):
    return subprocess.run([sys.executable, "-c", code], preexec_fn=prepare, pass_fds=keep).returncode


assert run("raise SystemExit(3)") == 3
print("ok")
"""

RULE = Rule(
    code="MP606",
    name="subprocess-option-of-posix",
    summary="A program is started with an option of subprocess that Windows refuses.",
    why=(
        "`preexec_fn` runs between fork and exec, and Windows has neither: subprocess raises ValueError there, as for "
        "`user`, `group` and `extra_groups`; `pass_fds` fails an assertion. On POSIX `preexec_fn` is unsafe besides: "
        "when the parent has threads, the child may wait for ever for a lock that one of them held, before the "
        "program is even started."
    ),
    cure=(
        "Use `start_new_session=True`, which Windows ignores, or `process_group=0` in place of a function; pass the "
        "others under a test of the platform only."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=("https://docs.python.org/3/library/subprocess.html#subprocess.Popen",),
    catalogue=("G02",),
    words=("preexec_fn", "pass_fds", *words_of_options("user", "group", "extra_groups")),
    bad=(
        Example(_SESSION, Outcome("raises", "preexec_fn is not supported on Windows"), platforms=("windows",)),
        Example(_LIMITS, Outcome("raises", "preexec_fn is not supported on Windows"), platforms=("windows",)),
        Example(_DESCRIPTORS, Outcome("raises", "Error"), platforms=("windows",)),
    ),
    good=(Example(_OWN_SESSION), Example(_TESTED), Example(_GIVEN)),
    check=check,
)
