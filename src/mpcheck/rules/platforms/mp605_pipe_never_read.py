"""MP605: a program is waited for while nobody reads the pipe that it writes to."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.rounds import may_be_left
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.time_limits import is_given_up
from mpcheck.rules.platforms.commands import STARTING_ASYNC, is_piped, starts
from mpcheck.rules.platforms.pipe_reads import STREAMS, readings
from mpcheck.rules.platforms.pipes import is_before, is_of, may_be_read, may_have_ended
from mpcheck.rules.platforms.short_output import says_little
from mpcheck.targets import Target

#: A file that starts a program holds one of these.
_STARTS = ("Popen", "create_subprocess_")


def check(module: Module) -> Iterator[Finding]:
    """Report waits for programs whose output has gone nowhere before, and calls that never read it."""
    for event in starts(module, "subprocess.call", "subprocess.check_call"):
        streams = [stream for stream in STREAMS if is_piped(event, stream)]
        if streams and event.argument("timeout") is None:
            message = (
                f"nothing reads {_pipes(streams)}: the program stops when it is full, and this call waits for ever"
            )
            confidence = Confidence.LOW if says_little(module, event, streams) else Confidence.MEDIUM
            yield from RULE.at(module, event.call, message, breaks=module.targets_of(event), confidence=confidence)
    for made in starts(module, "subprocess.Popen", *STARTING_ASYNC):
        piped = [stream for stream in STREAMS if is_piped(made, stream)]
        yield from itertools.islice(itertools.chain(_read_first(module, made, piped), _waited(module, made, piped)), 1)


def _read_first(module: Module, made: Event, piped: list[str]) -> Iterator[Finding]:
    """Of a program that fills two pipes, one is read to its end before anybody reads the other one."""
    for reading in readings(module) if len(piped) == 2 else ():
        unread = [stream for stream in piped if stream != reading.stream]
        if reading.made is not made.call or may_be_read(module, made, unread[0], reading):
            continue
        if not may_have_ended(module, made, reading):
            message = (
                f"`{reading.stream}` is read to its end, and {_pipes(unread)} not before: a program that writes more "
                "there than fits waits, and this waits for it"
            )
            breaks = module.narrow(reading.node, module.targets_of(made))
            yield from _report(module, made, reading.node, message, breaks, says_little(module, made, unread))


def _waited(module: Module, made: Event, piped: list[str]) -> Iterator[Finding]:
    """A program is waited for, and a pipe that it fills was not read before."""
    for wait in _waits(module, made) if piped else ():
        unread = [stream for stream in piped if not may_be_read(module, made, stream, wait)]
        if unread:
            message = f"{_pipes(unread)} is not read before: a program that writes more than fits waits for ever"
            doubtful = says_little(module, made, unread) or _may_end_otherwise(module, wait.call)
            yield from _report(module, made, wait.call, message, module.targets_of(wait), doubtful)


def _report(
    module: Module, made: Event, at: ast.AST, message: str, breaks: frozenset[Target], doubtful: bool
) -> Iterator[Finding]:
    yield from RULE.at(
        module,
        at,
        message,
        breaks=breaks,
        related=[(made.call, "started here")],
        confidence=Confidence.LOW if doubtful else Confidence.MEDIUM,
    )


def _may_end_otherwise(module: Module, wait: ast.Call) -> bool:
    """Whether a loop that polls ends for another reason as well, such as a sign that the program gives."""
    loops = _polling(module, wait)
    return any(
        (isinstance(loop.test, ast.BoolOp) and isinstance(loop.test.op, ast.And)) or may_be_left(loop) for loop in loops
    )


def _pipes(streams: list[str]) -> str:
    return "the pipe of " + " and ".join(f"`{stream}`" for stream in streams)


def _waits(module: Module, made: Event) -> Iterator[Event]:
    """The waits without a limit for a program that was not told to end before."""
    ending = module.events("popen async-popen", "kill terminate send_signal")
    ended = [event.call for event in ending if is_of(event, made)]
    for event in module.events("popen async-popen", "wait poll"):
        endless = not (event.call.args or event.call.keywords or is_given_up(module, event.call))
        polled = bool(_polling(module, event.call))
        killed = any(is_before(module, call, event, made) for call in ended)
        if is_of(event, made) and endless and not killed and (event.method == "wait" or polled):
            yield event


def _polling(module: Module, poll: ast.Call) -> list[ast.While]:
    """The loops that go on for as long as a call says so, be it through a function that gives back what it says."""
    function = module.function(poll) if isinstance(module.statement(poll), ast.Return) else None
    edges = module.graph.callers.get(function, ()) if function is not None else ()
    tested = (_test_of(module, node) for node in (poll, *(edge.call for edge in edges)))
    return [loop for loop in tested if isinstance(loop, ast.While)]


def _test_of(module: Module, node: ast.AST) -> ast.AST | None:
    """The loop or condition whose test holds a node."""
    child = node
    for parent in module.ancestors(node):
        if isinstance(parent, ast.stmt):
            return parent if getattr(parent, "test", None) is child else None
        child = parent
    return None


_WAITS = """
import subprocess
import sys

child = subprocess.Popen([sys.executable, "-c", "print('x' * 1_000_000)"], stdout=subprocess.PIPE)
try:
    child.wait()  # MP605
    print(len(child.stdout.read()))
finally:
    child.kill()
"""

_ERRORS = """
import sys
from subprocess import PIPE, Popen


