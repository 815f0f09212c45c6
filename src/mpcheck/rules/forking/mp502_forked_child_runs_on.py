"""MP502: the child of os.fork() does not end by os._exit()."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.forks import FORK_CALLS, FORK_WORDS, Fork, hand_forks_elsewhere
from mpcheck.model.hand_forks import Ending, HandFork, ending_of_child, hand_forks, returns_what_it_is
from mpcheck.model.module import Module
from mpcheck.model.uses import Use, uses_of
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.forking.on_purpose import is_test_of_forking
from mpcheck.rules.forking.unwinding import removes_on_leaving

#: What is done at the end of a process, and in the copy as well.
_DONE_AT_THE_END = ("atexit.register", "tempfile.TemporaryDirectory", "weakref.finalize")
#: What a parent does with the id of its child, and nobody to learn which of both it is.
_OF_CHILD = ("os.waitpid", "os.wait4", "os.kill")
_HOW = {
    "returns": "returns to the caller of this function, which then runs twice",
    "goes on": "goes on with the code of the parent, which then runs twice",
    "leaves": "leaves the block around it, at whose end it removes what the parent still uses",
    "exits": "ends as the parent does: exit handlers run and buffered output is written twice",
}


def check(module: Module) -> Iterator[Finding]:
    """Report forks by hand whose child gets to the parent's code, or to the usual end of a program."""
    for fork in (*module.forks, *hand_forks_elsewhere(module)):
        for branches in hand_forks(module, fork) if fork.event.name in FORK_CALLS[:2] else ():
            yield from _judged(module, fork, branches)


def _judged(module: Module, fork: Fork, branches: HandFork) -> Iterator[Finding]:
    ending = ending_of_child(module, branches)
    if ending is None:
        return
    how = ending.how
    if how != "exits" and returns_what_it_is(module, branches) and not _asks_nobody(module, branches):
        if not removes_on_leaving(module, branches.test):
            return
        how = "leaves"
    if how == "returns" and _is_target(module, branches.call):
        return  # the end of the function is the end of its process
    message = f"the child of the fork {_HOW[how]}"
    confidence = _confidence(module, ending)
    related: list[tuple[ast.AST, str]] = [(branches.test, "here the child and the parent part")]
    if fork.event.call is not branches.call:
        related.append((fork.event.call, "the fork"))
    yield from RULE.at(module, branches.call, message, breaks=fork.targets, related=related, confidence=confidence)


def _asks_nobody(module: Module, branches: HandFork) -> bool:
    """Whether all callers of the function that forks are known, and none looks at what tells the child from its parent."""
    function = module.function(branches.test)
    edges = module.graph.callers.get(function, ()) if function is not None else ()
    used = [use for edge in edges for use in uses_of(module, edge.call)]
    return bool(edges) and all(edge.is_direct for edge in edges) and all(_only_names(module, use) for use in used)


def _only_names(module: Module, use: Use) -> bool:
    """Whether a use of a process id is to wait for that process or to end it, or none."""
    call = module.parent(use.node)
    is_of_child = isinstance(call, ast.Call) and module.external_name(call.func) in _OF_CHILD
    return use.how == "dropped" or (use.how == "argument" and is_of_child)


def _is_target(module: Module, call: ast.Call) -> bool:
    """Whether the function that forks is what a process runs."""
    function = module.function(call)
    tasks = [task for task in module.worker_tasks.get(function, ()) if task.where == "process"] if function else []
    return any(function in module.functions(task.callables) for task in tasks)


def _confidence(module: Module, ending: Ending) -> Confidence:
    if (
        is_test_of_forking(module)
        or not ending.is_known
        or (ending.how == "exits" and not any(module.calls_of(*_DONE_AT_THE_END)))
    ):
        return Confidence.LOW
    return Confidence.MEDIUM


_FOLDER = """
import os
import sys
import tempfile

folder = tempfile.TemporaryDirectory()
pid = os.fork()  # MP502, MP603
if pid == 0:
    print("working in", folder.name, flush=True)
    sys.exit(0)
os.waitpid(pid, 0)
print("ok" if os.path.exists(folder.name) else "the child removed the folder of the parent")
"""

