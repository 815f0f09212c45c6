"""MP407 for ``os.pipe()`` and ``os.fork()``: who reads until the end comes, and holds the writing end himself."""

from __future__ import annotations

import pytest

from mpcheck.findings import Confidence
from snippets import Check

_PROGRAM = """
        import fcntl
        import os
        import select
        import subprocess

        def work(end):
            os.write(end, b"done")

        def main(first):
            r, w = os.pipe()
            pid = os.fork()
            if pid == 0:
                {child}
                os._exit(0)
            {parent}
        """


def _program(child: str, parent: str) -> str:
    lines = {"child": child.replace("\n", "\n                "), "parent": parent.replace("\n", "\n            ")}
    return _PROGRAM.format(**lines)


_READ = "while True:\n    part = os.read(r, 100)  # MP407\n    if not part:\n        break\n    print(part)"
_READ_SILENT = _READ.replace("  # MP407", "")
LEFT_OPEN = {
    "in the parent": ("os.write(w, b'x')", _READ),
    "in the parent, by a helper in the child": ("os.close(r)\nwork(w)\nos.close(w)", _READ),
    "an assignment expression": ("os.write(w, b'x')", "while part := os.read(r, 1):  # MP407\n    print(part)"),
    "the child becomes a program": ("os.dup2(w, 1)\nos.execvp('x', ['x'])", _READ + "\nos.close(r)"),
    "in the child": (_READ, "os.close(r)\nos.write(w, b'x')\nos.close(w)\nos.waitpid(pid, 0)"),
    "in the child, by the file of the other": (
        _READ,
        "os.close(r)\nwith os.fdopen(w, 'wb') as file:\n    file.write(b'x')",
    ),
}


@pytest.mark.parametrize(("child", "parent"), LEFT_OPEN.values(), ids=LEFT_OPEN)
def test_the_reader_holds_the_writing_end(check: Check, child: str, parent: str) -> None:
    assert [finding.confidence for finding in check("MP407", _program(child, parent))] == [Confidence.MEDIUM]


CLOSED = {
    "closed in the parent": ("os.write(w, b'x')", "os.close(w)\n" + _READ_SILENT),
    "closed in the child": ("os.close(w)\n" + _READ_SILENT, "os.write(w, b'x')"),
    "closed by a loop": ("os.write(w, b'x')", "for end in (w,):\n    os.close(end)\n" + _READ_SILENT),
    "a file that is closed": ("os.write(w, b'x')", "os.fdopen(w, 'wb').close()\n" + _READ_SILENT),
    "handed over": ("os.write(w, b'x')", "first(w)\n" + _READ_SILENT),
    "one part": ("os.write(w, b'x')", "print(os.read(r, 100))"),
    "until a mark": (
        "os.write(w, b'.')",
        "while True:\n    part = os.read(r, 100)\n    if not part or part.endswith(b'.'):\n        break",
    ),
    "as long as the child lives": (
        "os.write(w, b'x')",
        "while not os.waitpid(pid, os.WNOHANG)[0]:\n    print(os.read(r, 100))",
    ),
    "not blocking": ("os.write(w, b'x')", "os.set_blocking(r, False)\n" + _READ_SILENT),
    "another pipe": ("os.write(w, b'x')", "r, other = os.pipe()\nos.close(other)\n" + _READ_SILENT),
}


@pytest.mark.parametrize(("child", "parent"), CLOSED.values(), ids=CLOSED)
def test_the_end_may_come(check: Check, child: str, parent: str) -> None:
    assert check("MP407", _program(child, parent)) == []


def test_several_children_and_one_close(check: Check) -> None:
    source = """
        import os

        def main(count):
            r, w = os.pipe()
            for number in range(count):
                if os.fork() == 0:
                    os.write(w, b"x")
                    os._exit(0)
            os.close(w)
            while part := os.read(r, 100):
                print(part)
        """
    assert check("MP407", source) == []


def test_a_pipe_of_a_process_that_wakes_itself(check: Check) -> None:
    source = """
        import os
        import threading

        def main(stop):
            r, w = os.pipe()
            if os.fork() == 0:
                os._exit(0)
            threading.Thread(target=os.close, args=(w,)).start()
            while part := os.read(r, 100):
                print(part)
        """
    assert check("MP407", source) == []


def test_no_fork_of_which_the_pipe_is_part(check: Check) -> None:
    source = """
        import os

        def main():
            if os.fork() == 0:
                os._exit(0)
            r, w = os.pipe()
            while part := os.read(r, 100):
                print(part, w)
        """
    assert check("MP407", source) == []
