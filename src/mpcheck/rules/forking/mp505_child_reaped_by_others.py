"""MP505: the exit status of a child process is taken by a handler that waits for any child, or thrown away."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.accesses import reads_in
from mpcheck.model.elsewhere import calls_reached, speaking_functions
from mpcheck.model.module import Module
from mpcheck.model.reaping import reapings
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.targets import Target

_COMMANDS = tuple(f"subprocess.{name}" for name in ("run", "call", "check_call", "check_output", "Popen"))
_TELL = ("subprocess.call", "subprocess.check_call", "subprocess.check_output")
_MESSAGES = {
    "ignores": "while SIGCHLD is ignored the system throws away the exit status of every child: {} loses it",
    "handles": "this handler takes the exit status of whichever child ends: {} loses it",
}


def check(module: Module) -> Iterator[Finding]:
    """Report what reaps any child in a file that starts processes or commands, too."""
    for one in reapings(module):
        events, calls = module.events_reached("process", "start"), calls_reached(module, _COMMANDS)
        started = [event for event in events if one.may_be_during(module, event.sites)]
        asked = calls if one.how == "ignores" else _polled(module)
        commands = [call for call in asked if one.may_be_during(module, [call])]
        targets = {target for event in started for target in module.targets_of(event)}
        breaks = {target for target in targets if target.start_method != "forkserver"}
        breaks |= {target for call in commands for target in module.narrow(call, module.targets)}
        node = started[0].call if started else commands[0] if commands else None
        if node is None:
            continue
        message = _MESSAGES[one.how].format("the Process object" if started else "subprocess")
        is_read = (started and _reads_exit_code(module)) or (commands and _reads_status(module, commands))
        yield from RULE.at(
            module,
            one.call,
            message,
            breaks=_of_posix(module, one.call, breaks),
            related=[(node, "a child is started here")],
            confidence=Confidence.MEDIUM if is_read else Confidence.LOW,
        )


def _polled(module: Module) -> Iterator[ast.Call]:
    """The commands that the program looks at now and then; who waits for one gets its status before the handler runs."""
    asked = (node.value for node in _attributes(module, "poll"))
    if any("popen" in module.kinds(node) for node in asked):
        yield from calls_reached(module, ("subprocess.Popen",))


def _of_posix(module: Module, node: ast.AST, targets: set[Target]) -> frozenset[Target]:
    return module.narrow(node, (target for target in targets if target.platform != "windows"))


def _reads_exit_code(module: Module) -> bool:
    return any("process" in module.kinds(node.value) for node in _attributes(module, "exitcode", "is_alive"))


def _reads_status(module: Module, commands: list[ast.Call]) -> bool:
    if any(module.external_name(call.func) in _TELL or _is_checked(call) for call in commands):
        return True
    polls = (module.parent(node) for node in _attributes(module, "poll"))
    return any(_attributes(module, "returncode")) or any(_is_status_used(module, one) for one in polls)


def _attributes(module: Module, *names: str) -> Iterator[ast.Attribute]:
    """The attributes of these names in this file, and in functions of others that it calls."""
    elsewhere = (node for function in speaking_functions(module, names) for node in reads_in(module, function))
    for node in (*module.found.nodes_of(ast.Attribute), *elsewhere):
        if isinstance(node, ast.Attribute) and node.attr in names:
            yield node


def _is_status_used(module: Module, poll: ast.AST | None) -> bool:
    """Whether more is asked of the answer than if it is None: the program is not done yet."""
    user = module.parent(poll) if isinstance(poll, ast.Call) else None
    if isinstance(user, ast.Compare):
        return not all(isinstance(operator, (ast.Is, ast.IsNot)) for operator in user.ops)
    return isinstance(user, (ast.Assign, ast.NamedExpr, ast.Return, ast.Call))


def _is_checked(call: ast.Call) -> bool:
    return any(keyword.arg == "check" for keyword in call.keywords)


_IGNORED = """
import signal
import subprocess
import sys


def convert(source):
    command = [sys.executable, "-c", "raise SystemExit(3)", source]
    return subprocess.run(command).returncode


signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # MP505, MP603
status = convert("picture")
print("ok" if status == 3 else f"the command failed, and its status is {status}")
"""

_HANDLER = """
import os
import signal
import sys
import time
from multiprocessing import Process