_RETURNS = """
import os


class Mailer:
    def send(self, text):
        child = os.fork()  # MP502, MP603
        if not child:
            self.deliver(text)
            return
        os.waitpid(child, 0)

    def deliver(self, text):
        with open("outbox", "a") as file:
            file.write(text)


def main():
    Mailer().send("hello")
    with open("log", "a") as log:
        log.write("sent\\n")
    with open("log") as log:
        times = len(log.readlines())
    print("ok" if times == 1 else f"logged {times} times")


main()
"""

_GOES_ON = """
import os

squares = []
for number in range(3):
    if (pid := os.fork()) != 0:  # MP502, MP603
        os.waitpid(pid, 0)
    else:
        with open(f"square{number}", "w") as file:
            file.write(str(number * number))
with open("log", "a") as log:
    log.write("all done\\n")
with open("log") as log:
    times = len(log.readlines())
print("ok" if times == 1 else f"done {times} times")
"""

_HANDED_ON = """
import os
import tempfile


def split():
    return os.fork()  # MP603


def write_report(name):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, name)
        child = split()  # MP502
        if child == 0:
            with open(path, "w") as file:
                file.write("one line\\n")
            return None
        os.waitpid(child, 0)
        return os.path.exists(path)


def main():
    found = write_report("report")
    if found is not None:
        print("ok" if found else "the child removed the folder with its report")


main()
"""

_EXIT = """
import os
import tempfile
import traceback


def run(job):
    pid = os.fork()
    if pid:
        return os.waitpid(pid, 0)[1]
    status = 1
    try:
        job()
        status = 0
    except Exception:
        traceback.print_exc()
    finally:
        os._exit(status)


def list_folder():
    pid = os.fork()
    if pid == 0:
        try:
            os.execvp("true", ["true"])
        finally:
            leave()
    os.waitpid(pid, 0)


def leave():
    os._exit(127)


with tempfile.TemporaryDirectory() as folder:
    status = run(lambda: os.mkdir(os.path.join(folder, "made")))
    list_folder()
    print("ok" if status == 0 and os.listdir(folder) == ["made"] else status)
"""

_DAEMON = """
import os
import sys


def daemonize():
    if os.fork() > 0:
        os._exit(0)
    os.setsid()
    try:
        pid = os.fork()
    except OSError as error:
        sys.exit(f"no second fork: {error}")
    if pid > 0:
        os._exit(0)


daemonize()
print("ok")
"""

_TELLS = """
import os
import pty


def fork_workers(count):
    for number in range(count):
        if os.fork() == 0:
            return number
    return None


def main():
    number = fork_workers(2)
    if number is not None:
        os._exit(number)
    ended = sorted(os.waitstatus_to_exitcode(os.wait()[1]) for _ in range(2))
    pid, terminal = pty.fork()
    if pid == pty.CHILD:
        os._exit(0)
    os.close(terminal)
    os.waitpid(pid, 0)
    print("ok" if ended == [0, 1] else ended)


main()
"""

RULE = Rule(
    code="MP502",
    name="forked-child-runs-on",
    summary="The child of os.fork() goes on with the parent's code, or ends as a whole program does.",
    why=(
        "After os.fork() there are two processes with the same stack. A child that returns or leaves its branch runs the "
        "rest of the program a second time; in a test it runs the rest of the tests. One that ends by sys.exit() or by "
        "an exception unwinds the parent's `with` and `finally` blocks, runs its exit handlers and removes its temporary "
        "directories, and what the parent had not yet written is written twice."
    ),
    cure=(
        "End the child by os._exit() on every path, best in a `finally` around all that it does, after flushing what it "
        "has written; or use multiprocessing.Process or subprocess, which do."
    ),
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/os.html#os._exit",
        "https://docs.python.org/3/library/os.html#os.fork",
    ),
    catalogue=("G07",),
    words=FORK_WORDS,
    bad=(
        Example(_FOLDER, Outcome("wrong", "the child removed the folder"), platforms=("linux",)),
        Example(_RETURNS, Outcome("wrong", "logged 2 times"), platforms=("linux",)),
        Example(_GOES_ON, Outcome("wrong", "done"), platforms=("linux",)),
        Example(_HANDED_ON, Outcome("wrong", "the child removed the folder with"), platforms=("linux",)),
    ),
    good=(
        Example(_EXIT, platforms=("linux",)),
        Example(_DAEMON, platforms=("linux",)),
        Example(_TELLS, platforms=("linux",), pythons=">=3.9"),
    ),
    check=check,
)
