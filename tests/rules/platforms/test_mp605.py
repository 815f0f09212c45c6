"""MP605 on programs in many styles: pipes that nobody reads before a wait, and those that somebody does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mpcheck.findings import Confidence, Finding

REPORTED = {
    "asyncio, one after the other": """
        import asyncio
        from asyncio.subprocess import PIPE
        async def output():
            p = await asyncio.create_subprocess_exec("x", stdout=PIPE)
            return await p.wait(), await p.stdout.read()  # MP605
        async def without_limit():
            p = await asyncio.create_subprocess_exec("x", stdout=PIPE)
            await asyncio.wait_for(p.wait(), timeout=None)  # MP605
        async def shielded():
            p = await asyncio.create_subprocess_exec("x", stdout=PIPE)
            await asyncio.shield(p.wait())  # MP605
            return await p.stdout.read()
        async def either(stop):
            p = await asyncio.create_subprocess_exec("x", stdout=PIPE)
            await asyncio.gather(p.wait(), stop.wait())  # MP605
    """,
    "wait": "import subprocess as sp\np = sp.Popen(['x'], stdout=sp.PIPE)\np.wait()  # MP605",
    "communicate afterwards": """
        from subprocess import PIPE, Popen
        p = Popen(["x"], stderr=PIPE)
        if p.wait() != 0:  # MP605
            print(p.communicate())
    """,
    "polled": """
        import subprocess
        import time
        p = subprocess.Popen(["x"], stdout=subprocess.PIPE)
        while p.poll() is None:  # MP605
            time.sleep(0.1)
        print(p.stdout.read())
    """,
    "only one of two": """
        import subprocess
        p = subprocess.Popen(["x"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for line in p.stdout:  # MP605
            print(line)
        p.wait()
    """,
    "attribute": """
        import subprocess

        class Tool:
            def run(self):
                self.child = subprocess.Popen(["x"], stdout=subprocess.PIPE)
                return self.child.wait()  # MP605
    """,
    "with": """
        import subprocess
        with subprocess.Popen(["x"], stdout=subprocess.PIPE) as p:
            p.wait()  # MP605
            print(p.stdout.read())
    """,
    "chained": "import subprocess\nsubprocess.Popen(['x'], stdout=subprocess.PIPE).wait()  # MP605",
    "killed afterwards": """
        import subprocess
        p = subprocess.Popen(["x"], stdout=subprocess.PIPE)
        try:
            p.wait()  # MP605
        except KeyboardInterrupt:
            p.kill()
    """,
    "in a loop": """
        import subprocess
        for name in "ab":
            p = subprocess.Popen([name], stdout=subprocess.PIPE)
            p.wait()  # MP605
            print(p.stdout.read())
    """,
    "call": "import subprocess\nsubprocess.check_call(['x'], stdout=subprocess.PIPE)  # MP605",
    "asyncio": """
        import asyncio

        async def main():
            p = await asyncio.create_subprocess_shell("x", stdout=asyncio.subprocess.PIPE)
            return await p.wait()  # MP605
    """,
    "a stream that is asked for by a type checker": """
        import subprocess

        def words(command):
            child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
            assert child.stdout is not None
            if child.wait():  # MP605
                return []
            return child.stdout.read().split()
    """,
    "leaving the object closes the stream": """
        import subprocess

        class Tool:
            def __init__(self, *command):
                self.command = command

            def __enter__(self):
                self.child = subprocess.Popen(self.command, stderr=subprocess.PIPE)
                return self

            def __exit__(self, *error):
                self.child.stderr.close()

            def complaints(self):
                self.child.wait()  # MP605
                return self.child.stderr.readlines()
    """,
    "a method waits by another one, and reads then": """
        import subprocess

        class Tool:
            def __init__(self, *command):
                self.child = subprocess.Popen(command, stdout=subprocess.PIPE)

            @property
            def output(self):
                return self.child.stdout

            def finish(self):
                return self.child.wait()  # MP605

            def answer(self):
                if self.finish() != 0:
                    raise RuntimeError("failed")
                return self.output.read()
    """,
}

_TWO = """
import asyncio, io, json, select, shutil, subprocess, threading
from subprocess import PIPE

p = subprocess.Popen(["x"], stdout=PIPE, stderr=PIPE)
"""
#: What is done with a program that fills two pipes.
ONE_AFTER_THE_OTHER = {
    "both whole": "out = p.stdout.read()  # MP605\nerr = p.stderr.read()",
    "in one statement": "print(p.stdout.read(), p.stderr.read())  # MP605",
    "errors first": "err = p.stderr.readlines()  # MP605\nout = p.stdout.readlines()",
    "decoded": "out = p.stdout.read().decode()  # MP605\nerr = p.stderr.read().decode()",
    "by other names": "out = p.stdout\nerr = p.stderr\na = out.read(-1)  # MP605\nb = err.read()",
    "the other never": "for line in p.stdout:  # MP605\n    print(line)",
    "numbered": "for n, line in enumerate(p.stdout):  # MP605\n    print(n, line)\nprint(p.stderr.read())",
    "wrapped": "for line in io.TextIOWrapper(p.stdout, 'utf-8'):  # MP605\n    print(line)\nprint(p.stderr.read())",
    "by a sentinel": "for line in iter(p.stdout.readline, b''):  # MP605\n    print(line)\nprint(p.stderr.read())",
    "listed": "lines = [line.strip() for line in p.stdout]  # MP605\nerrors = list(p.stderr)",
    "joined": "text = b''.join(p.stdout)  # MP605\nerrors = b''.join(p.stderr)",
    "joined lines": "text = b''.join(s.strip() for s in p.stdout)  # MP605\nerrors = p.stderr.read()",
    "parsed": "data = json.load(p.stdout)  # MP605\nerrors = p.stderr.read()",
    "copied": "shutil.copyfileobj(p.stdout, open('a', 'wb'))  # MP605\nerrors = p.stderr.read()",
    "part after part": """
while True:
    part = p.stderr.read(4096)  # MP605
    if part:
        print(part)
    else:
        break
print(p.stdout.read())
""",
    "line after line, and over": """
while True:
    line = p.stdout.readline().decode()  # MP605
    if line == "" and p.poll() is not None:
        break
    print(line)
if p.returncode:
    print(p.stderr.read())
""",
    "by an assignment expression": """
while line := p.stdout.readline():  # MP605
    print(line)
print(p.stderr.read())
""",
    "one line in advance": """
line = p.stdout.readline()
while line:
    print(line)
    line = p.stdout.readline()  # MP605
print(p.stderr.read())
""",
    "a helper": """
def lines(pipe):
    return [one for one in pipe]  # MP605

print(lines(p.stdout), lines(p.stderr))
""",
    "a helper for the program": """
def text(program):
    return program.stdout.read()  # MP605

print(text(p), p.stderr.read())
""",
    "only what fails": """
out = p.stdout.read()  # MP605
if p.wait() != 0:
    raise RuntimeError(p.stderr.read())
""",
    "coroutine": """
async def main():
    q = await asyncio.create_subprocess_exec("x", stdout=PIPE, stderr=PIPE)
    out = await q.stdout.read()  # MP605
    return out, await q.stderr.read()
""",
    "coroutine with a loop": """
async def main():
    q = await asyncio.create_subprocess_exec("x", stdout=PIPE, stderr=PIPE)
    async for line in q.stdout:  # MP605
        print(line)
""",
}


@pytest.mark.parametrize("use", ONE_AFTER_THE_OTHER.values(), ids=ONE_AFTER_THE_OTHER)
def test_one_pipe_after_the_other(check: Callable[[str, str], list[Finding]], use: str) -> None:
    assert [finding.confidence for finding in check("MP605", _TWO + use)] == [Confidence.MEDIUM]


BOTH_READ = {
    "communicate": "out, err = p.communicate()",
    "communicate, then what is left": "p.communicate()\nprint(p.stdout.read(), p.stderr.read())",
    "a thread": "threading.Thread(target=p.stderr.read).start()\nprint(p.stdout.read())",
    "a thread that gets it": """
def drain(pipe):
    for line in pipe:
        print(line)

t = threading.Thread(target=drain, args=(p.stderr,))
t.start()
for line in p.stdout:
    print(line)
""",
    "a thread for each": """
def drain(pipe):
    for line in pipe:
        print(line)

threads = [threading.Thread(target=drain, args=(pipe,)) for pipe in (p.stdout, p.stderr)]
for t in threads:
    t.start()
""",
    "threads of methods": """
class Tool:
    def __init__(self):
        self.p = subprocess.Popen(["x"], stdout=PIPE, stderr=PIPE)
        threading.Thread(target=self.out).start()
        threading.Thread(target=self.err).start()

    def out(self):
        for line in self.p.stdout:
            print(line)

    def err(self):
        for line in self.p.stderr:
            print(line)
""",
    "asked which": """
while True:
    ready, _, _ = select.select([p.stdout, p.stderr], [], [])
    for pipe in ready:
        print(pipe.readline())
    if p.poll() is not None:
        break
print(p.stdout.read(), p.stderr.read())
""",
    "by turns": """
while True:
    out, err = p.stdout.readline(), p.stderr.readline()
    if not out and not err:
        break
""",
    "until a word": """
for line in p.stdout:
    if b"ready" in line:
        break
print(p.stderr.readline())
""",
    "until a word, in an endless loop": """
while True:
    line = p.stdout.readline()
    if not line or b"ready" in line:
        break
""",
    "until there is a line": """
while True:
    line = p.stdout.readline()
    if line:
        break
""",
    "a part": "print(p.stdout.read(10), p.stderr.read(10))",
    "a line": "print(p.stdout.readline())",
    "a conversation": """
while True:
    p.stdin.write(b"next")
    line = p.stdout.readline()
    if not line:
        break
""",
    "ended before": "p.terminate()\nprint(p.stdout.read(), p.stderr.read())",
    "over": "if p.poll() is not None:\n    print(p.stdout.read(), p.stderr.read())",
    "over in time": "p.wait(timeout=9)\nprint(p.stdout.read(), p.stderr.read())",
    "ended by a timer": """
threading.Timer(9, p.kill).start()
print(p.stdout.read(), p.stderr.read())
""",
    "closed": "p.stderr.close()\nprint(p.stdout.read())",
    "not piped": "q = subprocess.Popen(['x'], stdout=PIPE)\nprint(q.stdout.read())",
    "one pipe for both": "q = subprocess.Popen(['x'], stdout=PIPE, stderr=subprocess.STDOUT)\nprint(q.stdout.read())",
    "thrown away": "q = subprocess.Popen(['x'], stdout=PIPE, stderr=subprocess.DEVNULL)\nprint(q.stdout.read())",
    "run": "r = subprocess.run(['x'], stdout=PIPE, stderr=PIPE)\nprint(r.stdout.strip(), r.stderr.strip())",
    "gathered": """
async def main():
    q = await asyncio.create_subprocess_exec("x", stdout=PIPE, stderr=PIPE)
    return await asyncio.gather(q.stdout.read(), q.stderr.read())
""",
    "gathered coroutines": """
async def lines(pipe):
    return [line async for line in pipe]

async def main():
    q = await asyncio.create_subprocess_exec("x", stdout=PIPE, stderr=PIPE)
    return await asyncio.gather(lines(q.stdout), lines(q.stderr))
""",
    "generators": """
def lines(pipe):
    for line in pipe:
        yield line

for out, err in zip(lines(p.stdout), lines(p.stderr)):
    print(out, err)
""",
    "a task": """
async def main():
    q = await asyncio.create_subprocess_exec("x", stdout=PIPE, stderr=PIPE)
    errors = asyncio.create_task(q.stderr.read())
    return await q.stdout.read(), await errors
""",
    "several programs": """
for name in ("a", "b"):
    q = subprocess.Popen([name], stdout=PIPE, stderr=PIPE)
    q.communicate()
    print(q.stdout.read(), q.stderr.read())
""",
}


@pytest.mark.parametrize("use", BOTH_READ.values(), ids=BOTH_READ)
def test_both_pipes_are_read(check: Callable[[str, str], list[Finding]], use: str) -> None:
    assert check("MP605", _TWO + use) == []


def test_little_in_the_other_pipe_is_a_hint(check: Callable[[str, str], list[Finding]]) -> None:
    source = """
        from subprocess import PIPE, Popen
        p = Popen(["git", "rev-parse", "HEAD"], stdout=PIPE, stderr=PIPE)
        print(p.stdout.read(), p.stderr.read())  # MP605
    """
    assert [finding.confidence for finding in check("MP605", source)] == [Confidence.LOW]


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_reported(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert check("MP605", source)


SILENT = {
    "read once it has ended": """
        import subprocess
        p = subprocess.Popen(["server"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        while True:
            code = p.poll()
            if code is not None:
                raise RuntimeError(p.stderr.read())
            if "ready" in p.stderr.readline():
                break
    """,
    "told by a signal to end": """
        import signal
        import subprocess
        p = subprocess.Popen(["server"], stdout=subprocess.PIPE)
        p.send_signal(signal.SIGINT)
        p.wait()
    """,
    "awaited for some time": """
        import asyncio

        async def run():
            p = await asyncio.create_subprocess_exec("x", stdout=asyncio.subprocess.PIPE)
            await asyncio.wait_for(p.wait(), timeout=5)

        async def run_in_block():
            p = await asyncio.create_subprocess_exec("x", stdout=asyncio.subprocess.PIPE)
            async with asyncio.timeout(5):
                await p.wait()
    """,
    "a pipe that does not wait": """
        import os
        import subprocess
        p = subprocess.Popen(["x"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        os.set_blocking(p.stdout.fileno(), False)
        while True:
            part = p.stdout.read(4096)
            if not part:
                break
            print(part)
        print(p.stderr.read())
    """,
    "asyncio, side by side": """
        import asyncio
        from asyncio.subprocess import PIPE
        async def output():
            p = await asyncio.create_subprocess_exec("x", stdout=PIPE)
            return await asyncio.gather(p.wait(), p.stdout.read())
        async def read_meanwhile():
            p = await asyncio.create_subprocess_exec("x", stdout=PIPE)
            waiting = asyncio.create_task(p.wait())
            text = await p.stdout.read()
            return text, await waiting
    """,
    "no pipe": "import subprocess\np = subprocess.Popen(['x'])\np.wait()",
    "pipe to it": "import subprocess\np = subprocess.Popen(['x'], stdin=subprocess.PIPE)\np.wait()",
    "null": "import subprocess\np = subprocess.Popen(['x'], stdout=subprocess.DEVNULL)\np.wait()",
    "read before": """
        import subprocess
        p = subprocess.Popen(["x"], stdout=subprocess.PIPE)
        text = p.stdout.read()
        p.wait()
    """,
    "one pipe for both": """
        import subprocess
        p = subprocess.Popen(["x"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for line in p.stdout:
            print(line)
        p.wait()
    """,
    "with a limit": "import subprocess\np = subprocess.Popen(['x'], stdout=subprocess.PIPE)\np.wait(timeout=5)",
    "killed": """
        import subprocess
        p = subprocess.Popen(["x"], stdout=subprocess.PIPE)
        try:
            print("work")
        finally:
            p.kill()
            p.wait()
    """,
    "thread": """
        import subprocess
        import threading
        p = subprocess.Popen(["x"], stdout=subprocess.PIPE)
        threading.Thread(target=p.stdout.read).start()
        p.wait()
    """,
    "handed over": """
        import subprocess
        import elsewhere
        p = subprocess.Popen(["x"], stdout=subprocess.PIPE)
        elsewhere.show(p)
        p.wait()
    """,
    "input of the next": """
        import subprocess
        a = subprocess.Popen(["x"], stdout=subprocess.PIPE)
        b = subprocess.Popen(["y"], stdin=a.stdout)
        b.wait()
        a.wait()
    """,
    "polled and read": """
        import subprocess
        p = subprocess.Popen(["x"], stdout=subprocess.PIPE)
        while p.poll() is None:
            print(p.stdout.readline())
    """,
    "kept in a list": """
        import subprocess
        children = []
        p = subprocess.Popen(["x"], stdout=subprocess.PIPE)
        children.append(p)
        p.wait()
    """,
    "a call with a limit": "import subprocess as sp\nsp.check_call(['x'], stdout=sp.PIPE, timeout=1)",
    "pipe or not": """
        import subprocess
        import sys
        p = subprocess.Popen(["x"], stdout=subprocess.PIPE if sys.argv else None)
        p.wait()
    """,
    "a method reads, and waits then by another one": """
        import subprocess

        class Tool:
            def __init__(self, *command):
                self.child = subprocess.Popen(command, stdout=subprocess.PIPE)

            @property
            def output(self):
                return self.child.stdout

            def finish(self):
                return self.child.wait()

            def answer(self):
                text = self.output.read()
                return text if self.finish() == 0 else b""
    """,
    "a method may read without waiting": """
        import subprocess

        class Tool:
            def __init__(self, *command):
                self.child = subprocess.Popen(command, stdout=subprocess.PIPE)

            def finish(self):
                return self.child.wait()

            def answer(self, at_once):
                if not at_once:
                    self.finish()
                return self.child.stdout.read()
    """,
    "a method closes the stream": """
        import subprocess

        class Tool:
            def __init__(self, *command):
                self.child = subprocess.Popen(command, stdout=subprocess.PIPE)

            def hang_up(self):
                self.child.stdout.close()

            def finish(self):
                return self.child.wait()
    """,
}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert check("MP605", source) == []


SHORT = {
    "list for a shell": "import subprocess as sp\nsp.call(['gunzip', 'a.gz'], stdout=sp.PIPE, shell=True)  # MP605",
    "version": "import subprocess as sp\nsp.check_call(['x', '-V'], stdout=sp.PIPE)  # MP605",
    "setting": "import subprocess as sp\np = sp.Popen(['git', 'config', '--get', 'a'], stdout=sp.PIPE)\np.wait()  # MP605",
    "quiet": "import subprocess as sp\nsp.call(['/bin/mkdir', '-p', 'a'], stdout=sp.PIPE)  # MP605",
    "alone": "import subprocess as sp\nsp.call('git', stdout=sp.PIPE)  # MP605",
    "asked in a shell": """
        from subprocess import PIPE, Popen

        def exists(name):
            return Popen(["bash", "-c", f"command -v {name}"], stdout=PIPE).wait() == 0  # MP605
    """,
    "split": """
        import shlex
        from subprocess import PIPE, Popen

        def exists(name):
            return Popen(shlex.split(f"sh -c type {name}"), stdout=PIPE).wait() == 0  # MP605
    """,
    "given by callers": """
        import shlex
        from subprocess import PIPE, Popen

        def starts(command):
            return Popen(shlex.split(f"{command}"), stdout=PIPE).wait() == 0  # MP605

        starts("git")
    """,
    "a text for a shell": "import subprocess as sp\nsp.call('uname -a', shell=True, stdout=sp.PIPE)  # MP605",
    "the first program that is there": """
        import os
        import subprocess

        def ask(name):
            found = None
            for path in ("/usr/bin/which", "/bin/which"):
                if os.path.exists(path):
                    found = path
            return subprocess.call((found, name), stdout=subprocess.PIPE)  # MP605
    """,
    "asyncio": """
        import asyncio
        from asyncio.subprocess import PIPE

        async def main():
            p = await asyncio.create_subprocess_exec("chmod", "+x", "a", stderr=PIPE)
            await p.wait()  # MP605
    """,
    "asked about one package": """
        import subprocess as sp

        def is_installed(name):
            for program, flag in {"dpkg": "-l", "pacman": "-Q", "rpm": "-q"}.items():
                sp.check_call([program, flag, name], stdout=sp.PIPE)  # MP605
    """,
    "programs by keyword": """
        from subprocess import PIPE, Popen

        def is_installed():
            for program, words in dict(dpkg=["-s", "a"], rpm=["-q", "b"]).items():
                flag, name = words
                Popen([program, flag, name], stdout=PIPE, stderr=PIPE).wait()  # MP605
    """,
    "asked about one commit": """
        import subprocess as sp

        def commit(name):
            p = sp.Popen(["git", "rev-parse", name], stdout=sp.PIPE)
            p.wait()  # MP605
            return p.stdout.read().strip()
    """,
    "a line of Python": """
        import subprocess
        import sys

        CODE = "import os, sys\\nfor line in sys.stdin:\\n    if not line:\\n        print(1)\\n        break\\nprint(os.getpid())"

        def identity():
            p = subprocess.Popen([sys.executable, "-u", "-c", CODE], stdout=subprocess.PIPE)
            p.wait()  # MP605
            return int(p.stdout.read())
    """,
    "a line of Python, in bytes": """
        import asyncio
        import sys
        from subprocess import PIPE

        async def main():
            args = [sys.executable, b"-W", b"ignore", b"-c", "def f():\\n    print(input())\\nf()"]
            p = await asyncio.create_subprocess_exec(*args, stdin=PIPE, stdout=PIPE)
            await p.wait()  # MP605
    """,
    "a question for a module": """
        import os
        import subprocess

        def is_installed(name):
            command = [os.environ["PYTHON"], "-c", "import tool"]
            subprocess.check_call(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # MP605
    """,
    "told by the other stream": """
        import os
        import subprocess

        def film(folder, again):
            command = ["ffmpeg", "-i", os.path.join(folder, "%d.png"), "film.mp4"]
            if again:
                command = ["ffmpeg", "-y", "-i", os.path.join(folder, "%d.png"), "film.mp4"]
            child = subprocess.Popen(command, stdout=subprocess.PIPE)
            child.wait()  # MP605
    """,
    "until a sign is given": """
        import subprocess
        import time

        def start(marker):
            p = subprocess.Popen(["x"], stdout=subprocess.PIPE)
            while not marker.exists() and p.poll() is None:  # MP605
                time.sleep(0.05)
            return p.communicate()
    """,
}


@pytest.mark.parametrize("source", SHORT.values(), ids=SHORT)
def test_little_output_is_a_hint(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert [finding.confidence for finding in check("MP605", source)] == [Confidence.LOW]


LONG = {
    "all packages": "import subprocess as sp\nsp.call(['dpkg', '-l'], stdout=sp.PIPE)  # MP605",
    "each file": "import subprocess as sp\nsp.call(['cp', '-rv', 'a', 'b'], stdout=sp.PIPE)  # MP605",
    "several": "import subprocess as sp\nsp.call('mkdir a && make', shell=True, stdout=sp.PIPE)  # MP605",
    "several in a shell": "import subprocess as sp\nsp.call(['sh', '-c', 'type a; cat a'], stdout=sp.PIPE)  # MP605",
    "not alone": "import subprocess as sp\nsp.call(['git', 'log'], stdout=sp.PIPE)  # MP605",
    "Python in a loop": """
        import subprocess, sys
        code = "for i in range(9999): print(i)"
        subprocess.call([sys.executable, "-c", code], stdout=subprocess.PIPE)  # MP605
    """,
    "Python that prints what it makes": """
        import subprocess, sys
        subprocess.call([sys.executable, "-c", "print('x' * 100_000)"], stdout=subprocess.PIPE)  # MP605
    """,
    "Python that runs a package": """
        import subprocess, sys
        subprocess.call([sys.executable, "-c", "import tool; print(1)"], stdout=subprocess.PIPE)  # MP605
    """,
    "Python that prints in a handler": """
        import subprocess, sys
        code = "while True:\\n    try:\\n        pass\\n    except ValueError:\\n        print(1)"
        subprocess.call([sys.executable, "-c", code], stdout=subprocess.PIPE)  # MP605
    """,
    "Python that calls something": """
        import subprocess, sys
        subprocess.call([sys.executable, "-c", "import os; os.system('ls -R /')"], stdout=subprocess.PIPE)  # MP605
    """,
    "something else that may be Python": """
        import os, subprocess
        subprocess.call([os.environ["SHELL"], "-c", "ls"], stdout=subprocess.PIPE)  # MP605
    """,
    "told by the stream that is piped": """
        import subprocess
        subprocess.Popen(["ffmpeg", "-i", "a.png", "b.mp4"], stderr=subprocess.PIPE).wait()  # MP605
    """,
    "a film to the stream": """
        import subprocess
        subprocess.Popen(["ffmpeg", "-i", "a.png", "-f", "mpegts", "-"], stdout=subprocess.PIPE).wait()  # MP605
    """,
    "asked or not": """
        import subprocess as sp
        for question in ("--version", "build"):
            sp.call(["make", question], stdout=sp.PIPE)  # MP605
    """,
    "one of several": """
        import subprocess as sp
        for program in ("uname", "find"):
            sp.call([program, "-a"], stdout=sp.PIPE)  # MP605
    """,
}


@pytest.mark.parametrize("source", LONG.values(), ids=LONG)
def test_a_lot_may_be_printed(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert [finding.confidence for finding in check("MP605", source)] == [Confidence.MEDIUM]


WAITING = """
import subprocess, threading, time

class Bar:
    def follow(self, child, label):
        while child.poll() is None:  # MP605
            time.sleep(0.1)
        return child.returncode

def ended(child):
    return child.wait()  # MP605

def compiler(name):
    return subprocess.Popen(["cc", name], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
"""


def _waiting(used: str) -> str:
    """The helpers with the mark of the one that is called alone, and the code that uses them."""
    kept = "wait()" if "ended(" in used else "poll()"
    lines = (line if kept in line else line.replace("  # MP605", "") for line in WAITING.split("\n"))
    return "\n".join(lines) + used


HELPED = {
    "a method": """
def main(names):
    for name in names:
        child = compiler(name)
        status = Bar().follow(child, label=name)
        print(status, child.stdout.read())
""",
    "a function": "p = compiler('a.c')\nstatus = ended(child=p)\nprint(p.communicate(), status)\n",
    "two levels": """
def finish(process):
    status = ended(process)
    return status, process.stdout.read()

def main():
    print(finish(compiler("a.c")))
""",
    "an object that is kept": """
class Build:
    def __init__(self, bar):
        self.bar = bar

    def run(self, name):
        job = subprocess.Popen(["make", name], stderr=subprocess.PIPE)
        return self.bar.follow(job, "make") or job.stderr.read()

Build(Bar()).run("all")
""",
}


@pytest.mark.parametrize("used", HELPED.values(), ids=HELPED)
def test_a_helper_waits(check: Callable[[str, str], list[Finding]], used: str) -> None:
    (finding,) = check("MP605", _waiting(used))
    assert finding.confidence is Confidence.MEDIUM


HELPED_SILENTLY = {
    "read before": "p = compiler('a.c')\nprint(p.stdout.read())\nended(p)\n",
    "a thread reads": """
p = compiler("a.c")
threading.Thread(target=p.stdout.read).start()
ended(p)
""",
    "a thread of the helper": """
def watch(p):
    threading.Thread(target=lambda: p.stdout.read()).start()
    return p.wait()

watch(compiler("a.c"))
""",
    "the helper reads": """
def watch(p):
    while p.poll() is None:
        print(p.stdout.readline())

watch(compiler("a.c"))
""",
    "it lets another read": """
def drain(p):
    return p.stdout.read(100)

def watch(p):
    while p.poll() is None:
        drain(p)

watch(compiler("a.c"))
""",
    "handed over before": "import other\np = compiler('a.c')\nother.keep(p)\nended(p)\n",
    "no pipe": "ended(subprocess.Popen(['cc'], stdout=subprocess.DEVNULL))\n",
    "killed before": "p = compiler('a.c')\np.kill()\nended(p)\n",
    "with a limit": "def soon(p):\n    return p.wait(timeout=9)\nsoon(compiler('a.c'))\n",
    "kept where others may read": """
class Run:
    def __init__(self):
        self.child = compiler("a.c")

    def lines(self):
        return list(self.child.stdout)

    def status(self):
        return ended(self.child)
""",
}


@pytest.mark.parametrize("used", HELPED_SILENTLY.values(), ids=HELPED_SILENTLY)
def test_a_helper_may_wait(check: Callable[[str, str], list[Finding]], used: str) -> None:
    assert check("MP605", WAITING.replace("  # MP605", "") + used) == []


#: A class whose methods wait and read; ``{}`` is what else it does.
_TOOL = """
import subprocess
import time
from threading import Thread

class Tool:
    def __init__(self, command):
        self.child = subprocess.Popen(command, stdout=subprocess.PIPE)
{}
    def is_over(self):
        return self.child.poll() is not None{}

    def wait(self):
        while not self.is_over():
            time.sleep(0.1)
            self.look()
        return self.child.returncode

    def look(self):
        {}

    def output(self):
        return self.child.stdout.read()

def main(commands):
    for command in commands:
        {}
"""
_MARK = "  # MP605"
TOOLS = {
    "read afterwards": ("", _MARK, "pass", "tool = Tool(command); tool.wait(); print(tool.output())"),
    "read by another method afterwards": (
        "    def both(self):\n        self.wait()\n        return self.output()\n",
        _MARK,
        "pass",
        "tool = Tool(command); print(tool.both())",
    ),
    "read before": ("", "", "pass", "tool = Tool(command); print(tool.output()); tool.wait()"),
    "read meanwhile": ("", "", "print(self.child.stdout.readline())", "Tool(command).wait()"),
    "read meanwhile by another method": ("", "", "self.output()", "Tool(command).wait()"),
    "read by a thread": (
        "        Thread(target=self.output).start()\n",
        "",
        "pass",
        "tool = Tool(command); tool.wait(); print(tool.output())",
    ),
    "waited for in a thread": (
        "",
        "",
        "pass",
        "tool = Tool(command); Thread(target=tool.wait).start(); print(tool.output())",
    ),
    "waited for in a thread that calls it": (
        "",
        "",
        "pass",
        "tool = Tool(command); Thread(target=lambda: tool.wait()).start(); print(tool.output())",
    ),
    "read at times before": (
        "",
        "",
        "pass",
        "tool = Tool(command); print(tool.output() if commands[0] else ''); tool.wait(); print(tool.output())",
    ),
    "somebody else may read": ("", "", "pass", "Tool(command).wait()"),
    "nobody says in which order": ("", "", "pass", "print(Tool(command))"),
}


@pytest.mark.parametrize("parts", TOOLS.values(), ids=TOOLS)
def test_methods_that_wait_and_read(check: Callable[[str, str], list[Finding]], parts: tuple[str, ...]) -> None:
    check("MP605", _TOOL.format(*parts))


def test_a_helper_that_waits_for_a_sign(check: Callable[[str, str], list[Finding]]) -> None:
    source = """
        import pathlib, subprocess, time

        def started(server, mark):
            while server.poll() is None:  # MP605
                if mark.exists():
                    return True
                time.sleep(0.1)
            return False

        server = subprocess.Popen(["serve"], stdout=subprocess.PIPE)
        if started(server, pathlib.Path("mark")):
            print(server.communicate())
    """
    assert [finding.confidence for finding in check("MP605", source)] == [Confidence.LOW]


def test_where_a_program_is(check: Callable[[str, str], list[Finding]]) -> None:
    (finding,) = check(
        "MP605",
        """
        import subprocess
        import sys
        WHICH = "where" if sys.platform == "win32" else "which"
        def exists(name):
            return subprocess.call([WHICH, name], stdout=subprocess.PIPE, stderr=subprocess.PIPE) == 0  # MP605
        """,
    )
    assert finding.confidence is Confidence.LOW