def output(code):
    with Popen([sys.executable, "-c", code], stdout=PIPE, stderr=PIPE) as child:
        text = child.stdout.read()  # MP605
        errors = child.stderr.read()
    return text, errors


print(output("import sys; sys.stderr.write('x' * 1_000_000)"))
"""

_LINES = """
import subprocess
import sys

CODE = "import sys; print('x' * 1_000_000); sys.stderr.write('done')"


class Tool:
    def __init__(self, code):
        self.child = subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
        )

    def show(self):
        while True:
            line = self.child.stderr.readline()  # MP605
            if not line:
                break
            print("tool:", line)
        return self.child.wait()


print(Tool(CODE).show())
"""

_CALLED = """
import subprocess as sp
import sys

code = "import sys; sys.stderr.write('warning ' * 200_000)"
status = sp.call([sys.executable, "-c", code], stdout=sp.DEVNULL, stderr=sp.PIPE)  # MP605
print(status)
"""

_ASYNC = """
import asyncio
import sys
from asyncio.subprocess import PIPE


async def main():
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", "print('x' * 1_000_000)", stdout=PIPE)
    await child.wait()  # MP605
    print(len(await child.stdout.read()))


asyncio.run(main())
"""

_COMMUNICATES = """
import subprocess
import sys

command = [sys.executable, "-c", "print('x' * 1_000_000)"]
child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
output, errors = child.communicate()
assert child.wait() == 0
assert len(output) > 1_000_000 > len(errors)
result = subprocess.run(command, stdout=subprocess.PIPE)
assert result.stdout == output
assert subprocess.call(command, stdout=subprocess.DEVNULL) == 0
print("ok")
"""

_READS = """
import subprocess
import sys
import threading


class Job:
    def __init__(self, code):
        self.lines = []
        self.child = subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        self.reader = threading.Thread(target=self.read)
        self.reader.start()

    def read(self):
        for line in self.child.stdout:
            self.lines.append(line)

    def finish(self):
        status = self.child.wait()
        self.reader.join()
        return status


job = Job("for n in range(50_000): print('line', n)")
assert job.finish() == 0
assert len(job.lines) == 50_000
print("ok")
"""

_LOOP = """
import asyncio
import subprocess
import sys

CODE = "print('x\\\\n' * 500_000)"


def count():
    lines = 0
    with subprocess.Popen([sys.executable, "-c", CODE], stdout=subprocess.PIPE) as child:
        while child.poll() is None:
            lines += bool(child.stdout.readline())
        lines += len(child.stdout.readlines())
    return lines


async def main():
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", CODE, stdout=asyncio.subprocess.PIPE)
    reading = asyncio.create_task(child.stdout.read())
    await child.wait()
    return len(await reading)


assert count() >= 500_000
assert asyncio.run(main()) >= 1_000_000
print("ok")
"""

_BESIDE = """
import subprocess
import sys
import threading

CODE = "import sys; sys.stderr.write('y' * 1_000_000); print('x' * 1_000_000)"


def run(code):
    errors = []
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as child:
        reader = threading.Thread(target=lambda: errors.append(child.stderr.read()))
        reader.start()
        output = child.stdout.read()
        reader.join()
    return output, errors[0]


output, errors = run(CODE)
assert len(output) > 1_000_000 == len(errors)
with subprocess.Popen([sys.executable, "-c", CODE], stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as child:
    assert sum(map(len, child.stdout)) > 2_000_000
print("ok")
"""

RULE = Rule(
    code="MP605",
    name="pipe-never-read",
    summary="A program is waited for while nobody reads the pipe that it writes its output to.",
    why=(
        "A pipe holds little: 64 KiB on Linux, 16 KiB on macOS, as little as 4 KiB on Windows. When it is full, the "
        "program that writes to it stops until somebody reads; if the parent waits for its end first, both wait for "
        "ever. It works as long as the output is short, so it is seen with other data, or on another system. "
        "`call` and `check_call` never read a pipe. Who reads one of two pipes to its end, and then the other or none, "
        "leaves the other to fill: the end of the first comes only when the program ends."
    ),
    cure=(
        "Use `communicate()`, or `run(..., capture_output=True)`, which read all pipes, or a thread for each pipe. Where the output does not "
        "matter, pass DEVNULL; where it may be in one text, pass `stderr=STDOUT`."
    ),
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/subprocess.html#subprocess.Popen.wait",
        "https://docs.python.org/3/library/subprocess.html#subprocess.call",
        "https://docs.python.org/3/library/asyncio-subprocess.html#asyncio.subprocess.Process.wait",
    ),
    catalogue=("G01",),
    words=(
        *(f"subprocess & PIPE & {method}(" for method in ("call", "poll", "wait")),
        *(f"{start} & PIPE & {one} & .{other}" for start in _STARTS for one, other in (STREAMS, STREAMS[::-1])),
    ),
    bad=(
        Example(_WAITS, Outcome("hangs"), methods=("spawn",)),
        Example(_ERRORS, Outcome("hangs"), methods=("spawn",)),
        Example(_LINES, Outcome("hangs"), methods=("spawn",)),
        Example(_CALLED, Outcome("hangs"), methods=("spawn",)),
        Example(_ASYNC, Outcome("hangs"), methods=("spawn",)),
    ),
    good=(Example(_COMMUNICATES), Example(_READS), Example(_LOOP), Example(_BESIDE)),
    check=check,
)
