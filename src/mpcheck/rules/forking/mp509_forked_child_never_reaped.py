"""MP509: nothing ever waits for the child of os.fork(), whose entry stays in the table of processes."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.attributes import is_literal
from mpcheck.model.calls import MAIN
from mpcheck.model.forks import FORK_WORDS, Fork, hand_forks_elsewhere
from mpcheck.model.hand_forks import HandFork, hand_forks, parent_goes_on, returns_what_it_is
from mpcheck.model.module import Module
from mpcheck.model.parents import loops_around
from mpcheck.model.uses import Use, uses_of
from mpcheck.model.values import Object
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.forking.lasting import goes_on_beside_zombie

_WAITS = {"wait", "wait3", "wait4", "waitpid", "waitid", "pidfd_open"}
_SIGNALS = {"SIGCHLD", "SIGCLD"}
#: Where code that is not seen may find the number of the child, and wait for it.
_HANDED_ON = {"stored", "returned", "yielded", "argument"}
_SHOWS = ("builtins.print", "logging.info", "logging.debug")


def check(module: Module) -> Iterator[Finding]:
    """Report forks by hand in files that wait for no child, where the parent goes on."""
    forks = [fork for fork in (*module.forks, *hand_forks_elsewhere(module)) if fork.event.name == "os.fork"]
    if not forks or _waits(module):
        return
    for fork in forks:
        for branches in hand_forks(module, fork):
            endless = goes_on_beside_zombie(module, branches)
            if endless is not None or parent_goes_on(module, branches):
                yield from _judged(module, fork, branches, endless)


def _judged(module: Module, fork: Fork, branches: HandFork, endless: ast.While | None) -> Iterator[Finding]:
    call = branches.call
    asks = _asks_whether_it_lives(module, fork.event.call)
    repeated = _is_repeated(module, call)
    # In a whole program, whoever the number is handed to is seen.
    goes_on = repeated or endless is not None
    is_main = MAIN in module.graph.place_of(call) or (endless is not None and module.function(call) is None)
    is_whole = asks is not None or (goes_on and is_main)
    if _leaves_the_file(module, call) if is_whole else _is_handed_on(module, branches):
        return
    if asks is None and not goes_on and module.function(call) is None:
        return  # one child of a script, which ends itself before long
    message = "nothing waits for this child: once it has ended it stays as a zombie until the parent ends, too"
    related: list[tuple[ast.AST, str]] = [(branches.test, "here the child and the parent part")]
    if endless is not None:
        related.append((endless, "here the parent goes on without end"))
    if asks is not None:
        message += ", and until then `os.kill(..., 0)` finds it alive"
        related.append((asks, "asks whether it is alive"))
    confidence = Confidence.MEDIUM if goes_on or asks is not None else Confidence.LOW
    yield from RULE.at(module, call, message, breaks=fork.targets, related=related, confidence=confidence)


def _asks_whether_it_lives(module: Module, fork: ast.Call) -> ast.Call | None:
    """Where the program, of which this is the main file, sends the child the signal 0."""
    if not module.is_here(fork) or MAIN not in module.graph.place_of(fork):
        return None
    for call in module.calls_of("os.kill"):
        signal = module.values(call.args[1]) if len(call.args) == 2 else frozenset()
        if signal and all(is_literal(one, 0) for one in signal):
            whom = module.contexts.values(call.args[0])
            if any(isinstance(one, Object) and one.call is fork for one in whom):
                return call
    return None


def _leaves_the_file(module: Module, fork: ast.Call) -> bool:
    """Whether code of other files may wait for the child: it is given the number, or the file imports what waits for any."""
    origins = {binding.origin for held in module.found.module.bindings.values() for binding in held if binding.origin}
    origins |= {f"{star}.*" for star in module.found.module.star_imports}
    imported = (module.ev.project.resolve(origin, module.found.file) for origin in origins)
    if any(word in one.found.text for one in imported if one is not None for word in _WAITS | _SIGNALS):
        return True
    given = (use for use in uses_of(module, fork) if use.how == "argument" and not _is_shown(module, use))
    return not all(_is_given_to_own_code(module, use) for use in given)


def _is_given_to_own_code(module: Module, use: Use) -> bool:
    around = next((node for node in module.ancestors(use.node) if isinstance(node, ast.Call)), None)
    called = module.functions(module.values(around.func)) if around is not None else set()
    known = around is not None and module.external_name(around.func).startswith(("os.kill", "builtins."))
    return known or (bool(called) and all(module.is_here(function.node) for function in called))


def _waits(module: Module) -> bool:
    """Whether the file waits for children, or says what is done when one ends."""
    names = {*(f"os.{name}" for name in _WAITS), *(f"signal.{name}" for name in _SIGNALS)}
    found = module.references(names, _WAITS | _SIGNALS)
    return any(_is_asked_for(module, node) for node, _ in found)


def _is_asked_for(module: Module, node: ast.AST) -> bool:
    """Whether a name is not only imported, for nothing."""
    name = (node.asname or node.name) if isinstance(node, ast.alias) else ""
    return not name or any(one.id == name for one in module.found.names)


def _is_handed_on(module: Module, branches: HandFork) -> bool:
    """Whether others get the number of the child, or tell the child from the parent by what they get, and may wait for it."""
    uses = (use for use in uses_of(module, branches.call) if not _is_shown(module, use))
    return returns_what_it_is(module, branches) or any(use.how in _HANDED_ON for use in uses)


def _is_shown(module: Module, use: Use) -> bool:
    around = next((node for node in module.ancestors(use.node) if isinstance(node, ast.Call)), None)
    return use.how == "argument" and around is not None and module.external_name(around.func) in _SHOWS


def _is_repeated(module: Module, call: ast.Call) -> bool:
    """Whether a loop forks, by itself or through the function that holds the call."""
    function = module.function(call)
    callers = [edge.call for edge in module.graph.callers.get(function, ())] if function is not None else []
    return any(loops_around(module, node) for node in (call, *callers))


_LOOP = """
import os
import time