class Server:
    def __init__(self):
        self.reaped = 0
        signal.signal(signal.SIGCHLD, self.reap)  # MP505, MP603

    def reap(self, signum, frame):
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:  # MP603
                self.reaped += 1
        except ChildProcessError:
            pass


def work():
    sys.exit(3)


def main():
    server = Server()
    worker = Process(target=work)
    worker.start()
    for _ in range(100):
        if not server.reaped:
            time.sleep(0.1)
    worker.join(20)
    print("ok" if worker.exitcode == 3 else f"the status of the worker is {worker.exitcode}")


if __name__ == "__main__":
    main()
"""

_POLLED = """
import os
import signal
import subprocess
import sys
import time


def on_child(signum, frame):
    try:
        while os.waitpid(-1, os.WNOHANG) != (0, 0):  # MP603
            pass
    except ChildProcessError:
        pass


def finished(command):
    job = subprocess.Popen(command)
    while job.poll() is None:
        time.sleep(0.1)
    return job.returncode


if __name__ == "__main__":
    signal.signal(signal.SIGCHLD, on_child)  # MP505, MP603
    status = finished([sys.executable, "-c", "raise SystemExit(3)"])
    print("ok" if status == 3 else f"the command failed, and its status is {status}")
"""

_OWN_CHILD = """
import os
import signal
import sys
from multiprocessing import Process

forked = set()


def reap(signum, frame):
    for pid in list(forked):
        if os.waitpid(pid, os.WNOHANG)[0]:
            forked.discard(pid)


def main():
    worker = Process(target=sys.exit, args=(3,))
    worker.start()
    signal.signal(signal.SIGCHLD, reap)
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    forked.add(pid)
    worker.join()
    print("ok" if worker.exitcode == 3 else worker.exitcode)


if __name__ == "__main__":
    main()
"""

_IN_WORKER = """
import signal
import subprocess
import sys
from multiprocessing import Process


def start(commands):
    if hasattr(signal, "SIGCHLD"):
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for command in commands:
        subprocess.Popen(command).wait()
    sys.exit(3)


if __name__ == "__main__":
    worker = Process(target=start, args=([[sys.executable, "-c", "print(1)"]],))
    worker.start()
    worker.join()
    print("ok" if worker.exitcode == 3 else worker.exitcode)
"""

_AFTER_JOIN = """
import os
import sys
from multiprocessing import Process


def main():
    worker = Process(target=sys.exit, args=(3,))
    worker.start()
    worker.join()
    for status in (0, 1):
        if os.fork() == 0:
            os._exit(status)
    ended = sorted(os.wait()[1] for _ in range(2))
    print("ok" if ended == [0, 256] and worker.exitcode == 3 else ended)


if __name__ == "__main__":
    main()
"""

RULE = Rule(
    code="MP505",
    name="child-reaped-by-others",
    summary="A handler that waits for any child, or ignoring SIGCHLD, takes the exit status away from Process or subprocess.",
    why=(
        "A parent gets the exit status of a child once. If it goes to os.waitpid(-1) in a handler of "
        "SIGCHLD, or nowhere because SIGCHLD is ignored, then the object that started the child never learns it: "
        "`Process.exitcode` stays None and `is_alive()` stays true, and subprocess takes a command that failed for one "
        "that returned 0. Workers of a forkserver are children of the server and not concerned."
    ),
    cure=(
        "Wait for the process ids of your own forks only, and leave SIGCHLD alone; wait for workers by join() or "
        "multiprocessing.connection.wait()."
    ),
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://man7.org/linux/man-pages/man2/wait.2.html",
        "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.connection.wait",
    ),
    catalogue=("D30",),
    words=("SIGCHLD", "SIGCLD"),
    bad=(
        Example(_IGNORED, Outcome("wrong", "the command failed"), platforms=("linux",)),
        Example(_HANDLER, Outcome("wrong", "of the worker is None"), methods=("fork",), platforms=("linux",)),
        Example(_POLLED, Outcome("wrong", "the command failed"), platforms=("linux",)),
    ),
    good=(
        Example(_OWN_CHILD, platforms=("linux",)),
        Example(_IN_WORKER),
        Example(_AFTER_JOIN, platforms=("linux",)),
    ),
    check=check,
)