def zombies():
    found = 0
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat") as file:
                    state, parent = file.read().rpartition(")")[2].split()[:2]
            except OSError:
                continue
            found += state == "Z" and int(parent) == os.getpid()
    return found


def main():
    for number in range(3):
        pid = os.fork()  # MP509, MP603
        if pid == 0:
            os._exit(number)
        print("started", pid)
    time.sleep(0.5)
    print("ok" if zombies() == 0 else f"{zombies()} zombies are left")


if __name__ == "__main__":
    main()
"""

_METHOD = """
import os
import pathlib
import time


class Mailer:
    def __init__(self):
        self.sent = 0

    def send(self, text):
        if not os.fork():  # MP509, MP603
            try:
                pathlib.Path("outbox").write_text(text)
            finally:
                os._exit(0)
        self.sent += 1


def is_zombie(task):
    state, parent = (task / "stat").read_text().rpartition(")")[2].split()[:2]
    return state == "Z" and int(parent) == os.getpid()


if __name__ == "__main__":
    mailer = Mailer()
    for text in ("hello", "bye"):
        mailer.send(text)
    time.sleep(0.5)
    found = []
    for task in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            found += [task] if is_zombie(task) else []
        except OSError:
            continue
    print("ok" if not found else f"{len(found)} zombies are left")
"""

_SERVICE = """
import os
import pathlib
import time


def end_if_there_is_a_zombie():
    for task in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (task / "stat").read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if state == "Z" and int(parent) == os.getpid():
            raise SystemExit("a zombie is left")


def main():
    child = os.fork()  # MP509, MP603
    if child == 0:
        os._exit(0)
    print("started", child)
    while True:
        time.sleep(0.2)
        end_if_there_is_a_zombie()


if __name__ == "__main__":
    main()
"""

_WAITED = """
import os


def start(number):
    child = os.fork()
    if child == 0:
        os._exit(number)
    return child


if __name__ == "__main__":
    children = [start(number) for number in range(3)]
    codes = [os.waitpid(child, 0)[1] >> 8 for child in children]
    print("ok" if codes == [0, 1, 2] else codes)
"""

_IGNORED = """
import os
import signal
import time

signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for number in range(3):
    if os.fork() == 0:
        os._exit(number)
time.sleep(0.3)
print("ok")
"""

_DAEMON = """
import os
import sys


def daemonize():
    try:
        if os.fork() > 0:
            os._exit(0)
        os.setsid()
        if os.fork() > 0:
            os._exit(0)
    except OSError as error:
        sys.exit(f"no fork: {error}")


daemonize()
print("ok")
"""

_UNTIL_THE_END = """
import os

reader, writer = os.pipe()
if os.fork() == 0:
    os.write(writer, b"done")
    os._exit(0)
os.close(writer)
received = b""
while True:
    part = os.read(reader, 100)
    if not part:
        break
    received += part
assert received == b"done"
print("ok")
"""

_STORED = """
import os


class Servers:
    def __init__(self):
        self.children = set()

    def start(self, number):
        child = os.fork()
        if not child:
            os._exit(number)
        self.children.add(child)

    def stop(self):
        for child in sorted(self.children):
            os.waitid(os.P_PID, child, os.WEXITED)


if __name__ == "__main__":
    servers = Servers()
    for number in range(2):
        servers.start(number)
    servers.stop()
    print("ok")
"""

RULE = Rule(
    code="MP509",
    name="forked-child-never-reaped",
    summary="A program forks by os.fork() and never waits for the children.",
    why=(
        "A child that has ended stays in the table of processes until its parent asks how it ended. In a program that goes "
        "on, each such fork leaves a zombie: they count against the limit of processes of the user, and at that limit "
        "os.fork() and everything that starts a process fails. And a child that crashed is not noticed by anybody. "
        "A zombie takes signals: os.kill(pid, 0) does not tell whether a child of one's own has ended."
    ),
    cure=(
        "Call os.waitpid() for each child, with os.WNOHANG where the parent must not stop; ignore SIGCHLD where no status "
        "matters; or use multiprocessing.Process or subprocess."
    ),
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/os.html#os.waitpid",
        "https://man7.org/linux/man-pages/man2/wait.2.html",
    ),
    catalogue=("G08",),
    words=FORK_WORDS,
    bad=(
        Example(_LOOP, Outcome("wrong", "3 zombies are left"), platforms=("linux",)),
        Example(_METHOD, Outcome("wrong", "2 zombies are left"), platforms=("linux",)),
        Example(_SERVICE, Outcome("raises", "a zombie is left"), platforms=("linux",)),
    ),
    good=(
        Example(_WAITED, platforms=("linux",)),
        Example(_IGNORED, platforms=("linux",)),
        Example(_DAEMON, platforms=("linux",)),
        Example(_UNTIL_THE_END, platforms=("linux",)),
        Example(_STORED, platforms=("linux",), implementations=("cpython",)),  # os.waitid
    ),
    check=check,
)
